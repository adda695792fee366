//! The disks of Unix.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, FileType, OpenOptions, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::AsFd;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Gid, Mode, OFlags, Uid, fchmod, fchown};
use rustix::io::Errno;
use tempfile::{NamedTempFile, PathPersistError};

use super::{Exposure, Rights};

/// Whether two names stand for one file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    identity(one).is_some_and(|one| identity(other) == Some(one))
}

/// The path without links, from the root.
pub fn canonical(path: &Path) -> io::Result<PathBuf> {
    path.canonicalize()
}

/// Whether `path` still names the file that was opened, and no link to it.
pub fn is_at(file: &File, path: &Path) -> bool {
    let (Ok(opened), Ok(named)) = (file.metadata(), fs::symlink_metadata(path)) else { return false };
    (opened.dev(), opened.ino()) == (named.dev(), named.ino())
}

fn identity(path: &Path) -> Option<(u64, u64)> {
    fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

/// What standard output writes into.
pub fn standard_output() -> Option<File> {
    io::stdout().as_fd().try_clone_to_owned().ok().map(File::from)
}

/// Whether what is written to an open file goes into the file, pipe or device of this name.
pub fn writes_into(file: &File, path: &Path) -> bool {
    file.metadata().is_ok_and(|about| identity(path) == Some((about.dev(), about.ino())))
}

/// Opens a pipe or device as it stands, without making it this program's terminal. None where it is neither.
pub fn open_stream(path: &Path) -> io::Result<Option<File>> {
    if !fs::metadata(path).is_ok_and(|about| is_stream(about.file_type())) {
        return Ok(None);
    }
    let flags = i32::try_from(OFlags::NOCTTY.bits()).unwrap_or_default();
    let file = File::options().write(true).custom_flags(flags).open(path)?;
    Ok(is_stream(file.metadata()?.file_type()).then_some(file))
}

fn is_stream(kind: FileType) -> bool {
    kind.is_fifo() || kind.is_char_device()
}

/// How a file is opened that only this person may read, should it be created.
pub fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600);
    options
}

/// How a lock is opened likewise. Through a link somebody else's file could be emptied.
pub fn lock_file() -> OpenOptions {
    let mut options = private_file();
    options.custom_flags(OFlags::NOFOLLOW.bits().cast_signed());
    options
}

/// How a folder is created that only this person may enter.
pub fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.mode(0o700);
    builder
}

/// Closes a folder to others. Where that cannot be done, it is as it was.
pub fn close_to_others(folder: &Path) {
    drop(fs::set_permissions(folder, Permissions::from_mode(0o700)));
}

/// The rights of files that are not private. The person's own mask takes away what others are not to have.
pub fn usual_rights(builder: &mut tempfile::Builder<'_, '_>) {
    builder.permissions(Permissions::from_mode(0o666));
}

/// Gives a file that is to replace `old` the owner and the rights that `old` has, as far as they are wanted.
pub fn keep_rights(file: &File, old: &Path, wanted: Rights) -> io::Result<()> {
    let most = match wanted {
        Rights::AsBefore => Mode::RWXU | Mode::RWXG | Mode::RWXO,
        Rights::MineAlone => Mode::RWXU,
    };
    // The system's own record of it: the standard library widens the rights, which not every system stores as wide.
    let (Ok(rights), Ok(old)) = (rustix::fs::stat(old), fs::metadata(old)) else { return Ok(()) };
    let new = file.metadata()?;
    let mut mode = Mode::from_raw_mode(rights.st_mode) & most;
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

/// Why others on this machine could change what is in a folder, if they could. One that is not there yet is fine.
pub fn exposure(folder: &Path) -> Option<Exposure> {
    let found = folder.symlink_metadata().ok()?;
    if found.is_symlink() {
        return Some(Exposure::Link);
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        return Some(Exposure::Foreign);
    }
    if found.mode() & 0o022 != 0 {
        return Some(Exposure::Writable);
    }
    let above = folder.parent()?;
    // In a folder such as /tmp, others may not touch what is mine.
    (above.metadata().ok()?.mode() & 0o1002 == 0o002).then(|| Exposure::Above(above.to_path_buf()))
}

/// What the system says where a disk knows no such step as it was asked for.
const UNKNOWN_STEP: [Errno; 5] = [Errno::NOTSUP, Errno::OPNOTSUPP, Errno::NOTTY, Errno::INVAL, Errno::NOSYS];

/// Waits until the contents of a file are on the disk. macOS asks the disk itself to empty its cache, which shares in the
/// network refuse: there the share's own word has to do.
pub fn sync(file: &File) -> io::Result<()> {
    or_plainly(file.sync_all(), || Ok(rustix::fs::fsync(file)?))
}

fn or_plainly(thorough: io::Result<()>, plain: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    match thorough {
        Err(error) if Errno::from_io_error(&error).is_some_and(|code| UNKNOWN_STEP.contains(&code)) => plain(),
        synced => synced,
    }
}

/// Waits until the names in a folder are on the disk.
pub fn sync_names(folder: &Path) -> io::Result<()> {
    match sync(&File::open(folder)?) {
        // Some file systems have no such step for folders. There is nothing to wait for on them.
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
        synced => synced,
    }
}

/// Renames a file, over what has that name.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a file, be it open or not.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// Gives a temporary file its real name, over what has that name.
pub fn persist(temporary: NamedTempFile, to: &Path) -> io::Result<()> {
    temporary.into_temp_path().persist(to).map_err(|PathPersistError { error, .. }| error)
}

/// Gives a temporary file its real name, unless something has that name.
pub fn persist_new(temporary: NamedTempFile, to: &Path) -> io::Result<()> {
    temporary.into_temp_path().persist_noclobber(to).map_err(|PathPersistError { error, .. }| error)
}

/// Does something with a file. Where another program has the file, that is no hindrance on this platform.
pub fn patiently<T>(mut step: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    step()
}

/// A path as bytes, to be read back by [`from_bytes`].
pub fn to_bytes(path: &Path) -> Vec<u8> {
    path.as_os_str().as_bytes().to_vec()
}

/// The path that was written down by [`to_bytes`].
pub fn from_bytes(bytes: &[u8]) -> PathBuf {
    OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    fn of_mode(mode: u32, above: u32) -> Option<Exposure> {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("sessions");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(above)).unwrap();
        exposure(&folder)
    }

    #[test]
    fn what_others_may_write_to_is_exposed() {
        for mode in [0o777, 0o770, 0o1777, 0o720, 0o702] {
            assert_eq!(of_mode(mode, 0o700), Some(Exposure::Writable), "{mode:o}");
        }
        assert!(matches!(of_mode(0o700, 0o777), Some(Exposure::Above(_))));
        for (mode, above) in [(0o700, 0o700), (0o755, 0o755), (0o700, 0o1777)] {
            assert_eq!(of_mode(mode, above), None, "{mode:o} {above:o}");
        }
    }

    #[test]
    fn a_link_to_another_place_is_exposed_and_what_is_not_there_yet_is_not() {
        let home = tempfile::tempdir().unwrap();
        let (link, elsewhere) = (home.path().join("sessions"), home.path().join("elsewhere"));
        assert_eq!(exposure(&link), None);
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, &link).unwrap();
        assert_eq!(exposure(&link), Some(Exposure::Link));
    }

    #[test]
    fn what_belongs_to_another_user_is_exposed() {
        // The root of the file system belongs to another user, unless the test itself is run by root.
        let is_root = rustix::process::geteuid().is_root();
        assert_eq!(exposure(Path::new("/")) == Some(Exposure::Foreign), !is_root);
    }

    #[test]
    fn what_is_private_is_for_its_owner_alone() {
        let home = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        for (name, mut options) in [("one", private_file()), ("other", lock_file())] {
            let path = home.path().join(name);
            options.write(true).create(true).truncate(false).open(&path).unwrap();
            assert_eq!(mode(&path), 0o600);
        }
        let folder = home.path().join("folder");
        private_folder().create(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
        fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        close_to_others(&folder);
        assert_eq!(mode(&folder), 0o700);
    }

    #[test]
    fn a_disk_that_refuses_the_thorough_step_is_asked_plainly_and_one_that_fails_is_not() {
        let refused = |code: Errno| -> io::Result<()> { Err(code.into()) };
        for code in [Errno::NOTSUP, Errno::NOTTY, Errno::INVAL] {
            assert!(or_plainly(refused(code), || Ok(())).is_ok());
            assert!(or_plainly(refused(code), || refused(Errno::IO)).is_err());
        }
        assert!(or_plainly(refused(Errno::IO), || Ok(())).is_err(), "a failure is no refusal");
    }

    #[test]
    fn a_path_that_is_no_text_is_written_down_and_read_back() {
        let path = PathBuf::from(OsString::from_vec(b"/home/\xff/x".to_vec()));
        assert_eq!(from_bytes(&to_bytes(&path)), path);
    }
}
