//! What a screen answers to an action, and what it gets to see.

use super::message::{Effect, Moment};
use super::save_tracker::SaveTracker;
use super::screens::Screen;
use super::setup::Setup;

/// What follows from an action.
#[derive(Debug, Default)]
pub struct Transition {
    /// The screen to go to.
    pub go: Option<Box<Screen>>,
    /// What to do outside the app.
    pub effect: Option<Effect>,
    /// What to tell the person, until the next key.
    pub notice: Option<String>,
}

impl Transition {
    /// Nothing beyond what the screen changed in itself.
    pub fn stay() -> Self {
        Self::default()
    }

    /// On to another screen.
    pub fn go(screen: Screen) -> Self {
        Self { go: Some(Box::new(screen)), ..Self::default() }
    }

    /// Do something outside the app.
    pub fn effect(effect: Effect) -> Self {
        Self { effect: Some(effect), ..Self::default() }
    }

    /// Tell the person something.
    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    /// The same, with an effect.
    pub fn with(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }
}

/// What a screen sees of the rest.
pub struct Ctx<'a> {
    /// What was settled before the app began.
    pub setup: &'a Setup,
    /// Where saving stands.
    pub keeping: &'a mut SaveTracker,
    /// When this happens.
    pub at: &'a Moment,
}
