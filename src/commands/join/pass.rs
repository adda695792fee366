//! What a session knows a person by, kept in a private file, so that whoever leaves can come back to the same place.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::storage::disk::{Disk, RealDisk};

/// How the names of these files end.
const ENDING: &str = "seat";
/// The longest pass that is read back, in bytes.
const LONGEST: u64 = 4096;

/// The pass to one session. While it is held, no other terminal takes the same place.
#[derive(Debug)]
pub struct Pass {
    /// Where it is kept; none where it cannot be, or where another terminal has taken that place.
    path: Option<PathBuf>,
    held: Option<File>,
}

impl Pass {
    /// Looks for the pass to the session at an address.
    pub fn find(folder: Option<&Path>, address: &str) -> Self {
        let path = folder.map(|folder| folder.join(name(address)));
        match path.as_deref().map(|path| OpenOptions::new().read(true).write(true).open(path)) {
            Some(Ok(file)) if file.try_lock().is_ok() => Self { path, held: Some(file) },
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => Self { path, held: None },
            _ => Self { path: None, held: None },
        }
    }

    /// The pass, if there is one.
    pub fn known(&self) -> Option<String> {
        let mut text = String::new();
        let mut file = self.held.as_ref()?;
        file.rewind().ok()?;
        file.take(LONGEST).read_to_string(&mut text).ok()?;
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_plain.then_some(text)
    }

    /// Whether it is kept.
    pub const fn is_kept(&self) -> bool {
        self.held.is_some()
    }

    /// Keeps a pass. Where that fails, the person is told before leaving that the place is not kept.
    pub fn keep(&mut self, pass: &str) {
        if self.write(pass).is_err() {
            self.forget();
        }
    }

    fn write(&mut self, pass: &str) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if let Some(folder) = path.parent() {
            RealDisk.make_folder(folder)?;
        }
        let mut file = private().open(path)?;
        drop(self.held.take());
        file.try_lock()?;
        file.set_len(0)?;
        file.write_all(pass.as_bytes())?;
        file.sync_all()?;
        self.held = Some(file);
        Ok(())
    }

    /// Throws the pass away.
    pub fn forget(&mut self) {
        if let (Some(_), Some(path)) = (self.held.take(), &self.path) {
            // What stays opens nothing: the session no longer knows it.
            drop(fs::remove_file(path));
        }
    }
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// `http://192.168.1.20:7777` as the name of a file.
fn name(address: &str) -> String {
    let host = address.trim_start_matches("http://");
    let safe = host.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' });
    format!("{}.{ENDING}", safe.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "http://192.168.1.20:7777";

    #[test]
    fn a_pass_that_was_kept_is_found_again_and_only_its_owner_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let sessions = folder.path().join("sessions");
        let mut pass = Pass::find(Some(&sessions), ADDRESS);
        assert_eq!((pass.known(), pass.is_kept()), (None, false));
        pass.keep("name=0123");
        assert!(pass.is_kept());
        drop(pass);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let file = sessions.join("192.168.1.20-7777.seat");
            assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let mut pass = Pass::find(Some(&sessions), ADDRESS);
        assert_eq!(pass.known().as_deref(), Some("name=0123"));
        pass.forget();
        assert_eq!(Pass::find(Some(&sessions), ADDRESS).known(), None);
    }

    #[test]
    fn a_second_terminal_gets_a_place_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = Pass::find(Some(folder.path()), ADDRESS);
        first.keep("name=0123");
        let mut second = Pass::find(Some(folder.path()), ADDRESS);
        assert_eq!(second.known(), None);
        second.keep("name=4567");
        assert!(!second.is_kept());
        assert_eq!(first.known().as_deref(), Some("name=0123"));
    }

    #[test]
    fn a_file_that_holds_no_pass_is_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name(ADDRESS)), "a=b\r\nHost: elsewhere").unwrap();
        assert_eq!(Pass::find(Some(folder.path()), ADDRESS).known(), None);
    }

    #[test]
    fn where_nothing_can_be_kept_nothing_is() {
        let mut pass = Pass::find(None, ADDRESS);
        pass.keep("name=0123");
        assert!(!pass.is_kept());
    }
}
