//! The one value that screens and reports draw from.
//!
//! It is computed once, by a pure function. A figure that may not be shown is not in it.

pub(crate) mod figures;
mod outcome;
pub(in crate::domain) mod pool;
pub(crate) mod several;

pub use outcome::Outcome;

use std::sync::Arc;

use super::questionnaire::{Cause, Item, Questionnaire, Side};
use super::ranking::{self, Rank};
use super::record::{Head, Record};
use super::response::{Answer, Response};
use super::severity::{Band, Score, Severity, score};

/// Everything that may be shown about one person's record.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis {
    head: Head,
    questionnaire: Arc<Questionnaire>,
    response: Response,
    scores: Vec<Score>,
    ranks: Vec<Option<Rank>>,
    order: Vec<usize>,
}

/// The figures of one cause, with the cause.
#[derive(Debug, Clone, Copy)]
pub struct CauseResult<'a> {
    /// Its place in the order of definition, from 0.
    pub place: usize,
    /// The cause.
    pub cause: &'a Cause,
    /// How it was answered, and its severity.
    pub score: Score,
    /// Its rank, if it has a severity.
    pub rank: Option<Rank>,
}

impl CauseResult<'_> {
    /// The band, if the cause has a severity.
    pub fn band(&self) -> Option<Band> {
        self.score.severity.map(Severity::band)
    }

    /// Whether it is elevated or severe.
    pub fn is_raised(&self) -> bool {
        self.band() >= Some(Band::Elevated)
    }

    /// Whether it may be called a top cause.
    pub fn is_top(&self) -> bool {
        self.score.severity.zip(self.rank).is_some_and(|(severity, rank)| ranking::is_top(severity, rank))
    }
}

/// Which way round the causes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Most severe first.
    #[default]
    Severity,
    /// As in the article.
    Article,
}

impl Analysis {
    /// Scores a record of one person; none for a record of several.
    pub fn of(record: &Record) -> Option<Self> {
        let response = record.solo()?;
        let questionnaire = record.questionnaire();
        let scores: Vec<Score> = questionnaire.causes().iter().map(|cause| score(&cause.items, response)).collect();
        let severities: Vec<Option<Severity>> = scores.iter().map(|score| score.severity).collect();
        Some(Self {
            head: record.head().clone(),
            questionnaire: Arc::clone(questionnaire),
            response: response.clone(),
            ranks: ranking::ranks(&severities),
            order: ranking::order(&severities),
            scores,
        })
    }

    /// When, what for and under which label.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// The questionnaire as it was asked.
    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// The side that was answered for.
    pub fn side(&self) -> Option<&Side> {
        self.questionnaire.side(&self.response.side)
    }

    /// What the person answered to an item.
    pub fn answer(&self, item: &Item) -> Option<Answer> {
        self.response.answer(item)
    }

    /// How many items have an answer, "does not apply" included.
    pub fn answered(&self) -> usize {
        self.response.answers.len()
    }

    /// One cause, by its place in the order of definition.
    pub fn cause(&self, place: usize) -> Option<CauseResult<'_>> {
        let cause = self.questionnaire.causes().get(place)?;
        Some(CauseResult { place, cause, score: self.scores[place], rank: self.ranks[place] })
    }

    /// All causes in an order.
    pub fn causes(&self, order: Order) -> Vec<CauseResult<'_>> {
        match order {
            Order::Severity => self.order.iter().filter_map(|&place| self.cause(place)).collect(),
            Order::Article => (0..self.scores.len()).filter_map(|place| self.cause(place)).collect(),
        }
    }
}
