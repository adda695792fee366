//! What a panic says, kept back until the terminal can show it.

use std::panic::{self, PanicHookInfo};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::event::Event;
use crate::domain::text::showable;

/// The longest message kept, in characters.
const MOST: usize = 500;

type Words = Arc<Mutex<Option<String>>>;
type Handler = Box<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// The thread that serves phones. What panics there is caught there, and costs one request: it must not end the
/// session for everybody.
const GUARDED: &str = "server";

/// Keeps panics off the screen while it lives, and ends the loop for a panic on any thread that is not guarded.
pub struct PanicWatch {
    first: Words,
    previous: Option<Handler>,
}

impl PanicWatch {
    /// Starts to watch; a panic sends [`Event::Panicked`].
    pub fn start(events: Sender<Event>) -> Self {
        let first = Words::default();
        let kept = Arc::clone(&first);
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() == Some(GUARDED) {
                return;
            }
            lock(&kept).get_or_insert_with(|| describe(panic));
            // The loop may be over already, or be what panicked.
            let _ = events.send(Event::Panicked);
        }));
        Self { first, previous: Some(previous) }
    }

    /// What the first panic said, safe to show.
    pub fn message(&self) -> String {
        lock(&self.first).clone().unwrap_or_default()
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

fn lock(words: &Words) -> MutexGuard<'_, Option<String>> {
    words.lock().unwrap_or_else(PoisonError::into_inner)
}

fn describe(panic: &PanicHookInfo<'_>) -> String {
    let payload = panic.payload();
    let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = panic.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
    let words: String = said.unwrap_or("no message").replace('\n', " ").chars().take(MOST).collect();
    showable(&format!("{words}{place}, thread {}", thread::current().name().unwrap_or("without a name")))
}
