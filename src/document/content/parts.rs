//! The parts of a report.

use std::borrow::Cow;

use jiff::Zoned;
use serde::Serialize;

use crate::document::hundredth;
use crate::domain::action::{Action, ActionStatus};
use crate::domain::questionnaire::{BandNames, Cause, Questionnaire};
use crate::domain::severity::{Band, Severity};
use crate::wording::{self, Part};

/// One band, as a legend names it.
#[derive(Debug, Serialize)]
pub struct BandKey<'a> {
    /// What programs call it: `low`.
    pub id: &'static str,
    /// What the questionnaire calls it.
    pub name: &'a str,
    /// Its four marks.
    pub mark: &'static str,
    /// The whole numbers it covers.
    pub range: String,
}

/// A severity as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Figure<'a> {
    /// Where it lies on the axis, 0 to 100.
    pub at: f64,
    /// The whole number.
    pub shown: i64,
    /// What programs call its band.
    pub band: &'static str,
    /// What the questionnaire calls its band.
    pub name: &'a str,
    /// The marks of its band.
    pub mark: &'static str,
}

/// What the second round of a session changed.
#[derive(Debug, Serialize)]
pub struct Again {
    /// The causes that were asked again.
    pub causes: Vec<AgainCause>,
    /// Of how many people, and what is to be minded about it.
    pub notes: Vec<String>,
}

/// A cause that was asked again.
#[derive(Debug, Serialize)]
pub struct AgainCause {
    /// The short name.
    pub name: String,
    /// The figure of each round, or a dash.
    pub figures: Vec<String>,
    /// The change in a few words, or why there is none.
    pub change: String,
    /// The change in a sentence, or why nothing may be said of it.
    pub told: String,
}

/// A row of the chart.
#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The rank as printed, `–` without one.
    pub rank: String,
    /// The short name of the cause.
    pub name: &'a str,
    /// The whole row as a sentence.
    pub told: String,
    /// The figure, if there is one.
    pub figure: Option<Figure<'a>>,
    /// What it rests on: `3/4` items, an answer's words, or how many people.
    pub grounds: String,
    /// Why there is no figure; empty where there is one.
    pub missing: String,
    /// Where the mean of several people would land another time.
    pub interval: Option<Interval>,
    /// Sales and Marketing on one axis, where both are shown.
    pub sides: Option<Dumbbell<'a>>,
    /// The gap between them.
    pub gap: Option<GapTold>,
}

/// The ends of an interval on the axis, cut to 0 and 100.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: i64,
    /// The upper end.
    pub high: i64,
}

/// Two sides on one axis.
#[derive(Debug, Serialize)]
pub struct Dumbbell<'a> {
    /// Sales.
    pub sales: Mark<'a>,
    /// Marketing.
    pub marketing: Mark<'a>,
}

/// One side's mean on the axis.
#[derive(Debug, Serialize)]
pub struct Mark<'a> {
    /// The letter beside it.
    pub letter: String,
    /// The side.
    pub name: &'a str,
    /// The mean in whole points.
    pub at: i64,
    /// How many people.
    pub people: usize,
}

/// A gap in words.
#[derive(Debug, Serialize)]
pub struct GapTold {
    /// Sales less Marketing: `+41`.
    pub difference: String,
    /// The verdict in a word.
    pub word: &'static str,
    /// The verdict in a sentence.
    pub told: String,
}

/// A cause to talk about before acting.
#[derive(Debug, Serialize)]
pub struct Talk<'a> {
    /// The short name.
    pub name: &'a str,
    /// Both sides' figures, and the gap between them.
    pub told: Vec<String>,
    /// What to ask each other.
    pub prompts: &'a [String],
}

/// A cause whose remedy applies, with everything that belongs to the remedy.
#[derive(Debug, Serialize)]
pub struct Advice<'a> {
    /// The short name.
    pub name: &'a str,
    /// The row of the chart as a sentence.
    pub row: String,
    /// Said before the remedy where the sides see the cause differently.
    pub talk_before: Option<String>,
    /// Its severity.
    pub figure: Option<Figure<'a>>,
    /// What is said, each with whose voice it is.
    pub paragraphs: Vec<Paragraph<'a>>,
    /// The same, each as one text.
    #[serde(skip)]
    pub told: Vec<String>,
}

/// A passage with whose voice it is.
#[derive(Debug, Serialize)]
pub struct Paragraph<'a> {
    /// Which part of a cause's page it is.
    pub part: &'static str,
    /// Whose voice it is.
    pub label: Cow<'static, str>,
    /// Said with the label; perhaps empty.
    pub note: &'static str,
    /// The text; several where it goes on in the same voice.
    pub texts: Vec<&'a str>,
}

/// An action, as a line of a list.
#[derive(Debug, Serialize)]
pub struct ActionLine<'a> {
    /// The cause it is about.
    pub cause: &'a str,
    /// The step.
    pub step: &'a str,
    /// Who does it, and by when.
    pub who: String,
    /// What became of it.
    pub became: String,
    /// Whether it was done.
    pub done: bool,
    /// Whether it was dropped: then there is nothing to tick.
    pub dropped: bool,
}

/// What stands behind the figure of one cause.
#[derive(Debug, Serialize)]
pub struct Detail<'a> {
    /// The short name.
    pub name: &'a str,
    /// The figure, if there is one.
    pub figure: Option<Figure<'a>>,
    /// What is said about it, sentence by sentence.
    pub told: Vec<String>,
    /// What helps to read its statements.
    pub hints: Vec<&'a str>,
    /// One person's answers.
    pub answers: Vec<Answer<'a>>,
    /// How many people fall into each band; empty where it may not be shown.
    pub bands: Vec<Segment<'a>>,
    /// How each statement was answered; empty where it may not be shown.
    pub items: Vec<Counts<'a>>,
}

/// One person's answer to one statement.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    /// The statement.
    pub text: &'a str,
    /// The answer in words.
    pub told: &'a str,
    /// For each point of the scale, whether it was the answer.
    pub points: Vec<bool>,
    /// Whether a high answer is good news.
    pub turned: bool,
}

impl Answer<'_> {
    /// The answer in words, with whether it was turned: `Almost never (turned)`.
    pub fn words(&self) -> String {
        if self.turned { format!("{} (turned)", self.told) } else { self.told.to_owned() }
    }
}

/// How people answered one statement, as a bar that reaches to both sides of its middle.
#[derive(Debug, Serialize)]
pub struct Counts<'a> {
    /// The statement.
    pub text: &'a str,
    /// The counts in words.
    pub told: String,
    /// Whether a high answer is good news.
    pub turned: bool,
    /// The parts of the bar, from the rarest answer to the most frequent.
    pub segments: Vec<Segment<'a>>,
}

/// A part of a stacked bar; positions in per cent of its width.
#[derive(Debug, Serialize)]
pub struct Segment<'a> {
    /// Where it starts.
    pub from: f64,
    /// How wide it is.
    pub width: f64,
    /// What programs call the band that it stands for.
    pub band: &'static str,
    /// How many people.
    pub people: usize,
    /// Whether the number fits into it.
    pub fits: bool,
    /// What they said, or the band they fall into.
    pub label: &'a str,
}

/// What programs call a band.
pub const fn band_id(band: Band) -> &'static str {
    match band {
        Band::Low => "low",
        Band::Mixed => "mixed",
        Band::Elevated => "elevated",
        Band::Severe => "severe",
    }
}

impl<'a> Figure<'a> {
    /// A severity at its exact place on the axis.
    pub fn exact(severity: Severity, names: &'a BandNames) -> Self {
        Self { at: hundredth(severity.points()), ..Self::whole(severity, names) }
    }

    /// A mean of several people at the whole point that is shown, and nowhere more exact.
    #[expect(clippy::cast_precision_loss, reason = "0 to 100")]
    pub fn whole(severity: Severity, names: &'a BandNames) -> Self {
        let (band, shown) = (severity.band(), severity.shown());
        Self { at: shown as f64, shown, band: band_id(band), name: names.of(band), mark: wording::mark(band) }
    }
}

/// The passages of a cause, those of one voice together.
pub fn paragraphs<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Vec<Paragraph<'a>> {
    let mut told: Vec<Paragraph<'a>> = Vec::new();
    for passage in wording::passages(questionnaire, cause) {
        match told.last_mut() {
            Some(before) if passage.label.is_empty() => before.texts.push(passage.text),
            _ => told.push(Paragraph {
                part: part_id(passage.part),
                label: passage.label.clone(),
                note: passage.note.unwrap_or_default(),
                texts: vec![passage.text],
            }),
        }
    }
    told
}

/// The actions, each with the cause it is about.
pub fn actions<'a>(questionnaire: &'a Questionnaire, actions: &'a [Action], now: &Zoned) -> Vec<ActionLine<'a>> {
    let line = |action: &'a Action| ActionLine {
        cause: questionnaire.cause_name(action.cause()),
        step: action.step(),
        who: wording::actions::whose(action),
        became: wording::actions::became(action, now),
        done: matches!(action.state(), ActionStatus::Done(_)),
        dropped: matches!(action.state(), ActionStatus::Dropped(_)),
    };
    actions.iter().map(line).collect()
}

/// The hints of a cause's statements, each once.
pub fn hints(cause: &Cause) -> Vec<&str> {
    let mut hints = Vec::new();
    for hint in cause.items.iter().filter_map(|item| item.hint.as_deref()) {
        if !hints.contains(&hint) {
            hints.push(hint);
        }
    }
    hints
}

/// What programs call a part of a cause's page.
const fn part_id(part: Part) -> &'static str {
    match part {
        Part::Heading => "heading",
        Part::Situation => "situation",
        Part::Experience => "experience",
        Part::ExperienceNote => "experience-note",
        Part::Remedy => "remedy",
        Part::Care => "care",
        Part::FirstStep => "first-step",
        Part::Prompt => "prompt",
    }
}
