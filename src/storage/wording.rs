//! How paths and the disk's refusals read in a sentence.

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
        assert_eq!(reason(&Error::from_raw_os_error(5)), "Input/output error");
    }

    #[test]
    fn a_hostile_path_is_shown_as_text_only() {
        assert_eq!(shown(Path::new("/tmp/\u{1b}[2J\u{202e}x")), "/tmp/<U+001B>[2J<U+202E>x");
    }
}
