//! Tables: rows under the names of their columns, for workbooks and as comma-separated values, in which no text becomes a
//! formula. Here are those of what is no record: a row a person and statement side by side; a row a cause and record over
//! time; a row a step that waits.

use jiff::Zoned;
use jiff::civil::Date;

use super::tables_record::{
    PERSON, causes, of_person as person, of_several, person_rows, raw, several_causes, statements,
};
use super::{Report, Subject, reason, whole_limits};
use crate::domain::action::{ActionStatus, OpenAction, Plan};
use crate::domain::analysis::Outcome;
use crate::domain::compare::{Comparison, Person};
use crate::domain::runs::{Cell as Figure, Column, Moved, Row, Runs};
use crate::domain::severity::{Severity, whole_difference};
use crate::domain::text::showable;
use crate::wording::{self, forms};

#[derive(Debug)]
pub struct Table {
    /// The names, in the fixed words that programs go by.
    pub columns: Vec<&'static str>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    pub fn new(columns: impl Into<Vec<&'static str>>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self { columns: columns.into(), rows: rows.into_iter().collect() }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    /// A text from people or files, which must not act as anything else.
    Text(String),
    /// A fixed word.
    Word(&'static str),
    Number(f64),
    Day(Date),
    Flag(bool),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What there is, or nothing.
    pub fn maybe(value: Option<impl Into<Self>>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<&'static str> for Cell {
    fn from(word: &'static str) -> Self {
        if word.is_empty() { Self::Empty } else { Self::Word(word) }
    }
}

/// What a cell holds as a number.
macro_rules! numbers {
    ($($value:ty),+) => {
        $(impl From<$value> for Cell {
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, clippy::unnecessary_cast, reason = "points and people")]
            fn from(value: $value) -> Self {
                Self::Number(value as f64)
            }
        })+
    };
}

numbers!(u8, i32, i64, usize, f64);

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

fn table(subject: &Subject<'_>, now: &Zoned) -> Table {
    match subject {
        Subject::Record(Report { raw: Some(record), .. }) => raw(record),
        Subject::Record(Report { outcome: Outcome::One(analysis), .. }) => person(analysis, now),
        Subject::Record(Report { outcome: Outcome::Several(several), .. }) => of_several(several, now),
        Subject::People(comparison) => people(comparison, now),
        Subject::Runs(runs) => self::runs(runs, now),
        Subject::Steps(open) => open_actions(open, now.date()),
    }
}

/// The sheets of a report's workbook, each with its name: what all rows have in common stands in the overview.
pub fn sheets(report: &Report<'_>) -> Vec<(&'static str, Table)> {
    let (causes, statements) = match &report.outcome {
        Outcome::One(analysis) => (causes(analysis), Table::new(PERSON, person_rows(analysis))),
        Outcome::Several(several) => (several_causes(several), statements(several)),
    };
    let people = report.raw.map(|record| (forms::PEOPLE, raw(record)));
    [(forms::CAUSES, causes), (forms::STATEMENTS, statements)].into_iter().chain(people).collect()
}

/// Its table as the bytes of a file.
pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<Vec<u8>, csv::Error> {
    let table = table(subject, now);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Word(word) => (*word).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// A cell of text. What a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets take
/// for "this is text".
///
/// That goes for what follows a semicolon or a comma, too: a spreadsheet that expects another separator breaks the
/// cell there. Blanks and quotation marks before the sign do not hide it.
fn harmless(text: &str) -> String {
    let shown = showable(text);
    let mut cell = String::with_capacity(shown.len());
    let mut at_start = true;
    for c in shown.chars() {
        if at_start && starts_formula(c) {
            cell.push('\'');
        }
        at_start = matches!(c, ';' | ',' | '|') || at_start && (c.is_whitespace() || is_quote(c));
        cell.push(c);
    }
    cell
}

/// Signs that begin a formula, in the widths that spreadsheets know.
const fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '﹢' | '﹣' | '﹦' | '﹫' | '\t' | '\r')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

const PEOPLE: [&str; 3] = ["person", "side", "answered_on"];

fn people(comparison: &Comparison, now: &Zoned) -> Table {
    let rows = comparison.people().iter().flat_map(|person| person_beside(person, now));
    Table::new([&PEOPLE[..], &PERSON].concat(), rows)
}

fn person_beside(person: &Person, now: &Zoned) -> Vec<Vec<Cell>> {
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
fn runs(runs: &Runs, now: &Zoned) -> Table {
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

fn open_actions(all: &[OpenAction], today: Date) -> Table {
    Table::new(WAITING, all.iter().map(|one| step(one, today)))
}

fn step(one: &OpenAction, today: Date) -> Vec<Cell> {
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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("EMEA", "EMEA")]
    #[case("a-b = c", "a-b = c")]
    #[case("", "")]
    #[case("=1+1", "'=1+1")]
    #[case("  =1+1", "  '=1+1")]
    #[case("\"=1+1", "\"'=1+1")]
    #[case("a;=1+1", "a;'=1+1")]
    #[case("a, -b", "a, '-b")]
    #[case("-5", "'-5")]
    #[case("＝1", "'＝1")]
    #[case("\t=1", "<U+0009>=1")]
    fn text_is_never_a_formula(#[case] typed: &str, #[case] cell: &str) {
        assert_eq!(harmless(typed), cell);
    }
}
