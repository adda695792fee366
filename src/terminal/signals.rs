//! What the system tells the program, turned into events.

use std::io;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use super::event::{Event, EventSender};
use super::system::{Heard, Tty, Wanted, die_of, heed};

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
    pub events: EventSender,
    /// The settings to restore before dying at once.
    pub tty: Arc<Tty>,
    /// Whether the program is ending.
    pub leaving: Leaving,
}

/// Starts to listen. From here on these signals do nothing of their own accord.
pub fn listen(ears: Ears) -> io::Result<()> {
    heed(Wanted::Everything, move |heard| ears.hear(heard))
}

/// Starts to listen to what asks the program to end, and to nothing else.
pub fn listen_to_endings(mut hear: impl FnMut(i32) + Send + 'static) -> io::Result<()> {
    heed(Wanted::Endings, move |heard| {
        if let Heard::End(signal) = heard {
            hear(signal);
        }
    })
}

impl Ears {
    fn hear(&self, heard: Heard) {
        match heard {
            Heard::Resized => self.events.send(Event::Resized),
            Heard::Resumed => self.events.send(Event::Resumed),
            Heard::Suspend => self.events.send(Event::Suspend),
            Heard::End(signal) => self.end(signal),
        }
    }

    /// A closed window may signal twice while the answers are still being saved, so the second does not kill;
    /// one that comes much later finds a program that is stuck.
    fn end(&self, signal: i32) {
        if self.leaving.is_overdue() {
            self.tty.restore();
            die_of(signal);
        }
        self.leaving.begin();
        self.events.send(Event::Signal(signal));
    }
}
