//! A live session as a pure state machine: who is in the room, what they answered, and how far it has come.
//!
//! It is the same for phones, terminals, one laptop passed round, and rehearsal. It sees no file, network or clock, and
//! draws no chance: times and random names come in as data. What changes it comes out as an [`Event`], so that the
//! ledger can write it down before anybody is told that it is stored.
//!
//! ```text
//! lobby -> answering -> closing -> closed -> revealed -> ended
//!              ^                                |
//!              +---------- round 2 -------------+
//! ```
#![deny(clippy::disallowed_methods)]

mod command;
mod detach;
mod disclosure_preview;
mod person;
mod progress;
mod request;
#[cfg(test)]
pub(super) mod samples;
mod seat;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

pub use command::{Command, NotNow};
pub use disclosure_preview::DisclosurePreview;
pub use person::{Mark, Person};
pub use progress::{Phase, Progress, ROUNDS};
pub use request::{Given, Receipt, Refusal, Request, SEQ_MAX};
pub use seat::SeatView;
pub use view::{HostStatus, PersonView, Rejections, RoomView, SideCount, Trouble};

use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::record::Record;
use crate::domain::text::Label;

/// How many people a room admits.
pub const SEATS: usize = 500;

/// What a session starts from and never changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// The random name that its record will have.
    pub id: Token,
    /// When it was begun.
    pub created: Timestamp,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Whether the people in it are made up; such a session leaves no result.
    pub rehearsal: bool,
    /// Whether one laptop is passed round: nobody has a device that would bring them back to a place.
    pub passed_round: bool,
}

/// A live session.
#[derive(Debug, Clone, PartialEq)]
pub struct Room {
    setup: Arc<Setup>,
    progress: Progress,
    people: BTreeMap<Token, Arc<Person>>,
    record: Option<Arc<Record>>,
}

/// Something that the ledger must write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A person came in.
    Joined {
        /// Their random name.
        person: Token,
        /// Whom they answer for.
        side: Id,
    },
    /// A person who had answered nothing gave up the seat.
    Left {
        /// Their random name.
        person: Token,
    },
    /// A person answered, or changed an answer.
    Answered {
        /// Their random name.
        person: Token,
        /// The item.
        item: Id,
        /// The answer with its sequence number.
        mark: Mark,
    },
    /// A person said that they have finished.
    Finished {
        /// Their random name.
        person: Token,
    },
    /// The session moved on; [`Room::progress`] says where to.
    Progressed,
    /// The session moved on to another round, and everybody sits down anew: those of the round before must go.
    Anew,
    /// The record changed, and must be kept.
    Recorded,
    /// The answers are in the record, without a key: they must leave the ledger together with the new progress.
    Detached,
}

impl Room {
    /// Opens a room that nobody has joined yet.
    pub fn open(setup: Setup, min_people: u32) -> Self {
        let progress = Progress::new(min_people);
        Self { setup: Arc::new(setup), progress, people: BTreeMap::new(), record: None }
    }

    /// Puts a room back as the ledger and the record describe it.
    pub fn restore(setup: Setup, progress: Progress, people: BTreeMap<Token, Person>, record: Option<Record>) -> Self {
        let people = people.into_iter().map(|(token, person)| (token, Arc::new(person))).collect();
        Self { setup: Arc::new(setup), progress, people, record: record.map(Arc::new) }
    }

    /// What the session started from.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// How far it has come.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The result so far, once a round is closed.
    pub const fn record(&self) -> Option<&Arc<Record>> {
        self.record.as_ref()
    }

    /// Everybody in the room.
    pub const fn people(&self) -> &BTreeMap<Token, Arc<Person>> {
        &self.people
    }

    /// Whether every seat is taken.
    pub fn is_full(&self) -> bool {
        self.people.len() >= SEATS
    }

    /// The items asked in this round, in the order of asking.
    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl Iterator<Item = &Item> + Clone {
        self.progress.asked(&self.setup.questionnaire)
    }
}
