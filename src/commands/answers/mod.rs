//! Answers from files: `undercurrent score FILE...`, of one person or of many, or a file to fill in; `undercurrent
//! import FILE`.
//!
//! ```text
//! file        TOML and JSON as they were typed, every key and value with its place
//! table       the same of a table
//! rules       what they may hold
//! import      records of the table that a form tool exports
//! sheet       that table, held against the questionnaire
//! ```

use std::collections::HashSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::compare::named;
use super::environment::{self, chance, now};
use super::output::{self, Instead, save_record};
use super::{Misuse, report};
use crate::cli::{self, TemplateForm};
use crate::domain::id::Token;
use crate::domain::merge::merge;
use crate::domain::questionnaire::{Questionnaire, Scale};
use crate::domain::record::{Begin, Record};
use crate::domain::text::showable;
use crate::storage::location::{Wanted, is_standard_output};
use crate::storage::shown;
use crate::storage::system::canonical;
use crate::wording::{answers as words, compare};

mod file;
mod import;
mod rules;
mod sheet;
mod table;

pub use import::import;
use rules::Given;

/// Scores the answers in some files, saves them where that is asked for, and prints the result; or prints a file to fill
/// in.
pub fn score(asked: &cli::Score) -> anyhow::Result<()> {
    let format = report::printable(asked.format)?;
    let questionnaire = Arc::new(environment::questionnaire(asked.questions.as_deref())?);
    if let Some(form) = asked.template {
        let text = match form {
            TemplateForm::Toml => template_toml(&questionnaire),
            TemplateForm::Csv => template_csv(&questionnaire),
        };
        return output::print(text.as_bytes());
    }
    if asked.output.as_deref().is_some_and(is_standard_output) {
        return Err(Misuse(words::BOTH.to_owned()).into());
    }
    once(&asked.files)?;
    let record = all_of(people(&asked.files, &questionnaire)?, &questionnaire)?;
    let read_from: Vec<PathBuf> = asked.files.iter().chain(&asked.questions).cloned().collect();
    if let Some(output) = &asked.output {
        let wanted = Wanted { path: output, inputs: &read_from, force: false };
        save_record(&wanted, &record, Instead::Name)?;
    }
    report::print(&read_from, &record, format)
}

/// Refuses a file that is named twice: everybody in it would count twice.
fn once(files: &[PathBuf]) -> Result<(), Misuse> {
    let mut seen = HashSet::new();
    match files.iter().find(|file| !seen.insert(canonical(file).unwrap_or_else(|_| (*file).clone()))) {
        Some(file) => Err(Misuse(words::named_twice(&shown(file)))),
        None => Ok(()),
    }
}

/// Everybody in the files, each with the file that they are in.
fn people(files: &[PathBuf], questionnaire: &Questionnaire) -> anyhow::Result<Vec<(String, Given)>> {
    let mut people = Vec::new();
    for file in files {
        let (name, bytes) = environment::read_file(Path::new(file))?;
        let given = rules::read(&name, &bytes, questionnaire)?;
        people.extend(given.into_iter().map(|given| (showable(&name), given)));
    }
    Ok(people)
}

/// A finished record of these people; what is said of many records put together is said of theirs.
fn all_of(people: Vec<(String, Given)>, questionnaire: &Arc<Questionnaire>) -> anyhow::Result<Record> {
    let record = |(name, given)| anyhow::Ok((name, one_of(given, questionnaire)?));
    let records = people.into_iter().map(record).collect::<Result<Vec<_>, _>>()?;
    if let [(_, record)] = records.as_slice() {
        return Ok(record.clone());
    }
    let [id, _] = chance()?;
    let merged = merge(&named(&records), Token::new(id))?;
    for sentence in compare::merged(&merged) {
        output::note(&sentence);
    }
    Ok(merged.record)
}

pub fn one_of(given: Given, questionnaire: &Arc<Questionnaire>) -> anyhow::Result<Record> {
    let [id, response] = chance()?.map(Token::new);
    let at = now().timestamp();
    let begin = Begin { id, response, at, label: given.label, side: given.side };
    let mut record = Record::begin(begin, Arc::clone(questionnaire))?;
    for (item, answer) in given.answers {
        record.answer(&item, answer, at)?;
    }
    record.finish(at);
    Ok(record)
}

/// A file of answers to fill in, as TOML: every statement with its id, in the order of asking, and what its answers mean.
fn template_toml(questionnaire: &Questionnaire) -> String {
    let head = questionnaire.head();
    let sides: Vec<String> = head.sides.iter().map(|side| format!("{:?}", side.id.as_str())).collect();
    let mut text = words::to_fill_in(&showable(&head.title), &sides);
    let mut scale: Option<&Scale> = None;
    for item in questionnaire.asked() {
        if scale.is_none_or(|before| before.id != item.scale.id) {
            text.push_str(&explained(&item.scale));
            scale = Some(&item.scale);
        }
        let _ = write!(text, "\n# {}\n{} = \"\"\n", showable(&item.text), item.id);
    }
    text
}

fn explained(scale: &Scale) -> String {
    let points: Vec<String> =
        scale.points.iter().map(|point| format!("{} {}", point.value, showable(&point.label))).collect();
    format!("\n# {}\n# {}; \"na\" {}\n", showable(&scale.stem), points.join(", "), showable(&scale.na))
}

/// The same as a table: the names of the columns, and one empty row for each person to come.
fn template_csv(questionnaire: &Questionnaire) -> String {
    let ids = questionnaire.asked().map(|item| item.id.as_str());
    ["side", "label"].into_iter().chain(ids).collect::<Vec<_>>().join(",") + "\n"
}
