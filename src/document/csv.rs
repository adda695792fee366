//! A report as one table: a row an item for one person, a row a cause and side for several people.
//!
//! What every row has in common, which a table has no other place for, stands in the last columns of each row.

mod several;

use std::fmt::Display;

use jiff::Zoned;

use super::Subject;
use crate::domain::analysis::{Analysis, CauseResult, Order, Outcome};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::record::{Head, Record};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::Severity;
use crate::domain::text::showable;
use crate::wording;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row did not fit the others.
    #[error("the table cannot be written: {0}")]
    Row(#[from] csv::Error),
    /// What was written is no text.
    #[error("the table is not UTF-8: {0}")]
    Text(#[from] std::string::FromUtf8Error),
}

/// A report as a table.
///
/// # Errors
/// None that is known: all rows have the columns of the first.
pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<String, TableError> {
    match subject.outcome {
        Outcome::One(analysis) => person(analysis, now),
        Outcome::Several(several) => several::table(several, now),
    }
}

/// Rows under their column names, as text.
pub(super) fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes)?)
}

/// A cell of text. What a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets take
/// for "this is text".
///
/// That goes for what follows a semicolon or a comma, too: a spreadsheet that expects another separator breaks the
/// cell there. Blanks and quotation marks before the sign do not hide it.
pub fn text(text: &str) -> String {
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

/// A cell of a number or of a fixed word; empty where there is none.
pub fn maybe<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Signs that begin a formula, in the widths that spreadsheets know.
const fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '﹢' | '﹣' | '﹦' | '﹫' | '\t' | '\r')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

/// The names of these columns.
const COMMON: [&str; 9] =
    ["label", "answered_on", "people", "sides", "questionnaire", "version", "items", "source", "limits"];

/// What one record says of itself.
struct Context<'a> {
    /// When, what for and under which label.
    head: &'a Head,
    /// The questionnaire as it was asked.
    questionnaire: &'a Questionnaire,
    /// How many people answered.
    people: usize,
    /// For which sides.
    sides: String,
    /// What no figure claims.
    limits: String,
}

impl Context<'_> {
    /// The cells of these columns.
    fn cells(&self, now: &Zoned) -> Vec<String> {
        let asked = self.questionnaire.head();
        let day = self.head.finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
        vec![
            text(self.head.label.as_str()),
            maybe(day),
            self.people.to_string(),
            text(&self.sides),
            text(&asked.title),
            text(&asked.version),
            self.questionnaire.len().to_string(),
            text(&wording::source(self.questionnaire)),
            text(&self.limits),
        ]
    }
}

/// A row with the cells of these columns at its end.
fn with(mut row: Vec<String>, context: &[String]) -> Vec<String> {
    row.extend_from_slice(context);
    row
}

/// The columns of one person: a row an item, in exact figures.
const PERSON: [&str; 9] =
    ["item", "cause", "value", "severity", "band", "answer", "reverse", "cause_name", "statement"];

fn person(analysis: &Analysis, now: &Zoned) -> Result<String, TableError> {
    let sides = analysis.side().map(|side| format!("{} 1", side.name)).unwrap_or_default();
    let (head, questionnaire) = (analysis.head(), analysis.questionnaire());
    let context = Context { head, questionnaire, people: 1, sides, limits: wording::limits(questionnaire) }.cells(now);
    let causes = analysis.causes(Order::Article);
    let items = causes.iter().flat_map(|result| result.cause.items.iter().map(move |item| (result, item)));
    let rows = items.map(|(result, item)| with(person_row(analysis, result, item), &context));
    table(&[&PERSON[..], &COMMON].concat(), rows)
}

fn person_row(analysis: &Analysis, result: &CauseResult<'_>, item: &Item) -> Vec<String> {
    let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
    let answer = analysis.answer(item);
    vec![
        item.id.to_string(),
        result.cause.id.to_string(),
        maybe(answer.and_then(Answer::value)),
        maybe(result.severity().map(Severity::points)),
        text(band.unwrap_or_default()),
        text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.to_string(),
        text(&result.cause.name),
        text(&item.text),
    ]
}

/// What handing raw answers on means. Said whenever they are written.
pub const RAW_REVEALS: &str = "These are raw answers: a row for each statement and person, with the side the person \
     answered for. Nothing is withheld in them. They name nobody, but whoever knows the people can often tell who \
     gave which answers. Hand them only to somebody to whom everybody who answered would hand them.";

const RAW: [&str; 10] =
    ["person", "side", "round", "cause", "item", "value", "answer", "reverse", "statement", "label"];

/// Every answer of a record as a table: a row for each statement and person.
///
/// People are numbered in the order of their random ids, which says nothing about who came first.
///
/// # Errors
/// None that is known: all rows have the same columns.
pub fn raw(record: &Record) -> Result<String, TableError> {
    let mut people: Vec<&Response> = record.responses().iter().collect();
    people.sort_by_key(|response| response.id);
    let label = text(record.head().label.as_str());
    let rows = (1..).zip(people).flat_map(|(number, response)| raw_rows(record.questionnaire(), number, response));
    table(
        &RAW,
        rows.map(|mut row: Vec<String>| {
            row.push(label.clone());
            row
        }),
    )
}

fn raw_rows(questionnaire: &Questionnaire, number: usize, response: &Response) -> Vec<Vec<String>> {
    let items = questionnaire.causes().iter().flat_map(|cause| cause.items.iter().map(move |item| (cause, item)));
    items.map(|(cause, item)| raw_row(number, response, cause, item)).collect()
}

fn raw_row(number: usize, response: &Response, cause: &Cause, item: &Item) -> Vec<String> {
    let answer = response.answer(item);
    vec![
        number.to_string(),
        response.side.to_string(),
        response.round.to_string(),
        cause.id.to_string(),
        item.id.to_string(),
        maybe(answer.and_then(Answer::value)),
        text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.to_string(),
        text(&item.text),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

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
        assert_eq!(text(typed), cell);
    }
}
