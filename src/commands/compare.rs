//! `undercurrent compare RECORD...` and `undercurrent trend RECORD...`: people, or runs, side by side.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

use super::environment::{Environment, now, read_all};
use super::output::{self, Readers, save};
use super::{Ending, Misuse, run_app};
use crate::app::{App, Effect, Setup};
use crate::cli::{self, Page, TrendFormat};
use crate::document::{self, Format, compare};
use crate::domain::compare::{Comparison, Named};
use crate::domain::runs::Runs;
use crate::domain::text::showable;
use crate::request::ReadRequest;
use crate::storage::location::Wanted;

/// Sets a few people's answers side by side: on the screen, or written where there is no terminal or a form was asked for.
///
/// # Errors
/// When the records do not belong together, or one cannot be read or shown, or the page cannot be written.
pub fn compare(asked: &cli::Compare, environment: &Environment) -> anyhow::Result<Ending> {
    let file = asked.output.as_deref().filter(|path| path.as_os_str() != "-");
    let form = form(asked.format, file)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let newest = Comparison::check(&named)?;
    if environment.interactive && asked.format.is_none() && asked.output.is_none() {
        let setup = Setup::new(Arc::clone(newest.record.questionnaire()), environment.store(), now());
        return run_app::run_app(
            App::opening(setup, Effect::Read(ReadRequest::Compare(files))),
            HashMap::new(),
            environment,
        );
    }
    let text = told(&Comparison::of(&named)?, form)?;
    let wanted = Wanted { path: file.unwrap_or(Path::new("-")), inputs: &from, force: asked.force };
    save(&wanted, text.as_bytes(), Readers::AsUsual)?.say("The comparison", wanted.path);
    Ok(Ending::Done)
}

fn told(comparison: &Comparison, form: Page) -> anyhow::Result<String> {
    let now = now();
    Ok(match form {
        Page::Text => compare::text(comparison, &now),
        Page::Markdown => compare::markdown(comparison, &now),
        Page::Html => compare::html(comparison, &now)?,
    })
}

/// The form that was asked for, else the one that the file's ending stands for, else text.
fn form(format: Option<Page>, file: Option<&Path>) -> Result<Page, Misuse> {
    let (None, Some(file)) = (format, file) else { return Ok(format.unwrap_or_default()) };
    let ending = file.extension().and_then(|ending| ending.to_str());
    match ending.and_then(Format::of_extension) {
        Some(Format::Text) => Ok(Page::Text),
        Some(Format::Markdown) => Ok(Page::Markdown),
        Some(Format::Html) => Ok(Page::Html),
        Some(Format::Csv | Format::Json) | None => Err(Misuse(format!(
            "the ending of '{}' stands for no form of comparison: end it in .html, .md or .txt, or give --format",
            showable(&file.display().to_string())
        ))),
    }
}

/// Shows runs side by side on the screen, or prints them where there is no terminal or a form was asked for.
///
/// # Errors
/// When there is no such record, or the records are not runs of the same kind.
pub fn trend(wanted: &[OsString], format: Option<TrendFormat>, environment: &Environment) -> anyhow::Result<Ending> {
    let from = environment.find_all(wanted)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    Runs::check(&named)?;
    match (format, files.last()) {
        (None, Some((_, last))) if environment.interactive => {
            let setup = Setup::new(Arc::clone(last.questionnaire()), environment.store(), now());
            run_app::run_app(App::opening(setup, Effect::Read(ReadRequest::Runs(files))), HashMap::new(), environment)
        }
        _ => {
            output::print_of(&from, document::trend::text(&Runs::of_files(&named)?, &now()).as_bytes())?;
            Ok(Ending::Done)
        }
    }
}
