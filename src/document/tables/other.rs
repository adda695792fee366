//! The tables of what is no result: a row a person and statement side by side; a row a cause and record over time; a row
//! a step that waits.

use jiff::Zoned;
use jiff::civil::Date;

use super::{Cell, PERSON, Table, person_rows};
use crate::document::{reason, whole_limits};
use crate::domain::action::{ActionStatus, Plan, Waiting};
use crate::domain::compare::{Comparison, Person};
use crate::domain::runs::{Cell as Figure, Column, Moved, Row, Runs};
use crate::domain::severity::{Severity, whole_difference};
use crate::wording;

const PEOPLE: [&str; 3] = ["person", "side", "answered_on"];

pub(super) fn people(comparison: &Comparison, now: &Zoned) -> Table {
    let rows = comparison.people().iter().flat_map(|person| of_person(person, now));
    Table::new([&PEOPLE[..], &PERSON].concat(), rows)
}

fn of_person(person: &Person, now: &Zoned) -> Vec<Vec<Cell>> {
    let analysis = &person.analysis;
    let finished = analysis.head().finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
    let side = analysis.side().map_or("", |side| side.id.as_str());
    let start = [Cell::text(&person.sign), Cell::text(side), Cell::maybe(finished)];
    person_rows(analysis).into_iter().map(|row| start.iter().cloned().chain(row).collect()).collect()
}

const RUNS: [&str; 16] = [
    "cause_name",
    "record",
    "answered_on",
    "label",
    "people",
    "side",
    "severity",
    "none",
    "since_first",
    "since_first_low",
    "since_first_high",
    "since_first_word",
    "since_previous",
    "since_previous_low",
    "since_previous_high",
    "since_previous_word",
];

/// What changed stands in the rows of the last record.
pub(super) fn runs(runs: &Runs, now: &Zoned) -> Table {
    Table::new(RUNS, runs.rows.iter().flat_map(|row| of_cause(runs, row, now)))
}

fn of_cause(runs: &Runs, row: &Row, now: &Zoned) -> Vec<Vec<Cell>> {
    let last = runs.columns.len().saturating_sub(1);
    let cells = runs.columns.iter().zip(&row.cells).enumerate();
    let line = |(at, (column, cell)): (usize, (&Column, &Figure))| {
        let mut line = of_record(&row.name, at + 1, (column, cell), now);
        // Of two records the first is the one before, too.
        let moves = if at == last { [Some(row.moved), Some(row.step.unwrap_or(row.moved))] } else { [None, None] };
        line.extend(moves.into_iter().flat_map(moved));
        line
    };
    cells.map(line).collect()
}

fn of_record(name: &str, number: usize, (column, cell): (&Column, &Figure), now: &Zoned) -> Vec<Cell> {
    let head = &column.head;
    let day = head.finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
    vec![
        Cell::text(name),
        number.into(),
        Cell::maybe(day),
        Cell::text(head.label.as_str()),
        column.people.into(),
        Cell::text(column.side.as_deref().unwrap_or_default()),
        figure(cell).map_or(Cell::Empty, |severity| points(severity, column)),
        none(cell).into(),
    ]
}

const fn figure(cell: &Figure) -> Option<Severity> {
    match cell {
        Figure::Figure(severity) => Some(*severity),
        Figure::Unscored | Figure::Hidden(_) | Figure::Differently => None,
    }
}

/// Exact for one person, in whole points for several.
fn points(severity: Severity, column: &Column) -> Cell {
    if column.people == 1 { severity.points().into() } else { severity.shown().into() }
}

/// Why there is no figure, in a fixed word.
const fn none(cell: &Figure) -> &'static str {
    match cell {
        Figure::Figure(_) => "",
        Figure::Unscored => "too_few_answers",
        Figure::Hidden(why) => reason(*why),
        Figure::Differently => "asked_differently",
    }
}

/// How far it moved, between where, and what may be said about it.
fn moved(moved: Option<Moved>) -> [Cell; 4] {
    match moved {
        Some(Moved::Person(change)) => {
            let word = change.word.map(wording::trend::change_word);
            [change.delta.into(), Cell::Empty, Cell::Empty, Cell::maybe(word)]
        }
        Some(Moved::Team(found)) => {
            let limits = found.limits.map(whole_limits);
            [
                whole_difference(found.difference).into(),
                Cell::maybe(limits.map(|(low, _)| low)),
                Cell::maybe(limits.map(|(_, high)| high)),
                wording::figures::verdict(found.verdict).into(),
            ]
        }
        Some(Moved::Unknown | Moved::Differently) | None => [const { Cell::Empty }; 4],
    }
}

const WAITING: [&str; 12] =
    ["record", "label", "cause", "cause_name", "step", "owner", "due", "overdue", "state", "taken", "when", "we"];

pub(super) fn waiting(all: &[Waiting], today: Date) -> Table {
    Table::new(WAITING, all.iter().map(|one| step(one, today)))
}

fn step(one: &Waiting, today: Date) -> Vec<Cell> {
    let action = &one.action;
    vec![
        Cell::text(one.record.to_string()),
        Cell::text(one.label.as_str()),
        Cell::text(action.cause().as_str()),
        Cell::text(&one.cause),
        Cell::text(action.step()),
        Cell::text(action.owner()),
        Cell::maybe(action.due()),
        action.is_overdue(today).into(),
        state(action.state()).into(),
        Cell::text(action.taken().to_string()),
        Cell::text(action.plan().map_or("", Plan::when)),
        Cell::text(action.plan().map_or("", Plan::we)),
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
