//! Many records, by their heads alone.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::format::{self, ReadError, read};
use super::location::file_name;
use super::locked_record::{Hold, hold_of};
use super::outline::{Outline, QUESTIONNAIRE, Who};
use super::shown;
use crate::domain::id::{Id, Token};
use crate::domain::record::{Head, Kind, Record};
use crate::domain::text::narrowed;
use crate::wording::storage as words;

/// A file in the folder of records.
#[derive(Debug)]
pub enum Entry {
    Readable(Summary),
    Unreadable(ReadError),
}

/// What a list says about a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub path: PathBuf,
    pub head: Head,
    pub who: Who,
}

impl Summary {
    /// The side, where one person answered.
    pub const fn side(&self) -> Option<&Id> {
        match &self.who {
            Who::One { side, .. } => Some(side),
            Who::Several(_) => None,
        }
    }
}

/// A record of one person that can be gone on with.
#[derive(Debug)]
pub struct Unfinished {
    pub path: PathBuf,
    pub record: Record,
    pub hold: Hold,
}

#[derive(Debug, thiserror::Error)]
#[error("{}", words::not_listed(folder, why))]
pub struct ListError {
    pub folder: PathBuf,
    pub why: io::Error,
}

/// Lists the records in a folder, newest first, and what cannot be read at the end. A folder that is not there
/// holds none.
pub fn list(folder: &Path) -> Result<Vec<Entry>, ListError> {
    let failed = |why| ListError { folder: folder.to_path_buf(), why };
    let found = files(folder).map_err(failed)?;
    let mut entries: Vec<Entry> =
        found.iter().map(|path| summary(path).map_or_else(Entry::Unreadable, Entry::Readable)).collect();
    entries.sort_by(|one, other| rank(one).cmp(&rank(other)));
    Ok(entries)
}

/// The newest finished record of a list.
pub fn newest_finished(entries: &[Entry]) -> Option<&Summary> {
    readable(entries).filter(|one| one.head.finished.is_some()).max_by_key(|one| one.head.finished)
}

/// The records of one person in a list that can be gone on with, newest first; and those that turn out, once read
/// whole, not to be readable.
pub fn unfinished(entries: &[Entry]) -> (Vec<Unfinished>, Vec<ReadError>) {
    let (mut records, mut unreadable) = (Vec::new(), Vec::new());
    for one in readable(entries).filter(|one| one.head.kind == Kind::Solo && one.head.finished.is_none()) {
        match read(&one.path) {
            Ok(record) => records.push(Unfinished { path: one.path.clone(), record, hold: hold_of(&one.path) }),
            Err(error) => unreadable.push(error),
        }
    }
    (records, unreadable)
}

fn readable(entries: &[Entry]) -> impl Iterator<Item = &Summary> {
    entries.iter().filter_map(Entry::readable)
}

impl Entry {
    pub const fn readable(&self) -> Option<&Summary> {
        match self {
            Self::Readable(summary) => Some(summary),
            Self::Unreadable(_) => None,
        }
    }

    pub fn path(&self) -> &Path {
        match self {
            Self::Readable(summary) => &summary.path,
            Self::Unreadable(error) => &error.path,
        }
    }
}

fn rank(entry: &Entry) -> (bool, Reverse<Option<Timestamp>>, &Path) {
    let created = entry.readable().map(|summary| summary.head.created);
    (created.is_none(), Reverse(created), entry.path())
}

/// The files that could be records: what is hidden, a folder, or of another ending is not ours to look at.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        // Not every system calls it by its name.
        Err(_) if folder.is_file() => return Err(ErrorKind::NotADirectory.into()),
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
    let (head, who) = glance(path).map_or_else(|| read(path).map(|record| of_record(&record)), Ok)?;
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
    let mut file = format::open(path).ok()?;
    let start = start(&mut file).ok()??;
    ends_whole(&mut file).ok()?.then(|| Outline::of(str::from_utf8(&start).ok()?).read())?
}

/// The text of a record up to its questionnaire. None if there is no such line.
fn start(file: &mut File) -> io::Result<Option<Vec<u8>>> {
    const CHUNK: u64 = 4096;
    let line = [b"\n", QUESTIONNAIRE.as_bytes()].concat();
    let mut start = Vec::new();
    let mut searched = 0;
    while file.take(CHUNK).read_to_end(&mut start)? > 0 {
        if let Some(at) = start[searched..].windows(line.len()).position(|window| window == line) {
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

/// Of several files of one record the first is the one that was changed last, then the one that is named as
/// Undercurrent names it, then the one with the shortest name: a copy's name is that of its record and more.
pub fn first_the_latest(found: &mut [&Summary]) {
    let mut files: HashMap<Token, usize> = HashMap::new();
    for one in found.iter() {
        *files.entry(one.head.id).or_default() += 1;
    }
    found.sort_by_cached_key(|one| copy_rank(one, files.get(&one.head.id).is_some_and(|&files| files > 1)));
}

/// A head does not tell when a step was taken on or settled, so that copies are read whole; nothing else needs to be.
fn copy_rank(one: &Summary, is_copied: bool) -> impl Ord + use<> {
    let name = one.path.file_name().unwrap_or_default();
    let touched = if is_copied { read(&one.path).ok().as_ref().map(Record::touched) } else { None };
    (Reverse(touched), name != file_name(&one.head).as_str(), name.len(), one.path.clone())
}

/// Each record once, where it stands first; of its files the one that [`first_the_latest`] puts first.
pub fn once<'a>(found: &[&'a Summary]) -> Vec<&'a Summary> {
    let mut ranked = found.to_vec();
    first_the_latest(&mut ranked);
    let mut kept: HashMap<Token, &Summary> = HashMap::new();
    for one in ranked {
        kept.entry(one.head.id).or_insert(one);
    }
    found.iter().filter_map(|one| kept.remove(&one.head.id)).collect()
}

/// Each record once, with what reading it whole gave; of its files the one that was changed last.
pub fn read_once(entries: &[Entry]) -> impl Iterator<Item = (&Summary, Result<Record, ReadError>)> {
    once(&readable(entries).collect::<Vec<_>>()).into_iter().map(|one| (one, read(&one.path)))
}

/// The other files of a record, as they are listed.
pub fn others<'a>(one: &'a Summary, entries: &'a [Entry]) -> impl Iterator<Item = &'a Summary> {
    readable(entries).filter(move |other| other.head.id == one.head.id && other.path != one.path)
}

pub fn copies_sentence(one: &Summary, others: &[&Summary]) -> String {
    let files: Vec<String> = others.iter().map(|other| named(&other.path)).collect();
    words::copies(&named(&one.path), &files, &one.head.id.short())
}

pub fn named(path: &Path) -> String {
    shown(path.file_name().map_or(path, Path::new))
}

#[derive(Debug, thiserror::Error)]
pub enum FindError {
    #[error("{}", words::no_such_record(.0))]
    Nothing(String),
    /// What was asked for, and the records it could be.
    #[error("{}", ambiguous(wanted, found))]
    Ambiguous { wanted: String, found: Vec<Summary> },
    /// The file named after this id is not read as a record.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    #[error(transparent)]
    List(#[from] ListError),
}

fn ambiguous(wanted: &str, found: &[Summary]) -> String {
    let are_copies = found.windows(2).all(|pair| matches!(pair, [one, other] if one.head.id == other.head.id));
    let each = found.iter().map(|one| format!("{} in {}", one.head.id, shown(&one.path)));
    words::ambiguous(wanted, &each.collect::<Vec<_>>(), are_copies)
}

/// Finds the file of a record: `wanted` is the start of an id of a record in `folder`, else a path.
pub fn find(folder: &Path, wanted: &str) -> Result<PathBuf, FindError> {
    let digits = narrowed(wanted.trim()).to_ascii_lowercase();
    // Fewer digits than four name no record.
    if (4..=32).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        && let Some(path) = by_id(folder, &digits)?
    {
        return Ok(path);
    }
    let path = PathBuf::from(wanted);
    path.exists().then_some(path).ok_or_else(|| FindError::Nothing(wanted.to_owned()))
}

/// Finds the file of the record with this id. None if there is no such record in the folder.
pub fn find_id(folder: &Path, id: Token) -> Result<Option<PathBuf>, FindError> {
    by_id(folder, &id.to_string())
}

fn by_id(folder: &Path, digits: &str) -> Result<Option<PathBuf>, FindError> {
    let (mut found, mut unreadable) = (Vec::new(), None);
    for entry in list(folder)? {
        match entry {
            Entry::Readable(summary) if summary.head.id.to_string().starts_with(digits) => found.push(summary),
            Entry::Unreadable(error) if is_named_after(&error.path, digits) => unreadable = Some(error),
            _ => {}
        }
    }
    match (found.as_slice(), unreadable) {
        ([], Some(error)) => Err(error.into()),
        ([], None) => Ok(None),
        ([one], _) => Ok(Some(one.path.clone())),
        _ => Err(FindError::Ambiguous { wanted: digits.to_owned(), found }),
    }
}

fn is_named_after(path: &Path, digits: &str) -> bool {
    let name = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.rsplit('-').next());
    name.is_some_and(|short| short.len() == 8 && (short.starts_with(digits) || digits.starts_with(short)))
}
