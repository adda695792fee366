//! Where a person stands, as a terminal is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::text::Label;
use crate::live::room::{Mark, Person, Phase, Progress, SeatView};
use crate::live::wire::{Standing, Stands, phase_named};

/// Where a person stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Where {
    /// Whom the person answers for.
    pub side: Id,
    /// Where the session stands.
    pub phase: Phase,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// What is asked in this round, in the order of asking.
    pub items: Vec<Id>,
    /// The person's answers of this round.
    pub marks: BTreeMap<Id, Mark>,
    /// Whether the person said that they have finished.
    pub finished: bool,
    /// The cause that the room talks about, as far as participants are told of it.
    pub discussed: Option<Arc<Cause>>,
    /// How many responses are kept, by round, from the close on.
    pub kept: BTreeMap<u8, usize>,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
}

impl Where {
    /// The same as every participant's screen draws from, with the statements of this round and whom they are about.
    pub fn seen(&self, all: &Arc<Questionnaire>, (label, rehearsal): (&Label, bool)) -> SeatView {
        let some = (self.items.len() < all.len()).then(|| all.of_items(&self.items)).flatten();
        let progress = Progress {
            phase: self.phase,
            round: self.round,
            pinned: self.discussed.as_ref().map(|cause| cause.id.clone()),
            ..Progress::new(self.min_people)
        };
        let person = Person { side: self.side.clone(), marks: self.marks.clone(), finished: self.finished };
        SeatView {
            questionnaire: some.map_or_else(|| Arc::clone(all), Arc::new),
            label: label.clone(),
            rehearsal,
            progress,
            person: Arc::new(person),
            kept: self.kept.clone(),
            discussed: self.discussed.clone(),
        }
    }

    /// How a person stands; none where it makes no sense.
    pub(super) fn of(standing: &Standing) -> Option<Self> {
        let id = |text: &String| text.parse::<Id>().ok();
        let mark = |(item, stands): (&String, &Stands)| Some((id(item)?, stands.mark()?));
        let pinned = standing.pinned.as_ref().and_then(id);
        Some(Self {
            side: id(&standing.side)?,
            phase: phase_named(&standing.phase)?,
            round: standing.round,
            items: standing.items.iter().map(id).collect::<Option<_>>()?,
            marks: standing.answers.iter().map(mark).collect::<Option<_>>()?,
            finished: standing.finished,
            discussed: pinned.zip(standing.discussed.as_ref()).map(|(id, told)| Arc::new(told.cause(id))),
            kept: standing.kept.clone(),
            min_people: standing.min_people,
        })
    }
}
