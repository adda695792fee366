//! What Caps Lock and an input method for another script make of the keys.

use super::tests::PLACES;
use super::{Action, KeyContext, Trigger, action, table};
use crate::app::key::Key;

/// Every character that is a key of a place, with what it does.
fn letters(place: KeyContext) -> Vec<(char, Action)> {
    let keys = table(place).iter().flat_map(|binding| match binding.trigger {
        Trigger::Keys(keys) => keys.iter().map(|key| (*key, binding.action)).collect(),
        Trigger::Digits => Vec::new(),
    });
    keys.filter_map(|(key, action)| if let Key::Char(c) = key { Some((c, action)) } else { None }).collect()
}

/// The same character of double width.
fn wide(c: char) -> Key {
    Key::Char(if c == ' ' { '\u{3000}' } else { char::from_u32(u32::from(c) + 0xFEE0).unwrap() })
}

#[test]
fn a_capital_does_what_the_small_letter_does_unless_it_means_something_itself() {
    for place in PLACES {
        let own = letters(place);
        for (small, does) in own.iter().filter(|(c, _)| c.is_ascii_lowercase()) {
            let capital = small.to_ascii_uppercase();
            let meant = own.iter().find(|(c, _)| *c == capital).map_or(*does, |(_, own)| *own);
            assert_eq!(action(place, Key::Char(capital)), Some(meant), "{capital} in {place:?}");
        }
    }
}

#[test]
fn a_capital_that_is_a_key_stays_one_and_its_small_letter_does_not_become_it() {
    assert_eq!(action(KeyContext::RoomLobby, Key::Char('E')), Some(Action::EndSession));
    assert_eq!(action(KeyContext::RoomLobby, Key::Char('e')), None);
    assert_eq!(action(KeyContext::Chart, Key::Char('G')), Some(Action::Last));
    assert_eq!(action(KeyContext::Chart, Key::Char('g')), Some(Action::First));
}

#[test]
fn a_sign_of_double_width_does_what_the_plain_one_does() {
    for place in PLACES {
        for (c, does) in letters(place) {
            assert_eq!(action(place, wide(c)), Some(does), "{c} in {place:?}");
        }
        for digit in '0'..='9' {
            assert_eq!(action(place, wide(digit)), action(place, Key::Char(digit)), "{digit} in {place:?}");
        }
    }
    assert_eq!(action(KeyContext::Asking, wide('X')), Some(Action::NotApply));
}

#[test]
fn where_text_is_typed_no_character_is_a_key() {
    for place in [KeyContext::Label, KeyContext::Filtering, KeyContext::Code, KeyContext::Elsewhere] {
        assert_eq!(letters(place), [], "{place:?}");
        assert!(table(place).iter().all(|binding| binding.trigger != Trigger::Digits), "{place:?}");
    }
}
