//! The word to one person whose answers are nearly all the same.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::domain::same_answers;

use crate::answers::{built_in, finished};
use crate::made::{rest, result, result_on, scale, with_first};
use crate::said::{in_lines, on_screen, on_small_screen, reports};

#[rstest]
#[case::all(&[], "3333", Some("You gave the same answer to 36 of 36 statements. 18 of the 36 describe things going \
    well, so the figures come out near the middle."))]
#[case::at_an_end(&[], "5555", Some("You gave the same answer to 36 of 36 statements. 18 of the 36 describe things \
    going well, so the figures come out near the middle."))]
#[case::nearly_all(&["1511"], "1111", Some("You gave the same answer to 35 of 36 statements. 18 of the 36 describe \
    things going well, so the figures come out near the middle."))]
#[case::nine_of_ten(&["1222"], "1111", Some("You gave the same answer to 33 of 36 statements. 18 of the 36 describe \
    things going well, so the figures come out near the middle."))]
#[case::fewer_than_nine_of_ten(&["2222"], "1111", None)]
#[case::what_does_not_apply_is_no_answer_on_the_scale(&["2222", "2222", "2222", "nnnn"], "....",
    Some("You gave the same answer to 12 of 12 statements. 6 of the 12 describe things going well, so the figures \
    come out near the middle."))]
#[case::eleven(&["2222", "2222", "222."], "....", None)]
#[case::one_kind_alone(&[], "5.5.", Some("You gave the same answer to 18 of 18 statements."))]
#[case::mostly_one_kind(&["5555"], "5.5.", Some("You gave the same answer to 20 of 20 statements. 2 of the 20 describe \
    things going well, where the same answer means the opposite."))]
#[case::attentive(&[], "5151", None)]
fn who_gives_one_answer_throughout_is_told_so_with_what_was_counted(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: Option<&str>,
) {
    let letters = rest(letters, others);
    assert_eq!(same_answers(&result(&letters)).as_deref(), said);
    let record = finished(&built_in(), &letters);
    let places = [on_screen(&record, ""), on_small_screen(&record, ""), in_lines(&record, "")];
    for text in places {
        assert_eq!(text.contains("You gave the same answer"), said.is_some(), "{text}");
        assert!(text.contains(said.unwrap_or_default()), "{text}");
    }
    for (form, text) in reports(&record) {
        assert!(!text.contains("the same answer"), "{form}: {text}");
    }
}

#[test]
fn statements_that_run_one_way_alone_may_well_be_answered_alike() {
    let pulse = Arc::new(built_in().pulse().unwrap());
    assert_eq!(same_answers(&result_on(&pulse, &["3"; 9])), None);
    let mut causes = built_in().causes().to_vec();
    causes.iter_mut().flat_map(|cause| &mut cause.items).for_each(|item| item.reverse = false);
    let order: Vec<_> = built_in().asked().map(|item| item.id.clone()).collect();
    let one_way = undercurrent::testing::domain::Questionnaire::new(built_in().head().clone(), causes, &order).unwrap();
    assert_eq!(same_answers(&result_on(&Arc::new(one_way), &["3333"; 9])), None);
}

#[test]
fn answers_on_another_scale_are_counted_apart() {
    let other = with_first(|cause| cause.items.iter_mut().for_each(|item| scale(item, 0, 8)));
    let said = same_answers(&result_on(&other, &rest(&["1234"], "2222"))).unwrap();
    assert!(said.starts_with("You gave the same answer to 32 of 32 statements. 16 of the 32"), "{said}");
}
