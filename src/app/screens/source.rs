//! Whose steps are changed: those of one person's record, of several people's, or of one among all.

use crate::app::message::Effect;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::results::Results;
use crate::app::screens::steps::Steps;
use crate::app::screens::{Ctx, Screen};
use crate::domain::action::{Action, Key};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Invalid, Record};
use crate::request::{StoreRequest, Target};

/// The screen that a record's steps are changed from, with that record.
#[derive(Debug, Clone)]
pub enum Source {
    /// One person's results.
    One(Box<Results>),
    /// The results of several people.
    Several(Box<Everyone>),
    /// The steps of all records.
    All(Box<Steps>),
}

impl Source {
    /// The questionnaire that was asked.
    pub fn questionnaire(&self) -> Option<&Questionnaire> {
        match self {
            Self::One(results) => Some(results.assessment.questionnaire()),
            Self::Several(everyone) => Some(everyone.analysis.questionnaire()),
            Self::All(steps) => steps.held().map(|record| &**record.questionnaire()),
        }
    }

    /// What was taken on from it.
    pub fn steps(&self) -> &[Action] {
        match self {
            Self::One(results) => results.assessment.record().actions(),
            Self::Several(everyone) => everyone.steps(),
            Self::All(steps) => steps.held().map_or(&[], Record::actions),
        }
    }

    /// The record, as far as it is in hand.
    pub fn record(&self) -> Option<&Record> {
        match self {
            Self::One(results) => Some(results.assessment.record()),
            Self::Several(everyone) => everyone.held(),
            Self::All(steps) => steps.held(),
        }
    }

    /// Whether it is ours to change.
    pub fn is_ours(&self) -> bool {
        match self {
            Self::One(results) => results.assessment.is_claimed(),
            Self::Several(_) | Self::All(_) => self.record().is_some(),
        }
    }

    /// Takes hold of the record: somebody else may have changed it since.
    pub fn claim(&self) -> Option<Effect> {
        let target: Target = match self {
            Self::One(results) => results.assessment.record().head().id.into(),
            Self::Several(everyone) => everyone.analysis.head().id.into(),
            Self::All(steps) => steps.target()?,
        };
        Some(Effect::Store(StoreRequest::Claim(target)))
    }

    /// Takes in the record as it stands on the disk; what could not be written there the last time is not lost over it.
    /// Says whether it was the one that is in question.
    pub fn take_in(&mut self, record: Record, ctx: &Ctx<'_>) -> bool {
        let record = ctx.keeping.in_trouble_with(record.head().id).cloned().unwrap_or(record);
        match self {
            Self::One(results) => results.take_in(record),
            Self::Several(everyone) => everyone.take_in(record),
            Self::All(steps) => steps.take_in(record),
        }
    }

    /// The place of a step, as the record stands now.
    pub fn place_of(&self, key: &Key) -> Option<usize> {
        self.steps().iter().position(|action| action.key() == *key)
    }

    /// Changes the record and hands it over for saving.
    pub fn change(
        &mut self,
        change: impl FnOnce(&mut Record) -> Result<(), Invalid>,
        ctx: &mut Ctx<'_>,
    ) -> Result<Option<Effect>, Invalid> {
        match self {
            Self::One(results) => results.assessment.change(change)?,
            Self::Several(everyone) => everyone.change(change)?,
            Self::All(steps) => steps.change(change)?,
        }
        Ok(self.record().map(|record| ctx.keeping.save(record)))
    }

    /// The screen, as it was left.
    pub fn screen(&self) -> Screen {
        match self {
            Self::One(results) => Screen::Results((**results).clone()),
            Self::Several(everyone) => Screen::Everyone((**everyone).clone()),
            Self::All(steps) => Screen::Steps((**steps).clone()),
        }
    }
}
