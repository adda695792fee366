//! What is pasted where no text is typed: it answers nothing, chooses nothing and says yes to nothing.

use rstest::rstest;
use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, finished};
use crate::same::same_text;
use crate::session::{at_the_door, begun, hosted, passed_round};
use crate::stage::{Stage, disk};
use crate::whole::TO_THE_FIRST;

/// Keys and lines that would do something anywhere.
const ANYTHING: [&str; 5] = ["4", "y\n", "1\n2\n3\n", "\r\rx\u{3}q", "\u{1b}[B\n"];

/// At the first statement after two answers.
fn at_the_third() -> Stage {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("2 4");
    stage
}

#[rstest]
#[case::a_statement("")]
#[case::an_answer_that_is_chosen("Down")]
#[case::all_statements("/ Down")]
#[case::the_review("34*Tab")]
#[case::help("?")]
fn what_is_pasted_while_answering_changes_nothing(#[case] way: &str) {
    let mut stage = at_the_third();
    stage.slowly(way);
    let before = stage.text.clone();
    for text in ANYTHING {
        assert_eq!(stage.paste(text), None);
        same_text!(stage.text, before, "{text:?}");
    }
    assert_eq!(stage.saved().answered(), 2);
    assert!(!stage.saved().is_finished());
}

#[rstest]
#[case::before_the_key_that_it_would_follow("1")]
#[case::lines("1\n2\n3\n")]
#[case::yes("y\n")]
fn what_is_pasted_while_the_disk_is_slow_answers_nothing_once_it_is_there(#[case] text: &str) {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("2 4 q");
    let mut stage = Stage::open(&disk);
    disk.lock().unwrap().slow = true;
    stage.slowly("Enter");
    stage.paste(text);
    assert_eq!(stage.settle(), None);
    stage.shows("3 of 36");
    stage.paste(text);
    assert_eq!(stage.saved().answered(), 2);
}

#[test]
fn what_is_pasted_on_the_list_and_on_its_questions_deletes_nothing() {
    let disk = disk();
    let record = finished(&built_in(), &["3333"; 9]);
    disk.lock().unwrap().records.insert(record.head().id, record);
    let mut stage = Stage::at_home(&disk);
    for way in ["", "d"] {
        stage.slowly(way);
        let before = stage.text.clone();
        for text in ANYTHING.into_iter().chain(["dy", "d\ny\n"]) {
            assert_eq!(stage.paste(text), None);
            same_text!(stage.text, before, "{text:?}");
        }
    }
    assert_eq!(disk.lock().unwrap().records.len(), 1);
}

#[test]
fn what_is_pasted_says_nothing_of_an_earlier_first_step() {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly("1 1 text:EMEA Enter");
    stage.slowly("36*5 Tab Enter a Enter Enter Enter q");
    let mut stage = Stage::open(&disk);
    stage.slowly("1 1 text:EMEA Enter");
    stage.shows("What became of this first step?");
    let before = stage.text.clone();
    for text in ANYTHING {
        stage.paste(text);
        same_text!(stage.text, before, "{text:?}");
    }
    assert!(disk.lock().unwrap().only().actions()[0].is_open());
}

#[test]
fn what_is_pasted_leaves_nothing_unsaved_behind() {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    disk.lock().unwrap().refuses = Some("the disk is full");
    stage.slowly("3 q");
    for text in ANYTHING {
        assert_eq!(stage.paste(text), None);
        stage.shows("Your latest answers are not saved. Leave all the same?");
    }
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn what_is_pasted_in_a_session_answers_nothing_and_gives_nothing_away() {
    let mut joined = begun();
    for text in ANYTHING {
        assert_eq!(joined.stage.paste(text), None);
    }
    joined.stage.shows("1 of 36");
    assert_eq!((joined.answer(1), joined.answer(2)), (None, None));
    let mut laptop = passed_round();
    for text in ANYTHING.into_iter().chain(["n", "c\ny\n"]) {
        assert_eq!(laptop.stage.paste(text), None);
    }
    laptop.stage.shows("n hands the laptop to the next person.");
    laptop.stage.slowly("n 2");
    for text in ANYTHING {
        assert_eq!(laptop.stage.paste(text), None);
    }
    laptop.stage.shows("1 of 36");
    assert_eq!(laptop.answer(1), None);
}

#[test]
fn a_code_pasted_with_the_line_around_it_is_the_code_and_joins_nobody_by_itself() {
    let hosted = hosted();
    let mut door = at_the_door(&hosted, false);
    door.stage.paste("2\n");
    door.stage.shows("Which side do you answer for?");
    door.stage.slowly("2");
    door.stage.paste(&format!("{}\n", crate::session::CODE));
    assert!(hosted.lock().unwrap().room.people().is_empty());
    door.stage.slowly("Enter");
    assert_eq!(hosted.lock().unwrap().room.people().len(), 1);
}
