//! Signals, turned into events; and Ctrl-Z, which stops the process where a shell can call it back.

use std::io;
use std::sync::mpsc::Sender;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::event::Event;
use super::tty::Tty;

/// How long the program may take to end before a further signal ends it as if nobody were listening.
const TIMEOUT: Duration = Duration::from_secs(2);

/// When the program began to end.
#[derive(Clone, Default)]
pub struct Leaving {
    since: Arc<OnceLock<Instant>>,
}

impl Leaving {
    /// The program begins to end, unless it did before.
    pub fn begin(&self) {
        self.since.get_or_init(Instant::now);
    }

    fn is_overdue(&self) -> bool {
        self.since.get().is_some_and(|since| since.elapsed() > TIMEOUT)
    }
}

/// What the thread needs.
pub struct Ears {
    /// Where events go.
    pub events: Sender<Event>,
    /// The settings to restore before dying at once.
    pub tty: Arc<Tty>,
    /// Whether the program is ending.
    pub leaving: Leaving,
}

/// Starts to listen. From here on these signals do nothing of their own accord.
///
/// # Errors
/// When no handler or thread can be had.
pub fn listen(ears: Ears) -> io::Result<()> {
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT])?;
    let listener = move || signals.forever().for_each(|signal| ears.hear(signal));
    thread::Builder::new().name("signals".into()).spawn(listener).map(drop)
}

impl Ears {
    fn hear(&self, signal: i32) {
        match signal {
            SIGWINCH => self.pass_on(Event::Resized),
            SIGCONT => self.pass_on(Event::Resumed),
            SIGTSTP => self.pass_on(Event::Suspend),
            _ => self.end(signal),
        }
    }

    /// A closed window may signal twice while the answers are still being saved, so the second does not kill;
    /// one that comes much later finds a program that is stuck.
    fn end(&self, signal: i32) {
        if self.leaving.is_overdue() {
            self.tty.restore();
            let _ = emulate_default_handler(signal);
        }
        self.leaving.begin();
        self.pass_on(Event::Signal(signal));
    }

    /// Once the loop is over nobody takes events, and nobody needs to.
    fn pass_on(&self, event: Event) {
        let _ = self.events.send(event);
    }
}

/// Whether a shell could call the program back. In a window of its own nobody could.
pub fn can_be_called_back() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process, and the script or pipeline that it may be part of, until somebody calls them back.
///
/// # Errors
/// When the system refuses.
pub fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}
