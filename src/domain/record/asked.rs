//! What each round of a record asked.

use std::collections::{BTreeMap, HashSet};

use super::Invalid;
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::response::Response;

/// The items that each round asked, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rounds(BTreeMap<u8, Vec<Id>>);

/// Whether a round asked about a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It did.
    Yes,
    /// It did not.
    No,
    /// Nobody answered to it, and the record does not say whether it was asked.
    Unknown,
}

impl Rounds {
    /// The first round asks everything.
    pub fn first(questionnaire: &Questionnaire) -> Self {
        Self::default().with(1, questionnaire.asked().map(|item| item.id.clone()).collect())
    }

    /// The same, with what one more round asked, in the order of asking.
    pub fn with(mut self, round: u8, items: Vec<Id>) -> Self {
        self.0.insert(round, items);
        self
    }

    /// What the first round asked, and nothing of others.
    pub fn first_only(&self) -> Self {
        Self(self.0.iter().filter(|(round, _)| **round == 1).map(|(round, items)| (*round, items.clone())).collect())
    }

    /// The rounds of which it is known, each with what it asked.
    #[must_use = "iterators are lazy"]
    pub fn known(&self) -> impl Iterator<Item = (u8, &[Id])> {
        self.0.iter().map(|(round, items)| (*round, items.as_slice()))
    }

    /// The items that a round asked; none where it is not known.
    pub fn items(&self, round: u8) -> Option<&[Id]> {
        self.0.get(&round).map(Vec::as_slice)
    }

    /// Whether a round asked about a cause. It asks whole causes, so where nothing else is known one answer tells.
    pub(super) fn asked(&self, round: u8, cause: &Cause, responses: &[Response]) -> Asked {
        let is_in = |id: &Id| cause.items.iter().any(|item| &item.id == id);
        if let Some(asked) = self.items(round) {
            return if asked.iter().any(is_in) { Asked::Yes } else { Asked::No };
        }
        let mut own = responses.iter().filter(|response| response.round == round);
        if own.any(|response| response.answers.keys().any(is_in)) { Asked::Yes } else { Asked::Unknown }
    }

    pub(super) fn check(&self, questionnaire: &Questionnaire, responses: &[Response]) -> Result<(), Invalid> {
        let all: HashSet<&Id> = questionnaire.asked().map(|item| &item.id).collect();
        self.known().try_for_each(|(round, items)| check_round(round, items, &all))?;
        let known: BTreeMap<u8, HashSet<&Id>> =
            self.known().map(|(round, items)| (round, items.iter().collect())).collect();
        responses.iter().try_for_each(|response| {
            let asked = known.get(&response.round);
            let stray = response.answers.keys().find(|id| asked.is_some_and(|asked| !asked.contains(id)));
            stray.map_or(Ok(()), |id| Err(Invalid::NotAsked(response.round, id.clone())))
        })
    }
}

fn check_round(round: u8, items: &[Id], all: &HashSet<&Id>) -> Result<(), Invalid> {
    let mut seen = HashSet::new();
    match items.iter().find(|id| !all.contains(id) || !seen.insert(*id)) {
        Some(stray) => Err(Invalid::Asked(round, stray.clone())),
        None if items.is_empty() => Err(Invalid::AskedNothing(round)),
        None => Ok(()),
    }
}
