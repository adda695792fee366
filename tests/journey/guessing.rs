//! After the own answers: what the other side sees, guessed.

use undercurrent::testing::terminal::Ending;

use crate::answers::built_in;
use crate::stage::{Stage, disk};
use crate::whole::TO_THE_FIRST;

/// Everything is answered.
fn answered() -> Stage {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage.slowly("36*3");
    stage
}

fn guesses(stage: &Stage) -> Vec<Option<i32>> {
    let record = stage.saved();
    let response = record.solo().unwrap();
    built_in().causes().iter().map(|cause| response.guesses.get(&cause.id).copied()).collect()
}

#[test]
fn sales_guesses_marketing_in_nine_keys_and_lands_on_the_results() {
    let mut stage = answered();
    stage.shows("Now guess what the other side sees: 9 guesses, a key each, and you may skip any.");
    stage.hides("sees it");
    assert!(!stage.saved().is_finished());
    stage.slowly("Enter");
    stage.shows("How often will people in Marketing say:");
    stage.shows("leads come unchecked or do not fit what Sales can sell");
    stage.shows("Guess 1 of 9.");
    stage.shows("1-5 guess");
    stage.slowly("1 2 3 4 5 1 2 3");
    stage.shows("Guess 9 of 9.");
    stage.slowly("4");
    stage.shows("as Sales sees it");
    assert_eq!(guesses(&stage), [1, 2, 3, 4, 5, 1, 2, 3, 4].map(Some));
    assert!(stage.saved().is_finished());
}

#[test]
fn marketing_guesses_sales_and_another_side_nobody() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 2 text:EMEA Enter 36*3 Enter");
    stage.shows("How often will people in Sales say:");
    let mut stage = Stage::open(&disk());
    stage.slowly("1 3 text:EMEA Enter 36*3");
    stage.shows("sees it");
}

#[test]
fn any_guess_may_be_skipped_and_all_of_them_at_once() {
    let mut stage = answered();
    stage.slowly("Enter 5 8*Tab");
    stage.shows("as Sales sees it");
    assert_eq!(guesses(&stage).into_iter().flatten().collect::<Vec<_>>(), [5]);
    let mut stage = answered();
    stage.slowly("Tab");
    stage.shows("as Sales sees it");
    assert_eq!(guesses(&stage).into_iter().flatten().count(), 0);
}

#[test]
fn going_back_shows_the_guess_and_another_digit_changes_it() {
    let mut stage = answered();
    stage.slowly("Enter 5 2 Backspace");
    stage.shows("Guess 2 of 9.");
    stage.slowly("Left");
    stage.slowly("4");
    stage.shows("Guess 3 of 9.");
    assert_eq!(guesses(&stage)[..2], [Some(5), Some(4)]);
    stage.slowly("Backspace Backspace Backspace");
    stage.shows("One more minute");
    stage.slowly("Backspace");
    stage.shows("36 of 36");
}

#[test]
fn a_guess_is_saved_as_it_is_made_and_answering_goes_on_there() {
    let disk = disk();
    let mut stage = Stage::open(&disk);
    stage.slowly(TO_THE_FIRST);
    stage.slowly("36*3 Enter 5 4");
    assert_eq!(stage.slowly("q"), Some(Ending::Left));
    assert_eq!(guesses(&stage)[..3], [Some(5), Some(4), None]);
    let mut stage = Stage::open(&disk);
    stage.shows("Resume EMEA (36 of 36");
    stage.slowly("Enter");
    stage.shows("One more minute");
    stage.slowly("Enter");
    stage.shows("Guess 1 of 9.");
    stage.slowly("9*Tab");
    assert_eq!(guesses(&stage)[..2], [Some(5), Some(4)], "what is skipped keeps the guess that stands");
}

#[test]
fn what_is_finished_is_not_guessed_again() {
    let mut stage = answered();
    stage.slowly("Tab Enter c 4 4 4 4");
    stage.hides("One more minute");
    stage.shows("Lead mismatch");
}
