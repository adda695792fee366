//! Reads the console, and notices when it is gone.
//!
//! The console hands over records of keys. It is asked to tell keys by the sequences that terminals send, a character a
//! record, which brings pasted text and replies to questions too; an older one tells them by their numbers. Both become
//! the same bytes, for the same decoder as elsewhere.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;

use crossterm_winapi::{Console, Handle, HandleType, InputRecord};

use super::keys::Keys;
use crate::terminal::decode::Decoder;
use crate::terminal::event::{Event, EventSender, since};

/// The keyboard, read by two threads of its own until this is dropped: one waits for the console, which cannot be told to
/// stop waiting, the other for the rest of a key.
pub struct Keyboard {
    closed: Arc<AtomicBool>,
}

impl Keyboard {
    /// Starts to read the console that standard input is.
    pub fn open(events: EventSender) -> io::Result<Self> {
        let console = Console::from(Handle::new(HandleType::InputHandle)?);
        let closed = Arc::new(AtomicBool::new(false));
        let (bytes, read) = channel();
        let (until, resized) = (Arc::clone(&closed), events.clone());
        thread::Builder::new().name("console".to_owned()).spawn(move || watch(&console, &until, &bytes, &resized))?;
        let mut reader = Reader { decoder: Decoder::default(), read, events };
        let name = "keyboard".to_owned();
        thread::Builder::new().name(name).spawn(move || while reader.turn().is_some() {})?;
        Ok(Self { closed })
    }
}

impl Drop for Keyboard {
    /// The thread that waits for the console ends with the next key, which it gives to nobody.
    fn drop(&mut self) {
        self.closed.store(true, Ordering::Relaxed);
    }
}

/// Passes on what the console says, until that is no longer wanted or the console is gone.
fn watch(console: &Console, closed: &AtomicBool, bytes: &Sender<Vec<u8>>, events: &EventSender) {
    let mut keys = Keys::default();
    while let Ok(first) = console.read_single_input_event() {
        if closed.load(Ordering::Relaxed) {
            return;
        }
        let rest = console.read_console_input().unwrap_or_default();
        let mut typed = Vec::new();
        for record in std::iter::once(first).chain(rest) {
            match record {
                InputRecord::KeyEvent(key) => typed.extend(keys.bytes(&key)),
                InputRecord::WindowBufferSizeEvent(_) => events.send(Event::Resized),
                _ => {}
            }
        }
        if !typed.is_empty() && bytes.send(typed).is_err() {
            return;
        }
    }
    if !closed.load(Ordering::Relaxed) {
        events.send(Event::HungUp);
    }
}

struct Reader {
    decoder: Decoder,
    read: Receiver<Vec<u8>>,
    events: EventSender,
}

impl Reader {
    /// Waits and passes on. None: that was the last time.
    fn turn(&mut self) -> Option<()> {
        let read = match self.decoder.timeout() {
            Some(timeout) => self.read.recv_timeout(timeout),
            None => self.read.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        let messages = match read {
            Ok(bytes) => self.decoder.feed(&bytes),
            Err(RecvTimeoutError::Timeout) => self.decoder.give_up(),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        for event in messages.into_iter().map(|msg| Event::Typed(msg, since())) {
            self.events.send(event);
        }
        for reply in self.decoder.replies() {
            self.events.send(Event::Reply(reply));
        }
        Some(())
    }
}
