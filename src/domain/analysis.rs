//! The one value that screens and reports draw from.
//!
//! It is computed once, by a pure function. A figure that may not be shown is not in it.

use std::cmp::Reverse;
use std::sync::Arc;

use super::questionnaire::{Cause, Item, Questionnaire, Side, Tension};
use super::record::{Head, Record};
use super::response::{Answer, Response};
use super::several::Several;
use super::severity::{self, Band, Rank, Score, Severity, are_close, score};

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
        self.score.severity.zip(self.rank).is_some_and(|(severity, rank)| severity::is_top(severity, rank))
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
            ranks: severity::ranks(&severities),
            order: severity::order(&severities),
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

    /// The causes whose remedies are shown, worst first: those that are elevated or severe, and no others.
    pub fn raised(&self) -> Vec<CauseResult<'_>> {
        self.causes(Order::Severity).into_iter().filter(CauseResult::is_raised).collect()
    }

    /// The causes to start with: the worst of those whose remedies are shown, and those that are close to it. The one
    /// that was answered most fully comes first, then the worst.
    pub fn start(&self) -> Vec<CauseResult<'_>> {
        let mut leading = self.raised();
        let Some(worst) = leading.iter().copied().max_by_key(standing) else { return Vec::new() };
        let is_close = |result: &CauseResult<'_>| {
            let pair = result.score.severity.zip(worst.score.severity);
            pair.is_some_and(|(one, other)| are_close((one, &result.cause.items), (other, &worst.cause.items)))
        };
        leading.retain(is_close);
        leading.sort_by_key(|result| Reverse((share_answered(result), standing(result))));
        leading
    }

    /// The moderate causes, worth a question where nothing is worse.
    pub fn moderate(&self) -> Vec<CauseResult<'_>> {
        let is_moderate = |result: &CauseResult<'_>| result.band() == Some(Band::Mixed);
        self.causes(Order::Severity).into_iter().filter(is_moderate).collect()
    }

    /// The places where the source pulls against itself, of which all causes are in `shown`.
    pub fn tensions(&self, shown: &[CauseResult<'_>]) -> Vec<&Tension> {
        self.questionnaire.tensions_among(&shown.iter().map(|result| &result.cause.id).collect::<Vec<_>>())
    }
}

/// The analysis of a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// One person answered alone.
    One(Box<Analysis>),
    /// Several people answered, or could have.
    Several(Box<Several>),
}

impl Outcome {
    /// Analyses a record: of several people, the first round.
    pub fn of(record: &Record) -> Self {
        Self::of_round(record, 1)
    }

    /// Analyses one round of a record. One person alone has no rounds.
    pub fn of_round(record: &Record, round: u8) -> Self {
        match Analysis::of(record) {
            Some(analysis) => Self::One(Box::new(analysis)),
            None => Self::Several(Box::new(Several::of(record, round))),
        }
    }

    /// When, what for and under which label.
    pub const fn head(&self) -> &Head {
        match self {
            Self::One(analysis) => analysis.head(),
            Self::Several(several) => several.head(),
        }
    }

    /// The questionnaire as it was asked.
    pub fn questionnaire(&self) -> &Questionnaire {
        match self {
            Self::One(analysis) => analysis.questionnaire(),
            Self::Several(several) => several.questionnaire(),
        }
    }
}

/// How severe, of equal ones how fully answered, of equal ones how early.
fn standing(result: &CauseResult<'_>) -> (Option<i64>, usize, Reverse<usize>) {
    (result.score.severity.map(Severity::millionths), share_answered(result), Reverse(result.place))
}

/// What share of a cause was answered, in millionths.
fn share_answered(result: &CauseResult<'_>) -> usize {
    1_000_000 * result.score.answered / result.score.of.max(1)
}
