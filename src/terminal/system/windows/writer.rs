//! Writing to the console.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::windows::io::AsHandle;

/// The console that standard output is. The standard library tells it what is written in Unicode, whatever its code page.
pub fn writer() -> impl Write + Send + 'static {
    io::stdout()
}

/// A way to write that never waits: there is none here.
pub const fn unwaiting() -> Option<File> {
    None
}

/// Writes to standard output; to a pipe or a file past the standard library's own stream, which takes one that nothing
/// can be written to for one that took it all.
pub fn straight(data: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    if out.is_terminal() {
        return out.write_all(data).and_then(|()| out.flush());
    }
    File::from(out.as_handle().try_clone_to_owned()?).write_all(data)
}

/// What the system says of a console that is gone: its handle is not valid, or the pipe behind it was closed.
const GONE: [i32; 4] = [6, 109, 232, 233];

/// Whether an error means that the console is gone.
pub fn is_gone(error: &io::Error) -> bool {
    error.raw_os_error().is_some_and(|code| GONE.contains(&code))
}

/// What the system says of a console that is gone.
#[cfg(test)]
pub fn gone() -> io::Error {
    io::Error::from_raw_os_error(GONE[0])
}
