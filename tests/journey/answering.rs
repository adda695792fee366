//! Back and forth among the statements.

use undercurrent::testing::domain::Answer;
use undercurrent::testing::terminal::Ending;

use crate::answers::built_in;
use crate::same::same_text;
use crate::stage::{Stage, disk};
use crate::whole::TO_THE_FIRST;

fn begun() -> Stage {
    let mut stage = Stage::open(&disk());
    stage.slowly(TO_THE_FIRST);
    stage
}

/// What was answered to the statement at a place, counted from 1.
fn answer(stage: &Stage, number: usize) -> Option<Answer> {
    stage.saved().solo().unwrap().answer(built_in().asked_at(number - 1).unwrap())
}

#[test]
fn going_back_shows_the_answer_and_a_digit_changes_it() {
    for back in ["Backspace", "BackTab"] {
        let mut stage = begun();
        stage.slowly("4 2");
        stage.slowly(back);
        stage.shows("2 of 36");
        stage.slowly("5");
        stage.shows("3 of 36");
        assert_eq!((answer(&stage, 1), answer(&stage, 2)), (Some(Answer::Value(4)), Some(Answer::Value(5))));
        assert_eq!(stage.saved().answered(), 2);
    }
}

#[test]
fn an_answer_may_be_taken_back_by_saying_that_it_does_not_apply() {
    let mut stage = begun();
    stage.slowly("4 Backspace x");
    assert_eq!(answer(&stage, 1), Some(Answer::DoesNotApply));
}

#[test]
fn the_list_of_all_jumps_to_any_statement_and_back() {
    let mut stage = begun();
    stage.slowly("3 / End Enter");
    stage.shows("36 of 36");
    stage.slowly("/ Home Down Down Enter");
    stage.shows("3 of 36");
    stage.slowly("/ PgDn Esc");
    stage.shows("3 of 36");
    stage.slowly("/ 4");
    stage.shows("all statements");
    assert_eq!(stage.saved().answered(), 1, "a digit answers nothing in the list");
}

#[test]
fn what_is_skipped_is_listed_before_the_results() {
    let mut stage = begun();
    stage.slowly("5*3 3*Tab 28*3");
    stage.shows("3 statements are unanswered. You may finish all the same.");
    stage.shows(" 6  –");
    stage.shows(" 7  –");
    stage.shows(" 8  –");
    stage.hides(" 9  –");
    stage.hides("1 person");
}

#[test]
fn gaps_are_filled_one_after_the_other_and_the_last_one_leads_to_the_results() {
    let mut stage = begun();
    stage.slowly("3 Tab 10*3 Tab 22*3 Tab");
    stage.shows("review");
    stage.slowly("Enter");
    stage.shows("2 of 36");
    stage.slowly("4");
    stage.shows("13 of 36");
    stage.slowly("4");
    stage.shows("36 of 36");
    stage.slowly("4 Tab");
    stage.shows("as Sales sees it");
    assert_eq!(stage.saved().answered(), 36);
}

#[test]
fn finishing_with_gaps_is_allowed_and_scores_nothing_that_lacks_answers() {
    let mut stage = begun();
    stage.slowly("36*Tab");
    stage.shows("No cause has enough yet.");
    stage.slowly("End Enter Tab");
    stage.shows("No cause has a figure yet: in Undercurrent, c on a cause's page answers what is open.");
    stage.hides("100 ●●●●");
    assert!(stage.saved().is_finished());
    stage.slowly("r");
    stage.shows("No cause has a figure yet: in Undercurrent, c on a cause's page answers what is open.");
}

#[test]
fn from_the_review_one_can_go_back_and_look_at_all() {
    let mut stage = begun();
    stage.slowly("35*3 Tab Esc");
    stage.shows("36 of 36");
    stage.slowly("Tab / Esc");
    stage.shows("review");
    assert!(!stage.saved().is_finished());
}

#[test]
fn help_and_questions_leave_everything_as_it_was() {
    let mut stage = begun();
    stage.slowly("3 Down Down");
    let before = stage.text.clone();
    stage.slowly("? PgDn Esc");
    same_text!(stage.text, before);
    stage.slowly("Esc Esc Esc");
    same_text!(stage.text, before, "escape loses no place");
}

#[test]
fn pasted_text_triggers_nothing_while_answering() {
    let mut stage = begun();
    stage.slowly("3");
    let before = stage.text.clone();
    assert_eq!(stage.paste("3\n4\nq\u{3}\u{1b}x"), None);
    same_text!(stage.text, before);
    assert_eq!(stage.saved().answered(), 1);
}

#[test]
fn pasted_text_goes_into_the_label_as_one_line() {
    let mut stage = Stage::open(&disk());
    stage.slowly("Enter 1");
    assert_eq!(stage.paste("EMEA\nq\u{1b}[2J\u{202e} north"), None);
    stage.shows("▸ EMEA q[2J north");
    stage.slowly("Enter 3");
    assert_eq!(stage.saved().head().label.as_str(), "EMEA q[2J north");
}

#[test]
fn the_label_is_edited_like_any_line_and_its_letters_are_no_commands() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 1 text:qq?/xAB Backspace Home Delete End text:C");
    stage.shows("▸ q?/xAC");
    stage.slowly("C-u text:EMEA Esc Enter");
    stage.shows("▸ EMEA");
    stage.slowly("Enter 3");
    assert_eq!(stage.saved().head().label.as_str(), "EMEA");
}

#[test]
fn a_label_that_is_too_long_is_refused_and_nothing_of_it_is_lost() {
    let mut stage = Stage::open(&disk());
    let long = "abcdefghij".repeat(7);
    stage.slowly(&format!("1 1 text:{long} Enter"));
    stage.shows("That name cannot be used: it has 70 characters; at most 60 fit.");
    stage.shows(&format!("{} abcdefghij", "abcdefghij".repeat(6)));
    stage.slowly("10*Backspace Enter");
    stage.shows("1 of 36");
}

#[test]
fn digits_of_double_width_answer_and_choose() {
    let mut stage = Stage::open(&disk());
    stage.slowly("Enter １ Enter ３ ５ １");
    stage.shows("4 of 36");
    let record = stage.saved();
    let answers: Vec<Answer> = record.responses()[0].answers.values().copied().collect();
    assert_eq!(answers.len(), 3);
    assert!([3, 5, 1].into_iter().all(|value| answers.contains(&Answer::Value(value))), "{answers:?}");
}

#[test]
fn with_caps_lock_every_letter_does_what_it_does_without() {
    let mut stage = begun();
    stage.slowly("X J J K Enter H");
    stage.shows("3 of 36");
    assert_eq!(stage.saved().answered(), 2);
    stage.slowly("L L Enter");
    stage.shows("4 of 36");
    assert_eq!(stage.slowly("Q"), Some(Ending::Left));
}

#[test]
fn letters_of_double_width_are_letters_in_a_name() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 1 text:Ｑｘ１Ａ Enter 3");
    assert_eq!(stage.saved().head().label.as_str(), "Ｑｘ１Ａ");
}

/// Names that need joiners and selectors: Persian, Malayalam, a heart, an astronaut, a key.
const JOINED: [&str; 5] = ["تیم\u{200c}ها", "അവന\u{d4d}\u{200d}", "❤\u{fe0f}", "👩🏽\u{200d}🚀", "1\u{fe0f}\u{20e3}"];

#[test]
fn a_name_keeps_the_joiners_that_its_letters_need_typed_or_pasted() {
    for name in JOINED {
        let mut typed = Stage::open(&disk());
        typed.slowly(&format!("1 1 text:{name} Enter 3"));
        assert_eq!(typed.saved().head().label.as_str(), name);
        let mut pasted = Stage::open(&disk());
        pasted.slowly("Enter 1");
        pasted.paste(name);
        pasted.hides("Left out");
        pasted.slowly("Enter 3");
        assert_eq!(pasted.saved().head().label.as_str(), name);
    }
}

#[test]
fn a_joiner_that_nothing_needs_is_refused_when_it_was_typed_and_named_when_it_was_pasted() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 1 text:a\u{200c}b Enter");
    stage.shows("That name cannot be used: it holds U+200C, which cannot be seen, where no letter or emoji needs it.");
    stage.slowly("C-u");
    stage.paste("a\u{200d}b");
    stage.shows("▸ ab");
    stage.shows("Left out: U+200D, which cannot be shown.");
    stage.slowly("Enter 3");
    assert_eq!(stage.saved().head().label.as_str(), "ab");
}

#[test]
fn a_field_says_what_it_leaves_out() {
    let mut stage = Stage::open(&disk());
    stage.slowly("1 1 text:a\u{202e}b");
    stage.shows("▸ a");
    stage.hides("<U+202E>");
    stage.slowly("C-u text:a\u{202e}");
    stage.shows("Left out: U+202E, which cannot be shown.");
    stage.slowly("C-u");
    stage.paste("a\u{1b}\u{7}\u{202e}\u{2066}\u{2067}b");
    stage.shows("▸ ab");
    stage.shows("Left out: U+0007, U+001B, U+202E and 2 more, which cannot be shown.");
    stage.slowly("C-u");
    stage.paste(&format!("z{}y", "\u{301}\u{316}".repeat(20)));
    stage.shows("Left out: marks beyond 4 on one letter.");
    stage.slowly("C-u");
    stage.paste(&"abcdefghij".repeat(41));
    stage.shows("Left out: what goes beyond 400 characters.");
}
