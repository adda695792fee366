//! The report that a session owes: noted beside its ledger until it is written, so that a kill cannot lose it.
//!
//! The note holds the folder that the report goes into, and once a name is chosen the report's path. Whoever hosts the
//! session holds its lock; a note without a host and without a ledger is of a session that ended and has no report yet.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::super::environment::now;
use super::super::export::export_as;
use super::sessions::Sessions;
use crate::domain::record::{Kind, Record};
use crate::live::ledger::Ledger;
use crate::live::room::Phase;
use crate::storage::location::LEDGER;
use crate::storage::lookup::find;
use crate::storage::reading::read;
use crate::storage::wording::shown;
use crate::wording::moment;

/// Stands between the folder and the report in a note: no path holds it.
const BETWEEN: u8 = 0;

/// The note that a session owes a report, ours as long as this is there.
#[derive(Debug)]
pub struct Owed {
    note: PathBuf,
    file: File,
    folder: PathBuf,
}

impl Owed {
    /// Notes that the report of a session goes into the current folder. None where there is no such folder, or the
    /// note cannot be written: the session goes on without it.
    pub fn begin(note: PathBuf) -> Option<Self> {
        let folder = env::current_dir().ok()?;
        let file = File::options().create(true).truncate(false).write(true).mode(0o600).open(&note).ok()?;
        file.try_lock().ok()?;
        let mut owed = Self { note, file, folder };
        owed.keep(None).ok()?;
        Some(owed)
    }

    /// Writes the report, and takes the note away whatever came of that.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn pay(mut self, record: &Record) -> anyhow::Result<PathBuf> {
        let folder = self.folder.clone();
        let written = export_as(record, &folder, |path| self.keep(Some(path)));
        self.settle();
        written
    }

    /// Takes the note away: there is nothing to write.
    pub fn settle(self) {
        drop(fs::remove_file(&self.note));
    }

    fn keep(&mut self, report: Option<&Path>) -> io::Result<()> {
        let mut text = self.folder.as_os_str().as_bytes().to_vec();
        if let Some(report) = report {
            text.push(BETWEEN);
            text.extend_from_slice(report.as_os_str().as_bytes());
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&text)?;
        self.file.set_len(text.len() as u64)?;
        self.file.sync_all()
    }
}

/// Who reads what is said of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// Whoever sits at this machine.
    Person,
    /// Everybody in the room: no folder is named.
    Room,
}

/// Writes what is owed by sessions that ended without their report, and says so, a sentence each.
pub fn settle(sessions: &Sessions, reader: Reader) -> Vec<String> {
    let notes = sessions.notes();
    let ended = notes.iter().filter(|note| has_ended(note));
    ended
        .filter_map(|note| settle_one(note, sessions))
        .map(|(record, written)| told(&record, written.map(|path| named(&path, reader))))
        .collect()
}

fn named(path: &Path, reader: Reader) -> String {
    match (reader, path.file_name()) {
        (Reader::Room, Some(name)) => shown(Path::new(name)),
        _ => shown(path),
    }
}

/// Whether the session of a note is over. A host that was killed right at the end leaves a ledger that says so.
fn has_ended(note: &Path) -> bool {
    let ledger = note.with_extension(LEDGER);
    if !ledger.exists() {
        return true;
    }
    match Ledger::open(&ledger) {
        Ok((mut ledger, stored)) if stored.progress.phase == Phase::Ended => ledger.delete().is_ok(),
        _ => false,
    }
}

fn settle_one(note: &Path, sessions: &Sessions) -> Option<(Record, anyhow::Result<PathBuf>)> {
    let file = File::options().read(true).write(true).open(note).ok()?;
    file.try_lock().ok()?;
    let text = fs::read(note).ok()?;
    let mut parts = text.split(|byte| *byte == BETWEEN).map(|part| PathBuf::from(OsStr::from_bytes(part)));
    let (folder, report) = (parts.next()?, parts.next());
    let owed = Owed { note: note.to_path_buf(), file, folder };
    let record = record_of(note, sessions);
    if let Some(record) = record.filter(|_| report.is_none_or(|report| !report.exists())) {
        let written = owed.pay(&record);
        Some((record, written))
    } else {
        owed.settle();
        None
    }
}

/// The record of a session, wherever it is among the records by now. Nobody answered where there is none.
fn record_of(note: &Path, sessions: &Sessions) -> Option<Record> {
    let id = note.file_stem()?.to_str()?.rsplit('-').next()?;
    let record = read(&find(sessions.records(), id).ok()?).ok()?;
    (record.head().kind == Kind::Workshop).then_some(record)
}

fn told(record: &Record, written: anyhow::Result<String>) -> String {
    let (begun, id) = (moment(record.head().created, &now()), record.head().id.short());
    match written {
        Ok(report) => format!("The session of {begun} ended without its report, which is in {report} now."),
        Err(error) => format!(
            "The session of {begun} ended without its report, and it could not be written now: {error:#}. 'undercurrent \
             report {id} --output FILE' writes it."
        ),
    }
}
