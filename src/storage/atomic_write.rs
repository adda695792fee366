//! A file written whole or not at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::locked_record::Lock;
use super::reason;
use super::system::{self, Rights};
use crate::wording::storage as words;

/// A step of writing: see [`Disk`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Folder,
    Create,
    Fill,
    Sync,
    Put,
    SyncFolder,
}

impl Step {
    fn failed(self, file: &Path) -> String {
        match self {
            Self::Folder => words::folder_not_created(file),
            Self::Create => words::folder_takes_none(file),
            Self::Fill => words::not_written(file),
            Self::Sync => words::not_confirmed(file),
            Self::Put => words::not_put(file),
            Self::SyncFolder => words::name_not_confirmed(file),
        }
    }
}

/// Why a file was not written. The reason comes first: on one line of a screen, a long path would push it off the end.
#[derive(Debug, thiserror::Error)]
#[error("{}, so {}", reason(why), step.failed(path))]
pub struct WriteError {
    pub path: PathBuf,
    /// The step that failed. Up to [`Step::Put`] the old file is untouched.
    pub step: Step,
    pub why: io::Error,
}

/// Writes `contents` into the file `to` so that at every moment the old file or the new one is there, whole.
///
/// A temporary file beside it is written and synced, then takes its name, then the folder is synced. After a
/// failure nothing of the temporary file is used again: a disk that failed to sync may claim success the next time.
/// Only where [`Step::SyncFolder`] fails is the new file in place, and even then not confirmed.
pub fn write_whole(disk: &dyn Disk, to: &Path, contents: &[u8], over: Overwrite) -> Result<(), WriteError> {
    let failed = |step| move |why| WriteError { path: to.to_path_buf(), step, why };
    let folder = folder_of(to);
    let mut temporary = disk.create(folder, &stale_prefix(to)).map_err(failed(Step::Create))?;
    disk.fill(temporary.as_file_mut(), contents).map_err(failed(Step::Fill))?;
    disk.sync(temporary.as_file()).map_err(failed(Step::Sync))?;
    disk.put(temporary, to, over).map_err(failed(Step::Put))?;
    disk.sync_folder(folder).map_err(failed(Step::SyncFolder))
}

pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What may stand where a file is put: nothing, or a file whose contents we know, which is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    Nothing,
    Known,
}

/// A disk. The steps as they are here are the real ones; tests put failing ones in their place.
pub trait Disk: Send {
    /// Creates a folder and what is missing above it, for this person alone.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.exists()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        // Not every system says that a file is in the way as others do.
        let named = |why| if folder.ancestors().any(Path::is_file) { io::ErrorKind::NotADirectory.into() } else { why };
        system::private_folder().recursive(true).create(folder).map_err(named)?;
        let confirmed = missing.iter().filter_map(|made| made.parent()).try_for_each(system::sync_names);
        if confirmed.is_err() {
            // The next try must create and sync them anew, so what was not confirmed goes. A folder in use stays.
            for made in missing {
                drop(fs::remove_dir(made));
            }
        }
        confirmed
    }

    /// Creates a temporary file in a folder, for this person alone.
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix(prefix).suffix(SUFFIX).tempfile_in(folder)
    }

    fn fill(&self, file: &mut File, contents: &[u8]) -> io::Result<()> {
        file.write_all(contents)
    }

    /// Waits until the contents are on the disk.
    fn sync(&self, file: &File) -> io::Result<()> {
        system::sync(file)
    }

    /// Gives the temporary file its real name, in one step.
    fn put(&self, temporary: NamedTempFile, to: &Path, over: Overwrite) -> io::Result<()> {
        match over {
            Overwrite::Nothing => system::persist_new(temporary, to),
            Overwrite::Known => {
                system::keep_rights(temporary.as_file(), to, Rights::AsBefore)?;
                system::persist(temporary, to)
            }
        }
    }

    /// Waits until the folder's names are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_names(folder)
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

const SUFFIX: &str = ".tmp";
const STALE_PREFIX: &str = ".undercurrent-";
const CHANCE: usize = 6;

/// How the name of a temporary file for the record `to` starts; six random letters and digits follow.
fn stale_prefix(to: &Path) -> OsString {
    [OsStr::new(STALE_PREFIX), to.file_name().unwrap_or_default(), OsStr::new("-")].into_iter().collect()
}

/// The name of the record that a temporary file was to become. None if the file is not one of ours.
pub fn record_of(name: &OsStr) -> Option<&str> {
    let middle = name.to_str()?.strip_prefix(STALE_PREFIX)?.strip_suffix(SUFFIX)?;
    let (record, chance) = middle.rsplit_once('-')?;
    let random = chance.len() == CHANCE && chance.chars().all(|c| c.is_ascii_alphanumeric());
    (random && !record.is_empty()).then_some(record)
}

/// Removes the leftovers in a folder of records, but for those of records that somebody holds. One that cannot be removed
/// takes up room and does no other harm: it is never listed or read.
pub fn sweep_stale(folder: &Path) {
    for file in files_for(folder, |_| true) {
        let Some(record) = file.file_name().and_then(record_of) else { continue };
        if let Ok(lock) = Lock::take(&folder.join(record)) {
            drop(system::remove(&file));
            drop(lock);
        }
    }
}

/// Removes the leftovers of one record. To be called by its holder before it writes.
pub(super) fn sweep_own(folder: &Path, record: &OsStr) {
    for file in files_for(folder, |name| record == name) {
        drop(system::remove(&file));
    }
}

fn files_for(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| record_of(name).is_some_and(&wanted)).map(|name| folder.join(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_tells_which_record_it_was_to_become() {
        let mut name = stale_prefix(Path::new("/data/2026-11-23-9f3c2a10.toml"));
        name.push("aB3dE6.tmp");
        assert_eq!(record_of(&name), Some("2026-11-23-9f3c2a10.toml"));
    }

    #[test]
    fn files_of_others_are_not_taken_for_ours() {
        for name in ["x.tmp", ".undercurrent-x-short.tmp", ".undercurrent--aB3dE6.tmp", ".undercurrent-x-aB3dE6", "a"] {
            assert_eq!(record_of(OsStr::new(name)), None, "{name}");
        }
    }
}
