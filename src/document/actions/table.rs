//! What still waits, as a table.

use jiff::civil::Date;

use crate::document::csv::cell::{maybe, text};
use crate::document::csv::{TableError, table};
use crate::domain::action::ActionStatus;
use crate::domain::action::Waiting;

const COLUMNS: &[&str] =
    &["record", "label", "cause", "cause_name", "step", "owner", "due", "overdue", "state", "taken"];

/// As CSV: a row an action. Text never becomes a formula.
///
/// # Errors
/// None that is known: all rows have the columns of the first.
pub fn csv(all: &[Waiting], today: Date) -> Result<String, TableError> {
    table(COLUMNS, all.iter().map(|one| row(one, today)))
}

fn row(one: &Waiting, today: Date) -> Vec<String> {
    let action = &one.action;
    vec![
        text(&one.record.to_string()),
        text(one.label.as_str()),
        text(action.cause().as_str()),
        text(&one.cause),
        text(action.step()),
        text(action.owner()),
        maybe(action.due()),
        action.is_overdue(today).to_string(),
        state(action.state()).to_owned(),
        action.taken().to_string(),
    ]
}

/// The state in a fixed word, as the data has it too.
const fn state(became: ActionStatus) -> &'static str {
    match became {
        ActionStatus::Open => "open",
        ActionStatus::Going(_) => "going",
        ActionStatus::Done(_) => "done",
        ActionStatus::Dropped(_) => "dropped",
    }
}
