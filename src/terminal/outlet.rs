//! What is drawn, on its way to the terminal.
//!
//! A terminal that does not read stops whoever writes to it. That is a thread which does nothing else, so the loop
//! goes on: answers are saved and signals are heeded while the display stands still. What the terminal takes at once
//! goes past that thread, which spares every key the time to wake it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::rc::Rc;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags};
use rustix::io::Errno;

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
    shortcut: Option<OwnedFd>,
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
    ///
    /// # Errors
    /// When no thread can be had.
    pub fn open(terminal: impl AsFd + Send + 'static, events: Sender<Event>) -> io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let far = Arc::clone(&shared);
        thread::Builder::new().name("display".into()).spawn(move || write_on(&far, &terminal, &events))?;
        Ok(Self { gathered: Gathering::default(), shared, shortcut: None, depth: ColourDepth::True })
    }

    /// The same with a way past the thread: the same terminal, opened so that writing to it never waits.
    pub fn with_shortcut(mut self, shortcut: Option<OwnedFd>) -> Self {
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
        let Some(shortcut) = &self.shortcut else { return 0 };
        rustix::io::write(shortcut, bytes).unwrap_or(0)
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

fn write_on(shared: &Shared, terminal: &impl AsFd, events: &Sender<Event>) {
    while let Some(bytes) = shared.next() {
        let result = write_whole(terminal, &bytes);
        shared.wrote(result.is_err());
        // Once the loop is over, the last words are still written.
        let _ = events.send(result.map_or_else(|error| Event::Broken(error.into()), |()| Event::Displayed));
    }
}

fn write_whole(terminal: &impl AsFd, mut bytes: &[u8]) -> Result<(), Errno> {
    while !bytes.is_empty() {
        match rustix::io::write(terminal, bytes) {
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_for_room(terminal)?,
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Another program may have made the terminal non-blocking.
fn wait_for_room(terminal: &impl AsFd) -> Result<(), Errno> {
    match rustix::event::poll(&mut [PollFd::new(terminal, PollFlags::OUT)], None) {
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    /// An outlet and the terminal at its far end.
    fn outlet() -> (Outlet, UnixStream, Receiver<Event>) {
        let (near, terminal) = UnixStream::pair().unwrap();
        let (sender, events) = channel();
        (Outlet::open(near, sender).unwrap(), terminal, events)
    }

    /// The same with a way past the thread.
    fn shortcut() -> (Outlet, UnixStream, Receiver<Event>) {
        let (near, terminal) = UnixStream::pair().unwrap();
        near.set_nonblocking(true).unwrap();
        let shortcut = near.try_clone().unwrap().into();
        let (sender, events) = channel();
        (Outlet::open(near, sender).unwrap().with_shortcut(Some(shortcut)), terminal, events)
    }

    #[test]
    fn what_is_handed_over_is_written_whole_and_said_to_be() {
        let (outlet, mut terminal, events) = outlet();
        write!(outlet.gathering(), "two ").unwrap();
        write!(outlet.gathering(), "words").unwrap();
        outlet.hand_over();
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
        assert!(outlet.settle(LONG));
        drop(outlet);
        let mut read = String::new();
        terminal.read_to_string(&mut read).unwrap();
        assert_eq!(read, "two words");
    }

    #[test]
    fn what_the_terminal_takes_at_once_goes_past_the_thread() {
        let (outlet, mut terminal, events) = shortcut();
        write!(outlet.gathering(), "words").unwrap();
        outlet.hand_over();
        assert!(outlet.settled());
        let mut read = [0; 5];
        terminal.read_exact(&mut read).unwrap();
        assert_eq!(&read, b"words");
        drop(outlet);
        assert!(events.iter().next().is_none(), "the thread wrote nothing");
    }

    #[test]
    fn what_the_terminal_does_not_take_at_once_follows_in_its_order() {
        let (outlet, mut terminal, events) = shortcut();
        let frame: Vec<u8> = (0..4 << 20).map(|at: u32| at.to_le_bytes()[0]).collect();
        outlet.gathering().write_all(&frame).unwrap();
        outlet.hand_over();
        assert!(!outlet.settled());
        write!(outlet.gathering(), "words").unwrap();
        outlet.hand_over();
        let mut read = vec![0; frame.len() + 5];
        terminal.read_exact(&mut read).unwrap();
        assert!(read == [&frame[..], b"words"].concat());
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
    }

    #[test]
    fn a_terminal_that_does_not_read_holds_up_nobody() {
        let (outlet, mut terminal, events) = outlet();
        let frame = vec![b'x'; 4 << 20];
        for _ in 0..2 {
            outlet.gathering().write_all(&frame).unwrap();
            outlet.hand_over();
        }
        assert!(!outlet.settled());
        assert!(!outlet.settle(Duration::ZERO));
        terminal.read_exact(&mut vec![0; 8 << 20]).unwrap();
        assert!(matches!(events.recv().unwrap(), Event::Displayed));
        assert!(outlet.settle(LONG));
    }

    #[test]
    fn a_terminal_that_is_gone_is_reported_and_what_comes_after_is_dropped() {
        let (outlet, terminal, events) = outlet();
        drop(terminal);
        write!(outlet.gathering(), "words").unwrap();
        outlet.hand_over();
        assert!(matches!(events.recv().unwrap(), Event::Broken(_)));
        write!(outlet.gathering(), "words").unwrap();
        outlet.hand_over();
        assert!(outlet.settled());
        assert!(!outlet.settle(LONG), "settled, but not written");
    }
}
