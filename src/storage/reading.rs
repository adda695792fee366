//! One file read whole, or why not. Nothing here changes a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::format::{self, Malformed};
use super::wording::{reason, shown};
use crate::domain::record::Record;

/// The largest file that is read, in bytes.
pub const SIZE_MAX: u64 = 64 << 20;

/// Why a file is not read as a record. The file was left as it is.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be read: {why}; it was left as it is", shown(path))]
pub struct ReadError {
    /// The file.
    pub path: PathBuf,
    /// What is the matter with it.
    pub why: Unreadable,
}

/// What is the matter with a file.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The disk does not give it.
    #[error("{}", reason(.0))]
    Disk(#[source] io::Error),
    /// It is a folder or a device.
    #[error("it is no file")]
    NotAFile,
    /// It is larger than any record.
    #[error("it is larger than {} MiB", SIZE_MAX >> 20)]
    TooBig,
    /// It is not UTF-8.
    #[error("it is not text in UTF-8")]
    NotText,
    /// Its text is no record.
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// Reads a record.
///
/// # Errors
/// When the file cannot be read or is not a whole record.
pub fn read(path: &Path) -> Result<Record, ReadError> {
    read_with_bytes(path).map(|(record, _)| record)
}

/// Reads a record, and gives the bytes it was read from with it.
pub(super) fn read_with_bytes(path: &Path) -> Result<(Record, Vec<u8>), ReadError> {
    let read = bytes(path).and_then(|bytes| Ok((record_in(&bytes)?, bytes)));
    read.map_err(|why| ReadError { path: path.to_path_buf(), why })
}

/// The bytes of a file, if it could be a record by its size.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    open(path)?.take(SIZE_MAX + 1).read_to_end(&mut bytes).map_err(Unreadable::Disk)?;
    if bytes.len() as u64 > SIZE_MAX { Err(Unreadable::TooBig) } else { Ok(bytes) }
}

/// Opens a file, if it could be a record by its kind and size. A pipe would be waited for without end.
pub(super) fn open(path: &Path) -> Result<File, Unreadable> {
    let about = path.metadata().map_err(Unreadable::Disk)?;
    match about.len() {
        _ if !about.is_file() => Err(Unreadable::NotAFile),
        length if length > SIZE_MAX => Err(Unreadable::TooBig),
        _ => File::open(path).map_err(Unreadable::Disk),
    }
}

fn record_in(bytes: &[u8]) -> Result<Record, Unreadable> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(format::from_text(text)?),
        // It ends in the middle of a character.
        Err(error) if error.error_len().is_none() && format::is_ours(bytes) => Err(Malformed::CutShort.into()),
        Err(_) => Err(Unreadable::NotText),
    }
}
