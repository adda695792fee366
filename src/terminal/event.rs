//! What reaches the loop, from whichever thread, signals and panics among it; and how the loop can end.

use std::panic::{self, PanicHookInfo};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::decode::Reply;
use super::system::{Bell, SignalEvent, Tty, Wanted, die_of, heed, is_gone};
use crate::app::Msg;
use crate::domain::text::showable;
use crate::wording::window as words;

/// The signal of a terminal that went away. The numbers are those of Unix, whatever the platform: exit codes hold them.
pub const SIGHUP: i32 = 1;
pub const SIGINT: i32 = 2;
/// The signal of Ctrl-\\, and of Ctrl-Break.
pub const SIGQUIT: i32 = 3;
/// The signal of a person or a system that wants the program to end.
pub const SIGTERM: i32 = 15;

/// What reaches the loop, from whichever thread.
#[derive(Debug)]
pub enum Event {
    Msg(Msg),
    /// Something that was typed or pasted, and when: it may wait here for its turn.
    Typed(Msg, Duration),
    Reply(Reply),
    Resized,
    /// A frame has reached the terminal: there is room for the next.
    Displayed,
    /// The program is to step aside until it is called back.
    Suspend,
    Resumed,
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
    /// The terminal can no longer be written to.
    Broken(io::Error),
    Panicked,
    /// There is nothing to show any more.
    Over,
}

impl From<Msg> for Event {
    fn from(msg: Msg) -> Self {
        Self::Msg(msg)
    }
}

/// A way to the loop, for as many threads as want one. Once the loop is over nobody takes events, and nobody needs to.
#[derive(Debug, Clone)]
pub struct EventSender {
    pub(super) events: Sender<Event>,
    /// Wakes a loop that waits for more than these events.
    pub(super) bell: Option<Arc<Bell>>,
}

impl EventSender {
    /// Sends an event. Never waits.
    pub fn send(&self, event: Event) {
        if let (Ok(()), Some(bell)) = (self.events.send(event), &self.bell) {
            bell.ring();
        }
    }
}

impl From<Sender<Event>> for EventSender {
    fn from(events: Sender<Event>) -> Self {
        Self { events, bell: None }
    }
}

/// Where the loop gets its events.
pub trait Events {
    /// Waits for the next event, at most for `timeout` where one is given.
    fn next(&mut self, timeout: Option<Duration>) -> Result<Event, RecvTimeoutError>;

    /// The next event that is there without waiting.
    fn next_waiting(&mut self) -> Option<Event>;

    /// Reads no keys from now on, or reads them again: what is typed while the program steps aside is the shell's.
    fn set_aside(&mut self, _: bool) {}
}

impl Events for Receiver<Event> {
    fn next(&mut self, timeout: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        match timeout {
            Some(timeout) => self.recv_timeout(timeout),
            None => self.recv().map_err(|_| RecvTimeoutError::Disconnected),
        }
    }

    fn next_waiting(&mut self) -> Option<Event> {
        self.try_recv().ok()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The app asked to leave.
    Left,
    /// The app asked to leave, and the last key was Ctrl-C.
    Interrupted,
    Signal(i32),
    HungUp,
    /// The screen could not be drawn; why.
    Broken(String),
    /// Some thread panicked; what it said, safe to show.
    Panicked(String),
}

impl From<io::Error> for Ending {
    fn from(error: io::Error) -> Self {
        if is_gone(&error) { Self::HungUp } else { Self::Broken(error.to_string()) }
    }
}

impl Ending {
    /// The exit code that belongs to it: 0, 1, or 128 and the signal.
    pub fn exit_code(&self) -> u8 {
        let signal = match self {
            Self::Left => return 0,
            Self::Broken(_) | Self::Panicked(_) => return 1,
            Self::Interrupted => SIGINT,
            Self::HungUp => SIGHUP,
            Self::Signal(signal) => *signal,
        };
        u8::try_from(signal).map_or(1, |signal| signal.saturating_add(128))
    }

    pub const fn is_chosen(&self) -> bool {
        matches!(self, Self::Left | Self::Interrupted)
    }

    /// What went wrong, where something did, as a sentence without its full stop.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Broken(why) => Some(words::not_writable(why)),
            Self::Panicked(what) => Some(words::mistake(what)),
            Self::Left | Self::Interrupted | Self::Signal(_) | Self::HungUp => None,
        }
    }
}

/// How a session ended, with the terminal as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    pub how: Ending,
    /// Whether the terminal still takes what is printed. Where not, printing could wait for ever.
    pub listening: bool,
}

/// When the program first asked.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// How long it is since this was first asked. Every thread gets the same reckoning.
pub fn since() -> Duration {
    START.elapsed()
}

/// The longest message kept, in characters.
const MOST: usize = 500;

type Handler = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// The thread that serves phones. What panics there is caught there, and costs one request: it must not end the
/// session for everybody.
const GUARDED: &str = "server";

/// Keeps panics off the screen while it lives, and ends the loop for a panic on any thread that is not guarded.
pub struct PanicWatch {
    first: Arc<OnceLock<String>>,
    previous: Option<Handler>,
}

impl PanicWatch {
    /// Starts to watch; a panic sends [`Event::Panicked`].
    pub fn start(events: EventSender) -> Self {
        let first = Arc::new(OnceLock::new());
        let kept = Arc::clone(&first);
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() == Some(GUARDED) {
                return;
            }
            kept.get_or_init(|| describe(panic));
            events.send(Event::Panicked);
        }));
        Self { first, previous: Some(previous) }
    }

    /// What the first panic said, safe to show.
    pub fn message(&self) -> String {
        self.first.get().cloned().unwrap_or_default()
    }
}

impl Drop for PanicWatch {
    fn drop(&mut self) {
        // A panicking thread may not change what happens on a panic.
        if let Some(previous) = self.previous.take().filter(|_| !thread::panicking()) {
            panic::set_hook(previous);
        }
    }
}

fn describe(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    let words: String = said.unwrap_or("no message").replace('\n', " ").chars().take(MOST).collect();
    showable(&format!("{words}{place}, thread {}", thread::current().name().unwrap_or(words::NAMELESS_THREAD)))
}

/// How long the program may take to end before a further signal ends it as if nobody were listening.
const OVERDUE: Duration = Duration::from_secs(2);

/// When the program began to end.
#[derive(Clone, Default)]
pub struct Leaving(Arc<OnceLock<Instant>>);

impl Leaving {
    /// The program begins to end, unless it did before.
    pub fn begin(&self) {
        self.0.get_or_init(Instant::now);
    }

    fn is_overdue(&self) -> bool {
        self.0.get().is_some_and(|since| since.elapsed() > OVERDUE)
    }
}

/// Starts to listen to all signals. From here on they do nothing of their own accord.
pub fn listen(events: EventSender, tty: Arc<Tty>, leaving: Leaving) -> io::Result<()> {
    heed(Wanted::Everything, move |event| {
        events.send(match event {
            SignalEvent::Resized => Event::Resized,
            SignalEvent::Resumed => Event::Resumed,
            SignalEvent::Suspend => Event::Suspend,
            SignalEvent::End(signal) => {
                // A closed window may signal twice while the answers are still being saved, so the second does not kill;
                // one that comes much later finds a program that is stuck.
                if leaving.is_overdue() {
                    tty.restore();
                    die_of(signal);
                }
                leaving.begin();
                Event::Signal(signal)
            }
        });
    })
}

/// Starts to listen to what asks the program to end, and to nothing else.
pub fn listen_to_endings(mut on_signal: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    heed(Wanted::Endings, move |event| {
        if let SignalEvent::End(signal) = event {
            on_signal(signal);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_documented_exit_code() {
        let (broken, panicked) = (Ending::Broken("why".into()), Ending::Panicked("what".into()));
        let endings = [Ending::Left, Ending::Interrupted, Ending::Signal(15), Ending::HungUp, broken, panicked];
        assert_eq!(endings.map(|ending| ending.exit_code()), [0, 130, 143, 129, 1, 1]);
    }
}
