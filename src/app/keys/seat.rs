//! The keys of a participant's place in a live session, beside those of answering.

use super::Action;
use super::Binding;
use super::common::{
    BACK, ESCAPE_BACK, FIRST, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, ONE_ABOVE, ONE_BELOW, PAGE_DOWN,
    PAGE_UP, digits, key, more,
};
use crate::app::key::Key;

const ESCAPE: Binding = more(&[Key::Esc], Action::Close, "close one level");

pub(super) const ENTERING: &[Binding] = &[
    digits("choose"),
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Enter], Action::Confirm, "go on"),
    key(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "read on"),
    PAGE_UP,
    FIRST,
    LAST,
    ESCAPE,
    HELP,
    LEAVE,
];
pub(super) const CODE: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "join"),
    key(&[Key::Esc, Key::BackTab], Action::Close, "back"),
    LEAVE_QUIETLY,
];
pub(super) const SEATED: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, ESCAPE, HELP, LEAVE];
pub(super) const HANDED: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(BACK, Action::Back, "back to my answers"),
    key(&[Key::Char('/')], Action::Items, "all items"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    ESCAPE,
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
