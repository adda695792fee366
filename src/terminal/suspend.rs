//! Ctrl-Z: stops the process, where a shell can call it back.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

/// Stops the process and whatever was started along with it.
#[derive(Clone, Default)]
pub struct Suspension {
    /// The next SIGTSTP is our own.
    ours: Arc<AtomicBool>,
}

impl Suspension {
    /// Whether a shell could call the program back. In a window of its own nobody could.
    #[must_use]
    pub fn is_possible() -> bool {
        getsid(None).is_ok_and(|session| session != getpgrp())
    }

    /// Stops the process, and the script or pipeline that it may be part of, as the terminal itself would.
    /// Returns once it was called back.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn stop(&self) -> io::Result<()> {
        self.ours.store(true, Ordering::SeqCst);
        kill_current_process_group(Signal::TSTP)?;
        emulate_default_handler(SIGTSTP)
    }

    /// Whether a SIGTSTP that came is the one that [`Self::stop`] sent. Says so once.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.ours.swap(false, Ordering::SeqCst)
    }
}
