//! What is chosen is marked by a character: colour, bold and reverse alone may be lost.

use undercurrent::testing::app::{
    AnsweringView, App, KeyContext, Modal, Participant, ParticipantStage, ResultsView, Screen, Stage,
};
use undercurrent::testing::ui::{ColourDepth, Ground, Look};

use crate::picture::{Size, picture, text};
use crate::states::{all, named};

/// Sizes with one pane: in two, the list beside what is read has a mark of its own.
const SIZES: [Size; 6] = [(40, 12), (40, 18), (60, 13), (64, 20), (80, 24), (100, 40)];

/// How many rows or points of a scale have the mark; where there is none, how many fields to type in.
fn marks(app: &App, drawn: &str) -> usize {
    let is_scale = |line: &str| line.contains("─○") || line.contains("○─");
    let is_point = |line: &&str| is_scale(line) && (line.contains("─●") || line.contains("●─"));
    // Large letters are made of blocks and of nothing else, and mark nothing.
    let is_lettering = |line: &str| line.chars().all(|sign| sign == ' ' || "▘▝▀▖▌▞▛▗▚▐▜▄▙▟█".contains(sign));
    let barred: Vec<bool> = drawn.lines().map(|line| line.contains('▌') && !is_lettering(line)).collect();
    // A step has its bar at each of its lines.
    let runs = (0..barred.len()).filter(|&at| barred[at] && (at == 0 || !barred[at - 1])).count();
    let rows = runs + drawn.lines().filter(is_point).count();
    let is_field_aside = app.place() == KeyContext::Palette;
    if rows > 0 || is_field_aside { rows } else { drawn.matches('▸').count() }
}

/// Whether there is a chosen row, or a field to type in.
fn is_anything_chosen(app: &App) -> bool {
    let question = app.screen().question(app.setup());
    match (app.place(), app.screen()) {
        (KeyContext::Help | KeyContext::Leaving | KeyContext::Waiting | KeyContext::Parting, _) => false,
        (KeyContext::Palette, _) => matches!(app.over(), Some(Modal::Palette(all)) if all.shown().len() > 0),
        (KeyContext::Elsewhere | KeyContext::Filtering, _) | (_, Screen::Welcome(_)) => true,
        (KeyContext::Entering, Screen::Participant(participant)) => is_side_chosen(participant),
        // A page is read, not chosen from.
        _ if app.scroll().is_some() => false,
        _ if question.is_some() => question.is_some_and(|asked| asked.chosen.is_some() || asked.field.is_some()),
        (_, Screen::Room(room)) => match room.stage() {
            Stage::Chart => room.lists_causes(),
            Stage::Choosing(_) => true,
            _ => false,
        },
        // So few people that no cause is listed.
        (_, Screen::Everyone(everyone)) if everyone.analysis.has_too_few() => false,
        (_, Screen::Steps(steps)) => steps.chosen().is_some(),
        (_, Screen::Home(home)) => home.shown() > 0,
        (KeyContext::Asking, screen) => match screen.answering().unwrap().view {
            AnsweringView::Item(asked) => asked.cursor.is_some(),
            _ => true,
        },
        (KeyContext::Changing, Screen::Results(results)) => match results.view {
            ResultsView::Changing { asked, .. } => asked.cursor.is_some(),
            _ => true,
        },
        _ => true,
    }
}

fn is_side_chosen(participant: &Participant) -> bool {
    matches!(&participant.stage, ParticipantStage::Entering(entering) if entering.side.is_some())
}

#[test]
fn the_chosen_row_has_a_mark_and_no_other_has() {
    for (name, sitting) in all() {
        for size in SIZES {
            let drawn = text(&picture(&sitting.app, Look::default(), size));
            let expected = usize::from(is_anything_chosen(&sitting.app));
            assert_eq!(marks(&sitting.app, &drawn), expected, "{name} at {size:?}:\n{drawn}");
        }
    }
}

#[test]
fn the_mark_is_there_without_colours_and_in_ascii() {
    let plain = Look { depth: ColourDepth::None, ascii: false, ground: Ground::Unknown };
    let ascii = Look { ascii: true, ..plain };
    for (name, sitting) in all().iter().filter(|(_, sitting)| is_anything_chosen(&sitting.app)) {
        assert_eq!(marks(&sitting.app, &text(&picture(&sitting.app, plain, (80, 24)))), 1, "{name}");
        let is_row = |line: &str| line.starts_with("> ") || line.contains(" > ");
        let is_marked = |line: &str| is_row(line) || line.contains("-*") || line.contains("*-");
        assert!(text(&picture(&sitting.app, ascii, (80, 24))).lines().any(is_marked), "{name}");
    }
}

#[test]
fn moving_the_choice_moves_a_character() {
    for (state, key) in [
        ("welcome_several_unfinished", "Down"),
        ("side_chosen", "Up"),
        ("asking_with_an_answer_chosen", "Down"),
        ("items", "Down"),
        ("review_of_some", "Up"),
        ("chart_loud", "Down"),
        ("changing", "Up"),
    ] {
        for size in SIZES {
            let before = named(state);
            let after = before.clone().press(key);
            let drawn = |app| text(&picture(app, Look::default(), size));
            assert_ne!(drawn(&before.app), drawn(&after.app), "{state} at {size:?}");
        }
    }
}

#[test]
fn an_answer_given_before_has_a_mark_of_its_own() {
    let given = text(&picture(&named("asking_what_was_answered_before").app, Look::default(), (80, 24)));
    assert!(given.contains("○──────────────●──────────────○"), "{given}");
    let moved = named("asking_what_was_answered_before").press("Right");
    let drawn = text(&picture(&moved.app, Look::default(), (80, 24)));
    assert!(drawn.contains("○──────────────✓──────────────●"), "{drawn}");
    let listed = text(&picture(&moved.app, Look::default(), (40, 24)));
    assert!(listed.contains("  3  Sometimes  ✓") && listed.contains("▌ 4  Often"), "{listed}");
}

#[test]
fn the_list_of_all_says_how_each_is_answered_and_which_is_not() {
    let drawn = text(&picture(&named("items").app, Look::default(), (80, 40)));
    let begins = |number: usize, word: &str| drawn.contains(&format!("{number:>2}  {word:<14}  "));
    assert!(begins(1, "Sometimes") && begins(2, "–") && begins(3, "Does not appl…"), "{drawn}");
    let narrow = text(&picture(&named("items").app, Look::default(), (40, 40)));
    assert!(narrow.contains(" 1  ✓   ") && narrow.contains(" 2  ○   ") && narrow.contains(" 3  x   "), "{narrow}");
}
