//! The sentence over one person's chart: where to start, and how many causes fall into each band.

use std::sync::Arc;

use rstest::rstest;
use undercurrent::testing::domain::{Questionnaire, wording_summary as summary};

use crate::answers::{built_in, finished};
use crate::made::{rest, result, result_on, scale, with_first};
use crate::said::{charts, in_lines, what_to_do};

/// Said wherever a cause has no figure.
const WAY: &str = "in Undercurrent, c on a cause's page answers what is open.";

fn is_said_everywhere(questionnaire: &Arc<Questionnaire>, letters: &[&str], said: &str) {
    assert_eq!(summary(&result_on(questionnaire, letters)), said);
    for (place, text) in charts(&finished(questionnaire, letters)) {
        assert!(text.contains(said), "{place}: no {said:?} in\n{text}");
    }
}

#[rstest]
#[case::one(&["5151"], "1515", "Start with Lead mismatch. 1 cause is severe, 8 low.")]
#[case::a_clear_leader(&["5151", "4242"], "1515", "Start with Lead mismatch. 1 cause is severe, 1 elevated, 7 low.")]
#[case::all_four_bands(&["5151", "4242", "4242", "3333", "3333", "3333", "3333"], "1515",
    "Start with Lead mismatch. 1 cause is severe, 2 elevated, 4 moderate, 2 low.")]
#[case::one_step_apart(&["4242", "4252"], "1515",
    "Start with System burden or Lead mismatch: they are close. 2 causes are elevated, 7 low.")]
#[case::more_than_one_step_apart(&["4242", "5252"], "1515", "Start with System burden. 1 cause is severe, 1 elevated, 7 low.")]
#[case::three_close(&["4242", "4252", "4242"], "3333",
    "Start with System burden, Lead mismatch or Disputed spend: they are close. 3 causes are elevated, 6 moderate.")]
#[case::four_alike(&["4242", "4242", "4242", "4242"], "1515",
    "Start with Lead mismatch, System burden, Disputed spend and others: they are close. 4 causes are elevated, 5 low.")]
#[case::all_alike(&[], "5151",
    "Start with Lead mismatch, System burden, Disputed spend and others: they are close. 9 causes are severe.")]
#[case::close_but_not_elevated(&["4233", "3333"], "3333", "Start with Lead mismatch. 1 cause is elevated, 8 moderate.")]
fn where_to_start_is_said_where_something_is_elevated(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    let said = said.replace("moderate", &built_in().head().bands.mixed);
    is_said_everywhere(&built_in(), &rest(letters, others), &said);
}

#[rstest]
#[case::moderate(&[], "3333", "Nothing stands out. 9 causes are moderate.")]
#[case::nine_at_56(&[], "4333", "Nothing stands out. 9 causes are moderate.")]
#[case::moderate_and_low(&["3333", "3333", "3333", "3333", "3333", "3333"], "1515",
    "Nothing stands out. 6 causes are moderate, 3 low.")]
#[case::one_moderate(&["4333"], "1515", "Nothing stands out. 1 cause is moderate, 8 low.")]
#[case::the_same_answer_throughout(&[], "5555", "Nothing stands out. 9 causes are moderate.")]
#[case::all_low(&[], "1515", "All nine are low. That is good news.")]
fn nothing_elevated_is_told_by_the_bands_and_praised_only_where_all_are_low(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    let said = said.replace("moderate", &built_in().head().bands.mixed);
    is_said_everywhere(&built_in(), &rest(letters, others), &said);
}

#[rstest]
#[case::elevated(&["5151", "5..."], "1515",
    "Start with Lead mismatch. 1 cause is severe, 7 low. 1 cause has no figure yet:")]
#[case::several(&["5151", "5...", "....", "nnnn"], "1515",
    "Start with Lead mismatch. 1 cause is severe, 5 low. 3 causes have no figure yet:")]
#[case::only_one_known(&["5151"], "....", "Start with Lead mismatch. 1 cause is severe. 8 causes have no figure yet:")]
#[case::moderate(&["3333", "n..."], "1515",
    "Nothing stands out. 1 cause is moderate, 7 low. 1 cause has no figure yet:")]
#[case::low_is_no_praise(&["5...", "...."], "1515",
    "The 7 causes with a figure are low. 2 causes have no figure yet:")]
#[case::one_low(&["1515"], "5...", "The only cause with a figure is low. 8 causes have no figure yet:")]
#[case::nothing(&["5...", "nnnn"], "....", "No cause has a figure yet:")]
#[case::nothing_applies(&[], "nnnn", "No cause has a figure yet:")]
fn causes_without_a_figure_are_always_told_with_the_way_to_their_statements(
    #[case] letters: &[&'static str],
    #[case] others: &'static str,
    #[case] said: &str,
) {
    let letters = rest(letters, others);
    let said = said.replace("moderate", &built_in().head().bands.mixed);
    is_said_everywhere(&built_in(), &letters, &format!("{said} {WAY}"));
    let (_, unknown) = said.rsplit_once(". ").unwrap_or(("", &said));
    for (place, text) in what_to_do(&finished(&built_in(), &letters)) {
        assert!(text.contains(&format!("{unknown} {WAY}")), "{place}: no {unknown:?} in\n{text}");
    }
}

#[test]
fn no_cause_is_named_where_none_is_elevated() {
    let said = summary(&result(&rest(&["3333", "3343"], "1515")));
    assert!(built_in().causes().iter().all(|cause| !said.contains(&cause.name)), "{said}");
}

#[test]
fn a_cause_with_gaps_is_not_named_ahead_of_a_full_one() {
    // Lead mismatch 100 on two answers, System burden 94 on four.
    let said = summary(&result(&rest(&["51..", "5152"], "1515")));
    assert!(said.starts_with("Start with System burden or Lead mismatch: they are close."), "{said}");
    // Of those answered alike, the worst comes first; of equal ones, the one that the article has first.
    let said = summary(&result(&rest(&["5152", "51.1", "5151", "5152", "515."], "1515")));
    assert!(said.starts_with("Start with Disputed spend, Lead mismatch, Strategy clash and others"), "{said}");
}

#[test]
fn a_cause_with_gaps_does_not_count_as_close_more_easily() {
    // Lead mismatch 88 on two answers: more than one of four answers by one step below System burden at 100.
    let said = summary(&result(&rest(&["52..", "5151"], "1515")));
    assert!(said.starts_with("Start with System burden. 2 causes are severe"), "{said}");
}

#[test]
fn in_a_short_form_one_step_is_a_quarter_of_the_axis() {
    let pulse = Arc::new(built_in().pulse().unwrap());
    let said = "Start with Lead mismatch or System burden: they are close. 1 cause is severe, 1 elevated, 7 low.";
    is_said_everywhere(&pulse, &rest(&["5", "4"], "1"), said);
}

#[test]
fn the_larger_step_of_two_causes_decides_whether_they_are_close() {
    let coarse = with_first(|cause| scale(&mut cause.items[0], 0, 1));
    // Lead mismatch 94, System burden 100: one yes or no among four answers is 25 points.
    let said = summary(&result_on(&coarse, &rest(&["2152", "5151"], "1515")));
    assert!(said.contains("Start with System burden or Lead mismatch: they are close."), "{said}");
    // And the other way round: Lead mismatch 100, System burden 81.
    let said = summary(&result_on(&coarse, &rest(&["2151", "5242"], "1515")));
    assert!(said.contains("Start with Lead mismatch or System burden: they are close."), "{said}");
}

#[test]
fn three_items_make_a_step_of_a_third() {
    let short = with_first(|cause| drop(cause.items.pop()));
    // Lead mismatch 92 and System burden 100 are 8.33 points apart, which is one answer of three by one step.
    let said = summary(&result_on(&short, &rest(&["515", "5151"], "1515")));
    assert!(said.starts_with("Start with Lead mismatch or System burden: they are close."), "{said}");
    let said = summary(&result_on(&short, &rest(&["514", "5151"], "1515")));
    assert!(said.starts_with("Start with System burden or Lead mismatch: they are close."), "{said}");
    let said = summary(&result_on(&short, &rest(&["524", "5151"], "1515")));
    assert!(said.starts_with("Start with System burden. "), "{said}");
}

#[test]
fn a_questionnaire_of_other_size_and_names_is_told_in_them() {
    let mut head = built_in().head().clone();
    head.bands.low = "calm".to_owned();
    let causes = built_in().causes()[..3].to_vec();
    let order: Vec<_> = causes.iter().flat_map(|cause| &cause.items).map(|item| item.id.clone()).collect();
    let small = Arc::new(Questionnaire::new(head, causes, &order).unwrap());
    is_said_everywhere(&small, &["1515"; 3], "All three are calm. That is good news.");
}

#[test]
fn the_way_to_open_statements_leads_to_them() {
    let record = finished(&built_in(), &rest(&["5...", "51.."], "1515"));
    let text = in_lines(&record, "o Home Enter c");
    assert!(text.contains(&built_in().causes()[0].items[1].text), "{text}");
    // A cause with a figure has no open statement to lead to: all of it is offered from the beginning.
    let text = in_lines(&record, "o Home Down Enter c");
    assert!(text.contains(&built_in().causes()[1].items[0].text), "{text}");
}

#[test]
fn where_nothing_is_elevated_the_moderate_causes_come_with_their_questions_and_no_remedy() {
    let letters = rest(&["3333", "1515", "4333"], "1515");
    for (place, text) in what_to_do(&finished(&built_in(), &letters)) {
        assert!(text.contains("Nothing stands out, so there is no remedy to suggest."), "{place}: {text}");
        for cause in built_in().causes() {
            let asked = ["Lead mismatch", "Disputed spend"].contains(&cause.name.as_str());
            for prompt in &cause.prompts {
                assert_eq!(text.contains(prompt.as_str()), asked, "{place}, {}: {text}", cause.name);
            }
            assert!(!text.contains(cause.remedy.as_str()), "{place}: {text}");
            assert!(!text.contains(cause.first_step.as_str()), "{place}: {text}");
        }
        let (first, second) = (text.find("Disputed spend").unwrap(), text.find("Lead mismatch").unwrap());
        assert!(first < second, "{place}: the more severe comes first: {text}");
    }
}

#[test]
fn nothing_is_praised_where_a_cause_has_no_figure_or_none_is_low() {
    for letters in [rest(&[], "4333"), rest(&[], "5555"), rest(&["5..."], "1515"), rest(&[], "....")] {
        let record = finished(&built_in(), &letters);
        for (place, text) in charts(&record).into_iter().chain(what_to_do(&record)) {
            for praise in ["good news.", "Keep doing what works", "quiet", "common"] {
                assert!(!text.contains(&format!(" {praise}")), "{place}: {praise:?} in {text}");
            }
        }
    }
    for (place, text) in what_to_do(&finished(&built_in(), &["1515"; 9])) {
        assert!(text.contains("All nine are low, so there is no remedy to suggest. Keep doing what works"), "{place}");
    }
}
