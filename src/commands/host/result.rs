//! What a session leaves behind: its record, its report, and the summary that the terminal shows.
//!
//! A report is owed from the start: that is noted beside the ledger until it is written, so that a kill cannot lose it.
//! The note holds the folder that the report goes into, and once a name is chosen the report's path. Whoever hosts the
//! session holds its lock; a note without a host and without a ledger is of a session that ended and has no report yet.

use std::env;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::sessions::Sessions;
use super::watch::Last;
use crate::app::hosting::{HostView, Wrote};
use crate::commands::environment::now;
use crate::commands::output::{export, export_as};
use crate::domain::id::Token;
use crate::domain::record::{Kind, Record};
use crate::domain::text::showable;
use crate::live::host::ResultStore;
use crate::live::ledger::Ledger;
use crate::live::room::Phase;
use crate::storage::atomic_write::{Disk, RealDisk};
use crate::storage::format::read;
use crate::storage::listing::{find, find_id};
use crate::storage::location::LEDGER;
use crate::storage::locked_record::LockedRecord;
use crate::storage::{reason, shown, system};
use crate::wording::{hosting as words, moment, several};

/// Keeps the result of a session among the records. The file is ours from the first time it is kept or read.
#[derive(Debug)]
pub struct ResultFile {
    id: Token,
    path: PathBuf,
    held: Option<LockedRecord>,
}

impl ResultFile {
    /// The file that the result will have; nothing is written yet.
    pub const fn new(id: Token, path: PathBuf) -> Self {
        Self { id, path, held: None }
    }

    /// The file of a session that was interrupted: where its record is now, else where it would be.
    pub fn of_interrupted(records: &Path, id: Token, usual: PathBuf) -> anyhow::Result<Self> {
        Ok(Self::new(id, find_id(records, id)?.unwrap_or(usual)))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What went wrong, with the name of the file alone: the whole room may read it.
    fn why(&self, error: &impl std::fmt::Display) -> String {
        let folder = self.path.parent().map(shown).unwrap_or_default();
        error.to_string().replace(&format!("{folder}/"), "")
    }

    fn held(&mut self) -> Result<&mut LockedRecord, String> {
        let held = match self.held.take() {
            Some(held) => held,
            None if self.path.exists() => self.claim()?,
            None => self.begin()?,
        };
        Ok(self.held.insert(held))
    }

    fn begin(&self) -> Result<LockedRecord, String> {
        if let Some(folder) = self.path.parent() {
            RealDisk.make_folder(folder).map_err(|error| self.why(&error))?;
        }
        LockedRecord::begin(self.path.clone()).map_err(|error| self.why(&error))
    }

    /// Takes hold of what is there, which is never written over unless it is this session's.
    fn claim(&self) -> Result<LockedRecord, String> {
        let (held, record) = LockedRecord::claim(&self.path).map_err(|error| self.why(&error))?;
        if record.head().id == self.id {
            return Ok(held);
        }
        Err(self.why(&words::holds_another(&shown(&self.path))))
    }
}

impl ResultStore for ResultFile {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        let saved = self.held()?.save(&RealDisk, record);
        saved.map_err(|error| self.why(&error))
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        if !self.path.exists() {
            return Ok(None);
        }
        let read = self.held()?.reread();
        read.map(Some).map_err(|error| self.why(&error))
    }
}

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
        let file = system::private_file().create(true).truncate(false).write(true).open(&note).ok()?;
        file.try_lock().ok()?;
        let mut owed = Self { note, file, folder };
        owed.keep(None).ok()?;
        Some(owed)
    }

    /// Writes the report, and takes the note away whatever came of that.
    pub fn pay(mut self, record: &Record) -> anyhow::Result<PathBuf> {
        let folder = self.folder.clone();
        let written = export_as(record, &folder, |path| self.keep(Some(path)));
        self.settle();
        written
    }

    /// Takes the note away: there is nothing to write.
    pub fn settle(self) {
        drop(system::remove(&self.note));
    }

    fn keep(&mut self, report: Option<&Path>) -> io::Result<()> {
        let mut text = system::to_bytes(&self.folder);
        if let Some(report) = report {
            text.push(BETWEEN);
            text.extend_from_slice(&system::to_bytes(report));
        }
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(&text)?;
        self.file.set_len(text.len() as u64)?;
        system::sync(&self.file)
    }
}

/// Who reads what is said of a report: whoever sits at this machine, or everybody in the room, to whom no folder is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Person,
    Room,
}

/// Writes what is owed by sessions that ended without their report, and says so, a sentence each.
pub fn settle_owed(sessions: &Sessions, reader: Audience) -> Vec<String> {
    let notes = sessions.notes();
    let ended = notes.iter().filter(|note| has_ended(note));
    ended
        .filter_map(|note| settle_one(note, sessions))
        .map(|(record, written)| sentence(&record, written, reader))
        .collect()
}

fn sentence(record: &Record, written: anyhow::Result<PathBuf>, reader: Audience) -> String {
    let (begun, id) = (moment(record.head().created, &now()), record.head().id.short());
    match (written, reader) {
        (Ok(path), Audience::Person) => words::report_late(&begun, &shown(&path)),
        (Ok(path), Audience::Room) => {
            words::report_late(&begun, &shown(path.file_name().map_or(path.as_path(), Path::new)))
        }
        (Err(error), _) => words::report_still_missing(&begun, &format!("{error:#}"), &id),
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
    let mut file = File::options().read(true).write(true).open(note).ok()?;
    file.try_lock().ok()?;
    // Through the same handle: some systems let nobody else read what is locked.
    let mut text = Vec::new();
    file.read_to_end(&mut text).ok()?;
    let mut parts = text.split(|byte| *byte == BETWEEN).map(system::from_bytes);
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

/// Writes the report of a session that has ended into the current folder. The record is on the disk already: a close
/// is not over before it is. Of a rehearsal nothing is written, nor where nobody answered.
pub fn write_report(seen: &HostView, file: &Path, owed: Option<Owed>) -> Wrote {
    let Some(record) = seen.view.record.as_ref().filter(|_| !seen.view.setup.rehearsal) else {
        settle(owed);
        return Wrote::default();
    };
    let (report, trouble) = match report(record, owed) {
        Ok(report) => (Some(report), None),
        Err(why) => (None, Some(why)),
    };
    Wrote { record: Some(shown(file)), report: report.as_deref().map(shown), trouble }
}

fn settle(owed: Option<Owed>) {
    if let Some(owed) = owed {
        owed.settle();
    }
}

fn report(record: &Record, owed: Option<Owed>) -> Result<PathBuf, String> {
    let written = match (env::current_dir(), owed) {
        (Err(error), owed) => {
            settle(owed);
            return Err(words::no_current_folder(&reason(&error)));
        }
        (Ok(_), Some(owed)) => owed.pay(record),
        (Ok(folder), None) => export(record, &folder),
    };
    written.map_err(|error| showable(&words::no_report(&format!("{error:#}"))))
}

/// The widest line.
const WIDTH: usize = 80;

/// A short summary and the paths of what was written; or how to go on.
pub fn exit_summary(last: &Last) -> String {
    let view = &last.seen.view;
    let lines = match &last.wrote {
        _ if view.setup.rehearsal => vec![words::REHEARSED.to_owned()],
        Some(wrote) => over(&last.seen, wrote),
        None if view.progress.phase == Phase::Ended => Vec::new(),
        None => vec![words::not_over(&view.setup.id.short())],
    };
    // A path is never broken.
    let options = textwrap::Options::new(WIDTH).break_words(false);
    lines.iter().flat_map(|line| textwrap::wrap(line, &options)).map(|line| line + "\n").collect()
}

fn over(seen: &HostView, wrote: &Wrote) -> Vec<String> {
    let first = seen.figures.as_ref().and_then(|figures| figures.first.as_ref());
    let Some(first) = first else { return vec![words::NOBODY.to_owned()] };
    let label = seen.view.setup.label.as_str();
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    let mut lines = vec![format!("{about}{}.", several::heading(first))];
    // The terminal may still be on the wall.
    lines.extend((seen.view.progress.shown > 0).then(|| several::summary(first)));
    lines.extend(wrote.record.as_deref().map(words::saved_in));
    lines.extend(wrote.report.as_deref().map(words::report_in));
    lines
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::definition;
    use crate::domain::record::Head;
    use crate::domain::response::Response;
    use crate::domain::text::Label;

    fn record(label: &str) -> Record {
        let begun = "2026-11-23T16:10:00Z".parse().unwrap();
        let head = Head {
            finished: Some("2026-11-23T17:10:00Z".parse().unwrap()),
            label: Label::new(label).unwrap(),
            ..Head::begun(Token::new(1 << 96), Kind::Workshop, begun, 5)
        };
        let questionnaire = Arc::new(definition::built_in().unwrap());
        Record::new(head, questionnaire, vec![Response::new(Token::new(2), "sales".parse().unwrap())]).unwrap()
    }

    const NAME: &str = "records/2026-11-23-00000001.toml";

    fn file(folder: &Path) -> ResultFile {
        ResultFile::new(Token::new(1 << 96), folder.join(NAME))
    }

    #[test]
    fn nothing_is_there_until_it_is_kept_and_then_it_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(folder.path());
        assert_eq!(file.kept(), Ok(None));
        assert!(!folder.path().join("records").exists());
        file.keep(&record("EMEA")).unwrap();
        assert_eq!(file.kept(), Ok(Some(record("EMEA"))));
    }

    #[test]
    fn after_a_crash_it_is_taken_hold_of_again_and_saved_over() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let mut again = file(folder.path());
        assert_eq!(again.kept(), Ok(Some(record("EMEA"))));
        again.keep(&record("APAC")).unwrap();
        assert_eq!(again.kept(), Ok(Some(record("APAC"))));
    }

    #[test]
    fn a_record_that_was_renamed_meanwhile_is_found_by_its_id() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let records = folder.path().join("records");
        let usual = folder.path().join(NAME);
        fs::rename(&usual, records.join("ours.toml")).unwrap();
        let mut found = ResultFile::of_interrupted(&records, Token::new(1 << 96), usual).unwrap();
        assert_eq!(found.kept(), Ok(Some(record("EMEA"))));
    }

    #[test]
    fn another_record_of_that_name_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let path = folder.path().join(NAME);
        let before = fs::read(&path).unwrap();
        let mut other = ResultFile::new(Token::new(9), path.clone());
        assert!(other.keep(&record("APAC")).unwrap_err().contains("holds another record"));
        assert_eq!(fs::read(path).unwrap(), before);
    }

    #[test]
    fn what_another_program_changed_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(folder.path());
        file.keep(&record("EMEA")).unwrap();
        let path = folder.path().join(NAME);
        fs::write(&path, "mine").unwrap();
        assert!(file.keep(&record("APAC")).unwrap_err().contains("another program changed"));
        assert_eq!(fs::read_to_string(path).unwrap(), "mine");
    }
}
