//! Answering: one statement, the list of all, the review.

use std::sync::Arc;

use undercurrent::testing::domain::Questionnaire;

use super::{State, scaled, worded};
use crate::answers::built_in;
use crate::sitting::{Sitting, setup};

/// From the first screen to the first statement.
const TO_THE_FIRST: &str = "1 1 text:EMEA Enter";
/// What a disk says that is full.
const FULL: &str = "there is no space left on the disk";

/// At the first statement of a questionnaire.
pub fn begun(questionnaire: &Arc<Questionnaire>) -> Sitting {
    Sitting::welcomed(setup(questionnaire), vec![]).press(TO_THE_FIRST)
}

pub fn asking() -> Vec<State> {
    let at = |script| begun(&built_in()).press(script);
    vec![
        ("asking_the_first", at("")),
        ("asking_with_an_answer_chosen", at("Down Down")),
        ("asking_while_saving", at("13*3")),
        ("asking_with_all_saved", at("13*3").saved()),
        ("asking_with_one_saved", at("3").saved()),
        ("asking_what_was_not_saved", at("13*3").not_saved(FULL)),
        ("asking_what_was_answered_before", at("4 3").saved().press("Backspace")),
        ("asking_what_did_not_apply", at("4 x").saved().press("Backspace")),
        ("asking_with_a_digit_too_high", at("9")),
        ("asking_with_nothing_before", at("h")),
        ("asking_the_last", at("35*3").saved()),
        ("asking_while_nothing_needs_another_file", at("3").saved().press("s")),
        ("asking_while_saving_needs_no_other_file", at("3 s")),
    ]
}

pub fn other_scales() -> Vec<State> {
    let two = scaled(&["No", "Yes"]);
    let nine = ["Never", "Hardly", "Rarely", "Seldom", "Half", "Often", "Mostly", "Nearly", "Always"];
    vec![
        ("asking_on_two_points", begun(&two).press("2").saved().press("Backspace")),
        ("asking_on_nine_points", begun(&scaled(&nine)).press("Up Up")),
        ("asking_with_long_texts", begun(&worded("a long one ")).press("Up")),
        ("asking_with_wide_characters", begun(&worded("営業と広告")).press("Down")),
    ]
}

pub fn guessing() -> Vec<State> {
    let at = |script| begun(&built_in()).press("36*3").saved().press(script);
    vec![
        ("guess_ahead", at("")),
        ("guessing_the_first", at("Enter")),
        ("guessing_with_a_guess_that_stands", at("Enter 4 2").saved().press("Backspace")),
    ]
}

pub fn lists() -> Vec<State> {
    let at = |script| begun(&built_in()).press(script).saved();
    vec![
        ("items", at("3 Tab x 9*3").press("/")),
        ("items_at_the_end", at("3 Tab x 9*3").press("/ End")),
        ("review_of_one", at("20*3 Tab 15*3")),
        ("review_of_some", at("3*3 12*Tab 21*3").press("Down")),
        ("review_of_all", begun(&built_in()).press("36*Tab")),
        ("review_ready_to_finish", at("3*3 12*Tab 21*3").press("End")),
    ]
}
