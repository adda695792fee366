//! What is drawn, on its way to the terminal, with colours as the terminal at hand reads them.
//!
//! A terminal that does not read stops whoever writes to it. That is a thread which does nothing else, so the loop
//! goes on: answers are saved and signals are heeded while the display stands still. What the terminal takes at once
//! goes past that thread, which spares every key the time to wake it; most terminals never need the thread.
//!
//! crossterm writes each of the sixteen named colours as one of a palette of 256. A terminal that knows eight or sixteen
//! reads the 5 in `38;5;1` as blinking, and one that knows none need not be told of any.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::event::{Event, EventSender};
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
    unstarted: Cell<Option<Writing>>,
    shortcut: Option<File>,
    depth: ColourDepth,
}

/// What the writing thread needs: the terminal, and whom it tells after each of its writes.
struct Writing {
    terminal: Box<dyn Write + Send>,
    events: EventSender,
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
    /// A way to `terminal`; `events` is told after each write of the thread, which starts once it is needed.
    pub fn open(terminal: impl Write + Send + 'static, events: EventSender) -> Self {
        let unstarted = Cell::new(Some(Writing { terminal: Box::new(terminal), events }));
        let (gathered, shared) = (Gathering::default(), Arc::default());
        Self { gathered, shared, unstarted, shortcut: None, depth: ColourDepth::True }
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
        fit(&mut gathered, self.depth);
        if state.lost {
            gathered.clear();
        } else if state.settled() {
            let taken = self.take_at_once(&gathered).min(gathered.len());
            gathered.drain(..taken);
        }
        state.waiting.append(&mut gathered);
        if !state.settled() {
            drop(state);
            self.start();
            self.shared.changed.notify_all();
        }
    }

    /// Starts the thread, unless it runs. Without one, the terminal cannot be written to.
    fn start(&self) {
        let Some(writing) = self.unstarted.take() else { return };
        let (shared, events) = (Arc::clone(&self.shared), writing.events.clone());
        let thread = thread::Builder::new().name("display".into());
        if let Err(error) = thread.spawn(move || writing.write_on(&shared)) {
            self.shared.wrote(true);
            events.send(Event::Broken(error));
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

impl Writing {
    fn write_on(mut self, shared: &Shared) {
        while let Some(bytes) = shared.next() {
            let result = self.terminal.write_all(&bytes).and_then(|()| self.terminal.flush());
            shared.wrote(result.is_err());
            self.events.send(result.map_or_else(Event::Broken, |()| Event::Displayed));
        }
    }
}

const START: &[u8] = b"\x1b[";

/// Rewrites what sets colours in a frame: named colours as 30 to 37 and 90 to 97, and none where there are none.
pub fn fit(frame: &mut Vec<u8>, depth: ColourDepth) {
    let mut fitted = Vec::with_capacity(frame.len());
    let mut rest = frame.as_slice();
    while let Some(at) = rest.windows(START.len()).position(|bytes| bytes == START) {
        let (before, from) = rest.split_at(at + START.len());
        let length = from.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b';').count();
        let (numbers, after) = from.split_at(length);
        fitted.extend_from_slice(before);
        if let Some(after) = after.strip_prefix(b"m") {
            rewrite(&mut fitted, numbers, depth);
            rest = after;
        } else {
            fitted.extend_from_slice(numbers);
            rest = after;
        }
    }
    fitted.extend_from_slice(rest);
    *frame = fitted;
}

/// One sequence, of which the start is written already.
fn rewrite(out: &mut Vec<u8>, numbers: &[u8], depth: ColourDepth) {
    let numbers: Vec<&[u8]> = numbers.split(|byte| *byte == b';').collect();
    let mut kept: Vec<Vec<u8>> = Vec::new();
    let mut rest = numbers.as_slice();
    while let Some(first) = rest.first() {
        let (part, after) = rest.split_at(length(rest));
        if !is_colour(first) {
            kept.push(first.to_vec());
        } else if depth != ColourDepth::None {
            kept.push(named(part).unwrap_or_else(|| part.join(&b';')));
        }
        rest = after;
    }
    if kept.is_empty() {
        out.truncate(out.len() - START.len());
    } else {
        out.extend_from_slice(&kept.join(&b';'));
        out.push(b'm');
    }
}

/// How many numbers belong to the first: a colour of a palette is told in three, one of red, green and blue in five.
fn length(numbers: &[&[u8]]) -> usize {
    let told = match numbers {
        [b"38" | b"48" | b"58", b"5", ..] => 3,
        [b"38" | b"48" | b"58", b"2", ..] => 5,
        _ => 1,
    };
    told.min(numbers.len())
}

fn is_colour(number: &[u8]) -> bool {
    let number = str::from_utf8(number).ok().and_then(|number| number.parse::<u32>().ok());
    number.is_some_and(|number| matches!(number, 30..=49 | 58 | 59 | 90..=107))
}

/// The short form of one of the sixteen named colours.
fn named(numbers: &[&[u8]]) -> Option<Vec<u8>> {
    let [ground @ (b"38" | b"48"), b"5", colour] = numbers else { return None };
    let colour: u32 = str::from_utf8(colour).ok()?.parse().ok()?;
    let first = match (colour, *ground == b"48") {
        (0..8, false) => 30,
        (0..8, true) => 40,
        (8..16, false) => 90 - 8,
        (8..16, true) => 100 - 8,
        _ => return None,
    };
    Some((first + colour).to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn fitted(frame: &str, depth: ColourDepth) -> String {
        let mut frame = frame.as_bytes().to_vec();
        fit(&mut frame, depth);
        String::from_utf8(frame).unwrap()
    }

    #[rstest]
    #[case("\x1b[38;5;1;49mred\x1b[1m", "\x1b[31;49mred\x1b[1m")]
    #[case("\x1b[39;48;5;7m", "\x1b[39;47m")]
    #[case("\x1b[38;5;8;48;5;15m", "\x1b[90;107m")]
    #[case("\x1b[38;5;16;48;5;243m", "\x1b[38;5;16;48;5;243m")]
    #[case("\x1b[38;2;38;5;1m", "\x1b[38;2;38;5;1m")]
    #[case("\x1b[58;5;1m", "\x1b[58;5;1m")]
    #[case("\x1b[2;38;5;1H\x1b[m\x1b[0m\x1b[38;5mé\x1b[", "\x1b[2;38;5;1H\x1b[m\x1b[0m\x1b[38;5mé\x1b[")]
    fn the_sixteen_have_numbers_of_their_own_and_all_else_stays(#[case] frame: &str, #[case] expected: &str) {
        assert_eq!(fitted(frame, ColourDepth::Ansi16), expected);
    }

    #[rstest]
    #[case("\x1b[38;5;1;49mred\x1b[0m", "red\x1b[0m")]
    #[case("\x1b[1;38;2;1;2;3;7mx\x1b[39m\x1b[49m\x1b[59m", "\x1b[1;7mx")]
    #[case("\x1b[31;1m\x1b[97m", "\x1b[1m")]
    #[case("\x1b[38;5;1H", "\x1b[38;5;1H")]
    fn without_colours_nothing_speaks_of_them(#[case] frame: &str, #[case] expected: &str) {
        assert_eq!(fitted(frame, ColourDepth::None), expected);
    }
}
