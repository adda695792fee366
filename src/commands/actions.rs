//! `undercurrent actions`

use super::environment::{Environment, now};
use super::{Ending, list, output};
use crate::cli::ActionsFormat;
use crate::domain::waiting::{self, Waiting, waiting};
use crate::record::copies;
use crate::record::listing::{self, Entry};
use crate::record::reading::{ReadError, read};
use crate::report::actions;

/// Prints the actions of all records that still wait, overdue first. What cannot be read is named and left.
///
/// # Errors
/// When the folder cannot be read or standard output cannot be written.
pub fn run(format: ActionsFormat, environment: &Environment) -> anyhow::Result<Ending> {
    let folder = environment.records()?;
    let entries = listing::list(&folder)?;
    let has_records = entries.iter().any(|entry| entry.readable().is_some());
    let copies = copies::told(&entries);
    let (waiting, unreadable) = gather(entries);
    if !waiting.is_empty() || format != ActionsFormat::Text {
        output::print(told(&waiting, format)?.as_bytes())?;
    } else if has_records {
        output::note(NOTHING_WAITS);
    } else {
        output::note(&list::none(&folder));
    }
    for told in copies {
        output::note(&format!("note: {told}: what both hold is listed once."));
    }
    for error in unreadable {
        output::note(&format!("note: {error}"));
    }
    Ok(Ending::Done)
}

/// What waits, in its order, and what could not be read.
fn gather(entries: Vec<Entry>) -> (Vec<Waiting>, Vec<ReadError>) {
    let (mut found, mut unreadable) = (Vec::new(), Vec::new());
    for entry in entries {
        let record = match entry {
            Entry::Readable(summary) => read(&summary.path),
            Entry::Unreadable(error) => Err(error),
        };
        match record {
            Ok(record) => {
                // A copy holds the same actions; one that differs may hold more.
                let new: Vec<Waiting> = waiting(&record).into_iter().filter(|one| !found.contains(one)).collect();
                found.extend(new);
            }
            Err(error) => unreadable.push(error),
        }
    }
    waiting::sort(&mut found);
    (found, unreadable)
}

fn told(waiting: &[Waiting], format: ActionsFormat) -> anyhow::Result<String> {
    let today = now().date();
    Ok(match format {
        ActionsFormat::Text => actions::text(waiting, today),
        ActionsFormat::Markdown => actions::markdown(waiting, today),
        ActionsFormat::Csv => actions::csv(waiting, today)?,
        ActionsFormat::Json => actions::json(waiting, today)?,
    })
}

const NOTHING_WAITS: &str = "No action waits. In a result, 'a' on the page of a cause or on What to do takes a first \
     step on; it is listed here until it is done or dropped.";
