//! What the app is told of records: rows of lists, what is shown beside them, and what can be opened.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::Target;
use crate::domain::action::Waiting;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::domain::severity::Severity;
use crate::domain::text::Label;

/// A record, as far as its head tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub id: Token,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// The side, or how many people, as it is shown.
    pub who: String,
    /// The side, where one person answered.
    pub side: Option<Id>,
    /// When it was begun.
    pub begun: Timestamp,
    /// When it was begun, as it is told in a sentence.
    pub when: String,
    /// When it was finished; none while it is not.
    pub finished: Option<Timestamp>,
    /// How many answers there are, while it is unfinished.
    pub unfinished: Option<usize>,
}

/// A step that waits, with the file of its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenStep {
    /// The step, with where it comes from.
    pub waiting: Waiting,
    /// The file of the record, where it is known.
    pub file: Option<PathBuf>,
}

impl OpenStep {
    /// Its record.
    pub fn target(&self) -> Target {
        Target::new(self.waiting.record, self.file.as_deref())
    }
}

/// What a record holds, as far as it is shown beside the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Its causes, in the order of its questionnaire; none while it is unfinished.
    pub causes: Vec<Glimpse>,
    /// How many statements were answered, of how many, where one person answered.
    pub answered: Option<(usize, usize)>,
    /// Whether it is the short form.
    pub is_pulse: bool,
    /// The sentence over its chart.
    pub sentence: String,
    /// What was taken on and still waits.
    pub waiting: Vec<Waiting>,
    /// The first step that is suggested for the worst cause, where one person answered.
    pub first_step: Option<String>,
    /// What both sides may ask each other about the worst cause.
    pub prompts: Vec<String>,
}

impl Preview {
    /// The most severe cause, of equal ones the first.
    pub fn worst(&self) -> Option<&Glimpse> {
        let severity = |one: &Glimpse| one.severity.map(Severity::millionths);
        let worst = self.causes.iter().filter_map(severity).max()?;
        self.causes.iter().find(|one| severity(one) == Some(worst))
    }
}

/// One cause of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Glimpse {
    /// The cause.
    pub id: Id,
    /// Its short name.
    pub name: String,
    /// Its figure, where it has one that may be shown.
    pub severity: Option<Severity>,
    /// The name of the band.
    pub band: String,
    /// The same where the same was asked, and different where not.
    pub asked: u64,
    /// The least change that may be called one, in points.
    pub step: f64,
}

/// An assessment that was begun and not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// The record as it was found.
    pub record: Record,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Who else holds it, if anybody.
    pub holder: Option<String>,
}

/// A record that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// One person's record.
    One(Box<Record>),
    /// What may be shown of several people's record.
    Several(Arc<EveryoneAnalysis>),
}
