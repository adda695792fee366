//! Many records, by their heads alone.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::format::{self, Outline, Who};
use super::locking::{Hold, hold_of};
use super::reading::{self, ReadError};
use super::wording::{reason, shown};
use crate::domain::id::Id;
use crate::domain::record::{Head, Kind, Record};

/// A file in the folder of records.
#[derive(Debug)]
pub enum Entry {
    /// A record.
    Readable(Summary),
    /// A file that is not read as a record. It was left as it is.
    Unreadable(ReadError),
}

/// What a list says about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The file.
    pub path: PathBuf,
    /// Its head.
    pub head: Head,
    /// Who answered.
    pub who: Who,
}

/// A record of one person that can be gone on with.
#[derive(Debug)]
pub struct Unfinished {
    /// The file.
    pub path: PathBuf,
    /// The record as it stands.
    pub record: Record,
    /// Whether somebody is at it.
    pub hold: Hold,
}

/// Why the records cannot be listed.
#[derive(Debug, thiserror::Error)]
#[error("the folder {} cannot be read: {}", shown(folder), reason(why))]
pub struct ListError {
    /// The folder.
    pub folder: PathBuf,
    /// What the disk said, which the sentence holds already.
    pub why: io::Error,
}

/// Lists the records in a folder, newest first, and what cannot be read at the end. A folder that is not there
/// holds none.
///
/// # Errors
/// When the folder is there and cannot be read.
pub fn list(folder: &Path) -> Result<Vec<Entry>, ListError> {
    let failed = |why| ListError { folder: folder.to_path_buf(), why };
    let mut entries = Vec::new();
    for path in files(folder).map_err(failed)? {
        entries.push(summary(&path).map_or_else(Entry::Unreadable, Entry::Readable));
    }
    entries.sort_by(|one, other| rank(one).cmp(&rank(other)));
    Ok(entries)
}

/// The newest finished record of a list.
pub fn newest_finished(entries: &[Entry]) -> Option<&Summary> {
    let readable = entries.iter().filter_map(Entry::readable);
    readable.filter(|summary| summary.head.finished.is_some()).max_by_key(|summary| summary.head.finished)
}

/// The records of one person in a list that can be gone on with, newest first; and those that turn out, once read
/// whole, not to be readable.
pub fn unfinished(entries: &[Entry]) -> (Vec<Unfinished>, Vec<ReadError>) {
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for summary in entries.iter().filter_map(Entry::readable) {
        if summary.head.kind != Kind::Solo || summary.head.finished.is_some() {
            continue;
        }
        match reading::read(&summary.path) {
            Ok(record) => {
                records.push(Unfinished { path: summary.path.clone(), record, hold: hold_of(&summary.path) });
            }
            Err(error) => unreadable.push(error),
        }
    }
    (records, unreadable)
}

impl Entry {
    /// The record, if it is one.
    pub const fn readable(&self) -> Option<&Summary> {
        match self {
            Self::Readable(summary) => Some(summary),
            Self::Unreadable(_) => None,
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Readable(summary) => &summary.path,
            Self::Unreadable(error) => &error.path,
        }
    }
}

fn rank(entry: &Entry) -> (bool, std::cmp::Reverse<Option<jiff::Timestamp>>, &Path) {
    let created = entry.readable().map(|summary| summary.head.created);
    (created.is_none(), std::cmp::Reverse(created), entry.path())
}

/// The files that could be records: what is hidden, a folder, or of another ending is not ours to look at.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| is_named_like_one(path) && !path.is_dir()).collect())
}

fn is_named_like_one(path: &Path) -> bool {
    let hidden = path.file_name().is_none_or(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|ending| ending == "toml")
}

/// What a list says about one record. Where the start does not tell, the whole file does, or why it cannot be read.
pub(super) fn summary(path: &Path) -> Result<Summary, ReadError> {
    let (head, who) = match glance(path) {
        Some(told) => told,
        None => of_record(&reading::read(path)?),
    };
    Ok(Summary { path: path.to_path_buf(), head, who })
}

fn of_record(record: &Record) -> (Head, Who) {
    let who = match record.solo() {
        Some(one) => Who::One { side: Id::clone(&one.side), answered: one.answers.len() },
        None => Who::Several(record.people()),
    };
    (record.head().clone(), who)
}

fn glance(path: &Path) -> Option<(Head, Who)> {
    let mut file = reading::open(path).ok()?;
    let start = start(&mut file).ok()??;
    if !ends_whole(&mut file).ok()? {
        return None;
    }
    Outline::of(str::from_utf8(&start).ok()?).read()
}

/// The text of a record up to its questionnaire. None if there is no such line.
fn start(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    const CHUNK: u64 = 4096;
    let line = [b"\n", format::QUESTIONNAIRE.as_bytes()].concat();
    let mut start = Vec::new();
    let mut searched = 0;
    while file.take(CHUNK).read_to_end(&mut start)? > 0 {
        let found = start[searched..].windows(line.len()).position(|window| window == line);
        if let Some(at) = found {
            start.truncate(searched + at + 1);
            return Ok(Some(start));
        }
        searched = start.len().saturating_sub(line.len());
    }
    Ok(None)
}

fn ends_whole(file: &mut File) -> io::Result<bool> {
    const END: u64 = 256;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut end = Vec::new();
    file.take(END).read_to_end(&mut end)?;
    Ok(format::is_whole(&end))
}
