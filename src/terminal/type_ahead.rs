//! Keys typed ahead of the screen they are meant for.

use std::collections::VecDeque;
use std::time::Duration;

use crate::app::{Effect, Key, Msg};

/// Keeps keys back while the world decides which screen comes next.
///
/// Resuming an assessment takes a moment; whoever knows the program types on meanwhile. Those keys are for the
/// assessment, not for the screen that is still there.
#[derive(Debug, Default)]
pub struct TypeAhead {
    /// The world was asked and has not answered.
    asked: bool,
    held: VecDeque<Timed>,
}

/// A message, and when it was typed, where it was.
pub type Timed = (Msg, Option<Duration>);

impl TypeAhead {
    /// Takes note of what the world is asked.
    pub fn ask(&mut self, effect: &Effect) {
        self.asked |= effect.is_awaited();
    }

    /// Gives `msg` back if its time is now, or keeps it until [`Self::next`].
    pub fn sort(&mut self, (msg, typed): Timed) -> Option<Timed> {
        match &msg {
            // Leaving is always possible.
            Msg::Key(Key::Ctrl('c')) => {}
            Msg::Key(_) | Msg::Pasted(_) if self.asked => {
                self.held.push_back((msg, typed));
                return None;
            }
            // The screen they were meant for does not come.
            Msg::Refused { .. } | Msg::NotDiscarded { .. } => *self = Self::default(),
            answer => self.asked &= !answer.ends_waiting(),
        }
        Some((msg, typed))
    }

    /// The next message that was kept back and whose time has come.
    pub fn next(&mut self) -> Option<Timed> {
        if self.asked { None } else { self.held.pop_front() }
    }
}
