//! One respondent's answers, and what each round of answering asked.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::id::{Id, Token};
use super::questionnaire::{Cause, Item, Questionnaire, Scale};
use super::record::Invalid;

/// What a respondent said to one item. A skipped item has no answer at all. As text it is the value, or `na`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Answer {
    /// A value of the item's scale, as given: never turned.
    Value(i32),
    DoesNotApply,
}

impl Answer {
    pub const fn value(self) -> Option<i32> {
        match self {
            Self::Value(value) => Some(value),
            Self::DoesNotApply => None,
        }
    }
}

impl Scale {
    /// An answer in the words of the scale; empty for a value that is not on it.
    pub fn words(&self, answer: Answer) -> &str {
        answer.value().map_or(&self.na, |value| self.label(value).unwrap_or_default())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub struct NotAnAnswer;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// A random name, so that a merge takes a response once.
    pub id: Token,
    pub side: Id,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// The answers by item; an item that is absent was skipped.
    pub answers: BTreeMap<Id, Answer>,
    /// What the other side is expected to say, by cause: a value of the scale of the cause's first item.
    pub guesses: BTreeMap<Id, i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    NoItem(Id),
    OffScale { item: Id, value: i32, lowest: i32, highest: i32 },
    NoCause(Id),
    NoSide(Id),
}

impl FromStr for Answer {
    type Err = NotAnAnswer;

    fn from_str(text: &str) -> Result<Self, NotAnAnswer> {
        if text == "na" { Ok(Self::DoesNotApply) } else { text.parse().map(Self::Value).map_err(|_| NotAnAnswer) }
    }
}

impl TryFrom<String> for Answer {
    type Error = NotAnAnswer;

    fn try_from(text: String) -> Result<Self, NotAnAnswer> {
        text.parse()
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(value) => write!(f, "{value}"),
            Self::DoesNotApply => f.write_str("na"),
        }
    }
}

impl From<Answer> for String {
    fn from(answer: Answer) -> Self {
        answer.to_string()
    }
}

impl Response {
    pub const fn new(id: Token, side: Id) -> Self {
        Self { id, side, round: 1, answers: BTreeMap::new(), guesses: BTreeMap::new() }
    }

    /// Whether this person guessed and answered nothing, so that only the guesses count.
    pub fn only_guessed(&self) -> bool {
        self.answers.is_empty() && !self.guesses.is_empty()
    }

    pub fn answer(&self, item: &Item) -> Option<Answer> {
        self.answers.get(&item.id).copied()
    }

    /// Checks every answer, with the items by their ids: for thousands of people they are put in order once.
    pub(super) fn check_among(&self, questionnaire: &Questionnaire, items: &[&Item]) -> Result<(), Misfit> {
        if questionnaire.side(&self.side).is_none() {
            return Err(Misfit::NoSide(self.side.clone()));
        }
        // Both go up by id, so each item is passed once.
        let mut items = items.iter();
        self.answers.iter().try_for_each(|(id, answer)| {
            let found = items.find(|item| item.id >= *id).filter(|item| item.id == *id);
            check_item(found.ok_or_else(|| Misfit::NoItem(id.clone()))?, *answer)
        })?;
        self.guesses.iter().try_for_each(|(cause, value)| check_guess(questionnaire, cause, *value))
    }
}

pub fn check_answer(questionnaire: &Questionnaire, id: &Id, answer: Answer) -> Result<(), Misfit> {
    check_item(questionnaire.item(id).ok_or_else(|| Misfit::NoItem(id.clone()))?, answer)
}

fn check_item(item: &Item, answer: Answer) -> Result<(), Misfit> {
    answer.value().map_or(Ok(()), |value| check_value(&item.id, &item.scale, value))
}

pub(super) fn by_id(questionnaire: &Questionnaire) -> Vec<&Item> {
    let mut items: Vec<&Item> = questionnaire.asked().collect();
    items.sort_unstable_by_key(|item| &item.id);
    items
}

/// Checks a guess of what the other side says about a cause.
pub fn check_guess(questionnaire: &Questionnaire, cause: &Id, value: i32) -> Result<(), Misfit> {
    let scale = questionnaire.guess_scale(cause).ok_or_else(|| Misfit::NoCause(cause.clone()))?;
    check_value(cause, scale, value)
}

fn check_value(of: &Id, scale: &Scale, value: i32) -> Result<(), Misfit> {
    if scale.label(value).is_some() {
        return Ok(());
    }
    Err(Misfit::OffScale { item: of.clone(), value, lowest: scale.lowest(), highest: scale.highest() })
}

/// The items that each round asked, as far as it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rounds(BTreeMap<u8, Vec<Id>>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WasAsked {
    Yes,
    No,
    /// Nobody answered to it, and the record does not say whether it was asked.
    Unknown,
}

impl Rounds {
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
    pub(super) fn asked(&self, round: u8, cause: &Cause, responses: &[Response]) -> WasAsked {
        let is_in = |id: &Id| cause.items.iter().any(|item| &item.id == id);
        if let Some(asked) = self.items(round) {
            return if asked.iter().any(is_in) { WasAsked::Yes } else { WasAsked::No };
        }
        let mut own = responses.iter().filter(|response| response.round == round);
        if own.any(|response| response.answers.keys().any(is_in)) { WasAsked::Yes } else { WasAsked::Unknown }
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
