//! Two or more runs side by side.

use std::sync::Arc;

use super::home::home;
use crate::app::keys::Action;
use crate::app::scroll::Scroll;
use crate::app::transition::Transition;
use crate::domain::runs::Runs;

/// Two or more runs side by side.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Everything that may be shown.
    pub runs: Arc<Runs>,
    /// How far the page is scrolled.
    pub scroll: Scroll,
}

impl Trend {
    /// Opens on the top of the page.
    pub fn new(runs: Arc<Runs>) -> Self {
        Self { runs, scroll: Scroll::default() }
    }

    pub(super) fn act(&mut self, action: Action) -> Transition {
        if action == Action::Close {
            return home();
        }
        self.scroll.act(action);
        Transition::stay()
    }
}
