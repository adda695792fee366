//! `undercurrent results [RECORD]`

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use super::environment::{Environment, now};
use super::report::told;
use super::{Ending, assess, find, list, output, sitting};
use crate::app::{App, Effect, Setup};
use crate::cli::Format;
use crate::domain::record::Record;
use crate::storage;
use crate::storage::copies;
use crate::storage::listing::{Entry, Summary, newest_finished};
use crate::storage::reading::read;

/// Opens a result on the screen, or prints it where there is no terminal or a form was asked for. What is not finished
/// is gone on with: outside of the data folder nothing else would offer that.
///
/// # Errors
/// When there is no such record, or it cannot be read or shown.
pub fn run(wanted: Option<&OsStr>, format: Option<Format>, environment: &Environment) -> anyhow::Result<Ending> {
    let path = match wanted {
        Some(wanted) => find::record(wanted, environment)?,
        None => newest(environment)?,
    };
    let record = read(&path)?;
    if format.is_none() && environment.interactive {
        return open(record, path, environment);
    }
    print(&[path], &record, format.unwrap_or_default())
}

fn newest(environment: &Environment) -> anyhow::Result<PathBuf> {
    let folder = environment.records()?;
    let entries = storage::listing::list(&folder)?;
    for entry in &entries {
        if let Entry::Unreadable(error) = entry {
            output::note(&format!("note: {error}"));
        }
    }
    match newest_finished(&entries) {
        Some(summary) => Ok(the_latest(summary, &entries).path.clone()),
        None if entries.iter().any(|entry| entry.readable().is_some()) => bail!(
            "no record is finished yet: 'undercurrent' in a terminal goes on with one, and 'undercurrent results ID \
             --format text' prints it as it stands"
        ),
        None => bail!("{}", list::none(&folder)),
    }
}

/// Of several files of one record the one that was changed last; that there are several is said.
fn the_latest<'a>(newest: &'a Summary, entries: &'a [Entry]) -> &'a Summary {
    let mut files: Vec<&Summary> = copies::others(newest, entries).chain([newest]).collect();
    copies::first_the_latest(&mut files);
    match files.as_slice() {
        [first, others @ ..] if !others.is_empty() => {
            let others: Vec<String> = others.iter().map(|other| copies::named(&other.path)).collect();
            let (first_name, others) = (copies::named(&first.path), others.join(" and "));
            output::note(&format!("note: this is {first_name}; copies of the same record are in {others}."));
            first
        }
        _ => newest,
    }
}

fn open(record: Record, path: PathBuf, environment: &Environment) -> anyhow::Result<Ending> {
    let files = HashMap::from([(record.head().id, path)]);
    let setup = Setup::new(Arc::clone(record.questionnaire()), assess::store(environment), now());
    let id = record.head().id;
    let app = if record.is_finished() {
        // The figures of several people take a while: never on the thread that draws.
        App::results(setup.clone(), record).unwrap_or_else(|| App::opening(setup, Effect::Open(id)))
    } else {
        App::opening(setup, Effect::Claim(id))
    };
    sitting::run(app, files, environment)
}

/// Prints a result that was made of some files.
///
/// # Errors
/// When it cannot be shown, or standard output cannot be written.
pub fn print(from: &[PathBuf], record: &Record, format: Format) -> anyhow::Result<Ending> {
    output::print_of(from, told(record, format.into())?.as_bytes())?;
    Ok(Ending::Done)
}
