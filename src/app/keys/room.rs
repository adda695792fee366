//! The keys of a live session.

use super::common::{
    ESCAPE_BACK, FIRST, HELP, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, ONE_ABOVE, ONE_BELOW, PAGE_DOWN, PAGE_UP,
    TAKE_ON, key, more,
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
/// Where a page is read, Escape has nothing to close.
const NO_CLOSE: Binding = more(&[Key::Esc], Action::Close, "close one level");
const NO: &[Key] = &[Key::Esc, Key::Char('n')];

pub(super) const LOBBY: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "start"),
    SCAN_OPEN,
    LOCK,
    more(&[Key::Char('b')], Action::Blank, "blank"),
    END,
    more(&[Key::Up, Key::Char('k')], Action::Up, "up"),
    more(&[Key::Down, Key::Char('j')], Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    NO_CLOSE,
    HELP,
    LEAVE,
];
pub(super) const ANSWERING: &[Binding] = &[
    key(&[Key::Char('n')], Action::HandOver, "next person"),
    key(&[Key::Char('c')], Action::CloseRound, "close"),
    SCAN_OPEN,
    LOCK,
    BLANK_OUT,
    more(&[Key::Up, Key::Char('k')], Action::Up, "up"),
    more(&[Key::Down, Key::Char('j')], Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    NO_CLOSE,
    HELP,
    LEAVE,
];
pub(super) const CLOSING: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, NO_CLOSE, HELP, LEAVE];
pub(super) const CLOSED: &[Binding] = &[
    key(&[Key::Enter], Action::Confirm, "reveal"),
    BLANK_OUT,
    END,
    more(&[Key::Up, Key::Char('k')], Action::Up, "up"),
    more(&[Key::Down, Key::Char('j')], Action::Down, "down"),
    PAGE_UP,
    PAGE_DOWN,
    SCAN_LATER,
    NO_CLOSE,
    HELP,
    LEAVE,
];
pub(super) const CHART: &[Binding] = &[
    ONE_ABOVE,
    ONE_BELOW,
    key(&[Key::Enter, Key::Right], Action::Confirm, "discuss"),
    key(&[Key::Char('o')], Action::Order, "order"),
    SECOND,
    CHANGES,
    BLANK_OUT,
    END,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    SCAN_LATER,
    NO_CLOSE,
    HELP,
    LEAVE,
];
pub(super) const UNSHOWN: &[Binding] =
    &[SECOND, CHANGES, BLANK_OUT, END, LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, SCAN_LATER, NO_CLOSE, HELP, LEAVE];
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
pub(super) const ENDED: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, NO_CLOSE, HELP, LEAVE];
pub(super) const BLANK: &[Binding] =
    &[more(&[Key::Char('b'), Key::Esc], Action::Close, "show it again"), LEAVE_QUIETLY];
pub(super) const SCAN: &[Binding] = &[key(&[Key::Esc, Key::Char('f'), Key::Enter], Action::Close, "back"), HELP, LEAVE];
pub(super) const CLOSE_ASKED: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "close"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub(super) const END_ASKED: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "end it"), key(NO, Action::Close, "not yet"), LEAVE_QUIETLY];
pub(super) const LEAVE_ASKED: &[Binding] =
    &[key(&[Key::Char('y'), Key::Char('q')], Action::Confirm, "leave"), key(NO, Action::Close, "stay"), LEAVE_QUIETLY];
