//! What the app of a session asks for.

use super::super::sitting::Teller;
use crate::app::{Effect, Msg};
use crate::workshop::host::Handle;

/// Carries out what the app of a session asks for.
pub struct Hands {
    /// Asks the room.
    pub handle: Handle,
    /// Tells the app what came of it.
    pub teller: Teller,
}

impl Hands {
    /// Does what the app asked for. Never waits for the disk.
    pub fn take(&self, effect: Effect) {
        if let Effect::Command(command) = effect {
            let teller = self.teller.clone();
            self.handle.command(command, move |done| {
                teller.tell(match done {
                    Ok(()) => Msg::CommandDone,
                    Err(not_now) => Msg::NotNow { why: not_now.to_string() },
                });
            });
        }
    }
}
