//! `undercurrent compare RECORD...`

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::ending::Misuse;
use super::environment::{Environment, now};
use super::export::{Readers, save};
use super::{Ending, assess, merge, sitting};
use crate::app::{App, Effect, Setup};
use crate::cli;
use crate::cli::Page;
use crate::document::{Format, compare};
use crate::domain::compare::Comparison;
use crate::domain::compare::Named;
use crate::domain::text::showable;
use crate::storage::destination::Wanted;

/// Sets a few people's answers side by side: on the screen, or written where there is no terminal or a form was asked for.
///
/// # Errors
/// When the records do not belong together, or one cannot be read or shown, or the page cannot be written.
pub fn run(asked: &cli::Compare, environment: &Environment) -> anyhow::Result<Ending> {
    let file = asked.output.as_deref().filter(|path| path.as_os_str() != "-");
    let form = form(asked.format, file)?;
    let from = merge::paths(&asked.records, environment)?;
    let files = merge::files(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let newest = Comparison::check(&named)?;
    if environment.interactive && asked.format.is_none() && asked.output.is_none() {
        let setup = Setup::new(Arc::clone(newest.record.questionnaire()), assess::store(environment), now());
        return sitting::run(App::opening(setup, Effect::Compare(files)), HashMap::new(), environment);
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
