//! Carries one participant's answers to the session, and brings back how it stands.
//!
//! It holds what the session has not acknowledged yet: in the order of answering, the newest answer to each item. What
//! cannot be sent stays here and is sent again, with the same number, so that it is stored once.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::client::ClientError;
use super::room::{Given, Mark, ParticipantView, Phase};
use crate::domain::id::Id;
use crate::domain::response::{Answer, Response};
use crate::wording::connecting::{GIVEN_UP, OF_ANOTHER};

/// A session as a participant reaches it: over the network, or on the same laptop. Every call may wait.
pub trait Session {
    /// Comes in for a side, with the code where one is needed.
    fn join(&mut self, code: &str, side: &Id) -> Result<(), ClientError>;

    fn look(&mut self) -> Result<ParticipantView, ClientError>;

    /// Has an answer stored; returns the one that stands, which is a later one if there is one.
    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError>;

    /// Answers for another side from now on; what is answered stays.
    fn change_side(&mut self, side: &Id) -> Result<(), ClientError>;

    fn finish(&mut self, round: u8) -> Result<(), ClientError>;

    /// Whether the place is kept for somebody who leaves and comes back.
    fn returns(&self) -> bool;

    /// Names the session for whoever loses their place in it and takes another, as far as it is known; none where that
    /// would be somebody else.
    fn which(&self) -> Option<String>;
}

/// What the sync brings back.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncEvent {
    Stands(Arc<ParticipantView>),
    /// The person was not let in, or not to another side; why.
    NotIn(String),
    /// The session cannot be reached just now; why.
    Lost(String),
    Back,
    /// Everything that was to be sent has been acknowledged.
    Delivered,
    /// Something is still to be sent; why.
    Undelivered(String),
    /// What was to be sent was refused and is given up; why.
    Refused(String),
    /// The session does not know this person any more. Answers that were to be sent are held, and sent once the person has
    /// joined again, or given up.
    Unknown {
        held: bool,
    },
}

pub type SendEvent<'a> = &'a mut dyn FnMut(SyncEvent);

#[derive(Debug)]
pub struct AnswerSync<S> {
    session: S,
    round: u8,
    /// What the session is known to hold of this round.
    held: BTreeMap<Id, Mark>,
    unsent: VecDeque<Given>,
    finishing: Option<u8>,
    /// The session whose place was given up before everything was sent; then that waits for another place in it.
    astray: Option<String>,
    seated: bool,
    lost: bool,
    view: Option<Arc<ParticipantView>>,
}

impl<S: Session> AnswerSync<S> {
    /// Goes to a session; `seated` when the person has a place in it already.
    pub const fn new(session: S, seated: bool) -> Self {
        Self {
            session,
            round: 0,
            held: BTreeMap::new(),
            unsent: VecDeque::new(),
            finishing: None,
            astray: None,
            seated,
            lost: false,
            view: None,
        }
    }

    pub const fn session(&self) -> &S {
        &self.session
    }

    pub fn join(&mut self, code: &str, side: &Id, send: SendEvent<'_>) {
        match self.session.join(code, side) {
            Ok(()) => {
                self.seated = true;
                self.view = None;
                self.held.clear();
                if self.astray.is_some() {
                    self.deliver(send);
                }
                self.look(send);
            }
            Err(error) => {
                send(SyncEvent::NotIn(error.to_string()));
                if let (ClientError::Closed(_), true) = (&error, self.has_unsent()) {
                    self.failed(&error, send);
                }
            }
        }
    }

    /// Answers for another side, once everything before is sent: what was guessed is guessed of the side before.
    pub fn change_side(&mut self, side: &Id, send: SendEvent<'_>) {
        match self.send().and_then(|()| self.session.change_side(side)) {
            Ok(()) => self.look(send),
            Err(error) => send(SyncEvent::NotIn(error.to_string())),
        }
    }

    /// Leaves the place, and forgets the person and whatever is not sent.
    pub fn vacate(&mut self) {
        self.give_up();
        self.held.clear();
        self.view = None;
        self.seated = false;
    }

    /// Takes in what the person's answers of a round are now, and their guesses of a side; what is new among them is to
    /// be sent.
    pub fn wants(&mut self, response: &Response, guessed: Option<&Id>) {
        self.turn_to(response.round);
        let answers = response.answers.iter().map(|(item, answer)| (item, None, *answer));
        let guess = |(cause, value): (_, &i32)| Some((cause, Some(guessed?), Answer::Value(*value)));
        for (item, of, answer) in answers.chain(response.guesses.iter().filter_map(guess)) {
            let standing = self.wanted(item);
            if standing.map(|mark| mark.answer) != Some(answer) {
                let seq = standing.map_or(1, |mark| mark.seq + 1);
                self.unsent.retain(|given| &given.item != item);
                self.unsent
                    .push_back(Given { of: of.cloned(), ..Given::new(response.round, item.clone(), seq, answer) });
            }
        }
    }

    /// The person wants to be counted as finished, once everything before is sent.
    pub const fn wants_to_finish(&mut self) {
        self.finishing = Some(self.round);
    }

    /// Sends what is to be sent, and says what became of it. Whoever has lost their place has to join again first.
    pub fn deliver(&mut self, send: SendEvent<'_>) {
        if self.astray.is_some() && !self.seated {
            return;
        }
        match self.settle_in().and_then(|()| self.send()) {
            Ok(()) => {
                self.reached(send);
                send(SyncEvent::Delivered);
            }
            Err(error) => self.failed(&error, send),
        }
    }

    /// Looks how the person stands, and tells it where it has changed.
    pub fn look(&mut self, send: SendEvent<'_>) {
        if !self.seated || self.is_over() {
            return;
        }
        match self.session.look() {
            Ok(view) => {
                self.reached(send);
                self.take_in(view, send);
            }
            Err(error) => self.failed(&error, send),
        }
    }

    /// Whether what is to be sent found nobody just now.
    pub fn is_lost(&self) -> bool {
        self.lost && self.has_unsent()
    }

    pub fn has_unsent(&self) -> bool {
        self.finishing.is_some() || !self.unsent.is_empty()
    }

    /// Whether the session was seen to have ended: then nobody runs it any more.
    fn is_over(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.progress.phase == Phase::Ended)
    }

    /// Whoever has another place brings along what the one before could not send, if it is the same session. A guess
    /// of the side that they belong to by now is none.
    fn settle_in(&mut self) -> Result<(), ClientError> {
        let Some(astray) = &self.astray else { return Ok(()) };
        let view = self.session.look()?;
        if self.session.which().as_ref() != Some(astray) {
            return Err(ClientError::Refused(OF_ANOTHER.to_owned()));
        }
        let guessed = view.questionnaire.guessed_by(&view.person.side).map(|side| &side.id);
        self.unsent.retain(|given| given.of.is_none() || given.of.as_ref() == guessed);
        Ok(())
    }

    fn take_in(&mut self, view: ParticipantView, send: SendEvent<'_>) {
        if self.astray.is_some() && view.progress.is_answering() {
            return; // Until everything is brought along, the person would be asked it once more.
        }
        self.turn_to(view.progress.round);
        if self.view.as_ref().is_some_and(|known| known.person.side != view.person.side) {
            // What was guessed before is not held any more.
            self.held.clear();
        }
        for (item, mark) in &view.person.marks {
            let known = self.held.entry(item.clone()).or_insert(*mark);
            if known.seq < mark.seq {
                *known = *mark;
            }
        }
        if self.view.as_deref() != Some(&view) {
            let view = Arc::new(view);
            self.view = Some(Arc::clone(&view));
            send(SyncEvent::Stands(view));
        }
    }

    fn turn_to(&mut self, round: u8) {
        if self.round != round {
            self.round = round;
            self.held.clear();
        }
    }

    fn wanted(&self, item: &Id) -> Option<Mark> {
        let on_its_way = self.unsent.iter().find(|given| &given.item == item).map(|given| given.mark);
        on_its_way.or_else(|| self.held.get(item).copied())
    }

    fn send(&mut self) -> Result<(), ClientError> {
        while let Some(given) = self.unsent.front().cloned() {
            let stands = self.session.answer(&given)?;
            self.unsent.pop_front();
            self.landed(given, stands);
        }
        if let Some(round) = self.finishing {
            self.session.finish(round)?;
            self.finishing = None;
        }
        self.astray = None;
        Ok(())
    }

    /// A later answer came from elsewhere: what the person says here, they say now, so it is sent again as the latest.
    fn landed(&mut self, given: Given, stands: Mark) {
        if stands.answer != given.mark.answer && stands.seq >= given.mark.seq {
            let again = Given { mark: Mark { seq: stands.seq + 1, ..given.mark }, ..given };
            self.unsent.push_front(again);
        } else {
            self.held.insert(given.item, stands);
        }
    }

    fn reached(&mut self, send: SendEvent<'_>) {
        if std::mem::take(&mut self.lost) {
            send(SyncEvent::Back);
        }
    }

    fn failed(&mut self, error: &ClientError, send: SendEvent<'_>) {
        match error {
            ClientError::Unknown => {
                self.reached(send);
                self.seated = false;
                self.astray = self.session.which().filter(|_| !self.unsent.is_empty());
                if self.astray.is_none() {
                    self.give_up();
                }
                send(SyncEvent::Unknown { held: self.astray.is_some() });
                self.stuck(GIVEN_UP, send);
            }
            ClientError::Refused(why) | ClientError::Closed(why) => {
                self.reached(send);
                let lost_any = !self.unsent.is_empty();
                self.give_up();
                send(if lost_any { SyncEvent::Refused(why.clone()) } else { SyncEvent::Delivered });
            }
            ClientError::Later(why) => {
                self.reached(send);
                self.stuck(why, send);
            }
            ClientError::Unreachable(_)
            | ClientError::Another
            | ClientError::NotASession
            | ClientError::Address(_)
            | ClientError::ForBrowsers(_) => {
                let why = error.to_string();
                if !std::mem::replace(&mut self.lost, true) {
                    send(SyncEvent::Lost(why.clone()));
                }
                self.stuck(&why, send);
            }
        }
    }

    fn stuck(&self, why: &str, send: SendEvent<'_>) {
        if self.has_unsent() {
            send(SyncEvent::Undelivered(why.to_owned()));
        }
    }

    fn give_up(&mut self) {
        self.unsent.clear();
        self.finishing = None;
        self.astray = None;
    }
}
