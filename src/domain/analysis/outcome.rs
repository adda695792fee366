//! What may be shown of any record, of one person or of several.

use super::Analysis;
use super::several::Several;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Head, Record};

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
