//! One person in the room.

use std::collections::BTreeMap;

use crate::domain::id::Id;
use crate::domain::response::Answer;

/// An answer with its place in the order of one person's answers to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Counts that person's answers to that item, from 1. A later one replaces an earlier one.
    pub seq: u64,
    /// What was answered.
    pub answer: Answer,
}

/// One person and what they answered in this round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Whom they answer for.
    pub side: Id,
    /// Their latest answers by item.
    pub marks: BTreeMap<Id, Mark>,
    /// Whether they said that they have finished.
    pub finished: bool,
}

impl Person {
    /// A person who has answered nothing yet.
    pub const fn new(side: Id) -> Self {
        Self { side, marks: BTreeMap::new(), finished: false }
    }

    /// Forgets the answers of a round that is over.
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.finished = false;
    }
}
