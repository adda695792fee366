//! Taking the answers out of the room and into a record, without a key.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Event, Phase, Room};
use crate::domain::id::Token;
use crate::domain::record::{Head, Invalid, Kind, Record};
use crate::domain::response::{Response, Rounds};

/// Why the answers could not be taken out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotDetach {
    /// The round is not being closed.
    #[error("the round is not being closed")]
    NotClosing,
    /// Not enough chance was handed in.
    #[error("more random names are needed: one for each person")]
    NoChance,
    /// The answers do not make a record.
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

impl Room {
    /// The record with this round's answers in it: each response under a fresh random name from `names`, sorted by it.
    /// A random name says nothing, so the order says nothing either. None when nobody has ever answered.
    ///
    /// The room itself stays as it is until [`Room::detached`]; until then the record can be made again.
    ///
    /// # Errors
    /// When the round is not being closed or there are fewer names than people.
    pub fn detach(&self, names: &[Token], at: Timestamp) -> Result<Option<Record>, CannotDetach> {
        if self.progress.phase != Phase::Closing {
            return Err(CannotDetach::NotClosing);
        }
        let answered = self.people.values().filter(|person| !person.marks.is_empty());
        let mut fresh = names.iter();
        let mut responses = self.earlier_rounds();
        for person in answered {
            let id = *fresh.next().ok_or(CannotDetach::NoChance)?;
            let answers = person.marks.iter().map(|(item, mark)| (item.clone(), mark.answer)).collect();
            let response = Response::new(id, person.side.clone());
            responses.push(Response { round: self.progress.round, answers, ..response });
        }
        responses.sort_by_key(|response| (response.round, response.id));
        if responses.is_empty() {
            return Ok(None);
        }
        let actions = self.record.as_ref().map_or_else(Vec::new, |record| record.actions().to_vec());
        let record = Record::new(self.record_head(at), Arc::clone(&self.setup.questionnaire), responses)?;
        Ok(Some(record.with_rounds(self.rounds())?.with_actions(actions)?))
    }

    /// What was asked up to now: everything at first, then what the facilitator chose.
    fn rounds(&self) -> Rounds {
        let items = self.asked().map(|item| item.id.clone()).collect();
        Rounds::first(&self.setup.questionnaire).with(self.progress.round, items)
    }

    /// Takes over the record that was saved; the answers are now in it and nowhere else.
    ///
    /// # Errors
    /// When the round is not being closed.
    pub fn detached(&mut self, record: Option<Record>) -> Result<Event, CannotDetach> {
        if self.progress.phase != Phase::Closing {
            return Err(CannotDetach::NotClosing);
        }
        self.record = record.map(Arc::new);
        self.progress.phase = Phase::Closed;
        self.forget_answers();
        Ok(Event::Detached)
    }

    /// Whether the record already holds this round, as after a crash between saving it and clearing the ledger.
    pub fn holds_round(&self, record: &Record) -> bool {
        record.responses().iter().any(|response| response.round == self.progress.round)
    }

    fn earlier_rounds(&self) -> Vec<Response> {
        let responses = self.record.iter().flat_map(|record| record.responses());
        responses.filter(|response| response.round < self.progress.round).cloned().collect()
    }

    fn record_head(&self, at: Timestamp) -> Head {
        let finished = self.record.as_ref().and_then(|record| record.head().finished);
        Head {
            id: self.setup.id,
            kind: Kind::Workshop,
            created: self.setup.created,
            finished: Some(finished.unwrap_or(at).max(self.setup.created)),
            label: self.setup.label.clone(),
            changed: None,
            min_people: self.progress.min_people,
        }
    }
}
