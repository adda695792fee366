//! The keys of a participant's place in a live session, beside those of answering.

use super::common::{
    BACK, CLOSE_LEVEL, ESCAPE_BACK, FIRST, GO_ON, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, ONE_ABOVE,
    ONE_BELOW, PAGE_DOWN, PAGE_UP, TEXT_BACK, digits, key,
};
use super::{Action, Binding};
use crate::app::key::Key;

pub(super) const ENTERING: &[Binding] = &[
    digits("choose"),
    ONE_ABOVE,
    ONE_BELOW,
    GO_ON,
    key(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "read on"),
    PAGE_UP,
    FIRST,
    LAST,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const CODE: &[Binding] = &[key(&[Key::Enter], Action::Confirm, "join"), TEXT_BACK, LEAVE_QUIETLY];
pub(super) const SEATED: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const HANDED: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(BACK, Action::Back, "back to my answers"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const HANDED_BACK: &[Binding] = &[
    key(&[Key::Enter, Key::Char('n')], Action::HandOver, "next person"),
    key(&[Key::Esc], Action::Close, "to the facilitator"),
    LINE_UP,
    LINE_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    HELP,
    LEAVE,
];
pub(super) const PARTING: &[Binding] =
    &[key(&[Key::Char('q'), Key::Ctrl('c')], Action::LeaveUnsaved, "leave"), ESCAPE_BACK];
