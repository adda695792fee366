//! A result as sentences and figures in their running order, for every form that people read.
//!
//! It draws from the analysis, the actions and `wording` alone, so that no two forms differ. Positions on the axis
//! are exact for one person; of several people they are the whole points that are shown.

mod parts;
mod several;

use jiff::Zoned;
use parts::{Answer, actions, hints, paragraphs};
use serde::Serialize;

pub use parts::{ActionLine, Advice, Again, AgainCause, BandKey, Detail, Dumbbell, Figure, Paragraph, Row, Talk};

use super::Subject;
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult, EveryoneAnalysis, Order, Outcome};
use crate::domain::questionnaire::{BandNames, Item, Questionnaire};
use crate::domain::response::Answer as Given;
use crate::domain::severity::Band;
use crate::domain::trend::TeamCause;
use crate::wording;
use crate::wording::sentence;
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
        Outcome::One(analysis) => of_one(analysis, subject.actions, now),
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

/// The report of one person.
fn of_one<'a>(analysis: &'a Analysis, taken: &'a [Action], now: &Zoned) -> Content<'a> {
    let questionnaire = analysis.questionnaire();
    let causes = analysis.causes(Order::Severity);
    let raised = analysis.raised();
    Content {
        language: &questionnaire.head().language,
        several: false,
        label: analysis.head().label.as_str(),
        title: &questionnaire.head().title,
        heading: wording::view(analysis),
        occasion: wording::occasion(analysis, now),
        asked: asked(questionnaire),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        chart: (1..).zip(&causes).map(|(number, result)| row(analysis, number, result)).collect(),
        summary: wording::summary(analysis),
        notes: Vec::new(),
        talk: Vec::new(),
        common_ground: Vec::new(),
        no_advice: wording::no_advice(analysis),
        unknown: wording::unknown(analysis),
        ask_about: if raised.is_empty() { ask_about(analysis) } else { Vec::new() },
        tensions: analysis.tensions().into_iter().map(|tension| tension.text.as_str()).collect(),
        advice: (1..).zip(&raised).map(|(number, result)| remedy(analysis, number, result)).collect(),
        again: None,
        actions: actions(questionnaire, taken, now),
        details: causes.iter().map(|result| detail(analysis, result)).collect(),
        closing: &questionnaire.head().closing,
        ask: Some(wording::ASK_COUNTERPART.to_owned()),
        limits: wording::limits(questionnaire),
    }
}

fn names(analysis: &Analysis) -> &BandNames {
    &analysis.questionnaire().head().bands
}

fn figure<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Option<Figure<'a>> {
    result.severity().map(|severity| Figure::exact(severity, names(analysis)))
}

fn row<'a>(analysis: &'a Analysis, number: usize, result: &CauseResult<'a>) -> Row<'a> {
    let figure = figure(analysis, result);
    let answer = wording::single_answer(analysis, result.cause).map(str::to_owned);
    Row {
        rank: wording::rank(result.rank),
        name: &result.cause.name,
        told: wording::row(analysis, number, result),
        grounds: answer.unwrap_or_else(|| wording::tally(*result.figures)),
        missing: if figure.is_some() { String::new() } else { wording::missing(*result.figures).to_owned() },
        figure,
        interval: None,
        sides: None,
        gap: None,
    }
}

fn remedy<'a>(analysis: &'a Analysis, number: usize, result: &CauseResult<'a>) -> Advice<'a> {
    Advice {
        name: &result.cause.name,
        row: wording::row(analysis, number, result),
        talk_before: None,
        figure: figure(analysis, result),
        paragraphs: paragraphs(analysis.questionnaire(), result.cause),
        told: wording::paragraphs(analysis.questionnaire(), result.cause),
    }
}

/// The moderate causes with their questions, for where nothing is worse.
fn ask_about(analysis: &Analysis) -> Vec<Talk<'_>> {
    analysis.moderate().into_iter().map(|result| questions(analysis, &result)).collect()
}

fn questions<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Talk<'a> {
    let told = result.severity().map(|severity| sentence(&wording::verdict(analysis, severity)));
    Talk { name: &result.cause.name, told: told.into_iter().collect(), prompts: &result.cause.prompts }
}

fn detail<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Detail<'a> {
    let why = || sentence(wording::missing(*result.figures));
    Detail {
        name: &result.cause.name,
        figure: figure(analysis, result),
        told: vec![wording::workings(analysis, result).map_or_else(why, |workings| workings + ".")],
        hints: hints(result.cause),
        answers: result.cause.items.iter().map(|item| answer(analysis, item)).collect(),
        bands: Vec::new(),
        items: Vec::new(),
    }
}

fn answer<'a>(analysis: &'a Analysis, item: &'a Item) -> Answer<'a> {
    let given = analysis.answer(item);
    let value = given.and_then(Given::value);
    let told = given.map_or("skipped", |given| item.scale.words(given));
    let points = item.scale.points.iter().map(|point| Some(point.value) == value).collect();
    Answer { text: &item.text, told, points, turned: item.reverse && value.is_some() }
}
