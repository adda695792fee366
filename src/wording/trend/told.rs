//! What is said about two or more runs, in its running order.

use jiff::Zoned;

use super::super::dates::{day, short_day};
use super::super::gap::{signed, verdict};
use super::super::{count, list, several};
use super::{BY_CHANCE, BY_CHANCE_TWICE, NO_REASON, by_chance, change, left_out, none_clear, people, team_change};
use crate::domain::trend::runs::{Cell, Column, Compared, LeftOut, Moved, Row, Runs};
use crate::domain::trend::team::TeamTrend;

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
pub fn told(runs: &Runs, now: &Zoned) -> Told {
    Told {
        heading: heading(runs),
        runs: (1..).zip(&runs.columns).map(|(number, column)| (name(number), occasion(column, now))).collect(),
        heads: heads(runs, now),
        rows: runs.rows.iter().map(|row| told_row(row, runs)).collect(),
        changes: runs.rows.iter().flat_map(|row| sentences(row, runs, now)).collect(),
        notes: notes(runs),
    }
}

/// Whose runs they are, and how many: `2 runs of one person, from Sales`.
pub fn heading(runs: &Runs) -> String {
    let number = count(runs.columns.len(), "run", "runs");
    match (&runs.whole, runs.columns.last().and_then(|column| column.side.as_ref())) {
        (Compared::Person(_), Some(side)) => format!("{number} of one person, from {side}"),
        (Compared::Person(_), None) => format!("{number} of one person"),
        (Compared::Team(_), _) => format!("{number} of a team"),
    }
}

/// The name that the runs share; perhaps empty.
pub fn labels(runs: &Runs) -> String {
    runs.columns.last().map(|column| column.head.label.to_string()).unwrap_or_default()
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

fn told_row(row: &Row, runs: &Runs) -> ToldRow {
    let (first, last) = (0, runs.columns.len().saturating_sub(1));
    let whole = moved(&row.moved, row, (runs, first, last));
    let change = match &row.step {
        None => whole,
        Some(step) => {
            let step = moved(step, row, (runs, last.saturating_sub(1), last));
            format!("first to last: {whole}; last step: {step}")
        }
    };
    ToldRow { name: row.name.clone(), cells: row.cells.iter().map(cell).collect(), change }
}

/// A change between two runs in a few words, or why there is none.
fn moved(moved: &Moved, row: &Row, between: (&Runs, usize, usize)) -> String {
    match moved {
        Moved::Person(moved) => change(moved),
        Moved::Team(found) => format!("{}, {}", signed(found.difference), verdict(found.verdict)),
        Moved::Differently => "asked in another way".to_owned(),
        Moved::Unknown => why_unknown(row, between),
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Figure(severity) => severity.shown().to_string(),
        Cell::Unscored | Cell::Hidden(_) | Cell::Differently => "–".to_owned(),
    }
}

/// Which of two runs has no figure, and why.
fn why_unknown(row: &Row, (runs, first, last): (&Runs, usize, usize)) -> String {
    let why = |at: usize| match (row.cells.get(at), runs.columns.get(at)) {
        (Some(Cell::Unscored), _) => Some("too few answers".to_owned()),
        (Some(Cell::Hidden(hidden)), _) => Some(several::hidden(*hidden)),
        _ => None,
    };
    match (why(first), why(last)) {
        (Some(one), Some(other)) if one == other => one,
        (Some(one), Some(other)) => format!("{one}; then {other}"),
        (Some(one), None) => format!("run {}: {one}", first + 1),
        (None, Some(other)) => format!("run {}: {other}", last + 1),
        (None, None) => String::new(),
    }
}

/// A team's changes in sentences: since the first run, and since the one before the last.
fn sentences(row: &Row, runs: &Runs, now: &Zoned) -> Vec<String> {
    let before = runs.columns.len().saturating_sub(2);
    let compared = [(Some(row.moved), Some(&runs.whole), 0), (row.step, runs.step.as_ref(), before)];
    let sentence = |(moved, compared, at): (Option<Moved>, Option<&Compared>, usize)| match (moved, compared) {
        (Some(Moved::Team(found)), Some(Compared::Team(trend))) => {
            Some(team_change(&found, &row.name, &then(runs, at, now), &by_chance(trend)))
        }
        _ => None,
    };
    compared.into_iter().filter_map(sentence).collect()
}

/// When an earlier run was, such as `on 3 March 2026`; runs on the day of the last are told apart by their numbers.
fn then(runs: &Runs, at: usize, now: &Zoned) -> String {
    let when = |column: &Column| day(column.head.finished.unwrap_or(column.head.created), now);
    let days: Vec<String> = runs.columns.iter().map(when).collect();
    match days.get(at) {
        Some(own) if days.iter().filter(|day| *day == own).count() == 1 => format!("on {own}"),
        _ => format!("in run {}", at + 1),
    }
}

fn notes(runs: &Runs) -> Vec<String> {
    let mut notes = of_whom(runs);
    notes.extend(left_out(&runs.changed()));
    notes.extend((1..).zip(0..runs.columns.len()).filter_map(|(number, at)| differently(runs, number, at)));
    notes.extend(copies(&runs.copies));
    notes.extend(runs.left_out.iter().map(copy));
    notes.push(NO_REASON.to_owned());
    notes
}

fn copy(left: &LeftOut) -> String {
    let LeftOut { name, of, differs } = left;
    if *differs {
        format!("{name} is a copy of {of} that differs from it, and is left out: it can be opened by its file.")
    } else {
        format!("{name} is a copy of {of}, and is left out.")
    }
}

fn of_whom(runs: &Runs) -> Vec<String> {
    match (&runs.whole, &runs.step) {
        (Compared::Person(_), _) if runs.is_pulse() => vec![PULSE.to_owned()],
        (Compared::Person(_), None) => vec![BY_CHANCE.to_owned()],
        (Compared::Person(_), Some(_)) => vec![BY_CHANCE_TWICE.to_owned()],
        (Compared::Team(whole), Some(Compared::Team(step))) => {
            let told = [format!("First to last: {}", people(whole)), format!("Last step: {}", people(step))];
            told.into_iter().chain(clear(whole)).collect()
        }
        (Compared::Team(trend), _) => [people(trend)].into_iter().chain(clear(trend)).collect(),
    }
}

fn clear(trend: &TeamTrend) -> Option<String> {
    trend.none_clear.map(none_clear)
}

fn copies(copies: &[String]) -> Option<String> {
    let names: Vec<&str> = copies.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("Left out, since it has the same id: another copy of {}.", list(&names, "and")))
}

/// Which causes an earlier run asked about in another way than the last.
fn differently(runs: &Runs, number: usize, at: usize) -> Option<String> {
    let rows = runs.rows.iter().filter(|row| row.cells.get(at) == Some(&Cell::Differently));
    let names: Vec<&str> = rows.map(|row| row.name.as_str()).collect();
    (!names.is_empty())
        .then(|| format!("Run {number} did not ask about {} in the same way: no figure there.", list(&names, "and")))
}
