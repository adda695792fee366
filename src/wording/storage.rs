//! What is said of files, as clauses: why one is not read, written, held, found or deleted; and the lines around a record.

use std::fmt::Display;
use std::io::{Error, ErrorKind};
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::text::showable;

/// A path, safe to show.
pub fn shown(path: &Path) -> String {
    showable(&path.display().to_string())
}

pub const DISK_FULL: &str = "the disk is full";

/// Why the disk refused, as part of a sentence.
pub fn reason(error: &Error) -> String {
    let plain = match error.kind() {
        ErrorKind::StorageFull => DISK_FULL,
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "the disk takes no file that large",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::PermissionDenied => "permission was denied",
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::IsADirectory => "it is a folder",
        ErrorKind::NotADirectory => "a part of the path is no folder",
        ErrorKind::AlreadyExists => "there is already a file of that name",
        ErrorKind::InvalidFilename => "the name is too long or not allowed",
        // In the system's own words, without their number.
        _ => return showable(error.to_string().split(" (os error").next().unwrap_or_default()),
    };
    plain.to_owned()
}

/// The first lines of a record's file, for whoever opens it. They are a part of its format, like [`END`]: records are known
/// by them, so they are the same in every language.
pub const BANNER: &str = "\
# A record of Undercurrent: what was asked, and what was answered.
# To see the results: undercurrent results FILE
";
pub const END: &str = "# The record ends here.";

/// Why a file that was named is not written; it is left as it is.
pub fn read_for_it(file: &Path, input: &Path) -> String {
    let (file, input) = (shown(file), shown(input));
    format!("{file} is the same file as {input}, which is read for it; {GIVE_ANOTHER}")
}

pub fn is_record(file: &Path) -> String {
    format!("{} holds a record of Undercurrent, which nothing replaces; {GIVE_ANOTHER}", shown(file))
}

pub fn is_session(file: &Path) -> String {
    format!("{} keeps a live session; {GIVE_ANOTHER}", shown(file))
}

const GIVE_ANOTHER: &str = "it was left as it is: give another name";

pub fn dangling(link: &Path, end: &Path) -> String {
    let (link, end) = (shown(link), shown(end));
    format!("{link} is a link to {end}, and nothing is there; it was left as it is: name that file itself")
}

pub fn not_replaceable(file: &Path) -> String {
    format!("{} is no file that could be replaced", shown(file))
}

/// No file has that name on Windows, which it may come to.
pub fn no_name(file: &Path) -> String {
    format!("no file can be called '{}' on Windows, where it may come to: give another name", shown(file))
}

pub fn no_folder(folder: &Path) -> String {
    format!("there is no folder {}", shown(folder))
}

pub fn is_no_folder(path: &Path) -> String {
    format!("{} is no folder", shown(path))
}

/// What came of writing a file, up to the step that failed.
pub fn not_written(file: &Path) -> String {
    format!("{} could not be written", shown(file))
}

pub fn folder_not_created(file: &Path) -> String {
    format!("the folder of {} could not be created", shown(file))
}

pub fn folder_takes_none(file: &Path) -> String {
    format!("the folder of {} takes no file", shown(file))
}

pub fn not_confirmed(file: &Path) -> String {
    format!("the disk did not confirm {}", shown(file))
}

pub fn not_put(file: &Path) -> String {
    format!("{} could not be put in its place", shown(file))
}

pub fn name_not_confirmed(file: &Path) -> String {
    format!("the disk did not confirm the name of {}", shown(file))
}

/// Why there is no data folder.
pub const EMPTY_OPTION: &str = "--data-dir names no folder: give a path after it";
pub const NO_HOME: &str = "there is no home folder to keep records in: set HOME, or name a folder with --data-dir";
pub const NO_CURRENT_FOLDER: &str =
    "the data folder cannot be named, because the current folder is gone: give --data-dir a full path";

pub fn in_the_way(file: &Path, folder: &Path) -> String {
    let (file, folder) = (is_no_folder(file), shown(folder));
    format!("{file}, so no records can be kept in {folder}: name another with --data-dir")
}

/// Why a file is not read as a record.
pub fn not_read(file: &Path, why: &str) -> String {
    format!("{} cannot be read: {why}; it was left as it is", shown(file))
}

pub const NOT_A_FILE: &str = "it is no file";
pub const NOT_TEXT: &str = "it is not text in UTF-8";
pub const EMPTY: &str = "it is empty";
pub const CUT_SHORT: &str = "it is cut short: its last line is missing";
pub const NOT_A_RECORD: &str = "it is not a record of Undercurrent";

pub fn too_big(mebibytes: u64) -> String {
    format!("it is larger than {mebibytes} MiB")
}

pub fn not_toml(line: usize, message: &str) -> String {
    format!("it is not TOML: line {line}: {message}")
}

pub fn foreign_format(format: i64, newest: i64) -> String {
    format!("it is written in format {format}, and this version of Undercurrent reads formats 1 to {newest}")
}

pub fn newer(line: usize, message: &str) -> String {
    format!("it was written by a newer version of Undercurrent: line {line}: {message}")
}

pub fn later_key(key: &str) -> String {
    format!("it says format = 1, and '{key}' came with format 2")
}

pub fn questionnaire_unusable(why: &str) -> String {
    format!("its questionnaire cannot be used: {why}")
}

pub fn contradiction(why: &str) -> String {
    format!("it contradicts itself: {why}")
}

/// Why a record has no text.
pub fn too_long_ago(what: &str, when: impl Display) -> String {
    format!("the {what} {when} is too long ago to be written")
}

pub fn not_as_toml(why: &str) -> String {
    format!("the record cannot be written as TOML: {why}")
}

/// Why a record is not saved.
pub fn already_there(file: &Path) -> String {
    format!("{} is already there; it was left as it is", shown(file))
}

pub fn changed(file: &Path) -> String {
    format!("another program changed {}; it was left as it is", shown(file))
}

pub const NO_FILE_NAMED: &str = "no file was named";

pub fn unshowable(character: &str) -> String {
    format!("the name of the file holds {character}, which cannot be shown")
}

/// Why a record is not held; `holder` is the process that has it, and since when.
pub fn held(record: &Path, holder: Option<(u32, Timestamp)>) -> String {
    let by = holder.map_or_else(String::new, |(pid, since)| {
        let since = TimeZone::UTC.to_datetime(since);
        format!(" (process {pid}, since {} {:02}:{:02} UTC)", since.date(), since.hour(), since.minute())
    });
    format!("{} is open in another Undercurrent{by}", shown(record))
}

pub fn not_a_lock(file: &Path) -> String {
    format!("{} is not a lock of Undercurrent; it was left as it is", shown(file))
}

pub fn nothing_beside(record: &Path) -> String {
    format!("nothing can be written beside {}", shown(record))
}

pub fn not_lockable(record: &Path) -> String {
    format!("{} cannot be locked", shown(record))
}

/// Why a record is not deleted, or not taken back.
pub fn not_deleted(record: &Path, why: &Error) -> String {
    format!("{} could not be deleted: {}", shown(record), reason(why))
}

pub fn keeps_nothing_deleted(folder: &Path) -> String {
    format!("{} cannot keep what is deleted", shown(folder))
}

pub fn not_put_back(to: &Path) -> String {
    format!("{} could not be put back", shown(to))
}

pub const NOT_KEPT: &str = "that record is not kept any more";
pub const GONE: &str = "the record is no longer there";
pub const OTHER_RECORD: &str = "the file holds another record now";
pub const FINISHED: &str = "the record has been finished; delete it with 'undercurrent delete'";

/// Why a record is not found.
pub fn not_listed(folder: &Path, why: &Error) -> String {
    format!("the folder {} cannot be read: {}", shown(folder), reason(why))
}

pub fn no_such_record(wanted: &str) -> String {
    let wanted = showable(wanted);
    format!("there is no record '{wanted}': give a path, or an id that 'undercurrent list' prints")
}

/// What was asked for could be several: no digits tell the files of one record apart.
pub fn ambiguous(wanted: &str, found: &[String], are_copies: bool) -> String {
    let advice = if are_copies { "name the file" } else { "give more digits, or the path" };
    format!("'{wanted}' could be {}: {advice}", found.join(", or "))
}

/// Which files hold one record, the shortest start of its id last.
pub fn copies(file: &str, others: &[String], id: &str) -> String {
    format!("{file} and {} are copies of {id}", others.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_says_why_it_refuses_in_plain_words_or_in_those_of_the_system() {
        assert_eq!(reason(&Error::from(ErrorKind::StorageFull)), "the disk is full");
        assert_eq!(reason(&Error::other("Input/output error (os error 5)")), "Input/output error");
    }

    #[test]
    fn a_hostile_path_is_shown_as_text_only() {
        assert_eq!(shown(Path::new("/tmp/\u{1b}[2J\u{202e}x")), "/tmp/<U+001B>[2J<U+202E>x");
    }
}
