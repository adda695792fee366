//! What still waits, for a calendar: a to-do for each step, and, since many calendars ignore those, an event on the day
//! to look again.
//!
//! All times come from the record, and names are made of it, so that a file that is read again changes what is there
//! and adds nothing twice.

use icalendar::{Calendar, Component, Event, Property, Todo};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::action::{ActionStatus, Waiting};
use crate::domain::text::showable;
use crate::wording::actions;

const HEAD: [(&str, &str); 4] = [
    ("VERSION", "2.0"),
    ("PRODID", "-//Undercurrent//Undercurrent//EN"),
    ("CALSCALE", "GREGORIAN"),
    ("METHOD", "PUBLISH"),
];

/// Everything as one calendar.
pub fn ics(all: &[Waiting]) -> String {
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
fn name(one: &Waiting, taken: &[String]) -> String {
    let own = format!("{}-{}-{}", one.record, one.action.taken().as_millisecond(), one.action.cause());
    let others = taken.iter().filter(|name| name.starts_with(&own)).count();
    if others == 0 { own } else { format!("{own}-{}", others + 1) }
}

fn todo(one: &Waiting, name: &str) -> Todo {
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
fn event(one: &Waiting, name: &str) -> Option<Event> {
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
fn described(component: &mut impl Component, one: &Waiting, (name, kind): (&str, &str)) {
    let (action, origin) = (&one.action, actions::origin(one));
    let told = match action.state() {
        ActionStatus::Going(at) | ActionStatus::Done(at) | ActionStatus::Dropped(at) => at,
        ActionStatus::Open => action.taken(),
    };
    component.uid(&format!("{name}-{kind}@undercurrent"));
    component.add_property("DTSTAMP", stamp(told));
    component.add_property("CREATED", stamp(action.taken()));
    component.description(&showable(&format!("{}. {origin}", actions::whose(action))));
}

/// A day, as calendars write it.
fn day(name: &str, day: Date) -> Property {
    Property::new(name, day.strftime("%Y%m%d").to_string()).add_parameter("VALUE", "DATE").done()
}

/// A moment in UTC, as calendars write it.
fn stamp(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}
