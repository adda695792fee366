//! Who may change a record: a `.lock` file beside it, locked by the kernel.
//!
//! What stands in the file is only for the one who is turned away. Whether the record is held is decided by the
//! kernel's lock, which ends with its process. So a file that was left behind is no obstacle.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::wording::{reason, shown};

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

/// Who holds a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// When it took hold.
    pub since: Timestamp,
}

/// Why a record could not be locked.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Somebody else holds it.
    #[error("{} is open in another Undercurrent{}", shown(record), named(holder.as_ref()))]
    Held {
        /// The record.
        record: PathBuf,
        /// Who it is, if the lock file says.
        holder: Option<Holder>,
    },
    /// A file that is not ours has the name of the lock.
    #[error("{} is not a lock of Undercurrent; it was left as it is", shown(path))]
    NotALock {
        /// The file.
        path: PathBuf,
    },
    /// The lock file cannot be created.
    #[error("{}, so nothing can be written beside {}", reason(why), shown(record))]
    Disk {
        /// The record.
        record: PathBuf,
        /// What the disk said, which the sentence holds already.
        why: io::Error,
    },
    /// The disk knows no locks, or has no more.
    #[error("{}, so {} cannot be locked", reason(why), shown(record))]
    Unlockable {
        /// The record.
        record: PathBuf,
        /// What the disk said, which the sentence holds already.
        why: io::Error,
    },
}

fn named(holder: Option<&Holder>) -> String {
    holder.map_or_else(String::new, |Holder { pid, since }| {
        let since = TimeZone::UTC.to_datetime(*since);
        format!(" (process {pid}, since {} {:02}:{:02} UTC)", since.date(), since.hour(), since.minute())
    })
}

impl Lock {
    /// Takes the lock of a record, which need not exist yet.
    ///
    /// # Errors
    /// When somebody else has it, or it cannot be taken.
    pub fn take(record: &Path) -> Result<Self, LockError> {
        let path = lock_path(record);
        let failed = |why| LockError::Disk { record: record.to_path_buf(), why };
        for _ in 0..TRIES {
            let file = open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return signed(file, path).map_err(failed)?,
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
        is_at(&self.file, &self.path)
    }
}

impl Drop for Lock {
    /// Removes the file while it is still locked, so that nobody can lock it in between and lose it.
    fn drop(&mut self) {
        if cfg!(unix) && self.is_there() {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Whether a record is held, and by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    /// Nobody holds it.
    Free,
    /// Somebody does; who it is, if the lock file says.
    Held(Option<Holder>),
}

/// Looks whether somebody holds a record, this process included. Creates nothing.
pub fn hold_of(record: &Path) -> Hold {
    let path = lock_path(record);
    let Ok(file) = File::open(&path) else { return Hold::Free };
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Hold::Held(read_holder(&path)),
        Ok(()) | Err(TryLockError::Error(_)) => Hold::Free,
    }
}

/// The lock file of a record.
pub fn lock_path(record: &Path) -> PathBuf {
    let mut name = OsString::from(record.as_os_str());
    name.push(".lock");
    PathBuf::from(name)
}

/// Writes down who holds it, unless the file turns out not to be a lock.
fn signed(mut file: File, path: PathBuf) -> io::Result<Result<Lock, LockError>> {
    if !is_lock(&mut file)? {
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

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Through a link somebody else's file could be emptied.
        options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    }
    options.open(path)
}

/// Whether `path` still names the file that was opened: a holder who leaves removes it.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (Ok(opened), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (opened.dev(), opened.ino()) == (named.dev(), named.ino())
}

#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

/// Whether a file may be written over as a lock: it is empty, was being written when the power went, or is ours.
fn is_lock(file: &mut File) -> io::Result<bool> {
    let text = read_start(file)?;
    Ok(text.starts_with(b"pid = ") || text.iter().all(|byte| *byte == 0))
}

fn read_start(file: &mut File) -> io::Result<Vec<u8>> {
    let mut text = Vec::new();
    file.rewind()?;
    file.take(LOCK_MAX).read_to_end(&mut text)?;
    Ok(text)
}

#[derive(Deserialize)]
struct RawHolder {
    pid: u32,
    since: toml::value::Datetime,
}

fn read_holder(path: &Path) -> Option<Holder> {
    let text = read_start(&mut File::open(path).ok()?).ok()?;
    let raw: RawHolder = toml::from_str(str::from_utf8(&text).ok()?).ok()?;
    Some(Holder { pid: raw.pid, since: raw.since.to_string().parse().ok()? })
}
