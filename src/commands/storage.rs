//! Hands what the app wants done with records to the threads that save and read, and keeps in view what was saved.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::reader;
use super::run_app::Doer;
use crate::app::{Effect, Msg};
use crate::domain::id::Token;
use crate::request::{ReadRequest, StoreReply, StoreRequest, Target};
use crate::storage::atomic_write::RealDisk;
use crate::storage::location::DataFolder;
use crate::storage::saver::{RecordsPlace, Saver};
use crate::storage::system::canonical;
use crate::wording::window;

/// How long leaving may wait for the disk. A closed window gives two seconds in all.
const LAST_WAIT: Duration = Duration::from_millis(1500);

/// The files of records whose place is known, or of which one of several copies is meant.
pub type Files = Arc<Mutex<HashMap<Token, PathBuf>>>;

pub struct Storage {
    saver: Saver,
    reader: Sender<ReadRequest>,
    files: Files,
    folder: Option<PathBuf>,
    kept: Arc<Mutex<SaveOutcome>>,
}

/// What became of the answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SaveOutcome {
    /// The file that they were last saved in or read from.
    pub path: Option<PathBuf>,
    /// Whether that file is among the records, where the next start finds it by itself.
    pub is_found: bool,
    /// Why the latest are not saved, if they are not.
    pub trouble: Option<String>,
    unsaved: BTreeMap<Token, String>,
}

impl Storage {
    /// Starts to keep records; `files` are those whose place is known, and `send` reaches the app.
    pub fn start(
        place: RecordsPlace,
        files: HashMap<Token, PathBuf>,
        send: impl Fn(Msg) + Send + Clone + 'static,
    ) -> io::Result<Self> {
        let folder = place.folder.as_ref().map(DataFolder::records).ok();
        let files: Files = Arc::new(Mutex::new(files));
        let reader = reader::start(folder.clone(), Arc::clone(&files), send.clone())?;
        let kept = Arc::new(Mutex::new(SaveOutcome::default()));
        let noted = Arc::clone(&kept);
        let saver = Saver::start(place, Box::new(RealDisk), move |reply| {
            lock(&noted).note(&reply);
            send(Msg::Store(reply));
        })?;
        Ok(Self { saver, reader, files, folder, kept })
    }

    /// Notes which file of its record a request is meant for, or fills in what was noted before.
    fn choose_file(&self, request: &mut StoreRequest) {
        match request {
            StoreRequest::Claim(target)
            | StoreRequest::Discard { target, .. }
            | StoreRequest::Rename { target, .. } => {
                choose_file(&self.files, target);
            }
            // From now on it is kept in another file, which the saver knows.
            StoreRequest::SaveElsewhere { record, .. } => drop(lock(&self.files).remove(&record.head().id)),
            // Of what is saved or was deleted the saver knows the file.
            StoreRequest::Save { .. }
            | StoreRequest::Add(_)
            | StoreRequest::TakeBack(_)
            | StoreRequest::Settle { .. }
            | StoreRequest::Empty => {}
        }
    }
}

impl Doer for Storage {
    fn take(&self, effect: Effect) {
        match effect {
            Effect::Store(mut request) => {
                self.choose_file(&mut request);
                if self.saver.submit(request).is_err() {
                    lock(&self.kept).trouble = Some(window::SAVER_STOPPED.to_owned());
                }
            }
            // The thread outlives this sender, unless it panicked, which ends the program anyway.
            Effect::Read(request) => drop(self.reader.send(request)),
            // Only a live session has commands and participants, and its own threads carry out what they want.
            Effect::Participant(_) | Effect::Command(_) | Effect::Copy(_) | Effect::Quit => {}
        }
    }

    /// What was deleted is gone for good once the person leaves of their own accord, and is offered back where the run was
    /// cut short.
    fn finish(self, of_own_accord: bool) -> SaveOutcome {
        if of_own_accord {
            // A saver that has stopped cannot empty anything, and the next run offers it back.
            drop(self.saver.submit(StoreRequest::Empty));
        }
        let kept = Arc::clone(&self.kept);
        let done = self.saver.finish(LAST_WAIT);
        let mut kept = lock(&kept).clone();
        if !done && kept.trouble.is_none() {
            kept.trouble = Some(window::DISK_LATE.to_owned());
        }
        kept.is_found = kept.path.as_deref().is_some_and(|path| is_in(path, self.folder.as_deref()));
        kept
    }
}

/// Notes which file of its record is meant, or fills in which was noted before.
pub fn choose_file(files: &Files, target: &mut Target) {
    let mut files = lock(files);
    match &target.file {
        Some(file) => drop(files.insert(target.id, file.clone())),
        None => target.file = files.get(&target.id).cloned(),
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SaveOutcome {
    /// No file is kept here; `trouble` says why the latest answers are not saved, if they are not.
    pub fn elsewhere(trouble: Option<String>) -> Self {
        Self { trouble, ..Self::default() }
    }

    fn note(&mut self, reply: &StoreReply) {
        match reply {
            StoreReply::Saved { id, result: Ok(path), .. } => {
                self.path.clone_from(path);
                self.unsaved.remove(id);
            }
            StoreReply::Saved { id, result: Err(why), .. } => {
                self.unsaved.insert(*id, why.clone());
            }
            StoreReply::Claimed { result: Ok((_, path)), .. } => self.path = Some(path.clone()),
            StoreReply::Claimed { result: Err(_), .. }
            | StoreReply::Discarded { .. }
            | StoreReply::Renamed { .. }
            | StoreReply::Added { .. }
            | StoreReply::TakenBack { .. }
            | StoreReply::Settled(_) => {}
        }
        self.trouble = self.unsaved.values().next().cloned();
    }
}

/// Whether a file is in a folder, by whichever name that goes.
fn is_in(file: &Path, folder: Option<&Path>) -> bool {
    let real = |folder: Option<&Path>| folder.and_then(|folder| canonical(folder).ok());
    real(folder).is_some_and(|folder| real(file.parent()) == Some(folder))
}
