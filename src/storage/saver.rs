//! The records that are held, what is done with them, and the thread that does it, so that nothing else waits for the disk.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use super::atomic_write::{self, Disk, Step, WriteError};
use super::deleted::{self, Bin};
use super::format::{ReadError, Unreadable};
use super::listing::find_id;
use super::location::{DataFolder, NoFolder, file_name, typed_path};
use super::locked_record::{ClaimError, LockedRecord, SaveError};
use super::system;
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::domain::text::{Label, first_unshowable, name_of};
use crate::request::{Restored, Revision, StoreReply, StoreRequest, Target};
use crate::wording::storage as words;

/// Why a job could not be done, as it is said.
#[derive(Debug)]
enum Failure {
    /// There is no such file, or no more.
    Gone(String),
    Other(String),
}

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Other(error.to_string())
    }
}

fn not_claimed(error: impl Into<ClaimError>) -> Failure {
    let error = error.into();
    match &error {
        ClaimError::Read(ReadError { why: Unreadable::Disk(why), .. }) if why.kind() == ErrorKind::NotFound => {
            Failure::Gone(error.to_string())
        }
        _ => error.into(),
    }
}

fn gone() -> Failure {
    Failure::Gone(words::GONE.to_owned())
}

fn other(why: impl Into<String>) -> Failure {
    Failure::Other(why.into())
}

pub(super) struct Store {
    place: RecordsPlace,
    disk: Box<dyn Disk>,
    held: BTreeMap<Token, LockedRecord>,
    bin: Bin,
}

impl Store {
    /// Opens the place where records are kept, and clears it of what a killed program left.
    pub(super) fn open(place: RecordsPlace, disk: Box<dyn Disk>) -> Self {
        if let Ok(folder) = &place.folder {
            atomic_write::sweep_stale(&folder.records());
        }
        Self { place, disk, held: BTreeMap::new(), bin: Bin::default() }
    }

    pub(super) fn answer(&mut self, job: StoreRequest) -> StoreReply {
        match job {
            StoreRequest::Save { revision, record } => saved((record.head().id, revision), self.save(&record)),
            StoreRequest::SaveElsewhere { revision, record, path } => {
                saved((record.head().id, revision), self.save_elsewhere(&record, &path))
            }
            StoreRequest::Claim(Target { id, file }) => {
                let claimed = self.claim(id, file).map(|(record, path)| (Box::new(record), path));
                StoreReply::Claimed { id, result: or_why(claimed) }
            }
            StoreRequest::Discard { target: Target { id, file }, finished_too } => {
                StoreReply::Discarded { id, result: or_why(self.discard(id, file, finished_too)) }
            }
            StoreRequest::Rename { target: Target { id, file }, label } => {
                StoreReply::Renamed { id, result: or_why(self.rename(id, file, label)) }
            }
            StoreRequest::Add(record) => StoreReply::Added { id: record.head().id, result: or_why(self.add(&record)) },
            StoreRequest::TakeBack(id) => StoreReply::TakenBack {
                id,
                result: or_why(self.bin.take_back(self.disk.as_ref(), id).map_err(Failure::from)),
            },
            StoreRequest::Settle { restore } => StoreReply::Settled(or_why(self.settle(restore))),
            StoreRequest::Empty => {
                self.bin.empty();
                StoreReply::Settled(Ok(Restored::default()))
            }
        }
    }

    fn save(&mut self, record: &Record) -> Result<PathBuf, Failure> {
        let path = self.path_of(record)?;
        self.make_folder(&path)?;
        let held = match self.held.entry(record.head().id) {
            Entry::Occupied(held) => held.into_mut(),
            Entry::Vacant(place) => place.insert(LockedRecord::begin(path)?),
        };
        held.save(self.disk.as_ref(), record)?;
        Ok(held.path().to_path_buf())
    }

    fn save_elsewhere(&mut self, record: &Record, typed: &str) -> Result<PathBuf, Failure> {
        let id = record.head().id;
        let path = self.typed(typed, &file_name(record.head()))?;
        if path.symlink_metadata().is_ok() {
            return Err(SaveError::Exists(path).into());
        }
        if self.held.get(&id).is_some_and(|held| held.path() == path) {
            return self.save(record);
        }
        let mut held = LockedRecord::begin(path.clone())?;
        held.save(self.disk.as_ref(), record)?;
        self.held.insert(id, held);
        Ok(path)
    }

    fn claim(&mut self, id: Token, path: Option<PathBuf>) -> Result<(Record, PathBuf), Failure> {
        self.let_go_of_copy(id, path.as_deref());
        if let Some(held) = self.held.get_mut(&id) {
            let record = held.reread().map_err(not_claimed)?;
            return Ok((record, held.path().to_path_buf()));
        }
        let path = match path {
            Some(path) => path.exists().then_some(path),
            None => find_id(&self.records()?, id)?,
        };
        let path = path.ok_or_else(gone)?;
        let (held, record) = LockedRecord::claim(&path).map_err(not_claimed)?;
        if record.head().id != id {
            return Err(other(words::OTHER_RECORD));
        }
        let path = held.path().to_path_buf();
        self.held.insert(id, held);
        Ok((record, path))
    }

    /// Another file of the same record was chosen: what is done next is meant for that one.
    fn let_go_of_copy(&mut self, id: Token, chosen: Option<&Path>) {
        let real = |path: &Path| system::canonical(path).unwrap_or_else(|_| path.to_path_buf());
        let held = self.held.get(&id).map(LockedRecord::path);
        if held.zip(chosen).is_some_and(|(held, chosen)| real(held) != real(chosen)) {
            self.held.remove(&id);
        }
    }

    fn discard(&mut self, id: Token, path: Option<PathBuf>, finished_too: bool) -> Result<(), Failure> {
        self.let_go_of_copy(id, path.as_deref());
        let was_held = self.held.contains_key(&id);
        let (record, _) = match self.claim(id, path) {
            Err(Failure::Gone(_)) => {
                self.held.remove(&id);
                return Ok(());
            }
            claimed => claimed?,
        };
        if record.is_finished() && !finished_too {
            if !was_held {
                self.held.remove(&id);
            }
            return Err(other(words::FINISHED));
        }
        let held = self.held.remove(&id).ok_or_else(gone)?;
        let records = self.records()?;
        Ok(self.bin.put(self.disk.as_ref(), &records, held, id).map(drop)?)
    }

    fn rename(&mut self, id: Token, path: Option<PathBuf>, label: Label) -> Result<(), Failure> {
        let was_held = self.held.contains_key(&id);
        let (mut record, _) = self.claim(id, path)?;
        record.relabel(label);
        let saved = self.held.get_mut(&id).ok_or_else(gone)?.save(self.disk.as_ref(), &record);
        if !was_held {
            self.held.remove(&id);
        }
        Ok(saved?)
    }

    fn add(&mut self, record: &Record) -> Result<(), Failure> {
        let saved = self.save(record);
        self.held.remove(&record.head().id);
        saved.map(drop)
    }

    /// Puts back what runs left behind that were cut short, or deletes it for good.
    fn settle(&self, restore: bool) -> Result<Restored, Failure> {
        let records = self.records()?;
        if restore {
            return Ok(deleted::restore(self.disk.as_ref(), &records)?);
        }
        deleted::purge(&records);
        Ok(Restored::default())
    }

    fn records(&self) -> Result<PathBuf, NoFolder> {
        self.place.folder.as_ref().map(DataFolder::records).map_err(Clone::clone)
    }

    fn path_of(&self, record: &Record) -> Result<PathBuf, NoFolder> {
        match self.held.get(&record.head().id) {
            Some(held) => Ok(held.path().to_path_buf()),
            None => Ok(self.records()?.join(file_name(record.head()))),
        }
    }

    /// Makes the folder of records if the file is to go there. Other folders are the person's own.
    fn make_folder(&self, file: &Path) -> Result<(), SaveError> {
        let records = self.records().ok();
        let Some(folder) = records.filter(|records| file.parent() == Some(records)) else { return Ok(()) };
        let failed = |why| WriteError { path: file.to_path_buf(), step: Step::Folder, why };
        Ok(self.disk.make_folder(&folder).map_err(failed)?)
    }

    /// The file that was typed; in a folder that was typed, the file as it would be named among the records.
    fn typed(&self, typed: &str, name: &str) -> Result<PathBuf, Failure> {
        if let Some((_, c)) = first_unshowable(typed.trim()) {
            return Err(other(words::unshowable(&name_of(c))));
        }
        let path = typed_path(typed, self.place.home.as_deref());
        let path = std::path::absolute(path).map_err(|_| other(words::NO_FILE_NAMED))?;
        match path.parent() {
            _ if path.is_dir() => Ok(path.join(name)),
            Some(folder) if !folder.is_dir() => Err(other(words::no_folder(folder))),
            _ => Ok(path),
        }
    }
}

fn saved((id, revision): (Token, Revision), outcome: Result<PathBuf, Failure>) -> StoreReply {
    StoreReply::Saved { id, revision, result: or_why(outcome.map(Some)) }
}

fn or_why<T>(outcome: Result<T, Failure>) -> Result<T, String> {
    outcome.map_err(|(Failure::Gone(why) | Failure::Other(why))| why)
}

// A saver that is dropped without `finish`, as in a panic, still gets this long to save.
const LAST_CHANCE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct RecordsPlace {
    /// The data folder, or why there is none.
    pub folder: Result<DataFolder, NoFolder>,
    /// What a leading `~` in a typed path stands for.
    pub home: Option<PathBuf>,
}

/// The thread that saves. It holds every record that it saved or claimed until it ends.
#[derive(Debug)]
pub struct Saver {
    jobs: Option<Sender<StoreRequest>>,
    ended: Receiver<()>,
}

impl Saver {
    /// Starts the thread. It calls `report` for what becomes of each job.
    pub fn start(
        place: RecordsPlace,
        disk: Box<dyn Disk>,
        mut report: impl FnMut(StoreReply) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel();
        let (alive, ended) = mpsc::channel();
        thread::Builder::new().name("saver".to_owned()).spawn(move || {
            // Dropped when this thread ends, however it ends: that is how `finish` learns of it.
            let _alive: Sender<()> = alive;
            let mut store = Store::open(place, disk);
            let mut queue = Queue { inbox, waiting: VecDeque::new() };
            while let Some(job) = queue.next() {
                report(store.answer(job));
            }
        })?;
        Ok(Self { jobs: Some(jobs), ended })
    }

    /// Hands over a job, never waiting for the disk. The job comes back if the thread is gone, which only a panic in
    /// `report` can bring about.
    pub fn submit(&self, job: StoreRequest) -> Result<(), Box<StoreRequest>> {
        match &self.jobs {
            Some(jobs) => jobs.send(job).map_err(|refused| Box::new(refused.0)),
            None => Err(Box::new(job)),
        }
    }

    /// Waits until every job is done and reported, and every record is let go, but no longer than `within`. Says
    /// whether it came to that; a disk that hangs keeps nobody from leaving.
    pub fn finish(mut self, within: Duration) -> bool {
        self.end(within)
    }

    fn end(&mut self, within: Duration) -> bool {
        self.jobs = None;
        matches!(self.ended.recv_timeout(within), Err(RecvTimeoutError::Disconnected))
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        if self.jobs.is_some() {
            self.end(LAST_CHANCE);
        }
    }
}

/// The jobs that wait, in the order in which they came.
struct Queue {
    inbox: Receiver<StoreRequest>,
    waiting: VecDeque<StoreRequest>,
}

impl Queue {
    /// The next job to do; waits for one. None once nobody can send any more.
    fn next(&mut self) -> Option<StoreRequest> {
        if self.waiting.is_empty() {
            self.waiting.push_back(self.inbox.recv().ok()?);
        }
        self.waiting.extend(self.inbox.try_iter());
        while self.first_is_overtaken() {
            self.waiting.pop_front();
        }
        self.waiting.pop_front()
    }

    /// Whether the next thing to be done with the same record is to save a later state of it.
    fn first_is_overtaken(&self) -> bool {
        let Some(first @ StoreRequest::Save { .. }) = self.waiting.front() else { return false };
        let later = self.waiting.iter().skip(1).find(|job| job.record() == first.record());
        matches!(later, Some(StoreRequest::Save { .. }))
    }
}

impl StoreRequest {
    /// The record that it is about, if it is about one.
    fn record(&self) -> Option<Token> {
        match self {
            Self::Save { record, .. } | Self::SaveElsewhere { record, .. } => Some(record.head().id),
            Self::Add(record) => Some(record.head().id),
            Self::Claim(Target { id, .. })
            | Self::Discard { target: Target { id, .. }, .. }
            | Self::Rename { target: Target { id, .. }, .. }
            | Self::TakeBack(id) => Some(*id),
            Self::Settle { .. } | Self::Empty => None,
        }
    }
}
