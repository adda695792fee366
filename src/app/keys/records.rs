//! The keys of the list of records.

use super::common::{
    CLOSE_LEVEL, FIRST, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, PAGE_DOWN, PAGE_UP, UNDO, key,
};
use super::{Action, Binding};
use crate::app::key::Key;

pub(super) const HOME: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "open"),
    key(&[Key::Char('n')], Action::New, "new"),
    key(&[Key::Char('t')], Action::Trend, "trend"),
    key(&[Key::Char('d')], Action::Discard, "delete"),
    UNDO,
    key(&[Key::Char('/')], Action::Filter, "filter"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const FILTERING: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "keep the filter"),
    key(&[Key::Esc], Action::Close, "show all"),
    LEAVE_QUIETLY,
];
