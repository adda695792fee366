//! The keys of the results.

use super::common::{
    CLOSE, EXPORT, FIRST, HELP, LAST, LEAVE, LINE_DOWN, LINE_UP, NEXT, ORDER, PAGE_DOWN, PAGE_UP, PREVIOUS,
    SAVE_ELSEWHERE, TAKE_ON, TO_RECORDS, WHAT_TO_DO, WHAT_TO_DO_TOO, WHY, key,
};
use super::{Action, Binding};
use crate::app::key::Key;

pub(super) const CHART: &[Binding] =
    &[LINE_UP, LINE_DOWN, WHY, WHAT_TO_DO, ORDER, EXPORT, FIRST, LAST, SAVE_ELSEWHERE, HELP, TO_RECORDS, LEAVE];
pub(super) const CAUSE: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    PAGE_UP,
    PAGE_DOWN,
    FIRST,
    LAST,
    NEXT,
    PREVIOUS,
    key(&[Key::Char('c')], Action::Change, "change"),
    TAKE_ON,
    WHAT_TO_DO_TOO,
    SAVE_ELSEWHERE,
    CLOSE,
    HELP,
    LEAVE,
];
pub(super) const ADVICE: &[Binding] =
    &[LINE_UP, LINE_DOWN, TAKE_ON, PAGE_UP, PAGE_DOWN, FIRST, LAST, SAVE_ELSEWHERE, CLOSE, HELP, LEAVE];
pub(super) const EVERYONE_CHART: &[Binding] =
    &[LINE_UP, LINE_DOWN, WHY, WHAT_TO_DO, ORDER, EXPORT, FIRST, LAST, HELP, TO_RECORDS, LEAVE];
pub(super) const EVERYONE_CAUSE: &[Binding] =
    &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, NEXT, PREVIOUS, WHAT_TO_DO_TOO, CLOSE, HELP, LEAVE];
pub(super) const READING: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE, HELP, LEAVE];
