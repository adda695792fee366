//! The one thread that owns a room and its ledger. Everybody else asks it, through a [`Handle`].
//!
//! Whatever has queued up is written in one commit, and only then does anybody hear that it is stored. So a slow disk
//! makes the commits larger, not the queue longer; and no screen or network is ever waited for.

mod actor;
mod batch;
mod deed;
mod handle;
mod keeper;
mod latest;
mod presence;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc;
use std::thread::{self, JoinHandle};

use jiff::Timestamp;

pub use handle::{Handle, Stopped};
pub use keeper::{Keeper, Nowhere};
pub use latest::Latest;

use super::ledger::Ledger;
use super::room::Room;
use actor::RoomActor;

/// What the thread needs from the world outside.
pub struct World {
    /// Where the result goes.
    pub keeper: Box<dyn Keeper>,
    /// 128 fresh bits of chance at each call.
    pub chance: Box<dyn FnMut() -> u128 + Send>,
    /// The time now.
    pub now: fn() -> Timestamp,
}

/// A room that is being hosted.
#[derive(Debug)]
pub struct Host {
    handle: Handle,
    thread: JoinHandle<()>,
}

impl Host {
    /// Takes over a room and its ledger. A close that a crash interrupted is brought to its end first.
    ///
    /// # Errors
    /// When no thread can be had.
    pub fn start(room: Room, ledger: Ledger, world: World) -> io::Result<Self> {
        let (sender, asks) = mpsc::channel();
        let desk = RoomActor::new(room, ledger, world);
        let thread = thread::Builder::new().name("room".to_owned()).spawn(move || desk.run(&asks))?;
        Ok(Self { handle: Handle::new(sender), thread })
    }

    /// A way to ask the room.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Stops hosting. What is stored stays, and the session can be resumed, unless it was ended.
    pub fn stop(self) {
        self.handle.stop();
        // A thread that panicked has nothing more to say; what it stored is on the disk.
        drop(self.thread.join());
    }
}
