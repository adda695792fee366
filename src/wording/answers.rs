//! What is wrong with a file of answers and how that is mended, beside what `import` says of any table; and what stands
//! over a file to fill in.

use crate::domain::questionnaire::{Item, Questionnaire};

/// Said where the record was to go where the result goes.
pub const BOTH: &str = "the result is printed on standard output, so the record cannot go there as well: name a file";

/// Everybody in a file that is named twice would count twice.
pub fn named_twice(file: &str) -> String {
    format!("{file} is named twice")
}

/// What stands over a file to fill in.
pub fn to_fill_in(title: &str, sides: &[String]) -> String {
    format!(
        "# {title}: answers to fill in, for 'undercurrent score FILE'.\n# What is left empty counts as skipped. For several \
         people: a file each, or a table (score --template csv).\n\n# Whose answers: {}\nside = \"\"\n# Which Sales and \
         which Marketing; may stay empty.\nlabel = \"\"\n\n[answers]\n",
        sides.join(" or ")
    )
}

/// Kinds of values that no file of answers has a use for, with their articles.
pub const HUGE: &str = "a huge number";
pub const FRACTION: &str = "a number with a fraction";
pub const TRUTH: &str = "true or false";
pub const MOMENT: &str = "a date or time";
pub const BROKEN_TEXT: &str = "a text that cannot be read";
pub const BROKEN_TABLE: &str = "a table that cannot be read";
pub const BROKEN_LIST: &str = "a list that cannot be read";
pub const NOT_WHOLE: &str = "no whole number";

/// What JSON expects of a file.
pub const BRACES: &str = "a table in braces";

pub fn no_json(why: &str) -> String {
    format!("this is not JSON: {why}")
}

pub fn broken_row(why: &str) -> String {
    format!("this row cannot be read: {why}")
}

/// Rules on what stands where.
pub const PEOPLE_LISTED: &str = "the people are a list of tables";
pub const PERSON_TABLE: &str = "each person is a table with side and answers";
pub const SIDE_TEXT: &str = "the side is a text";
pub const LABEL_TEXT: &str = "the name (label) is a text";
pub const ANSWERS_TABLE: &str = "the answers are a table of statements and values";

/// One of these rules, and what stands there instead.
pub fn broken(rule: &str, kind: &str) -> String {
    format!("{rule}; this is {kind}")
}

pub const NOBODY_LISTED: &str = "there is nobody in the list";
pub const NOBODY_BELOW: &str = "there is nobody below the names of the columns";
pub const COLUMN_AGAIN: &str = "this column was there before";
pub const KEY_AGAIN: &str = "this key was given before";
pub const NO_ANSWERS: &str = "it has no answers";
pub const SIDE_EMPTY: &str = "no side is given";

/// What the first row of a table is to hold.
pub fn columns(questionnaire: &Questionnaire) -> String {
    format!(
        "its first row names the columns: side, perhaps label, and statements by id, such as {}",
        an_id(questionnaire)
    )
}

fn an_id(questionnaire: &Questionnaire) -> &str {
    questionnaire.asked().next().map_or("item", |item| item.id.as_str())
}

pub fn add_column(questionnaire: &Questionnaire) -> String {
    format!("add a column side; {}", sides(questionnaire))
}

pub fn add_side(questionnaire: &Questionnaire) -> String {
    format!("add a line such as: side = \"sales\"; {}", sides(questionnaire))
}

pub fn add_answers(questionnaire: &Questionnaire) -> String {
    format!("add a table [answers] with lines such as: {} = 3", an_id(questionnaire))
}

pub fn sides(questionnaire: &Questionnaire) -> String {
    let ids: Vec<&str> = questionnaire.head().sides.iter().map(|side| side.id.as_str()).collect();
    format!("the sides are {}", ids.join(", "))
}

pub fn keys(keys: &[&str]) -> String {
    format!("its keys are {}", keys.join(", "))
}

pub fn unknown_key(quoted: &str) -> String {
    format!("{quoted} is not a key of a file of answers")
}

pub fn unknown_statement(quoted: &str) -> String {
    format!("there is no statement {quoted}")
}

/// What to do about a column or a key that is like no statement.
pub const IMPORT: &str = "'undercurrent import' reads what a form tool exports";
pub const QUESTIONS: &str = "'undercurrent questions' prints all statements";

pub fn off_scale(number: i64, item: &Item) -> String {
    format!("{number} is not on the scale of '{}'", item.id)
}

pub fn on_scale(item: &Item) -> String {
    format!("its answers are {}", range(item))
}

pub fn no_answer(item: &Item) -> String {
    format!("the answer to '{}' is a whole number from {}", item.id, range(item))
}

fn range(item: &Item) -> String {
    format!("{} to {}, or \"na\"", item.scale.lowest(), item.scale.highest())
}

pub fn unusable_name(why: &str) -> String {
    format!("the name cannot be used: {why}")
}
