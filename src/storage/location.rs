//! Where records live.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::id::Token;
use crate::domain::record::Head;

/// The folder that holds everything Undercurrent keeps. Nothing is created until something is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder(PathBuf);

/// Why there is no data folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFolder {
    /// The option was given with nothing in it.
    #[error("--data-dir names no folder: give a path after it")]
    Empty,
    /// Nothing was asked for, and the platform offers nothing.
    #[error("there is no home folder to keep records in: set HOME, or name a folder with --data-dir")]
    NoHome,
    /// A path could not be completed.
    #[error("the data folder cannot be named, because the current folder is gone: give --data-dir a full path")]
    NoCurrent,
}

impl DataFolder {
    /// Chooses the folder: what `--data-dir` says, else what the variable `UNDERCURRENT_DATA_DIR` says unless it
    /// is empty, else the platform's (see [`platform`]).
    ///
    /// # Errors
    /// When none of the three names a folder.
    pub fn choose(
        option: Option<&Path>,
        variable: Option<&OsStr>,
        platform: Option<PathBuf>,
    ) -> Result<Self, NoFolder> {
        if option.is_some_and(|path| path.as_os_str().is_empty()) {
            return Err(NoFolder::Empty);
        }
        let variable = variable.filter(|text| !text.is_empty()).map(Path::new);
        let chosen = option.or(variable).map(Path::to_path_buf).or(platform).ok_or(NoFolder::NoHome)?;
        std::path::absolute(chosen).map(Self).map_err(|_| NoFolder::NoCurrent)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder of the records in it.
    pub fn records(&self) -> PathBuf {
        self.0.join("records")
    }

    /// The folder of the live sessions in it.
    pub fn sessions(&self) -> PathBuf {
        self.0.join("sessions")
    }
}

/// The platform's data folder for this program and this person, if there is one.
pub fn platform() -> Option<PathBuf> {
    ProjectDirs::from("", "", "undercurrent")
        .map(|dirs| dirs.data_dir().to_path_buf())
        .filter(|folder| folder.is_absolute())
}

/// The name of a record's file: the day it was begun, in UTC, and the first eight digits of its id.
///
/// Labels have no part in it, so no typed text can choose where a file goes.
pub fn file_name(head: &Head) -> String {
    format!("{}.toml", day_and_id(head.created, head.id))
}

/// How the names of the files end that keep a live session.
pub const LEDGER: &str = "ledger";

/// What the files of something that was begun are named after: the day, in UTC, and the first eight digits of its id.
pub fn day_and_id(created: Timestamp, id: Token) -> String {
    format!("{}-{}", TimeZone::UTC.to_datetime(created).date(), id.short())
}

/// The path that a person typed, with a leading `~` standing for `home`.
pub fn typed_path(typed: &str, home: Option<&Path>) -> PathBuf {
    let typed = typed.trim();
    match (typed.strip_prefix('~'), home) {
        (Some(""), Some(home)) => home.to_path_buf(),
        (Some(rest), Some(home)) if rest.starts_with('/') => home.join(rest.trim_start_matches('/')),
        _ => PathBuf::from(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Kind;
    use crate::domain::text::Label;

    fn chosen(option: Option<&str>, variable: Option<&str>, platform: Option<&str>) -> Result<PathBuf, NoFolder> {
        DataFolder::choose(option.map(Path::new), variable.map(OsStr::new), platform.map(PathBuf::from))
            .map(|folder| folder.path().to_path_buf())
    }

    #[test]
    fn the_option_wins_over_the_variable_and_the_variable_over_the_platform() {
        assert_eq!(chosen(Some("/a"), Some("/b"), Some("/c")), Ok(PathBuf::from("/a")));
        assert_eq!(chosen(None, Some("/b"), Some("/c")), Ok(PathBuf::from("/b")));
        assert_eq!(chosen(None, None, Some("/c")), Ok(PathBuf::from("/c")));
    }

    #[test]
    fn an_empty_variable_counts_as_none() {
        assert_eq!(chosen(None, Some(""), Some("/c")), Ok(PathBuf::from("/c")));
    }

    #[test]
    fn an_empty_option_is_an_error_and_never_another_folder() {
        assert_eq!(chosen(Some(""), Some("/b"), Some("/c")), Err(NoFolder::Empty));
    }

    #[test]
    fn without_a_home_the_error_says_what_to_do() {
        let error = chosen(None, None, None).unwrap_err().to_string();
        assert!(error.contains("HOME") && error.contains("--data-dir"), "{error}");
    }

    #[test]
    fn a_relative_folder_is_completed() {
        assert!(chosen(Some("here"), None, None).unwrap().is_absolute());
    }

    #[test]
    fn a_file_is_named_by_day_and_id_and_never_by_label() {
        let head = Head {
            id: Token::new(0x9f3c_2a10 << 96),
            kind: Kind::Solo,
            created: "2026-11-23T23:59:00-05:00".parse::<Timestamp>().unwrap(),
            finished: None,
            label: Label::new("../../etc/passwd").unwrap(),
            changed: None,
            min_people: 5,
        };
        assert_eq!(file_name(&head), "2026-11-24-9f3c2a10.toml");
    }

    #[test]
    fn a_tilde_stands_for_home_only_at_the_start() {
        let home = Path::new("/home/ann");
        assert_eq!(typed_path(" ~/x.toml ", Some(home)), Path::new("/home/ann/x.toml"));
        assert_eq!(typed_path("~", Some(home)), home);
        assert_eq!(typed_path("~bob/x", Some(home)), Path::new("~bob/x"));
        assert_eq!(typed_path("a/~/x", Some(home)), Path::new("a/~/x"));
        assert_eq!(typed_path("~/x", None), Path::new("~/x"));
    }

    #[test]
    fn a_tilde_path_never_escapes_by_a_double_slash() {
        assert_eq!(typed_path("~//etc/x", Some(Path::new("/home/ann"))), Path::new("/home/ann/etc/x"));
    }
}
