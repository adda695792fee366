//! What still waits, over several records, in every form.

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use super::csv::{TableError, maybe, table, text as cell};
use super::json::{ActionState, escaped};
use super::markdown::{block, inline};
use super::text::Page;
use crate::domain::action::{ActionStatus, Waiting};
use crate::wording::actions;

/// As text that fits 80 columns: a paragraph an action.
pub fn text(all: &[Waiting], today: Date) -> String {
    let mut page = Page::default();
    page.say(&actions::waiting(all, today));
    for one in all {
        page.gap();
        page.say(one.action.step());
        let standing = actions::standing(&one.action, today);
        page.under(&format!("{standing}: {}", actions::whose(&one.action)));
        page.under(&actions::origin(one));
    }
    page.finish()
}

/// As Markdown: a task an action.
pub fn markdown(all: &[Waiting], today: Date) -> String {
    let mut page = format!("{}\n", block(&actions::waiting(all, today)));
    if !all.is_empty() {
        page.push('\n');
    }
    for one in all {
        page.push_str(&task(one, today));
    }
    page
}

fn task(one: &Waiting, today: Date) -> String {
    let standing = inline(actions::standing(&one.action, today));
    let (whose, origin) = (inline(&actions::whose(&one.action)), inline(&actions::origin(one)));
    format!("- [ ] {}\n  **{standing}**: {whose}\n  ({origin})\n", block(one.action.step()))
}

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
        cell(&one.record.to_string()),
        cell(one.label.as_str()),
        cell(action.cause().as_str()),
        cell(&one.cause),
        cell(action.step()),
        cell(action.owner()),
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
