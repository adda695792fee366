//! One person's record while it is being answered or read, with its analysis kept up to date; and earlier records of the
//! same name.
//!
//! The figures of one person are computed here, with each answer: they take a few microseconds (`cargo bench --bench
//! scoring`), less than the screen that shows them. Those of several people come in as messages.

use jiff::Timestamp;

use crate::domain::analysis::Analysis;
use crate::domain::guess::GuessItem;
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::record::{Invalid, Record};
use crate::domain::response::Answer;

/// A record of one person, its analysis, and whether it is ours to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    record: Record,
    analysis: Analysis,
    claimed: bool,
}

impl Assessment {
    /// Wraps a record of one person; none for a record of several.
    pub fn new(record: Record, claimed: bool) -> Option<Self> {
        let analysis = Analysis::of(&record)?;
        Some(Self { record, analysis, claimed })
    }

    pub const fn record(&self) -> &Record {
        &self.record
    }

    pub const fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    /// Whether it is ours to change.
    pub const fn is_claimed(&self) -> bool {
        self.claimed
    }

    /// The questionnaire as it is asked.
    pub fn questionnaire(&self) -> &Questionnaire {
        self.record.questionnaire()
    }

    /// How many items have an answer.
    pub fn answered(&self) -> usize {
        self.record.answered()
    }

    /// The item asked at a place, counted from 0, with its answer.
    pub fn item(&self, place: usize) -> Option<(&Item, Option<Answer>)> {
        let item = self.questionnaire().asked_at(place)?;
        Some((item, self.analysis.answer(item)))
    }

    /// The place of an item in the order of asking.
    pub fn place_of(&self, item: &Item) -> usize {
        self.questionnaire().asked().position(|asked| asked.id == item.id).unwrap_or(0)
    }

    /// The places of the unanswered items, in the order of asking.
    pub fn unanswered(&self) -> Vec<usize> {
        let items = self.questionnaire().asked().enumerate();
        items.filter(|(_, item)| self.analysis.answer(item).is_none()).map(|(place, _)| place).collect()
    }

    /// What the person guesses of the other side, in the order of asking; nothing where they guess nothing.
    pub fn guess_items(&self) -> impl Iterator<Item = GuessItem<'_>> {
        let side = self.record.solo().map(|response| &response.side);
        let is_guessing = side.is_some_and(|side| self.questionnaire().guessed_by(side).is_some());
        self.questionnaire().guess_items().filter(move |_| is_guessing)
    }

    /// What the person guessed of a cause.
    pub fn guess(&self, cause: &Id) -> Option<i32> {
        self.record.solo()?.guesses.get(cause).copied()
    }

    /// Stores an answer to the item at a place; says whether it belonged there.
    pub fn answer(&mut self, place: usize, answer: Answer, at: Timestamp) -> bool {
        let Some(id) = self.questionnaire().asked_at(place).map(|item| item.id.clone()) else { return false };
        let stored = self.record.answer(&id, answer, at).is_ok();
        self.refresh();
        stored
    }

    /// Changes the record, apart from its answers.
    pub fn change(&mut self, change: impl FnOnce(&mut Record) -> Result<(), Invalid>) -> Result<(), Invalid> {
        change(&mut self.record)?;
        self.refresh();
        Ok(())
    }

    /// Finishes the record.
    pub fn finish(&mut self, at: Timestamp) {
        self.record.finish(at);
        self.refresh();
    }

    fn refresh(&mut self) {
        if let Some(analysis) = Analysis::of(&self.record) {
            self.analysis = analysis;
        }
    }
}

/// What is known of earlier records of the same label.
#[derive(Debug, Clone, PartialEq)]
pub enum Earlier {
    /// Nobody was asked yet.
    Unasked,
    /// The answer is on its way.
    Asked,
    /// These, newest first.
    Found(Vec<Past>),
}

/// An earlier record of the same label.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    pub record: Record,
    /// Its analysis, where one person answered.
    pub analysis: Option<Analysis>,
}

impl From<Record> for Past {
    fn from(record: Record) -> Self {
        Self { analysis: Analysis::of(&record), record }
    }
}
