//! The keys of the results.

use super::Action;
use super::Binding;
use super::common::{
    CLOSE, EXPORT, FIRST, HELP, LAST, LEAVE, LINE_DOWN, LINE_UP, PAGE_DOWN, PAGE_UP, SAVE_ELSEWHERE, TAKE_ON, key, more,
};
use crate::app::key::Key;

pub(super) const CHART: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why"),
    key(&[Key::Char('r')], Action::Advice, "what to do"),
    key(&[Key::Char('o')], Action::Order, "order"),
    EXPORT,
    FIRST,
    LAST,
    SAVE_ELSEWHERE,
    HELP,
    more(&[Key::Esc], Action::Close, "to the list of records"),
    LEAVE,
];
pub(super) const CAUSE: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next"),
    more(&[Key::Char('p')], Action::Previous, "previous cause"),
    key(&[Key::Char('c')], Action::Change, "change"),
    TAKE_ON,
    more(&[Key::Char('r')], Action::Advice, "what to do"),
    SAVE_ELSEWHERE,
    CLOSE,
    HELP,
    LEAVE,
];
pub(super) const ADVICE: &[Binding] =
    &[LINE_UP, LINE_DOWN, TAKE_ON, PAGE_UP, PAGE_DOWN, FIRST, LAST, SAVE_ELSEWHERE, CLOSE, HELP, LEAVE];
pub(super) const EVERYONE_CHART: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why"),
    key(&[Key::Char('r')], Action::Advice, "what to do"),
    key(&[Key::Char('o')], Action::Order, "order"),
    EXPORT,
    FIRST,
    LAST,
    HELP,
    more(&[Key::Esc], Action::Close, "to the list of records"),
    LEAVE,
];
pub(super) const EVERYONE_CAUSE: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next"),
    more(&[Key::Char('p')], Action::Previous, "previous cause"),
    more(&[Key::Char('r')], Action::Advice, "what to do"),
    CLOSE,
    HELP,
    LEAVE,
];
pub(super) const READING: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE, HELP, LEAVE];
