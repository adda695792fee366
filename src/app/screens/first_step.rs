//! A first step as it is typed: what to do, who does it, by when.

use jiff::civil::Date;
use tui_input::Input;

use crate::app::keys::KeyContext;
use crate::domain::action::Action;
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::domain::text::narrowed;

/// Said of a step that still waits.
const TWICE: &str = "That step is taken on already, and still waits. Type another one.";

/// A first step on its way.
#[derive(Debug, Clone, Default)]
pub struct FirstStep {
    /// What is being asked.
    pub asked: Asked,
    /// The step, in the person's own words.
    pub what: Input,
    /// Who does it.
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
    /// What is taken on already and still waits.
    taken: Vec<Action>,
    /// The cause it is about.
    cause: Option<Id>,
}

/// What is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// What to do first.
    #[default]
    What,
    /// Who does it.
    Owner,
    /// By when.
    Due,
    /// The day that was typed is past; whether it is meant all the same.
    Past(Date),
}

/// What follows from going on.
pub(super) enum Next {
    /// The next question is asked.
    Asked,
    /// What was typed will not do; why, as a sentence.
    Not(&'static str),
    /// All is typed; by when, if a day was named.
    Done(Option<Date>),
}

impl FirstStep {
    /// Begins with the step that is suggested for a cause, unless that is among those taken on already.
    pub(super) fn of(cause: Option<&Cause>, taken: &[Action]) -> Self {
        let taken = taken.to_vec();
        let mut step = Self { taken, cause: cause.map(|cause| cause.id.clone()), ..Self::default() };
        if let Some(cause) = cause.filter(|cause| !step.is_taken(&cause.first_step)) {
            step.what = Input::new(cause.first_step.clone());
        }
        step
    }

    /// Whether this step still waits, taken on for the same cause.
    fn is_taken(&self, what: &str) -> bool {
        let cause = self.cause.as_ref();
        cause.is_some_and(|cause| self.taken.iter().any(|action| action.is_already(cause, what)))
    }

    /// Whether the step that is suggested for the cause is taken on already.
    pub fn is_suggestion_taken(&self, cause: &Cause) -> bool {
        self.is_taken(&cause.first_step)
    }

    /// The text that is typed now, if one is.
    pub const fn typed(&self) -> Option<&Input> {
        match self.asked {
            Asked::What => Some(&self.what),
            Asked::Owner => Some(&self.owner),
            Asked::Due => Some(&self.due),
            Asked::Past(_) => None,
        }
    }

    pub(super) const fn field(&mut self) -> Option<&mut Input> {
        match self.asked {
            Asked::What => Some(&mut self.what),
            Asked::Owner => Some(&mut self.owner),
            Asked::Due => Some(&mut self.due),
            Asked::Past(_) => None,
        }
    }

    pub(super) const fn place(&self) -> KeyContext {
        if matches!(self.asked, Asked::Past(_)) { KeyContext::PastDay } else { KeyContext::Label }
    }

    /// Back to the question before; says whether there was one.
    pub(super) const fn go_back(&mut self) -> bool {
        self.asked = match self.asked {
            Asked::Past(_) => Asked::Due,
            Asked::Due => Asked::Owner,
            Asked::Owner => Asked::What,
            Asked::What => return false,
        };
        true
    }

    pub(super) fn go_on(&mut self, today: Date) -> Next {
        self.asked = match self.asked {
            Asked::What if self.what.value().trim().is_empty() => return Next::Not("Say what to do first."),
            Asked::What if self.is_taken(self.what.value()) => return Next::Not(TWICE),
            Asked::What => Asked::Owner,
            Asked::Owner => Asked::Due,
            Asked::Due => return self.date(today),
            Asked::Past(day) => return Next::Done(Some(day)),
        };
        Next::Asked
    }

    /// The date as typed; none where nothing was. One that is past is asked back.
    fn date(&mut self, today: Date) -> Next {
        let typed = narrowed(self.due.value().trim());
        if typed.is_empty() {
            return Next::Done(None);
        }
        match typed.parse() {
            Err(_) => {
                Next::Not("That is no date. Write it as year, month and day, such as 2026-12-15, or leave it empty.")
            }
            Ok(day) if day < today => {
                self.asked = Asked::Past(day);
                Next::Asked
            }
            Ok(day) => Next::Done(Some(day)),
        }
    }
}
