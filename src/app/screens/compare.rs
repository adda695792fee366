//! A few people's answers, side by side: one page.

use std::sync::Arc;

use super::home::home;
use crate::app::keys::Action;
use crate::app::scroll::Scroll;
use crate::app::transition::Transition;
use crate::domain::compare::Comparison;

/// A few people's answers, side by side.
#[derive(Debug, Clone)]
pub struct Compare {
    /// What they answered.
    pub comparison: Arc<Comparison>,
    /// How far the page is scrolled.
    pub scroll: Scroll,
}

impl Compare {
    /// Opens at the top of the page.
    pub fn new(comparison: Arc<Comparison>) -> Self {
        Self { comparison, scroll: Scroll::default() }
    }

    pub(super) fn act(&mut self, action: Action) -> Transition {
        if action == Action::Close {
            return home();
        }
        self.scroll.act(action);
        Transition::stay()
    }
}
