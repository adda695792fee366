//! People, or records over time, side by side: `undercurrent compare RECORD...`, `undercurrent trend RECORD...`, and what the app
//! takes together, which may be merged as well.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::environment::{Environment, chance, now, read_all};
use super::merge::exposed;
use super::output::Readers;
use super::written::{self, Made};
use super::{Ending, run_app};
use crate::app::{App, Effect, Setup};
use crate::cli;
use crate::document::Subject;
use crate::domain::compare::{Comparison, Named};
use crate::domain::id::Token;
use crate::domain::merge::merge;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::text::showable;
use crate::format::{Export, Format};
use crate::request::{Merging, ReadRequest};
use crate::storage::format::read;
use crate::storage::listing::{Entry, Summary};
use crate::wording::{self, compare as told};

/// Sets a few people's answers side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn compare(asked: &cli::Compare, environment: &Environment) -> anyhow::Result<Ending> {
    let format = written::form(&asked.to, Export::Comparison, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let newest = Comparison::check(&named)?;
    if environment.interactive && written::is_unasked(&asked.to) {
        return open(newest.record, ReadRequest::Compare(files.clone()), environment);
    }
    let comparison = Comparison::of(&named)?;
    let made = Made { subject: Subject::People(&comparison), from: &from, readers: Readers::AsUsual };
    written::write(&asked.to, format, &made)?;
    Ok(Ending::Done)
}

/// Sets records over time side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn trend(asked: &cli::Trend, environment: &Environment) -> anyhow::Result<Ending> {
    let format = written::form(&asked.to, Export::Trend, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    Runs::check(&named)?;
    match files.last() {
        Some((_, last)) if environment.interactive && written::is_unasked(&asked.to) => {
            open(last, ReadRequest::Runs(files.clone()), environment)
        }
        _ => {
            let runs = Runs::of_files(&named)?;
            let made = Made { subject: Subject::Runs(&runs), from: &from, readers: Readers::AsUsual };
            written::write(&asked.to, format, &made)?;
            Ok(Ending::Done)
        }
    }
}

fn open(record: &Record, request: ReadRequest, environment: &Environment) -> anyhow::Result<Ending> {
    let setup = Setup::new(Arc::clone(record.questionnaire()), environment.store(), now());
    run_app::run_app(App::opening(setup, Effect::Read(request)), HashMap::new(), environment)
}

/// Records, each with what it is called.
pub type Files = Vec<(String, Record)>;

fn named(files: &[(String, Record)]) -> Vec<Named<'_>> {
    files.iter().map(|(name, record)| Named { name, record }).collect()
}

/// A few people's answers side by side, or why not, as a sentence without its full stop.
pub fn beside(files: &[(String, Record)]) -> Result<Comparison, String> {
    Comparison::of(&named(files)).map_err(|why| clause(&why.to_string()))
}

/// Runs side by side, or why not.
pub fn over_time(files: &[(String, Record)]) -> Result<Runs, String> {
    Runs::of_files(&named(files)).map_err(|why| clause(&why.to_string()))
}

/// What records are together, with what is to be known before that is kept; or why they do not go together.
pub fn merged(files: &[(String, Record)], folder: Option<&Path>) -> Result<Merging, String> {
    let [id, _] = chance().map_err(|error| format!("{error:#}"))?;
    let merged = merge(&named(files), Token::new(id)).map_err(|why| clause(&why.to_string()))?;
    let (warnings, notes) = exposed(&merged, files, folder).map_err(|error| showable(&format!("{error:#}")))?;
    let (people, warnings) = (told::people(&merged.record), warnings.into_iter().chain(notes).collect());
    Ok(Merging { people, notes: told::merge_notes(&merged), record: merged.record, warnings })
}

/// A record and the newest one of the same name from the other side, each with its side as its name.
///
/// # Errors
/// When there is none, with what to do.
pub fn with_counterpart(path: &Path, entries: &[Entry]) -> Result<Files, String> {
    let own = read(path).map_err(|error| error.to_string())?;
    let Some(side) = own.solo().map(|one| one.side.clone()) else {
        return Err("This record holds the answers of several people: the sides stand beside each other on its chart"
            .to_owned());
    };
    let other = match side.as_str() {
        SALES => MARKETING,
        MARKETING => SALES,
        _ => return Err(told::MARK_TWO.to_owned()),
    };
    let sides = &own.questionnaire().head().sides;
    let name = sides.iter().find(|side| side.id.as_str() == other).map_or(other, |side| side.name.as_str()).to_owned();
    let label = &own.head().label;
    if label.is_empty() {
        return Err(told::NO_NAME_TO_FIND_BY.to_owned());
    }
    let is_theirs = |one: &&Summary| {
        one.side().is_some_and(|side| side.as_str() == other)
            && one.head.finished.is_some()
            && one.head.label.matches(label)
    };
    let mut found: Vec<&Summary> = entries.iter().filter_map(Entry::readable).filter(is_theirs).collect();
    found.sort_by_key(|one| Reverse(one.head.finished));
    let is_short = own.questionnaire().is_pulse();
    let mut readable = found.into_iter().filter_map(|one| read(&one.path).ok());
    let theirs = readable.find(|record| record.questionnaire().is_pulse() == is_short);
    let Some(record) = theirs else { return Err(told::nobody(&name, label)) };
    Ok(vec![("This record".to_owned(), own), (format!("The record of {name}"), record)])
}

/// A sentence without its full stop, with a capital.
fn clause(why: &str) -> String {
    showable(wording::sentence(why).trim_end_matches('.'))
}
