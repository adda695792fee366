//! Reads the terminal, and notices when it is gone.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::PollFlags;
use rustix::io::Errno;
use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};

use crate::app::{Key, Msg};
use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, EventSender, since};

/// A terminal that keys are read from.
pub struct Keyboard {
    decoder: Decoder,
    terminal: OwnedFd,
    /// When the bytes so far are all there is of a key, where one is begun.
    due: Option<Instant>,
}

/// What came of reading.
#[derive(Debug)]
pub enum Read {
    /// What was typed; there may be more.
    Some(Vec<Event>),
    /// The terminal is gone.
    Gone,
    /// The system does not watch such a terminal: macOS says so of `/dev/tty`.
    Unwatched,
}

impl Keyboard {
    /// Keys from `terminal`.
    pub fn of(terminal: OwnedFd) -> Self {
        Self { decoder: Decoder::default(), terminal, due: None }
    }

    /// What to watch.
    pub fn terminal(&self) -> BorrowedFd<'_> {
        self.terminal.as_fd()
    }

    /// How long to wait for the rest of a key, where one is begun.
    pub fn timeout(&self) -> Option<Duration> {
        self.due.map(|due| due.saturating_duration_since(Instant::now()))
    }

    /// Takes what the terminal has, once it was waited for with this result.
    pub fn take(&mut self, told: PollFlags) -> Read {
        if told.contains(PollFlags::IN) {
            return self.read();
        }
        if told.contains(PollFlags::NVAL) {
            return Read::Unwatched;
        }
        if !told.is_empty() {
            return Read::Gone;
        }
        Read::Some(if self.timeout() == Some(Duration::ZERO) { self.give_up() } else { Vec::new() })
    }

    /// Reads a terminal that the system does not watch, in a thread of its own, until it is gone or `closed` is set.
    pub fn read_in_turns(mut self, closed: Arc<AtomicBool>, events: EventSender) -> io::Result<()> {
        thread::Builder::new().name("keyboard".to_owned()).spawn(move || {
            while !closed.load(Ordering::Relaxed) {
                let Read::Some(read) = self.turn() else { return events.send(Event::HungUp) };
                for event in read {
                    events.send(event);
                }
            }
        })?;
        Ok(())
    }

    /// Reads for a tenth of a second, so that the end of the keyboard is noticed, and of a key. The terminal is gone
    /// once it has no settings any more.
    fn turn(&mut self) -> Read {
        let Ok(mut settings) = tcgetattr(&self.terminal) else { return Read::Gone };
        if settings.special_codes[SpecialCodeIndex::VMIN] != 0 {
            settings.special_codes[SpecialCodeIndex::VMIN] = 0;
            settings.special_codes[SpecialCodeIndex::VTIME] = 1;
            let set = rustix::io::retry_on_intr(|| tcsetattr(&self.terminal, OptionalActions::Now, &settings));
            if set.is_err() {
                return Read::Gone;
            }
        }
        match self.read() {
            // Nothing within the tenth of a second, which is longer than any key takes; a gone terminal has no settings.
            Read::Gone if tcgetattr(&self.terminal).is_ok() => Read::Some(self.give_up()),
            read => read,
        }
    }

    fn read(&mut self) -> Read {
        let mut bytes = [0; 4096];
        match rustix::io::read(&self.terminal, &mut bytes) {
            Ok(length @ 1..) => Read::Some(self.decode(bytes.get(..length).unwrap_or_default())),
            Err(Errno::INTR | Errno::AGAIN) => Read::Some(Vec::new()),
            Ok(0) | Err(_) => Read::Gone,
        }
    }

    fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        let messages = self.decoder.feed(bytes);
        self.due = self.decoder.timeout().map(|timeout| Instant::now() + timeout);
        let replies = self.decoder.replies().into_iter().map(Event::Reply);
        messages.into_iter().map(typed).chain(replies).collect()
    }

    fn give_up(&mut self) -> Vec<Event> {
        self.due = None;
        self.decoder.give_up().into_iter().map(typed).collect()
    }
}

fn typed(msg: Msg) -> Event {
    if msg == Msg::Key(Key::Ctrl('z')) { Event::Suspend } else { Event::Typed(msg, since()) }
}
