//! The keys from the first screen to the last item.

use super::common::{
    ANSWER_ABOVE, ANSWER_BELOW, BACK, CLOSE, CLOSE_LEVEL, FIRST, GO_ON, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN,
    LINE_UP, NOT_APPLY, ONE_ABOVE, ONE_BELOW, PAGE_DOWN, PAGE_UP, SAVE_ELSEWHERE, SKIP, TAKE_ANSWER, TEXT_BACK,
    TO_RECORDS, UNDO, digits, key, more,
};
use super::{Action, Binding};
use crate::app::key::Key;

pub(super) const WELCOME: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    GO_ON,
    key(&[Key::Char('d')], Action::Discard, "discard"),
    UNDO,
    TO_RECORDS,
    PAGE_UP,
    PAGE_DOWN,
    HELP,
    LEAVE,
];
pub(super) const CHOOSING: &[Binding] = &[digits("choose"), ONE_ABOVE, ONE_BELOW, GO_ON, CLOSE, HELP, LEAVE];
pub(super) const LABEL: &[Binding] = &[GO_ON, TEXT_BACK, LEAVE_QUIETLY];
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
    TAKE_ANSWER,
    NOT_APPLY,
    key(BACK, Action::Back, "back"),
    key(SKIP, Action::Skip, "skip"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    SAVE_ELSEWHERE,
    HELP,
    CLOSE_LEVEL,
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
    GO_ON,
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
    TAKE_ANSWER,
    NOT_APPLY,
    key(BACK, Action::Back, "before"),
    key(SKIP, Action::Skip, "next"),
    SAVE_ELSEWHERE,
    key(&[Key::Esc], Action::Close, "done"),
    HELP,
    LEAVE,
];
