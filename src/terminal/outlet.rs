//! What is drawn, on its way to the terminal.
//!
//! A terminal that does not read stops whoever writes to it. That is a thread which does nothing else, so the loop
//! goes on: answers are saved and signals are heeded while the display stands still. What the terminal takes at once
//! goes past that thread, which spares every key the time to wake it.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::event::Event;
use super::sgr;
use crate::ui::theme::ColourDepth;

#[derive(Default)]
struct State {
    /// Handed over, not yet taken by the writing thread.
    waiting: Vec<u8>,
    /// The writing thread is writing.
    writing: bool,
    /// The terminal could not be written to; what comes is dropped.
    lost: bool,
    /// No more will come.
    closed: bool,
}

impl State {
    fn settled(&self) -> bool {
        self.waiting.is_empty() && !self.writing
    }
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next bytes to write, once there are any; none when there will be no more.
    fn next(&self) -> Option<Vec<u8>> {
        let idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        let mut state = self.changed.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let bytes = std::mem::take(&mut state.waiting);
        state.writing = !bytes.is_empty();
        state.writing.then_some(bytes)
    }

    fn wrote(&self, lost: bool) {
        let mut state = self.lock();
        state.writing = false;
        state.lost = lost;
        if lost {
            state.waiting.clear();
        }
        self.changed.notify_all();
    }
}

/// The near end. What is written to it never waits for the terminal.
pub struct Outlet {
    gathered: Gathering,
    shared: Arc<Shared>,
    shortcut: Option<File>,
    depth: ColourDepth,
}

/// Where a frame is gathered until it is whole.
#[derive(Clone, Default)]
pub struct Gathering(Rc<RefCell<Vec<u8>>>);

impl Write for Gathering {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    /// Does nothing: what is flushed may be part of a frame.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Outlet {
    /// Starts the thread that writes to `terminal` and tells `events` after each of its writes.
    pub fn open(terminal: impl Write + Send + 'static, events: Sender<Event>) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let far = Arc::clone(&shared);
        thread::Builder::new().name("display".into()).spawn(move || write_on(&far, terminal, &events))?;
        Ok(Self { gathered: Gathering::default(), shared, shortcut: None, depth: ColourDepth::True })
    }

    /// The same with a way past the thread: the same terminal, opened so that writing to it never waits.
    pub fn with_shortcut(mut self, shortcut: Option<File>) -> Self {
        self.shortcut = shortcut;
        self
    }

    /// The same for a terminal that has so many colours.
    pub fn with_colours(mut self, depth: ColourDepth) -> Self {
        self.depth = depth;
        self
    }

    /// Where to write what [`Self::hand_over`] hands over.
    pub fn gathering(&self) -> Gathering {
        self.gathered.clone()
    }

    /// Hands over what was gathered, to be written in one go: at once, as far as the terminal takes it.
    pub fn hand_over(&self) {
        let mut state = self.shared.lock();
        let mut gathered = self.gathered.0.borrow_mut();
        sgr::fit(&mut gathered, self.depth);
        if state.lost {
            gathered.clear();
        } else if state.settled() {
            let taken = self.take_at_once(&gathered).min(gathered.len());
            gathered.drain(..taken);
        }
        state.waiting.append(&mut gathered);
        if !state.settled() {
            self.shared.changed.notify_all();
        }
    }

    /// How many bytes the terminal took. What is wrong with it the thread finds out.
    fn take_at_once(&self, bytes: &[u8]) -> usize {
        let Some(mut shortcut) = self.shortcut.as_ref() else { return 0 };
        shortcut.write(bytes).unwrap_or(0)
    }

    /// Whether all that was handed over is written.
    pub fn settled(&self) -> bool {
        self.shared.lock().settled()
    }

    /// Waits until all that was handed over is written, but no longer than `timeout`. Says whether it is.
    pub fn settle(&self, timeout: Duration) -> bool {
        let busy = |state: &mut State| !state.settled();
        let waited = self.shared.changed.wait_timeout_while(self.shared.lock(), timeout, busy);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        state.settled() && !state.lost
    }
}

impl Drop for Outlet {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

fn write_on(shared: &Shared, mut terminal: impl Write, events: &Sender<Event>) {
    while let Some(bytes) = shared.next() {
        let result = terminal.write_all(&bytes).and_then(|()| terminal.flush());
        shared.wrote(result.is_err());
        // Once the loop is over, the last words are still written.
        let _ = events.send(result.map_or_else(Event::Broken, |()| Event::Displayed));
    }
}
