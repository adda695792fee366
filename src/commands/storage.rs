//! The app's wishes as jobs of the saver, and the saver's reports as messages to the app.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::reader::Reader;
use crate::app::{Effect, Msg, Revision};
use crate::domain::id::Token;
use crate::storage::atomic_write::RealDisk;
use crate::storage::location::DataFolder;
use crate::storage::saver::{Place, Saver, StoreReply, StoreRequest};

/// How long leaving may wait for the disk. A closed window gives two seconds in all.
const LAST_WAIT: Duration = Duration::from_millis(1500);

/// The files of records whose place is known, or of which one of several copies is meant.
pub type Files = Arc<Mutex<HashMap<Token, PathBuf>>>;

/// Carries out what the app wants done with records.
pub struct Storage {
    saver: Saver,
    reader: Reader,
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
    /// The same, record by record.
    unsaved: BTreeMap<Token, String>,
}

impl Storage {
    /// Starts to keep records; `files` are those whose place is known, and `tell` reaches the app.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        place: Place,
        files: HashMap<Token, PathBuf>,
        tell: impl Fn(Msg) + Send + Clone + 'static,
    ) -> io::Result<Self> {
        let folder = place.folder.as_ref().map(DataFolder::records).ok();
        let files: Files = Arc::new(Mutex::new(files));
        let reader = Reader::start(folder.clone(), Arc::clone(&files), tell.clone())?;
        let kept = Arc::new(Mutex::new(SaveOutcome::default()));
        let noted = Arc::clone(&kept);
        let saver = Saver::start(place, Box::new(RealDisk), move |report| {
            noted.lock().unwrap_or_else(PoisonError::into_inner).note(&report);
            tell(msg(report));
        })?;
        Ok(Self { saver, reader, files, folder, kept })
    }

    /// Does what the app asked for. Never waits for the disk.
    pub fn take(&self, effect: Effect) {
        let effect = self.meant(effect);
        let Some(job) = self.job(effect) else { return };
        if self.saver.submit(job).is_err() {
            self.kept().trouble = Some("the thread that saves has stopped".to_owned());
        }
    }

    /// Waits for the last answers to be saved, though not for ever; says what became of them. What was deleted is gone
    /// for good once the person leaves of their own accord, and is offered back where the run was cut short.
    pub fn finish(self, of_own_accord: bool) -> SaveOutcome {
        if of_own_accord {
            // A saver that has stopped cannot empty anything, and the next run offers it back.
            drop(self.saver.submit(StoreRequest::Empty));
        }
        let kept = Arc::clone(&self.kept);
        let done = self.saver.finish(LAST_WAIT);
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !done && kept.trouble.is_none() {
            kept.trouble = Some("the disk did not answer in time".to_owned());
        }
        kept.is_found = kept.path.as_deref().is_some_and(|path| is_in(path, self.folder.as_deref()));
        kept
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, SaveOutcome> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn files(&self) -> std::sync::MutexGuard<'_, HashMap<Token, PathBuf>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The effect alone, once it is noted which file of its record it is meant for.
    fn meant(&self, effect: Effect) -> Effect {
        match effect {
            Effect::In { file, effect } => {
                if let Effect::Claim(id)
                | Effect::Open(id)
                | Effect::Trend(id)
                | Effect::Discard(id)
                | Effect::Delete(id)
                | Effect::Export(id) = *effect
                {
                    self.files().insert(id, file);
                }
                *effect
            }
            Effect::SaveElsewhere { ref record, .. } => {
                // From now on it is kept in another file, which the saver knows.
                self.files().remove(&record.head().id);
                effect
            }
            effect => effect,
        }
    }

    fn job(&self, effect: Effect) -> Option<StoreRequest> {
        let path = |id: &Token| self.files().get(id).cloned();
        Some(match effect {
            Effect::Save { revision, record } => StoreRequest::Save { revision: revision.0, record },
            Effect::SaveElsewhere { revision, record, path } => {
                StoreRequest::SaveElsewhere { revision: revision.0, record, path }
            }
            Effect::Claim(id) => StoreRequest::Claim { id, path: path(&id) },
            Effect::Discard(id) => StoreRequest::Discard { id, path: path(&id), finished_too: false },
            Effect::Delete(id) => StoreRequest::Discard { id, path: path(&id), finished_too: true },
            Effect::TakeBack(id) => StoreRequest::TakeBack { id },
            Effect::Settle { restore } => StoreRequest::Settle { restore },
            Effect::List
            | Effect::Open(_)
            | Effect::Earlier { .. }
            | Effect::Trend(_)
            | Effect::Runs(_)
            | Effect::Compare(_)
            | Effect::Export(_) => {
                self.reader.ask(effect);
                return None;
            }
            // Only a live session has commands and participants, and its own thread carries out what they want.
            Effect::Command(_)
            | Effect::Join { .. }
            | Effect::Vacate { .. }
            | Effect::Finish
            | Effect::In { .. }
            | Effect::Quit => {
                return None;
            }
        })
    }
}

impl SaveOutcome {
    /// No file is kept here; `trouble` says why the latest answers are not saved, if they are not.
    pub fn elsewhere(trouble: Option<String>) -> Self {
        Self { trouble, ..Self::default() }
    }

    fn note(&mut self, report: &StoreReply) {
        match report {
            StoreReply::Saved { id, path, .. } => {
                self.path = Some(path.clone());
                self.unsaved.remove(id);
            }
            StoreReply::NotSaved { id, why, .. } => {
                self.unsaved.insert(*id, why.clone());
            }
            StoreReply::Claimed { path, .. } => self.path = Some(path.clone()),
            StoreReply::Refused { .. }
            | StoreReply::Discarded(_)
            | StoreReply::TakenBack(_)
            | StoreReply::Settled { .. }
            | StoreReply::NotDiscarded { .. } => {}
        }
        self.trouble = self.unsaved.values().next().cloned();
    }
}

/// Whether a file is in a folder, by whichever name that goes.
fn is_in(file: &Path, folder: Option<&Path>) -> bool {
    let real = |folder: Option<&Path>| folder.and_then(|folder| folder.canonicalize().ok());
    real(folder).is_some_and(|folder| real(file.parent()) == Some(folder))
}

fn msg(report: StoreReply) -> Msg {
    match report {
        StoreReply::Saved { revision, .. } => Msg::Saved(Revision(revision)),
        StoreReply::NotSaved { revision, why, .. } => Msg::NotSaved { revision: Revision(revision), why },
        StoreReply::Claimed { record, .. } => Msg::Claimed(record),
        StoreReply::Refused { why, .. } => Msg::Refused { why },
        StoreReply::Discarded(id) => Msg::Discarded(id),
        StoreReply::TakenBack(id) => Msg::TakenBack(id),
        StoreReply::Settled { trouble } => Msg::Settled { trouble },
        StoreReply::NotDiscarded { why, .. } => Msg::NotDiscarded { why },
    }
}
