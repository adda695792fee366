//! The actions that still wait, over several records.

use jiff::civil::Date;

use super::action::Action;
use super::id::Token;
use super::record::Record;
use super::text::Label;

/// An action that still waits, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The action.
    pub action: Action,
    /// The short name of its cause.
    pub cause: String,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// The record that it was taken on from.
    pub record: Token,
}

/// The actions of a record that still wait, in its own order.
pub fn waiting(record: &Record) -> Vec<Waiting> {
    let open = record.actions().iter().filter(|action| action.is_open());
    open.map(|action| Waiting {
        action: action.clone(),
        cause: record.questionnaire().cause_name(action.cause()).to_owned(),
        label: record.head().label.clone(),
        record: record.head().id,
    })
    .collect()
}

/// The earliest day first, so that what is overdue leads; what has no day last, the oldest first.
pub fn sort(all: &mut [Waiting]) {
    all.sort_by_key(|one| (one.action.due().is_none(), one.action.due(), one.action.taken(), one.record));
}

/// How many are overdue on this day.
pub fn overdue(all: &[Waiting], today: Date) -> usize {
    all.iter().filter(|one| one.action.is_overdue(today)).count()
}
