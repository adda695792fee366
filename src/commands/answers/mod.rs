//! `undercurrent --answers FILE`: scores answers without asking.
//!
//! ```text
//! tree          what was typed, with its place
//! toml, json    the two ways of typing it
//! wide          signs of double width where they can only mean the plain ones
//! check         what it means, one function a rule
//! read          all of it in order
//! ```

mod check;
mod json;
mod read;
mod toml;
mod tree;
mod wide;

use std::iter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ending::Misuse;
use super::environment::{chance, now};
use super::export::save_record;
use super::{Ending, input, results};
use crate::cli::Assess;
use crate::domain::id::Token;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Begin, Record};
use crate::storage::destination::is_standard_output;
use check::Given;

/// Said where the record was to go where the result goes.
const BOTH: &str = "the result is printed on standard output, so the record cannot go there as well: name a file";

/// Scores the answers in a file, saves them where that is asked for, and prints the result.
///
/// # Errors
/// When the file has problems, or something cannot be read or written.
pub fn run(file: &Path, options: &Assess) -> anyhow::Result<Ending> {
    let questionnaire = input::questionnaire(options.questions.as_deref())?;
    let (name, bytes) = input::read(file)?;
    let given = read::read(&name, &bytes, &questionnaire)?;
    let record = record(given, questionnaire)?;
    let read_from: Vec<PathBuf> = iter::once(file).chain(options.questions.as_deref()).map(Path::to_path_buf).collect();
    if let Some(output) = &options.output {
        if is_standard_output(output) {
            return Err(Misuse(BOTH.to_owned()).into());
        }
        save_record(output, &read_from, &record)?;
    }
    results::print(&read_from, &record, options.format.unwrap_or_default())
}

/// A finished record of these answers.
fn record(given: Given, questionnaire: Questionnaire) -> anyhow::Result<Record> {
    let [id, response] = chance()?.map(Token::new);
    let at = now().timestamp();
    let begin = Begin { id, response, at, label: given.label, side: given.side };
    let mut record = Record::begin(begin, Arc::new(questionnaire))?;
    for (item, answer) in given.answers {
        record.answer(&item, answer, at)?;
    }
    record.finish(at);
    Ok(record)
}
