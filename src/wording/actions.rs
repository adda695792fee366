//! What is said about steps that were taken on, and about a figure then and now.

use jiff::Zoned;
use jiff::civil::Date;

use super::{count, trend};
use crate::domain::action::{Action, ActionStatus, OpenAction, overdue};
use crate::domain::analysis::Analysis;
use crate::domain::id::Id;
use crate::domain::trend::{PersonTrend, of_person};

pub const TAKEN_ON: &str = "Taken on";
pub const EARLIER: &str = "Taken on in earlier records";

pub const NOTHING_WAITS: &str = "No step waits. 'a' on the chart of a record, or on the page of a cause, takes a first \
     step on; it is listed here until it is done or dropped.";

/// Said under figures then and now.
pub const BY_CHANCE: &str = "About one of nine causes moves this far by chance alone. A change says nothing about why.";

/// A step as it reads: `When the Monday meeting begins, we mark ten leads.`, or in the words that it was taken on in.
pub fn reads(action: &Action) -> String {
    match action.plan() {
        Some(plan) => when_we(plan.when(), plan.we()),
        None => action.step().to_owned(),
    }
}

/// Two halves as one sentence. What people write before and after them is not said twice.
fn when_we(when: &str, we: &str) -> String {
    let when = without(when, "when ").trim_end_matches([',', '.', ' ']);
    let we = without(we, "we ").trim_end_matches(['.', ' ']);
    format!("When {when}, we {we}.")
}

fn without<'a>(text: &'a str, word: &str) -> &'a str {
    match text.split_at_checked(word.len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case(word) => rest,
        _ => text,
    }
}

pub fn owner(action: &Action) -> &str {
    if action.owner().is_empty() { "nobody named" } else { action.owner() }
}

pub fn stands(action: &Action, now: &Zoned) -> String {
    match (action.state(), action.due()) {
        (ActionStatus::Done(at), _) => format!("done {}", super::day(at, now)),
        (ActionStatus::Dropped(at), _) => format!("dropped {}", super::day(at, now)),
        (_, Some(due)) if due < now.date() => format!("overdue since {}", day(due)),
        (ActionStatus::Going(_), Some(due)) => format!("still going, {}", distance(due, now.date())),
        (ActionStatus::Going(_), None) => "still going".to_owned(),
        (ActionStatus::Open, Some(due)) => distance(due, now.date()),
        (ActionStatus::Open, None) => "no date".to_owned(),
    }
}

/// How far a day lies ahead: `today`, `tomorrow`, `in 17 days`, `in 8 weeks`; or behind.
pub fn distance(day: Date, today: Date) -> String {
    let days = (day - today).get_days();
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..56 => format!("in {days} days"),
        56.. => format!("in {} weeks", days / 7),
        _ => format!("{} days ago", -days),
    }
}

pub fn short_day(day: Date, today: Date) -> String {
    let form = if day.year() == today.year() { "%-d %b" } else { "%-d %b %Y" };
    day.strftime(form).to_string()
}

pub fn day_and_distance(day: Date, today: Date) -> String {
    format!("{}, {}", day.strftime("%A %-d %B %Y"), distance(day, today))
}

pub fn whose(action: &Action) -> String {
    let owner = owner(action);
    match action.due() {
        Some(due) => format!("{owner}, by {}", day(due)),
        None => format!("{owner}, no date"),
    }
}

pub fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

pub fn became(action: &Action, now: &Zoned) -> String {
    match action.state() {
        ActionStatus::Open if action.is_overdue(now.date()) => "open, overdue".to_owned(),
        ActionStatus::Open => "open".to_owned(),
        ActionStatus::Done(at) => format!("done, {}", super::day(at, now)),
        ActionStatus::Going(at) => format!("still going, {}", super::day(at, now)),
        ActionStatus::Dropped(at) => format!("dropped, {}", super::day(at, now)),
    }
}

pub fn standing(action: &Action, today: Date) -> &'static str {
    match (action.is_overdue(today), action.state()) {
        (true, ActionStatus::Going(_)) => "overdue, still going",
        (true, _) => "overdue",
        (false, ActionStatus::Going(_)) => "still going",
        (false, _) => "open",
    }
}

pub fn waiting(all: &[OpenAction], today: Date) -> String {
    if all.is_empty() { "No step waits.".to_owned() } else { wait(all.len(), overdue(all, today), "") }
}

/// How many steps wait, and how many of them are overdue, with `since` where there are several.
pub(super) fn wait(open: usize, late: usize, since: &str) -> String {
    let wait = if open == 1 { "waits" } else { "wait" };
    let late = match late {
        0 => "none is overdue".to_owned(),
        1 => "1 is overdue".to_owned(),
        late => format!("{late} are overdue{since}"),
    };
    format!("{} {wait}; {late}.", count(open, "step", "steps"))
}

/// What stands in a calendar on the day a step is due.
pub fn look_again(action: &Action) -> String {
    format!("Look again: {}", reads(action))
}

pub fn origin(one: &OpenAction) -> String {
    let label = if one.label.is_empty() { "no name" } else { one.label.as_str() };
    format!("{}; {label}; {}", one.cause, one.record.short())
}

pub fn sentence(action: &Action, now: &Zoned) -> String {
    format!("{} ({}; {})", reads(action), whose(action), became(action, now))
}

/// A cause's severity in an earlier run, of one person or of several, and in this one: `Then 94, now 63: −31, lower.`
pub fn then_and_now(cause: &Id, then: Option<&Analysis>, now: &Analysis) -> String {
    let Some(then) = then else {
        return "Several people answered then, and their figure is not set beside one person's.".to_owned();
    };
    match of_person(then, now) {
        Err(_) => "A pulse and a full record are not set beside each other.".to_owned(),
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
