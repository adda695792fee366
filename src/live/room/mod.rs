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
#[cfg(test)]
mod command_tests;
mod participant;
mod request;
#[cfg(test)]
mod request_tests;
#[cfg(test)]
pub(super) mod samples;
mod view;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use serde::de::IntoDeserializer;
use serde::de::value::{self, StrDeserializer};
use serde::{Deserialize, Serialize};

use crate::domain::analysis::Order;
use crate::domain::disclosure::least_shown;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Questionnaire, Side};
use crate::domain::record::Record;
use crate::domain::text::Label;
use crate::wording::participant::{BIG_SCREEN, HAS_STOPPED, IN, IS_CLOSED, IS_OVER};

pub use command::{Away, Command, NotNow};
pub use participant::{ParticipantView, PersonView, Shown, ShownCause};
pub use request::{Given, Mark, Person, Receipt, Refusal, Request};
pub use view::{Clock, DisclosurePreview, HostStatus, Rejections, RoomView, SideCount};

/// How many people a room admits.
pub const SEATS: usize = 2000;

/// What a session starts from. Its name alone can be mended later.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// The random name that its record will have.
    pub id: Token,
    pub created: Timestamp,
    pub label: Label,
    pub questionnaire: Arc<Questionnaire>,
    /// Whether the people in it are made up; such a session leaves no result.
    pub rehearsal: bool,
    /// Whether one laptop is passed round: nobody has a device that would bring them back to a place.
    pub passed_round: bool,
}

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
    fn of_round(round: u8) -> Self {
        Self { changes: round > 1, ..Self::default() }
    }

    fn of_cause(&self, cause: Option<&Id>) -> Self {
        let cursor = cause.or(self.cursor.as_ref()).cloned();
        Self { cursor, question: 0, article: false, remedy: false, answers: false, ..self.clone() }
    }
}

/// Something that the ledger must write down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Joined {
        person: Token,
        side: Id,
    },
    /// The guesses are the causes that they guessed of the other side before, which no longer is the other.
    Sided {
        person: Token,
        side: Id,
        guesses: Vec<Id>,
    },
    /// People who had answered nothing and are not there gave up their seats.
    Freed {
        people: Vec<Token>,
    },
    /// A person who had answered nothing gave up the seat.
    Left {
        person: Token,
    },
    Answered {
        person: Token,
        item: Id,
        mark: Mark,
    },
    Finished {
        person: Token,
    },
    /// The session, and its record if there is one, has another name.
    Named {
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

    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    pub const fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The result so far, once a round is over.
    pub const fn record(&self) -> Option<&Arc<Record>> {
        self.record.as_ref()
    }

    pub const fn people(&self) -> &BTreeMap<Token, Arc<Person>> {
        &self.people
    }

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

/// How many rounds of answering a session has at most.
pub const ROUNDS: u8 = 2;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// People come in; nothing is asked yet.
    #[default]
    Lobby,
    Answering,
    /// No answers are taken for now; the facilitator may let people go on.
    Stopped,
    /// Nothing more is accepted; the answers are on their way into the record, and nothing is shown then.
    Closing,
    /// The answers are in the record and nowhere else.
    Closed,
    /// Nothing more is accepted; the answers are on their way into the record, and the figures are shown then.
    Revealing,
    /// The figures are on the screen.
    Revealed,
    /// Nothing more is accepted; the answers are on their way into the record, and then it is over.
    Ending,
    Ended,
}

/// What holds in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseSpec {
    pub name: &'static str,
    /// Whether people still come in, so that what may be shown still depends on how many do.
    pub lets_in: bool,
    pub shows_figures: bool,
    /// What stands over what participants read while there is nothing to answer.
    pub heading: &'static str,
}

impl Phase {
    /// The one of a name.
    pub fn named(name: &str) -> Option<Self> {
        let name: StrDeserializer<'_, value::Error> = name.into_deserializer();
        Self::deserialize(name).ok()
    }

    pub const fn spec(self) -> PhaseSpec {
        let (name, lets_in, shows_figures, heading) = match self {
            Self::Lobby => ("lobby", true, false, IN),
            Self::Answering => ("answering", true, false, IN),
            Self::Stopped => ("stopped", true, false, HAS_STOPPED),
            Self::Closing => ("closing", false, false, IS_CLOSED),
            Self::Closed => ("closed", false, false, IS_CLOSED),
            Self::Revealing => ("revealing", false, false, IS_CLOSED),
            Self::Revealed => ("revealed", false, true, BIG_SCREEN),
            Self::Ending => ("ending", false, false, IS_CLOSED),
            Self::Ended => ("ended", false, true, IS_OVER),
        };
        PhaseSpec { name, lets_in, shows_figures, heading }
    }

    /// Where the answers' way into the record leads; none where they are not on it.
    pub const fn after_detach(self) -> Option<Self> {
        match self {
            Self::Closing => Some(Self::Closed),
            Self::Revealing => Some(Self::Revealed),
            Self::Ending => Some(Self::Ended),
            _ => None,
        }
    }
}

/// Everything about a session that changes, but for people and their answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub phase: Phase,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// The causes asked in this round; all of them when empty.
    pub causes: Vec<Id>,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
    pub locked: bool,
    pub pinned: Option<Id>,
    /// The causes that the room has talked about, in the order in which it did.
    #[serde(default)]
    pub discussed: Vec<Id>,
    /// Whether the big screen shows nothing for now.
    pub blank: bool,
    /// The last round whose figures were shown; 0 where none were.
    #[serde(default)]
    pub shown: u8,
    /// That answering stops soon, once the facilitator has announced it.
    #[serde(default)]
    pub stops: Option<Stops>,
}

/// That answering stops soon, as it was announced. Nothing stops by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stops {
    pub at: Timestamp,
    /// In how many minutes, as it was last looked; 0 once the time has come.
    pub minutes: i64,
}

impl Stops {
    const AHEAD: i64 = 2;

    /// Announced at a time.
    pub fn announced(now: Timestamp) -> Self {
        Self::by(Timestamp::from_second(now.as_second() + Self::AHEAD * 60).unwrap_or(now))
    }

    pub const fn by(at: Timestamp) -> Self {
        Self { at, minutes: Self::AHEAD }
    }

    /// The same as it stands now. A minute that has begun counts.
    fn seen(self, now: Timestamp) -> Self {
        let left = (self.at.as_second() - now.as_second()).max(0);
        Self { minutes: (left + 59) / 60, ..self }
    }
}

impl Progress {
    pub fn new(min_people: u32) -> Self {
        Self { round: 1, min_people, ..Self::default() }
    }

    pub const fn is_answering(&self) -> bool {
        matches!(self.phase, Phase::Answering)
    }

    pub const fn changes_sides(&self) -> bool {
        matches!(self.phase, Phase::Lobby | Phase::Answering)
    }

    /// Why nobody comes in at the moment, whatever they fill in.
    pub fn shut(&self) -> Option<Refusal> {
        if !self.phase.spec().lets_in {
            return Some(Refusal::Closed);
        }
        self.locked.then_some(Refusal::Locked)
    }

    /// The cause that the room talks about, while it does. No other cause is named to a participant.
    pub fn discussed(&self) -> Option<&Id> {
        self.pinned.as_ref().filter(|_| self.phase == Phase::Revealed)
    }

    /// The items of this round, in the order of asking.
    pub fn asked<'a>(&self, questionnaire: &'a Questionnaire) -> impl Iterator<Item = &'a Item> + Clone + use<'a> {
        let chosen: Vec<&Id> = questionnaire
            .causes()
            .iter()
            .filter(|cause| self.asks(&cause.id))
            .flat_map(|cause| cause.items.iter().map(|item| &item.id))
            .collect();
        questionnaire.asked().filter(move |item| chosen.contains(&&item.id))
    }

    pub fn asks(&self, cause: &Id) -> bool {
        self.causes.is_empty() || self.causes.contains(cause)
    }

    /// The side that people of a side guess in this round; none in a second, which asks no guess.
    pub fn guessed<'a>(&self, questionnaire: &'a Questionnaire, side: &Id) -> Option<&'a Side> {
        questionnaire.guessed_by(side).filter(|_| self.round == 1)
    }

    /// How many guesses people of Sales and Marketing are asked for in this round.
    pub fn guesses(&self, questionnaire: &Questionnaire) -> usize {
        if self.round == 1 { questionnaire.guess_items().count() } else { 0 }
    }

    pub fn causes_asked(&self, questionnaire: &Questionnaire) -> usize {
        if self.causes.is_empty() { questionnaire.causes().len() } else { self.causes.len() }
    }

    /// The fewest people of whom this round can show anything. Of three or four no cause is shown that is asked with a
    /// single statement.
    pub fn least_shown(&self, questionnaire: &Questionnaire) -> usize {
        let asked = questionnaire.causes().iter().filter(|cause| self.asks(&cause.id));
        least_shown(asked, usize::try_from(self.min_people).unwrap_or(usize::MAX))
    }
}
