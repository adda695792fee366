//! What may be seen of a room, by the facilitator and by one person in it, whatever their screen runs on.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::shown::prospects;
use super::{DisclosurePreview, Mark, Person, Phase, Progress, Room, Setup, Showing, Shown};
use crate::domain::disclosure::RevealPreview;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Cause, Item, Questionnaire, Side};
use crate::domain::record::Record;
use crate::domain::response::Response;
use crate::domain::text::Label;
use crate::wording::seat::{Device, Outcome, PUT_TOGETHER, STOPPED, answers_for, saved, stops as stops_in, waiting};

/// What the facilitator's screens draw from. It never holds an answer of a round that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct RoomView {
    /// What the session started from.
    pub setup: Arc<Setup>,
    /// How far it has come.
    pub progress: Progress,
    /// People by side, in the order of the questionnaire.
    pub sides: Vec<SideCount>,
    /// What their number allows to be shown; empty once the round is over.
    pub prospects: Vec<DisclosurePreview>,
    /// What a reveal would show of the answers, while answering is stopped.
    pub preview: Option<RevealPreview>,
    /// What the facilitator has on the screen.
    pub showing: Showing,
    /// The result, once it is revealed.
    pub record: Option<Arc<Record>>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    /// What the host sees around the room.
    pub around: HostStatus,
}

impl RoomView {
    /// How many people are in the room.
    pub fn joined(&self) -> usize {
        self.sides.iter().map(|side| side.joined).sum()
    }

    /// How many of them have finished.
    pub fn finished(&self) -> usize {
        self.sides.iter().map(|side| side.finished).sum()
    }
}

/// How far the people of one side are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideCount {
    #[serde(rename = "id")]
    pub side: Id,
    /// How many are in the room.
    pub joined: usize,
    /// How many have answered something in this round.
    pub begun: usize,
    /// How many answers they have given together in this round.
    #[serde(default)]
    pub answers: usize,
    /// How many have answered everything, or said that they have finished.
    pub finished: usize,
    /// How many have not been heard of for a while.
    pub away: usize,
    /// How many of those have answered nothing in this round, so that their places can be freed.
    #[serde(default)]
    pub idle: usize,
}

/// What the host sees around the room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostStatus {
    /// Whether another device got through to this one.
    pub reached: bool,
    /// How late it is; none until it was looked at.
    #[serde(default)]
    pub clock: Option<Clock>,
    /// Clients that misbehaved.
    pub rude: Rejections,
    /// How many look at the big screen from elsewhere.
    #[serde(default)]
    pub watching: usize,
    /// Why answers cannot be written down just now. They are refused until they can.
    pub not_saving: Option<String>,
    /// Why the result cannot be written down just now. The answers stay where they are until it can.
    pub not_kept: Option<String>,
}

/// How late it is, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Now, without its seconds.
    pub now: Timestamp,
    /// Whole minutes since the session was begun.
    pub session: i64,
    /// Whole minutes since the phase began, or since the session was gone on with in it.
    pub phase: i64,
}

impl Clock {
    /// What the clock shows, from when the session and its phase were begun.
    pub fn at(now: Timestamp, session: Timestamp, phase: Timestamp) -> Self {
        let minutes = |since: Timestamp| ((now.as_second() - since.as_second()) / 60).max(0);
        let full = Timestamp::from_second(now.as_second().div_euclid(60) * 60).unwrap_or(now);
        Self { now: full, session: minutes(session), phase: minutes(phase) }
    }
}

impl HostStatus {
    /// Whether something cannot be written down just now.
    pub const fn is_in_trouble(&self) -> bool {
        self.not_saving.is_some() || self.not_kept.is_some()
    }
}

/// How often clients misbehaved, by kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[u64; 6]", into = "[u64; 6]")]
pub struct Rejections {
    /// Connections dropped since they asked for nothing, too slowly, or were too many.
    pub connections: u64,
    /// Requests that were too large, too slow, or made no sense.
    pub requests: u64,
    /// Requests for another address, or from another site.
    pub strangers: u64,
    /// Wrong join codes.
    pub wrong_codes: u64,
    /// Attempts put off since too many came from one address.
    pub put_off: u64,
    /// Addresses of devices that try https, which is not spoken here, and have not got through since.
    pub secure: u64,
}

impl Rejections {
    /// All of them together.
    pub const fn total(&self) -> u64 {
        self.connections + self.requests + self.strangers + self.wrong_codes + self.put_off
    }
}

impl From<[u64; 6]> for Rejections {
    fn from([connections, requests, strangers, wrong_codes, put_off, secure]: [u64; 6]) -> Self {
        Self { connections, requests, strangers, wrong_codes, put_off, secure }
    }
}

impl From<Rejections> for [u64; 6] {
    fn from(rude: Rejections) -> Self {
        [rude.connections, rude.requests, rude.strangers, rude.wrong_codes, rude.put_off, rude.secure]
    }
}

/// What one person may see.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonView {
    /// What the session started from.
    pub setup: Arc<Setup>,
    /// How far it has come.
    pub progress: Progress,
    /// The person's side and own answers.
    pub person: Arc<Person>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    /// The result, while the room is shown it and once it was; [`Progress::shown`] says how much of it.
    pub record: Option<Arc<Record>>,
}

impl PersonView {
    /// The names of the causes that a second round asks once more; none in the first.
    pub fn again(&self) -> Vec<&str> {
        let asked = |cause: &&Cause| self.progress.round > 1 && self.progress.causes.contains(&cause.id);
        self.setup.questionnaire.causes().iter().filter(asked).map(|cause| cause.name.as_str()).collect()
    }

    /// Whether a second round is open, of which the person has answered nothing yet.
    pub fn is_before_second_round(&self) -> bool {
        self.progress.is_answering() && self.progress.round > 1 && self.person.marks.is_empty() && !self.person.finished
    }

    /// The guesses that the person is asked for, as statements, and the side that is guessed; none where none are.
    pub fn guesses(&self) -> Option<(Questionnaire, &Side)> {
        let asked = &self.setup.questionnaire;
        let side = self.progress.guessed(asked, &self.person.side)?;
        Some((asked.guessed_as_statements(&self.person.side)?, side))
    }

    /// How many statements the person answered.
    pub fn answered(&self) -> usize {
        self.person.answered(&self.setup.questionnaire)
    }

    /// The person's own answer to an item.
    pub fn mark(&self, item: &Id) -> Option<Mark> {
        self.person.marks.get(item).copied()
    }

    /// The cause that the room talks about, while it does. Of no other a participant may be told.
    pub fn discussed(&self) -> Option<&Cause> {
        let pinned = self.progress.discussed()?;
        self.setup.questionnaire.causes().iter().find(|cause| &cause.id == pinned)
    }
}

impl Room {
    /// What the facilitator may see; the people named in `away` have not been heard of for a while.
    pub fn view(&self, around: &HostStatus, away: &BTreeSet<Token>) -> RoomView {
        let sides = self.side_counts(away);
        RoomView {
            setup: Arc::clone(&self.setup),
            progress: self.progress.clone(),
            prospects: self.prospects(&sides),
            preview: (self.progress.phase == Phase::Stopped).then(|| self.preview()),
            sides,
            showing: self.showing.clone(),
            record: self.record.clone().filter(|_| self.progress.phase.spec().shows_figures),
            kept: self.kept(),
            around: around.clone(),
        }
    }

    /// What a person in the room may see.
    pub fn person_view(&self, person: Token) -> Option<PersonView> {
        let person = Arc::clone(self.people.get(&person)?);
        let shows = self.progress.phase.spec().shows_figures && self.progress.shown > 0;
        Some(PersonView {
            setup: Arc::clone(&self.setup),
            progress: self.progress.clone(),
            person,
            kept: self.kept(),
            record: self.record.clone().filter(|_| shows),
        })
    }

    /// How many people's answers the record holds, by round.
    pub fn kept(&self) -> BTreeMap<u8, usize> {
        let mut kept = BTreeMap::new();
        let responses = self.record.iter().flat_map(|record| record.responses());
        for response in responses.filter(|response| !response.answers.is_empty()) {
            *kept.entry(response.round).or_default() += 1;
        }
        kept
    }

    fn side_counts(&self, away: &BTreeSet<Token>) -> Vec<SideCount> {
        let items = self.asked().count();
        let mut counts: Vec<SideCount> =
            self.setup.questionnaire.head().sides.iter().map(|side| SideCount::none(side.id.clone())).collect();
        for (token, person) in &self.people {
            if let Some(count) = counts.iter_mut().find(|count| count.side == person.side) {
                let answered = person.answered(&self.setup.questionnaire);
                count.add(person, (answered, answered == items), away.contains(token));
            }
        }
        counts
    }

    /// What a reveal would show of what is answered now.
    fn preview(&self) -> RevealPreview {
        let asked = &self.setup.questionnaire;
        let responses: Vec<Response> =
            self.people.values().map(|person| person.response(self.progress.round, asked)).collect();
        let causes = asked.causes().iter().filter(|cause| self.progress.asks(&cause.id));
        let least = usize::try_from(self.progress.min_people).unwrap_or(usize::MAX);
        RevealPreview::of(causes, &asked.head().sides, &responses, least)
    }

    fn prospects(&self, sides: &[SideCount]) -> Vec<DisclosurePreview> {
        if !self.progress.phase.spec().lets_in {
            return Vec::new();
        }
        let counts = sides.iter().map(|count| (count.side.clone(), count.joined)).collect();
        let fewest = self.progress.least_shown(&self.setup.questionnaire);
        prospects(&counts, fewest, self.progress.causes_asked(&self.setup.questionnaire))
    }
}

impl SideCount {
    const fn none(side: Id) -> Self {
        Self { side, joined: 0, begun: 0, answers: 0, finished: 0, away: 0, idle: 0 }
    }

    /// A person who has answered so many statements, perhaps all of them. Who only guesses has answered none.
    fn add(&mut self, person: &Person, (answered, is_all): (usize, bool), away: bool) {
        self.joined += 1;
        self.begun += usize::from(answered > 0);
        self.answers += answered;
        self.finished += usize::from(is_all || person.finished);
        self.away += usize::from(away);
        self.idle += usize::from(away && person.marks.is_empty());
    }
}

/// What the screen of one participant draws from: nothing about anybody else but how far the session is.
#[derive(Debug, Clone, PartialEq)]
pub struct SeatView {
    /// What is asked.
    pub questionnaire: Arc<Questionnaire>,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// What stands in place of the name for a while.
    pub notice: Option<String>,
    /// Whether the other people are made up.
    pub rehearsal: bool,
    /// How far the session has come.
    pub progress: Progress,
    /// The person's side and own answers.
    pub person: Arc<Person>,
    /// How many responses the record holds, by round, once it is there.
    pub kept: BTreeMap<u8, usize>,
    /// The cause that the room talks about, while it does: as far as participants are told of it.
    pub discussed: Option<Arc<Cause>>,
    /// The names of the causes that a second round asks once more; none in the first, and none on a laptop that is
    /// passed round.
    pub again: Vec<String>,
    /// What the room was shown; none before the reveal.
    pub shown: Option<Arc<Shown>>,
    /// The fewest people of whom this round can show anything.
    pub least: usize,
}

impl From<&PersonView> for SeatView {
    fn from(view: &PersonView) -> Self {
        Self {
            questionnaire: Arc::clone(&view.setup.questionnaire),
            label: view.setup.label.clone(),
            notice: view.progress.stops.map(|stops| stops_in(stops.minutes)),
            rehearsal: view.setup.rehearsal,
            progress: view.progress.clone(),
            person: Arc::clone(&view.person),
            kept: view.kept.clone(),
            discussed: view.discussed().cloned().map(Arc::new),
            again: Vec::new(),
            shown: None,
            least: view.progress.least_shown(&view.setup.questionnaire),
        }
    }
}

impl SeatView {
    /// The items of this round, in the order of asking.
    #[must_use = "iterators are lazy"]
    pub fn asked(&self) -> impl Iterator<Item = &Item> + Clone {
        self.progress.asked(&self.questionnaire)
    }

    /// The cause that the room talks about, while it does.
    pub fn pinned(&self) -> Option<&Cause> {
        self.discussed.as_deref()
    }

    /// Whether a second round is open, of which the person has answered nothing yet.
    pub fn is_before_second_round(&self) -> bool {
        self.progress.is_answering() && !self.again.is_empty() && self.person.marks.is_empty() && !self.person.finished
    }

    /// The name of the side that the person answers for.
    pub fn side(&self) -> &str {
        self.questionnaire.side(&self.person.side).map_or("", |side| &side.name)
    }

    /// Whether the person answered everything, or said that they have finished.
    pub fn is_finished(&self) -> bool {
        self.person.finished || self.asked().all(|item| self.person.marks.contains_key(&item.id))
    }

    /// What became of the answers.
    pub fn outcome(&self) -> Outcome {
        Outcome {
            answered: self.kept.get(&self.progress.round).copied().unwrap_or(0),
            kept: self.kept.values().copied().max().unwrap_or(0),
            least: self.least,
            rehearsal: self.rehearsal,
            shown: self.progress.phase.spec().shows_figures,
        }
    }

    /// How many of the statements have an answer that the session holds.
    fn saved(&self) -> String {
        saved(self.asked().filter(|item| self.person.marks.contains_key(&item.id)).count(), self.asked().count())
    }

    /// What the person reads while there is nothing to answer: a heading, and sentences.
    pub fn waiting(&self, device: Device) -> (&'static str, Vec<String>) {
        let (outcome, untied) = (self.outcome(), device.untied());
        let lines = match self.progress.phase {
            Phase::Lobby | Phase::Answering => vec![answers_for(self.side()), waiting(self.asked().count())],
            Phase::Stopped => vec![STOPPED.to_owned(), self.saved()],
            Phase::Closing | Phase::Revealing | Phase::Ending => vec![PUT_TOGETHER.to_owned()],
            Phase::Closed | Phase::Revealed => vec![outcome.result(), untied],
            Phase::Ended => vec![outcome.kept(), untied],
        };
        // On a phone the screen is understood to be the other one.
        let heading = match (self.progress.phase, device) {
            (Phase::Revealed, Device::Phone) => "Look at the screen",
            (phase, _) => phase.spec().heading,
        };
        (heading, lines)
    }
}
