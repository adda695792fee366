//! The loop: says what is new, hears a line.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::Receiver;

use super::hear::{Heard, hear};
use super::output::Output;
use super::tell::{Line, help, prompt, tell};
use crate::app::keys::Action;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::{App, Effect, Key, Moment, Msg, SaveState};

/// What reaches the loop, from whichever thread.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A line was typed.
    Line(String),
    /// No more lines will come.
    End,
    /// What became of an effect.
    Told(Msg),
    /// A signal asks the program to end.
    Signal(i32),
}

/// Why the loop ended.
#[derive(Debug)]
pub enum Ending {
    /// The person left, or no more lines came.
    Left,
    /// This signal came.
    Signal(i32),
    /// Nothing can be said any more.
    Broken(io::Error),
}

/// The world outside of the loop.
pub struct World<'a> {
    /// Does what the app asked for; answers come back as events.
    pub effects: &'a mut dyn FnMut(Effect),
    /// Says when it is.
    pub clock: &'a dyn Fn() -> Moment,
}

/// Runs the app in lines until something ends it.
pub fn run<'a>(
    app: &'a mut App,
    events: &Receiver<Event>,
    voice: &'a mut Output<'a>,
    world: &'a mut World<'a>,
) -> Ending {
    let mut talk =
        Talk { app, voice, world, told: Told::default(), early: VecDeque::new(), pending: false, deaf: false };
    let ending = talk.run(events);
    match (ending, talk.voice.end_line()) {
        (Ok(ending), Ok(())) => ending,
        (Err(error), _) | (_, Err(error)) => Ending::Broken(error),
    }
}

/// What was told last.
#[derive(Default)]
struct Told {
    state: Vec<Line>,
    trouble: Option<String>,
    notice: Option<String>,
    /// What a field left out of the line, not yet told.
    left_out: Option<String>,
}

struct Talk<'a> {
    app: &'a mut App,
    voice: &'a mut Output<'a>,
    world: &'a mut World<'a>,
    told: Told,
    /// What was typed ahead while it was open what it would answer.
    early: VecDeque<Event>,
    /// Whether an effect is under way that decides what comes next.
    pending: bool,
    /// Whether no more lines will come.
    deaf: bool,
}

impl Talk<'_> {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        self.update(vec![Msg::Told]);
        self.say_what_is_new()?;
        self.ask()?;
        while let Some(event) = self.next(events) {
            if let Some(ending) = self.take(event)? {
                return Ok(ending);
            }
        }
        Ok(Ending::Left)
    }

    fn next(&mut self, events: &Receiver<Event>) -> Option<Event> {
        loop {
            if !self.pending
                && let Some(event) = self.early.pop_front()
            {
                return Some(event);
            }
            match events.recv().ok()? {
                event @ (Event::Line(_) | Event::End) if self.pending => self.early.push_back(event),
                event => return Some(event),
            }
        }
    }

    fn take(&mut self, event: Event) -> io::Result<Option<Ending>> {
        let left = match event {
            Event::Signal(signal) => return Ok(Some(Ending::Signal(signal))),
            Event::Told(msg) => self.hear_of(msg)?,
            Event::Line(line) => {
                self.voice.answered();
                self.told.notice = None;
                self.hear(&line)?
            }
            Event::End => self.leave(),
        };
        // With nobody to answer there is only one thing to wait for: the last answers on their way to the disk.
        let left = left || (self.deaf && self.app.place() != KeyContext::Waiting);
        Ok(left.then_some(Ending::Left))
    }

    fn hear(&mut self, line: &str) -> io::Result<bool> {
        match hear(self.app, line) {
            Heard::Do(msgs) => {
                if self.update(msgs) {
                    return Ok(true);
                }
                self.say_what_is_new()?;
            }
            Heard::Again => self.voice.say_again(&tell(self.app))?,
            Heard::Help => self.voice.say(&help(self.app))?,
            Heard::Nothing => self.voice.say_text("That means nothing here. Type ? for what does.")?,
        }
        self.ask()?;
        Ok(false)
    }

    fn hear_of(&mut self, msg: Msg) -> io::Result<bool> {
        self.pending &= !msg.ends_waiting();
        let left = self.update(vec![msg]);
        if !left && self.say_what_is_new()? {
            self.ask()?;
        }
        Ok(left)
    }

    fn leave(&mut self) -> bool {
        self.deaf = true;
        self.update(vec![Msg::Key(Key::Ctrl('c'))])
    }

    /// Tells the app, and does what it asks for; says whether it asked to leave.
    fn update(&mut self, msgs: Vec<Msg>) -> bool {
        for msg in msgs {
            let is_text = matches!(msg, Msg::Pasted(_));
            match self.app.update(msg, &(self.world.clock)()) {
                Some(Effect::Quit) => return true,
                Some(effect) => {
                    self.pending |= effect.is_awaited();
                    (self.world.effects)(effect);
                }
                None if is_text => self.told.left_out = self.app.notice().map(str::to_owned),
                None => {}
            }
        }
        false
    }

    /// Says what the app would have the person know, and what it shows where that has changed.
    /// Says whether there was anything.
    fn say_what_is_new(&mut self) -> io::Result<bool> {
        let news: Vec<String> =
            self.trouble().into_iter().chain(self.told.left_out.take()).chain(self.notice()).collect();
        news.iter().try_for_each(|text| self.voice.say_text(text))?;
        let state = tell(self.app);
        let is_new = !self.pending && state != self.told.state;
        if is_new {
            let before = std::mem::replace(&mut self.told.state, state);
            self.voice.say(&self.news(&before))?;
        }
        Ok(is_new || !news.is_empty())
    }

    /// What to say of a new state. A live session changes with everybody who joins, so only what differs is said.
    fn news(&self, before: &[Line]) -> Vec<Line> {
        let is_told = |line: &&Line| matches!(self.app.screen(), Screen::Room(_)) && before.contains(line);
        self.told.state.iter().filter(|line| !is_told(line)).cloned().collect()
    }

    /// That answers are not saved, or a session is out of reach, where that is news.
    fn trouble(&mut self) -> Option<String> {
        let now = match self.app.kept() {
            SaveState::NotSaved(why) => Some(format!("Not saved: {why}.")),
            SaveState::Nothing | SaveState::Saving | SaveState::Saved => {
                self.app.lost().map(|why| format!("Trying again: {why}."))
            }
        };
        let is_new = now != self.told.trouble;
        self.told.trouble.clone_from(&now);
        now.filter(|_| is_new).map(|told| told + self.way_out())
    }

    /// What the app would have the person know, unless it was said since the last line that was typed.
    fn notice(&mut self) -> Option<String> {
        let now = self.app.notice().map(str::to_owned);
        let is_new = now != self.told.notice;
        self.told.notice.clone_from(&now);
        now.filter(|_| is_new)
    }

    /// How to save elsewhere, where that is offered.
    fn way_out(&self) -> &'static str {
        let mut offered = self.app.bindings(self.app.place());
        if offered.any(|binding| binding.action == Action::Elsewhere) { " s saves in another file." } else { "" }
    }

    fn ask(&mut self) -> io::Result<()> {
        if self.pending { Ok(()) } else { self.voice.ask(prompt(self.app)) }
    }
}
