//! What is said about a table that a form tool exports, and about the records that it becomes.

use super::{by_side, count, list, participant};
use crate::domain::questionnaire::{Item, Questionnaire, Scale, Side};

pub const SIDE_HEADS: [&str; 3] = ["side", participant::WHICH_SIDE, "Which team are you from?"];
/// What one tool writes below each head.
pub const SECOND_HEAD: &str = "response";

pub const EMPTY: &str = "the table is empty";
pub const NOBODY: &str = "nobody answered anything below these heads";
pub const NO_STATEMENT: &str = "no column is a statement";
pub const NO_SIDE: &str = "it does not say which side answered";
pub const TAKE_OUT: &str = "take one of the two out";

pub fn columns(questionnaire: &Questionnaire) -> String {
    let id = questionnaire.asked().next().map_or("", |item| item.id.as_str());
    format!(
        "its first row names the columns: each statement by its text or its id, such as {id}; 'undercurrent score \
         --template' prints them all"
    )
}

pub fn nearly(item: &Item) -> String {
    format!("this is nearly the statement '{}', and not the same", item.id)
}

pub fn name_it(item: &Item) -> String {
    format!("write '{}' there, if that is what was asked; else take the column out", item.id)
}

pub fn twice(is_side: bool) -> String {
    format!("{} has a column already", if is_side { "the side" } else { "this statement" })
}

/// How a side is given, where these columns are no statements.
pub fn give_side(sides: &[Side], others: &[String]) -> String {
    let which = match others {
        [] => String::new(),
        _ => format!(", which may be {}", quoted(others, "or")),
    };
    format!(
        "give --side for all of them, or --side-column with the head of the column that says it{which}; {}",
        self::sides(sides)
    )
}

pub fn sides(sides: &[Side]) -> String {
    let called: Vec<String> = sides.iter().map(called).collect();
    format!("the sides are {}", called.join(", "))
}

fn called(side: &Side) -> String {
    let id = side.id.as_str();
    if side.name.to_lowercase() == id { id.to_owned() } else { format!("{id} ({})", side.name) }
}

pub fn unknown_side(quoted: &str) -> String {
    format!("there is no side {quoted}")
}

pub fn no_column(quoted: &str) -> String {
    format!("there is no column {quoted}")
}

pub fn did_you_mean(quoted: &str) -> String {
    format!("did you mean {quoted}?")
}

pub fn cells(cells: usize, heads: usize) -> String {
    format!("this row has {}, and the first row {heads}", count(cells, "cell", "cells"))
}

pub fn no_answer(quoted: &str, item: &Item) -> String {
    format!("{quoted} is no answer to '{}'", item.id)
}

pub fn answers(scale: &Scale) -> String {
    let points: Vec<String> = scale.points.iter().map(|point| format!("{} {}", point.value, point.label)).collect();
    format!(
        "its answers are {}; na or \"{}\" apart from them; an empty cell is a skipped one",
        points.join(", "),
        scale.na
    )
}

pub fn too_many(file: &str, people: usize, most: usize) -> String {
    format!("{file} holds {people} people, and a record holds at most {most}")
}

pub fn people(people: usize, sides: &[(&str, usize)]) -> String {
    format!("{}: {}.", count(people, "person", "people"), by_side(sides.iter().copied()))
}

pub fn matched(matched: usize, of: usize) -> String {
    format!("{matched} of {of} statements have a column.")
}

const NAMED: usize = 6;

/// Which have none; nothing where all have.
pub fn lacking(ids: &[&str]) -> Option<String> {
    let more = ids.len().saturating_sub(NAMED);
    let named = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!ids.is_empty()).then(|| format!("Without a column, and so without an answer: {named}{more}."))
}

pub fn tally(answers: usize, apart: usize, skipped: usize) -> String {
    format!("{}, {apart} that the statement does not apply, {skipped} skipped.", count(answers, "answer", "answers"))
}

pub fn blank(rows: usize) -> Option<String> {
    let are = if rows == 1 { "is" } else { "are" };
    (rows > 0).then(|| format!("{} without any answer {are} left out.", count(rows, "row", "rows")))
}

pub fn left_out(heads: &[String]) -> Option<String> {
    (!heads.is_empty()).then(|| format!("Left out, and in no record: {}.", quoted(heads, "and")))
}

fn quoted(heads: &[String], word: &str) -> String {
    list(&heads.iter().map(|head| format!("\"{head}\"")).collect::<Vec<_>>(), word)
}

pub const IS_SIDE: &str = "the side";
pub const IS_OTHER: &str = "left out";
pub const HEADS: [&str; 2] = ["Column", "is"];

pub fn would(records: usize, people: usize) -> String {
    match (records, people) {
        (1, 1) => "It would become a record of one person. Nothing was written.".to_owned(),
        (1, _) => format!("It would become one record of {people} people. Nothing was written."),
        _ => format!("It would become {records} records of one person each. Nothing was written."),
    }
}

pub fn in_file(file: &str) -> String {
    format!("The record is in {file}. 'undercurrent results' with that file shows it.")
}

pub fn in_folder(id: &str) -> String {
    format!("'undercurrent results {id}' shows it.")
}

pub fn in_records(records: usize) -> String {
    format!("There are {records} more records now. 'undercurrent list' shows them.")
}

/// Said where a record holds all of these people already.
pub fn there_already(id: &str) -> String {
    format!("The record {id} holds the answers of these people already.")
}

/// Said where records hold some of these people already.
pub fn some_there(found: usize, people: usize, ids: &[String]) -> String {
    format!("{found} of these {people} people are in records already: {}.", list(ids, "and"))
}

/// Said where a record holds most of these people, so that figures of both can be subtracted from each other.
pub fn nearly_there(id: &str, found: usize, people: usize) -> String {
    format!(
        "The record {id} holds {found} of these {people} people already. Whoever has seen its figures could work out from \
         the new ones what single people said: delete that record first, if nobody has."
    )
}

pub fn more(records: usize) -> String {
    format!("{records} more")
}

pub const NOT_IMPORTED: &str = "Nothing was imported. Give --force to import them all the same.";
pub fn no_folder(folder: &str, why: &str) -> String {
    format!("{why}, so the folder {folder} could not be created")
}
pub const NOT_ALL: &str = "nothing was imported";
