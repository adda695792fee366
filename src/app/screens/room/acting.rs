//! Taking on the first step of the cause being discussed.

use jiff::civil::Date;

use super::{Opened, Room, command};
use crate::app::keys::Action;
use crate::app::screens::first_step::{FirstStep, Next};
use crate::app::turn::Turn;
use crate::domain::action::ACTIONS_MAX;
use crate::domain::id::Id;
use crate::workshop::room::Command;

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
    pub(super) fn take_on(&mut self) -> Turn {
        let taken = self.view().record.as_ref().map_or(0, |record| record.actions().len());
        if taken >= ACTIONS_MAX {
            return Turn::notice(format!("{ACTIONS_MAX} actions are taken on already. More are seldom followed up."));
        }
        let Some(cause) = self.pinned() else { return Turn::stay() };
        let step = FirstStep::of(Some(cause), self.view().record.as_ref().map_or(&[], |record| record.actions()));
        let acting = Acting { cause: cause.id.clone(), name: cause.name.clone(), step, sent: false };
        self.opened = Some(Opened::Acting(Box::new(acting)));
        Turn::stay()
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    pub(super) fn type_on(&mut self, mut acting: Box<Acting>, action: Action, today: Date) -> Turn {
        let turn = match action {
            Action::Close if acting.step.go_back() => Turn::stay(),
            Action::Close => return Turn::stay(),
            Action::Confirm if acting.sent => Turn::stay(),
            Action::Confirm => acting.go_on(today),
            _ => Turn::stay(),
        };
        self.opened = Some(Opened::Acting(acting));
        turn
    }
}

impl Acting {
    fn go_on(&mut self, today: Date) -> Turn {
        match self.step.go_on(today) {
            Next::Asked => Turn::stay(),
            Next::Not(why) => Turn::notice(why),
            Next::Done(due) => {
                self.sent = true;
                let (step, owner) = (self.step.what.value().to_owned(), self.step.owner.value().to_owned());
                command(Command::TakeOn { cause: self.cause.clone(), step, owner, due })
            }
        }
    }
}
