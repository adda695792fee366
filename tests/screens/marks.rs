//! What is chosen is marked by a character: colour, bold and reverse alone may be lost.

use undercurrent::testing::app::KeyContext;
use undercurrent::testing::app::Stage;
use undercurrent::testing::app::{App, Modal};
use undercurrent::testing::app::{Screen, answering, results};
use undercurrent::testing::app::{Seat, seat};
use undercurrent::testing::ui::{ColourDepth, Look};

use crate::picture::{Size, picture, text};
use crate::states::{all, named};

const SIZES: [Size; 6] = [(40, 12), (40, 18), (60, 13), (64, 20), (80, 24), (120, 40)];

/// Whether there is a chosen row, or a field to type in.
fn is_anything_chosen(app: &App) -> bool {
    let question = app.screen().question(app.setup());
    match (app.place(), app.screen()) {
        (KeyContext::Help | KeyContext::Leaving | KeyContext::Waiting | KeyContext::Parting, _) => false,
        (KeyContext::Palette, _) => matches!(app.over(), Some(Modal::Palette(all)) if all.shown().len() > 0),
        (KeyContext::Elsewhere | KeyContext::Filtering, _) | (_, Screen::Welcome(_)) => true,
        (KeyContext::Entering, Screen::Seat(seat)) => is_side_chosen(seat),
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
        (_, Screen::Home(home)) => home.shown() > 0,
        (KeyContext::Asking, screen) => match screen.answering().unwrap().view {
            answering::View::Item(asked) => asked.cursor.is_some(),
            _ => true,
        },
        (KeyContext::Changing, Screen::Results(results)) => match results.view {
            results::View::Changing { asked, .. } => asked.cursor.is_some(),
            _ => true,
        },
        _ => true,
    }
}

/// The mark of what is chosen: a bar beside the rows of a list of records or of commands.
fn mark(app: &App) -> char {
    match app.place() {
        KeyContext::Palette | KeyContext::Home | KeyContext::Deleting => '▌',
        _ => '▸',
    }
}

fn is_side_chosen(seat: &Seat) -> bool {
    matches!(&seat.stage, seat::Stage::Entering(entering) if entering.side.is_some())
}

#[test]
fn the_chosen_row_has_a_mark_and_no_other_has() {
    for (name, sitting) in all() {
        for size in SIZES {
            let drawn = text(&picture(&sitting.app, Look::default(), size));
            let expected = usize::from(is_anything_chosen(&sitting.app));
            assert_eq!(drawn.matches(mark(&sitting.app)).count(), expected, "{name} at {size:?}:\n{drawn}");
        }
    }
}

#[test]
fn the_mark_is_there_without_colours_and_in_ascii() {
    let plain = Look { depth: ColourDepth::None, ascii: false };
    let ascii = Look { ascii: true, ..plain };
    for (name, sitting) in all().iter().filter(|(_, sitting)| is_anything_chosen(&sitting.app)) {
        let drawn = text(&picture(&sitting.app, plain, (80, 24)));
        assert_eq!(drawn.matches(mark(&sitting.app)).count(), 1, "{name}");
        let is_marked = |line: &str| {
            line.starts_with("> ") || line.starts_with("  > ") || line.contains("  > ") || line.contains(" > ")
        };
        assert!(text(&picture(&sitting.app, ascii, (80, 24))).lines().any(is_marked), "{name}");
    }
}

#[test]
fn moving_the_choice_moves_a_character() {
    for (state, key) in [
        ("welcome_several_unfinished", "Down"),
        ("side_chosen", "Up"),
        ("length", "Down"),
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
    assert!(given.contains("▸ 3   Sometimes  ✓"), "{given}");
    let moved = named("asking_what_was_answered_before").press("Down");
    let drawn = text(&picture(&moved.app, Look::default(), (80, 24)));
    assert!(drawn.contains("  3   Sometimes  ✓") && drawn.contains("▸ 4   Often\n"), "{drawn}");
}

#[test]
fn the_unanswered_are_marked_in_the_list_of_all() {
    let drawn = text(&picture(&named("items").app, Look::default(), (80, 40)));
    assert!(drawn.contains("  1 ✓ ") && drawn.contains("  2 ○ ") && drawn.contains("  3 ✓ "), "{drawn}");
    assert_eq!(drawn.lines().filter(|line| line.contains(" ○ ")).count(), 24, "35 of the 36 fit, and 11 are answered");
}
