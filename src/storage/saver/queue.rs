//! The jobs that wait, less those that later ones make needless.

use std::collections::VecDeque;
use std::sync::mpsc::Receiver;

use super::StoreRequest;
use crate::domain::id::Token;

/// The jobs that wait, in the order in which they came.
pub(super) struct Queue {
    inbox: Receiver<StoreRequest>,
    waiting: VecDeque<StoreRequest>,
}

impl Queue {
    pub(super) const fn new(inbox: Receiver<StoreRequest>) -> Self {
        Self { inbox, waiting: VecDeque::new() }
    }

    /// The next job to do; waits for one. None once nobody can send any more.
    pub(super) fn next(&mut self) -> Option<StoreRequest> {
        if self.waiting.is_empty() {
            self.waiting.push_back(self.inbox.recv().ok()?);
        }
        self.waiting.extend(self.inbox.try_iter());
        while self.first_is_overtaken() {
            self.waiting.pop_front();
        }
        self.waiting.pop_front()
    }

    /// Whether the next thing to be done with the same record is to save a later state of it.
    fn first_is_overtaken(&self) -> bool {
        let Some(first @ StoreRequest::Save { .. }) = self.waiting.front() else { return false };
        let later = self.waiting.iter().skip(1).find(|job| job.record() == first.record());
        matches!(later, Some(StoreRequest::Save { .. }))
    }
}

impl StoreRequest {
    /// The record that it is about, if it is about one.
    fn record(&self) -> Option<Token> {
        match self {
            Self::Save { record, .. } | Self::SaveElsewhere { record, .. } => Some(record.head().id),
            Self::Claim { id, .. } | Self::Discard { id, .. } | Self::TakeBack { id } => Some(*id),
            Self::Settle { .. } | Self::Empty => None,
        }
    }
}
