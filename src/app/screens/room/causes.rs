//! The causes to choose from: by their figures where there are any, else as in the article.

use std::sync::Arc;

use crate::app::choice::moved;
use crate::app::hosting::HostView;
use crate::app::keys::Action;
use crate::app::screens::everyone::Everyone;
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;

/// The causes to choose from.
#[derive(Debug, Clone)]
pub struct Causes {
    /// The first round's figures, with the chosen row; none before the reveal and on the facilitator's own view.
    pub everyone: Option<Everyone>,
    row: usize,
}

impl Causes {
    pub(super) fn of(seen: &HostView) -> Self {
        let mut causes = Self { everyone: None, row: 0 };
        causes.take(seen);
        causes
    }

    /// Takes in new figures of the same round, with the order and the choice as they were.
    pub(super) fn take(&mut self, seen: &HostView) {
        let first = seen.figures.as_ref().and_then(|figures| figures.first.as_ref());
        match (&mut self.everyone, first) {
            (Some(everyone), Some(first)) => everyone.analysis = Arc::clone(first),
            (everyone @ None, Some(first)) => *everyone = Some(Everyone::new(Arc::clone(first))),
            (everyone, None) => *everyone = None,
        }
    }

    /// The causes as they are listed.
    pub fn listed<'a>(&'a self, seen: &'a HostView) -> Vec<&'a Cause> {
        match &self.everyone {
            Some(everyone) => everyone.causes().iter().map(|result| result.cause).collect(),
            None => seen.view.setup.questionnaire.causes().iter().collect(),
        }
    }

    /// The chosen row.
    pub fn row(&self) -> usize {
        self.everyone.as_ref().map_or(self.row, |everyone| everyone.row)
    }

    /// The chosen cause.
    pub fn chosen<'a>(&'a self, seen: &'a HostView) -> Option<&'a Cause> {
        self.listed(seen).get(self.row()).copied()
    }

    /// Puts the choice on a cause, so that it is still there when its discussion ends.
    pub(super) fn choose(&mut self, cause: Option<Id>, seen: &HostView) {
        let Some(cause) = cause else { return };
        if let Some(row) = self.listed(seen).iter().position(|listed| listed.id == cause) {
            self.set_row(row);
        }
    }

    pub(super) fn act(&mut self, action: Action, seen: &HostView) {
        if let Some(everyone) = &mut self.everyone {
            return everyone.choose(action);
        }
        let count = self.listed(seen).len();
        self.row = moved(Some(self.row), count, action).unwrap_or(0);
    }

    fn set_row(&mut self, row: usize) {
        match &mut self.everyone {
            Some(everyone) => everyone.row = row,
            None => self.row = row,
        }
    }
}
