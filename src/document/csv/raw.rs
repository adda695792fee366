//! Raw answers: what no report shows, for those who ask for it by name.

use super::{TableError, table};
use super::{maybe, text};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::record::Record;
use crate::domain::response::{Answer, Response};

/// What handing raw answers on means. Said whenever they are written.
pub const RAW_REVEALS: &str = "These are raw answers: a row for each statement and person, with the side the person \
     answered for. Nothing is withheld in them. They name nobody, but whoever knows the people can often tell who \
     gave which answers. Hand them only to somebody to whom everybody who answered would hand them.";

const COLUMNS: [&str; 10] =
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
    let rows = (1..).zip(people).flat_map(|(number, response)| rows(record.questionnaire(), number, response));
    table(
        &COLUMNS,
        rows.map(|mut row: Vec<String>| {
            row.push(label.clone());
            row
        }),
    )
}

fn rows(questionnaire: &Questionnaire, number: usize, response: &Response) -> Vec<Vec<String>> {
    let items = questionnaire.causes().iter().flat_map(|cause| cause.items.iter().map(move |item| (cause, item)));
    items.map(|(cause, item)| row(number, response, cause, item)).collect()
}

fn row(number: usize, response: &Response, cause: &Cause, item: &Item) -> Vec<String> {
    let (value, answer) = match response.answer(item) {
        Some(Answer::Value(value)) => (Some(value), item.scale.label(value).unwrap_or_default()),
        Some(Answer::DoesNotApply) => (None, item.scale.na.as_str()),
        None => (None, ""),
    };
    vec![
        number.to_string(),
        response.side.to_string(),
        response.round.to_string(),
        cause.id.to_string(),
        item.id.to_string(),
        maybe(value),
        text(answer),
        item.reverse.to_string(),
        text(&item.text),
    ]
}
