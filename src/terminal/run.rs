//! The loop: waits for events, tells the program, draws once they are all told.

use std::io;
use std::iter;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::ahead::Ahead;
use super::display::Display;
use super::event::{Ending, Event};
use super::program::Program;
use crate::app::{Effect, Key, Moment, Msg};

/// How long what nobody waits for leaves the processor to the terminal, which has a frame to show.
const COURTESY: Duration = Duration::from_millis(2);

/// The world outside of the loop. Neither function may block.
pub struct World<'a> {
    /// Does what the program asked for; answers come back as events.
    pub effects: &'a mut dyn FnMut(Effect),
    /// Says when it is.
    pub clock: &'a dyn Fn() -> Moment,
}

/// Runs `program` until something ends it. Draws only after events, and once for all that were waiting. The first
/// frame, and the room that comes of it, precede every event: what a program wants from the start, it wants then.
pub fn run(
    program: &mut impl Program,
    display: &mut impl Display,
    events: &Receiver<Event>,
    world: &mut World<'_>,
) -> Ending {
    let (drawing, ahead) = (Drawing::default(), Ahead::default());
    let mut turn = Turn { program, display, world, drawing, ahead, wanted: Vec::new(), interrupted: false };
    loop {
        if let ControlFlow::Break(ending) = turn.show() {
            return ending;
        }
        let Some(first) = turn.wait(events) else { return Ending::Left };
        for event in iter::once(first).chain(events.try_iter()) {
            if let ControlFlow::Break(ending) = turn.take(event) {
                return ending;
            }
        }
    }
}

/// What is still to be drawn.
struct Drawing {
    /// The state may differ from what is on the screen.
    stale: bool,
    /// The window may have another size.
    resized: bool,
    /// The room to scroll that the program knows of.
    room: Option<u16>,
    /// Telling the program a new room may still lead to another frame. Once for each batch of events, so that
    /// a view whose room depends on it cannot draw for ever.
    settling: bool,
}

impl Default for Drawing {
    fn default() -> Self {
        Self { stale: true, resized: false, room: None, settling: true }
    }
}

struct Turn<'a, 'w, P, D> {
    program: &'a mut P,
    display: &'a mut D,
    world: &'a mut World<'w>,
    drawing: Drawing,
    ahead: Ahead,
    /// What is to be done outside, once the screen has been given its due: the thread that saves does not get in
    /// the way of those that display.
    wanted: Vec<Effect>,
    /// The last key was Ctrl-C.
    interrupted: bool,
}

impl<P: Program, D: Display> Turn<'_, '_, P, D> {
    fn take(&mut self, event: Event) -> ControlFlow<Ending> {
        match event {
            Event::Msg(msg) => return self.hear(msg),
            Event::Resized => {
                self.drawing.resized = true;
                self.touch();
            }
            Event::Suspend if self.program.may_pause() => return carry_on(self.display.suspend()),
            Event::Suspend => return self.hear(Msg::NotPaused),
            Event::Resumed => {
                self.touch();
                return carry_on(self.display.resume());
            }
            Event::Displayed => {}
            Event::Over => return ControlFlow::Break(Ending::Left),
            Event::Signal(signal) => return ControlFlow::Break(Ending::Signal(signal)),
            Event::HungUp => return ControlFlow::Break(Ending::HungUp),
            Event::Broken(error) => return ControlFlow::Break(error.into()),
            Event::Panicked => return ControlFlow::Break(Ending::Panicked(String::new())),
        }
        ControlFlow::Continue(())
    }

    fn hear(&mut self, msg: Msg) -> ControlFlow<Ending> {
        let mut now = self.ahead.sort(msg);
        while let Some(msg) = now {
            self.touch();
            self.tell(msg)?;
            now = self.ahead.next();
        }
        ControlFlow::Continue(())
    }

    fn touch(&mut self) {
        self.drawing.stale = true;
        self.drawing.settling = true;
    }

    fn tell(&mut self, msg: Msg) -> ControlFlow<Ending> {
        if let Msg::Key(key) = msg {
            self.interrupted = key == Key::Ctrl('c');
        }
        match self.program.update(msg, &(self.world.clock)()) {
            Some(Effect::Quit) => {
                return ControlFlow::Break(if self.interrupted { Ending::Interrupted } else { Ending::Left });
            }
            Some(effect) => {
                self.ahead.ask(&effect);
                self.wanted.push(effect);
            }
            None => {}
        }
        ControlFlow::Continue(())
    }

    fn show(&mut self) -> ControlFlow<Ending> {
        while self.drawing.stale && (self.drawing.room.is_none() || self.display.ready()) {
            self.drawing.stale = false;
            let room = match self.draw() {
                Ok(room) => room,
                Err(error) => return ControlFlow::Break(error.into()),
            };
            self.tell_room(room)?;
        }
        if self.wanted.iter().any(Effect::is_awaited) {
            self.act();
        }
        ControlFlow::Continue(())
    }

    /// The next event; none once there will be no more. What is wanted is not kept waiting for it.
    fn wait(&mut self, events: &Receiver<Event>) -> Option<Event> {
        if !self.wanted.is_empty() {
            match events.recv_timeout(COURTESY) {
                Ok(event) => {
                    self.act();
                    return Some(event);
                }
                Err(RecvTimeoutError::Timeout) => self.act(),
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        events.recv().ok()
    }

    fn draw(&mut self) -> io::Result<u16> {
        if self.drawing.resized {
            self.display.resize()?;
            self.drawing.resized = false;
        }
        let (mut room, program) = (0, &*self.program);
        self.display.draw(&mut |frame| room = program.draw(frame))?;
        Ok(room)
    }

    fn tell_room(&mut self, room: u16) -> ControlFlow<Ending> {
        if self.drawing.room == Some(room) {
            return ControlFlow::Continue(());
        }
        self.drawing.room = Some(room);
        self.drawing.stale = self.drawing.settling;
        self.drawing.settling = false;
        self.tell(Msg::Drawn { room })
    }
}

impl<P, D> Turn<'_, '_, P, D> {
    fn act(&mut self) {
        self.wanted.drain(..).for_each(|effect| (self.world.effects)(effect));
    }
}

impl<P, D> Drop for Turn<'_, '_, P, D> {
    /// However the loop ends, what was wanted is done.
    fn drop(&mut self) {
        self.act();
    }
}

fn carry_on(result: io::Result<()>) -> ControlFlow<Ending> {
    result.map_or_else(|error| ControlFlow::Break(error.into()), ControlFlow::Continue)
}

#[cfg(test)]
mod tests;
