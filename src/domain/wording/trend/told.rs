//! What is said about two or more runs, in its running order.

use jiff::Zoned;

use super::super::dates::{day, short_day};
use super::super::gap::{signed, verdict};
use super::super::{count, list, several};
use super::{BY_CHANCE, NO_REASON, by_chance, change, left_out, none_clear, people, team_change};
use crate::domain::text::alike;
use crate::domain::trend::runs::{Cell, Column, Last, Moved, Row, Runs};

/// Over the sentences about a team's changes.
pub const CHANGES: &str = "What differs";
/// Over the column that tells the change.
pub const CHANGE: &str = "Change";
/// Why nothing is said about how one person's pulse changed.
pub const PULSE: &str =
    "In a pulse one answer alone moves a cause by a full step or more, so nothing is said about a change.";

/// All that is said about the runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Whose runs they are, and how many.
    pub heading: String,
    /// Each run with its name.
    pub runs: Vec<(String, String)>,
    /// The names of the columns.
    pub heads: Vec<String>,
    /// The causes.
    pub rows: Vec<ToldRow>,
    /// A team's changes in sentences; none for one person.
    pub changes: Vec<String>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// One cause in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldRow {
    /// The short name.
    pub name: String,
    /// A figure for each run, or a dash.
    pub cells: Vec<String>,
    /// The change in a few words, or why there is none.
    pub change: String,
}

/// Says everything about the runs, with dates in the time zone of `now`.
#[must_use]
pub fn told(runs: &Runs, now: &Zoned) -> Told {
    Told {
        heading: heading(runs),
        runs: (1..).zip(&runs.columns).map(|(number, column)| (name(number), occasion(column, now))).collect(),
        heads: heads(runs, now),
        rows: runs.rows.iter().map(told_row).collect(),
        changes: runs.rows.iter().filter_map(|row| sentence(row, runs, now)).collect(),
        notes: notes(runs),
    }
}

/// Whose runs they are, and how many: `2 runs of one person, from Sales`.
#[must_use]
pub fn heading(runs: &Runs) -> String {
    let number = count(runs.columns.len(), "run", "runs");
    match (&runs.last, runs.columns.last().and_then(|column| column.side.as_ref())) {
        (Last::Person(_), Some(side)) => format!("{number} of one person, from {side}"),
        (Last::Person(_), None) => format!("{number} of one person"),
        (Last::Team(_), _) => format!("{number} of a team"),
    }
}

/// The label that the runs share; the distinct ones with commas.
#[must_use]
pub fn labels(runs: &Runs) -> String {
    distinct(runs).join(", ")
}

/// The labels that differ, the earliest first; those that mean the same count once.
fn distinct(runs: &Runs) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for label in runs.columns.iter().map(|column| column.head.label.as_str()).filter(|label| !label.is_empty()) {
        if found.iter().all(|known| !alike(known, label)) {
            found.push(label);
        }
    }
    found
}

fn name(number: usize) -> String {
    format!("Run {number}")
}

/// When, under which label and of how many: `3 March 2026, EMEA, 12 people`.
fn occasion(column: &Column, now: &Zoned) -> String {
    let mut parts = vec![day(column.head.finished.unwrap_or(column.head.created), now)];
    parts.extend((!column.head.label.is_empty()).then(|| column.head.label.to_string()));
    parts.extend(column.side.is_none().then(|| people_of(column)));
    parts.extend(column.is_pulse.then(|| "pulse".to_owned()));
    parts.join(", ")
}

fn people_of(column: &Column) -> String {
    count(column.people, "person", "people")
}

/// The days as names of the columns; the numbers of the runs where there are more than two, or both fall on one day.
fn heads(runs: &Runs, now: &Zoned) -> Vec<String> {
    let when = |column: &Column| short_day(column.head.finished.unwrap_or(column.head.created), now);
    let days: Vec<String> = runs.columns.iter().map(when).collect();
    match days.as_slice() {
        [first, second] if first != second => days,
        _ => (1..=days.len()).map(name).collect(),
    }
}

fn told_row(row: &Row) -> ToldRow {
    ToldRow {
        name: row.name.clone(),
        cells: row.cells.iter().map(cell).collect(),
        change: match &row.moved {
            Moved::Person(moved) => change(moved),
            Moved::Team(found) => format!("{}, {}", signed(found.difference), verdict(found.verdict)),
            Moved::Unknown => why_unknown(row),
        },
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Figure(severity) => severity.shown().to_string(),
        Cell::Unscored | Cell::Hidden(_) | Cell::Differently => "–".to_owned(),
    }
}

/// Which of the last two runs has no figure, and why.
fn why_unknown(row: &Row) -> String {
    let why = |cell: &Cell| match cell {
        Cell::Figure(_) | Cell::Differently => None,
        Cell::Unscored => Some("too few answers".to_owned()),
        Cell::Hidden(hidden) => Some(several::hidden(*hidden)),
    };
    let each: Vec<Option<String>> = row.cells.iter().map(why).collect();
    match each.as_slice() {
        [.., Some(first), Some(second)] if first == second => first.clone(),
        [.., Some(first), Some(second)] => format!("{first}; then {second}"),
        [.., Some(first), None] => format!("run {}: {first}", each.len() - 1),
        [.., Some(second)] => format!("run {}: {second}", each.len()),
        _ => String::new(),
    }
}

/// A team's change in a sentence.
fn sentence(row: &Row, runs: &Runs, now: &Zoned) -> Option<String> {
    let Moved::Team(found) = &row.moved else { return None };
    let [.., before, last] = runs.columns.as_slice() else { return None };
    let [first, second] = [before, last].map(|column| day(column.head.finished.unwrap_or(column.head.created), now));
    // Two runs on one day are told apart by their numbers.
    let then = if first == second { format!("in run {}", runs.columns.len() - 1) } else { format!("on {first}") };
    let Last::Team(trend) = &runs.last else { return None };
    Some(team_change(found, &row.name, &then, &by_chance(trend)))
}

fn notes(runs: &Runs) -> Vec<String> {
    let mut notes = Vec::new();
    let number = runs.columns.len();
    if number > 2 {
        notes.push(format!("The change is the one from run {} to run {number}.", number - 1));
    }
    notes.extend(of_whom(runs));
    notes.extend(left_out(runs.changed()));
    notes.extend((1..).zip(0..number).filter_map(|(number, at)| differently(runs, number, at)));
    notes.extend(labels_differ(runs));
    notes.push(NO_REASON.to_owned());
    notes
}

fn of_whom(runs: &Runs) -> Vec<String> {
    match &runs.last {
        Last::Person(_) if runs.is_pulse() => vec![PULSE.to_owned()],
        Last::Person(_) => vec![BY_CHANCE.to_owned()],
        Last::Team(trend) => [people(trend)].into_iter().chain(trend.none_clear.map(none_clear)).collect(),
    }
}

/// Which causes an earlier run asked about in another way than the last two.
fn differently(runs: &Runs, number: usize, at: usize) -> Option<String> {
    let rows = runs.rows.iter().filter(|row| row.cells.get(at) == Some(&Cell::Differently));
    let names: Vec<&str> = rows.map(|row| row.name.as_str()).collect();
    (!names.is_empty())
        .then(|| format!("Run {number} did not ask about {} in the same way: no figure there.", list(&names, "and")))
}

fn labels_differ(runs: &Runs) -> Option<String> {
    let unnamed = runs.columns.iter().any(|column| column.head.label.is_empty());
    let labels = distinct(runs);
    match labels.as_slice() {
        [] => None,
        [_] if !unnamed => None,
        [only] => Some(format!("Not every run carries the label {only}: see that they are about the same teams.")),
        several => {
            Some(format!("The labels differ: {}. See that they are about the same teams.", list(several, "and")))
        }
    }
}
