//! Where records live.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf, is_separator};

use directories::ProjectDirs;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::atomic_write::folder_of;
use super::format::{self, is_record_of_ours};
use super::outline::Outline;
use super::{reason, shown, system};
use crate::domain::id::Token;
use crate::domain::record::Head;
use crate::domain::text::is_portable;
use crate::wording::storage as words;

/// The folder that holds everything Undercurrent keeps. Nothing is created until something is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFolder(PathBuf);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoFolder {
    #[error("{}", words::EMPTY_OPTION)]
    Empty,
    #[error("{}", words::NO_HOME)]
    NoHome,
    /// It, or what it would lie in, is a file.
    #[error("{}", words::in_the_way(.0, .1))]
    File(PathBuf, PathBuf),
    #[error("{}", words::NO_CURRENT_FOLDER)]
    NoCurrent,
}

impl DataFolder {
    /// Chooses the folder: what `--data-dir` says, else what the variable `UNDERCURRENT_DATA_DIR` says unless it
    /// is empty, else the platform's (see [`platform`]).
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

    /// The same, unless a file stands in its way. That it is not there yet is in order.
    pub fn passable(self) -> Result<Self, NoFolder> {
        if self.0.is_dir() {
            return Ok(self);
        }
        match self.0.ancestors().find(|above| above.is_file()) {
            Some(file) => Err(NoFolder::File(file.to_path_buf(), self.0.clone())),
            None => Ok(self),
        }
    }

    pub fn records(&self) -> PathBuf {
        self.0.join("records")
    }

    pub fn sessions(&self) -> PathBuf {
        self.0.join("sessions")
    }
}

/// The platform's data folder for this program and this person.
pub fn platform() -> Option<PathBuf> {
    ProjectDirs::from("", "", "undercurrent")
        .map(|dirs| dirs.data_local_dir().to_path_buf())
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
        (Some(rest), Some(home)) if rest.starts_with(is_separator) => home.join(rest.trim_start_matches(is_separator)),
        _ => PathBuf::from(typed),
    }
}

/// How a ledger of a live session starts, as any database of its kind does.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// A file that a person names to be written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub path: &'a Path,
    /// The files that are read for it; none of them is ever written over.
    pub inputs: &'a [PathBuf],
    pub force: bool,
}

/// How it is to be written: as a new file, in the place of this one, the links before it left alone, or into a pipe or device.
#[derive(Debug)]
pub enum Destination {
    New(PathBuf),
    Instead(PathBuf),
    Through(File),
    StandardOutput,
}

/// Why it is not written. What is there was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A file is there, and it was not to be replaced.
    #[error("{} exists already", shown(.0))]
    Taken(PathBuf),
    /// It must stay, or it cannot be written to; why.
    #[error("{0}")]
    Other(String),
}

impl Destination {
    pub fn of(wanted: &Wanted<'_>) -> Result<Self, Refused> {
        let path = wanted.path.to_path_buf();
        if path.as_os_str() == "-" {
            return Ok(Self::StandardOutput);
        }
        let Ok(named) = fs::symlink_metadata(&path) else { return new_or_device(path) };
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(error) if named.is_symlink() && error.kind() == io::ErrorKind::NotFound => {
                let end = fs::read_link(&path).unwrap_or_default();
                return Err(Refused::Other(words::dangling(&path, &end)));
            }
            Err(error) => return Err(not_written(&reason(&error), &path)),
        };
        if about.is_file() {
            refuse_what_must_stay(wanted)?;
        }
        match about.file_type() {
            _ if leads_to_standard_output(&path) => Ok(Self::StandardOutput),
            kind if kind.is_file() && !wanted.force => Err(Refused::Taken(path)),
            kind if kind.is_file() => system::canonical(&path).map(Self::Instead).map_err(|_| no_file(&path)),
            _ => match system::open_stream(&path) {
                Ok(Some(file)) => Ok(Self::Through(file)),
                Ok(None) => Err(no_file(&path)),
                Err(error) => Err(not_written(&reason(&error), &path)),
            },
        }
    }
}

/// Whether it is `-`, or leads to the same file, pipe or device.
pub fn is_standard_output(path: &Path) -> bool {
    path.as_os_str() == "-" || leads_to_standard_output(path)
}

/// The first of some files that standard output writes into: what is printed would go behind what is read.
pub fn printed_into(files: &[PathBuf]) -> Option<&Path> {
    let out = system::standard_output().filter(|out| out.metadata().is_ok_and(|about| about.is_file()))?;
    files.iter().map(PathBuf::as_path).find(|file| system::writes_into(&out, file))
}

fn refuse_what_must_stay(wanted: &Wanted<'_>) -> Result<(), Refused> {
    let path = wanted.path;
    let why = match wanted.inputs.iter().find(|input| system::is_same(path, input)) {
        Some(input) => words::read_for_it(path, input),
        None if is_ledger(path) => words::is_session(path),
        None if is_record(path) => words::is_record(path),
        None => return Ok(()),
    };
    Err(Refused::Other(why))
}

fn no_file(path: &Path) -> Refused {
    Refused::Other(words::not_replaceable(path))
}

fn not_written(why: &str, path: &Path) -> Refused {
    Refused::Other(format!("{why}, so {}", words::not_written(path)))
}

fn leads_to_standard_output(path: &Path) -> bool {
    system::standard_output().is_some_and(|out| system::writes_into(&out, path))
}

/// Whether a file is a record, be it whole or damaged.
fn is_record(path: &Path) -> bool {
    let Ok(bytes) = format::bytes(path) else { return is_record_of_ours(&start(path)) };
    is_record_of_ours(&bytes) || str::from_utf8(&bytes).is_ok_and(|text| Outline::of(text).read().is_some())
}

fn is_ledger(path: &Path) -> bool {
    let real = system::canonical(path).unwrap_or_else(|_| path.to_path_buf());
    real.extension().is_some_and(|ending| ending == LEDGER) && start(path).starts_with(SQLITE)
}

fn start(path: &Path) -> Vec<u8> {
    let mut start = Vec::new();
    // What cannot be read is told by the writing.
    drop(File::open(path).and_then(|file| file.take(64).read_to_end(&mut start)));
    start
}

/// What nothing has the name of is a new file, unless the name is that of a device.
fn new_or_device(path: PathBuf) -> Result<Destination, Refused> {
    match system::open_stream(&path) {
        Ok(Some(file)) => Ok(Destination::Through(file)),
        Ok(None) if path.file_name().and_then(OsStr::to_str).is_some_and(|name| !is_portable(name)) => {
            Err(Refused::Other(words::no_name(&path)))
        }
        Ok(None) => check_folder(&path).map(|()| Destination::New(path)),
        Err(error) => Err(not_written(&reason(&error), &path)),
    }
}

pub fn check_folder(file: &Path) -> Result<(), Refused> {
    let folder = folder_of(file);
    match folder.metadata() {
        Ok(about) if about.is_dir() => Ok(()),
        Ok(_) => Err(not_written(&words::is_no_folder(folder), file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(not_written(&words::no_folder(folder), file)),
        Err(error) => Err(not_written(&reason(&error), file)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::Kind;
    use crate::domain::text::Label;

    fn chosen(option: Option<&str>, variable: Option<&str>, platform: Option<&str>) -> Result<PathBuf, NoFolder> {
        DataFolder::choose(option.map(Path::new), variable.map(OsStr::new), platform.map(PathBuf::from))
            .map(|folder| folder.0)
    }

    /// On some systems a path starts with the disk that it is on.
    fn whole(path: &str) -> PathBuf {
        std::path::absolute(path).unwrap()
    }

    #[test]
    fn the_option_wins_over_the_variable_unless_that_is_empty_and_the_variable_over_the_platform() {
        assert_eq!(chosen(Some("/a"), Some("/b"), Some("/c")), Ok(whole("/a")));
        assert_eq!(chosen(None, Some("/b"), Some("/c")), Ok(whole("/b")));
        for unset in [None, Some("")] {
            assert_eq!(chosen(None, unset, Some("/c")), Ok(whole("/c")));
        }
    }

    #[test]
    fn an_empty_option_is_an_error_and_never_another_folder() {
        assert_eq!(chosen(Some(""), Some("/b"), Some("/c")), Err(NoFolder::Empty));
    }

    #[test]
    fn a_file_in_the_way_of_the_folder_is_named() {
        let (folder, file) = (tempfile::tempdir().unwrap(), tempfile::NamedTempFile::new().unwrap());
        for free in [folder.path().to_path_buf(), folder.path().join("not/yet")] {
            assert!(DataFolder(free).passable().is_ok());
        }
        for taken in [file.path().to_path_buf(), file.path().join("records/below")] {
            let expected = NoFolder::File(file.path().to_path_buf(), taken.clone());
            assert_eq!(DataFolder(taken).passable(), Err(expected));
        }
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
        let at = "2026-11-23T23:59:00-05:00".parse::<Timestamp>().unwrap();
        let label = Label::new("../../etc/passwd").unwrap();
        let head = Head { label, ..Head::begun(Token::new(0x9f3c_2a10 << 96), Kind::Solo, at, 5) };
        assert_eq!(file_name(&head), "2026-11-24-9f3c2a10.toml");
    }

    #[test]
    fn a_tilde_stands_for_home_only_at_the_start_and_never_escapes_it() {
        let home = Path::new("/home/ann");
        for (typed, path) in [
            (" ~/x.toml ", "/home/ann/x.toml"),
            ("~", "/home/ann"),
            ("~//etc/x", "/home/ann/etc/x"),
            ("~bob/x", "~bob/x"),
            ("a/~/x", "a/~/x"),
        ] {
            assert_eq!(typed_path(typed, Some(home)), Path::new(path));
        }
        assert_eq!(typed_path("~/x", None), Path::new("~/x"));
    }
}
