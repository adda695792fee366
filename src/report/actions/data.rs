//! What still waits, as data.

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::action::Became;
use crate::domain::waiting::Waiting;
use crate::report::json::escaped;

/// The version of this form. Within a version, keys are only ever added.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    today: String,
    actions: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    record: String,
    label: &'a str,
    cause: &'a str,
    cause_name: &'a str,
    step: &'a str,
    owner: &'a str,
    due: Option<String>,
    overdue: bool,
    state: &'static str,
    taken: String,
}

/// As JSON, with a line end. What a terminal could act on is escaped.
///
/// # Errors
/// None that is known: every value here can be written as JSON.
pub fn json(all: &[Waiting], today: Date) -> serde_json::Result<String> {
    let actions = all.iter().map(|one| data(one, today)).collect();
    let data = Document { schema: SCHEMA, today: today.to_string(), actions };
    Ok(escaped(&serde_json::to_string_pretty(&data)?) + "\n")
}

fn data(one: &Waiting, today: Date) -> One<'_> {
    let action = &one.action;
    One {
        record: one.record.to_string(),
        label: one.label.as_str(),
        cause: action.cause().as_str(),
        cause_name: &one.cause,
        step: action.step(),
        owner: action.owner(),
        due: action.due().map(|due| due.to_string()),
        overdue: action.is_overdue(today),
        state: state(action.state()),
        taken: action.taken().to_string(),
    }
}

/// The state in a fixed word.
pub(super) const fn state(became: Became) -> &'static str {
    match became {
        Became::Open => "open",
        Became::Going(_) => "going",
        Became::Done(_) => "done",
        Became::Dropped(_) => "dropped",
    }
}
