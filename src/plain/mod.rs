//! The same app in lines, for screen readers and simple terminals: nothing is drawn twice, nothing hangs on position.
//! Here is the loop, with lines in and lines out: it says what is new, and takes a line.
//!
//! ```text
//! choices  what may be typed here, from the key table
//! parse    the keys that a typed line means; records of the list, each by its number
//! lines    pages, results and plans in lines
//! render   what the app shows, in lines
//! ```
#![deny(clippy::disallowed_methods)]

mod choices;
mod lines;
mod parse;
mod render;

pub use choices::choices;
pub use parse::{Parsed, parse_line};
pub use render::render;

use std::collections::{HashSet, VecDeque};
use std::io::{self, BufRead, Read, Write};
use std::sync::mpsc::Receiver;

use self::lines::Line;
use self::render::{help, prompt};
use crate::app::keys::Action;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::{App, Effect, Key, Moment, Msg, SaveState};
use crate::domain::text::{lines, showable};
use crate::wording::lines as words;

/// What reaches the loop, from whichever thread.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    Line(String),
    End,
    /// What became of an effect.
    Msg(Msg),
    Signal(i32),
}

#[derive(Debug)]
pub enum Ending {
    Left,
    Signal(i32),
    /// Nothing can be said any more.
    Broken(io::Error),
}

pub struct World<'a> {
    /// Does what the app asked for; answers come back as events.
    pub effects: &'a mut dyn FnMut(Effect),
    pub clock: &'a dyn Fn() -> Moment,
}

pub fn run<'a>(
    app: &'a mut App,
    events: &Receiver<Event>,
    output: &'a mut Output<'a>,
    world: &'a mut World<'a>,
) -> Ending {
    let mut talk =
        Talk { app, output, world, last: LastOutput::default(), early: VecDeque::new(), pending: false, deaf: false };
    let ending = talk.run(events);
    match (ending, talk.output.end_line()) {
        (Ok(ending), Ok(())) => ending,
        (Err(error), _) | (_, Err(error)) => Ending::Broken(error),
    }
}

/// The most questions that are asked one after the other before the screen is shown again that they began on: then its
/// first line says enough, and what came of them does not stand a page above the prompt.
const STEPS: usize = 4;

#[derive(Default)]
struct LastOutput {
    state: Vec<Line>,
    /// The states before it, the last one first, as far back as a question in steps began.
    earlier: VecDeque<Vec<Line>>,
    trouble: Option<String>,
    notice: Option<String>,
    /// What a field left out of the line, not yet told.
    left_out: Option<String>,
}

struct Talk<'a> {
    app: &'a mut App,
    output: &'a mut Output<'a>,
    world: &'a mut World<'a>,
    last: LastOutput,
    /// What was typed ahead while it was open what it would answer.
    early: VecDeque<Event>,
    /// Whether an effect is under way that decides what comes next.
    pending: bool,
    /// Whether no more lines will come.
    deaf: bool,
}

impl Talk<'_> {
    fn run(&mut self, events: &Receiver<Event>) -> io::Result<Ending> {
        self.update(vec![Msg::InLines]);
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
            Event::Msg(msg) => self.receive_msg(msg)?,
            Event::Line(line) => {
                self.output.answered();
                self.last.notice = None;
                self.receive_line(&line)?
            }
            Event::End => self.leave(),
        };
        // With nobody to answer there is only one thing to wait for: the last answers on their way to the disk.
        let left = left || (self.deaf && self.app.place() != KeyContext::Waiting);
        Ok(left.then_some(Ending::Left))
    }

    fn receive_line(&mut self, line: &str) -> io::Result<bool> {
        match parse_line(self.app, line) {
            Parsed::Do(msgs) => {
                if self.update(msgs) {
                    return Ok(true);
                }
                self.say_what_is_new()?;
            }
            Parsed::Again => self.output.say_again(&render(self.app))?,
            Parsed::Help => self.output.say(&help(self.app))?,
            Parsed::Nothing => self.output.say_text(words::NOTHING)?,
        }
        self.ask()?;
        Ok(false)
    }

    fn receive_msg(&mut self, msg: Msg) -> io::Result<bool> {
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
                None if is_text => self.last.left_out = self.app.notice().map(str::to_owned),
                None => {}
            }
        }
        false
    }

    /// Says what the app would have the person know, and what it shows where that has changed.
    /// Says whether there was anything.
    fn say_what_is_new(&mut self) -> io::Result<bool> {
        let news: Vec<String> =
            self.trouble().into_iter().chain(self.last.left_out.take()).chain(self.notice()).collect();
        news.iter().try_for_each(|text| self.output.say_text(text))?;
        let state = render(self.app);
        let is_new = !self.pending && state != self.last.state;
        if is_new {
            let before = std::mem::replace(&mut self.last.state, state);
            let is_back = !news.is_empty() && self.last.earlier.contains(&self.last.state);
            self.output.say(&self.news(&before, is_back))?;
            self.last.earlier.push_front(before);
            self.last.earlier.truncate(STEPS);
        }
        Ok(is_new || !news.is_empty())
    }

    /// What to say of a new state: its first line where something was done that began there. A live session changes with
    /// everybody who joins, so only what differs is said.
    fn news(&self, before: &[Line], is_back: bool) -> Vec<Line> {
        let is_room = matches!(self.app.screen(), Screen::Room(_));
        if is_back && !is_room {
            return self.last.state.iter().take(1).cloned().collect();
        }
        let is_known = |line: &&Line| is_room && before.contains(line);
        self.last.state.iter().filter(|line| !is_known(line)).cloned().collect()
    }

    /// That answers are not saved, or a session is out of reach, where that is news.
    fn trouble(&mut self) -> Option<String> {
        let now = match self.app.kept() {
            SaveState::NotSaved(why) => Some(words::not_saved(why)),
            SaveState::Nothing | SaveState::Saving | SaveState::Saved => self.app.lost().map(words::lost),
        };
        let is_new = now != self.last.trouble;
        self.last.trouble.clone_from(&now);
        now.filter(|_| is_new).map(|sentence| sentence + self.way_out())
    }

    /// What the app would have the person know, unless it was said since the last line that was typed.
    fn notice(&mut self) -> Option<String> {
        let now = self.app.notice().map(str::to_owned);
        let is_new = now != self.last.notice;
        self.last.notice.clone_from(&now);
        now.filter(|_| is_new)
    }

    fn way_out(&self) -> &'static str {
        let mut offered = self.app.bindings(self.app.place());
        if offered.any(|binding| binding.action == Action::Elsewhere) { words::ELSEWHERE } else { "" }
    }

    fn ask(&mut self) -> io::Result<()> {
        if self.pending { Ok(()) } else { self.output.ask(prompt(self.app)) }
    }
}

/// The longest line that is taken, in bytes; the rest of it is the next line.
const LONGEST: u64 = 64 * 1024;

/// Hands over one line after another, then the end; stops early once nobody takes them.
pub fn listen(mut input: impl BufRead, mut take: impl FnMut(Event) -> bool) {
    let mut line = Vec::new();
    // An input that fails is one that gives no more lines.
    while matches!(input.by_ref().take(LONGEST).read_until(b'\n', &mut line), Ok(1..)) {
        let text = String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']).to_owned();
        if !take(Event::Line(text)) {
            return;
        }
        line.clear();
    }
    take(Event::End);
}

/// Says lines, none of which acts on the terminal, and remembers what is to be said once only.
pub struct Output<'a> {
    out: &'a mut dyn Write,
    width: usize,
    said: HashSet<String>,
    /// Whether the cursor stands behind a prompt.
    asking: bool,
}

impl<'a> Output<'a> {
    pub fn new(out: &'a mut dyn Write, width: usize) -> Self {
        Self { out, width: width.max(1), said: HashSet::new(), asking: false }
    }

    /// Says lines, less those that are said once only and have been.
    pub(super) fn say(&mut self, lines: &[Line]) -> io::Result<()> {
        for line in lines {
            if !line.once || self.said.insert(line.text.clone()) {
                self.say_text(&line.text)?;
            }
        }
        Ok(())
    }

    pub(super) fn say_again(&mut self, lines: &[Line]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say_text(&line.text))
    }

    /// Says a text; what comes unasked begins on a line of its own.
    pub(super) fn say_text(&mut self, text: &str) -> io::Result<()> {
        self.end_line()?;
        for line in lines(&showable(text), self.width, ("", "")) {
            writeln!(self.out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Says what stands in front of the cursor.
    pub(super) fn ask(&mut self, prompt: &str) -> io::Result<()> {
        self.end_line()?;
        write!(self.out, "{prompt}")?;
        self.asking = true;
        self.out.flush()
    }

    /// Takes in that a line was typed, which ended the line of the prompt.
    pub(super) const fn answered(&mut self) {
        self.asking = false;
    }

    /// Ends the line of a prompt that nobody answered.
    pub(super) fn end_line(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.asking) { writeln!(self.out) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events_of(input: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        listen(input, |event| {
            events.push(event);
            true
        });
        events
    }

    #[test]
    fn lines_come_one_by_one_and_then_the_end() {
        let line = |text: &str| Event::Line(text.to_owned());
        assert_eq!(events_of(b"1\r\n\nlast"), [line("1"), line(""), line("last"), Event::End]);
    }

    #[test]
    fn bytes_that_are_no_text_are_still_a_line() {
        assert_eq!(events_of(b"\xff\n"), [Event::Line("\u{fffd}".to_owned()), Event::End]);
    }

    #[test]
    fn a_line_without_end_is_taken_in_parts() {
        assert_eq!(events_of(&vec![b'a'; 200_000]).len(), 5);
    }
}
