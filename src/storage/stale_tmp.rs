//! Temporary files of a program that was killed while it wrote.
//!
//! A temporary file carries the name of the record that it was to become. Only whoever holds the lock of a record
//! writes one for it. So whoever can take that lock knows that nobody uses the file any more, and may remove it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use super::locking::Lock;

/// How the name of a temporary file ends.
pub(super) const SUFFIX: &str = ".tmp";
const PREFIX: &str = ".undercurrent-";
const CHANCE: usize = 6;

/// How the name of a temporary file for the record `to` starts; six random letters and digits follow.
pub(super) fn prefix(to: &Path) -> OsString {
    let mut prefix = OsString::from(PREFIX);
    prefix.push(to.file_name().unwrap_or_default());
    prefix.push("-");
    prefix
}

/// The name of the record that a temporary file was to become. None if the file is not one of ours.
pub fn record_of(name: &OsStr) -> Option<&str> {
    let middle = name.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let (record, chance) = middle.rsplit_once('-')?;
    let random = chance.len() == CHANCE && chance.chars().all(|c| c.is_ascii_alphanumeric());
    (random && !record.is_empty()).then_some(record)
}

/// Removes the leftovers in a folder of records, but for those of records that somebody holds.
pub fn sweep(folder: &Path) {
    for file in files_for(folder, |_| true) {
        let Some(record) = file.file_name().and_then(record_of) else { continue };
        if let Ok(lock) = Lock::take(&folder.join(record)) {
            remove(&file);
            drop(lock);
        }
    }
}

/// Removes the leftovers of one record. To be called by its holder before it writes.
pub(super) fn sweep_own(folder: &Path, record: &OsStr) {
    for file in files_for(folder, |name| record == name) {
        remove(&file);
    }
}

fn files_for(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| record_of(name).is_some_and(&wanted)).map(|name| folder.join(name)).collect()
}

// One that cannot be removed takes up room and does no other harm: it is never listed or read.
fn remove(file: &Path) {
    drop(fs::remove_file(file));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_tells_which_record_it_was_to_become() {
        let mut name = prefix(Path::new("/data/2026-11-23-9f3c2a10.toml"));
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
