//! The verbs about the records that are kept: `list`, in lines and as data; `label`, `delete`, `actions`.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::Path;

use jiff::Zoned;
use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;
use unicode_width::UnicodeWidthChar;

use super::environment::{Environment, now};
use super::output::Readers;
use super::report::{self, Made};
use super::{Misuse, output};
use crate::cli::{self, DataFormat, Written};
use crate::document::{Subject, escaped};
use crate::domain::action::{self, Action, OpenAction, open_actions};
use crate::domain::record::{Kind, Record};
use crate::domain::text::{Label, folded};
use crate::format::{Export, Format};
use crate::storage::atomic_write::RealDisk;
use crate::storage::deleted::Bin;
use crate::storage::format::read;
use crate::storage::listing::{self, Entry, Summary, others};
use crate::storage::locked_record::LockedRecord;
use crate::storage::outline::Who;
use crate::storage::shown;
use crate::wording::{self, commands as words, count};

/// The cells that are left for a side, and for a label, in 80.
const SIDE: usize = 10;
const LABEL: usize = 27;

/// Prints the records, the newest first, by their heads alone.
pub fn list(asked: &cli::List, environment: &Environment) -> anyhow::Result<()> {
    let folder = environment.records()?;
    let entries = listing::list(&folder)?;
    if asked.format == Some(DataFormat::Json) {
        return output::print(json(&entries)?.as_bytes());
    }
    let records: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
    if asked.quiet {
        output::print(names(&records, &entries).as_bytes())?;
    } else if records.is_empty() {
        output::note(&words::no_record(&shown(&folder)));
    } else {
        output::print(table(&records, &entries, &now()).as_bytes())?;
    }
    note_unreadable(&entries);
    Ok(())
}

/// Names the files that cannot be read as records.
pub fn note_unreadable(entries: &[Entry]) {
    for entry in entries {
        if let Entry::Unreadable(error) = entry {
            output::note(&format!("note: {error}"));
        }
    }
}

/// What commands take for each record, a line each: its id, or the file where several hold the record.
fn names(records: &[&Summary], entries: &[Entry]) -> String {
    let is_copied = |one: &Summary| others(one, entries).next().is_some();
    let name = |one: &Summary| if is_copied(one) { shown(&one.path) } else { one.head.id.short() };
    records.iter().map(|one| name(one) + "\n").collect()
}

fn table(records: &[&Summary], entries: &[Entry], now: &Zoned) -> String {
    let mut table = row(["ID", "BEGUN", "STATE", "SIDE", "LABEL"]);
    for record in records {
        table.push_str(&line(record, now));
        if others(record, entries).next().is_some() {
            // Whole, and on a line of its own: copies are told apart by their file alone, at whatever width.
            let _ = writeln!(table, "          copy: {}", listing::named(&record.path));
        }
    }
    table
}

fn line(record: &Summary, now: &Zoned) -> String {
    let head = &record.head;
    let begun = head.created.to_zoned(now.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let (state, side) = match &record.who {
        Who::Several(number) => (count(*number, "person", "people"), ""),
        Who::One { side, .. } if head.finished.is_some() => ("finished".to_owned(), side.as_str()),
        Who::One { side, answered } => (format!("{answered} answered"), side.as_str()),
    };
    row([&head.id.short(), &begun, &state, &cut(side, SIDE), &cut(head.label.as_str(), LABEL)])
}

fn row([id, begun, state, side, label]: [&str; 5]) -> String {
    let row = format!("{id:<8}  {begun:<16}  {state:<11}  {side:<SIDE$}  {label}");
    row.trim_end().to_owned() + "\n"
}

/// `text` in at most `cells`, with an ellipsis where something is missing.
pub fn cut(text: &str, cells: usize) -> String {
    let width = |text: &str| text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if width(&short) >= cells {
            short.pop();
            break;
        }
    }
    short + "…"
}

pub fn label(record: &OsStr, text: &str, environment: &Environment) -> anyhow::Result<()> {
    let label = Label::new(text).map_err(|error| Misuse(words::unusable_name(&error.to_string())))?;
    let path = environment.find(record)?;
    let (mut held, mut record) = LockedRecord::claim(&path)?;
    record.relabel(label.clone());
    held.save(&RealDisk, &record)?;
    output::note(&words::named_now(&record.head().id.short(), &label));
    Ok(())
}

/// Deletes records, which can be had back for a while; asks first, unless told not to. Where one of them is not found,
/// none is deleted.
pub fn delete(records: &[OsString], yes: bool, environment: &Environment) -> anyhow::Result<()> {
    let mut paths = environment.find_all(records)?;
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    if !yes {
        environment.need_terminal(words::DELETE_NEEDS_TERMINAL)?;
    }
    let (mut bin, mut places, mut is_any) = (Bin::default(), Vec::new(), false);
    let outcome = paths.iter().try_for_each(|path| {
        let (held, record) = LockedRecord::claim(path)?;
        if yes || is_wanted(&record, path)? {
            is_any = true;
            places.extend(bin.put(&RealDisk, &environment.records()?, held, record.head().id)?);
            output::note(&words::deleted(&words::about(&record, &now())));
        }
        anyhow::Ok(())
    });
    if let Some(first) = places.first() {
        output::note(&kept(first, places.len()));
    }
    if !is_any && outcome.is_ok() {
        output::note(words::NOTHING_DELETED);
    }
    outcome
}

fn kept(first: &Path, number: usize) -> String {
    let place = if number == 1 { Some(first) } else { first.parent().and_then(Path::parent) };
    words::offered_back(&shown(place.unwrap_or(first)), number)
}

fn is_wanted(record: &Record, path: &Path) -> anyhow::Result<bool> {
    output::note(&format!("{} in {}", words::about(record, &now()), shown(path)));
    Ok(matches!(folded(&output::ask(words::DELETE_IT)?).as_str(), "yes" | "y"))
}

/// Writes the steps of all records that still wait, overdue first. What cannot be read is named and left.
pub fn actions(asked: &Written, environment: &Environment) -> anyhow::Result<()> {
    let format = report::form(asked, Export::Steps, Format::Text)?;
    let folder = environment.records()?;
    let entries = listing::list(&folder)?;
    let (mut open, notes) = gather(&entries);
    action::sort(&mut open);
    // A file that was asked for is there afterwards, and data are whole, for whoever goes on with them.
    if !open.is_empty() || format != Format::Text || report::file(asked).is_some() {
        let made = Made { subject: Subject::Steps(&open), from: &[], readers: Readers::AsUsual };
        report::write(asked, format, &made)?;
    } else if entries.iter().any(|entry| entry.readable().is_some()) {
        output::note(wording::actions::NOTHING_WAITS);
    } else {
        output::note(&words::no_record(&shown(&folder)));
    }
    for note in notes {
        output::note(&format!("note: {note}"));
    }
    note_unreadable(&entries);
    Ok(())
}

/// What waits in each record, of several files of one record in the one that was changed last; and what there is to say of
/// those.
fn gather(entries: &[Entry]) -> (Vec<OpenAction>, Vec<String>) {
    let (mut steps, mut notes) = (Vec::new(), Vec::new());
    for (one, record) in listing::read_once(entries) {
        match record {
            Ok(record) => {
                let others: Vec<&Summary> = others(one, entries).collect();
                notes.extend((!others.is_empty()).then(|| of_copies((one, &record), &others)));
                steps.extend(open_actions(&record));
            }
            Err(error) => notes.push(error.to_string()),
        }
    }
    (steps, notes)
}

/// Which file of a record is told of, and which others hold what that one does not: nothing is left out unsaid.
fn of_copies((one, record): (&Summary, &Record), others: &[&Summary]) -> String {
    let has = |action: &Action| {
        let same =
            |own: &Action| (own.cause(), own.step(), own.taken()) == (action.cause(), action.step(), action.taken());
        record.actions().iter().any(same)
    };
    let mut note = words::told_from(&listing::copies_sentence(one, others), &listing::named(&one.path));
    for other in others {
        let more =
            read(&other.path).map_or(0, |copy| open_actions(&copy).iter().filter(|one| !has(&one.action)).count());
        if more > 0 {
            note.push_str(&words::holds_more(&listing::named(&other.path), more));
        }
    }
    note + "."
}

/// The version of this form. Within a version, keys are only ever added.
const SCHEMA: u32 = 1;

/// What there is in the folder of records.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "The records of Undercurrent")]
struct Document<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    schema: u32,
    /// The records, the newest first. A record of which there are copies stands here once a file.
    records: Vec<One<'a>>,
    /// The files that cannot be read as records, as they were found.
    unreadable: Vec<Unreadable>,
}

/// One file with a record in it.
#[derive(Serialize, JsonSchema)]
struct One<'a> {
    /// The id, whole. Every command takes it, or the first eight digits of it.
    id: String,
    /// The file, which every command takes as well. Where it is no UTF-8, what is not is replaced.
    file: String,
    /// Whether other files in the folder hold the same record: then no command takes the id.
    copied: bool,
    kind: KindName,
    /// When it was begun.
    begun: String,
    /// When it was finished; null where it is not.
    finished: Option<String>,
    /// Which Sales and which Marketing it is about; perhaps empty.
    label: &'a str,
    /// How many people answered.
    people: usize,
    /// The id of the side of a record of one person; null where there are several.
    side: Option<&'a str>,
    /// How many statements one person has answered; null where there are several.
    answered: Option<usize>,
}

/// What kind of record it is.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum KindName {
    /// Of one person.
    Solo,
    /// Of a live session.
    Workshop,
    /// Of several people whose records were put together.
    Merged,
}

/// A file that cannot be read as a record.
#[derive(Serialize, JsonSchema)]
struct Unreadable {
    /// The file.
    file: String,
    /// Why.
    why: String,
}

/// As JSON, with a line end. What a terminal could act on is escaped.
pub fn json(entries: &[Entry]) -> serde_json::Result<String> {
    let readable = entries.iter().filter_map(Entry::readable);
    let records = readable.map(|one| of_record(one, entries)).collect();
    let unreadable = entries.iter().filter_map(|entry| match entry {
        Entry::Readable(_) => None,
        Entry::Unreadable(error) => Some(Unreadable { file: file(&error.path), why: error.to_string() }),
    });
    let data = Document { schema: SCHEMA, records, unreadable: unreadable.collect() };
    Ok(escaped(&serde_json::to_string_pretty(&data)?) + "\n")
}

/// The JSON Schema of the form that records have as data.
pub fn schema() -> Schema {
    schema_for!(Document<'_>)
}

fn of_record<'a>(one: &'a Summary, entries: &[Entry]) -> One<'a> {
    let (people, side, answered) = match &one.who {
        Who::One { side, answered } => (1, Some(side.as_str()), Some(*answered)),
        Who::Several(people) => (*people, None, None),
    };
    One {
        id: one.head.id.to_string(),
        file: file(&one.path),
        copied: others(one, entries).next().is_some(),
        kind: match one.head.kind {
            Kind::Solo => KindName::Solo,
            Kind::Workshop => KindName::Workshop,
            Kind::Merged => KindName::Merged,
        },
        begun: one.head.created.to_string(),
        finished: one.head.finished.map(|at| at.to_string()),
        label: one.head.label.as_str(),
        people,
        side,
        answered,
    }
}

fn file(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
