//! A program at the real terminal, from the first key to the last: the screen, given back as it was whatever happens, and
//! the frames on their way to it.
//!
//! A terminal that does not read stops whoever writes to it. That is a thread which does nothing else, so the loop
//! goes on: answers are saved and signals are heeded while the display stands still. What the terminal takes at once
//! goes past that thread, which spares every key the time to wake it; most terminals never need the thread.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::style::{Print, ResetColor, force_color_output};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use ratatui::crossterm::{cursor, queue};
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::colours::{fit, look_here};
use super::decode::Reply;
use super::event::{Ended, Ending, Event, EventSender, Events, Leaving, PanicWatch, listen};
use super::run::{Display, Program, World, run};
use super::system::{self, Inbox, Tty};
use crate::ui::theme::ColourDepth;

/// The terminal in our hands. Dropped or run to its end, it is given back as it was.
pub struct Session {
    screen: Screen,
    inbox: Inbox,
    sender: EventSender,
    panics: PanicWatch,
    leaving: Leaving,
}

impl Session {
    /// Takes the terminal, and listens to keys and signals from then on. Where it cannot be had, it is as it was.
    pub fn open() -> io::Result<Self> {
        let (sender, mut inbox) = Inbox::open()?;
        let (tty, leaving) = (Arc::new(Tty::default()), Leaving::default());
        let panics = PanicWatch::start(sender.clone());
        listen(sender.clone(), Arc::clone(&tty), leaving.clone())?;
        let screen = Screen::open(tty, sender.clone())?;
        inbox.read_keys()?;
        Ok(Self { screen, inbox, sender, panics, leaving })
    }

    pub fn sender(&self) -> EventSender {
        self.sender.clone()
    }

    /// Runs `program` to its end and gives the terminal back. A panic, on whichever thread, is an ending too.
    pub fn run(mut self, program: &mut impl Program, world: &mut World<'_>) -> Ended {
        let running = AssertUnwindSafe(|| run(program, &mut self.screen, &mut self.inbox, world));
        let mut how = catch_unwind(running).unwrap_or_else(|_| Ending::Panicked(String::new()));
        self.leaving.begin();
        if how.is_chosen() {
            self.screen.await_replies(&mut self.inbox);
        }
        self.inbox.close_keyboard();
        let listening = self.screen.leave() && how != Ending::HungUp;
        if let Ending::Panicked(said) = &mut how {
            *said = self.panics.message();
        }
        Ended { how, listening }
    }
}

/// Asks what the terminal draws on: OSC 11.
const GROUND: &str = "\x1b]11;?\x07";
/// Asks what the terminal can do: DA1.
const ATTRIBUTES: &str = "\x1b[c";
/// How long to wait for replies that are still on their way, so that no shell prints them.
const REPLIES: Duration = Duration::from_millis(50);

/// Sets the clipboard: OSC 52. What is copied is encoded, so nothing in it can act on the terminal.
fn clipboard(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", BASE64_STANDARD.encode(text))
}

/// How long to wait for a display that stands still before leaving without it.
const TIMEOUT: Duration = Duration::from_millis(300);

struct Screen {
    terminal: Terminal<CrosstermBackend<Gathering>>,
    writer: TerminalWriter,
    tty: Arc<Tty>,
    /// The alternate screen is ours.
    up: bool,
    /// Whether to ask what the terminal draws on: where colours of ours are used.
    asks_ground: bool,
    /// That was asked, and the reply has not come.
    awaits_ground: bool,
}

impl Screen {
    fn open(tty: Arc<Tty>, events: EventSender) -> io::Result<Self> {
        // The theme knows NO_COLOR. Left to itself, crossterm would drop bold and reverse along with the colours.
        force_color_output(true);
        let depth = look_here().depth;
        let writer = TerminalWriter::open(system::writer(), system::unwaiting(), events, depth);
        // Of fixed size, it never asks for the size of its own accord, which could start another program.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, system::size()?)));
        let terminal = Terminal::with_options(CrosstermBackend::new(writer.gathering()), TerminalOptions { viewport })?;
        let asks_ground = matches!(depth, ColourDepth::Xterm256 | ColourDepth::True);
        let mut screen = Self { terminal, writer, tty, up: false, asks_ground, awaits_ground: false };
        screen.enter()?;
        Ok(screen)
    }

    fn enter(&mut self) -> io::Result<()> {
        self.up = true;
        self.tty.make_raw()?;
        let out = self.terminal.backend_mut();
        queue!(out, EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
        if self.asks_ground {
            queue!(out, Print(GROUND))?;
            self.awaits_ground = true;
        }
        self.resize()
    }

    /// Waits a moment for a reply that has not come, behind a question that nearly every terminal replies to.
    fn await_replies(&mut self, events: &mut impl Events) {
        if !self.awaits_ground {
            return;
        }
        let until = Instant::now() + REPLIES;
        let asked = queue!(self.terminal.backend_mut(), Print(ATTRIBUTES));
        self.writer.hand_over();
        while asked.is_ok()
            && let Ok(event) = events.next(Some(until.saturating_duration_since(Instant::now())))
            && !matches!(event, Event::Reply(Reply::Attributes) | Event::HungUp | Event::Broken(_))
        {}
    }

    /// Gives the terminal back as it was. Says whether it still listens.
    fn leave(&mut self) -> bool {
        if !self.up {
            return true;
        }
        self.up = false;
        let listens = self.say_goodbye().is_ok() && self.writer.settle(TIMEOUT);
        self.tty.restore();
        listens
    }

    fn say_goodbye(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        let out = self.terminal.backend_mut();
        queue!(out, ResetColor, DisableBracketedPaste, LeaveAlternateScreen)?;
        self.writer.hand_over();
        Ok(())
    }
}

impl Display for Screen {
    fn ready(&self) -> bool {
        self.up && self.writer.settled()
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view(frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.writer.hand_over();
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), Print(clipboard(text)))?;
        self.writer.hand_over();
        Ok(())
    }

    fn replied(&mut self) {
        self.awaits_ground = false;
    }

    fn resize(&mut self) -> io::Result<()> {
        self.terminal.resize(Rect::from((Position::ORIGIN, system::size()?)))
    }

    fn suspend(&mut self) -> io::Result<bool> {
        let stops = system::can_be_called_back();
        if stops {
            let _ = self.leave();
            system::stop()?;
        }
        Ok(stops)
    }

    fn resume(&mut self) -> io::Result<()> {
        self.enter()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.leave();
    }
}

#[derive(Default)]
struct State {
    /// Handed over, not yet taken by the writing thread.
    waiting: Vec<u8>,
    writing: bool,
    /// The terminal could not be written to; what comes is dropped.
    lost: bool,
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
pub struct TerminalWriter {
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

impl TerminalWriter {
    /// A way to a terminal that has so many colours; `events` is told after each write of the thread, which starts once
    /// it is needed. The way past it is the same terminal, opened so that writing to it never waits.
    pub fn open(
        terminal: impl Write + Send + 'static,
        shortcut: Option<File>,
        events: EventSender,
        depth: ColourDepth,
    ) -> Self {
        let unstarted = Cell::new(Some(Writing { terminal: Box::new(terminal), events }));
        Self { gathered: Gathering::default(), shared: Arc::default(), unstarted, shortcut, depth }
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
            // What is wrong with the terminal the thread finds out.
            let taken = self.shortcut.as_ref().map_or(0, |mut shortcut| shortcut.write(&gathered).unwrap_or(0));
            let taken = taken.min(gathered.len());
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

impl Drop for TerminalWriter {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_cannot_act_on_the_terminal() {
        let sequence = clipboard("a step\x1b]0;title\x07\u{9b}2J");
        let inner = sequence.strip_prefix("\x1b]52;c;").and_then(|rest| rest.strip_suffix('\x07')).unwrap();
        assert!(inner.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)), "{inner}");
    }
}
