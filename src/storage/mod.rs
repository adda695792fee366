//! An assessment on disk: whole or not at all, and never overwritten unread.
//!
//! ```text
//! location       where records live, what their files are called, where an export may go
//! format         a record as TOML text, there and back; one file read whole, or why not
//! outline        what a record says of itself without being read whole; its responses, read line by line
//! stored         the types that serde reads and writes
//! listing        many files, by their heads alone; one of them, by path or short id; copies
//! atomic_write   the steps of a disk; a file written whole or not at all; temporary files of a killed program
//! locked_record  who may change a record, and a record that is ours to change
//! system         what differs from one platform to another
//! deleted        what was deleted, kept aside until it is not wanted back
//! saver          the records that are held and what is done with them, on a thread, so that nothing waits for the disk
//! ```

pub(crate) mod atomic_write;
pub(crate) mod deleted;
pub(crate) mod format;
pub(crate) mod listing;
pub(crate) mod location;
pub(crate) mod locked_record;
pub(crate) mod outline;
pub(crate) mod saver;
mod stored;
pub(crate) mod system;

use std::io::{Error, ErrorKind};
use std::path::Path;

use crate::domain::text::showable;

/// A path, safe to show.
pub fn shown(path: &Path) -> String {
    showable(&path.display().to_string())
}

/// Why the disk refused, as part of a sentence.
pub fn reason(error: &Error) -> String {
    let plain = match error.kind() {
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "the disk takes no file that large",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::PermissionDenied => "permission was denied",
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a part of the path is no folder",
        ErrorKind::AlreadyExists => "there is already a file of that name",
        ErrorKind::InvalidFilename => "the name is too long or not allowed",
        _ => return in_own_words(error),
    };
    plain.to_owned()
}

fn in_own_words(error: &Error) -> String {
    let text = error.to_string();
    let words = text.split(" (os error").next().unwrap_or(&text);
    showable(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_called_full() {
        assert_eq!(reason(&Error::from(ErrorKind::StorageFull)), "the disk is full");
    }

    #[test]
    fn a_rare_refusal_keeps_the_systems_words_without_their_number() {
        assert_eq!(reason(&Error::other("Input/output error (os error 5)")), "Input/output error");
    }

    #[test]
    fn a_hostile_path_is_shown_as_text_only() {
        assert_eq!(shown(Path::new("/tmp/\u{1b}[2J\u{202e}x")), "/tmp/<U+001B>[2J<U+202E>x");
    }
}
