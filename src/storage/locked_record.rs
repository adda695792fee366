//! A record that is ours to change, as long as this is held.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;

use super::atomic_write::{self, Disk, Overwrite, Step, WriteError, folder_of, write_whole};
use super::format::{self, ReadError, Unreadable, Unwritable};
use super::{reason, system};
use crate::domain::record::Record;
use crate::wording::storage as words;

/// A record's file, locked.
///
/// It is only ever written over while it holds what was last read or written here, so that nothing that another
/// program put there is lost.
#[derive(Debug)]
pub struct LockedRecord {
    path: PathBuf,
    lock: Lock,
    known: Option<Vec<u8>>,
    asked: format::QuestionnaireText,
}

#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    #[error(transparent)]
    Lock(#[from] LockError),
    #[error(transparent)]
    Read(#[from] ReadError),
}

#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// A file is there that was never read here.
    #[error("{}", words::already_there(.0))]
    Exists(PathBuf),
    #[error("{}", words::changed(.0))]
    Changed(PathBuf),
    /// The lock was lost and somebody else has it.
    #[error(transparent)]
    Lock(#[from] LockError),
    #[error(transparent)]
    Text(#[from] Unwritable),
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl LockedRecord {
    /// Takes hold of the file of a new record, in a folder that exists.
    pub fn begin(path: PathBuf) -> Result<Self, LockError> {
        let lock = Lock::take(&path)?;
        atomic_write::sweep_own(folder_of(&path), path.file_name().unwrap_or_default());
        Ok(Self { path, lock, known: None, asked: format::QuestionnaireText::default() })
    }

    /// Takes hold of a record that is on the disk, and reads it as it stands now.
    pub fn claim(path: &Path) -> Result<(Self, Record), ClaimError> {
        // Through a link the same record could be held under two names. What is missing is told by the reading.
        let path = system::canonical(path).unwrap_or_else(|_| path.to_path_buf());
        format::open(&path).map_err(|why| ReadError { path: path.clone(), why })?;
        let mut held = Self::begin(path)?;
        let record = held.reread()?;
        Ok((held, record))
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The record as it stands on the disk.
    pub fn reread(&mut self) -> Result<Record, ReadError> {
        let (record, bytes) = format::read_with_bytes(&self.path)?;
        self.known = Some(bytes);
        Ok(record)
    }

    /// Saves a state of the record, whole or not at all. Once this returns, it is on the disk; where it fails, what was
    /// there before is there still, unless only the folder was not confirmed.
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
    pub fn move_to(self, disk: &dyn Disk, to: &Path) -> io::Result<bool> {
        let moved = match system::rename(&self.path, to) {
            Err(error) if error.kind() == ErrorKind::NotFound && !self.path.exists() => Ok(false),
            Err(error) if error.kind() == ErrorKind::CrossesDevices => carry(&self.path, to).map(|()| true),
            renamed => renamed.map(|()| true),
        };
        let moved = moved?;
        disk.sync_folder(folder_of(to))?;
        disk.sync_folder(folder_of(&self.path)).map(|()| moved)
    }

    fn over(&self) -> Result<Overwrite, SaveError> {
        match (format::bytes(&self.path), &self.known) {
            (Err(Unreadable::Disk(error)), _) if error.kind() == ErrorKind::NotFound => Ok(Overwrite::Nothing),
            (_, None) => Err(SaveError::Exists(self.path.clone())),
            (Ok(found), Some(known)) if found == *known => Ok(Overwrite::Known),
            (_, Some(_)) => Err(SaveError::Changed(self.path.clone())),
        }
    }
}

// Asking whether a record is held takes its lock for some microseconds, and a holder who leaves removes the file.
// Neither may turn away somebody else.
const TRIES: u32 = 25;
const PAUSE: Duration = Duration::from_millis(4);
/// The most bytes that a lock file of ours has.
const LOCK_MAX: u64 = 256;

/// The right to change a record. It ends when this is dropped, or with the process.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
}

/// The process that holds a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    pub since: Timestamp,
}

#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Somebody else holds it, if the lock file says who.
    #[error("{}", words::held(record, holder.as_ref().map(|holder| (holder.pid, holder.since))))]
    Held { record: PathBuf, holder: Option<Holder> },
    /// A file that is not ours has the name of the lock.
    #[error("{}", words::not_a_lock(path))]
    NotALock { path: PathBuf },
    /// The lock file cannot be created.
    #[error("{}, so {}", reason(why), words::nothing_beside(record))]
    Disk { record: PathBuf, why: io::Error },
    /// The disk knows no locks, or has no more.
    #[error("{}, so {}", reason(why), words::not_lockable(record))]
    Unlockable { record: PathBuf, why: io::Error },
}

impl Lock {
    /// Takes the lock of a record, which need not exist yet.
    pub fn take(record: &Path) -> Result<Self, LockError> {
        let path = lock_path(record);
        let failed = |why| LockError::Disk { record: record.to_path_buf(), why };
        for _ in 0..TRIES {
            let opened = || system::lock_file().read(true).write(true).create(true).truncate(false).open(&path);
            let file = system::patiently(opened).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if system::is_at(&file, &path) => return signed(file, path).map_err(failed)?,
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
                Err(TryLockError::Error(why)) => {
                    return Err(LockError::Unlockable { record: record.to_path_buf(), why });
                }
            }
        }
        Err(LockError::Held { record: record.to_path_buf(), holder: read_holder(&path) })
    }

    /// Whether the lock file is still there. Somebody may have deleted it by hand, and then others can lock anew.
    pub fn is_there(&self) -> bool {
        system::is_at(&self.file, &self.path)
    }
}

impl Drop for Lock {
    /// Removes the file while it is still locked, so that nobody can lock it in between and lose it.
    fn drop(&mut self) {
        if self.is_there() {
            drop(system::remove(&self.path));
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    Free,
    /// By whom, if the lock file says.
    Held(Option<Holder>),
}

/// Whether somebody holds a record, this process included. Creates nothing.
pub fn hold_of(record: &Path) -> Hold {
    let path = lock_path(record);
    let Ok(file) = File::open(&path) else { return Hold::Free };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Hold::Held(read_holder(&path)),
        Ok(()) | Err(TryLockError::Error(_)) => Hold::Free,
    }
}

pub fn lock_path(record: &Path) -> PathBuf {
    [record.as_os_str(), OsStr::new(".lock")].into_iter().collect::<OsString>().into()
}

/// Writes down who holds it, unless the file turns out not to be a lock.
fn signed(mut file: File, path: PathBuf) -> io::Result<Result<Lock, LockError>> {
    let text = read_start(&mut file)?;
    // It may be empty, ours, or was being written when the power went.
    if !text.starts_with(b"pid = ") && text.iter().any(|byte| *byte != 0) {
        return Ok(Err(LockError::NotALock { path }));
    }
    // It is held, with or without a signature: on a full disk there may be no room for one.
    drop(sign(&mut file));
    Ok(Ok(Lock { path, file }))
}

fn sign(file: &mut File) -> io::Result<()> {
    let text = format!("pid = {}\nsince = {:.0}\n", std::process::id(), Timestamp::now());
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.as_bytes())
}

fn read_start(file: &mut File) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    file.rewind()?;
    file.take(LOCK_MAX).read_to_end(&mut text)?;
    Ok(text)
}

fn read_holder(path: &Path) -> Option<Holder> {
    #[derive(Deserialize)]
    struct RawHolder {
        pid: u32,
        since: toml::value::Datetime,
    }
    let text = read_start(&mut File::open(path).ok()?).ok()?;
    let raw: RawHolder = toml::from_str(str::from_utf8(&text).ok()?).ok()?;
    Some(Holder { pid: raw.pid, since: raw.since.to_string().parse().ok()? })
}

/// Moves a file from one disk to another. Where that fails, it is where it was.
pub fn carry(from: &Path, to: &Path) -> io::Result<()> {
    let copied = fs::copy(from, to).and_then(|_| system::sync(&File::open(to)?));
    if copied.is_err() {
        // Half a record there would be taken for one that is damaged.
        drop(system::remove(to));
    }
    copied?;
    system::remove(from)
}
