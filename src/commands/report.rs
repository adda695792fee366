//! `undercurrent report RECORD`

use std::path::Path;

use super::ending::Misuse;
use super::environment::{Environment, now};
use super::{Ending, export, find, output};
use crate::cli;
use crate::document::{self, Format, RAW_REVEALS, Subject};
use crate::domain::analysis::Outcome;
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::domain::trend::of_rounds;
use crate::storage::destination::Wanted;
use crate::storage::reading::read;

/// Writes a report of a record to standard output or into a file.
///
/// # Errors
/// When there is no such record, it is unclear what to write, or it cannot be written.
pub fn run(asked: &cli::Report, environment: &Environment) -> anyhow::Result<Ending> {
    let file = asked.output.as_deref().filter(|path| path.as_os_str() != "-");
    let format = form(asked, file)?;
    let from = [find::record(&asked.record, environment)?];
    let record = read(&from[0])?;
    let text = match asked.round {
        _ if asked.raw => raw(&record)?,
        None => told(&record, format)?,
        Some(round) => {
            let outcome = of_round(&record, round)?;
            written(&Subject { outcome: &outcome, actions: record.actions(), rounds: None }, format)?
        }
    };
    let who = if asked.raw { export::Readers::OnlyMe } else { export::Readers::AsUsual };
    let wanted = Wanted { path: file.unwrap_or(Path::new("-")), inputs: &from, force: asked.force };
    export::save(&wanted, text.as_bytes(), who)?.say("The report", wanted.path);
    Ok(Ending::Done)
}

/// The report of a record in this form, as it reads now.
///
/// # Errors
/// When it cannot be written.
pub fn told(record: &Record, format: Format) -> anyhow::Result<String> {
    let (outcome, rounds) = (Outcome::of(record), of_rounds(record));
    written(&Subject { outcome: &outcome, actions: record.actions(), rounds: rounds.as_ref() }, format)
}

fn written(subject: &Subject<'_>, format: Format) -> anyhow::Result<String> {
    Ok(document::write(subject, format, &now())?)
}

fn of_round(record: &Record, round: u8) -> Result<Outcome, Misuse> {
    let last = record.responses().iter().map(|response| response.round).max().unwrap_or(1);
    if (1..=last).contains(&round) {
        return Ok(Outcome::of_round(record, round));
    }
    Err(Misuse(format!("there is no round {round} in that record: its last is {last}")))
}

/// The raw answers; says what they reveal.
fn raw(record: &Record) -> anyhow::Result<String> {
    output::note(RAW_REVEALS);
    Ok(document::raw(record)?)
}

/// The form that was asked for, else the one that the file's ending stands for, else text.
fn form(asked: &cli::Report, file: Option<&Path>) -> Result<Format, Misuse> {
    let ending = file.and_then(Path::extension).and_then(|ending| ending.to_str());
    let format = match (asked.format, file) {
        (Some(format), _) => format.into(),
        (None, None) if asked.raw => Format::Csv,
        (None, None) => Format::Text,
        (None, Some(file)) => ending.and_then(Format::of_extension).ok_or_else(|| unclear(file))?,
    };
    if asked.raw && format != Format::Csv {
        return Err(Misuse("--raw writes a table: use it with --format csv".to_owned()));
    }
    Ok(format)
}

fn unclear(file: &Path) -> Misuse {
    Misuse(format!(
        "the ending of '{}' stands for no form of report: end it in .html, .md, .txt, .csv or .json, or give --format",
        showable(&file.display().to_string())
    ))
}

impl From<cli::Format> for Format {
    fn from(format: cli::Format) -> Self {
        match format {
            cli::Format::Text => Self::Text,
            cli::Format::Markdown => Self::Markdown,
            cli::Format::Html => Self::Html,
            cli::Format::Csv => Self::Csv,
            cli::Format::Json => Self::Json,
        }
    }
}
