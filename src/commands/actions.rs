//! `undercurrent actions`

use std::fmt::Write;

use super::environment::Environment;
use super::output::Readers;
use super::written::{self, Made};
use super::{Ending, output, records};
use crate::cli::Written;
use crate::document::Subject;
use crate::domain::action::{self, Action, Waiting, waiting};
use crate::domain::record::Record;
use crate::format::{Export, Format};
use crate::storage::format::read;
use crate::storage::listing::{self, Entry, Summary};
use crate::wording;

/// Writes the steps of all records that still wait, overdue first. What cannot be read is named and left.
pub fn actions(asked: &Written, environment: &Environment) -> anyhow::Result<Ending> {
    let format = written::form(asked, Export::Steps, Format::Text)?;
    let folder = environment.records()?;
    let entries = listing::list(&folder)?;
    let Gathered { mut waiting, notes } = gather(&entries);
    action::sort(&mut waiting);
    // A file that was asked for is there afterwards, and data are whole, for whoever goes on with them.
    if !waiting.is_empty() || format != Format::Text || written::file(asked).is_some() {
        let made = Made { subject: Subject::Steps(&waiting), from: &[], readers: Readers::AsUsual };
        written::write(asked, format, &made)?;
    } else if entries.iter().any(|entry| entry.readable().is_some()) {
        output::note(wording::actions::NOTHING_WAITS);
    } else {
        output::note(&records::none(&folder));
    }
    for note in notes {
        output::note(&format!("note: {note}"));
    }
    Ok(Ending::Done)
}

/// What waits, and what there is to say of the files.
#[derive(Default)]
struct Gathered {
    waiting: Vec<Waiting>,
    notes: Vec<String>,
}

/// What waits in each record; of several files of one record, in the one that was changed last.
fn gather(entries: &[Entry]) -> Gathered {
    let mut gathered = Gathered::default();
    for (one, record) in listing::read_once(entries) {
        match record {
            Ok(record) => {
                let others: Vec<&Summary> = listing::others(one, entries).collect();
                gathered.notes.extend((!others.is_empty()).then(|| of_copies((one, &record), &others)));
                gathered.waiting.extend(waiting(&record));
            }
            Err(error) => gathered.notes.push(error.to_string()),
        }
    }
    let unreadable = entries.iter().filter_map(|entry| match entry {
        Entry::Unreadable(error) => Some(error.to_string()),
        Entry::Readable(_) => None,
    });
    gathered.notes.extend(unreadable);
    gathered
}

/// Which file of a record is told of, and which others hold what that one does not: nothing is left out unsaid.
fn of_copies((one, record): (&Summary, &Record), others: &[&Summary]) -> String {
    let has = |action: &Action| {
        let same =
            |own: &Action| (own.cause(), own.step(), own.taken()) == (action.cause(), action.step(), action.taken());
        record.actions().iter().any(same)
    };
    let mut note =
        format!("{}; what waits is told from {}", listing::copies_sentence(one, others), listing::named(&one.path));
    for other in others {
        let more = read(&other.path).map_or(0, |copy| waiting(&copy).iter().filter(|one| !has(&one.action)).count());
        if more > 0 {
            let _ = write!(
                note,
                "; {} holds {} more",
                listing::named(&other.path),
                wording::count(more, "waiting step", "waiting steps")
            );
        }
    }
    note + "."
}
