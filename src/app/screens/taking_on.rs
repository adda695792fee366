//! Taking on a first step: which cause, the step in one's own words, who does it, by when.

use jiff::civil::Date;
use tui_input::Input;

use super::{Results, Screen, saved};
use crate::app::choice::moved;
use crate::app::keys::{Action, Place};
use crate::app::turn::{Around, Turn};
use crate::domain::action::{ACTIONS_MAX, Intent};
use crate::domain::advice;
use crate::domain::questionnaire::Cause;

/// An action on its way.
#[derive(Debug, Clone)]
pub struct TakingOn {
    /// What is being asked.
    pub step: Step,
    /// The causes to choose from, as places in the order of definition.
    pub causes: Vec<usize>,
    /// The chosen cause.
    pub cause: usize,
    /// The first step, in the person's own words.
    pub what: Input,
    /// Who does it.
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
    /// The results that this started from.
    pub from: Box<Results>,
}

/// What is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Which cause it is about.
    Cause,
    /// What to do first.
    What,
    /// Who does it.
    Owner,
    /// By when.
    Due,
}

impl TakingOn {
    /// Begins with the chosen cause, or with choosing among those that are elevated or severe.
    pub(super) fn begin(from: Results, from_cause: bool) -> Turn {
        if from.assessment.record().actions().len() >= ACTIONS_MAX {
            return Turn::notice(format!("{ACTIONS_MAX} actions are taken on already. More are seldom followed up."));
        }
        let causes: Vec<usize> = if from_cause {
            from.chosen().map(|result| result.place).into_iter().collect()
        } else {
            advice::raised(from.assessment.analysis()).iter().map(|result| result.place).collect()
        };
        if causes.is_empty() {
            return Turn::notice("No cause is elevated or severe. A cause's own page takes on its first step too.");
        }
        let step = if causes.len() == 1 { Step::What } else { Step::Cause };
        let (what, owner, due) = (Input::default(), Input::default(), Input::default());
        let mut taking = Self { step, causes, cause: 0, what, owner, due, from: Box::new(from) };
        taking.prefill();
        Turn::go(Screen::TakingOn(taking))
    }

    /// The cause that it is about.
    #[must_use]
    pub fn about(&self) -> Option<&Cause> {
        let place = *self.causes.get(self.cause)?;
        self.from.assessment.questionnaire().causes().get(place)
    }

    fn prefill(&mut self) {
        if let Some(cause) = self.about() {
            self.what = Input::new(cause.first_step.clone());
        }
    }

    pub(super) const fn place(&self) -> Place {
        match self.step {
            Step::Cause => Place::Choosing,
            Step::What | Step::Owner | Step::Due => Place::Label,
        }
    }

    pub(super) const fn field(&mut self) -> Option<&mut Input> {
        match self.step {
            Step::Cause => None,
            Step::What => Some(&mut self.what),
            Step::Owner => Some(&mut self.owner),
            Step::Due => Some(&mut self.due),
        }
    }

    pub(super) fn act(&mut self, action: Action, around: &mut Around<'_>) -> Turn {
        match action {
            Action::Close => self.go_back(),
            Action::Pick(at) if at < self.causes.len() => {
                self.cause = at;
                self.go_on(around)
            }
            Action::Pick(_) => Turn::notice(format!("Choose from 1 to {}.", self.causes.len())),
            Action::Confirm => self.go_on(around),
            _ => {
                self.cause = moved(Some(self.cause), self.causes.len(), action).unwrap_or(0);
                Turn::stay()
            }
        }
    }

    fn go_back(&mut self) -> Turn {
        self.step = match self.step {
            Step::Due => Step::Owner,
            Step::Owner => Step::What,
            Step::What if self.causes.len() > 1 => Step::Cause,
            Step::What | Step::Cause => return self.done(),
        };
        Turn::stay()
    }

    fn done(&self) -> Turn {
        Turn::go(Screen::Results((*self.from).clone()))
    }

    fn go_on(&mut self, around: &mut Around<'_>) -> Turn {
        self.step = match self.step {
            Step::Cause => {
                self.prefill();
                Step::What
            }
            Step::What if self.what.value().trim().is_empty() => return Turn::notice("Say what to do first."),
            Step::What => Step::Owner,
            Step::Owner => Step::Due,
            Step::Due => return self.take_on(around),
        };
        Turn::stay()
    }

    fn take_on(&mut self, around: &mut Around<'_>) -> Turn {
        let Ok(due) = self.date() else {
            return Turn::notice(
                "That is no date. Write it as year, month and day, such as 2026-12-15, or leave it empty.",
            );
        };
        let Some(cause) = self.about().map(|cause| cause.id.clone()) else { return self.done() };
        let intent = Intent { cause, step: self.what.value(), owner: self.owner.value(), due };
        if let Err(error) = self.from.assessment.take_on(intent, around.at.now.timestamp()) {
            return Turn::notice(format!("That cannot be taken on: {error}."));
        }
        self.done().with(saved(around, self.from.assessment.record()))
    }

    /// The date as typed; none where nothing was.
    fn date(&self) -> Result<Option<Date>, jiff::Error> {
        let typed = self.due.value().trim();
        if typed.is_empty() { Ok(None) } else { typed.parse().map(Some) }
    }
}
