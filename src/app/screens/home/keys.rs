//! The keys of the list.

use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, EXPORT_TOO, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, MORE, NO, ONE_ABOVE,
    ONE_BELOW, PAGE_UP, UNDO, key, more,
};

pub const HOME_KEYS: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "open"),
    UNDO,
    key(&[Key::Char('n')], Action::New, "new"),
    key(&[Key::Char(' ')], Action::Toggle, "mark").meaning("mark this record, or take its mark away"),
    key(&[Key::Char('c')], Action::Compare, "compare")
        .meaning("compare the marked records, or this one with the other side's of the same name"),
    key(&[Key::Char('t')], Action::Trend, "trend")
        .meaning("trend of the marked records, or of all with this name and side"),
    more(&[Key::Char('m')], Action::Merge, "merge").meaning("merge the marked records into a new one"),
    EXPORT_TOO,
    more(&[Key::Char('r')], Action::Rename, "rename").meaning("give this record another name"),
    more(&[Key::Char('d'), Key::Delete], Action::Discard, "delete").meaning("delete this record"),
    more(&[Key::Char('A')], Action::Steps, "steps").meaning("steps of all records, overdue first"),
    more(&[Key::Char('/')], Action::Filter, "find").meaning("find records by name, side, cause or date"),
    PAGE_UP,
    more(&[Key::PageDown], Action::PageDown, "page down"),
    FIRST,
    LAST,
    CLOSE_LEVEL,
    MORE,
    HELP,
    LEAVE,
];
pub const FILTERING_KEYS: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "keep the filter"),
    key(&[Key::Esc], Action::Close, "show all"),
    LEAVE_QUIETLY,
];
pub const DELETING_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "delete it"), key(NO, Action::Close, "keep it"), LEAVE_QUIETLY];
pub const RESTORING_KEYS: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "yes"),
    key(&[Key::Char('n')], Action::Discard, "delete for good"),
    key(&[Key::Esc, Key::Char('q')], Action::Close, "later"),
    LEAVE_QUIETLY,
];
