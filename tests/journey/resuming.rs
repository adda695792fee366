//! What was left unfinished: resumed, held by another, discarded.

use undercurrent::testing::app::PAUSE;
use undercurrent::testing::domain::Token;
use undercurrent::testing::terminal::Ending;

use crate::answers::{built_in, record};
use crate::record::like;
use crate::stage::{Shared, Stage, disk, today};
use crate::whole::TO_THE_FIRST;

/// A disk with an assessment of which 14 statements are answered.
fn left_at_14() -> Shared {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    assert_eq!(stage.slowly("14*4 q"), Some(Ending::Left));
    disk
}

/// A disk with two of them.
fn with_two() -> Shared {
    let disk = left_at_14();
    let begun = record(&built_in(), &["51"]);
    let other = like(&begun).id(Token::new(99 << 96)).label("APAC").build();
    disk.lock().unwrap().records.insert(other.head().id, other);
    disk
}

#[test]
fn what_was_left_in_the_middle_is_offered_first_and_goes_on_at_the_next_statement() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    stage.shows("▌ 1   Resume EMEA (14 of 36, today 17:00)");
    stage.slowly("Enter");
    stage.shows("15 of 36");
    stage.slowly("22*3 Tab");
    stage.shows("as Sales sees it");
    assert_eq!(stage.saved().answered(), 36);
    assert_eq!(stage.saved().head().created, today().timestamp());
}

#[test]
fn resuming_goes_on_at_the_first_gap() {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("4 4 Tab 4 4 q");
    let mut stage = Stage::open(&disk);
    stage.slowly("Enter");
    stage.shows("3 of 36");
}

#[test]
fn keys_typed_ahead_of_a_resume_move_among_the_statements_after_it_and_answer_none() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    assert_eq!(stage.burst("Enter 3 Tab x ? Esc 5 Tab Enter"), None);
    stage.shows("17 of 36");
    assert_eq!(stage.saved().answered(), 14);
    assert_eq!(stage.burst("18*4 Backspace q"), Some(Ending::Left));
    assert_eq!(stage.saved().answered(), 14);
}

#[test]
fn control_c_does_not_wait_for_a_resume() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    disk.lock().unwrap().slow = true;
    assert_eq!(stage.burst("Enter 3 4"), None);
    stage.shows("▌ 1   Resume EMEA");
    assert_eq!(stage.burst("C-c"), Some(Ending::Interrupted));
}

#[test]
fn a_second_program_is_told_who_has_the_assessment_open_and_changes_nothing() {
    let disk = disk();
    let mut first = Stage::open(&disk);
    first.slowly(TO_THE_FIRST);
    first.slowly("14*4");
    let mut second = Stage::open(&disk);
    second.shows("open in another Undercurrent");
    disk.lock().unwrap().slow = true;
    second.burst("Enter 3 3");
    assert_eq!(second.settle(), None);
    second.shows("This record is open in another Undercurrent, process 1.");
    second.shows("Enter go on");
    first.slowly("2");
    assert_eq!(first.saved().answered(), 15);
    second.slowly("d y");
    second.shows("This record is open in another Undercurrent, process 1.");
    assert_eq!(first.saved().answered(), 15);
}

#[test]
fn a_second_program_may_begin_an_assessment_of_its_own() {
    let disk = disk();
    let mut first = Stage::open(&disk);
    first.slowly(TO_THE_FIRST);
    first.slowly("4");
    let mut second = Stage::open(&disk);
    second.slowly("3 2 text:APAC Enter 5");
    second.shows("2 of 9");
    assert_eq!(disk.lock().unwrap().records.len(), 2);
}

#[test]
fn discarding_asks_first_and_keeps_unless_told_yes() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    stage.slowly("d");
    stage.shows("Discard EMEA, Sales, 14 of 36 answered, begun today 17:00? u takes it back until you leave.");
    for key in ["Esc", "n"] {
        stage.slowly(key);
        stage.hides("Discard EMEA");
        stage.shows("▌ 1   Resume EMEA");
        stage.slowly("d");
    }
    stage.slowly("Enter");
    assert_eq!(disk.lock().unwrap().records.len(), 1, "only y is yes");
    stage.slowly("y");
    assert!(disk.lock().unwrap().records.is_empty());
    stage.hides("Resume");
    stage.shows("▌ 1   All 36 statements");
}

#[test]
fn what_was_discarded_can_be_taken_back() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    stage.slowly("d y");
    stage.shows("Deleted: EMEA, Sales, 14 of 36 answered, begun today 17:00. u takes it back until you leave.");
    stage.slowly("u");
    stage.shows("▌ 1   Resume EMEA (14 of 36, today 17:00)");
    assert_eq!(disk.lock().unwrap().records.len(), 1);
}

#[test]
fn pasting_never_discards() {
    let disk = left_at_14();
    let mut stage = Stage::open(&disk);
    stage.paste("dy");
    stage.slowly("d");
    stage.paste("y\n");
    stage.shows("Discard EMEA");
    assert_eq!(disk.lock().unwrap().records.len(), 1);
}

#[test]
fn keys_typed_ahead_of_a_discard_are_for_what_is_left() {
    let disk = with_two();
    let mut stage = Stage::open(&disk);
    stage.shows("▌ 1   Resume EMEA (14 of 36, today 17:00)");
    stage.slowly("d");
    stage.pass(PAUSE);
    assert_eq!(stage.burst("y Enter"), None);
    stage.shows("APAC");
    stage.slowly("5");
    assert_eq!(stage.saved().answered(), 3);
    assert_eq!(stage.saved().head().label.as_str(), "APAC");
}

#[test]
fn what_was_discarded_is_not_offered_on_the_way_back_either() {
    let disk = with_two();
    let mut stage = Stage::open(&disk);
    disk.lock().unwrap().slow = true;
    stage.slowly("d y");
    assert_eq!(stage.settle(), None);
    stage.slowly("Down Enter Esc");
    stage.hides("EMEA");
    stage.shows("Resume APAC");
}
