//! Where something goes that a person names a file for: what stands there decides how it is written, or that it is not.

use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::os::unix::fs::{FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::OFlags;
use rustix::stdio::stdout;

use super::format::{Outline, is_record_of_ours};
use super::location::LEDGER;
use super::reading;
use super::wording::{reason, shown};

/// How a ledger of a live session starts, as any database of its kind does.
const SQLITE: &[u8] = b"SQLite format 3\0";

/// A file that a person names to be written.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The file.
    pub path: &'a Path,
    /// The files that are read for it; none of them is ever written over.
    pub inputs: &'a [PathBuf],
    /// Whether a file that is there may be replaced.
    pub force: bool,
}

/// How it is to be written.
#[derive(Debug)]
pub enum Destination {
    /// As a new file: nothing is there.
    New(PathBuf),
    /// In the place of this file, the links before it left alone.
    Instead(PathBuf),
    /// Into this pipe or device.
    Through(File),
    /// Into standard output, whatever it is called.
    StandardOutput,
}

/// Why it is not written. What is there was left as it is.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// A file is there, and it was not to be replaced.
    #[error("{} exists already", shown(.0))]
    Taken(PathBuf),
    /// It is one of the files that are read for it.
    #[error("{} is the same file as {}, which is read for it; it was left as it is: give another name", shown(.0), shown(.1))]
    Input(PathBuf, PathBuf),
    /// It is a record.
    #[error("{} holds a record of Undercurrent, which nothing replaces; it was left as it is: give another name", shown(.0))]
    Record(PathBuf),
    /// It keeps a live session.
    #[error("{} keeps a live session; it was left as it is: give another name", shown(.0))]
    Session(PathBuf),
    /// It is a folder or something else that holds no contents.
    #[error("{} is no file that could be replaced", shown(.0))]
    NoFile(PathBuf),
    /// It is a link that leads nowhere.
    #[error("{} is a link to {}, and nothing is there; it was left as it is: name that file itself", shown(.0), shown(.1))]
    Dangling(PathBuf, PathBuf),
    /// The system does not let it be looked at or opened.
    #[error("{}, so {} could not be written", reason(.1), shown(.0))]
    System(PathBuf, #[source] io::Error),
}

impl Destination {
    /// Looks at what stands there.
    ///
    /// # Errors
    /// When it must stay.
    pub fn of(wanted: &Wanted<'_>) -> Result<Self, Refused> {
        let path = wanted.path.to_path_buf();
        if path.as_os_str() == "-" {
            return Ok(Self::StandardOutput);
        }
        let Ok(named) = fs::symlink_metadata(&path) else { return Ok(Self::New(path)) };
        let about = match fs::metadata(&path) {
            Ok(about) => about,
            Err(error) if named.is_symlink() && error.kind() == io::ErrorKind::NotFound => {
                let end = fs::read_link(&path).unwrap_or_default();
                return Err(Refused::Dangling(path, end));
            }
            Err(error) => return Err(Refused::System(path, error)),
        };
        if about.is_file() {
            refuse_what_must_stay(wanted, &about)?;
        }
        match about.file_type() {
            _ if is_same(&about, standard_output().as_ref()) => Ok(Self::StandardOutput),
            kind if kind.is_file() && !wanted.force => Err(Refused::Taken(path)),
            kind if kind.is_file() => match path.canonicalize() {
                Ok(real) => Ok(Self::Instead(real)),
                Err(_) => Err(Refused::NoFile(path)),
            },
            kind if kind.is_fifo() || kind.is_char_device() => through(path),
            _ => Err(Refused::NoFile(path)),
        }
    }
}

/// Whether a name stands for standard output: `-`, or what leads to the same file, pipe or device.
pub fn is_standard_output(path: &Path) -> bool {
    path.as_os_str() == "-" || standard_output().is_some_and(|out| is_same(&out, fs::metadata(path).ok().as_ref()))
}

/// The first of some files that standard output writes into: what is printed would go behind what is read.
pub fn printed_into(files: &[PathBuf]) -> Option<&Path> {
    let out = standard_output().filter(Metadata::is_file)?;
    files.iter().map(PathBuf::as_path).find(|file| is_same(&out, fs::metadata(file).ok().as_ref()))
}

fn refuse_what_must_stay(wanted: &Wanted<'_>, about: &Metadata) -> Result<(), Refused> {
    let path = || wanted.path.to_path_buf();
    let input = wanted.inputs.iter().find(|input| is_same(about, fs::metadata(input).ok().as_ref()));
    match input {
        Some(input) => Err(Refused::Input(path(), input.clone())),
        None if is_ledger(wanted.path) => Err(Refused::Session(path())),
        None if is_record(wanted.path) => Err(Refused::Record(path())),
        None => Ok(()),
    }
}

/// Whether two files are one, whatever they are called.
fn is_same(one: &Metadata, other: Option<&Metadata>) -> bool {
    other.is_some_and(|other| (one.dev(), one.ino()) == (other.dev(), other.ino()))
}

fn standard_output() -> Option<Metadata> {
    File::from(stdout().try_clone_to_owned().ok()?).metadata().ok()
}

/// Whether a file is a record, be it whole or damaged.
fn is_record(path: &Path) -> bool {
    let Ok(bytes) = reading::bytes(path) else { return is_record_of_ours(&start(path)) };
    is_record_of_ours(&bytes) || str::from_utf8(&bytes).is_ok_and(|text| Outline::of(text).read().is_some())
}

fn is_ledger(path: &Path) -> bool {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    real.extension().is_some_and(|ending| ending == LEDGER) && start(path).starts_with(SQLITE)
}

fn start(path: &Path) -> Vec<u8> {
    let mut start = Vec::new();
    // What cannot be read is told by the writing.
    drop(File::open(path).and_then(|file| file.take(64).read_to_end(&mut start)));
    start
}

/// Opens a pipe or device as it stands, without making it this program's terminal.
fn through(path: PathBuf) -> Result<Destination, Refused> {
    let flags = i32::try_from(OFlags::NOCTTY.bits()).unwrap_or_default();
    let opened = File::options().write(true).custom_flags(flags).open(&path);
    match opened.and_then(|file| Ok((file.metadata()?.file_type(), file))) {
        Ok((kind, file)) if kind.is_fifo() || kind.is_char_device() => Ok(Destination::Through(file)),
        Ok(_) => Err(Refused::NoFile(path)),
        Err(error) => Err(Refused::System(path, error)),
    }
}
