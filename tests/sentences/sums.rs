//! How a number came about.

use rstest::rstest;
use undercurrent::testing::domain::workings;

use crate::made::{cause, rest, result, result_on, scale, with_first};

/// The sum of the first cause on the built-in questionnaire.
fn sum(letters: &'static str) -> Option<String> {
    let analysis = result(&rest(&[letters], "3333"));
    workings(&analysis, &cause(&analysis, "Lead mismatch"))
}

#[rstest]
#[case("5142", "100 + 100 ↺ + 75 + 75 ↺, mean 88 of 100 (↺: often is good news)")]
#[case("1515", "0 + 0 ↺ + 0 + 0 ↺, mean 0 of 100 (↺: often is good news)")]
#[case("3333", "50 + 50 ↺ + 50 + 50 ↺, mean 50 of 100 (↺: often is good news)")]
#[case("5.4n", "100 + 75, mean 88 of 100")]
#[case(".1.2", "100 ↺ + 75 ↺, mean 88 of 100 (↺: often is good news)")]
fn every_answer_that_counts_is_a_term_and_turned_ones_say_so(#[case] letters: &'static str, #[case] said: &str) {
    assert_eq!(sum(letters).unwrap(), said);
}

#[rstest]
#[case("5...")]
#[case("nnnn")]
#[case("....")]
fn without_a_figure_there_is_no_sum(#[case] letters: &'static str) {
    assert_eq!(sum(letters), None);
}

#[test]
fn a_single_answer_is_no_mean() {
    let pulse = std::sync::Arc::new(crate::answers::built_in().pulse().unwrap());
    let analysis = result_on(&pulse, &rest(&["4"], "1"));
    assert_eq!(workings(&analysis, &cause(&analysis, "Lead mismatch")).unwrap(), "75 of 100");
}

#[test]
fn different_weights_stand_before_their_terms() {
    let weighted = with_first(|cause| {
        cause.items[0].weight = 2.0;
        cause.items[2].weight = 0.5;
    });
    let analysis = result_on(&weighted, &rest(&["5542"], "3333"));
    let said = workings(&analysis, &cause(&analysis, "Lead mismatch")).unwrap();
    assert_eq!(said, "2 × 100 + 1 × 0 ↺ + 0.5 × 75 + 1 × 75 ↺, weighted mean 69 of 100 (↺: often is good news)");
}

#[test]
fn weights_that_are_all_alike_are_not_mentioned() {
    let alike = with_first(|cause| cause.items.iter_mut().for_each(|item| item.weight = 3.0));
    let analysis = result_on(&alike, &rest(&["5142"], "3333"));
    let said = workings(&analysis, &cause(&analysis, "Lead mismatch")).unwrap();
    assert_eq!(said, "100 + 100 ↺ + 75 + 75 ↺, mean 88 of 100 (↺: often is good news)");
}

#[test]
fn each_answer_is_scaled_to_its_own_range_first() {
    let mixed = with_first(|cause| {
        scale(&mut cause.items[0], 0, 1);
        scale(&mut cause.items[1], -4, 4);
        scale(&mut cause.items[2], 1, 4);
    });
    let analysis = result_on(&mixed, &rest(&["2224"], "3333"));
    let said = workings(&analysis, &cause(&analysis, "Lead mismatch")).unwrap();
    assert_eq!(said, "100 + 88 ↺ + 33 + 25 ↺, mean 61 of 100 (↺: often is good news)");
}
