//! A live session as a pure state machine: who is in the room, what they answered, and how far it has come.
//!
//! It is the same for phones, terminals, one laptop passed round, and rehearsal. It sees no file, network or clock, and
//! draws no chance: times and random names come in as data. What changes it comes out as an [`Event`], so that the
//! ledger can write it down before anybody is told that it is stored.
//!
//! ```text
//! lobby -> answering <-> stopped -> revealing -> revealed -> ended
//!              ^            |                       |          ^
//!              |            +---------> ending -----|----------+
//!              +------------------ round 2 ---------+
//! ```
//!
//! In `revealing` and `ending` the answers are on their way into the record. A session that was begun with an earlier
//! version may stand in `closing` or `closed`: its answers were, or are being, put into the record before the reveal.
#![deny(clippy::disallowed_methods)]

mod command;
mod progress;
mod request;
#[cfg(test)]
pub(super) mod samples;
mod shown;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::analysis::Order;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::record::Record;
use crate::domain::response::{Answer, Response};
use crate::domain::text::Label;

pub use command::{Away, Command, NotNow};
pub use progress::{NoPhase, Phase, Progress, ROUNDS, Stops};
pub use request::{Given, Receipt, Refusal, Request, SEQ_MAX};
pub use shown::DisclosurePreview;
pub use shown::{Shown, ShownCause};
pub use view::{Clock, HostStatus, PersonView, Rejections, RoomView, SeatView, SideCount};

/// How many people a room admits.
pub const SEATS: usize = 2000;

/// What a session starts from. Its name alone can be mended later.
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
    showing: Showing,
}

/// What the facilitator has on the screen once the figures are there: the same on the big screen and on every view of
/// the facilitator's own. It is no part of what the ledger keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Showing {
    /// Which way round the causes are listed; none where the figures decide.
    pub order: Option<Order>,
    /// The chosen cause; the first in the list where none is.
    pub cursor: Option<Id>,
    /// Which question of the cause that is discussed, counted from 0.
    pub question: usize,
    /// Whether what the article says of that cause is shown.
    pub article: bool,
    /// Whether the remedy of that cause was asked for.
    pub remedy: bool,
    /// Whether it is shown how everyone answered to that cause.
    #[serde(default)]
    pub answers: bool,
    /// Whether the change from the first round is shown in place of the first round.
    pub changes: bool,
}

impl Showing {
    /// What is shown at first of a round.
    const fn of_round(round: u8) -> Self {
        Self {
            order: None,
            cursor: None,
            question: 0,
            article: false,
            remedy: false,
            answers: false,
            changes: round > 1,
        }
    }

    /// The same list with another cause discussed, or none.
    fn of_cause(&self, cause: Option<&Id>) -> Self {
        let cursor = cause.or(self.cursor.as_ref()).cloned();
        Self { cursor, question: 0, article: false, remedy: false, answers: false, ..self.clone() }
    }
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
    /// A person answers for another side.
    Sided {
        /// Their random name.
        person: Token,
        /// Whom they answer for now.
        side: Id,
        /// The causes that they guessed of the other side before, which no longer is the other.
        guesses: Vec<Id>,
    },
    /// People who had answered nothing and are not there gave up their seats.
    Freed {
        /// Their random names.
        people: Vec<Token>,
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
        /// The item, or the cause that was guessed.
        item: Id,
        /// The answer with its sequence number.
        mark: Mark,
    },
    /// A person said that they have finished.
    Finished {
        /// Their random name.
        person: Token,
    },
    /// The session, and its record if there is one, has another name.
    Named {
        /// The name.
        label: Label,
    },
    /// The session moved on; [`Room::progress`] says where to.
    Progressed,
    /// Something else is on the screen, which is not kept.
    Shown,
    /// The session moved on to another round, and everybody sits down anew: those of the round before must go.
    Anew,
    /// The record changed, and must be kept.
    Recorded,
    /// The session is over, or will be once the answers are in the record; the record, if there is one, changed as well.
    Ended,
    /// The answers are in the record, without a key: they must leave the ledger together with the new progress.
    Detached,
}

impl Room {
    /// Opens a room that nobody has joined yet.
    pub fn open(setup: Setup, min_people: u32) -> Self {
        let progress = Progress::new(min_people);
        let showing = Showing::default();
        Self { setup: Arc::new(setup), progress, people: BTreeMap::new(), record: None, showing }
    }

    /// Puts a room back as the ledger and the record describe it.
    pub fn restore(setup: Setup, progress: Progress, people: BTreeMap<Token, Person>, record: Option<Record>) -> Self {
        let people = people.into_iter().map(|(token, person)| (token, Arc::new(person))).collect();
        let showing = Showing::of_round(progress.round).of_cause(progress.pinned.as_ref());
        Self { setup: Arc::new(setup), progress, people, record: record.map(Arc::new), showing }
    }

    /// What the session started from.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// How far it has come.
    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The result so far, once a round is over.
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

    /// Takes in how late it is.
    pub fn tick(&mut self, now: Timestamp) {
        self.progress.stops = self.progress.stops.map(|stops| stops.seen(now));
    }

    /// The items asked in this round, in the order of asking.
    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl Iterator<Item = &Item> + Clone {
        self.progress.asked(&self.setup.questionnaire)
    }
}

/// An answer with its place in the order of one person's answers to one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Counts that person's answers to that item, from 1. A later one replaces an earlier one.
    #[serde(deserialize_with = "countable")]
    pub seq: u64,
    pub answer: Answer,
}

fn countable<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let seq = u64::deserialize(deserializer)?;
    if seq <= SEQ_MAX { Ok(seq) } else { Err(D::Error::custom("nobody counts so many answers")) }
}

/// One person and what they answered in this round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Whom they answer for.
    pub side: Id,
    /// Their latest answers by item, and their latest guesses by cause. A questionnaire has no id twice.
    pub marks: BTreeMap<Id, Mark>,
    /// Whether they said that they have finished.
    pub finished: bool,
}

impl Person {
    /// A person who has answered nothing yet.
    pub const fn new(side: Id) -> Self {
        Self { side, marks: BTreeMap::new(), finished: false }
    }

    /// How many statements they answered. What they guess is not counted: whoever answered everything is done.
    pub fn answered(&self, questionnaire: &Questionnaire) -> usize {
        self.marks.len() - self.guesses(questionnaire).count()
    }

    /// The causes that they guessed.
    fn guesses<'a>(&'a self, questionnaire: &'a Questionnaire) -> impl Iterator<Item = &'a Id> {
        let causes = questionnaire.causes().iter().map(|cause| &cause.id);
        causes.filter(|cause| self.marks.contains_key(cause))
    }

    /// The answers and guesses of a round, without the name that they are kept under here.
    pub fn response(&self, round: u8, questionnaire: &Questionnaire) -> Response {
        let mut response = Response { round, ..Response::new(Token::new(0), self.side.clone()) };
        let is_cause = |id: &Id| questionnaire.causes().iter().any(|cause| &cause.id == id);
        for (id, mark) in &self.marks {
            match mark.answer {
                Answer::Value(value) if is_cause(id) => drop(response.guesses.insert(id.clone(), value)),
                answer => drop(response.answers.insert(id.clone(), answer)),
            }
        }
        response
    }

    /// Forgets what they guessed; returns what that was.
    fn forget_guesses(&mut self, questionnaire: &Questionnaire) -> Vec<Id> {
        let guesses: Vec<Id> = self.guesses(questionnaire).cloned().collect();
        self.marks.retain(|id, _| !guesses.contains(id));
        guesses
    }

    /// Forgets the answers of a round that is over.
    pub(super) fn clear(&mut self) {
        self.marks.clear();
        self.finished = false;
    }
}
