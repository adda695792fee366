//! What the facilitator tells the room to do, and the detach: taking the answers into a record, without a key.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Event, Person, Phase, ROUNDS, Room, Showing, Stops};
use crate::domain::action::{Intent, Plan};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::MIN_PEOPLE_LEAST;
use crate::domain::record::{Head, Invalid, Kind, Record};
use crate::domain::response::{Response, Rounds};
use crate::domain::text::Label;
use crate::wording::refused as words;

/// What the facilitator tells the room to do. Only the host's own terminal, or its private socket, can send one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    Name(Label),
    Start,
    /// Let nobody in any more, or let people in again.
    Lock(bool),
    /// Free the places of those who are not there and have answered nothing.
    FreePlaces(Away),
    /// Set the fewest people whose figures are shown together, before anybody has joined.
    MinPeople(u32),
    /// Let phones and terminals say that answering stops soon, or take that back.
    StopsSoon(bool),
    Stop,
    GoOn,
    /// Put the answers into the record, without a key, and the figures on the screen; final for this round.
    Reveal,
    Pin(Option<Id>),
    /// Show the figures like this: their order, the chosen cause, what is told of the one that is discussed.
    Show(Showing),
    Blank(bool),
    SecondRound(Vec<Id>),
    /// Go back to the figures from a second round that nobody has answered anything in.
    NoSecondRound,
    TakeOn {
        cause: Id,
        step: String,
        owner: String,
        due: Option<Date>,
        plan: Option<Plan>,
    },
    End,
}

/// Those who are not there. Whoever gives the command cannot know them: the host fills them in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away(#[serde(skip)] pub BTreeSet<Token>);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotNow {
    #[error("{}", words::NOT_NOW)]
    Phase(Phase),
    #[error("{}", words::NO_PLACE)]
    NoPlace,
    #[error("{}", words::FIXED)]
    Fixed,
    #[error("{}", words::too_few(MIN_PEOPLE_LEAST))]
    TooFew,
    #[error("{}", words::NO_CAUSE)]
    NoCause,
    #[error("{}", words::NO_CAUSES)]
    Nothing,
    #[error("{}", words::no_more_rounds(ROUNDS))]
    NoMoreRounds,
    #[error("{}", words::BEGUN)]
    Begun,
    #[error("{}", words::NO_RECORD)]
    NoRecord,
    #[error(transparent)]
    Action(#[from] Invalid),
    /// It could not be written down, so it was not done.
    #[error("{}", words::not_saved(.0))]
    NotSaved(String),
}

impl Room {
    /// Does what the facilitator says, at this time. The room is as before when it refuses.
    ///
    /// Where that leads to a phase with an [`after_detach`](Phase::after_detach), the caller still has to
    /// [detach](Room::to_record) the answers.
    pub fn command(&mut self, command: Command, at: Timestamp) -> Result<Event, NotNow> {
        if self.progress.phase == Phase::Ended {
            return Err(NotNow::Phase(Phase::Ended));
        }
        match command {
            Command::Name(label) => return self.name(label),
            Command::Start => self.go(&[(Phase::Lobby, Phase::Answering)])?,
            Command::Lock(locked) => self.progress.locked = locked,
            Command::FreePlaces(Away(away)) => return self.free_places(&away),
            Command::MinPeople(fewest) => self.set_min_people(fewest)?,
            Command::StopsSoon(soon) => {
                self.must_be_in(Phase::Answering)?;
                self.progress.stops = soon.then(|| Stops::announced(at));
            }
            Command::Stop => self.go(&[(Phase::Answering, Phase::Stopped)])?,
            Command::GoOn => self.go(&[(Phase::Stopped, Phase::Answering)])?,
            Command::Reveal => self.go(&[(Phase::Stopped, Phase::Revealing), (Phase::Closed, Phase::Revealed)])?,
            Command::Pin(cause) => self.pin(cause)?,
            Command::Show(showing) => return self.show(showing),
            Command::Blank(blank) => self.progress.blank = blank,
            Command::SecondRound(causes) => return self.second_round(&causes),
            Command::NoSecondRound => self.no_second_round()?,
            Command::TakeOn { cause, step, owner, due, plan } => {
                return self.take_on(Intent { cause, step: &step, owner: &owner, due }, plan, at);
            }
            Command::End => return self.end(),
        }
        Ok(Event::Progressed)
    }

    /// Gives the session another name, and its record, if there is one. While answers are on their way into the record,
    /// it is not known which of the two is there.
    fn name(&mut self, label: Label) -> Result<Event, NotNow> {
        if self.progress.phase.after_detach().is_some() {
            return Err(NotNow::Phase(self.progress.phase));
        }
        Arc::make_mut(&mut self.setup).label = label.clone();
        if let Some(record) = &mut self.record {
            Arc::make_mut(record).relabel(label.clone());
        }
        Ok(Event::Named { label })
    }

    fn go(&mut self, ways: &[(Phase, Phase)]) -> Result<(), NotNow> {
        let here = self.progress.phase;
        let (_, to) = ways.iter().find(|(from, _)| *from == here).ok_or(NotNow::Phase(here))?;
        self.enter(*to);
        Ok(())
    }

    fn enter(&mut self, phase: Phase) {
        self.progress.phase = phase;
        self.progress.blank = false;
        self.progress.stops = None;
        if matches!(phase, Phase::Revealed) {
            self.progress.shown = self.progress.round;
            self.showing = Showing::of_round(self.progress.round);
        }
    }

    /// Ends it. The record then says what the room has talked about.
    fn end(&mut self) -> Result<Event, NotNow> {
        let discussed = self.progress.discussed.clone();
        let record = self.record.as_deref().cloned().map(|record| record.with_discussed(discussed)).transpose()?;
        self.go(&[
            (Phase::Lobby, Phase::Ended),
            (Phase::Stopped, Phase::Ending),
            (Phase::Closed, Phase::Ended),
            (Phase::Revealed, Phase::Ended),
        ])?;
        self.record = record.map(Arc::new);
        Ok(Event::Ended)
    }

    fn free_places(&mut self, away: &BTreeSet<Token>) -> Result<Event, NotNow> {
        if !self.progress.phase.spec().lets_in {
            return Err(NotNow::Phase(self.progress.phase));
        }
        let is_idle = |token: &&Token| self.people.get(token).is_some_and(|person| person.marks.is_empty());
        let people: Vec<Token> = away.iter().filter(is_idle).copied().collect();
        if people.is_empty() {
            return Err(NotNow::NoPlace);
        }
        for person in &people {
            self.people.remove(person);
        }
        Ok(Event::Freed { people })
    }

    fn set_min_people(&mut self, fewest: u32) -> Result<(), NotNow> {
        if !self.people.is_empty() || self.progress.phase != Phase::Lobby {
            return Err(NotNow::Fixed);
        }
        if fewest < MIN_PEOPLE_LEAST {
            return Err(NotNow::TooFew);
        }
        self.progress.min_people = fewest;
        Ok(())
    }

    fn pin(&mut self, cause: Option<Id>) -> Result<(), NotNow> {
        self.must_be_in(Phase::Revealed)?;
        if cause.as_ref().is_some_and(|id| !self.has_cause(id)) {
            return Err(NotNow::NoCause);
        }
        self.showing = self.showing.of_cause(cause.as_ref());
        let is_known = |id: &&Id| self.progress.discussed.contains(id);
        let fresh = cause.as_ref().filter(|id| !is_known(id)).cloned();
        self.progress.discussed.extend(fresh);
        self.progress.pinned = cause;
        Ok(())
    }

    fn show(&mut self, showing: Showing) -> Result<Event, NotNow> {
        self.must_be_in(Phase::Revealed)?;
        if showing.cursor.as_ref().is_some_and(|id| !self.has_cause(id)) {
            return Err(NotNow::NoCause);
        }
        self.showing = showing;
        Ok(Event::Shown)
    }

    fn second_round(&mut self, causes: &[Id]) -> Result<Event, NotNow> {
        if self.progress.round >= ROUNDS {
            return Err(NotNow::NoMoreRounds);
        }
        if causes.is_empty() {
            return Err(NotNow::Nothing);
        }
        if !causes.iter().all(|id| self.has_cause(id)) {
            return Err(NotNow::NoCause);
        }
        self.go(&[(Phase::Revealed, Phase::Answering)])?;
        self.progress.round += 1;
        self.progress.pinned = None;
        self.progress.causes = self.in_order(causes);
        if !self.setup.passed_round {
            return Ok(Event::Progressed);
        }
        self.people.clear();
        Ok(Event::Anew)
    }

    /// The round was begun in error: the figures of the one before come back, and nothing of this one is left.
    fn no_second_round(&mut self) -> Result<(), NotNow> {
        if self.progress.round < 2 || self.progress.phase != Phase::Answering {
            return Err(NotNow::Phase(self.progress.phase));
        }
        if self.people.values().any(|person| !person.marks.is_empty() || person.finished) {
            return Err(NotNow::Begun);
        }
        self.progress.round -= 1;
        self.progress.causes = Vec::new();
        self.enter(Phase::Revealed);
        Ok(())
    }

    fn take_on(&mut self, intent: Intent<'_>, plan: Option<Plan>, at: Timestamp) -> Result<Event, NotNow> {
        self.must_be_in(Phase::Revealed)?;
        let mut record = Record::clone(self.record.as_ref().ok_or(NotNow::NoRecord)?);
        record.take_on(intent, plan, at)?;
        let record = record.with_discussed(self.progress.discussed.clone())?;
        self.record = Some(Arc::new(record));
        Ok(Event::Recorded)
    }

    fn must_be_in(&self, phase: Phase) -> Result<(), NotNow> {
        let here = self.progress.phase;
        if here == phase { Ok(()) } else { Err(NotNow::Phase(here)) }
    }

    fn has_cause(&self, id: &Id) -> bool {
        self.setup.questionnaire.causes().iter().any(|cause| &cause.id == id)
    }

    /// The chosen causes, each once, in the order of definition.
    fn in_order(&self, chosen: &[Id]) -> Vec<Id> {
        let causes = self.setup.questionnaire.causes().iter().map(|cause| &cause.id);
        causes.filter(|id| chosen.contains(id)).cloned().collect()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotDetach {
    #[error("{}", words::NOT_ON_THE_WAY)]
    NotOnTheWay,
    #[error("{}", words::NO_CHANCE)]
    NoChance,
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

impl Room {
    /// The record with this round's answers in it: each response under a fresh random name from `names`, sorted by it.
    /// A random name says nothing, so the order says nothing either. Whoever only guessed is in it as well. None when
    /// nobody has ever answered: then no guess can be told of.
    ///
    /// The room itself stays as it is until [`Room::detached`]; until then the record can be made again.
    pub fn to_record(&self, names: &[Token], at: Timestamp) -> Result<Option<Record>, CannotDetach> {
        self.progress.phase.after_detach().ok_or(CannotDetach::NotOnTheWay)?;
        let answered = self.people.values().filter(|person| !person.marks.is_empty());
        let mut fresh = names.iter();
        let earlier = self.record.iter().flat_map(|record| record.responses());
        let mut responses: Vec<Response> =
            earlier.filter(|response| response.round < self.progress.round).cloned().collect();
        for person in answered {
            let id = *fresh.next().ok_or(CannotDetach::NoChance)?;
            responses.push(Response { id, ..person.response(self.progress.round, &self.setup.questionnaire) });
        }
        responses.sort_by_key(|response| (response.round, response.id));
        if responses.iter().all(|response| response.answers.is_empty()) {
            return Ok(None);
        }
        let actions = self.record.as_ref().map_or_else(Vec::new, |record| record.actions().to_vec());
        let record = Record::new(self.record_head(at), Arc::clone(&self.setup.questionnaire), responses)?;
        let record = record.with_discussed(self.progress.discussed.clone())?;
        Ok(Some(record.with_rounds(self.rounds())?.with_actions(actions)?))
    }

    /// What was asked up to now: everything at first, then what the facilitator chose.
    fn rounds(&self) -> Rounds {
        let items = self.asked().map(|item| item.id.clone()).collect();
        Rounds::first(&self.setup.questionnaire).with(self.progress.round, items)
    }

    /// Takes over the record that was saved; the answers are now in it and nowhere else.
    pub fn detached(&mut self, record: Option<Record>) -> Result<Event, CannotDetach> {
        let after = self.progress.phase.after_detach().ok_or(CannotDetach::NotOnTheWay)?;
        self.record = record.map(Arc::new);
        self.enter(after);
        for person in self.people.values_mut() {
            *person = Arc::new(Person::new(person.side.clone()));
        }
        Ok(Event::Detached)
    }

    /// Whether the record already holds this round, as after a crash between saving it and clearing the ledger.
    pub fn holds_round(&self, record: &Record) -> bool {
        record.responses().iter().any(|response| response.round == self.progress.round)
    }

    fn record_head(&self, at: Timestamp) -> Head {
        let finished = self.record.as_ref().and_then(|record| record.head().finished);
        Head {
            finished: Some(finished.unwrap_or(at).max(self.setup.created)),
            label: self.setup.label.clone(),
            ..Head::begun(self.setup.id, Kind::Workshop, self.setup.created, self.progress.min_people)
        }
    }
}
