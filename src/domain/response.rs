//! One respondent's answers.

use std::collections::BTreeMap;

use super::id::{Id, Token};
use super::questionnaire::{Item, Questionnaire, Scale};

/// What a respondent said to one item. A skipped item has no answer at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A value of the item's scale, as given: never turned.
    Value(i32),
    /// The answer apart from the scale.
    DoesNotApply,
}

/// One respondent's answers to one questionnaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// A random name, so that a merge takes a response once.
    pub id: Token,
    /// Whom the respondent answers for.
    pub side: Id,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// The answers by item; an item that is absent was skipped.
    pub answers: BTreeMap<Id, Answer>,
    /// What the respondent expects the other side to say, by cause: a value of the scale that the cause's first item
    /// is answered on.
    pub guesses: BTreeMap<Id, i32>,
}

/// Why an answer does not fit a questionnaire.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The questionnaire has no such item.
    #[error("there is no item '{0}' in this questionnaire")]
    NoItem(Id),
    /// The value is not on the item's scale.
    #[error("{value} is no answer to '{item}': its scale runs from {lowest} to {highest}")]
    OffScale {
        /// The item.
        item: Id,
        /// What was given.
        value: i32,
        /// The lowest value of the scale.
        lowest: i32,
        /// The highest value of the scale.
        highest: i32,
    },
    /// The questionnaire has no such cause.
    #[error("there is no cause '{0}' in this questionnaire")]
    NoCause(Id),
    /// The questionnaire has no such side.
    #[error("there is no side '{0}' in this questionnaire")]
    NoSide(Id),
}

impl Response {
    /// A response with nothing answered yet.
    pub const fn new(id: Token, side: Id) -> Self {
        Self { id, side, round: 1, answers: BTreeMap::new(), guesses: BTreeMap::new() }
    }

    /// The answer to an item, if there is one.
    pub fn answer(&self, item: &Item) -> Option<Answer> {
        self.answers.get(&item.id).copied()
    }

    /// Checks that every answer belongs to the questionnaire.
    ///
    /// # Errors
    /// The first item, value or side that does not belong.
    pub fn check(&self, questionnaire: &Questionnaire) -> Result<(), Misfit> {
        if questionnaire.side(&self.side).is_none() {
            return Err(Misfit::NoSide(self.side.clone()));
        }
        self.answers.iter().try_for_each(|(id, answer)| check_answer(questionnaire, id, *answer))?;
        self.guesses.iter().try_for_each(|(cause, value)| check_guess(questionnaire, cause, *value))
    }
}

/// Checks one answer against the questionnaire.
///
/// # Errors
/// When there is no such item, or the value is not on its scale.
pub fn check_answer(questionnaire: &Questionnaire, id: &Id, answer: Answer) -> Result<(), Misfit> {
    let item = questionnaire.item(id).ok_or_else(|| Misfit::NoItem(id.clone()))?;
    match answer {
        Answer::Value(value) => check_value(id, &item.scale, value),
        Answer::DoesNotApply => Ok(()),
    }
}

/// Checks a guess of what the other side says about a cause.
///
/// # Errors
/// When there is no such cause, or the value is not on the scale that it is guessed on.
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
