//! The steps of writing a file, each a place where a disk can fail.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use rustix::fs::{Gid, Mode, Uid, fchmod, fchown};
use tempfile::NamedTempFile;

use super::stale_tmp::SUFFIX;

/// What may stand where a file is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Nothing: whatever is there stays.
    Nothing,
    /// A file whose contents we know: it is replaced.
    Known,
}

/// A disk. The steps as they are here are the real ones; tests put failing ones in their place.
pub trait Disk: Send {
    /// Creates a folder and what is missing above it, for this person alone.
    ///
    /// # Errors
    /// When it cannot be created or is not confirmed.
    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        make_private_folder(folder)
    }

    /// Creates a temporary file in a folder, for this person alone.
    ///
    /// # Errors
    /// When the folder takes no file.
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        tempfile::Builder::new().prefix(prefix).suffix(SUFFIX).tempfile_in(folder)
    }

    /// Writes the contents.
    ///
    /// # Errors
    /// When they do not fit or the disk fails.
    fn fill(&self, file: &mut File, contents: &[u8]) -> io::Result<()> {
        file.write_all(contents)
    }

    /// Waits until the contents are on the disk.
    ///
    /// # Errors
    /// When the disk does not confirm it.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Gives the temporary file its real name, in one step.
    ///
    /// # Errors
    /// When it cannot be renamed, or something is there that must stay.
    fn put(&self, temporary: NamedTempFile, to: &Path, over: Over) -> io::Result<()> {
        if over == Over::Known {
            keep_rights(temporary.as_file(), to, Mode::RWXU | Mode::RWXG | Mode::RWXO)?;
        }
        let put = match over {
            Over::Nothing => temporary.persist_noclobber(to),
            Over::Known => temporary.persist(to),
        };
        put.map(drop).map_err(|failure| failure.error)
    }

    /// Waits until the folder's names are on the disk.
    ///
    /// # Errors
    /// When the disk does not confirm it.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_names(folder)
    }
}

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

impl Disk for RealDisk {}

/// Gives a file that is to replace `old` the owner and the rights that `old` has, of which those outside of `most` go.
///
/// # Errors
/// When the system refuses rights that are this person's to give.
pub fn keep_rights(file: &File, old: &Path, most: Mode) -> io::Result<()> {
    let Ok(old) = fs::metadata(old) else { return Ok(()) };
    let new = file.metadata()?;
    let mut mode = Mode::from_raw_mode(old.mode()) & most;
    let (owner, group) = (Uid::from_raw(old.uid()), Gid::from_raw(old.gid()));
    // Only the system's owner may give a file away, and others only to groups of their own: what cannot be kept is let
    // go, and then no other group gets the rights that were meant for the old one.
    if (new.uid(), new.gid()) != (old.uid(), old.gid())
        && fchown(file, Some(owner), Some(group)).is_err()
        && fchown(file, None, Some(group)).is_err()
    {
        mode -= Mode::RWXG;
    }
    Ok(fchmod(file, mode)?)
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|above| !above.exists()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    private_builder().create(folder)?;
    let mut parents = missing.iter().filter_map(|made| made.parent());
    let confirmed = parents.try_for_each(sync_names);
    if confirmed.is_err() {
        // The next try must create and sync them anew, so what was not confirmed goes. A folder in use stays.
        for made in missing {
            drop(fs::remove_dir(made));
        }
    }
    confirmed
}

fn private_builder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(unix)]
fn sync_names(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems have no such step for folders. There is nothing to wait for on them.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

#[cfg(not(unix))]
fn sync_names(_folder: &Path) -> io::Result<()> {
    Ok(())
}
