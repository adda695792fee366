//! The table of what still waits: a row a step.

use jiff::civil::Date;

use super::{Cell, Table};
use crate::domain::action::{ActionStatus, Plan, Waiting};

const COLUMNS: [&str; 12] =
    ["record", "label", "cause", "cause_name", "step", "owner", "due", "overdue", "state", "taken", "when", "we"];

pub(super) fn table(all: &[Waiting], today: Date) -> Table {
    Table::new(COLUMNS, all.iter().map(|one| row(one, today)))
}

fn row(one: &Waiting, today: Date) -> Vec<Cell> {
    let action = &one.action;
    vec![
        Cell::text(one.record.to_string()),
        Cell::text(one.label.as_str()),
        Cell::text(action.cause().as_str()),
        Cell::text(&one.cause),
        Cell::text(action.step()),
        Cell::text(action.owner()),
        Cell::maybe(action.due()),
        action.is_overdue(today).into(),
        state(action.state()).into(),
        Cell::text(action.taken().to_string()),
        Cell::text(action.plan().map_or("", Plan::when)),
        Cell::text(action.plan().map_or("", Plan::we)),
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
