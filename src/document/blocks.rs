//! A result as blocks in their running order, for every form that people read.
//!
//! What is told and where is decided once, by whoever builds a [`Document`]; how a block looks is decided once for each
//! form, by its renderer. Texts here are as people wrote them: every renderer keeps them from acting as anything else.

use std::borrow::Cow;

use serde::Serialize;

use super::hundredth;
use crate::domain::questionnaire::BandNames;
use crate::domain::severity::{Band, Severity};
use crate::wording::{self, Part};

#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// The language of the questionnaire, as a BCP 47 tag. What no questionnaire says is English.
    pub language: &'a str,
    pub title: Title<'a>,
    pub lead: Vec<Block<'a>>,
    pub sections: Vec<Section<'a>>,
    /// Whether there is so much that paper should be filled closely.
    pub is_dense: bool,
}

#[derive(Debug, Serialize)]
pub struct Title<'a> {
    /// The name of the record, or what the page is.
    pub name: Cow<'a, str>,
    /// Whether that is what somebody called the record.
    pub is_label: bool,
    /// Whose view it is, where the name does not say so.
    pub view: Option<String>,
    pub occasion: String,
    /// Whether the name stands for itself, without the name of the program before it.
    pub is_sentence: bool,
}

impl<'a> Title<'a> {
    pub const fn plain(name: Cow<'a, str>) -> Self {
        Self { name, is_label: false, view: None, occasion: String::new(), is_sentence: false }
    }

    /// What stands first, where there is no room for more.
    pub fn first(&self) -> String {
        match &self.view {
            Some(view) => wording::titled(view),
            None if self.is_sentence => self.name.to_string(),
            None => wording::titled(&self.name),
        }
    }
}

#[derive(Debug, Serialize)]
pub struct Section<'a> {
    /// What programs call it.
    pub name: &'static str,
    pub title: &'static str,
    pub blocks: Vec<Block<'a>>,
}

impl<'a> Section<'a> {
    /// A section, unless there is nothing in it.
    pub fn unless_empty(name: &'static str, title: &'static str, blocks: Vec<Block<'a>>) -> Option<Self> {
        (!blocks.is_empty()).then_some(Self { name, title, blocks })
    }
}

#[derive(Debug, Serialize)]
#[serde(tag = "is", content = "of", rename_all = "snake_case")]
pub enum Block<'a> {
    Paragraph(Paragraph<'a>),
    Sentences(Vec<String>),
    /// A list, each with what it is about, if anything.
    List(Vec<Point<'a>>),
    Passage(Passage<'a>),
    /// The causes, worst first, on one axis.
    Chart(Chart<'a>),
    Table(Table<'a>),
    Figures(Vec<FigureRow<'a>>),
    Answers(Vec<Answered<'a>>),
    Replies(Vec<Replies<'a>>),
    Spread(Vec<Segment<'a>>),
    Distribution(Vec<Counts<'a>>),
    Steps(Vec<Step<'a>>),
    Articles(Vec<Article<'a>>),
}

impl<'a> Block<'a> {
    pub fn text(role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self::Paragraph(Paragraph { role, text: text.into() })
    }

    /// A block of these; none of none.
    pub fn of<T>(all: impl IntoIterator<Item = T>, block: fn(Vec<T>) -> Self) -> Option<Self> {
        let all: Vec<T> = all.into_iter().collect();
        (!all.is_empty()).then(|| block(all))
    }

    pub fn list(texts: impl IntoIterator<Item = String>) -> Option<Self> {
        Self::of(texts.into_iter().map(|text| Point { of: None, text }), Self::List)
    }

    pub fn answer(label: &'static str, text: &'a str) -> Self {
        Self::Passage(Passage { part: "answer", label: Cow::Borrowed(label), note: "", texts: vec![text] })
    }

    pub fn prompts(prompts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let texts: Vec<&str> = prompts.into_iter().collect();
        let label = Cow::Borrowed(wording::PROMPTS);
        (!texts.is_empty()).then_some(Self::Passage(Passage { part: part_id(Part::Prompt), label, note: "", texts }))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A sentence of ours.
    Said,
    Asked,
    Summary,
    /// What is to be minded.
    Note,
    /// What helps to read statements, in the words of the questionnaire.
    Hint,
    /// Where remedies pull against each other, in the words of the questionnaire.
    Tension,
    /// The question to end on, in the words of the questionnaire.
    Closing,
    Limits,
}

#[derive(Debug, Serialize)]
pub struct Paragraph<'a> {
    pub role: Role,
    pub text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
pub struct Point<'a> {
    /// Who or what it is about.
    pub of: Option<Cow<'a, str>>,
    pub text: String,
}

impl Point<'_> {
    /// It in one line, with what it is about before it.
    pub fn line(&self) -> String {
        self.of.as_ref().map_or_else(|| self.text.clone(), |of| format!("{of}: {}", self.text))
    }
}

#[derive(Debug, Serialize)]
pub struct Passage<'a> {
    pub part: &'static str,
    pub label: Cow<'static, str>,
    /// Said with the label; perhaps empty.
    pub note: &'static str,
    /// The text; several where it goes on in the same voice.
    pub texts: Vec<&'a str>,
}

impl Passage<'_> {
    pub fn is_quotation(&self) -> bool {
        self.part == part_id(Part::Heading)
    }
}

#[derive(Debug, Serialize)]
pub struct Chart<'a> {
    pub is_of_several: bool,
    /// The causes, worst first; none where nothing may be shown.
    pub rows: Vec<Row<'a>>,
    pub bands: Vec<BandKey<'a>>,
    pub legend: String,
    /// What the marks mean, where there are any.
    pub marks: Option<String>,
}

/// Rows under heads; the first column says what a row is about.
#[derive(Debug, Serialize)]
pub struct Table<'a> {
    pub heads: Vec<Cow<'a, str>>,
    /// The rows, each with a cell for each head. All but the first and the last are figures.
    pub rows: Vec<Vec<String>>,
}

#[derive(Debug, Serialize)]
pub struct Article<'a> {
    pub name: &'a str,
    pub figure: Option<Figure<'a>>,
    /// The row of the chart as a sentence, where that is told again.
    pub row: Option<String>,
    pub blocks: Vec<Block<'a>>,
}

pub const fn part_id(part: Part) -> &'static str {
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

#[derive(Debug, Serialize)]
pub struct BandKey<'a> {
    /// What programs call it: `low`.
    pub id: &'static str,
    /// What the questionnaire calls it.
    pub name: &'a str,
    pub mark: &'static str,
    pub range: String,
}

#[derive(Debug, Clone, Serialize)]
pub struct Figure<'a> {
    /// Where it lies on the axis, 0 to 100.
    pub at: f64,
    pub shown: i64,
    pub band: &'static str,
    /// What the questionnaire calls its band.
    pub name: &'a str,
    pub mark: &'static str,
}

#[derive(Debug, Serialize)]
pub struct Row<'a> {
    /// The rank as printed, `–` without one.
    pub rank: String,
    pub name: &'a str,
    pub sentence: String,
    pub figure: Option<Figure<'a>>,
    /// What it rests on: `3/4` items, an answer's words, or how many people.
    pub grounds: String,
    pub missing: String,
    /// Where the mean of several people would land another time.
    pub interval: Option<Interval>,
    /// Sales and Marketing on one axis, where both are shown.
    pub sides: Option<Dumbbell<'a>>,
    pub gap: Option<Gap>,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub struct Interval {
    pub low: i64,
    pub high: i64,
}

#[derive(Debug, Serialize)]
pub struct Dumbbell<'a> {
    pub sales: Mark<'a>,
    pub marketing: Mark<'a>,
}

#[derive(Debug, Serialize)]
pub struct Mark<'a> {
    pub letter: String,
    pub name: &'a str,
    pub at: i64,
    pub people: usize,
}

#[derive(Debug, Serialize)]
pub struct Gap {
    /// Sales less Marketing: `+41`.
    pub difference: String,
    pub word: &'static str,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Answered<'a> {
    pub text: &'a str,
    pub words: &'a str,
    /// For each point of the scale, whether it was the answer.
    pub points: Vec<bool>,
    /// Whether a high answer is good news.
    pub turned: bool,
}

impl Answered<'_> {
    /// The answer in words, with the mark that often is good news: `Almost never ↺`.
    pub fn marked(&self) -> String {
        if self.turned { format!("{} ↺", self.words) } else { self.words.to_owned() }
    }
}

#[derive(Debug, Serialize)]
pub struct Replies<'a> {
    pub text: &'a str,
    pub answers: Vec<Reply<'a>>,
}

#[derive(Debug, Serialize)]
pub struct Reply<'a> {
    pub sign: &'a str,
    pub words: &'a str,
    pub points: Vec<bool>,
}

#[derive(Debug, Serialize)]
pub struct FigureRow<'a> {
    pub sign: &'a str,
    pub figure: Option<Figure<'a>>,
    pub text: String,
}

#[derive(Debug, Serialize)]
pub struct Step<'a> {
    /// The cause that it is about, where nothing else says so.
    pub cause: Option<&'a str>,
    pub text: Cow<'a, str>,
    pub who: String,
    pub became: Cow<'a, str>,
    /// Where it comes from, where that is not this record.
    pub origin: Option<String>,
    pub done: bool,
    /// Whether it was dropped: then there is nothing to tick.
    pub dropped: bool,
}

impl Step<'_> {
    /// The step in a line, with its cause where nothing else says so: `Lead mismatch: Look at ten leads. (Kim; open)`.
    pub fn line(&self) -> String {
        let cause = self.cause.map(|cause| format!("{cause}: ")).unwrap_or_default();
        format!("{cause}{} ({}; {})", self.text, self.who, self.became)
    }
}

/// How people answered one statement, as a bar that reaches to both sides of its middle.
#[derive(Debug, Serialize)]
pub struct Counts<'a> {
    pub text: &'a str,
    pub words: String,
    pub turned: bool,
    /// The parts of the bar, from the rarest answer to the most frequent.
    pub segments: Vec<Segment<'a>>,
}

/// A part of a stacked bar; positions in per cent of its width.
#[derive(Debug, Serialize)]
pub struct Segment<'a> {
    pub from: f64,
    pub width: f64,
    pub band: &'static str,
    pub people: usize,
    /// Whether the number fits into it.
    pub fits: bool,
    /// What they said, or the band they fall into.
    pub label: &'a str,
}

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
