//! The keys at the foot, and what may be typed in their place where a screen is told in lines.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use undercurrent::testing::app::{App, Hint, Key, KeyContext, Msg, Trigger, name, pages, table};
use undercurrent::testing::plain::{Parsed, choices, parse_line};
use undercurrent::testing::ui::Look;

use crate::picture::{line, picture, text};
use crate::sitting::Sitting;
use crate::states::{State, all, named};

fn foot(app: &App, width: u16) -> String {
    let drawn: Buffer = picture(app, Look::default(), (width, 12));
    line(&drawn, 11).trim_start().to_owned()
}

/// One state of each set of hints.
fn distinct() -> Vec<State> {
    let mut states: Vec<State> = Vec::new();
    for state in all() {
        if states.iter().all(|(_, known)| pages::footer(&known.app) != pages::footer(&state.1.app)) {
            states.push(state.clone());
        }
    }
    states
}

/// The hints that stand in a footer, in their order.
fn shown(app: &App, foot: &str) -> Vec<String> {
    let hints = pages::footer(app).into_iter().map(|Hint { key, does }| format!("{key} {does}"));
    hints.filter(|hint| foot.contains(hint.as_str())).collect()
}

#[test]
fn a_footer_never_overflows() {
    for (name, sitting) in distinct() {
        for width in (40..=84).chain([96, 130]) {
            let foot = foot(&sitting.app, width);
            let shown = shown(&sitting.app, &foot);
            assert!(["  ", "   "].iter().any(|gap| shown.join(gap) == foot), "{name} at {width}: {foot}");
        }
    }
}

#[test]
fn help_and_the_way_out_never_give_way() {
    for (name, sitting) in all() {
        let hints = pages::footer(&sitting.app);
        let last = hints.iter().skip(hints.len().saturating_sub(2)).map(|hint| format!("{} {}", hint.key, hint.does));
        let foot = foot(&sitting.app, 40);
        assert!(last.into_iter().all(|hint| foot.contains(&hint)), "{name}: {foot}");
    }
}

#[test]
fn in_a_narrow_window_the_arrows_give_way_to_what_enter_does() {
    for (name, enter) in [("chart_loud", "Enter why"), ("everyone_by_gap", "Enter why"), ("home", "Enter open")] {
        let foot = foot(&named(name).app, 40);
        assert!(foot.contains(enter), "{name}: {foot}");
    }
}

#[test]
fn where_there_is_something_to_choose_the_foot_says_how() {
    for (name, hint) in [
        ("welcome", "1-2 choose"),
        ("welcome_several_unfinished", "1-8 choose"),
        ("review_of_some", "↑↓ choose"),
        ("items", "↑↓ choose"),
    ] {
        let foot = foot(&named(name).app, 80);
        assert!(foot.starts_with(hint), "{name}: {foot}");
    }
}

#[test]
fn where_a_digit_chooses_and_goes_on_enter_is_offered_only_once_something_is_chosen() {
    for (before, chosen) in [("side", "side_chosen"), ("door", "door_with_a_side_chosen")] {
        let [before, chosen] = [before, chosen].map(|name| foot(&named(name).app, 80));
        assert!(before.starts_with("1-3 choose") && !before.contains("Enter"), "{before}");
        assert!(chosen.starts_with("1-3 choose") && chosen.contains("Enter go on"), "{chosen}");
    }
    let laptop = foot(&named("kiosk_door").app, 80);
    assert!(laptop.starts_with("1-3 choose") && !laptop.contains("Enter"), "{laptop}");
}

#[test]
fn what_the_foot_does_not_name_is_behind_a_key_that_never_gives_way() {
    let drawn = text(&picture(&named("palette").app, Look::default(), (80, 24)));
    for command in ["Delete this record", "Give this record another name", "Merge the marked", "Find records"] {
        assert!(drawn.contains(command) || command.starts_with("Merge"), "{command}: {drawn}");
    }
    for (state, sitting) in all() {
        if pages::footer(&sitting.app).iter().any(|hint| hint.key == ":") {
            assert!(foot(&sitting.app, 40).contains(": more"), "{state}");
        }
    }
}

#[test]
fn at_80_columns_every_hint_is_shown_but_that_to_the_arrows_where_they_are_many() {
    for (name, sitting) in all() {
        let foot = foot(&sitting.app, 80);
        let hints = pages::footer(&sitting.app);
        let arrows = hints.iter().filter(|hint| hint.key == "↑↓" && hints.len() > 8 && !foot.contains("↑↓")).count();
        assert_eq!(shown(&sitting.app, &foot).len(), hints.len() - arrows, "{name}: {foot}");
    }
}

#[test]
fn a_hint_names_the_first_key_of_its_row_and_what_the_row_says() {
    for (state, sitting) in all() {
        let app = &sitting.app;
        for hint in pages::footer(app) {
            let is_row = table(app.place()).iter().any(|row| {
                let key = match row.trigger {
                    Trigger::Keys(keys) => hint.key == name(keys[0]),
                    Trigger::Digits => hint.key.starts_with("1-"),
                };
                key && (hint.does == row.does || hint.does == format!("{} (saved)", row.does))
            });
            let both = hint.key == "↑↓" && ["choose", "scroll"].contains(&hint.does.as_str());
            assert!(is_row || both, "{state}: {hint:?}");
        }
    }
}

#[test]
fn digits_are_offered_as_far_as_there_are_answers() {
    let offers = |name: &str| pages::footer(&named(name).app)[0].key.clone();
    assert_eq!(offers("asking_the_first"), "1-5");
    assert_eq!(offers("asking_on_two_points"), "1-2");
    assert_eq!(offers("asking_on_nine_points"), "1-9");
    assert_eq!(offers("side"), "1-3");
    assert_eq!(offers("welcome"), "1-2");
    assert_eq!(offers("changing"), "1-5");
}

#[test]
fn where_help_cannot_be_opened_the_foot_names_every_key() {
    for (state, sitting) in all() {
        let place = sitting.app.place();
        let has_help = table(place).iter().any(|row| row.does == "help");
        if has_help || place == KeyContext::Help {
            continue;
        }
        for width in [40, 80] {
            let foot = foot(&sitting.app, width);
            for row in sitting.app.bindings(place).filter(|row| row.in_footer && pages::holds(&sitting.app, row)) {
                assert!(foot.contains(row.does), "{state} at {width}: {foot}");
            }
        }
    }
}

#[test]
fn every_place_is_one_of_the_states_that_these_tests_look_at() {
    let seen: Vec<KeyContext> = all().iter().map(|(_, sitting)| sitting.app.place()).collect();
    let unseen: Vec<KeyContext> = KeyContext::ALL.iter().copied().filter(|place| !seen.contains(place)).collect();
    assert_eq!(unseen, []);
}

#[test]
fn whatever_lines_say_may_be_typed_means_something() {
    let mut seen = Vec::new();
    for (name, sitting) in all() {
        for offer in choices(&sitting.app).into_iter().filter(|offer| offer.typed.chars().count() == 1) {
            let parsed = parse_line(&sitting.app, &offer.typed);
            assert_ne!(parsed, Parsed::Nothing, "{name}: {offer:?} of {:?}", pages::footer(&sitting.app));
            seen.push(offer.typed);
        }
    }
    assert!(["A", "a", "x", "q"].iter().all(|typed| seen.iter().any(|seen| seen == typed)), "{seen:?}");
}

/// An action that a table has and no update is a key that does nothing, and nobody would notice.
#[test]
fn every_row_of_every_table_of_keys_does_something_somewhere() {
    // What moves or closes something does nothing where there is nothing to move or to close.
    let moves = ["up", "down", "page up", "page down", "to the first", "to the last", "close one level"];
    let mut rows: HashMap<_, bool> = HashMap::new();
    for (_, sitting) in all() {
        let place = sitting.app.place();
        for row in table(place).iter().filter(|row| !moves.contains(&row.does)) {
            let is_at_work = rows.entry(format!("{place:?}: {}", row.does)).or_default();
            *is_at_work = *is_at_work || does_something(sitting, row.trigger);
        }
    }
    let idle: Vec<_> = rows.iter().filter(|(_, is_at_work)| !**is_at_work).collect();
    assert!(idle.is_empty(), "{idle:#?}");
}

fn does_something(sitting: &Sitting, trigger: Trigger) -> bool {
    let seen = |sitting: &Sitting| (picture(&sitting.app, Look::default(), (120, 40)), sitting.effects.len());
    let keys = match trigger {
        Trigger::Keys(keys) => keys.to_vec(),
        Trigger::Digits => ('1'..='9').map(Key::Char).collect(),
    };
    let before = seen(sitting);
    keys.into_iter().any(|key| seen(&sitting.clone().receives(Msg::Key(key))) != before)
}
