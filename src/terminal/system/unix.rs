//! The terminal of Unix: its settings, writing to it, and signals. [`super::unix_inbox`] reads it.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use rustix::stdio::{stdin, stdout};
use rustix::termios::{
    OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr, ttyname,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::{SignalEvent, Wanted};
use crate::ui::theme::ColourDepth;

/// The signals that ask a program to end.
const ENDINGS: [i32; 4] = [SIGINT, SIGTERM, SIGHUP, SIGQUIT];
/// The others that concern a program which holds the screen.
const OTHERS: [i32; 3] = [SIGWINCH, SIGTSTP, SIGCONT];

/// Starts to listen, on a thread of its own. From here on these signals do nothing of their own accord.
pub fn heed(wanted: Wanted, mut on_event: impl FnMut(SignalEvent) + Send + 'static) -> io::Result<()> {
    let others: &[i32] = if wanted == Wanted::Everything { &OTHERS } else { &[] };
    let mut signals = Signals::new(ENDINGS.iter().chain(others))?;
    let listener = move || {
        for signal in signals.forever() {
            on_event(match signal {
                SIGWINCH => SignalEvent::Resized,
                SIGCONT => SignalEvent::Resumed,
                SIGTSTP => SignalEvent::Suspend,
                _ => SignalEvent::End(signal),
            });
        }
    };
    thread::Builder::new().name("signals".into()).spawn(listener).map(drop)
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

/// The size of a window that does not say.
const USUAL: Size = Size { width: 80, height: 24 };

/// Whether somebody sits at a terminal: both what is read and what is written are one.
pub fn is_interactive() -> bool {
    isatty(stdin()) && isatty(stdout())
}

/// The size of the window, in cells.
pub fn size() -> io::Result<Size> {
    let size = tcgetwinsize(stdout())?;
    let known = size.ws_col > 0 && size.ws_row > 0;
    Ok(if known { Size { width: size.ws_col, height: size.ws_row } } else { USUAL })
}

/// The colours of a terminal that no variable names, and whether it shows all characters: nothing is known of it.
pub const fn without_name() -> (ColourDepth, bool) {
    (ColourDepth::None, false)
}

/// The settings of the terminal that is read.
#[derive(Default)]
pub struct Tty {
    /// As they were found, while they are ours.
    found: Mutex<Option<Termios>>,
}

impl Tty {
    fn found(&self) -> MutexGuard<'_, Option<Termios>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes every key as it is typed, unechoed. What was typed before is kept.
    pub fn make_raw(&self) -> io::Result<()> {
        let mut found = self.found();
        let before = match found.take() {
            Some(before) => before,
            None => tcgetattr(stdin())?,
        };
        let mut raw = before.clone();
        raw.make_raw();
        raw.special_codes[SpecialCodeIndex::VMIN] = 1;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        *found = Some(before);
        Ok(set(&raw)?)
    }

    /// Gives the settings back as they were found. Does nothing where they are not ours.
    pub fn restore(&self) {
        if let Some(before) = self.found().take() {
            // A terminal that is gone has no settings left to restore.
            let _ = set(&before);
        }
    }
}

/// At once: to wait for the display could take for ever, and to flush would lose keys.
fn set(termios: &Termios) -> rustix::io::Result<()> {
    rustix::io::retry_on_intr(|| tcsetattr(stdin(), OptionalActions::Now, termios))
}

pub fn writer() -> impl Write + Send + 'static {
    Patient(stdout())
}

/// The terminal that is written to, opened anew so that writing to it never waits. None where it cannot be opened by
/// its name. The one that others share stays as it is.
pub fn unwaiting() -> Option<File> {
    let name = ttyname(stdout(), Vec::new()).ok()?;
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    open(name, flags, Mode::empty()).ok().map(OwnedFd::into)
}

/// Writes to standard output past the standard library's own stream, which takes one that nothing can be written to for
/// one that took it all.
pub fn straight(data: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    File::from(out.as_fd().try_clone_to_owned()?).write_all(data)
}

/// Whether an error means that the terminal is gone: the system then says that input and output fail.
pub fn is_gone(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::IO)
}

#[cfg(test)]
pub fn gone() -> io::Error {
    Errno::IO.into()
}

/// A terminal that another program may have made non-blocking.
struct Patient<T>(T);

impl<T: AsFd> Write for Patient<T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(&self.0, bytes) {
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => wait_for_room(&self.0)?,
                written => return Ok(written?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn wait_for_room(terminal: &impl AsFd) -> Result<(), Errno> {
    match poll(&mut [PollFd::new(terminal, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    use super::*;
    use crate::terminal::event::Event;
    use crate::terminal::session::TerminalWriter;

    const LONG: Duration = Duration::from_secs(60);

    /// An outlet, with a way past the thread or without, and the terminal at its far end.
    fn writer(has_shortcut: bool) -> (TerminalWriter, UnixStream, Receiver<Event>) {
        let (near, terminal) = UnixStream::pair().unwrap();
        near.set_nonblocking(has_shortcut).unwrap();
        let shortcut = has_shortcut.then(|| OwnedFd::from(near.try_clone().unwrap()).into());
        let (sender, events) = channel();
        (TerminalWriter::open(Patient(near), shortcut, sender.into(), ColourDepth::True), terminal, events)
    }

    fn hand_over(writer: &TerminalWriter, bytes: &[u8]) {
        writer.gathering().write_all(bytes).unwrap();
        writer.hand_over();
    }

    #[test]
    fn what_is_handed_over_is_written_whole_and_said_to_be() {
        let (writer, mut terminal, events) = writer(false);
        write!(writer.gathering(), "two ").unwrap();
        hand_over(&writer, b"words");
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
        assert!(writer.settle(LONG));
        drop(writer);
        let mut read = String::new();
        terminal.read_to_string(&mut read).unwrap();
        assert_eq!(read, "two words");
    }

    #[test]
    fn what_the_terminal_takes_at_once_goes_past_the_thread() {
        let (writer, mut terminal, events) = writer(true);
        hand_over(&writer, b"words");
        assert!(writer.settled());
        let mut read = [0; 5];
        terminal.read_exact(&mut read).unwrap();
        assert_eq!(&read, b"words");
        drop(writer);
        assert!(events.iter().next().is_none(), "the thread wrote nothing");
    }

    #[test]
    fn what_the_terminal_does_not_take_at_once_follows_in_its_order() {
        let (writer, mut terminal, events) = writer(true);
        let frame: Vec<u8> = (0..4 << 20).map(|at: u32| at.to_le_bytes()[0]).collect();
        hand_over(&writer, &frame);
        assert!(!writer.settled());
        hand_over(&writer, b"words");
        let mut read = vec![0; frame.len() + 5];
        terminal.read_exact(&mut read).unwrap();
        assert!(read == [&frame[..], b"words"].concat());
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
    }

    #[test]
    fn a_terminal_that_does_not_read_holds_up_nobody() {
        let (writer, mut terminal, events) = writer(false);
        let frame = vec![b'x'; 4 << 20];
        for _ in 0..2 {
            hand_over(&writer, &frame);
        }
        assert!(!writer.settled());
        assert!(!writer.settle(Duration::ZERO));
        terminal.read_exact(&mut vec![0; 8 << 20]).unwrap();
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
        assert!(writer.settle(LONG));
    }

    #[test]
    fn a_terminal_that_is_gone_is_reported_and_what_comes_after_is_dropped() {
        let (writer, terminal, events) = writer(false);
        drop(terminal);
        hand_over(&writer, b"words");
        assert!(matches!(events.recv().unwrap(), Event::Broken(_)));
        hand_over(&writer, b"words");
        assert!(writer.settled());
        assert!(!writer.settle(LONG), "settled, but not written");
    }
}
