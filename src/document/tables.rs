//! Tables: a row an item for one person, a row a cause and side for several people.
//!
//! What all rows have in common, which a table has no other place for, stands in the last columns: what rows are
//! filtered by in each row, sentences in the first alone. As comma-separated values no text in them becomes a formula.

mod other;
mod several;

use jiff::Zoned;
use jiff::civil::Date;

use super::{Report, Subject};
use crate::domain::analysis::{Analysis, CauseResult, Order, Outcome};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::record::{Head, Record};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::{Severity, position};
use crate::domain::text::showable;
use crate::wording::{self, forms};

/// Rows under the names of their columns.
#[derive(Debug)]
pub struct Table {
    /// The names, in the fixed words that programs go by.
    pub columns: Vec<&'static str>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    fn new(columns: impl Into<Vec<&'static str>>, rows: impl IntoIterator<Item = Vec<Cell>>) -> Self {
        Self { columns: columns.into(), rows: rows.into_iter().collect() }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text from people or files, which must not act as anything else.
    Text(String),
    /// A fixed word.
    Word(&'static str),
    Number(f64),
    Day(Date),
    /// Yes or no.
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
            #[allow(clippy::cast_precision_loss, clippy::cast_lossless, reason = "points and people")]
            fn from(value: $value) -> Self {
                Self::Number(value as f64)
            }
        })+
    };
}

numbers!(u8, i32, i64, usize);

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

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

pub fn table(subject: &Subject<'_>, now: &Zoned) -> Table {
    match subject {
        Subject::Record(Report { raw: Some(record), .. }) => raw(record),
        Subject::Record(Report { outcome: Outcome::One(analysis), .. }) => person(analysis, now),
        Subject::Record(Report { outcome: Outcome::Several(several), .. }) => several::table(several, now),
        Subject::People(comparison) => other::people(comparison, now),
        Subject::Runs(runs) => other::runs(runs, now),
        Subject::Steps(waiting) => other::waiting(waiting, now.date()),
    }
}

/// The sheets of a report's workbook, each with its name: what all rows have in common stands in the overview.
pub fn sheets(report: &Report<'_>) -> Vec<(&'static str, Table)> {
    let (causes, statements) = match &report.outcome {
        Outcome::One(analysis) => (causes(analysis), Table::new(PERSON, person_rows(analysis))),
        Outcome::Several(several) => (several::causes(several), several::statements(several)),
    };
    let people = report.raw.map(|record| (forms::PEOPLE, raw(record)));
    [(forms::CAUSES, causes), (forms::STATEMENTS, statements)].into_iter().chain(people).collect()
}

/// The columns of one person's causes.
const CAUSES: [&str; 8] =
    ["rank", "cause_name", "severity", "band", "answered", "does_not_apply", "statements", "without_a_figure"];

/// One person's causes, worst first, in exact figures.
fn causes(analysis: &Analysis) -> Table {
    let row = |result: &CauseResult<'_>| {
        let score = *result.figures;
        let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
        let missing = if score.severity.is_none() { wording::missing(score) } else { "" };
        vec![
            Cell::maybe(result.rank.map(|rank| rank.number)),
            Cell::text(&result.cause.name),
            Cell::maybe(score.severity.map(Severity::points)),
            Cell::text(band.unwrap_or_default()),
            score.answered.into(),
            score.na.into(),
            score.of.into(),
            missing.into(),
        ]
    };
    Table::new(CAUSES, analysis.causes(Order::Severity).iter().map(row))
}

/// The names of these columns.
const COMMON: [&str; 9] =
    ["label", "answered_on", "people", "sides", "questionnaire", "version", "items", "source", "limits"];

/// What one record says of itself.
struct Context<'a> {
    /// When, what for and under which label.
    head: &'a Head,
    questionnaire: &'a Questionnaire,
    /// How many people answered.
    people: usize,
    sides: String,
    /// What no figure claims.
    limits: String,
}

impl Context<'_> {
    /// The cells of these columns.
    fn cells(&self, now: &Zoned) -> Vec<Cell> {
        let asked = self.questionnaire.head();
        let day = self.head.finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
        vec![
            Cell::text(self.head.label.as_str()),
            Cell::maybe(day),
            self.people.into(),
            Cell::text(&self.sides),
            Cell::text(&asked.title),
            Cell::text(&asked.version),
            self.questionnaire.len().into(),
            Cell::text(wording::source(self.questionnaire)),
            Cell::text(&self.limits),
        ]
    }
}

/// How many of these columns hold sentences.
const SENTENCES: usize = 2;

/// Rows with the cells of these columns at their ends.
fn with(rows: impl IntoIterator<Item = Vec<Cell>>, context: &[Cell]) -> impl Iterator<Item = Vec<Cell>> {
    rows.into_iter().enumerate().map(|(at, mut row)| {
        let told = if at == 0 { context.len() } else { context.len() - SENTENCES };
        row.extend_from_slice(&context[..told]);
        row.resize(row.len() + context.len() - told, Cell::Empty);
        row
    })
}

/// The columns of one person: a row an item, in exact figures; `severity` is the cause's, `score` the item's own.
const PERSON: [&str; 11] =
    ["item", "cause", "value", "severity", "band", "score", "status", "answer", "reverse", "cause_name", "statement"];

fn person(analysis: &Analysis, now: &Zoned) -> Table {
    let sides = analysis.side().map(|side| format!("{} 1", side.name)).unwrap_or_default();
    let (head, questionnaire) = (analysis.head(), analysis.questionnaire());
    let context = Context { head, questionnaire, people: 1, sides, limits: wording::limits(questionnaire) }.cells(now);
    Table::new([&PERSON[..], &COMMON].concat(), with(person_rows(analysis), &context))
}

/// A row for each item, cause by cause.
fn person_rows(analysis: &Analysis) -> Vec<Vec<Cell>> {
    let causes = analysis.causes(Order::Article);
    let items = causes.iter().flat_map(|result| result.cause.items.iter().map(move |item| (result, item)));
    items.map(|(result, item)| person_row(analysis, result, item)).collect()
}

fn person_row(analysis: &Analysis, result: &CauseResult<'_>, item: &Item) -> Vec<Cell> {
    let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
    let answer = analysis.answer(item);
    let value = answer.and_then(Answer::value);
    vec![
        Cell::text(item.id.as_str()),
        Cell::text(result.cause.id.as_str()),
        Cell::maybe(value),
        Cell::maybe(result.severity().map(Severity::points)),
        Cell::text(band.unwrap_or_default()),
        Cell::maybe(value.map(|value| 100.0 * position(item, value))),
        status(answer).into(),
        Cell::text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.into(),
        Cell::text(&result.cause.name),
        Cell::text(&item.text),
    ]
}

/// Whether there is an answer, in a fixed word.
const fn status(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Value(_)) => "answered",
        Some(Answer::DoesNotApply) => "does not apply",
        None => "skipped",
    }
}

const RAW: [&str; 14] = [
    "person", "side", "round", "cause", "item", "value", "status", "answer", "reverse", "weight", "lowest", "highest",
    "statement", "label",
];

/// Every answer of a record as a table: a row for each statement and person.
///
/// People are numbered as in [`numbered`].
fn raw(record: &Record) -> Table {
    let label = Cell::text(record.head().label.as_str());
    let people = numbered(record).into_iter();
    let rows = people.flat_map(|(number, response)| raw_rows(record.questionnaire(), number, response));
    let labelled = |mut row: Vec<Cell>| {
        row.push(label.clone());
        row
    };
    Table::new(RAW, rows.map(labelled))
}

/// The people of a record, numbered in the order of their random ids, which says nothing about who came first.
fn numbered(record: &Record) -> Vec<(usize, &Response)> {
    let mut people: Vec<&Response> = record.responses().iter().collect();
    people.sort_by_key(|response| response.id);
    (1..).zip(people).collect()
}

fn raw_rows(questionnaire: &Questionnaire, number: usize, response: &Response) -> Vec<Vec<Cell>> {
    let items = questionnaire.causes().iter().flat_map(|cause| cause.items.iter().map(move |item| (cause, item)));
    items.map(|(cause, item)| raw_row(number, response, cause, item)).collect()
}

fn raw_row(number: usize, response: &Response, cause: &Cause, item: &Item) -> Vec<Cell> {
    let answer = response.answer(item);
    vec![
        number.into(),
        Cell::text(response.side.as_str()),
        response.round.into(),
        Cell::text(cause.id.as_str()),
        Cell::text(item.id.as_str()),
        Cell::maybe(answer.and_then(Answer::value)),
        status(answer).into(),
        Cell::text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.into(),
        item.weight.into(),
        item.scale.lowest().into(),
        item.scale.highest().into(),
        Cell::text(&item.text),
    ]
}

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("the table cannot be written: {0}")]
    Row(#[from] csv::Error),
    #[error("the table is not UTF-8: {0}")]
    Text(#[from] std::string::FromUtf8Error),
}

pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<String, TableError> {
    written(&table(subject, now))
}

/// A table as text.
fn written(table: &Table) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes)?)
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
