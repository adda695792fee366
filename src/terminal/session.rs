//! A program at the real terminal, from the first key to the last, and the screen: given back as it was whatever happens,
//! what the system tells the program included.

use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};
use std::{io, thread};

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

use super::decode::Reply;
use super::environment::look_here;
use super::event::{Display, Ended, Ending, Event, EventSender, Events, Program, World};
use super::outlet::{Gathering, Outlet};
use super::run::run;
use super::system::{self, Heard, Inbox, Tty, Wanted, die_of, heed};
use crate::domain::text::showable;
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
    /// Takes the terminal, and listens to keys and signals from then on.
    ///
    /// # Errors
    /// When the terminal cannot be had; it is then as it was.
    pub fn open() -> io::Result<Self> {
        let (sender, mut inbox) = Inbox::open()?;
        let (tty, leaving) = (Arc::new(Tty::default()), Leaving::default());
        let panics = PanicWatch::start(sender.clone());
        listen(Ears { events: sender.clone(), tty: Arc::clone(&tty), leaving: leaving.clone() })?;
        let screen = Screen::open(tty, sender.clone())?;
        inbox.read_keys()?;
        Ok(Self { screen, inbox, sender, panics, leaving })
    }

    /// A way for another thread to reach the loop.
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

/// The terminal while it is ours.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Gathering>>,
    outlet: Outlet,
    tty: Arc<Tty>,
    /// The alternate screen is ours.
    up: bool,
    /// Whether to ask what the terminal draws on: where colours of ours are used.
    asks_ground: bool,
    /// That was asked, and the reply has not come.
    awaits_ground: bool,
}

impl Screen {
    /// Takes the terminal and clears it.
    ///
    /// # Errors
    /// When the terminal cannot be had; it is then as it was.
    pub fn open(tty: Arc<Tty>, events: EventSender) -> io::Result<Self> {
        // The theme knows NO_COLOR. Left to itself, crossterm would drop bold and reverse along with the colours.
        force_color_output(true);
        let depth = look_here().depth;
        let outlet = Outlet::open(system::writer(), events).with_shortcut(system::unwaiting()).with_colours(depth);
        // Of fixed size, it never asks for the size of its own accord, which could start another program.
        let viewport = Viewport::Fixed(Rect::from((Position::ORIGIN, system::size()?)));
        let terminal = Terminal::with_options(CrosstermBackend::new(outlet.gathering()), TerminalOptions { viewport })?;
        let asks_ground = matches!(depth, ColourDepth::Xterm256 | ColourDepth::True);
        let mut screen = Self { terminal, outlet, tty, up: false, asks_ground, awaits_ground: false };
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
        self.outlet.hand_over();
        while asked.is_ok()
            && let Ok(event) = events.next(Some(until.saturating_duration_since(Instant::now())))
            && !matches!(event, Event::Reply(Reply::Attributes) | Event::HungUp | Event::Broken(_))
        {}
    }

    /// Gives the terminal back as it was. Says whether it still listens.
    pub fn leave(&mut self) -> bool {
        if !self.up {
            return true;
        }
        self.up = false;
        let told = self.say_goodbye().is_ok() && self.outlet.settle(TIMEOUT);
        self.tty.restore();
        told
    }

    fn say_goodbye(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        let out = self.terminal.backend_mut();
        queue!(out, ResetColor, DisableBracketedPaste, LeaveAlternateScreen)?;
        self.outlet.hand_over();
        Ok(())
    }
}

impl Display for Screen {
    fn ready(&self) -> bool {
        self.up && self.outlet.settled()
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(|frame| view(frame))?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.outlet.hand_over();
        Ok(())
    }

    fn copy(&mut self, text: &str) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), Print(clipboard(text)))?;
        self.outlet.hand_over();
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
    pub fn start(events: EventSender) -> Self {
        let first = Words::default();
        let kept = Arc::clone(&first);
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if thread::current().name() == Some(GUARDED) {
                return;
            }
            lock(&kept).get_or_insert_with(|| describe(panic));
            events.send(Event::Panicked);
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

/// How long the program may take to end before a further signal ends it as if nobody were listening.
const OVERDUE: Duration = Duration::from_secs(2);

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
        self.since.get().is_some_and(|since| since.elapsed() > OVERDUE)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_cannot_act_on_the_terminal() {
        let told = clipboard("a step\x1b]0;title\x07\u{9b}2J");
        let inner = told.strip_prefix("\x1b]52;c;").and_then(|rest| rest.strip_suffix('\x07')).unwrap();
        assert!(inner.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)), "{inner}");
    }
}
