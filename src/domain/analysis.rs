//! The one value that screens and reports draw from: of one person's record, or of everyone in one round of a record.
//!
//! It is computed once, by a pure function. A figure that may not be shown is not in it; of everyone it holds no
//! person's severity and no answer of one person.

use std::cmp::Reverse;
use std::fmt::Debug;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::action::Action;
use super::everyone::{Everyone, Figures};
use super::id::Id;
use super::questionnaire::{Cause, Item, Questionnaire, Side, Tension};
use super::record::{Head, Record};
use super::response::{Answer, Response};
use super::severity::{self, Band, Rank, Score, Severity, are_close, score};
use super::text::Note;

/// What is known of one cause: one person's [`Score`], or everyone's [`Figures`].
pub trait CauseFigures: Debug + Clone + PartialEq {
    /// What else is known of those who answered.
    type Answers: Debug + Clone + PartialEq;

    /// The severity, or the mean of everyone, if there is one and it may be shown.
    fn severity(&self) -> Option<Severity>;
}

impl CauseFigures for Score {
    type Answers = Response;

    fn severity(&self) -> Option<Severity> {
        self.severity
    }
}

impl CauseFigures for Figures {
    type Answers = Everyone;

    fn severity(&self) -> Option<Severity> {
        self.total.as_ref().ok().map(|total| total.average.mean)
    }
}

/// Everything that may be shown about a record: of one person, unless something else is said.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysis<F: CauseFigures = Score> {
    head: Head,
    questionnaire: Arc<Questionnaire>,
    actions: Vec<Action>,
    note: Option<Note>,
    discussed: Vec<Id>,
    pub(super) answers: F::Answers,
    pub(super) causes: Vec<F>,
    ranks: Vec<Option<Rank>>,
    /// The places of the causes in each order that there are figures for.
    orders: Vec<(Order, Vec<usize>)>,
}

/// Everything that may be shown about the people of one round.
pub type EveryoneAnalysis = Analysis<Figures>;

#[derive(Debug, Clone, Copy)]
pub struct CauseResult<'a, F: CauseFigures = Score> {
    /// Its place in the order of definition, from 0.
    pub place: usize,
    pub cause: &'a Cause,
    pub figures: &'a F,
    pub rank: Option<Rank>,
}

pub type EveryoneCause<'a> = CauseResult<'a, Figures>;

impl<F: CauseFigures> CauseResult<'_, F> {
    pub fn severity(&self) -> Option<Severity> {
        self.figures.severity()
    }

    pub fn band(&self) -> Option<Band> {
        self.severity().map(Severity::band)
    }

    pub fn is_raised(&self) -> bool {
        self.band() >= Some(Band::Elevated)
    }

    pub fn is_top(&self) -> bool {
        self.severity().zip(self.rank).is_some_and(|(severity, rank)| severity::is_top(severity, rank))
    }

    /// Whether another cause lies so close that neither may be called worse.
    pub(super) fn is_close_to(&self, other: &Self) -> bool {
        let pair = self.severity().zip(other.severity());
        pair.is_some_and(|(one, two)| are_close((one, &self.cause.items), (two, &other.cause.items)))
    }
}

/// Which way round the causes are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Order {
    #[default]
    Severity,
    Gap,
    Apart,
    Article,
}

impl<F: CauseFigures> Analysis<F> {
    /// `further` are orders beside that by severity, each with a key for every cause; the least goes first, and what
    /// an order has no figure for keeps its place by severity.
    pub(super) fn new(record: &Record, answers: F::Answers, causes: Vec<F>, further: &[(Order, Vec<f64>)]) -> Self {
        let severities: Vec<Option<Severity>> = causes.iter().map(F::severity).collect();
        let by_severity = severity::order(&severities);
        let sorted = |keys: &[f64]| {
            let mut places = by_severity.clone();
            places.sort_by(|&one, &other| keys[one].total_cmp(&keys[other]));
            places
        };
        let further = further.iter().map(|(order, keys)| (*order, sorted(keys)));
        let orders = [(Order::Severity, by_severity.clone())].into_iter().chain(further);
        Self {
            head: record.head().clone(),
            questionnaire: Arc::clone(record.questionnaire()),
            actions: record.actions().to_vec(),
            note: record.note().cloned(),
            discussed: record.discussed().to_vec(),
            ranks: severity::ranks(&severities),
            orders: orders.chain([(Order::Article, (0..causes.len()).collect())]).collect(),
            answers,
            causes,
        }
    }

    pub const fn head(&self) -> &Head {
        &self.head
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    /// The actions that were taken on from it when it was analysed, in the order in which they were.
    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    /// Takes in what was taken on meanwhile, which changes no figure.
    pub fn follow(&mut self, actions: &[Action]) {
        self.actions = actions.to_vec();
    }

    /// The answer of the one person whose record it is to the question at the end; of several people there is none.
    pub const fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// The causes that a room has talked about, in the order in which it did.
    pub fn discussed(&self) -> Vec<CauseResult<'_, F>> {
        let causes = self.questionnaire.causes();
        let place = |id: &Id| causes.iter().position(|cause| &cause.id == id);
        self.discussed.iter().filter_map(place).filter_map(|place| self.cause(place)).collect()
    }

    pub fn cause(&self, place: usize) -> Option<CauseResult<'_, F>> {
        let cause = self.questionnaire.causes().get(place)?;
        Some(CauseResult { place, cause, figures: self.causes.get(place)?, rank: *self.ranks.get(place)? })
    }

    /// All causes in an order; by severity where that one has no figures.
    pub fn causes(&self, order: Order) -> Vec<CauseResult<'_, F>> {
        let known = self.orders.iter().find(|(known, _)| *known == order).or_else(|| self.orders.first());
        known.into_iter().flat_map(|(_, places)| places).filter_map(|&place| self.cause(place)).collect()
    }

    pub fn orders(&self) -> Vec<Order> {
        self.orders.iter().map(|(order, _)| *order).collect()
    }

    /// The order that follows on another.
    pub fn order_after(&self, order: Order) -> Order {
        let orders = self.orders.iter().map(|(order, _)| *order).cycle();
        orders.skip_while(|one| *one != order).nth(1).unwrap_or_default()
    }

    pub fn scored(&self) -> usize {
        self.causes.iter().filter(|figures| figures.severity().is_some()).count()
    }

    /// How many causes fall into each band, lowest first.
    pub fn in_bands(&self) -> [usize; 4] {
        let bands: Vec<Band> = self.causes.iter().filter_map(F::severity).map(Severity::band).collect();
        Band::ALL.map(|band| bands.iter().filter(|own| **own == band).count())
    }

    /// The causes whose remedies are shown, worst first: those that are elevated or severe, and no others.
    pub fn raised(&self) -> Vec<CauseResult<'_, F>> {
        self.causes(Order::Severity).into_iter().filter(CauseResult::is_raised).collect()
    }

    /// The places where the source pulls against itself, of which all causes' remedies are shown.
    pub fn tensions(&self) -> Vec<&Tension> {
        let raised = self.raised();
        let is_raised = |id| raised.iter().any(|raised| &raised.cause.id == id);
        self.questionnaire.head().tensions.iter().filter(|tension| tension.causes.iter().all(is_raised)).collect()
    }
}

impl Analysis {
    /// Scores a record of one person; none for a record of several.
    pub fn of(record: &Record) -> Option<Self> {
        let response = record.solo()?;
        let scores = record.questionnaire().causes().iter().map(|cause| score(&cause.items, response)).collect();
        Some(Self::new(record, response.clone(), scores, &[]))
    }

    pub fn side(&self) -> Option<&Side> {
        self.questionnaire.side(&self.answers.side)
    }

    pub fn answer(&self, item: &Item) -> Option<Answer> {
        self.answers.answer(item)
    }

    /// How many items have an answer, "does not apply" included.
    pub fn answered(&self) -> usize {
        self.answers.answers.len()
    }

    /// The causes to start with: the worst of those whose remedies are shown, and those that are close to it. The one
    /// that was answered most fully comes first, then the worst.
    pub fn start(&self) -> Vec<CauseResult<'_>> {
        let mut leading = self.raised();
        let Some(worst) = leading.iter().copied().max_by_key(standing) else { return Vec::new() };
        leading.retain(|result| result.is_close_to(&worst));
        leading.sort_by_key(|result| Reverse((share_answered(result), standing(result))));
        leading
    }

    /// The moderate causes, worth a question where nothing is worse.
    pub fn moderate(&self) -> Vec<CauseResult<'_>> {
        let is_moderate = |result: &CauseResult<'_>| result.band() == Some(Band::Mixed);
        self.causes(Order::Severity).into_iter().filter(is_moderate).collect()
    }
}

/// How severe, of equal ones how fully answered, of equal ones how early.
fn standing(result: &CauseResult<'_>) -> (Option<i64>, usize, Reverse<usize>) {
    (result.severity().map(Severity::millionths), share_answered(result), Reverse(result.place))
}

/// What share of a cause was answered, in millionths.
fn share_answered(result: &CauseResult<'_>) -> usize {
    1_000_000 * result.figures.answered / result.figures.of.max(1)
}

#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    One(Box<Analysis>),
    /// Several people answered, or could have.
    Several(Box<EveryoneAnalysis>),
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
            None => Self::Several(Box::new(Analysis::of_round(record, round))),
        }
    }

    pub const fn head(&self) -> &Head {
        match self {
            Self::One(analysis) => analysis.head(),
            Self::Several(several) => several.head(),
        }
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        match self {
            Self::One(analysis) => analysis.questionnaire(),
            Self::Several(several) => several.questionnaire(),
        }
    }

    pub fn actions(&self) -> &[Action] {
        match self {
            Self::One(analysis) => analysis.actions(),
            Self::Several(several) => several.actions(),
        }
    }

    pub const fn note(&self) -> Option<&Note> {
        match self {
            Self::One(analysis) => analysis.note(),
            Self::Several(several) => several.note(),
        }
    }
}
