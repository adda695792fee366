//! What the system tells a program of its console: Ctrl-C, Ctrl-Break, and that the window is closed or the session of
//! the person ends.

use std::io;
use std::thread;

use tokio::runtime::Builder;
use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};

use crate::terminal::event::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use crate::terminal::system::{Heard, Wanted};

/// Starts to listen, on a thread of its own. From here on these events do nothing of their own accord.
///
/// Of a window that is closed the system tells on a thread of its own, and ends the process once that returns, or a few
/// seconds later: it does not return, and the process ends by itself, with what is to be saved saved. That a person logs
/// off is told to services, and to programs with a window, which wants unsafe code or a library that panics where there can
/// be none. There is nothing left to save then, since every answer is saved as it is given.
pub fn heed(_: Wanted, mut hear: impl FnMut(Heard) + Send + 'static) -> io::Result<()> {
    let runtime = Builder::new_current_thread().build()?;
    let (mut interrupt, mut quit) = (ctrl_c()?, ctrl_break()?);
    let (mut close, mut log_off, mut shut_down) = (ctrl_close()?, ctrl_logoff()?, ctrl_shutdown()?);
    let listener = async move {
        loop {
            let signal = tokio::select! {
                Some(()) = interrupt.recv() => SIGINT,
                Some(()) = quit.recv() => SIGQUIT,
                Some(()) = close.recv() => SIGHUP,
                Some(()) = log_off.recv() => SIGTERM,
                Some(()) = shut_down.recv() => SIGTERM,
                else => return,
            };
            hear(Heard::End(signal));
        }
    };
    thread::Builder::new().name("signals".into()).spawn(move || runtime.block_on(listener)).map(drop)
}

/// Ends the process as one that this signal ends.
pub fn die_of(signal: i32) {
    std::process::exit(128_i32.saturating_add(signal));
}

/// Whether a shell could call the program back: none can here.
pub const fn can_be_called_back() -> bool {
    false
}

/// Stops the process until somebody calls it back.
pub fn stop() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
