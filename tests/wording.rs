//! What is said about several people, word for word.
#![allow(clippy::unwrap_used, reason = "a test may stop where its room cannot be built")]

mod support;

use serde_json::json;
use support::{Person, Shape, items, questionnaire, record};
use undercurrent::testing::domain::Figures;
use undercurrent::testing::domain::wording::several;
use undercurrent::testing::domain::{Several, SeveralOrder as Order};

/// So many people of a side who give this answer to both items of each cause.
fn with(side: &str, answers: &[i32], number: usize) -> Vec<Person> {
    let answers = answers.iter().map(|value| vec![json!(value), json!(value)]).collect();
    vec![Person { side: side.to_owned(), answers }; number]
}

fn room(groups: &[Vec<Person>]) -> Several {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let causes = groups[0][0].answers.len();
    let cause = |at| (format!("c{at}"), items(&format!("c{at}"), &[shape.clone(), shape.clone()]));
    let questionnaire = questionnaire(&(0..causes).map(cause).collect::<Vec<_>>(), 5);
    Several::of_round(&record(&questionnaire, &groups.concat()), 1)
}

fn anybody() -> Several {
    room(&[with("sales", &[4], 6), with("marketing", &[2], 6)])
}

fn only(several: &Several) -> &Figures {
    several.cause(0).unwrap().figures
}

#[test]
fn whose_view_it_is_names_people_and_sides() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 9), with("other", &[5], 3)]);
    assert_eq!(several::heading(&several), "the view of 24 people: Sales 12, Marketing 9, Other 3");
    assert_eq!(several::notes(only(&several)), ["3 answers withheld, to protect the people who gave them."]);
    assert!(several::withheld_explained(&several).contains("Withheld is not the same as no data"));
}

#[test]
fn a_spread_is_told_in_people_never_in_per_cent() {
    let several = room(&[with("sales", &[4], 7), with("sales", &[1], 5)]);
    assert_eq!(
        several::spread(&several, only(&several).spread().unwrap()),
        "7 of 12 rate it elevated or severe (5 low, 0 mixed, 7 elevated, 0 severe). Their answers are far apart. \
         Look at the spread, not the average."
    );
}

#[test]
fn a_side_is_told_with_its_people_or_with_why_not() {
    let several = room(&[with("sales", &[4], 12), with("marketing", &[2], 9), with("other", &[5], 3)]);
    let told: Vec<String> = several
        .sides()
        .zip(&only(&several).sides)
        .map(|((side, _), figure)| several::average_side(side, *figure))
        .collect();
    assert_eq!(
        told,
        [
            "Sales: 75; 12 people, give or take 14.",
            "Marketing: 25; 9 people, give or take 17.",
            "Other: fewer than 5 answered this part."
        ]
    );
}

#[test]
fn three_people_are_told_why_there_is_nothing_to_show() {
    let several = room(&[with("sales", &[4], 2), with("marketing", &[2], 1)]);
    let told = several::summary(&several);
    assert!(told.starts_with("Only 3 people have answered, so there is nothing to show: figures start at 5"), "{told}");
}

#[test]
fn where_each_cause_is_asked_with_one_statement_four_people_are_not_told_that_three_are_enough() {
    let shape = Shape { min: 1, max: 5, reverse: false, weight: 1.0 };
    let questionnaire = questionnaire(&[("c0".to_owned(), items("c0", &[shape]))], 3);
    let person = Person { side: "sales".to_owned(), answers: vec![vec![json!(4)]] };
    let several = Several::of_round(&record(&questionnaire, &vec![person; 4]), 1);
    let told = several::summary(&several);
    assert!(told.starts_with("Only 4 people have answered, so there is nothing to show: figures start at 5"), "{told}");
    let told = several::withheld_explained(&several);
    assert!(told.starts_with("Figures are shown for 5 people or more, and only"), "{told}");
}

#[test]
fn the_summary_says_where_to_start_and_what_to_talk_about() {
    let several = room(&[with("sales", &[5, 4, 4], 8), with("marketing", &[4, 1, 4], 8)]);
    assert_eq!(
        several::summary(&several),
        "Start with Cause c0 or Cause c2: they are close. 1 cause is severe, 1 elevated, 1 mixed. Talk first about Cause \
         c1 and Cause c0: the sides see it differently."
    );
}

#[test]
fn two_leading_causes_that_are_close_are_both_named() {
    let several = room(&[with("sales", &[4, 4], 8)]);
    let told = several::summary(&several);
    assert!(told.contains("Start with Cause c0 or Cause c1: they are close."), "{told}");
    assert!(several::one_sided(&several).unwrap().starts_with("Marketing has not answered"));
}

#[test]
fn a_quiet_room_is_told_so_and_nothing_is_claimed_of_other_rooms() {
    let several = room(&[with("sales", &[1], 6), with("marketing", &[1], 6)]);
    assert_eq!(several::summary(&several), "The only cause is low.");
    assert_eq!(several::one_sided(&several), None);
}

#[test]
fn a_row_tells_the_mean_the_people_and_the_gap() {
    let several = anybody();
    let row = several::row(&several, 1, &several.causes(Order::Severity)[0]);
    assert_eq!(row, "1. Cause c0: 50 of 100, mixed; 12 people, give or take 14; gap +50, clear.");
}

#[test]
fn causes_with_the_same_mean_share_a_rank_in_sentences_too() {
    let several = room(&[with("sales", &[5, 5, 1], 6), with("marketing", &[5, 5, 1], 6)]);
    let rows: Vec<String> = (1..)
        .zip(&several.causes(Order::Severity))
        .map(|(number, cause)| several::row(&several, number, cause))
        .collect();
    assert!(rows[1].starts_with("2. Cause c1: 100 of 100, severe, rank 1 shared; 12 people"), "{rows:?}");
    assert!(rows[2].starts_with("3. Cause c2: 0 of 100, low; 12 people"), "{rows:?}");
}
