//! The sentence under the chart: how much there is, and where to start.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::domain::wording::summary;

use crate::answers::built_in;
use crate::made::{rest, result, result_on, scale, with_first};

#[rstest]
#[case::one(&["5151"], "1515", "1 of 9 causes is elevated or worse. Start with Lead mismatch.")]
#[case::a_clear_leader(&["5151", "4242"], "1515", "2 of 9 causes are elevated or worse. Start with Lead mismatch.")]
#[case::one_step_apart(&["4242", "4252"], "1515",
    "2 of 9 causes are elevated or worse. Start with System burden or Lead mismatch: they are close.")]
#[case::more_than_one_step_apart(&["4242", "5252"], "1515",
    "2 of 9 causes are elevated or worse. Start with System burden.")]
#[case::three_close(&["4242", "4252", "4242"], "3333",
    "3 of 9 causes are elevated or worse. Start with System burden, Lead mismatch or Disputed spend: they are close.")]
#[case::four_alike(&["4242", "4242", "4242", "4242"], "1515",
    "4 of 9 causes are elevated or worse. Several lead, and they are close: start with the one you can change.")]
#[case::all_alike(&[], "5151",
    "9 of 9 causes are elevated or worse. Several lead, and they are close: start with the one you can change.")]
#[case::close_but_not_elevated(&["4233", "3333"], "3333",
    "1 of 9 causes is elevated or worse. Start with Lead mismatch.")]
#[case::one_unknown(&["5151", "5..."], "1515",
    "1 of 8 causes is elevated or worse. Start with Lead mismatch. One has too few answers to score.")]
#[case::several_unknown(&["5151", "5...", "....", "nnnn"], "1515",
    "1 of 6 causes is elevated or worse. Start with Lead mismatch. 3 have too few answers to score.")]
#[case::only_one_known(&["5151"], "....",
    "1 of 1 cause is elevated or worse. Start with Lead mismatch. 8 have too few answers to score.")]
fn where_to_start_is_said_where_something_is_elevated(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    assert_eq!(summary(&result(&rest(letters, others))), said);
}

#[rstest]
#[case::all_known(&[], "3333",
    "No cause is elevated or severe. A quiet result is common, and good news for both sides.")]
#[case::just_below(&["4333"], "1515",
    "No cause is elevated or severe. A quiet result is common, and good news for both sides.")]
#[case::one_unknown(&["n..."], "1515",
    "No cause is elevated or severe. One has too few answers to score. A quiet result is common, and good news for \
     both sides.")]
#[case::mostly_unknown(&["1515", "1515"], "5...",
    "No cause is elevated or severe. 7 have too few answers to score.")]
#[case::nothing_known(&["5...", "nnnn"], "....", "Too little was answered to score any cause.")]
fn nothing_elevated_is_an_ending_of_its_own(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    assert_eq!(summary(&result(&rest(letters, others))), said);
}

#[test]
fn no_cause_is_named_where_none_is_elevated() {
    let said = summary(&result(&rest(&["3333", "3343"], "1515")));
    assert!(built_in().causes().iter().all(|cause| !said.contains(&cause.name)), "{said}");
}

#[test]
fn with_fewer_answers_one_step_is_wider() {
    // With two answers of four each, one answer moved by one step is 12.5 points.
    let said = summary(&result(&rest(&["51..", "5.5.", "52.."], "1515")));
    assert!(said.contains("Start with Lead mismatch, System burden or Disputed spend: they are close."), "{said}");
    let said = summary(&result(&rest(&["5151", "52.."], "1515")));
    assert!(said.contains("Start with Lead mismatch or System burden: they are close."), "{said}");
}

#[test]
fn in_a_short_form_one_step_is_a_quarter_of_the_axis() {
    let pulse = Arc::new(built_in().pulse().unwrap());
    let said = summary(&result_on(&pulse, &rest(&["5", "4"], "1")));
    assert!(said.contains("Start with Lead mismatch or System burden: they are close."), "{said}");
}

#[test]
fn the_coarsest_scale_of_a_cause_decides_what_is_close() {
    let coarse = with_first(|cause| scale(&mut cause.items[0], 0, 1));
    // Lead mismatch 94, System burden 100: one yes or no among four answers is 25 points.
    let said = summary(&result_on(&coarse, &rest(&["2152", "5151"], "1515")));
    assert!(said.contains("Start with System burden or Lead mismatch: they are close."), "{said}");
}
