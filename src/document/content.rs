//! A result as sentences and figures in their running order, for every form that people read.
//!
//! It draws from the analysis, the actions and `wording` alone, so that no two forms differ. Positions on the axis
//! are exact for one person; of several people they are the whole points that are shown.

mod one;
mod parts;
mod several;

use jiff::Zoned;
use serde::Serialize;

pub use parts::{ActionLine, Advice, Again, AgainCause, BandKey, Detail, Dumbbell, Figure, Paragraph, Row, Talk};

use super::Subject;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::analysis::Outcome;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::severity::Band;
use crate::domain::trend::TeamCause;
use crate::wording;
use crate::wording::trend::{self, TrendRow};

/// Everything that a report says, from top to bottom.
#[derive(Debug, Serialize)]
pub struct Content<'a> {
    /// The language of the questionnaire, as a BCP 47 tag.
    pub language: &'a str,
    /// Whether several people answered.
    pub several: bool,
    /// Which Sales and which Marketing; perhaps empty.
    pub label: &'a str,
    /// The title of the questionnaire.
    pub title: &'a str,
    /// Whose view it is.
    pub heading: String,
    /// When it was answered.
    pub occasion: String,
    /// What was asked, and where it comes from.
    pub asked: String,
    /// The four bands.
    pub bands: Vec<BandKey<'a>>,
    /// What the bands mean, in a sentence.
    pub legend: String,
    /// The causes, worst first.
    pub chart: Vec<Row<'a>>,
    /// How many causes are raised, and where to start.
    pub summary: String,
    /// What is to be minded about the figures.
    pub notes: Vec<String>,
    /// The causes to talk about before acting.
    pub talk: Vec<Talk<'a>>,
    /// What both sides see alike.
    pub common_ground: Vec<String>,
    /// The causes whose remedies apply, worst first.
    pub advice: Vec<Advice<'a>>,
    /// Said where there is no remedy.
    pub no_advice: Option<String>,
    /// How many causes have no figure yet, and the way to their statements.
    pub unknown: Option<String>,
    /// The moderate causes with questions to ask, where nothing is worse.
    pub ask_about: Vec<Talk<'a>>,
    /// Where these remedies pull against each other.
    pub tensions: Vec<&'a str>,
    /// What the second round changed, where there was one.
    pub again: Option<Again>,
    /// What was taken on.
    pub actions: Vec<ActionLine<'a>>,
    /// What stands behind each figure, in the order of the chart.
    pub details: Vec<Detail<'a>>,
    /// The question to end on.
    pub closing: &'a str,
    /// What to do before acting, where one side is missing.
    pub ask: Option<String>,
    /// What no figure here claims.
    pub limits: String,
}

/// Puts a report together.
pub fn content<'a>(subject: &Subject<'a>, now: &Zoned) -> Content<'a> {
    match subject.outcome {
        Outcome::One(analysis) => one::content(analysis, subject.actions, now),
        Outcome::Several(several) => {
            Content { again: again(subject, several), ..several::content(several, subject.actions, now) }
        }
    }
}

impl Content<'_> {
    /// What the report is called: its label, or the questionnaire's title where it has none.
    pub const fn name(&self) -> &str {
        if self.label.is_empty() { self.title } else { self.label }
    }
}

/// What the second round changed, where there was one.
fn again(subject: &Subject<'_>, several: &EveryoneAnalysis) -> Option<Again> {
    let trend = subject.rounds?;
    let questionnaire = several.questionnaire();
    let cause = |cause: &TeamCause| {
        let TrendRow { name, cells, change } = trend::round_row(questionnaire, cause);
        AgainCause { name, figures: cells, change, told: trend::round_sentence(questionnaire, (trend, cause)) }
    };
    let notes = trend::round_notes(trend).into_iter().chain([trend::NO_REASON_BETWEEN_ROUNDS.to_owned()]);
    Some(Again { causes: trend.causes.iter().map(cause).collect(), notes: notes.collect() })
}

/// What was asked, and where it comes from.
pub fn asked(questionnaire: &Questionnaire) -> String {
    format!("{}. {}", wording::questionnaire(questionnaire), wording::source(questionnaire))
}

/// The four bands, lowest first.
pub fn bands(questionnaire: &Questionnaire) -> Vec<BandKey<'_>> {
    let key = |band| BandKey {
        id: parts::band_id(band),
        name: questionnaire.head().bands.of(band),
        mark: wording::mark(band),
        range: wording::band_range(band),
    };
    Band::ALL.map(key).into()
}
