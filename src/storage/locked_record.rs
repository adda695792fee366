//! A record that is ours to change, as long as this is held.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::atomic_write::{Step, WriteError, folder_of, write_whole};
use super::disk::{Disk, Over};
use super::format::{self, Unwritable};
use super::locking::{Lock, LockError};
use super::reading::{self, ReadError, Unreadable};
use super::stale_tmp;
use super::wording::{reason, shown};
use crate::domain::record::Record;

/// A record's file, locked.
///
/// It is only ever written over while it holds what was last read or written here, so that nothing that another
/// program put there is lost.
#[derive(Debug)]
pub struct LockedRecord {
    path: PathBuf,
    lock: Lock,
    known: Option<Vec<u8>>,
    asked: format::Asked,
}

/// Why a record cannot be taken hold of.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// Somebody else has it, or it cannot be locked.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Why a record is not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A file is there that was never read here.
    #[error("{} is already there; it was left as it is", shown(.0))]
    Exists(PathBuf),
    /// The file is no longer as it was read or written here.
    #[error("another program changed {}; it was left as it is", shown(.0))]
    Changed(PathBuf),
    /// The lock was lost and somebody else has it.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The record has no text.
    #[error(transparent)]
    Text(#[from] Unwritable),
    /// The disk refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why a record is still there.
#[derive(Debug, thiserror::Error)]
#[error("{} could not be deleted: {}", shown(path), reason(why))]
pub struct RemoveError {
    /// The file.
    pub path: PathBuf,
    /// What the disk said, which the sentence holds already.
    pub why: std::io::Error,
}

impl LockedRecord {
    /// Takes hold of the file of a new record, in a folder that exists.
    ///
    /// # Errors
    /// When somebody else has it, or it cannot be locked.
    pub fn begin(path: PathBuf) -> Result<Self, LockError> {
        let lock = Lock::take(&path)?;
        let held = Self { path, lock, known: None, asked: format::Asked::default() };
        held.clean();
        Ok(held)
    }

    /// Takes hold of a record that is on the disk, and reads it as it stands now.
    ///
    /// # Errors
    /// When somebody else has it, or it cannot be locked or read.
    pub fn claim(path: &Path) -> Result<(Self, Record), ClaimError> {
        // Through a link the same record could be held under two names. What is missing is told by the reading.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        reading::open(&path).map_err(|why| ReadError { path: path.clone(), why })?;
        let mut held = Self::begin(path)?;
        let record = held.reread()?;
        Ok((held, record))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The record as it stands on the disk.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn reread(&mut self) -> Result<Record, ReadError> {
        let (record, bytes) = reading::read_with_bytes(&self.path)?;
        self.known = Some(bytes);
        Ok(record)
    }

    /// Saves a state of the record, whole or not at all. Once this returns, it is on the disk.
    ///
    /// # Errors
    /// When it is not saved. What was there before is there still, unless only the folder was not confirmed.
    pub fn save(&mut self, disk: &dyn Disk, record: &Record) -> Result<(), SaveError> {
        let contents = self.asked.to_text(record)?.into_bytes();
        if !self.lock.is_there() {
            self.lock = Lock::take(&self.path)?;
        }
        let written = write_whole(disk, &self.path, &contents, self.over()?);
        let in_place = written.as_ref().err().is_none_or(|error| error.step == Step::SyncFolder);
        if in_place {
            self.known = Some(contents);
        }
        Ok(written?)
    }

    /// Moves the record to a place where no list looks; says whether it was still there to be moved.
    ///
    /// # Errors
    /// When it is where it was, or the disk does not confirm that it is gone from there.
    pub fn move_to(self, disk: &dyn Disk, to: &Path) -> Result<bool, RemoveError> {
        let moved = match fs::rename(&self.path, to) {
            Err(error) if error.kind() == ErrorKind::NotFound && !self.path.exists() => Ok(false),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => self.carry_to(to).map(|()| true),
            renamed => renamed.map(|()| true),
        };
        let confirmed = moved.and_then(|moved| {
            disk.sync_folder(folder_of(to))?;
            disk.sync_folder(folder_of(&self.path)).map(|()| moved)
        });
        confirmed.map_err(|why| RemoveError { path: self.path.clone(), why })
    }

    /// The same from one disk to another.
    fn carry_to(&self, to: &Path) -> std::io::Result<()> {
        fs::copy(&self.path, to)?;
        fs::File::open(to)?.sync_all()?;
        fs::remove_file(&self.path)
    }

    /// What may be written over now.
    fn over(&self) -> Result<Over, SaveError> {
        match (reading::bytes(&self.path), &self.known) {
            (Err(Unreadable::Disk(error)), _) if error.kind() == ErrorKind::NotFound => Ok(Over::Nothing),
            (_, None) => Err(SaveError::Exists(self.path.clone())),
            (Ok(found), Some(known)) if found == *known => Ok(Over::Known),
            (_, Some(_)) => Err(SaveError::Changed(self.path.clone())),
        }
    }

    fn clean(&self) {
        let name = self.path.file_name().unwrap_or_default();
        stale_tmp::sweep_own(folder_of(&self.path), name);
    }
}
