//! The keys from the first screen to the last item.

use super::Action;
use super::Binding;
use super::common::{
    ANSWER_ABOVE, ANSWER_BELOW, BACK, CLOSE, FIRST, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, ONE_ABOVE,
    ONE_BELOW, PAGE_DOWN, PAGE_UP, SAVE_ELSEWHERE, SKIP, digits, key, more,
};
use crate::app::key::Key;

pub(super) const WELCOME: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::Char('d')], Action::Discard, "discard"),
    more(&[Key::Esc], Action::Close, "to the list of records"),
    PAGE_UP,
    PAGE_DOWN,
    HELP,
    LEAVE,
];
pub(super) const CHOOSING: &[Binding] =
    &[digits("choose"), ONE_ABOVE, ONE_BELOW, key(&[Key::Enter], Action::Confirm, "go on"), CLOSE, HELP, LEAVE];
pub(super) const LABEL: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::Esc, Key::BackTab], Action::Close, "back"),
    LEAVE_QUIETLY,
];
pub(super) const FOLLOWING_UP: &[Binding] = &[
    digits("answer"),
    ONE_ABOVE,
    ONE_BELOW,
    more(&[Key::Enter], Action::Confirm, "take the chosen one"),
    key(SKIP, Action::Skip, "later"),
    CLOSE,
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
pub(super) const ASKING: &[Binding] = &[
    digits("answer"),
    ANSWER_ABOVE,
    ANSWER_BELOW,
    more(&[Key::Enter], Action::Confirm, "take the chosen answer"),
    more(&[Key::Char('x')], Action::NotApply, "does not apply, or cannot say"),
    key(BACK, Action::Back, "back"),
    key(SKIP, Action::Skip, "skip"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    SAVE_ELSEWHERE,
    HELP,
    more(&[Key::Esc], Action::Close, "close one level"),
    LEAVE,
];
pub(super) const ITEMS: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter], Action::Confirm, "open"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Esc, Key::Left, Key::Char('/')], Action::Close, "back"),
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
pub(super) const REVIEW: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter], Action::Confirm, "go on"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    key(&[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab, Key::Esc], Action::Close, "back"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];
pub(super) const CHANGING: &[Binding] = &[
    digits("answer"),
    ANSWER_ABOVE,
    ANSWER_BELOW,
    more(&[Key::Enter], Action::Confirm, "take the chosen answer"),
    more(&[Key::Char('x')], Action::NotApply, "does not apply, or cannot say"),
    key(BACK, Action::Back, "before"),
    key(SKIP, Action::Skip, "next"),
    SAVE_ELSEWHERE,
    key(&[Key::Esc], Action::Close, "done"),
    HELP,
    LEAVE,
];
