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

/// A connection between a host and its console.
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

    /// A second hold on the connection.
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

/// Listens on a named pipe.
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
            return Err(io::Error::new(ErrorKind::AddrInUse, "another host listens there"));
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

    /// Waits for the next console.
    pub fn accept(&self) -> io::Result<Stream> {
        self.pipe.accept().map(|stream| Stream(Arc::new(stream)))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}
