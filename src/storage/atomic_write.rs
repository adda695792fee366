//! A file written whole or not at all.

use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Over};
use super::stale_tmp;
use super::wording::{reason, shown};

/// A step of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Creating the folder.
    Folder,
    /// Creating the temporary file.
    Create,
    /// Writing the contents.
    Fill,
    /// Waiting until they are on the disk.
    Sync,
    /// Putting the file in its place.
    Put,
    /// Waiting until its name is on the disk.
    SyncFolder,
}

impl Step {
    fn what_failed(self, file: &str) -> String {
        match self {
            Self::Folder => format!("the folder of {file} could not be created"),
            Self::Create => format!("the folder of {file} takes no file"),
            Self::Fill => format!("{file} could not be written"),
            Self::Sync => format!("the disk did not confirm {file}"),
            Self::Put => format!("{file} could not be put in its place"),
            Self::SyncFolder => format!("the disk did not confirm the name of {file}"),
        }
    }
}

/// Why a file was not written. The reason comes first: on one line of a screen, a long path would push it off the end.
#[derive(Debug, thiserror::Error)]
#[error("{}, so {}", reason(why), step.what_failed(&shown(path)))]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// The step that failed. Up to [`Step::Put`] the old file is untouched.
    pub step: Step,
    /// What the disk said, which the sentence holds already.
    pub why: io::Error,
}

/// Writes `contents` into the file `to` so that at every moment the old file or the new one is there, whole.
///
/// A temporary file beside it is written and synced, then takes its name, then the folder is synced. After a
/// failure nothing of the temporary file is used again: a disk that failed to sync may claim success the next time.
///
/// # Errors
/// When a step fails. Only after [`Step::SyncFolder`] is the new file in place, and even then not confirmed.
pub fn write_whole(disk: &dyn Disk, to: &Path, contents: &[u8], over: Over) -> Result<(), WriteError> {
    let failed = |step| move |why| WriteError { path: to.to_path_buf(), step, why };
    let folder = folder_of(to);
    let mut temporary = disk.create(folder, &stale_tmp::prefix(to)).map_err(failed(Step::Create))?;
    disk.fill(temporary.as_file_mut(), contents).map_err(failed(Step::Fill))?;
    disk.sync(temporary.as_file()).map_err(failed(Step::Sync))?;
    disk.put(temporary, to, over).map_err(failed(Step::Put))?;
    disk.sync_folder(folder).map_err(failed(Step::SyncFolder))
}

/// The folder that a file is in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
