//! A person in the room and what they answered; what they ask for, and what comes of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Event, Phase, Room};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::response::{Answer, Misfit, Response, check_answer, check_guess};
use crate::wording::refused as words;

/// The highest number of an answer: as far as a browser counts, and well within what a ledger holds.
pub const SEQ_MAX: u64 = (1 << 53) - 1;

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
    if seq <= SEQ_MAX { Ok(seq) } else { Err(D::Error::custom(words::UNCOUNTED)) }
}

/// One person and what they answered in this round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub side: Id,
    /// Their latest answers by item, and their latest guesses by cause. A questionnaire has no id twice.
    pub marks: BTreeMap<Id, Mark>,
    pub finished: bool,
}

impl Person {
    pub const fn new(side: Id) -> Self {
        Self { side, marks: BTreeMap::new(), finished: false }
    }

    /// How many statements they answered. What they guess is not counted: whoever answered everything is done.
    pub fn answered(&self, questionnaire: &Questionnaire) -> usize {
        self.marks.len() - self.guesses(questionnaire).count()
    }

    pub(super) fn guesses<'a>(&'a self, questionnaire: &'a Questionnaire) -> impl Iterator<Item = &'a Id> {
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

    pub(super) fn forget_guesses(&mut self, questionnaire: &Questionnaire) -> Vec<Id> {
        let guesses: Vec<Id> = self.guesses(questionnaire).cloned().collect();
        self.marks.retain(|id, _| !guesses.contains(id));
        guesses
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// To come in under a fresh random name.
    Join {
        person: Token,
        side: Id,
    },
    Answer {
        person: Token,
        given: Given,
    },
    /// To answer for another side; what is answered stays, what is guessed is asked anew.
    Side {
        person: Token,
        side: Id,
    },
    /// To be counted as finished, with items left open.
    Finish {
        person: Token,
        round: u8,
    },
}

/// One answer or guess, as a device sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub round: u8,
    /// The item, or the cause that is guessed.
    pub item: Id,
    /// The side that is guessed; none where an item is answered. A guess that comes after its person has changed sides
    /// is of no use, and so it is known.
    pub of: Option<Id>,
    pub mark: Mark,
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Receipt {
    Joined,
    /// The answer that now stands for the item, and whether it is the one that was sent. An older or equal one is
    /// acknowledged and not stored.
    Stands {
        mark: Mark,
        fresh: bool,
    },
    Sided,
    Finished,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{}", words::NOBODY)]
    Unknown,
    #[error("{}", words::NO_SUCH_SIDE)]
    NoSide,
    #[error("{}", words::LOCKED)]
    Locked,
    #[error("{}", words::full(super::SEATS))]
    Full,
    #[error("{}", words::NOT_YET)]
    NotYet,
    #[error("{}", words::STOPPED)]
    Stopped,
    #[error("{}", words::CLOSED)]
    Closed,
    #[error(transparent)]
    Misfit(#[from] Misfit),
    #[error("{}", words::misnumbered(SEQ_MAX))]
    Misnumbered,
    /// The ledger cannot hold what was asked for. Everybody else's is stored.
    #[error("{}", words::UNSTORABLE)]
    Unstorable,
    /// It could not be written down, so it does not count. Trying again is safe.
    #[error("{}", words::not_saved(.0))]
    NotSaved(String),
}

impl Room {
    /// Does what a person asks for, and says what the ledger must write down. The room is as before when it refuses.
    pub fn ask(&mut self, request: Request) -> Result<(Receipt, Option<Event>), Refusal> {
        match request {
            Request::Join { person, side } => self.join(person, side),
            Request::Answer { person, given } => self.answer(person, given),
            Request::Side { person, side } => self.change_side(person, side),
            Request::Finish { person, round } => self.finish(person, round),
        }
    }

    fn change_side(&mut self, person: Token, side: Id) -> Result<(Receipt, Option<Event>), Refusal> {
        let entry = self.people.get_mut(&person).ok_or(Refusal::Unknown)?;
        match self.progress.phase {
            Phase::Lobby | Phase::Answering => {}
            Phase::Stopped => return Err(Refusal::Stopped),
            _ => return Err(Refusal::Closed),
        }
        if self.setup.questionnaire.side(&side).is_none() {
            return Err(Refusal::NoSide);
        }
        if entry.side == side {
            return Ok((Receipt::Sided, None));
        }
        let entry = Arc::make_mut(entry);
        entry.side = side.clone();
        let guesses = entry.forget_guesses(&self.setup.questionnaire);
        Ok((Receipt::Sided, Some(Event::Sided { person, side, guesses })))
    }

    /// Frees a seat that was taken but never used: of somebody who answered nothing and is not `here`.
    pub fn make_way(&mut self, here: impl Fn(Token) -> bool) -> Option<Event> {
        let person = self.idle(here)?;
        self.people.remove(&person);
        Some(Event::Left { person })
    }

    /// Whether somebody new of this side would be let in now, and would find a seat.
    pub fn has_place(&self, side: &Id, here: impl Fn(Token) -> bool) -> Result<(), Refusal> {
        self.admits(side)?;
        if self.is_full() && self.idle(here).is_none() { Err(Refusal::Full) } else { Ok(()) }
    }

    /// Somebody who answered nothing and is not there.
    fn idle(&self, here: impl Fn(Token) -> bool) -> Option<Token> {
        let idle = |(token, person): &(&Token, &Arc<Person>)| person.marks.is_empty() && !here(**token);
        self.people.iter().find(idle).map(|(token, _)| *token)
    }

    pub fn knows(&self, person: Token) -> bool {
        self.people.contains_key(&person)
    }

    /// Whether the door is open for somebody of this side, whatever seats there are.
    pub fn admits(&self, side: &Id) -> Result<(), Refusal> {
        if !self.progress.phase.spec().lets_in {
            return Err(Refusal::Closed);
        }
        if self.progress.locked {
            return Err(Refusal::Locked);
        }
        if self.setup.questionnaire.side(side).is_none() { Err(Refusal::NoSide) } else { Ok(()) }
    }

    fn join(&mut self, person: Token, side: Id) -> Result<(Receipt, Option<Event>), Refusal> {
        self.admits(&side)?;
        if self.knows(person) {
            return Ok((Receipt::Joined, None));
        }
        if self.is_full() {
            return Err(Refusal::Full);
        }
        self.people.insert(person, Arc::new(Person::new(side.clone())));
        Ok((Receipt::Joined, Some(Event::Joined { person, side })))
    }

    fn answer(&mut self, person: Token, given: Given) -> Result<(Receipt, Option<Event>), Refusal> {
        let entry = self.people.get(&person).ok_or(Refusal::Unknown)?;
        let standing = entry.marks.get(&given.item).copied();
        let is_older = standing.is_some_and(|mark| mark.seq >= given.mark.seq);
        match self.check(&entry.side, &given) {
            // What is stored already is acknowledged while answering may go on: its first reply may have been lost.
            Err(Refusal::Stopped) if is_older => {}
            checked => checked?,
        }
        if let Some(mark) = standing.filter(|mark| mark.seq >= given.mark.seq) {
            return Ok((Receipt::Stands { mark, fresh: false }, None));
        }
        let Given { item, mark, .. } = given;
        if let Some(entry) = self.people.get_mut(&person) {
            Arc::make_mut(entry).marks.insert(item.clone(), mark);
        }
        Ok((Receipt::Stands { mark, fresh: true }, Some(Event::Answered { person, item, mark })))
    }

    fn check(&self, side: &Id, given: &Given) -> Result<(), Refusal> {
        self.takes(given.round)?;
        if !(1..=SEQ_MAX).contains(&given.mark.seq) {
            return Err(Refusal::Misnumbered);
        }
        let questionnaire = &self.setup.questionnaire;
        let asked = match (&given.of, given.mark.answer) {
            (None, answer) => {
                check_answer(questionnaire, &given.item, answer)?;
                self.asked().any(|item| item.id == given.item)
            }
            (Some(of), Answer::Value(value)) => {
                check_guess(questionnaire, &given.item, value)?;
                self.progress.guessed(questionnaire, side).is_some_and(|guessed| &guessed.id == of)
                    && questionnaire.guess_items().any(|guess| guess.cause.id == given.item)
            }
            // A guess is skipped by giving none.
            (Some(_), Answer::DoesNotApply) => false,
        };
        if asked { Ok(()) } else { Err(Misfit::NoItem(given.item.clone()).into()) }
    }

    fn finish(&mut self, person: Token, round: u8) -> Result<(Receipt, Option<Event>), Refusal> {
        if !self.knows(person) {
            return Err(Refusal::Unknown);
        }
        self.takes(round)?;
        match self.people.get_mut(&person) {
            Some(entry) if !entry.finished => {
                Arc::make_mut(entry).finished = true;
                Ok((Receipt::Finished, Some(Event::Finished { person })))
            }
            _ => Ok((Receipt::Finished, None)),
        }
    }

    /// Whether answers of a round are taken now.
    fn takes(&self, round: u8) -> Result<(), Refusal> {
        let is_this_round = round == self.progress.round;
        match self.progress.phase {
            Phase::Lobby => Err(Refusal::NotYet),
            Phase::Answering if is_this_round => Ok(()),
            Phase::Stopped if is_this_round => Err(Refusal::Stopped),
            _ => Err(Refusal::Closed),
        }
    }
}

impl Given {
    pub const fn new(round: u8, item: Id, seq: u64, answer: Answer) -> Self {
        Self { round, item, of: None, mark: Mark { seq, answer } }
    }

    /// A guess, which the first round alone asks for.
    pub const fn guess(cause: Id, of: Id, seq: u64, value: i32) -> Self {
        Self { round: 1, item: cause, of: Some(of), mark: Mark { seq, answer: Answer::Value(value) } }
    }
}
