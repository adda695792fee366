//! What differs from one platform to another for a live session: the same names, whichever platform it is.
//!
//! ```text
//! widen, descriptors, heed_silence   the sockets of phones
//! private_file, sync_names           the ledger's file
//! Stream, Listener                   the console's connection, which only the same user of the same machine can have
//! ```

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

#[cfg(unix)]
mod unix {
    //! Sockets and files of a live session on Unix.

    use std::fs::{self, File, OpenOptions, Permissions};
    use std::io::{self, ErrorKind};
    use std::net::TcpListener;
    use std::os::fd::AsFd;
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
    pub use std::os::unix::net::UnixStream as Stream;
    use std::os::unix::net::{SocketAddr, UnixListener};
    use std::path::{Path, PathBuf};

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use crate::wording::connecting as words;

    /// How many connections may wait to be accepted: more than a full room opens at once.
    const BACKLOG: i32 = 4096;
    /// How long sent bytes may go unconfirmed, in thousandths of a second.
    #[cfg(target_os = "linux")]
    const SILENCE: u32 = 30_000;

    /// Lets a whole room connect in one moment. Whoever finds no place in the queue tries again a second later, so where the
    /// system keeps to a shorter one that is all that comes of it.
    pub fn widen(listener: &TcpListener) {
        drop(rustix::net::listen(listener, BACKLOG).map_err(io::Error::from));
    }

    /// Raises the limit on open files as far as this process may, up to what is wanted; says how many it may open.
    pub fn descriptors(wanted: u64) -> u64 {
        let limit = getrlimit(Resource::Nofile);
        let reach = limit.maximum.map_or(wanted, |most| most.min(wanted));
        let current = limit.current.unwrap_or(u64::MAX);
        // macOS names no limit, and refuses what is beyond one that it does not tell. Where the system always says no, the
        // smaller number below is the honest one.
        steps(reach, current)
            .find(|more| setrlimit(Resource::Nofile, Rlimit { current: Some(*more), maximum: limit.maximum }).is_ok());
        getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX)
    }

    /// What macOS lets every process open.
    const OPEN_MAX: u64 = 10_240;

    /// The limits to try, the highest first, as long as they are above the one that stands.
    fn steps(reach: u64, current: u64) -> impl Iterator<Item = u64> {
        let below = OPEN_MAX.min(reach);
        let halves = std::iter::successors(Some(below), |step| Some(step / 2)).take_while(|step| *step > 0);
        std::iter::once(reach).chain(halves).take_while(move |step| *step > current)
    }

    /// Sees to it that a phone that went away is noticed. Where the system refuses, that takes longer.
    pub fn heed_silence(stream: &impl AsFd) {
        #[cfg(target_os = "linux")]
        drop(rustix::net::sockopt::set_tcp_user_timeout(stream, SILENCE).map_err(io::Error::from));
        #[cfg(not(target_os = "linux"))]
        let _ = stream;
    }

    /// How a file is opened that only this person may read, should it be created.
    pub fn private_file() -> OpenOptions {
        let mut options = OpenOptions::new();
        options.mode(0o600);
        options
    }

    /// Waits until the names in a folder are on the disk.
    pub fn sync_names(folder: &Path) -> io::Result<()> {
        let folder = File::open(folder)?;
        // Shares in the network refuse the thorough step of macOS: there their own word has to do.
        folder.sync_all().or_else(|_| Ok(rustix::fs::fsync(&folder)?))
    }

    #[derive(Debug)]
    pub struct Listener {
        socket: UnixListener,
        path: PathBuf,
    }

    impl Listener {
        /// Listens on a socket file that only its owner may open, in a folder that only its owner may enter. Binds under
        /// another name, closes it to others, and only then puts it in its place.
        pub fn bind(path: &Path) -> io::Result<Self> {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if fs::metadata(folder)?.mode() & 0o077 != 0 {
                let why = words::open_folder(&folder.display().to_string());
                return Err(io::Error::new(ErrorKind::PermissionDenied, why));
            }
            if Stream::connect(path).is_ok() {
                return Err(io::Error::new(ErrorKind::AddrInUse, words::TAKEN));
            }
            let fresh = path.with_extension("new");
            if SocketAddr::from_pathname(&fresh).is_err() {
                let why = words::long_folder(&folder.display().to_string());
                return Err(io::Error::new(ErrorKind::InvalidFilename, why));
            }
            drop(fs::remove_file(&fresh));
            let socket = UnixListener::bind(&fresh)?;
            fs::set_permissions(&fresh, Permissions::from_mode(0o600))?;
            fs::rename(&fresh, path)?;
            Ok(Self { socket, path: path.to_owned() })
        }

        pub fn accept(&self) -> io::Result<Stream> {
            self.socket.accept().map(|(stream, _)| stream)
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            drop(fs::remove_file(&self.path));
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn limits_are_tried_from_the_highest_down_to_what_stands() {
            assert_eq!(steps(16_064, 1024).collect::<Vec<_>>(), [16_064, 10_240, 5120, 2560, 1280]);
            assert_eq!(steps(4096, 256).collect::<Vec<_>>(), [4096, 4096, 2048, 1024, 512]);
            assert_eq!(steps(16_064, 20_000).count(), 0);
        }

        #[test]
        fn a_folder_whose_path_is_too_long_for_a_socket_is_named_with_the_way_out() {
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("x".repeat(120));
            fs::create_dir(&folder).unwrap();
            fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
            let why = Listener::bind(&folder.join("0123abcd.console")).unwrap_err().to_string();
            assert!(why.contains("xxx") && why.contains("--data-dir"), "{why}");
        }
    }
}

#[cfg(windows)]
mod windows {
    //! Sockets, pipes and files of a live session on Windows.
    #![allow(clippy::unnecessary_wraps, reason = "the types are those of every platform")]

    use std::fs::{self, OpenOptions};
    use std::io::{self, ErrorKind, Read, Write};
    use std::net::TcpListener;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use interprocess::os::windows::named_pipe::pipe_mode::Bytes;
    use interprocess::os::windows::named_pipe::{DuplexPipeStream, PipeListener, PipeListenerOptions};
    use interprocess::os::windows::security_descriptor::SecurityDescriptor;
    use widestring::u16cstr;

    use crate::wording::connecting as words;

    /// Lets a whole room connect in one moment: the queue is as long as the system makes it, and whoever finds no place in it
    /// tries again.
    pub const fn widen(_: &TcpListener) {}

    /// How many files this process may open. The system sets no limit that a room would reach.
    pub const fn descriptors(wanted: u64) -> u64 {
        wanted
    }

    /// Sees to it that a phone that went away is noticed: the system does so by itself, some minutes later.
    pub const fn heed_silence<T>(_: &T) {}

    /// How a file is opened that only this person may read, should it be created: its folder, in the person's profile, sees
    /// to that.
    pub fn private_file() -> OpenOptions {
        OpenOptions::new()
    }

    /// Waits until the names in a folder are on the disk: the system offers no such step, and keeps names in a journal.
    pub const fn sync_names(_: &Path) -> io::Result<()> {
        Ok(())
    }

    /// Of an object that is made with this, its owner has all rights, and nobody else has any.
    const OWNER_ALONE: &widestring::U16CStr = u16cstr!("D:P(A;;GA;;;OW)");
    /// What the names of all named pipes start with, and then those of ours.
    const PIPES: &str = r"\\.\pipe\undercurrent-";
    /// The longest file that is read for the name of a pipe, in bytes.
    const NAME_MAX: u64 = 256;

    #[derive(Debug)]
    pub struct Stream(Arc<DuplexPipeStream<Bytes>>);

    impl Stream {
        /// Connects to the host whose pipe is named in a file.
        pub fn connect(path: &Path) -> io::Result<Self> {
            let mut name = String::new();
            fs::File::open(path)?.take(NAME_MAX).read_to_string(&mut name)?;
            if !name.starts_with(PIPES) {
                return Err(ErrorKind::InvalidData.into());
            }
            match DuplexPipeStream::connect_by_path(name.as_str()) {
                // The file is left over from a host that was killed.
                Err(error) if error.kind() == ErrorKind::NotFound => Err(ErrorKind::ConnectionRefused.into()),
                connected => Ok(Self(Arc::new(connected?))),
            }
        }

        pub fn try_clone(&self) -> io::Result<Self> {
            Ok(Self(Arc::clone(&self.0)))
        }
    }

    impl Read for Stream {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            (&*self.0).read(bytes)
        }
    }

    impl Write for Stream {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            (&*self.0).write(bytes)
        }

        /// What is written is handed over. To wait until it is read, as the system means by this, would wait for the console.
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[derive(Debug)]
    pub struct Listener {
        pipe: PipeListener<Bytes, Bytes>,
        path: PathBuf,
    }

    impl Listener {
        /// Listens on a named pipe that only its owner may open, of this machine alone. Its name, which nobody can guess,
        /// stands in a file in the person's own folder.
        pub fn bind(path: &Path) -> io::Result<Self> {
            if Stream::connect(path).is_ok() {
                return Err(io::Error::new(ErrorKind::AddrInUse, words::TAKEN));
            }
            let mut chance = [0; 16];
            getrandom::fill(&mut chance).map_err(io::Error::other)?;
            let name = format!("{PIPES}{:032x}", u128::from_le_bytes(chance));
            let rights = SecurityDescriptor::deserialize(OWNER_ALONE)?;
            let options = PipeListenerOptions::new().path(name.as_str()).security_descriptor(Some(rights));
            let pipe = options.create_duplex::<Bytes>()?;
            let fresh = path.with_extension("new");
            fs::write(&fresh, &name)?;
            fs::rename(&fresh, path)?;
            Ok(Self { pipe, path: path.to_owned() })
        }

        pub fn accept(&self) -> io::Result<Stream> {
            self.pipe.accept().map(|stream| Stream(Arc::new(stream)))
        }
    }

    impl Drop for Listener {
        fn drop(&mut self) {
            drop(fs::remove_file(&self.path));
        }
    }
}
