//! Taking on the first step of the cause being discussed.

use jiff::civil::Date;

use super::{Opened, Room, command};
use crate::app::keys::Action;
use crate::app::screens::first_step::{FirstStep, Next};
use crate::app::transition::Transition;
use crate::domain::action::ACTIONS_MAX;
use crate::domain::id::Id;
use crate::live::room::Command;

/// A first step being taken on.
#[derive(Debug, Clone)]
pub struct Acting {
    /// The cause that it is about.
    pub cause: Id,
    /// The short name of the cause.
    pub name: String,
    /// What is typed.
    pub step: FirstStep,
    /// Whether it was handed over, and what comes of it is not known yet.
    pub(super) sent: bool,
}

impl Room {
    pub(super) fn take_on(&mut self) -> Transition {
        let taken = self.view().record.as_ref().map_or(0, |record| record.actions().len());
        if taken >= ACTIONS_MAX {
            return Transition::notice(format!(
                "{ACTIONS_MAX} actions are taken on already. More are seldom followed up."
            ));
        }
        let Some(cause) = self.pinned() else { return Transition::stay() };
        let step = FirstStep::of(Some(cause), self.view().record.as_ref().map_or(&[], |record| record.actions()));
        let acting = Acting { cause: cause.id.clone(), name: cause.name.clone(), step, sent: false };
        self.opened = Some(Opened::Acting(Box::new(acting)));
        Transition::stay()
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    pub(super) fn type_on(&mut self, mut acting: Box<Acting>, action: Action, today: Date) -> Transition {
        let turn = match action {
            Action::Close if acting.step.go_back() => Transition::stay(),
            Action::Close => return Transition::stay(),
            Action::Confirm if acting.sent => Transition::stay(),
            Action::Confirm => acting.go_on(today),
            _ => Transition::stay(),
        };
        self.opened = Some(Opened::Acting(acting));
        turn
    }
}

impl Acting {
    fn go_on(&mut self, today: Date) -> Transition {
        match self.step.go_on(today) {
            Next::Asked => Transition::stay(),
            Next::Not(why) => Transition::notice(why),
            Next::Done(due) => {
                self.sent = true;
                let (step, owner) = (self.step.what.value().to_owned(), self.step.owner.value().to_owned());
                command(Command::TakeOn { cause: self.cause.clone(), step, owner, due })
            }
        }
    }
}
