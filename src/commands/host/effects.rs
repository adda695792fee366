//! What the app of a session asks for.

use super::super::participant::ParticipantThread;
use super::super::sitting::Teller;
use crate::app::{Effect, Msg};
use crate::live::host::Handle;
use crate::live::room::Command;

/// Carries out what the app of a session asks for.
pub struct Hands {
    /// Asks the room.
    pub handle: Handle,
    /// Tells the app what came of it.
    pub teller: Teller,
    /// Carries out what whoever sits at this laptop wants, where it is passed round.
    pub seat: Option<ParticipantThread>,
}

impl Hands {
    /// Does what the app asked for. Never waits for the disk.
    pub fn take(&self, effect: Effect) {
        match (effect, &self.seat) {
            (Effect::Command(command), _) => self.command(command),
            (other, Some(seat)) => seat.take(other),
            (_, None) => {}
        }
    }

    fn command(&self, command: Command) {
        let teller = self.teller.clone();
        self.handle.command(command, move |done| {
            teller.tell(match done {
                Ok(()) => Msg::CommandDone,
                Err(not_now) => Msg::NotNow { why: not_now.to_string() },
            });
        });
    }
}
