//! What the loop runs.

use ratatui::Frame;

use crate::app::{App, Effect, Moment, Msg};
use crate::ui::{self, theme::Look};

/// What the loop runs: a state machine and its picture.
pub trait Program {
    /// Takes in what happened and says what is to be done outside, if anything.
    fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect>;

    /// Draws the state as it is, and says by how many lines it could scroll.
    fn draw(&self, frame: &mut Frame<'_>) -> u16;

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

    fn draw(&self, frame: &mut Frame<'_>) -> u16 {
        ui::draw(&self.app, self.look, frame.area(), frame.buffer_mut())
    }

    fn may_pause(&self) -> bool {
        self.app.may_pause()
    }
}
