//! What the loop lives among: the events that reach it, the program that it runs, the display that it draws on, whoever
//! does what the program wants, and how it can end.

use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};

use super::decode::Reply;
use super::system::{Bell, is_gone};
use crate::app::{App, Drawn, Effect, Moment, Msg, Subject};
use crate::ui;
use crate::ui::theme::{Ground, Look};

/// The signal of a terminal that went away. The numbers are those of Unix, whatever the platform: exit codes hold them.
pub const SIGHUP: i32 = 1;
/// The signal of Ctrl-C.
pub const SIGINT: i32 = 2;
/// The signal of Ctrl-\\, and of Ctrl-Break.
pub const SIGQUIT: i32 = 3;
/// The signal of a person or a system that wants the program to end.
pub const SIGTERM: i32 = 15;

/// What reaches the loop, from whichever thread.
#[derive(Debug)]
pub enum Event {
    /// Something for the app.
    Msg(Msg),
    /// Something that was typed or pasted, and when: it may wait here for its turn.
    Typed(Msg, Duration),
    /// The terminal replied to a question.
    Reply(Reply),
    /// The window has another size.
    Resized,
    /// A frame has reached the terminal: there is room for the next.
    Displayed,
    /// The program is to step aside until it is called back.
    Suspend,
    /// The program was called back.
    Resumed,
    /// A signal asks the program to end.
    Signal(i32),
    /// The terminal is gone.
    HungUp,
    /// The terminal can no longer be written to; why.
    Broken(io::Error),
    /// A thread panicked.
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
    events: Sender<Event>,
    /// Wakes a loop that waits for more than these events.
    bell: Option<Arc<Bell>>,
}

impl EventSender {
    /// To a loop that `bell` wakes.
    pub fn with_bell(events: Sender<Event>, bell: Bell) -> Self {
        Self { events, bell: Some(Arc::new(bell)) }
    }

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
    /// The next event; waits for it, at most for `timeout` where one is given.
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

/// Why the loop ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// The app asked to leave.
    Left,
    /// The app asked to leave, and the last key was Ctrl-C.
    Interrupted,
    /// This signal came.
    Signal(i32),
    /// The terminal went away.
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

    /// Whether the person chose to leave.
    pub const fn is_chosen(&self) -> bool {
        matches!(self, Self::Left | Self::Interrupted)
    }

    /// What went wrong, where something did, as a sentence without its full stop.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Broken(why) => Some(format!("the terminal could not be written to: {why}")),
            Self::Panicked(what) => Some(format!("Undercurrent made a mistake and had to stop: {what}")),
            Self::Left | Self::Interrupted | Self::Signal(_) | Self::HungUp => None,
        }
    }
}

/// How a session ended, with the terminal as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Why it ended.
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

/// Does what a program asks for. Never blocks.
pub trait Effects {
    /// Begins, once the first frame is drawn, so that nothing stands before that. Where it cannot, the loop ends.
    fn begin(&mut self) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Does something; answers come back as events.
    fn take(&mut self, effect: Effect);
}

impl<F: FnMut(Effect)> Effects for F {
    fn take(&mut self, effect: Effect) {
        self(effect);
    }
}

/// The world outside of the loop.
pub struct World<'a> {
    /// Does what the program asks for.
    pub effects: &'a mut dyn Effects,
    /// Says when it is, at once.
    pub clock: &'a dyn Fn() -> Moment,
}

/// What came of drawing a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// What the program is told of it, where that has changed.
    pub drawn: Drawn,
    /// What an answer to it would be to, if it asks for one.
    pub asks: Option<Subject>,
}

/// What the loop runs: a state machine and its picture.
pub trait Program {
    /// Takes in what happened and says what is to be done outside, if anything.
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect>;

    /// Draws the state as it is, and says what came of it.
    fn draw(&self, frame: &mut Frame<'_>) -> Picture;

    /// Takes in what the terminal draws on.
    fn set_ground(&mut self, _: Ground) {}

    /// Whether it may be stopped for a while, as with Ctrl-Z.
    fn may_pause(&self) -> bool {
        true
    }
}

/// The app and how it looks.
#[derive(Debug, Clone)]
pub struct Shown {
    pub app: App,
    /// What the terminal can show.
    pub look: Look,
}

impl Program for Shown {
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        self.app.update(msg, at)
    }

    fn draw(&self, frame: &mut Frame<'_>) -> Picture {
        let drawn = ui::draw(&self.app, self.look, frame.area(), frame.buffer_mut());
        Picture { drawn, asks: self.app.subject().filter(|_| drawn.legible) }
    }

    fn set_ground(&mut self, ground: Ground) {
        self.look.ground = ground;
    }

    fn may_pause(&self) -> bool {
        self.app.may_pause()
    }
}

/// A screen, as the loop sees it. The real one is [`super::session::Screen`]; a ratatui `Terminal` serves in tests.
pub trait Display {
    /// Whether a frame would be taken at once.
    fn ready(&self) -> bool {
        true
    }

    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()>;

    /// Hands a text to the clipboard of whoever sits there, where the terminal allows that.
    fn copy(&mut self, _: &str) -> io::Result<()> {
        Ok(())
    }

    /// Takes note that the terminal told what it draws on.
    fn replied(&mut self) {}

    /// Takes up the size that the window has now; the next frame is drawn whole.
    fn resize(&mut self) -> io::Result<()>;

    /// Steps aside and stops the process, where somebody can call it back; says whether it did. [`Event::Resumed`]
    /// follows then.
    fn suspend(&mut self) -> io::Result<bool> {
        Ok(false)
    }

    /// Takes the terminal again, at the size it has now; the next frame is drawn whole.
    fn resume(&mut self) -> io::Result<()> {
        self.resize()
    }
}

impl<B: Backend> Display for Terminal<B> {
    fn draw(&mut self, view: &mut dyn FnMut(&mut Frame<'_>)) -> io::Result<()> {
        Self::draw(self, |frame| view(frame)).map(drop).map_err(said)
    }

    fn resize(&mut self) -> io::Result<()> {
        let size = self.size().map_err(said)?;
        Self::resize(self, size.into()).map_err(said)
    }
}

/// A backend's own error, as an io error with the same words.
fn said(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_its_documented_exit_code() {
        assert_eq!(Ending::Left.exit_code(), 0);
        assert_eq!(Ending::Interrupted.exit_code(), 130);
        assert_eq!(Ending::Signal(15).exit_code(), 143);
        assert_eq!(Ending::HungUp.exit_code(), 129);
        assert_eq!(Ending::Broken("why".into()).exit_code(), 1);
        assert_eq!(Ending::Panicked("what".into()).exit_code(), 1);
    }
}
