//! The rows of the plan, and what may be done with each.

use super::Plan;
use crate::app::keys::Action;
use crate::app::screens::taking_on::Source;
use crate::domain::action::{self, ACTIONS_MAX, taken_on};
use crate::domain::questionnaire::{Cause, Tension};
use crate::domain::severity::Severity;
use crate::wording::several;

/// A row that can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A step, by its place in the record.
    Step(usize),
    /// A cause without a step, by its place in the order of definition.
    Cause(usize, Why),
    /// What both sides see alike.
    Ground,
    /// The question at the end, with its answer.
    Note,
    /// What to mind before anybody acts.
    Mind,
}

/// Why a cause stands on the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The sides see it differently: it is talked about first.
    Talk,
    /// It is elevated or severe.
    Raised,
    /// It is moderate, and none is worse.
    Question,
}

impl Plan {
    /// The row of a cause's step.
    pub(super) fn row_of(&self, place: usize) -> Option<usize> {
        let cause = &self.source.cause(place)?.id;
        let is_its = |row: &Row| matches!(row, Row::Step(at) if self.source.steps()[*at].cause() == cause);
        self.rows().iter().position(is_its)
    }

    /// The rows: steps, causes without one, and the question at the end.
    pub fn rows(&self) -> Vec<Row> {
        let steps = self.source.steps();
        let (dropped, held): (Vec<usize>, Vec<usize>) = (0..steps.len()).partition(|at| steps[*at].is_dropped());
        let mut rows: Vec<Row> = held.into_iter().chain(dropped).map(Row::Step).collect();
        let lacks = |place: &usize| {
            let id = self.source.cause(*place).map(|cause| &cause.id);
            steps.iter().all(|step| step.is_dropped() || Some(step.cause()) != id)
        };
        let talk = self.source.talk_first();
        let raised = self.source.raised();
        rows.extend(talk.iter().copied().filter(lacks).map(|place| Row::Cause(place, Why::Talk)));
        rows.extend((!self.source.common_ground().is_empty()).then_some(Row::Ground));
        // What the sides see differently stands among the others once more: questions come before any remedy.
        rows.extend(raised.iter().copied().filter(lacks).map(|place| Row::Cause(place, Why::Raised)));
        if raised.is_empty() && talk.is_empty() {
            rows.extend(self.source.moderate().into_iter().filter(lacks).map(|place| Row::Cause(place, Why::Question)));
        }
        rows.extend(matches!(self.source, Source::One(_)).then_some(Row::Note));
        rows.push(Row::Mind);
        rows
    }

    pub fn chosen(&self) -> Option<Row> {
        self.rows().get(self.cursor).copied()
    }

    /// The step of the chosen row.
    pub fn chosen_step(&self) -> Option<&action::Action> {
        match self.chosen()? {
            Row::Step(at) => self.source.steps().get(at),
            Row::Cause(..) | Row::Ground | Row::Note | Row::Mind => None,
        }
    }

    /// How many causes have their first step offered in the list: one to start with, two more behind a key.
    pub fn offered(&self) -> usize {
        let room = ACTIONS_MAX.saturating_sub(taken_on(self.source.steps()));
        match (room, self.more) {
            (room, true) => room,
            (ACTIONS_MAX, false) => 1,
            (_, false) => 0,
        }
    }

    /// Whether an action does something with some row.
    pub fn offers(&self, action: Action) -> bool {
        let any = |action| self.rows().into_iter().any(|row| self.takes(row, action));
        match action {
            Action::Toggle | Action::Edit | Action::Drop => any(action),
            Action::TakeOn => taken_on(self.source.steps()) < ACTIONS_MAX && any(action),
            Action::Offers => self.offered() < ACTIONS_MAX && any(Action::TakeOn) || self.more,
            Action::Note => matches!(self.source, Source::One(_)),
            _ => true,
        }
    }

    /// The rows that an action does something with.
    pub fn taking(&self, action: Action) -> Vec<usize> {
        let rows = self.rows();
        if action == Action::TakeOn && !self.offers(action) {
            return Vec::new();
        }
        (0..rows.len()).filter(|at| self.takes(rows[*at], action)).collect()
    }

    /// Whether an action does something with a row.
    pub(super) fn takes(&self, row: Row, action: Action) -> bool {
        match (row, action) {
            (Row::Step(at), Action::Drop) => !self.source.steps()[at].is_dropped(),
            (Row::Step(_), Action::Toggle | Action::Edit) | (Row::Cause(..), Action::TakeOn) => true,
            _ => false,
        }
    }

    /// The causes on the plan that a step may be taken on for.
    pub(super) fn causes(&self) -> Vec<usize> {
        let cause = |row: &Row| if let Row::Cause(place, _) = row { Some(*place) } else { None };
        let mut causes: Vec<usize> = Vec::new();
        for place in self.rows().iter().filter_map(cause) {
            if !causes.contains(&place) {
                causes.push(place);
            }
        }
        causes
    }
}

/// What the plan needs to know of either kind of result.
impl Source {
    /// A cause, by its place in the order of definition.
    pub fn cause(&self, place: usize) -> Option<&Cause> {
        self.questionnaire()?.causes().get(place)
    }

    /// The severity of a cause, or the average, where there is one and it may be shown.
    pub fn severity(&self, place: usize) -> Option<Severity> {
        match self {
            Self::One(results) => results.assessment.analysis().cause(place)?.severity(),
            Self::Several(everyone) => everyone.analysis.cause(place)?.severity(),
            Self::All(_) => None,
        }
    }

    /// The causes that are elevated or severe, worst first, as places in the order of definition.
    pub fn raised(&self) -> Vec<usize> {
        match self {
            Self::One(results) => results.assessment.analysis().raised().iter().map(|result| result.place).collect(),
            Self::Several(everyone) => everyone.analysis.raised().iter().map(|result| result.place).collect(),
            Self::All(_) => Vec::new(),
        }
    }

    /// The causes that the sides see differently.
    pub fn talk_first(&self) -> Vec<usize> {
        match self {
            Self::Several(everyone) => everyone.analysis.talk_first().iter().map(|result| result.place).collect(),
            Self::One(_) | Self::All(_) => Vec::new(),
        }
    }

    /// What both sides see alike, a sentence a cause.
    pub fn common_ground(&self) -> Vec<String> {
        match self {
            Self::Several(everyone) => several::common_ground(&everyone.analysis),
            Self::One(_) | Self::All(_) => Vec::new(),
        }
    }

    /// The moderate causes of one person.
    pub fn moderate(&self) -> Vec<usize> {
        match self {
            Self::One(results) => results.assessment.analysis().moderate().iter().map(|result| result.place).collect(),
            Self::Several(_) | Self::All(_) => Vec::new(),
        }
    }

    /// The places where the text behind the causes pulls against itself.
    pub fn tensions(&self) -> Vec<&Tension> {
        match self {
            Self::One(results) => results.assessment.analysis().tensions(),
            Self::Several(everyone) => everyone.analysis.tensions(),
            Self::All(_) => Vec::new(),
        }
    }

    /// The question at the end.
    pub fn closing(&self) -> &str {
        self.questionnaire().map_or("", |questionnaire| questionnaire.head().closing.as_str())
    }
}
