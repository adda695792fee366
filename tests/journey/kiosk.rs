//! One laptop passed round: each answers in turn, and nobody sees what the one before answered.

use undercurrent::testing::app::Msg;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::Command;
use undercurrent::testing::terminal::Ending;

use crate::answers::built_in;
use crate::session::{Joined, passed_round};

/// In the seat, at the first statement.
fn seated() -> Joined {
    let mut laptop = passed_round();
    laptop.stage.slowly("n 2");
    laptop.stage.shows("1 of 36");
    laptop
}

#[test]
fn the_laptop_goes_from_the_facilitator_to_one_person_after_the_other_and_back() {
    let mut laptop = passed_round();
    laptop.stage.shows("n hands the laptop to the next person.");
    laptop.stage.slowly("n");
    laptop.stage.shows("Your answers are confidential.");
    laptop.stage.hides("not encrypted");
    laptop.stage.slowly("1 36*5 Tab");
    laptop.stage.shows("Thank you All 36 statements are answered. Hand the laptop to the next person");
    laptop.stage.slowly("n");
    laptop.stage.shows("Which side do you answer for?");
    laptop.stage.slowly("2 36*1 Tab Esc");
    laptop.stage.shows("2 of 2 have finished");
    let hosted = laptop.hosted.lock().unwrap();
    let answers: Vec<_> = hosted.room.people().values().map(|person| person.marks.len()).collect();
    assert_eq!(answers, [36, 36]);
}

#[test]
fn the_second_person_sees_nothing_of_the_first() {
    let mut laptop = seated();
    laptop.stage.slowly("36*5 Tab Enter");
    laptop.stage.shows("Which side do you answer for?");
    laptop.stage.hides("▸");
    laptop.stage.hides("saved");
    laptop.stage.slowly("1");
    laptop.stage.shows("1 of 36");
    laptop.stage.hides("✓");
    laptop.stage.hides("▸");
    laptop.stage.hides("saved");
    laptop.stage.slowly("/");
    laptop.stage.hides("✓");
    laptop.stage.slowly("Esc 2");
    assert_eq!((laptop.answer(1), laptop.answer(2)), (Some(Answer::Value(2)), None));
}

#[test]
fn no_key_leads_back_into_a_seat_that_was_finished() {
    let mut laptop = seated();
    laptop.stage.slowly("36*5 Tab");
    let statement = built_in().asked_at(35).unwrap().text.clone();
    for key in ["Backspace", "BackTab", "/", "5", "x", "?", "Esc"] {
        laptop.stage.slowly(key);
        laptop.stage.hides(&statement);
        laptop.stage.hides("▸");
        laptop.time_passes();
    }
    laptop.stage.slowly("n Esc Backspace / 1");
    laptop.stage.hides(&statement);
}

#[test]
fn what_is_late_about_the_first_person_does_not_seat_the_second() {
    let mut laptop = seated();
    laptop.stage.slowly("5 5 q y n");
    laptop.stage.shows("Which side do you answer for?");
    laptop.time_passes();
    laptop.stage.shows("Which side do you answer for?");
}

#[test]
fn a_seat_is_not_given_up_by_a_yes_to_what_nobody_can_have_read() {
    let mut laptop = seated();
    laptop.stage.slowly("5 4");
    assert_eq!(laptop.stage.burst("q y"), None);
    laptop.stage.shows("Stop here and hand the laptop back?");
    laptop.stage.slowly("y");
    laptop.stage.shows("2 of 36 statements are answered");
}

#[test]
fn leaving_a_seat_is_asked_about_and_what_was_answered_counts() {
    for key in ["q", "C-c", "? C-c"] {
        let mut laptop = seated();
        laptop.stage.slowly("5 4 3");
        assert_eq!(laptop.stage.slowly(key), None, "{key} does not end the session");
        laptop.stage.shows("Stop here and hand the laptop back?");
        laptop.stage.slowly("Esc");
        laptop.stage.shows("4 of 36");
        assert_eq!(laptop.stage.slowly("q y"), None);
        laptop.stage.shows("3 of 36 statements are answered; the others stay open.");
        laptop.stage.slowly("Esc");
        laptop.stage.shows("0 of 1 have finished");
        assert_eq!(laptop.person().marks.len(), 3);
    }
}

#[test]
fn finishing_with_gaps_counts_as_finished() {
    let mut laptop = seated();
    laptop.stage.slowly("30*3 6*Tab End Enter Tab");
    laptop.stage.shows("30 of 36 statements are answered; the others stay open.");
    laptop.stage.slowly("Esc");
    laptop.stage.shows("1 of 1 has finished");
}

#[test]
fn who_takes_no_seat_leaves_none_behind() {
    for key in ["Esc", "q", "C-c", "? C-c"] {
        let mut laptop = passed_round();
        laptop.stage.slowly("n");
        assert_eq!(laptop.stage.slowly(key), None, "{key}");
        laptop.stage.shows("n hands the laptop to the next person.");
        assert!(laptop.hosted.lock().unwrap().room.people().is_empty());
    }
}

#[test]
fn a_seat_whose_answers_cannot_be_saved_is_not_given_up_in_silence() {
    let mut laptop = seated();
    laptop.stage.slowly("35*5");
    laptop.hosted.lock().unwrap().full = true;
    laptop.stage.slowly("5 Tab Enter");
    laptop.stage.shows("Thank you");
    laptop.stage.shows("! Not saved: It could not be saved: the disk is full");
    laptop.stage.slowly("q");
    laptop.stage.shows("Your latest answers are not saved. Leave all the same?");
    laptop.stage.slowly("Esc");
    laptop.hosted.lock().unwrap().full = false;
    laptop.stage.slowly("Enter");
    laptop.stage.shows("Which side do you answer for?");
    assert_eq!(laptop.person().marks.len(), 36);
}

#[test]
fn what_cannot_be_saved_at_all_may_be_given_up() {
    let mut laptop = seated();
    laptop.stage.slowly("5");
    laptop.hosted.lock().unwrap().full = true;
    laptop.stage.slowly("5 q q");
    laptop.stage.shows("n hands the laptop to the next person.");
    assert_eq!(laptop.person().marks.len(), 1);
}

#[test]
fn what_was_given_up_is_never_taken_for_the_next_persons() {
    let mut laptop = seated();
    laptop.stage.slowly("5");
    laptop.hosted.lock().unwrap().full = true;
    laptop.stage.slowly("5 4 q q");
    laptop.hosted.lock().unwrap().full = false;
    laptop.stage.slowly("n 1 2");
    laptop.time_passes();
    laptop.stage.shows("2 of 36");
    let hosted = laptop.hosted.lock().unwrap();
    let answers: Vec<_> =
        hosted.room.people().values().map(|person| (person.side.as_str(), person.marks.len())).collect();
    assert_eq!(answers, [("marketing", 1), ("sales", 1)]);
}

#[test]
fn when_the_round_is_closed_from_elsewhere_the_seat_says_so() {
    let mut laptop = seated();
    laptop.stage.slowly("5 5");
    laptop.command(Command::Stop);
    laptop.command(Command::Reveal);
    laptop.stage.shows("Look at the big screen");
    laptop.stage.slowly("n");
    laptop.stage.hides("Which side");
}

#[test]
fn in_a_second_round_everybody_sits_down_anew_and_only_they_are_counted() {
    let mut laptop = passed_round();
    laptop.stage.slowly("n 1 36*5 Tab n 2 36*1 Tab n 1 5 q y Esc");
    laptop.stage.shows("2 of 3 have finished");
    laptop.stage.slowly("c y Enter");
    let cause = built_in().causes()[0].id.clone();
    laptop.commanded(Command::SecondRound(vec![cause]));
    let seen = laptop.hosted.lock().unwrap().seen();
    laptop.stage.receives(vec![Msg::Room(seen)]);
    laptop.stage.slowly("n");
    laptop.stage.shows("Which side do you answer for?");
    laptop.stage.slowly("2");
    laptop.stage.shows("1 of 4");
    laptop.stage.slowly("4*3 Esc");
    laptop.stage.shows("1 of 1 has finished");
    let hosted = laptop.hosted.lock().unwrap();
    assert_eq!((hosted.room.people().len(), hosted.room.kept()), (1, [(1, 3)].into()));
}

#[test]
fn the_facilitator_leaves_the_session_as_ever() {
    let mut laptop = passed_round();
    laptop.stage.slowly("n q q");
    assert_eq!(laptop.stage.slowly("y"), Some(Ending::Left));
}

#[test]
fn whoever_has_the_laptop_is_asked_to_guess_as_well() {
    let mut laptop = seated();
    laptop.stage.slowly("36*5");
    laptop.stage.shows("Now guess what Sales sees: 9 guesses, a key each");
    laptop.stage.slowly("Enter 4*2 Tab 4*1");
    laptop.stage.shows("Thank you All 36 statements are answered. Hand the laptop to the next person");
    assert_eq!(laptop.guesses(), [2, 2, 2, 2, 1, 1, 1, 1]);
}
