//! Nothing is answered unseen: not by a held key, not by a second press, not in a window that shows nothing.

use std::time::Duration;

use rstest::rstest;
use undercurrent::testing::app::PAUSE;
use undercurrent::testing::definition;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::Command;
use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, finished};
use crate::session::{at_the_door, begun, hosted, passed_round};
use crate::stage::{Shared, Stage, disk, today};
use crate::whole::TO_THE_FIRST;

/// How often a held key repeats.
const REPEAT: Duration = Duration::from_millis(33);

fn at_the_first() -> Stage {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage
}

/// A disk with a finished record.
fn with_results() -> Shared {
    let (disk, record) = (disk(), finished(&built_in(), &["3333"; 9]));
    disk.lock().unwrap().records.insert(record.head().id, record);
    disk
}

#[rstest]
#[case("4")]
#[case("x")]
#[case("Enter")]
fn a_held_key_answers_one_statement(#[case] key: &str) {
    let mut stage = at_the_first();
    stage.slowly("Down");
    stage.pass(PAUSE);
    for _ in 0..60 {
        stage.paced(key, REPEAT);
    }
    stage.shows("2 of 36");
    stage.shows("Not taken: this statement has only just come up.");
    assert_eq!(stage.saved().answered(), 1);
    stage.slowly("2");
    stage.shows("3 of 36");
    stage.hides("Not taken");
}

#[test]
fn a_double_press_answers_one_statement_and_a_press_after_150_ms_the_next() {
    let mut stage = at_the_first();
    stage.slowly("4");
    stage.paced("4", Duration::from_millis(149));
    assert_eq!(stage.saved().answered(), 1);
    stage.paced("4", Duration::from_millis(149));
    assert_eq!(stage.saved().answered(), 1, "the press that did not count is waited for too");
    stage.paced("4", Duration::from_millis(150));
    assert_eq!(stage.saved().answered(), 2);
}

#[test]
fn arrows_need_no_wait_and_neither_does_the_enter_after_them() {
    let mut stage = at_the_first();
    stage.pass(PAUSE);
    stage.burst("Down Down Enter");
    assert_eq!(stage.saved().solo().unwrap().answers.values().next(), Some(&Answer::Value(2)));
    stage.burst("Backspace Tab Tab / Down Enter");
    stage.shows("4 of 36");
}

#[test]
fn after_help_a_statement_is_read_anew() {
    let mut stage = at_the_first();
    stage.pass(PAUSE);
    stage.burst("? Esc 4");
    assert!(stage.is_disk_empty());
    stage.slowly("4");
    assert_eq!(stage.saved().answered(), 1);
}

#[test]
fn an_answer_is_changed_by_one_press_too() {
    let disk = with_results();
    let record = disk.lock().unwrap().only();
    let mut stage = Stage::at_results(&disk, record, today());
    stage.slowly("Enter c");
    stage.pass(PAUSE);
    stage.burst("1 1 1 1");
    let changed = stage.saved().solo().unwrap().answers.values().filter(|given| **given == Answer::Value(1)).count();
    assert_eq!(changed, 1);
}

#[test]
fn whoever_joins_a_session_answers_one_statement_with_a_held_key() {
    let mut joined = begun();
    joined.stage.pass(PAUSE);
    joined.stage.burst("4 4 4");
    joined.stage.shows("2 of 36");
    assert_eq!((joined.answer(1), joined.answer(2)), (Some(Answer::Value(4)), None));
}

#[test]
fn a_digit_held_at_the_laptop_that_is_passed_round_answers_one_statement_of_one_person() {
    let mut laptop = passed_round();
    laptop.stage.burst("n 2 2 2");
    laptop.stage.shows("1 of 36");
    assert_eq!(laptop.answer(1), None);
    laptop.stage.pass(PAUSE);
    laptop.stage.burst("2 2");
    assert_eq!((laptop.answer(1), laptop.answer(2)), (Some(Answer::Value(2)), None));
}

#[test]
fn yes_counts_once_the_question_was_there_to_read() {
    let disk = with_results();
    let mut stage = Stage::at_home(&disk);
    assert_eq!(stage.burst("d y y"), None);
    stage.shows("Not taken: this question has only just come up.");
    stage.paced("y", Duration::from_millis(149));
    assert_eq!(disk.lock().unwrap().records.len(), 1);
    stage.burst("n d");
    stage.slowly("y");
    assert!(disk.lock().unwrap().records.is_empty());
}

#[test]
fn no_is_taken_at_once_and_so_is_leaving() {
    let disk = with_results();
    let mut stage = Stage::at_home(&disk);
    stage.burst("d n");
    stage.hides("Delete");
    assert_eq!(stage.burst("d C-c"), Some(Ending::Interrupted));
}

/// A window at the first statement that is made too small to show it.
fn small() -> Stage {
    let mut stage = at_the_first();
    stage.resize(30, 8);
    stage.shows("This window is too small");
    stage
}

#[test]
fn a_window_too_small_to_show_a_statement_takes_no_answer() {
    let mut stage = small();
    for key in ["4", "x", "Down", "Enter", "Tab", "/", "s", "Space"] {
        stage.slowly(key);
    }
    stage.paste("4");
    stage.resize(80, 24);
    stage.shows("1 of 36");
    stage.hides("▸");
    assert!(stage.is_disk_empty());
    stage.burst("4");
    assert!(stage.is_disk_empty(), "it is on the screen again, but not for long enough");
    stage.slowly("4");
    assert_eq!(stage.saved().answered(), 1);
}

/// At the first statement of a questionnaire where it says this.
fn stating(text: &str) -> Stage {
    let first = built_in().asked_at(0).unwrap().text.clone();
    let file = definition::BUILT_IN.replace(first.as_str(), text);
    let questionnaire = definition::read("ours.toml", file.as_bytes()).unwrap().questionnaire;
    let mut stage = Stage::asking(&disk(), questionnaire);
    stage.slowly(TO_THE_FIRST);
    stage
}

#[test]
fn a_statement_that_a_small_window_would_cut_short_is_not_answered_in_it() {
    // Letters of two cells, in words that leave the rest of each line empty: ten lines in a window of 40 columns.
    let mut stage = stating(&["顧客情報は忘れられる"; 10].join(" "));
    stage.resize(40, 12);
    stage.shows("This window is too small for this statement: 40 by 12.");
    stage.slowly("4 x Down Enter");
    stage.resize(40, 20);
    stage.shows("1 of 36");
    stage.slowly("4");
    stage.shows("2 of 36");
    assert_eq!(stage.saved().answered(), 1);
}

#[test]
fn a_notice_gives_way_to_the_statement_in_a_small_window() {
    let mut stage = stating(&"顧".repeat(110));
    stage.resize(40, 12);
    stage.shows("1 of 36");
    assert_eq!(stage.text.matches('顧').count(), 110);
    stage.burst("4");
    stage.shows("Not taken");
    assert_eq!(stage.text.matches('顧').count(), 110);
}

#[test]
fn in_a_window_too_small_from_the_start_nothing_is_chosen_or_begun() {
    let mut stage = Stage::open(&disk());
    stage.resize(30, 8);
    stage.slowly("1 1 text:EM Enter 4 2");
    stage.resize(80, 24);
    stage.shows("1   All 36 statements");
}

#[rstest]
#[case("q", Ending::Left)]
#[case("C-c", Ending::Interrupted)]
fn a_small_window_can_be_left(#[case] key: &str, #[case] ending: Ending) {
    assert_eq!(small().slowly(key), Some(ending));
}

#[test]
fn where_a_name_is_typed_q_leaves_a_small_window_too() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 1 text:EM");
    stage.resize(39, 24);
    stage.slowly("text:EA? Enter");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn help_asked_for_in_a_small_window_is_there_once_it_is_larger() {
    let mut stage = small();
    stage.slowly("?");
    stage.resize(80, 24);
    stage.shows("Keys on this screen");
}

#[test]
fn what_leaving_a_small_window_would_lose_is_asked_in_it() {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("4");
    stage.resize(38, 11);
    assert_eq!(stage.slowly("q"), None);
    stage.shows("Your latest answers are not saved. Leave all the same?");
    assert_eq!(stage.slowly("s Esc y 4"), None);
    stage.shows("Leave all the same?");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn a_session_takes_no_command_and_no_answer_in_a_small_window() {
    let mut joined = begun();
    joined.stage.resize(30, 8);
    joined.stage.slowly("4 x Enter");
    assert_eq!(joined.answer(1), None);
    let mut laptop = passed_round();
    laptop.stage.resize(30, 8);
    laptop.stage.slowly("n 2 4 c y");
    laptop.stage.resize(80, 24);
    laptop.stage.shows("n hands the laptop to the next person.");
    let mut door = at_the_door(&hosted(), false);
    door.stage.resize(30, 8);
    door.stage.slowly("1 Enter");
    door.command(Command::Start);
    door.stage.resize(80, 24);
    door.stage.shows("Which side do you answer for?");
}

#[test]
fn nothing_is_deleted_in_a_small_window() {
    let disk = with_results();
    let mut stage = Stage::at_home(&disk);
    stage.slowly("d");
    stage.resize(30, 8);
    stage.slowly("y");
    assert_eq!(disk.lock().unwrap().records.len(), 1);
}
