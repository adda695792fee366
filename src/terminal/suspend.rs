//! Ctrl-Z: stops the process, where a shell can call it back.

use std::io;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};

/// Whether a shell could call the program back. In a window of its own nobody could.
pub fn is_possible() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process, and the script or pipeline that it may be part of, until somebody calls them back.
///
/// # Errors
/// When the system refuses.
pub fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}
