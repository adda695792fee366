//! Keys that mean the same in many places.

use super::{Action, Binding, Trigger};
use crate::app::key::Key;

pub(super) const fn key(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, in_footer: true }
}

pub(super) const fn more(keys: &'static [Key], action: Action, does: &'static str) -> Binding {
    Binding { trigger: Trigger::Keys(keys), action, does, in_footer: false }
}

pub(super) const fn digits(does: &'static str) -> Binding {
    Binding { trigger: Trigger::Digits, action: Action::Pick(0), does, in_footer: true }
}

pub(super) const UP: &[Key] = &[Key::Up, Key::Char('k')];
pub(super) const DOWN: &[Key] = &[Key::Down, Key::Char('j')];
pub(super) const BACK: &[Key] = &[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab];
pub(super) const SKIP: &[Key] = &[Key::Right, Key::Tab, Key::Char('l')];
pub(super) const TAKE_ON: Binding = key(&[Key::Char('a')], Action::TakeOn, "take on");
pub(super) const EXPORT: Binding = key(&[Key::Char('e')], Action::Export, "report");
pub(super) const HELP: Binding = key(&[Key::Char('?')], Action::Help, "help");
pub(super) const LEAVE: Binding = key(&[Key::Char('q'), Key::Ctrl('c')], Action::Leave, "leave");
pub(super) const LEAVE_QUIETLY: Binding = more(&[Key::Ctrl('c')], Action::Leave, "leave");
pub(super) const ESCAPE_BACK: Binding = key(&[Key::Esc], Action::Close, "back");
pub(super) const SAVE_ELSEWHERE: Binding = more(&[Key::Char('s')], Action::Elsewhere, "save in another file");
pub(super) const PAGE_UP: Binding = more(&[Key::PageUp], Action::PageUp, "page up");
pub(super) const PAGE_DOWN: Binding = more(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "page down");
pub(super) const FIRST: Binding = more(&[Key::Home, Key::Char('g')], Action::First, "to the first");
pub(super) const LAST: Binding = more(&[Key::End, Key::Char('G')], Action::Last, "to the last");
pub(super) const LINE_UP: Binding = key(UP, Action::Up, "up");
pub(super) const LINE_DOWN: Binding = key(DOWN, Action::Down, "down");
pub(super) const ONE_ABOVE: Binding = more(UP, Action::Up, "choose the one above");
pub(super) const ONE_BELOW: Binding = more(DOWN, Action::Down, "choose the one below");
pub(super) const ANSWER_ABOVE: Binding = more(UP, Action::Up, "choose the answer above");
pub(super) const ANSWER_BELOW: Binding = more(DOWN, Action::Down, "choose the answer below");
pub(super) const CLOSE: Binding =
    key(&[Key::Esc, Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab], Action::Close, "back");
pub(super) const CLOSE_LEVEL: Binding = more(&[Key::Esc], Action::Close, "close one level");
pub(super) const TO_RECORDS: Binding = more(&[Key::Esc], Action::Close, "to the list of records");
pub(super) const TEXT_BACK: Binding = key(&[Key::Esc, Key::BackTab], Action::Close, "back");
pub(super) const WHY: Binding = key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "why");
pub(super) const ORDER: Binding = key(&[Key::Char('o')], Action::Order, "order");
pub(super) const WHAT_TO_DO: Binding = key(&[Key::Char('r')], Action::Advice, "what to do");
pub(super) const WHAT_TO_DO_TOO: Binding = more(&[Key::Char('r')], Action::Advice, "what to do");
pub(super) const UNDO: Binding = key(&[Key::Char('u')], Action::Undo, "undo");
pub(super) const NEXT: Binding = key(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::Next, "next");
pub(super) const PREVIOUS: Binding = more(&[Key::Char('p')], Action::Previous, "previous cause");
pub(super) const NOT_APPLY: Binding = more(&[Key::Char('x')], Action::NotApply, "does not apply, or cannot say");
pub(super) const TAKE_ANSWER: Binding = more(&[Key::Enter], Action::Confirm, "take the chosen answer");
pub(super) const GO_ON: Binding = key(&[Key::Enter], Action::Confirm, "go on");
