//! What still waits, as data. The schema is kept in `actions.schema.json`; the descriptions reach readers through it.

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::document::json::{ActionState, escaped};
use crate::domain::action::Waiting;

/// The version of this form. Within a version, keys are only ever added.
const SCHEMA: u32 = 1;

/// The actions over all records that are open or still going.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What still waits in Undercurrent")]
struct Document<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    schema: u32,
    /// The day it was written on, as in 2026-12-01.
    today: String,
    /// Overdue first, then by the day they are due; those without a day last.
    actions: Vec<One<'a>>,
}

/// Something that was taken on.
#[derive(Serialize, JsonSchema)]
struct One<'a> {
    /// The id of the record it is kept in.
    record: String,
    /// Which Sales and which Marketing the record is about; perhaps empty.
    label: &'a str,
    /// The id of the cause it is about.
    cause: &'a str,
    /// The short name of that cause.
    cause_name: &'a str,
    /// The first step, in the owner's words.
    step: &'a str,
    /// Who does it; perhaps empty.
    owner: &'a str,
    /// By which day, as in 2026-12-01.
    due: Option<String>,
    /// Whether that day is past.
    overdue: bool,
    state: ActionState,
    /// When it was taken on.
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

/// The JSON Schema of the form that the actions have as data.
pub fn schema() -> Schema {
    schema_for!(Document<'_>)
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
        state: action.state().into(),
        taken: action.taken().to_string(),
    }
}
