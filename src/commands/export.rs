//! Reports in files: whole or not at all, and never over something else unasked.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use tempfile::NamedTempFile;

use super::environment::now;
use super::report::told;
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::record::disk::{Disk, Over, RealDisk};
use crate::record::writing::{WriteError, write_whole};
use crate::report::{Format, file_names};

/// How many names are tried before giving up.
const NAMES: usize = 1000;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read other files that this person writes.
    AsUsual,
    /// Nobody but this person.
    OnlyMe,
}

/// Writes the report of a record as a page into a folder, under a name of its own that nothing there has. Says where.
///
/// # Errors
/// When it cannot be written.
pub fn export(record: &Record, folder: &Path) -> anyhow::Result<PathBuf> {
    let page = told(record, Format::Html)?;
    let head = record.head();
    let day = head.finished.unwrap_or(head.created).to_zoned(now().time_zone().clone()).date();
    for name in file_names(head.label.as_str(), day, Format::Html.extension()).take(NAMES) {
        let path = folder.join(name);
        match write_whole(&Shared, &path, page.as_bytes(), Over::Nothing) {
            Err(error) if is_taken(&error) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(path),
        }
    }
    Err(anyhow!("{} is full of reports: move some of them away", showable(&folder.display().to_string())))
}

/// Writes a report into a file. What is there is replaced only if that was asked for.
///
/// # Errors
/// When something is there that must stay, or the file cannot be written.
pub fn save(file: &Path, contents: &[u8], force: bool, readers: Readers) -> anyhow::Result<()> {
    let disk: &dyn Disk = match readers {
        Readers::AsUsual => &Shared,
        Readers::OnlyMe => &RealDisk,
    };
    let shown = showable(&file.display().to_string());
    let (to, over) = if force { (target(file, &shown)?, Over::Known) } else { (file.to_path_buf(), Over::Nothing) };
    match write_whole(disk, &to, contents, over) {
        Err(error) if is_taken(&error) => {
            bail!("{shown} exists already: give --force to replace it, or another name")
        }
        written => Ok(written?),
    }
}

/// Writes a new file, and never over anything.
///
/// # Errors
/// When something is there, or the file cannot be written.
pub fn save_new(file: &Path, contents: &[u8]) -> anyhow::Result<()> {
    match write_whole(&Shared, file, contents, Over::Nothing) {
        Err(error) if is_taken(&error) => {
            bail!("{} exists already: give another name", showable(&file.display().to_string()))
        }
        written => Ok(written?),
    }
}

/// The file that a path leads to, through links: what is replaced is the file, never the link.
fn target(file: &Path, shown: &str) -> anyhow::Result<PathBuf> {
    match file.canonicalize() {
        Ok(real) if real.is_file() => Ok(real),
        Ok(_) => bail!("{shown} is no file that could be replaced"),
        Err(_) => Ok(file.to_path_buf()),
    }
}

fn is_taken(error: &WriteError) -> bool {
    error.why.kind() == ErrorKind::AlreadyExists
}

/// A disk whose new files are for whoever may read other files that this person writes.
struct Shared;

impl Disk for Shared {
    #[cfg(unix)]
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        use std::fs::Permissions;
        use std::os::unix::fs::PermissionsExt;
        // The person's own mask takes away what others are not to have.
        let readable = Permissions::from_mode(0o666);
        tempfile::Builder::new().prefix(prefix).suffix(".tmp").permissions(readable).tempfile_in(folder)
    }
}
