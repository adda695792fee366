//! The records of a folder as data.

use std::path::Path;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::document::escaped;
use crate::domain::record::Kind;
use crate::storage::listing::{Entry, Summary, others};
use crate::storage::outline::Who;

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
