//! What still waits, over several records, in every form.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::blocks::{Block, Document, Section, Title};
use super::figures::Step;
use super::json::ActionState;
use crate::domain::action::{Plan, Waiting};
use crate::wording::actions;

/// Everything that is said of them.
pub fn document<'a>(all: &'a [Waiting], today: Date) -> Document<'a> {
    let steps: Vec<Step<'a>> = all.iter().map(|one| step(one, today)).collect();
    let blocks = if steps.is_empty() { Vec::new() } else { vec![Block::Steps(steps)] };
    Document {
        language: "en",
        title: Title::sentence(actions::waiting(all, today).into()),
        lead: Vec::new(),
        sections: Section::unless_empty("actions", "", blocks).into_iter().collect(),
        is_dense: false,
    }
}

fn step(one: &Waiting, today: Date) -> Step<'_> {
    Step {
        cause: None,
        text: Cow::Owned(actions::reads(&one.action)),
        who: actions::whose(&one.action),
        became: Cow::Borrowed(actions::standing(&one.action, today)),
        origin: Some(actions::origin(one)),
        done: false,
        dropped: false,
    }
}

/// The version of this form. Within a version, keys are only ever added.
const SCHEMA: u32 = 1;

/// The actions over all records that are open or still going.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What still waits in Undercurrent")]
pub struct Data<'a> {
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
    /// On which occasion, where the step has one: the first half of "When ___, we ___."
    when: Option<&'a str>,
    /// What is done then: the second half.
    we: Option<&'a str>,
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

/// All of them as data.
pub fn data(all: &[Waiting], today: Date) -> Data<'_> {
    Data { schema: SCHEMA, today: today.to_string(), actions: all.iter().map(|one| one_of(one, today)).collect() }
}

fn one_of(one: &Waiting, today: Date) -> One<'_> {
    let action = &one.action;
    One {
        record: one.record.to_string(),
        label: one.label.as_str(),
        cause: action.cause().as_str(),
        cause_name: &one.cause,
        step: action.step(),
        when: action.plan().map(Plan::when),
        we: action.plan().map(Plan::we),
        owner: action.owner(),
        due: action.due().map(|due| due.to_string()),
        overdue: action.is_overdue(today),
        state: action.state().into(),
        taken: action.taken().to_string(),
    }
}
