//! Changing an answer from the results.

use jiff::Zoned;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, finished};
use crate::stage::{Shared, Stage, disk};
use crate::whole::TO_THE_FIRST;

const LETTERS: [&str; 9] = ["5151", "4242", "3333", "1515", "1515", "1515", "1515", "1515", "1515"];

fn tomorrow() -> Zoned {
    "2026-11-24T09:30:00+01:00[+01:00]".parse().unwrap()
}

/// A disk with a finished record.
fn with_results() -> Shared {
    let (disk, record) = (disk(), finished(&built_in(), &LETTERS));
    disk.lock().unwrap().records.insert(record.head().id, record);
    disk
}

/// A day after the record was finished, at its results.
fn a_day_later(disk: &Shared) -> Stage {
    Stage::at_results(disk, finished(&built_in(), &LETTERS), tomorrow())
}

#[test]
fn an_answer_is_changed_the_chart_follows_and_the_record_says_when() {
    let mut stage = a_day_later(&with_results());
    stage.shows("▌ 1   Lead mismatch");
    stage.slowly("Enter c");
    stage.shows("change an answer: Lead mismatch");
    stage.shows("────●");
    stage.slowly("1 5 1 5");
    stage.shows(" 0  ●○○○ low");
    stage.slowly("Esc");
    stage.shows("▌ 3=  Lead mismatch");
    stage.shows("Start with System burden.");
    let saved = stage.saved();
    assert_eq!(saved.head().changed, Some(tomorrow().timestamp()));
    assert!(saved.head().finished < saved.head().changed);
    let item = built_in().item(&"lead-unchecked".parse().unwrap()).cloned().unwrap();
    assert_eq!(saved.solo().unwrap().answer(&item), Some(Answer::Value(1)));
}

#[test]
fn the_chart_says_when_an_answer_was_changed() {
    let mut stage = a_day_later(&with_results());
    stage.hides("changed after finishing");
    stage.slowly("Enter c 1 Esc Esc");
    stage.shows("An answer was changed after finishing, 24 November 2026 09:30.");
}

#[test]
fn the_same_answer_again_is_no_change() {
    let mut stage = a_day_later(&with_results());
    stage.slowly("Enter c 5");
    assert_eq!(stage.saved().head().changed, None);
}

#[test]
fn an_answer_can_become_not_applicable_and_the_cause_lose_its_figure() {
    let mut stage = a_day_later(&with_results());
    stage.slowly("Enter c x x x");
    stage.slowly("Esc");
    stage.shows("too few answers to score");
}

#[test]
fn keys_typed_ahead_of_a_change_open_it_and_change_no_answer_that_nobody_has_seen() {
    let mut stage = a_day_later(&with_results());
    stage.burst("Enter c 1 5 1 5");
    stage.shows("change an answer: Lead mismatch");
    assert_eq!(stage.saved().head().changed, None);
    stage.slowly("1 5 1 5");
    assert_eq!(stage.burst("Esc q"), Some(Ending::Left));
    assert_eq!(stage.saved().head().changed, Some(tomorrow().timestamp()));
    let answers = stage.saved().solo().unwrap().answers.clone();
    assert_eq!(answers[&"lead-facts".parse().unwrap()], Answer::Value(5));
}

#[test]
fn asking_twice_for_a_change_does_not_undo_the_first() {
    let mut stage = a_day_later(&with_results());
    stage.burst("Enter c c");
    stage.slowly("1 Esc c");
    stage.shows("●────");
}

#[test]
fn a_record_that_is_open_elsewhere_is_shown_but_not_changed() {
    let disk = with_results();
    let mut first = a_day_later(&disk);
    first.slowly("Enter c");
    let mut second = a_day_later(&disk);
    second.slowly("Enter c");
    second.shows("This record is open in another Undercurrent, process 1.");
    second.slowly("1");
    second.hides("change an answer");
    first.slowly("2");
    assert_eq!(first.saved().head().changed, Some(tomorrow().timestamp()));
}

#[test]
fn what_was_changed_on_the_disk_meanwhile_is_what_is_changed() {
    let disk = with_results();
    let (mut first, mut second) = (a_day_later(&disk), a_day_later(&disk));
    assert_eq!(first.slowly("Enter c 1 q"), Some(Ending::Left));
    second.slowly("Enter c");
    second.shows("●────");
}

#[test]
fn right_after_answering_a_change_needs_no_claim() {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("36*3 Tab Enter c");
    stage.shows("change an answer: Lead mismatch");
    stage.slowly("5 Tab 4 Backspace Backspace Esc");
    stage.shows("69  ●●●○ elevated");
}

#[test]
fn a_change_that_is_not_saved_is_asked_about() {
    let disk = with_results();
    let mut stage = a_day_later(&disk);
    stage.slowly("Enter c");
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("1");
    stage.shows("! Not saved: the disk is full");
    assert_eq!(stage.slowly("q"), None);
    stage.shows("Leave all the same?");
}
