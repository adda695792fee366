//! Taking on a first step: which cause, the step in one's own words, who does it, by when.

use jiff::civil::Date;
use tui_input::Input;

use super::first_step::{FirstStep, Next};
use super::{Results, Screen, saved};
use crate::app::choice::moved;
use crate::app::keys::{Action, KeyContext};
use crate::app::transition::{Ctx, Transition};
use crate::domain::action::{ACTIONS_MAX, Intent};
use crate::domain::questionnaire::Cause;

/// Said once an action is taken on.
const TAKEN: &str = "Taken on, and listed under What to do.";

/// An action on its way.
#[derive(Debug, Clone)]
pub struct TakingOn {
    /// Whether the cause is still being chosen.
    pub choosing: bool,
    /// The causes to choose from, as places in the order of definition.
    pub causes: Vec<usize>,
    /// The chosen cause.
    pub cause: usize,
    /// What is typed.
    pub step: FirstStep,
    /// The results that this started from.
    pub from: Box<Results>,
}

impl TakingOn {
    /// Begins with the chosen cause, or with choosing among those that are elevated or severe.
    pub(super) fn begin(from: Results, from_cause: bool) -> Transition {
        if from.assessment.record().actions().len() >= ACTIONS_MAX {
            return Transition::notice(format!(
                "{ACTIONS_MAX} actions are taken on already. More are seldom followed up."
            ));
        }
        let causes: Vec<usize> = if from_cause {
            from.chosen().map(|result| result.place).into_iter().collect()
        } else {
            from.assessment.analysis().raised().iter().map(|result| result.place).collect()
        };
        if causes.is_empty() {
            return Transition::notice(
                "No cause is elevated or severe. A cause's own page takes on its first step too.",
            );
        }
        let choosing = causes.len() > 1;
        let mut taking = Self { choosing, causes, cause: 0, step: FirstStep::default(), from: Box::new(from) };
        taking.prefill();
        Transition::go(Screen::TakingOn(taking))
    }

    /// The cause that it is about.
    pub fn about(&self) -> Option<&Cause> {
        let place = *self.causes.get(self.cause)?;
        self.from.assessment.questionnaire().causes().get(place)
    }

    fn prefill(&mut self) {
        self.step = FirstStep::of(self.about(), self.from.assessment.record().actions());
    }

    pub(super) const fn place(&self) -> KeyContext {
        if self.choosing { KeyContext::Choosing } else { self.step.place() }
    }

    pub(super) const fn field(&mut self) -> Option<&mut Input> {
        if self.choosing { None } else { self.step.field() }
    }

    pub(super) fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Close => self.go_back(),
            Action::Pick(at) if at < self.causes.len() => {
                self.cause = at;
                self.go_on(ctx)
            }
            Action::Pick(_) => Transition::notice(format!("Choose from 1 to {}.", self.causes.len())),
            Action::Confirm => self.go_on(ctx),
            _ => {
                self.cause = moved(Some(self.cause), self.causes.len(), action).unwrap_or(0);
                Transition::stay()
            }
        }
    }

    fn go_back(&mut self) -> Transition {
        if self.choosing {
            return self.done();
        }
        if !self.step.go_back() {
            if self.causes.len() < 2 {
                return self.done();
            }
            self.choosing = true;
        }
        Transition::stay()
    }

    fn done(&self) -> Transition {
        Transition::go(Screen::Results((*self.from).clone()))
    }

    fn go_on(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        if self.choosing {
            self.prefill();
            self.choosing = false;
            return Transition::stay();
        }
        match self.step.go_on(ctx.at.now.date()) {
            Next::Asked => Transition::stay(),
            Next::Not(why) => Transition::notice(why),
            Next::Done(due) => self.take_on(due, ctx),
        }
    }

    fn take_on(&mut self, due: Option<Date>, ctx: &mut Ctx<'_>) -> Transition {
        let Some(cause) = self.about().map(|cause| cause.id.clone()) else { return self.done() };
        let intent = Intent { cause, step: self.step.what.value(), owner: self.step.owner.value(), due };
        if let Err(error) = self.from.assessment.take_on(intent, ctx.at.now.timestamp()) {
            return Transition::notice(format!("That cannot be taken on: {error}."));
        }
        let done = Transition { notice: Some(TAKEN.to_owned()), ..self.done() };
        done.with(saved(ctx, self.from.assessment.record()))
    }
}
