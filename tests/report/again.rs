//! The second round of a session in the forms that people read.

use rstest::rstest;
use undercurrent::testing::document::Format;
use undercurrent::testing::domain::{NO_REASON, SECOND_ROUND};

use crate::same::same;
use crate::samples::{twelve, two_rounds, written};

#[rstest]
#[case(Format::Text)]
#[case(Format::Markdown)]
#[case(Format::Html)]
fn a_second_round_is_told_for_the_causes_that_were_asked_again(#[case] form: Format) {
    let report = written(&two_rounds(11), form);
    assert_eq!(report.matches(SECOND_ROUND).count(), 1, "{report}");
    let told = report.split_whitespace().collect::<Vec<_>>().join(" ").replace('\\', "");
    for part in ["12 people, then 11.", "System burden is ", "lower than in the first round (", NO_REASON] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert_eq!(told.matches("in the first round").count(), 2, "{told}");
}

#[rstest]
#[case(Format::Text)]
#[case(Format::Markdown)]
#[case(Format::Html)]
fn of_too_few_in_the_second_round_no_change_is_told(#[case] form: Format) {
    let report = written(&two_rounds(4), form);
    let told = report.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("System burden: no change is shown, round 2: fewer than 5 answered"), "{told}");
    assert!(!told.contains("than in the first round"), "{told}");
}

#[test]
fn without_a_second_round_nothing_is_said_of_one() {
    assert!(!written(&twelve(), Format::Text).contains(SECOND_ROUND));
}

#[test]
fn the_figures_of_the_report_are_those_of_the_first_round() {
    let chart = |report: &str| report.split("\n\n").take(4).collect::<String>();
    same!(chart(&written(&two_rounds(11), Format::Text)), chart(&written(&twelve(), Format::Text)));
}
