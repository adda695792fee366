//! From the first screen to the results.

use undercurrent::testing::app::PAUSE;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::terminal::Ending;

use crate::answers::built_in;
use crate::same::{same, same_text};
use crate::stage::{Stage, disk};

/// From the first screen to the first statement, for Sales, in full.
pub const TO_THE_FIRST: &str = "1 1 text:EMEA Enter";

#[test]
fn a_lead_answers_36_statements_and_lands_on_the_results() {
    let mut stage = Stage::open(&disk());
    assert_eq!(stage.slowly(TO_THE_FIRST), None);
    stage.shows("1 of 36");
    stage.slowly("35*4");
    stage.shows("36 of 36");
    stage.shows("✓ 35 answers saved");
    stage.slowly("4");
    stage.shows("One more minute");
    stage.slowly("Tab");
    stage.shows("as Sales sees it");
    stage.shows("EMEA");
    stage.shows("✓ 36 answers saved");
    for cause in built_in().causes() {
        stage.shows(&cause.name);
    }
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn the_record_holds_every_answer_with_side_label_and_times() {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("1 2 3 4 5 x Tab 29*3 Enter 2 Tab");
    let record = stage.saved();
    assert!(record.is_finished() && record.head().changed.is_none());
    assert_eq!(record.head().label.as_str(), "EMEA");
    let response = record.solo().unwrap();
    assert_eq!(response.side.as_str(), "sales");
    let given = |place: usize| response.answer(built_in().asked_at(place).unwrap());
    for (place, value) in (0..5).zip(1..) {
        assert_eq!(given(place), Some(Answer::Value(value)));
    }
    assert_eq!(given(5), Some(Answer::DoesNotApply));
    assert_eq!(given(6), Some(Answer::Value(2)), "the gap was filled from the review");
    assert_eq!(record.answered(), 36);
}

#[test]
fn keys_typed_in_bursts_between_the_answers_end_as_slow_typing_does() {
    let journey = [
        TO_THE_FIRST,
        "3",
        "? Down ?",
        "4",
        "/ Down Enter",
        "5",
        "Backspace",
        "x",
        "/ End Enter Tab Down Enter",
        "1",
        "2",
        "/ Home Enter",
        "4",
        "/ End Enter Tab End Enter Tab Down Enter n c",
        "4",
        "Esc Esc r",
    ];
    let (mut quick, mut slow) = (Stage::open(&disk()), Stage::open(&disk()));
    for part in journey {
        quick.pass(PAUSE);
        assert_eq!(quick.burst(part), None, "{part}");
        assert_eq!(slow.slowly(part), None, "{part}");
        same_text!(quick.text, slow.text, "{part}");
    }
    let kept = |stage: &Stage| (stage.saved().solo().unwrap().answers.clone(), stage.saved().head().finished);
    same!(kept(&quick), kept(&slow));
    assert!(quick.saved().is_finished());
}

#[test]
fn a_whole_journey_in_one_burst_comes_to_the_first_statement_and_answers_nothing() {
    let mut stage = Stage::open(&disk());
    assert_eq!(stage.burst(&format!("{TO_THE_FIRST} 36*4 Enter x")), None);
    stage.shows("1 of 36");
    assert!(stage.is_disk_empty());
    stage.slowly("4");
    assert_eq!(stage.saved().answered(), 1);
}

#[test]
fn the_short_form_asks_nine_statements_and_shows_the_words_of_the_answers() {
    let mut stage = Stage::open(&disk());
    stage.slowly("2 2 Enter");
    stage.shows("1 of 9");
    stage.slowly("5 4 3 2 1 5 4 3 2 Tab");
    stage.shows("as Marketing sees it");
    stage.shows("Almost always");
    assert!(stage.saved().questionnaire().is_pulse());
}

#[test]
fn arrows_and_enter_do_all_that_digits_do() {
    let mut stage = Stage::open(&disk());
    stage.slowly("Enter Down Enter text:EMEA Enter");
    stage.slowly("Down Down Down Enter Up Enter j k Down Enter");
    stage.shows("4 of 36");
    let record = stage.saved();
    let given = |place: usize| record.solo().unwrap().answer(built_in().asked_at(place).unwrap());
    assert_eq!(given(0), Some(Answer::Value(3)));
    assert_eq!(given(1), Some(Answer::DoesNotApply), "up from nowhere is the last");
    assert_eq!(given(2), Some(Answer::Value(2)));
}

#[test]
fn every_cause_can_be_read_from_the_chart_one_after_the_other() {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("36*4 Tab o Enter");
    for cause in built_in().causes() {
        stage.shows(&cause.first_step);
        stage.slowly("n");
    }
    stage.shows(&built_in().causes()[0].first_step);
}

#[test]
fn another_size_of_the_window_shows_the_same_place() {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("4 4");
    stage.resize(40, 12);
    stage.shows("3 of 36");
    stage.resize(30, 8);
    stage.shows("too small");
    stage.resize(120, 40);
    stage.shows("3 of 36");
    stage.hides("too small");
}
