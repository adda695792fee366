//! What the loop runs.

use ratatui::Frame;

use crate::app::{App, Drawn, Effect, Moment, Msg, Subject};
use crate::ui::{self, theme::Look};

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

    /// Whether it may be stopped for a while, as with Ctrl-Z.
    fn may_pause(&self) -> bool {
        true
    }
}

/// The app and how it looks.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The app.
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

    fn may_pause(&self) -> bool {
        self.app.may_pause()
    }
}
