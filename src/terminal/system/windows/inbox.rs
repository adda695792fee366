//! Where the loop gets its events: from one channel, which the threads that read the console send to as well.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::keyboard::Keyboard;
use crate::terminal::event::{Event, EventSender, Events};

/// Would wake the loop, which waits for nothing but its channel here.
#[derive(Debug)]
pub struct Bell;

impl Bell {
    /// Does nothing.
    #[allow(clippy::unused_self, reason = "elsewhere there is something to ring")]
    pub fn ring(&self) {}
}

/// What reaches the loop.
pub struct Inbox {
    events: Receiver<Event>,
    sender: EventSender,
    keyboard: Option<Keyboard>,
}

impl Inbox {
    /// An inbox that other threads can reach, and which reads no console yet.
    #[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
    pub fn open() -> io::Result<(EventSender, Self)> {
        let (sender, events) = channel();
        let sender = EventSender::from(sender);
        Ok((sender.clone(), Self { events, sender, keyboard: None }))
    }

    /// Starts to read the console that standard input is.
    pub fn read_keys(&mut self) -> io::Result<()> {
        self.keyboard = Some(Keyboard::open(self.sender.clone())?);
        Ok(())
    }

    /// Leaves the console to whoever reads it next.
    pub fn close_keyboard(&mut self) {
        self.keyboard = None;
    }
}

impl Events for Inbox {
    fn next(&mut self, timeout: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        self.events.next(timeout)
    }

    fn next_waiting(&mut self) -> Option<Event> {
        self.events.next_waiting()
    }
}
