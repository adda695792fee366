//! Which causes to ask once more, in a second round.

use super::{Opened, Room, command};
use crate::app::choice::moved;
use crate::app::keys::Action;
use crate::app::transition::Transition;
use crate::domain::id::Id;
use crate::live::room::{Command, ROUNDS};

/// The causes to choose from, in the order of the chart, each with whether it is chosen.
#[derive(Debug, Clone)]
pub struct Choosing {
    /// The causes by id.
    pub causes: Vec<(Id, bool)>,
    /// The row that the next key is about.
    pub cursor: usize,
}

impl Choosing {
    fn chosen(&self) -> Vec<Id> {
        self.causes.iter().filter(|(_, chosen)| *chosen).map(|(id, _)| id.clone()).collect()
    }

    fn toggle(&mut self) {
        if let Some((_, chosen)) = self.causes.get_mut(self.cursor) {
            *chosen = !*chosen;
        }
    }
}

impl Room {
    pub(super) fn second_round(&mut self) -> Transition {
        if self.view().progress.round >= ROUNDS {
            return Transition::notice(format!("A session has {ROUNDS} rounds, and this is the last."));
        }
        let causes = self.causes.listed(&self.seen).iter().map(|cause| (cause.id.clone(), false)).collect();
        self.opened = Some(Opened::Choosing(Choosing { causes, cursor: self.causes.row() }));
        Transition::stay()
    }

    pub(super) fn choose(&mut self, mut choosing: Choosing, action: Action) -> Transition {
        let turn = match action {
            Action::Close => return Transition::stay(),
            Action::Confirm if choosing.chosen().is_empty() => {
                Transition::notice("Mark at least one cause with Space first.")
            }
            Action::Confirm => command(Command::SecondRound(choosing.chosen())),
            Action::Toggle => {
                choosing.toggle();
                Transition::stay()
            }
            _ => {
                choosing.cursor = moved(Some(choosing.cursor), choosing.causes.len(), action).unwrap_or(0);
                Transition::stay()
            }
        };
        self.opened = Some(Opened::Choosing(choosing));
        turn
    }
}
