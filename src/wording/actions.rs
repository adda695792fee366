//! What is said about actions, and about a figure then and now.

use jiff::Zoned;
use jiff::civil::Date;

use super::{count, trend};
use crate::domain::action::{Action, ActionStatus, Waiting, overdue};
use crate::domain::analysis::Analysis;
use crate::domain::id::Id;
use crate::domain::trend::{PersonTrend, of_person};

/// Over the actions that were taken on.
pub const TAKEN_ON: &str = "Taken on";
/// Over the actions of earlier runs.
pub const EARLIER: &str = "Taken on in earlier runs";

/// Said where nothing still waits.
pub const NOTHING_WAITS: &str = "No action waits. In a result, 'a' on the page of a cause or on What to do takes a \
     first step on; it is listed here until it is done or dropped.";

/// Said under figures then and now.
pub const BY_CHANCE: &str = "About one of nine causes moves this far by chance alone. A change says nothing about why.";

/// Who does it and by when: `Kim, by 15 December 2026`.
pub fn whose(action: &Action) -> String {
    let owner = if action.owner().is_empty() { "nobody named" } else { action.owner() };
    match action.due() {
        Some(due) => format!("{owner}, by {}", day(due)),
        None => format!("{owner}, no date"),
    }
}

/// A day: `15 December 2026`.
pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// What became of it: `done, 12 December 2026`.
pub fn became(action: &Action, now: &Zoned) -> String {
    match action.state() {
        ActionStatus::Open if action.is_overdue(now.date()) => "open, overdue".to_owned(),
        ActionStatus::Open => "open".to_owned(),
        ActionStatus::Done(at) => format!("done, {}", super::day(at, now)),
        ActionStatus::Going(at) => format!("still going, {}", super::day(at, now)),
        ActionStatus::Dropped(at) => format!("dropped, {}", super::day(at, now)),
    }
}

/// How an action that waits stands on a day: `overdue, still going`.
pub fn standing(action: &Action, today: Date) -> &'static str {
    match (action.is_overdue(today), action.state()) {
        (true, ActionStatus::Going(_)) => "overdue, still going",
        (true, _) => "overdue",
        (false, ActionStatus::Going(_)) => "still going",
        (false, _) => "open",
    }
}

/// How many actions wait, and how many of them are overdue.
pub fn waiting(all: &[Waiting], today: Date) -> String {
    let wait = if all.len() == 1 { "waits" } else { "wait" };
    let late = match overdue(all, today) {
        0 => "none is overdue".to_owned(),
        1 => "1 is overdue".to_owned(),
        late => format!("{late} are overdue"),
    };
    format!("{} {wait}; {late}.", count(all.len(), "action", "actions"))
}

/// What stands in a calendar on the day a step is due.
pub fn look_again(action: &Action) -> String {
    format!("Look again: {}", action.step())
}

/// Where an action comes from: `Lead mismatch; EMEA; 3f2a91c4`.
pub fn origin(one: &Waiting) -> String {
    let label = if one.label.is_empty() { "no label" } else { one.label.as_str() };
    format!("{}; {label}; {}", one.cause, one.record.short())
}

/// An action in a line: the step, whose it is, what became of it.
pub fn sentence(action: &Action, now: &Zoned) -> String {
    format!("{} ({}; {})", action.step(), whose(action), became(action, now))
}

/// A cause's severity in an earlier run, of one person or of several, and in this one: `Then 94, now 63: −31, lower.`
pub fn then_and_now(cause: &Id, then: Option<&Analysis>, now: &Analysis) -> String {
    let Some(then) = then else {
        return "Several people answered then, and their figure is not set beside one person's.".to_owned();
    };
    match of_person(then, now) {
        Err(_) => "A pulse and a full run are not set beside each other.".to_owned(),
        Ok(compared) => figures(cause, (then, now), &compared),
    }
}

fn figures(cause: &Id, (then, now): (&Analysis, &Analysis), compared: &PersonTrend) -> String {
    let side = |analysis: &Analysis| analysis.side().map(|side| side.id.clone());
    let is_it = |place: usize| then.cause(place).is_some_and(|result| &result.cause.id == cause);
    let Some(found) = compared.causes.iter().find(|found| is_it(found.places.0)) else {
        return "This cause was asked about differently then.".to_owned();
    };
    match (found.first, found.second, &found.change) {
        (Some(first), Some(second), _) if side(then) != side(now) => {
            format!("Then {}, now {}, from another side: two views, and no change.", first.shown(), second.shown())
        }
        (Some(first), Some(second), Some(change)) => {
            format!("Then {}, now {}: {}.", first.shown(), second.shown(), trend::change(change))
        }
        (Some(first), None, _) => format!("Then {}, now no figure.", first.shown()),
        (None, Some(second), _) => format!("Then no figure, now {}.", second.shown()),
        _ => "No figure, then or now.".to_owned(),
    }
}
