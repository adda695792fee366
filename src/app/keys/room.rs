//! The keys of a live session.

use super::common::{
    CLOSE_LEVEL, DOWN, ESCAPE_BACK, FIRST, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, ONE_ABOVE, ONE_BELOW,
    ORDER, PAGE_DOWN, PAGE_UP, TAKE_ON, UP, key, more,
};
use super::{Action, Binding};
use crate::app::key::Key;

const SCAN_OPEN: Binding = key(&[Key::Char('f')], Action::Scan, "big code");
const SCAN_LATER: Binding = more(&[Key::Char('f')], Action::Scan, "big code");
const LOCK: Binding = key(&[Key::Char('l')], Action::Lock, "lock/unlock");
const BLANK_OUT: Binding = key(&[Key::Char('b')], Action::Blank, "blank");
const CHANGES: Binding = key(&[Key::Char('t')], Action::Changes, "change");
const SECOND: Binding = key(&[Key::Char('2')], Action::SecondRound, "2nd round");
const END: Binding = key(&[Key::Char('E')], Action::EndSession, "end");
const UP_TOO: Binding = more(UP, Action::Up, "up");
const DOWN_TOO: Binding = more(DOWN, Action::Down, "down");
const NO: &[Key] = &[Key::Esc, Key::Char('n')];

pub(super) const LOBBY: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "start"),
    SCAN_OPEN,
    LOCK,
    more(&[Key::Char('b')], Action::Blank, "blank"),
    END,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const ANSWERING: &[Binding] = &[
    key(&[Key::Char('n')], Action::HandOver, "next person"),
    key(&[Key::Char('c')], Action::CloseRound, "close"),
    SCAN_OPEN,
    LOCK,
    BLANK_OUT,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const CLOSING: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const CLOSED: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "reveal"),
    BLANK_OUT,
    END,
    UP_TOO,
    DOWN_TOO,
    PAGE_UP,
    PAGE_DOWN,
    SCAN_LATER,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const CHART: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Enter, Key::Right], Action::Confirm, "discuss"),
    ORDER,
    SECOND,
    CHANGES,
    BLANK_OUT,
    END,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SCAN_LATER,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const UNSHOWN: &[Binding] =
    &[SECOND, CHANGES, BLANK_OUT, END, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, SCAN_LATER, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const CHANGE: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Char('t')], Action::Changes, "first round"),
    BLANK_OUT,
    END,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SCAN_LATER,
    more(&[Key::Esc], Action::Close, "to the first round"),
    HELP,
    LEAVE,
];
pub(super) const CAUSE: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    key(&[Key::Char('v')], Action::Remedy, "remedy"),
    TAKE_ON,
    BLANK_OUT,
    more(&[Key::Char('2')], Action::SecondRound, "second round"),
    more(&[Key::Char('E')], Action::EndSession, "end"),
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SCAN_LATER,
    key(&[Key::Esc, Key::Left, Key::Backspace], Action::Close, "back"),
    HELP,
    LEAVE,
];
pub(super) const CHOOSING: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Char(' ')], Action::Toggle, "mark"),
    key(&[Key::Enter], Action::Confirm, "ask the marked ones again"),
    FIRST,
    LAST,
    ESCAPE_BACK,
    HELP,
    LEAVE,
];
pub(super) const ENDED: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, CLOSE_LEVEL, HELP, LEAVE];
pub(super) const BLANK: &[Binding] =
    &[more(&[Key::Char('b'), Key::Esc], Action::Close, "show it again"), LEAVE_QUIETLY];
pub(super) const SCAN: &[Binding] = &[key(&[Key::Esc, Key::Char('f'), Key::Enter], Action::Close, "back"), HELP, LEAVE];
pub(super) const CLOSE_ASKED: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "close"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub(super) const END_ASKED: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "end it"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub(super) const LEAVE_ASKED: &[Binding] =
    &[key(&[Key::Char('y'), Key::Char('q')], Action::Confirm, "leave"), key(NO, Action::Close, "stay"), LEAVE_QUIETLY];
