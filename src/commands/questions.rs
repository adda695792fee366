//! The verbs about questionnaires: `questions`, which prints them; `check`, which says what is wrong with one, in lines and
//! as data.

use std::path::Path;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use super::{Ending, environment, output};
use crate::cli::{DataFormat, QuestionsFormat};
use crate::definition::{self, Grade, Problems};
use crate::document::{escaped, sheets};
use crate::domain::text::showable;
use crate::wording::commands::can_be_asked;

pub fn print_schema() -> anyhow::Result<()> {
    output::print(definition::schema().as_bytes())
}

/// Prints the built-in questionnaire or, on sheets, that of a file.
pub fn questions(format: QuestionsFormat, file: Option<&Path>) -> anyhow::Result<()> {
    let (name, bytes) = match file {
        Some(file) => environment::read_file(file)?,
        None => ("questions.toml".to_owned(), definition::BUILT_IN.as_bytes().to_vec()),
    };
    if format == QuestionsFormat::Toml {
        return output::print(&bytes);
    }
    let read = definition::read(&name, &bytes)?;
    output::print(sheets(&read.questionnaire)?.as_bytes())
}

/// Prints every problem of a questionnaire, and what else its author may want to know.
pub fn check(file: &Path, format: DataFormat) -> anyhow::Result<Ending> {
    let (name, bytes) = environment::read_file(file)?;
    let read = definition::read(&name, &bytes);
    let problems = read.as_ref().map_or_else(|problems| problems, |read| &read.notes);
    let mut text = if format == DataFormat::Json { json(&name, problems)? } else { output::rendered(problems) };
    if let (DataFormat::Text, Ok(read)) = (format, &read) {
        let (causes, items) = (read.questionnaire.causes().len(), read.questionnaire.len());
        text += &(can_be_asked(&showable(&name), causes, items) + "\n");
    }
    output::print(text.as_bytes())?;
    Ok(if read.is_ok() { Ending::Done } else { Ending::Failed })
}

/// The version of this form. Within a version, keys are only ever added.
const SCHEMA: u32 = 1;

/// What is to be said of a questionnaire.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "What Undercurrent says of a questionnaire")]
struct Document<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    schema: u32,
    /// The file, as it was named.
    file: &'a str,
    /// Whether it can be asked: there is no problem that is an error.
    usable: bool,
    /// All of them, in the order of their places.
    problems: Vec<One<'a>>,
}

/// Something that is wrong, or that its author may want to know.
#[derive(Serialize, JsonSchema)]
struct One<'a> {
    grade: GradeName,
    /// What it is.
    what: &'a str,
    /// How to mend it; perhaps nothing.
    help: &'a [String],
    start: Place,
    /// Where it ends: right behind its last character.
    end: Place,
}

/// What it means for the file.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum GradeName {
    /// The file cannot be used.
    Error,
    /// The file can be used.
    Note,
}

/// A place in the file.
#[derive(Serialize, JsonSchema)]
struct Place {
    /// The line, from 1.
    line: usize,
    /// The column, from 1, in characters.
    column: usize,
    /// How many bytes stand before it, without a byte order mark.
    byte: usize,
}

/// As JSON, with a line end. What a terminal could act on is escaped.
pub fn json(file: &str, problems: &Problems) -> serde_json::Result<String> {
    let problems: Vec<One<'_>> = problems
        .each()
        .map(|problem| One {
            grade: if problem.grade == Grade::Error { GradeName::Error } else { GradeName::Note },
            what: problem.what,
            help: problem.help,
            start: place(problem.start),
            end: place(problem.end),
        })
        .collect();
    let usable = problems.iter().all(|one| matches!(one.grade, GradeName::Note));
    let data = Document { schema: SCHEMA, file, usable, problems };
    Ok(escaped(&serde_json::to_string_pretty(&data)?) + "\n")
}

/// The JSON Schema of the form that problems have as data.
pub fn schema() -> Schema {
    schema_for!(Document<'_>)
}

const fn place([line, column, byte]: [usize; 3]) -> Place {
    Place { line, column, byte }
}
