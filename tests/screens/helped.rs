//! Help: every key of the screen below, and the words.

use undercurrent::testing::app::{Action, Binding, Block, KeyContext, Trigger, name, pages};
use undercurrent::testing::ui::Look;

use crate::picture::{picture, text};
use crate::sitting::Sitting;
use crate::states::all;

/// The states from which help can be opened, with help open.
fn helped() -> Vec<(&'static str, Sitting)> {
    let open = all().iter().filter(|(_, sitting)| sitting.app.place() != KeyContext::Help);
    let opened = open.map(|(name, sitting)| (*name, sitting.clone().press("?")));
    opened.filter(|(_, sitting)| sitting.app.place() == KeyContext::Help).collect()
}

/// One state of each help.
fn distinct() -> Vec<(&'static str, Sitting)> {
    let mut states: Vec<(&str, Sitting)> = Vec::new();
    for (name, sitting) in helped() {
        if states.iter().all(|(_, known)| pages::help(&known.app) != pages::help(&sitting.app)) {
            states.push((name, sitting));
        }
    }
    states
}

fn keys(binding: &Binding) -> Option<String> {
    match binding.trigger {
        Trigger::Keys(keys) => Some(keys.iter().copied().map(name).collect::<Vec<_>>().join(" ")),
        Trigger::Digits => None,
    }
}

/// What help says of a row: its own words, or a sentence where a word is too little.
fn says(place: KeyContext, binding: &Binding, text: &str) -> bool {
    match (place, binding.action) {
        (KeyContext::Asking | KeyContext::Changing, Action::Skip) => text == "on to the next, without answering",
        (KeyContext::Asking | KeyContext::Changing | KeyContext::Guessing, Action::Back) => {
            text == "back to the one before"
        }
        (_, Action::Leave) => text == "leave" || text == "leave (saved)",
        _ => text == binding.meaning.unwrap_or(binding.does),
    }
}

#[test]
fn every_key_of_a_screen_stands_in_its_help_word_for_word() {
    for (state, sitting) in helped() {
        let place = sitting.app.screen().place();
        let page = pages::help(&sitting.app);
        for binding in sitting.app.bindings(place) {
            let is_shown = page.iter().any(|block| match block {
                Block::Entry { label, text, .. } => {
                    keys(binding).map_or(label.starts_with("1-"), |keys| keys == *label) && says(place, binding, text)
                }
                _ => false,
            });
            assert!(is_shown, "{state}: {binding:?}");
        }
    }
}

#[test]
fn every_word_of_help_is_on_the_screen_at_any_width() {
    for (state, sitting) in distinct() {
        for width in [40, 64, 80, 120] {
            let drawn = text(&picture(&sitting.app, Look::default(), (width, 120)));
            for block in pages::help(&sitting.app) {
                let (Block::Title(words) | Block::Text(words) | Block::Quiet(words)) = &block else {
                    let Block::Entry { label, text, .. } = &block else { panic!("{block:?} in help") };
                    assert!(has_words(&drawn, label) && has_words(&drawn, text), "{state} at {width}: {label} {text}");
                    continue;
                };
                assert!(has_words(&drawn, words), "{state} at {width}: {words}");
            }
        }
    }
}

fn has_words(drawn: &str, words: &str) -> bool {
    words.split_whitespace().all(|word| drawn.split_whitespace().any(|drawn| drawn == word))
}

#[test]
fn help_explains_the_words_of_the_questionnaire() {
    for (state, sitting) in distinct() {
        let drawn = text(&picture(&sitting.app, Look::default(), (80, 120)));
        for term in ["Sales, Marketing", "lead", "campaign", "promotion", "customer data"] {
            assert!(drawn.lines().any(|line| line.trim_start().starts_with(term)), "{state}: {term}");
        }
    }
}

#[test]
fn help_is_opened_and_closed_by_one_key_and_loses_no_place() {
    for (state, sitting) in helped() {
        let (closed, again) = (sitting.press("?"), "PgDn Esc");
        let drawn = |sitting: &Sitting| text(&picture(&sitting.app, Look::default(), (80, 24)));
        assert_eq!(drawn(&closed.clone().press("?").press(again)), drawn(&closed), "{state}");
    }
}
