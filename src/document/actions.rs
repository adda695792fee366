//! What still waits, over several records: as a page, as data, and for a calendar, with a to-do for each step and, since many
//! calendars ignore those, an event on the day to look again.
//!
//! All times of a calendar come from the record, and names are made of it, so that a file that is read again changes what is
//! there and adds nothing twice.

use std::borrow::Cow;

use icalendar::{Calendar, Component, Event, Property, Todo};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use schemars::JsonSchema;
use serde::Serialize;

use super::blocks::{Block, Document, Section, Step, Title};
use super::json_form::ActionState;
use crate::domain::action::{ActionStatus, OpenAction, Plan};
use crate::domain::text::showable;
use crate::wording::actions;

pub fn document(all: &[OpenAction], today: Date) -> Document<'_> {
    let blocks = Block::of(all.iter().map(|one| step(one, today)), Block::Steps).into_iter().collect();
    Document {
        language: "en",
        title: Title { is_sentence: true, ..Title::plain(actions::waiting(all, today).into()) },
        lead: Vec::new(),
        sections: Section::unless_empty("actions", "", blocks).into_iter().collect(),
        is_dense: false,
    }
}

fn step(one: &OpenAction, today: Date) -> Step<'_> {
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

pub fn data(all: &[OpenAction], today: Date) -> Data<'_> {
    Data { schema: SCHEMA, today: today.to_string(), actions: all.iter().map(|one| one_of(one, today)).collect() }
}

fn one_of(one: &OpenAction, today: Date) -> One<'_> {
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

const HEAD: [(&str, &str); 4] = [
    ("VERSION", "2.0"),
    ("PRODID", "-//Undercurrent//Undercurrent//EN"),
    ("CALSCALE", "GREGORIAN"),
    ("METHOD", "PUBLISH"),
];

pub fn ics(all: &[OpenAction]) -> String {
    let mut calendar = Calendar { properties: Property::from_array(HEAD), ..Calendar::default() };
    let mut names: Vec<String> = Vec::new();
    for one in all {
        let name = name(one, &names);
        calendar.push(todo(one, &name));
        if let Some(event) = event(one, &name) {
            calendar.push(event);
        }
        names.push(name);
    }
    calendar.to_string()
}

/// What a step is known by, whatever becomes of its words: record, moment and cause. A number tells apart those of one
/// moment.
fn name(one: &OpenAction, taken: &[String]) -> String {
    let own = format!("{}-{}-{}", one.record, one.action.taken().as_millisecond(), one.action.cause());
    let others = taken.iter().filter(|name| name.starts_with(&own)).count();
    if others == 0 { own } else { format!("{own}-{}", others + 1) }
}

fn todo(one: &OpenAction, name: &str) -> Todo {
    let (mut todo, action) = (Todo::new(), &one.action);
    described(&mut todo, one, (name, "todo"));
    todo.summary(&showable(&actions::reads(action)));
    if let Some(due) = action.due() {
        todo.append_property(day("DUE", due));
    }
    let status = if matches!(action.state(), ActionStatus::Going(_)) { "IN-PROCESS" } else { "NEEDS-ACTION" };
    todo.add_property("STATUS", status);
    todo.done()
}

/// All day long, and nobody is busy meanwhile; none for a step without a day.
fn event(one: &OpenAction, name: &str) -> Option<Event> {
    let due = one.action.due()?;
    let mut event = Event::new();
    described(&mut event, one, (name, "look"));
    event.summary(&showable(&actions::look_again(&one.action)));
    event.append_property(day("DTSTART", due));
    // The day after is the first that no longer belongs to it.
    event.append_property(day("DTEND", due.tomorrow().unwrap_or(due)));
    event.add_property("TRANSP", "TRANSPARENT");
    Some(event.done())
}

/// What both have in common.
fn described(component: &mut impl Component, one: &OpenAction, (name, kind): (&str, &str)) {
    let (action, origin) = (&one.action, actions::origin(one));
    let changed = match action.state() {
        ActionStatus::Going(at) | ActionStatus::Done(at) | ActionStatus::Dropped(at) => at,
        ActionStatus::Open => action.taken(),
    };
    component.uid(&format!("{name}-{kind}@undercurrent"));
    component.add_property("DTSTAMP", stamp(changed));
    component.add_property("CREATED", stamp(action.taken()));
    component.description(&showable(&format!("{}. {origin}", actions::whose(action))));
}

fn day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

fn stamp(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
