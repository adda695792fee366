//! The keys of what lies over a screen.

use super::Action;
use super::Binding;
use super::common::{ESCAPE_BACK, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, PAGE_DOWN, PAGE_UP, key};
use crate::app::key::Key;

pub(super) const HELP_OPEN: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    key(&[Key::Esc, Key::Char('?'), Key::Enter, Key::Char('q')], Action::Close, "close"),
    LEAVE_QUIETLY,
];
pub(super) const LEAVING: &[Binding] = &[
    key(&[Key::Char('s')], Action::Elsewhere, "save elsewhere"),
    key(&[Key::Char('q'), Key::Ctrl('c')], Action::LeaveUnsaved, "leave"),
    ESCAPE_BACK,
];
pub(super) const WAITING: &[Binding] = &[key(&[Key::Ctrl('c')], Action::LeaveUnsaved, "leave at once"), ESCAPE_BACK];
pub(super) const ELSEWHERE: &[Binding] =
    &[key(&[Key::Enter], Action::Confirm, "save there"), ESCAPE_BACK, LEAVE_QUIETLY];
pub(super) const DISCARDING: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "discard it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "keep it"),
    LEAVE_QUIETLY,
];
pub(super) const PAST_DAY: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "keep it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "another day"),
    LEAVE_QUIETLY,
];
pub(super) const RESTORING: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "restore"),
    key(&[Key::Char('n')], Action::Discard, "delete for good"),
    key(&[Key::Esc], Action::Close, "ask me later"),
    LEAVE_QUIETLY,
];
pub(super) const DELETING: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "delete it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "keep it"),
    LEAVE_QUIETLY,
];
