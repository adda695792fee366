//! Signals; and Ctrl-Z, which stops the process where a shell can call it back.

use std::io;
use std::thread;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::terminal::system::{Heard, Wanted};

/// The signals that ask a program to end.
const ENDINGS: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];
/// The others that concern a program which holds the screen.
const OTHERS: [i32; 3] = [SIGWINCH, SIGTSTP, SIGCONT];

/// Starts to listen, on a thread of its own. From here on these signals do nothing of their own accord.
pub fn heed(wanted: Wanted, mut hear: impl FnMut(Heard) + Send + 'static) -> io::Result<()> {
    let others: &[i32] = if wanted == Wanted::Everything { &OTHERS } else { &[] };
    let mut signals = Signals::new(ENDINGS.iter().chain(others))?;
    let listener = move || signals.forever().for_each(|signal| hear(heard(signal)));
    thread::Builder::new().name("signals".into()).spawn(listener).map(drop)
}

const fn heard(signal: i32) -> Heard {
    match signal {
        SIGWINCH => Heard::Resized,
        SIGCONT => Heard::Resumed,
        SIGTSTP => Heard::Suspend,
        _ => Heard::End(signal),
    }
}

/// Ends the process as this signal does where nobody listens to it.
pub fn die_of(signal: i32) {
    let _ = emulate_default_handler(signal);
}

/// Whether a shell could call the program back. In a window of its own nobody could.
pub fn can_be_called_back() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

/// Stops the process, and the script or pipeline that it may be part of, until somebody calls them back.
pub fn stop() -> io::Result<()> {
    Ok(kill_current_process_group(Signal::STOP)?)
}
