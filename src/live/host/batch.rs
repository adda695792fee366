//! What is written in one commit.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use super::handle::{Ask, Reply};
use crate::live::room::Command;

/// The most asks in one commit, so that none takes longer than a few hundredths of a second.
const BATCH_MAX: usize = 256;

/// Everything that has queued up, to be written in one commit. A command ends a batch: it comes last in it.
#[derive(Default)]
pub struct Batch {
    /// In the order in which they came.
    pub asks: Vec<Ask>,
    /// The facilitator's word, if there was one.
    pub command: Option<(Command, Reply<Result<(), crate::live::room::NotNow>>)>,
    /// Whether hosting stops after this.
    pub stop: bool,
}

impl Batch {
    /// Waits for something to do, at most for `timeout`, and takes all that is there without waiting for more.
    pub fn gather(asks: &Receiver<Ask>, timeout: Duration) -> Self {
        let mut batch = Self::default();
        match asks.recv_timeout(timeout) {
            Ok(first) => batch.take(first),
            Err(RecvTimeoutError::Timeout) => return batch,
            Err(RecvTimeoutError::Disconnected) => batch.stop = true,
        }
        while !batch.is_full() {
            match asks.try_recv() {
                Ok(next) => batch.take(next),
                Err(_) => break,
            }
        }
        batch
    }

    const fn is_full(&self) -> bool {
        self.command.is_some() || self.stop || self.asks.len() >= BATCH_MAX
    }

    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Command(command, reply) => self.command = Some((command, reply)),
            Ask::Stop => self.stop = true,
            other => self.asks.push(other),
        }
    }
}
