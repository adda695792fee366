//! The loop: waits for events, tells the program, draws once they are all told. And what it lives among: the program, the
//! display that it draws on, and whoever does what the program wants.

use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use ratatui::backend::Backend;
use ratatui::{Frame, Terminal};

use super::decode::Reply;
use super::event::{Ending, Event, Events};
use crate::app::{App, Drawn, Effect, Key, Moment, Msg, Subject};
use crate::ui;
use crate::ui::theme::{Ground, Look};

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

pub struct World<'a> {
    pub effects: &'a mut dyn Effects,
    /// Says when it is, at once.
    pub clock: &'a dyn Fn() -> Moment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub drawn: Drawn,
    /// What an answer to it would be to, if it asks for one.
    pub asks: Option<Subject>,
}

/// What the loop runs: a state machine and its picture.
pub trait Program {
    /// Takes in what happened and says what is to be done outside, if anything.
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect>;

    fn draw(&self, frame: &mut Frame<'_>) -> Picture;

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

/// A screen, as the loop sees it. The real one stands with the session; a ratatui `Terminal` serves in tests.
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

/// How long what nobody waits for leaves the processor to the terminal, which has a frame to show.
const COURTESY: Duration = Duration::from_millis(2);

/// Runs `program` until something ends it. Draws only after events, and once for all that were waiting. The first
/// frame, and the room that comes of it, precede every event: what a program wants from the start, it wants then.
pub fn run(
    program: &mut impl Program,
    display: &mut impl Display,
    events: &mut impl Events,
    world: &mut World<'_>,
) -> Ending {
    let (drawing, ahead) = (Drawing::default(), TypeAhead::default());
    let mut turn =
        RunLoop { program, display, world, drawing, ahead, wanted: Vec::new(), interrupted: false, aside: false };
    turn.touch();
    loop {
        if let ControlFlow::Break(ending) = turn.show() {
            return ending;
        }
        events.set_aside(turn.aside);
        let mut next = turn.wait(events);
        if next.is_none() {
            return Ending::Left;
        }
        while let Some(event) = next {
            if let ControlFlow::Break(ending) = turn.take(event) {
                return ending;
            }
            next = events.next_waiting();
        }
    }
}

/// What is still to be drawn.
#[derive(Default)]
struct Drawing {
    /// The state may differ from what is on the screen.
    stale: bool,
    resized: bool,
    /// What the program knows of the last frame.
    known: Option<Drawn>,
    /// What the last frame asks, until that frame is written.
    asks: Option<Subject>,
    /// Telling the program a new room may still lead to another frame. Once for each batch of events, so that
    /// a view whose room depends on it cannot draw for ever.
    settling: bool,
}

struct RunLoop<'a, 'w, P, D> {
    program: &'a mut P,
    display: &'a mut D,
    world: &'a mut World<'w>,
    drawing: Drawing,
    ahead: TypeAhead,
    /// What is to be done outside, once the screen has been given its due: the thread that saves does not get in
    /// the way of those that display.
    wanted: Vec<Effect>,
    /// The last key was Ctrl-C.
    interrupted: bool,
    /// The terminal is the shell's, until the program was called back.
    aside: bool,
}

impl<P: Program, D: Display> RunLoop<'_, '_, P, D> {
    fn take(&mut self, event: Event) -> ControlFlow<Ending> {
        match event {
            Event::Msg(msg) => return self.receive((msg, None)),
            Event::Typed(msg, since) => return self.receive((msg, Some(since))),
            Event::Reply(Reply::Ground(ground)) => {
                self.display.replied();
                self.program.set_ground(ground);
                self.touch();
            }
            Event::Reply(Reply::Attributes) => {}
            Event::Resized => {
                self.drawing.resized = true;
                self.touch();
            }
            Event::Suspend if self.program.may_pause() => self.aside = carry_on(self.display.suspend())?,
            Event::Suspend => return self.receive((Msg::NotPaused, None)),
            Event::Resumed => {
                self.aside = false;
                self.touch();
                return carry_on(self.display.resume());
            }
            Event::Displayed => return self.report_displayed(),
            Event::Over => return ControlFlow::Break(Ending::Left),
            Event::Signal(signal) => return ControlFlow::Break(Ending::Signal(signal)),
            Event::HungUp => return ControlFlow::Break(Ending::HungUp),
            Event::Broken(error) => return ControlFlow::Break(error.into()),
            Event::Panicked => return ControlFlow::Break(Ending::Panicked(String::new())),
        }
        ControlFlow::Continue(())
    }

    fn receive(&mut self, msg: Timed) -> ControlFlow<Ending> {
        let mut now = self.ahead.sort(msg);
        while let Some(msg) = now {
            self.touch();
            self.update(msg)?;
            now = self.ahead.next();
        }
        ControlFlow::Continue(())
    }

    fn touch(&mut self) {
        self.drawing.stale = true;
        self.drawing.settling = true;
    }

    fn update(&mut self, (msg, typed): Timed) -> ControlFlow<Ending> {
        if let Msg::Key(key) = msg {
            self.interrupted = key == Key::Ctrl('c');
        }
        let now = (self.world.clock)();
        let at = Moment { since: typed.unwrap_or(now.since), ..now };
        match self.program.update(msg, &at) {
            Some(Effect::Quit) if self.interrupted => return ControlFlow::Break(Ending::Interrupted),
            Some(Effect::Quit) => return ControlFlow::Break(Ending::Left),
            Some(Effect::Copy(text)) => return carry_on(self.display.copy(&text)),
            Some(effect) => {
                self.ahead.ask(&effect);
                self.wanted.push(effect);
            }
            None => {}
        }
        ControlFlow::Continue(())
    }

    fn show(&mut self) -> ControlFlow<Ending> {
        while self.drawing.stale && !self.aside && (self.drawing.known.is_none() || self.display.ready()) {
            self.drawing.stale = false;
            let picture = carry_on(self.draw())?;
            self.drawing.asks = picture.asks;
            if self.drawing.known.is_none() {
                self.world.effects.begin().map_break(|()| Ending::Left)?;
            }
            self.report_drawn(picture.drawn)?;
            self.report_displayed()?;
        }
        if self.wanted.iter().any(Effect::is_awaited) {
            self.act();
        }
        ControlFlow::Continue(())
    }

    /// The next event; none once there will be no more. What is wanted is not kept waiting for it.
    fn wait(&mut self, events: &mut impl Events) -> Option<Event> {
        if !self.wanted.is_empty() {
            let event = events.next(Some(COURTESY));
            if matches!(event, Err(RecvTimeoutError::Disconnected)) {
                return None;
            }
            self.act();
            if let Ok(event) = event {
                return Some(event);
            }
        }
        events.next(None).ok()
    }

    fn draw(&mut self) -> io::Result<Picture> {
        if self.drawing.resized {
            self.display.resize()?;
            self.drawing.resized = false;
        }
        let program = &*self.program;
        let mut picture = Picture { drawn: Drawn { room: 0, page: 0, legible: true }, asks: None };
        self.display.draw(&mut |frame| picture = program.draw(frame))?;
        Ok(picture)
    }

    fn report_drawn(&mut self, drawn: Drawn) -> ControlFlow<Ending> {
        if self.drawing.known == Some(drawn) {
            return ControlFlow::Continue(());
        }
        self.drawing.known = Some(drawn);
        self.drawing.stale = self.drawing.settling;
        self.drawing.settling = false;
        self.update((Msg::Drawn(drawn), None))
    }

    /// Tells the program that what the last frame asks can be read now, once that frame is written.
    fn report_displayed(&mut self) -> ControlFlow<Ending> {
        if !self.display.ready() {
            return ControlFlow::Continue(());
        }
        let asks = self.drawing.asks.take();
        asks.map_or(ControlFlow::Continue(()), |asks| self.update((Msg::Displayed { asks }, None)))
    }
}

impl<P, D> RunLoop<'_, '_, P, D> {
    fn act(&mut self) {
        self.wanted.drain(..).for_each(|effect| self.world.effects.take(effect));
    }
}

impl<P, D> Drop for RunLoop<'_, '_, P, D> {
    /// However the loop ends, what was wanted is done.
    fn drop(&mut self) {
        self.act();
    }
}

fn carry_on<T>(result: io::Result<T>) -> ControlFlow<Ending, T> {
    result.map_or_else(|error| ControlFlow::Break(error.into()), ControlFlow::Continue)
}

/// Keeps keys back while the world decides which screen comes next.
///
/// Resuming an assessment takes a moment; whoever knows the program types on meanwhile. Those keys are for the
/// assessment, not for the screen that is still there.
#[derive(Debug, Default)]
struct TypeAhead {
    /// The world was asked and has not answered.
    asked: bool,
    held: VecDeque<Timed>,
}

/// A message, and when it was typed, where it was.
type Timed = (Msg, Option<Duration>);

impl TypeAhead {
    fn ask(&mut self, effect: &Effect) {
        self.asked |= effect.is_awaited();
    }

    /// Gives `msg` back if its time is now, or keeps it until [`Self::next`].
    fn sort(&mut self, (msg, typed): Timed) -> Option<Timed> {
        match &msg {
            // Leaving is always possible.
            Msg::Key(Key::Ctrl('c')) => {}
            Msg::Key(_) | Msg::Pasted(_) if self.asked => {
                self.held.push_back((msg, typed));
                return None;
            }
            // The screen they were meant for does not come.
            _ if msg.refuses() => *self = Self::default(),
            answer => self.asked &= !answer.ends_waiting(),
        }
        Some((msg, typed))
    }

    /// The next message that was kept back and whose time has come.
    fn next(&mut self) -> Option<Timed> {
        if self.asked { None } else { self.held.pop_front() }
    }
}

#[cfg(test)]
mod tests;
