//! Taking part in a live session from a terminal.

use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::Command;
use undercurrent::testing::terminal::Ending;

use crate::session::{CODE, at_the_door, begun, hosted, joined};

#[test]
fn before_joining_it_is_said_whose_view_it_is_and_who_sees_what() {
    let door = at_the_door(&hosted(), false);
    door.stage.shows("Your answers are confidential.");
    door.stage.shows("the room sees only figures for 5 or more people together");
    door.stage.shows("EMEA");
    door.stage.shows("1 Sales");
    door.stage.hides("anonym");
    assert!(door.hosted.lock().unwrap().room.people().is_empty());
}

#[test]
fn a_participant_goes_from_the_door_to_the_end() {
    let mut joined = at_the_door(&hosted(), false);
    joined.stage.slowly(&format!("2 text:{CODE} Enter"));
    joined.stage.shows("You are in");
    joined.stage.shows("You answer for: Marketing. There are 36 statements to answer.");
    joined.command(Command::Start);
    joined.stage.shows("1 of 36");
    joined.stage.slowly("35*4");
    joined.stage.shows("✓ 35 answers saved with the session");
    joined.stage.slowly("x");
    joined.stage.shows("One more minute");
    joined.stage.shows("Now guess what Sales sees: 9 guesses, a key each, and you may skip any.");
    joined.stage.shows("Nobody is shown what you guess");
    joined.stage.slowly("Enter");
    joined.stage.shows("How often will people in Sales say:");
    joined.stage.shows("Guess 1 of 9");
    joined.stage.slowly("7*2 Tab 5");
    assert_eq!(joined.guesses(), [2, 2, 2, 2, 2, 2, 2, 5]);
    joined.stage.shows("Thank you All 36 statements are answered.");
    joined.stage.shows("✓ 36 answers saved with the session");
    joined.command(Command::Stop);
    joined.stage.shows("Answering has stopped");
    joined.command(Command::Reveal);
    joined.stage.shows("Look at the big screen Fewer than 5 people answered, so no figures are shown.");
    joined.stage.shows("Deleted: what tied this terminal to its answers.");
    joined.command(Command::End);
    joined.stage.shows("The session is over");
    joined.stage.shows("one person's side and answers, without a name");
    assert_eq!(joined.stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn a_wrong_code_is_told_and_may_be_typed_again() {
    let mut door = at_the_door(&hosted(), false);
    door.stage.slowly("1 text:AAAAAA Enter");
    door.stage.shows("That is not the code on the screen.");
    door.stage.slowly(&format!("C-u text:{CODE} Enter"));
    door.stage.shows("You are in");
    door.stage.shows("You answer for: Sales.");
}

#[test]
fn without_a_side_or_a_code_nobody_comes_in() {
    let mut door = at_the_door(&hosted(), false);
    door.stage.slowly("Enter");
    door.stage.shows("Choose the side that you answer for.");
    door.stage.slowly("9");
    door.stage.shows("Choose from 1 to 3.");
    door.stage.slowly("Down Enter Enter");
    door.stage.shows("Type the code that stands on the big screen.");
    door.stage.slowly("Esc");
    door.stage.shows("Which side do you answer for?");
}

#[test]
fn whoever_comes_too_late_or_to_a_locked_door_is_told_why() {
    for (commands, why) in [
        (vec![Command::Lock(true)], "Joining is locked; ask the facilitator"),
        (vec![Command::Start, Command::Stop, Command::Reveal], "Answering is closed"),
    ] {
        let mut door = at_the_door(&hosted(), false);
        for command in commands {
            door.command(command);
        }
        door.stage.slowly(&format!("1 text:{CODE} Enter"));
        door.stage.shows(why);
        door.stage.shows("What is the code on the big screen?");
    }
}

#[test]
fn a_session_that_goes_while_joining_is_told_and_joining_may_be_tried_again() {
    let mut door = at_the_door(&hosted(), false);
    door.hosted.lock().unwrap().cut = true;
    door.stage.slowly(&format!("1 text:{CODE} Enter"));
    door.stage.shows("the session cannot be reached: nobody runs it at that address just now");
    door.hosted.lock().unwrap().cut = false;
    door.stage.slowly("Enter");
    door.stage.shows("You are in");
}

#[test]
fn an_answer_is_called_saved_only_once_the_session_has_it() {
    let mut joined = begun();
    joined.hosted.lock().unwrap().cut = true;
    joined.stage.slowly("4");
    joined.stage.shows("! Not saved yet. The session cannot be reached: nobody runs it at that address just now.");
    joined.stage.shows("Trying again…");
    joined.stage.hides("answer saved");
    joined.stage.slowly("5");
    joined.hosted.lock().unwrap().cut = false;
    joined.time_passes();
    joined.stage.shows("The session is back.");
    joined.stage.slowly("Down");
    joined.stage.shows("✓ 2 answers saved with the session");
    assert_eq!((joined.answer(1), joined.answer(2)), (Some(Answer::Value(4)), Some(Answer::Value(5))));
    assert_eq!(joined.hosted.lock().unwrap().arrived.len(), 2);
}

#[test]
fn a_laptop_that_cannot_save_is_told_as_such() {
    let mut joined = begun();
    joined.hosted.lock().unwrap().full = true;
    joined.stage.slowly("4");
    joined.stage.shows("! Not saved: It could not be saved: the disk is full");
    joined.stage.hides("cannot be reached");
    joined.hosted.lock().unwrap().full = false;
    joined.time_passes();
    joined.stage.shows("✓ 1 answer saved with the session");
}

#[test]
fn until_the_close_answers_can_be_changed_even_after_the_last() {
    let mut joined = begun();
    joined.stage.slowly("36*3 Tab");
    joined.stage.shows("back to my answers");
    joined.stage.slowly("/ Enter 5");
    assert_eq!(joined.answer(1), Some(Answer::Value(5)));
    assert_eq!(joined.hosted.lock().unwrap().arrived.last().unwrap().mark.seq, 2);
}

#[test]
fn finishing_with_gaps_is_allowed_and_counts_as_finished() {
    let mut joined = begun();
    joined.stage.slowly("30*3 6*Tab");
    joined.stage.shows("6 statements are unanswered. You may finish all the same.");
    joined.stage.hides("see the chart");
    joined.stage.slowly("End Enter Tab");
    joined.stage.shows("30 of 36 statements are answered, and you count as finished.");
    assert!(joined.person().finished);
    joined.stage.slowly("Left Home Enter 4");
    assert_eq!(joined.answer(31), Some(Answer::Value(4)));
}

#[test]
fn an_answer_that_comes_after_the_close_is_refused_aloud() {
    let mut joined = begun();
    joined.stage.slowly("4");
    joined.commanded(Command::Stop);
    joined.commanded(Command::Reveal);
    joined.stage.slowly("5");
    joined.stage.shows("Look at the big screen");
    joined.stage.shows("Not taken: Answering is closed.");
    joined.stage.shows("What you answered last does not count; what came before does.");
    joined.stage.slowly("2 Backspace /");
    joined.stage.hides("item");
    assert_eq!(joined.hosted.lock().unwrap().arrived.len(), 1);
    assert_eq!(joined.stage.slowly("q"), Some(Ending::Left), "there is nothing left to wait for");
}

#[test]
fn an_answer_that_comes_while_answering_is_stopped_is_kept_and_sent_once_it_goes_on() {
    let mut joined = begun();
    joined.stage.slowly("4");
    joined.commanded(Command::Stop);
    joined.stage.slowly("5");
    joined.stage.shows("Not taken, answering has stopped");
    joined.time_passes();
    joined.stage.shows("Answering has stopped");
    joined.stage.shows("Not taken, answering has stopped");
    joined.stage.hides("back to my answers");
    assert_eq!(joined.hosted.lock().unwrap().arrived.len(), 1);
    joined.command(Command::GoOn);
    joined.stage.shows("3 of 36");
    joined.stage.shows("✓ 2 answers saved with the session");
    assert_eq!((joined.answer(1), joined.answer(2)), (Some(Answer::Value(4)), Some(Answer::Value(5))));
}

#[test]
fn whoever_is_on_the_wrong_side_changes_it_by_a_key_until_answering_stops() {
    let mut joined = joined();
    joined.stage.shows("You answer for: Marketing.");
    joined.stage.slowly("w");
    joined.stage.shows("Which side do you answer for?");
    joined.stage.slowly("1");
    joined.stage.shows("You answer for: Sales.");
    joined.command(Command::Start);
    joined.stage.slowly("4 / w 3");
    assert_eq!((joined.person().side.as_str(), joined.person().marks.len()), ("other", 1));
    joined.stage.slowly("w Esc Esc 5");
    assert_eq!(joined.person().marks.len(), 2);
    joined.stage.slowly("/ w");
    joined.command(Command::Stop);
    joined.stage.shows("Answering has stopped");
    joined.stage.slowly("w");
    joined.stage.hides("Which side do you answer for?");
}

#[test]
fn the_pinned_cause_is_shown_without_its_remedy_and_goes_again() {
    let mut joined = begun();
    let cause = crate::answers::built_in().causes()[0].clone();
    for command in [Command::Stop, Command::Reveal, Command::Pin(Some(cause.id.clone()))] {
        joined.command(command);
    }
    joined.stage.shows(&cause.name);
    joined.stage.shows("The room is talking about this cause.");
    joined.stage.resize(80, 60);
    joined.stage.shows(&cause.prompts[0]);
    joined.stage.hides(&cause.remedy);
    joined.command(Command::Pin(None));
    joined.stage.shows("Look at the big screen");
}

#[test]
fn a_second_round_asks_the_chosen_causes_alone() {
    let mut joined = begun();
    joined.stage.slowly("36*3 Tab");
    let cause = crate::answers::built_in().causes()[2].clone();
    for command in [Command::Stop, Command::Reveal, Command::SecondRound(vec![cause.id.clone()])] {
        joined.command(command);
    }
    joined.stage.shows(&format!("1 of {}", cause.items.len()));
    joined.stage.slowly("5");
    joined.stage.shows("✓ 1 answer saved with the session");
    let last = joined.hosted.lock().unwrap().arrived.last().unwrap().clone();
    assert_eq!((last.round, last.mark.seq), (2, 1));
    assert!(cause.items.iter().any(|item| item.id == last.item));
}

#[test]
fn leaving_with_answers_that_are_not_saved_is_asked_about() {
    let mut joined = begun();
    joined.hosted.lock().unwrap().cut = true;
    joined.stage.slowly("4 q");
    joined.stage.shows("Your latest answers are not saved. Leave all the same?");
    joined.stage.hides("s save");
    joined.stage.slowly("Esc q s");
    joined.stage.shows("Leave all the same?");
    joined.hosted.lock().unwrap().cut = false;
    assert_eq!(joined.time_passes(), Some(Ending::Left), "once they are saved there is nothing to ask");
}

#[test]
fn with_everything_saved_and_the_place_kept_leaving_asks_nothing() {
    let mut joined = begun();
    joined.stage.slowly("4");
    joined.stage.shows("leave (saved)");
    assert_eq!(joined.stage.slowly("q"), Some(Ending::Left));
}

#[test]
fn where_the_place_cannot_be_kept_that_is_said_before_leaving() {
    let mut joined = joined();
    joined.hosted.lock().unwrap().returns = false;
    let mut again = at_the_door(&joined.hosted, true);
    again.stage.slowly("q");
    again.stage.shows("Leave the session for good?");
    again.stage.slowly("Esc");
    again.stage.shows("You are in");
    assert_eq!(again.stage.slowly("q y"), Some(Ending::Left));
    joined.stage.slowly("q");
}

#[test]
fn whoever_comes_back_goes_on_where_they_were() {
    let mut joined = begun();
    joined.stage.slowly("4 5 q");
    let mut again = at_the_door(&joined.hosted, true);
    again.stage.shows("3 of 36");
    again.stage.shows("✓ 2 answers saved with the session");
    again.stage.slowly("Backspace 1");
    assert_eq!(again.answer(2), Some(Answer::Value(1)));
    assert_eq!(again.hosted.lock().unwrap().arrived.last().unwrap().mark.seq, 2);
}

#[test]
fn a_person_whom_the_session_forgot_is_asked_to_join_again() {
    let mut gone = at_the_door(&hosted(), true);
    gone.stage.shows("The session does not know you any more. Join it again.");
    gone.stage.shows("Which side do you answer for?");
    gone.stage.slowly(&format!("1 text:{CODE} Enter"));
    gone.stage.shows("You are in");
}

#[test]
fn no_other_file_is_offered_for_the_answers_of_a_session() {
    let mut joined = begun();
    joined.stage.slowly("4 s");
    joined.stage.hides("file");
    joined.stage.slowly("?");
    joined.stage.hides("save in another file");
}

#[test]
fn whoever_types_ahead_answers_nothing_by_mistake() {
    let mut door = at_the_door(&hosted(), false);
    door.stage.burst(&format!("2 text:{CODE} Enter 4 4 4"));
    door.stage.shows("You are in");
    door.command(Command::Start);
    door.stage.shows("1 of 36");
    assert!(door.hosted.lock().unwrap().arrived.is_empty());
}

#[test]
fn whoever_changes_sides_keeps_the_answers_and_is_asked_to_guess_the_other_one() {
    let mut joined = at_the_door(&hosted(), false);
    joined.stage.slowly(&format!("1 text:{CODE} Enter"));
    joined.command(Command::Start);
    joined.stage.slowly("36*4 Enter 3 3");
    assert_eq!(joined.guesses(), [3, 3]);
    joined.stage.slowly("Esc Esc / w");
    joined.stage.shows("you are asked to guess anew");
    joined.stage.slowly("2");
    joined.stage.shows("Now guess what Sales sees");
    assert_eq!(joined.guesses(), [0; 0]);
    joined.stage.slowly("Enter 3");
    assert_eq!(joined.guesses(), [3]);
}

#[test]
fn a_stop_amid_the_guesses_leaves_them_where_they_were() {
    let mut joined = at_the_door(&hosted(), false);
    joined.stage.slowly(&format!("1 text:{CODE} Enter"));
    joined.command(Command::Start);
    joined.stage.slowly("36*4 Enter 3");
    joined.command(Command::Stop);
    joined.stage.shows("Answering has stopped");
    joined.command(Command::GoOn);
    joined.stage.shows("Guess 2 of 9");
    joined.stage.slowly("Tab 5");
    assert_eq!(joined.guesses(), [3, 5]);
}
