//! The disks of Windows. What is kept lies in the person's own profile, which others may not enter: what is created there
//! takes its rights from there.
#![allow(clippy::unnecessary_wraps, reason = "the types are those of every platform")]

use std::ffi::{OsStr, OsString};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::windows::ffi::OsStringExt;
use std::os::windows::io::AsHandle;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use same_file::Handle;
use tempfile::{NamedTempFile, TempPath};

use super::{Exposure, Rights};
use crate::domain::text::is_device_name;

pub fn is_same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// The path without links, from the root, as people write it wherever it can be written so: the system itself begins each
/// with `\\?\`.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

pub fn is_at(file: &File, path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|about| !about.is_symlink()) && writes_into(file, path)
}

pub fn standard_output() -> Option<File> {
    io::stdout().as_handle().try_clone_to_owned().ok().map(File::from)
}

pub fn writes_into(file: &File, path: &Path) -> bool {
    let opened = file.try_clone().and_then(Handle::from_file);
    opened.is_ok_and(|opened| Handle::from_path(path).is_ok_and(|named| named == opened))
}

/// Opens a device such as `NUL`, or a pipe. None where it is neither.
pub fn open_stream(path: &Path) -> io::Result<Option<File>> {
    let name = path.file_name().and_then(OsStr::to_str);
    // With an ending it is a device on some Windows and a file on others.
    let is_device = name.is_some_and(|name| is_device_name(name) && !name.contains('.'));
    let is_pipe = path.to_str().is_some_and(|path| path.to_lowercase().starts_with(r"\\.\pipe\"));
    if is_device || is_pipe { File::options().write(true).open(path).map(Some) } else { Ok(None) }
}

/// How a file is opened that only this person may read, should it be created: its folder sees to that.
pub fn private_file() -> OpenOptions {
    OpenOptions::new()
}

pub fn lock_file() -> OpenOptions {
    OpenOptions::new()
}

/// How a folder is created that only this person may enter: the one above sees to that.
pub fn private_folder() -> DirBuilder {
    DirBuilder::new()
}

/// Closes a folder to others. It is as closed as the one above.
pub const fn close_to_others(_: &Path) {}

/// The rights of files that are not private: those of their folder.
pub const fn usual_rights(_: &mut tempfile::Builder<'_, '_>) {}

/// Gives a file that is to replace another its rights: those of their folder.
pub const fn keep_rights(_: &File, _: &Path, _: Rights) -> io::Result<()> {
    Ok(())
}

/// Why others on this machine could change what is in a folder, as far as that is seen: through a link.
pub fn exposure(folder: &Path) -> Option<Exposure> {
    let found = folder.symlink_metadata().ok()?;
    found.is_symlink().then_some(Exposure::Link)
}

pub fn sync(file: &File) -> io::Result<()> {
    file.sync_all()
}

/// Waits until the names in a folder are on the disk: the system offers no such step, and keeps names in a journal.
pub const fn sync_names(_: &Path) -> io::Result<()> {
    Ok(())
}

pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    patiently(|| fs::rename(from, to))
}

pub fn remove(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_file(path))
}

pub fn persist(temporary: NamedTempFile, to: &Path) -> io::Result<()> {
    put(temporary, |path| path.persist(to))
}

pub fn persist_new(temporary: NamedTempFile, to: &Path) -> io::Result<()> {
    put(temporary, |path| path.persist_noclobber(to))
}

fn put(temporary: NamedTempFile, step: impl Fn(TempPath) -> Result<(), tempfile::PathPersistError>) -> io::Result<()> {
    let mut left = Some(temporary.into_temp_path());
    patiently(|| {
        let Some(path) = left.take() else { return Ok(()) };
        step(path).map_err(|failure| {
            left = Some(failure.path);
            failure.error
        })
    })
}

/// How often something is tried that another program stands in the way of, and how long is waited in between: half a
/// second in all.
const TRIES: u32 = 25;
const PAUSE: Duration = Duration::from_millis(20);
/// What the system says while a file is in use, locked, or about to go: a search index or a virus scanner looks into what
/// is new, a moment long.
const BUSY: [i32; 4] = [5, 32, 33, 303];

/// Does something with a file, again while another program has it.
pub fn patiently<T>(mut step: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for _ in 1..TRIES {
        match step() {
            Err(error) if error.raw_os_error().is_some_and(|code| BUSY.contains(&code)) => thread::sleep(PAUSE),
            done => return done,
        }
    }
    step()
}

pub fn to_bytes(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_vec()
}

/// The path that was written down by [`to_bytes`]: UTF-8, but for halves of characters, which names may hold here.
pub fn from_bytes(bytes: &[u8]) -> PathBuf {
    let mut units = Vec::new();
    let mut rest = Vec::new();
    for chunk in bytes.utf8_chunks() {
        units.extend(chunk.valid().encode_utf16());
        rest.extend_from_slice(chunk.invalid());
        if let [_, middle, last] = rest[..] {
            units.push(0xd000 | (u16::from(middle & 0x3f) << 6) | u16::from(last & 0x3f));
            rest.clear();
        }
    }
    OsString::from_wide(&units).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_no_text_is_written_down_and_read_back() {
        for units in [&[0x43, 0x3a, 0x5c, 0xe4, 0xd800, 0x78][..], &[0xd83d, 0xde00], &[0xdfff, 0xd800]] {
            let path = PathBuf::from(OsString::from_wide(units));
            assert_eq!(from_bytes(&to_bytes(&path)), path);
        }
    }

    #[test]
    fn a_path_without_links_is_written_as_people_write_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = canonical(folder.path()).unwrap();
        assert!(path.is_absolute() && !path.to_str().unwrap().starts_with(r"\\?"), "{}", path.display());
    }

    #[test]
    fn a_file_that_another_program_has_open_is_renamed_once_it_lets_go() {
        use std::os::windows::fs::OpenOptionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("new"), folder.path().join("old"));
        fs::write(&from, "new").unwrap();
        fs::write(&to, "old").unwrap();
        let scanner = File::options().read(true).share_mode(0).open(&to).unwrap();
        assert!(fs::rename(&from, &to).is_err(), "it stands in the way");
        let mut scanner = Some(scanner);
        let mut tries = 0;
        patiently(|| {
            tries += 1;
            if tries == 3 {
                scanner = None;
            }
            fs::rename(&from, &to)
        })
        .unwrap();
        assert_eq!((tries, fs::read_to_string(&to).unwrap().as_str()), (3, "new"));
    }

    #[test]
    fn a_file_that_another_program_holds_for_a_moment_is_waited_for() {
        let mut left = 3;
        let done = patiently(|| {
            left -= 1;
            if left > 0 { Err(io::Error::from_raw_os_error(32)) } else { Ok(left) }
        });
        assert_eq!(done.unwrap(), 0);
        let mut tries = 0;
        let never = patiently(|| -> io::Result<()> {
            tries += 1;
            Err(io::Error::from_raw_os_error(32))
        });
        assert!(never.is_err() && tries == TRIES);
        assert!(patiently(|| -> io::Result<()> { Err(io::ErrorKind::NotFound.into()) }).is_err());
    }

    #[test]
    fn a_device_takes_what_is_written_and_a_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        assert!(open_stream(Path::new("NUL")).unwrap().is_some());
        assert!(open_stream(&folder.path().join("report.html")).unwrap().is_none());
    }
}
