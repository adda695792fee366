//! What was deleted: kept aside for a while, so that it can be taken back.
//!
//! It goes to the folder `.deleted` among the records, which no list and no command looks into. Each run has a folder of
//! its own there, which it locks: so nobody empties what another run has just deleted, and what a run that was cut short
//! left behind is known by nobody holding it. A run that ends in good order empties its own.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::atomic_write::{Disk, folder_of};
use super::listing::{Summary, list};
use super::locked_record::{Hold, Lock, LockError, LockedRecord, carry, hold_of};
use super::{reason, shown, system};
use crate::domain::id::Token;
use crate::request::Restored;
use crate::wording::storage as words;

pub const FOLDER: &str = ".deleted";
/// How the folder of one run is called; six random letters and digits follow.
const PREFIX: &str = "run-";
/// Beside a record that was outside the folder of records: where it was.
const ORIGIN: &str = ".from";
/// How many names are tried where the old one is taken again.
const NAMES: u32 = 99;

/// Where one run puts what it deletes. Nothing is created before that.
#[derive(Debug, Default)]
pub struct Bin {
    /// Its folder, locked.
    own: Option<(PathBuf, Lock)>,
    gone: Vec<Gone>,
    /// How many were put here, so that two of one name do not meet.
    put: u32,
}

/// A record that was deleted: where it was, and where it is now.
#[derive(Debug)]
struct Gone {
    id: Token,
    from: PathBuf,
    at: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum BinError {
    /// The place for what is deleted cannot be made.
    #[error("{}, so {}", reason(why), words::keeps_nothing_deleted(folder))]
    Folder { folder: PathBuf, why: io::Error },
    #[error(transparent)]
    Lock(#[from] LockError),
    #[error("{}", words::not_deleted(record, why))]
    Remove { record: PathBuf, why: io::Error },
    #[error("{}, so {}", reason(why), words::not_put_back(to))]
    Back { to: PathBuf, why: io::Error },
    #[error("{}", words::NOT_KEPT)]
    Gone,
}

impl Bin {
    /// Deletes a record; gives where it is kept, unless it was gone already. Where it cannot be moved, it is where it was.
    pub fn put(
        &mut self,
        disk: &dyn Disk,
        records: &Path,
        held: LockedRecord,
        id: Token,
    ) -> Result<Option<PathBuf>, BinError> {
        let own = self.own(disk, records)?.to_path_buf();
        self.put += 1;
        let folder = own.join(self.put.to_string());
        let from = held.path().to_path_buf();
        let made = disk.make_folder(&folder).and_then(|()| note_origin(&folder, &from, records));
        made.map_err(|why| BinError::Folder { folder: folder.clone(), why })?;
        let at = folder.join(kept_name(&from));
        match held.move_to(disk, &at) {
            Ok(false) => Ok(None),
            Ok(true) => {
                self.gone.push(Gone { id, from, at: at.clone() });
                Ok(Some(at))
            }
            Err(why) => Err(BinError::Remove { record: from, why }),
        }
    }

    pub fn take_back(&mut self, disk: &dyn Disk, id: Token) -> Result<(), BinError> {
        let place = self.gone.iter().rposition(|gone| gone.id == id).ok_or(BinError::Gone)?;
        let gone = &self.gone[place];
        put_back(disk, &gone.at, &gone.from)?;
        self.gone.remove(place);
        Ok(())
    }

    /// Deletes for good what this run deleted.
    pub fn empty(&mut self) {
        self.gone.clear();
        if let Some((folder, lock)) = self.own.take() {
            clear(&folder, lock);
        }
    }

    fn own(&mut self, disk: &dyn Disk, records: &Path) -> Result<&Path, BinError> {
        if self.own.is_none() {
            let all = records.join(FOLDER);
            let failed = |why| BinError::Folder { folder: all.clone(), why };
            disk.make_folder(&all).map_err(failed)?;
            let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(&all).map_err(failed)?.keep();
            let lock = Lock::take(&folder)?;
            self.own = Some((folder, lock));
        }
        self.own.as_ref().map(|(folder, _)| folder.as_path()).ok_or(BinError::Gone)
    }
}

/// What was deleted in runs that did not end in good order, or by a command that ended at once.
pub fn left_behind(records: &Path) -> Vec<Summary> {
    let runs = abandoned(records);
    let kept = runs.iter().flat_map(|run| folders(run)).filter_map(|folder| list(&folder).ok()).flatten();
    kept.filter_map(|entry| entry.readable().cloned()).collect()
}

/// Puts all of it back where it was.
pub fn restore(disk: &dyn Disk, records: &Path) -> Result<Restored, BinError> {
    let mut restored = Restored::default();
    for run in abandoned(records) {
        let Ok(lock) = Lock::take(&run) else { continue };
        for folder in folders(&run) {
            for file in files(&folder) {
                let to = restore_one(disk, &file, records)?;
                restored.records += 1;
                restored.elsewhere.extend((folder_of(&to) != records).then(|| shown(&to)));
            }
        }
        clear(&run, lock);
    }
    Ok(restored)
}

/// Puts a record back where it was; among the records where that place takes it no more.
fn restore_one(disk: &dyn Disk, file: &Path, records: &Path) -> Result<PathBuf, BinError> {
    let back = origin(folder_of(file)).and_then(|origin| put_back(disk, file, &origin).ok());
    let usual = records.join(file.file_name().unwrap_or_default());
    back.map_or_else(|| put_back(disk, file, &usual), Ok)
}

/// Notes where a record was that is not among the others.
fn note_origin(folder: &Path, from: &Path, records: &Path) -> io::Result<()> {
    let home = system::canonical(folder_of(from))?;
    if system::canonical(records).is_ok_and(|records| records == home) {
        return Ok(());
    }
    let from = home.join(from.file_name().unwrap_or_default());
    let mut note = fs::File::create_new(folder.join(ORIGIN))?;
    note.write_all(&system::to_bytes(&from))?;
    system::sync(&note)
}

fn origin(folder: &Path) -> Option<PathBuf> {
    fs::read(folder.join(ORIGIN)).ok().map(|noted| system::from_bytes(&noted))
}

/// The name that a record is kept under: one that lists take for a record.
fn kept_name(from: &Path) -> OsString {
    let mut name = from.file_name().unwrap_or_else(|| OsStr::new("record.toml")).to_owned();
    if from.extension() != Some(OsStr::new("toml")) {
        name.push(".toml");
    }
    name
}

pub fn purge(records: &Path) {
    for run in abandoned(records) {
        if let Ok(lock) = Lock::take(&run) {
            clear(&run, lock);
        }
    }
}

/// The folders of runs that nobody holds.
fn abandoned(records: &Path) -> Vec<PathBuf> {
    let mut runs = folders(&records.join(FOLDER));
    runs.retain(|run| hold_of(run) == Hold::Free);
    runs
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    inside(folder, Path::is_dir)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    inside(folder, |path| path.is_file() && path.file_name() != Some(OsStr::new(ORIGIN)))
}

fn inside(folder: &Path, wanted: fn(&Path) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| wanted(path) && !path.is_symlink()).collect();
    paths.sort();
    paths
}

/// Removes the folder of a run, and the folder of all of them once it is empty. What stays behind is never listed.
fn clear(run: &Path, lock: Lock) {
    drop(fs::remove_dir_all(run));
    drop(lock);
    drop(fs::remove_dir(folder_of(run)));
}

/// Moves a file to where it was; beside what is there, should the name be taken again.
fn put_back(disk: &dyn Disk, at: &Path, from: &Path) -> Result<PathBuf, BinError> {
    let to = free_name(from);
    let renamed = match system::rename(at, &to) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => carry(at, &to),
        renamed => renamed,
    };
    match renamed.and_then(|()| disk.sync_folder(folder_of(&to))) {
        Ok(()) => Ok(to),
        Err(why) if why.kind() == ErrorKind::NotFound && !at.exists() => Err(BinError::Gone),
        Err(why) => Err(BinError::Back { to, why }),
    }
}

fn free_name(wanted: &Path) -> PathBuf {
    let stem = wanted.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let other = |number: u32| wanted.with_file_name(format!("{stem}-{number}.toml"));
    let names = std::iter::once(wanted.to_path_buf()).chain((2..=NAMES).map(other));
    names.into_iter().find(|name| name.symlink_metadata().is_err()).unwrap_or_else(|| wanted.to_path_buf())
}
