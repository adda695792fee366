//! What the screen of one participant draws from, whatever it runs on.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Person, PersonView, Phase, Progress};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::text::Label;
use crate::wording::seat::Outcome;

/// What the screen of one participant draws from: nothing about anybody else but how far the session is.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatView {
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// Whether the other people are made up.
    pub rehearsal: bool,
    /// How far the session has come.
    pub progress: Progress,
    /// The person's side and own answers.
    pub person: Arc<Person>,
    /// How many responses the record holds, by round, from the close on.
    pub kept: BTreeMap<u8, usize>,
    /// The cause that the room talks about, while it does: as far as participants are told of it.
    pub discussed: Option<Arc<Cause>>,
}

impl From<&PersonView> for SeatView {
    fn from(view: &PersonView) -> Self {
        Self {
            questionnaire: Arc::clone(&view.setup.questionnaire),
            label: view.setup.label.clone(),
            rehearsal: view.setup.rehearsal,
            progress: view.progress.clone(),
            person: Arc::clone(&view.person),
            kept: view.kept.clone(),
            discussed: view.discussed().cloned().map(Arc::new),
        }
    }
}

impl SeatView {
    /// The items of this round, in the order of asking.
    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl Iterator<Item = &Item> + Clone {
        self.progress.asked(&self.questionnaire)
    }

    /// The cause that the room talks about, while it does.
    pub fn pinned(&self) -> Option<&Cause> {
        self.discussed.as_deref()
    }

    /// The name of the side that the person answers for.
    pub fn side(&self) -> &str {
        self.questionnaire.side(&self.person.side).map_or("", |side| &side.name)
    }

    /// Whether the person answered everything, or said that they have finished.
    pub fn is_finished(&self) -> bool {
        self.person.finished || self.asked().all(|item| self.person.marks.contains_key(&item.id))
    }

    /// What became of the answers.
    pub fn outcome(&self) -> Outcome {
        Outcome {
            answered: self.kept.get(&self.progress.round).copied().unwrap_or(0),
            kept: self.kept.values().copied().max().unwrap_or(0),
            min_people: self.progress.min_people,
            rehearsal: self.rehearsal,
            shown: matches!(self.progress.phase, Phase::Revealed | Phase::Ended),
        }
    }
}
