//! A result as blocks in their running order, for every form that people read.
//!
//! What is told and where is decided once, by whoever builds a [`Document`]; how a block looks is decided once for each
//! form, by its renderer. Texts here are as people wrote them: every renderer keeps them from acting as anything else.

use std::borrow::Cow;

use serde::Serialize;

use super::figures::{Answered, BandKey, Counts, Figure, FigureRow, Replies, Row, Segment, Step};
use crate::wording::{self, Part};

/// Everything that a page says, from top to bottom.
#[derive(Debug, Serialize)]
pub struct Document<'a> {
    /// The language of the questionnaire, as a BCP 47 tag. What no questionnaire says is English.
    pub language: &'a str,
    /// What it is.
    pub title: Title<'a>,
    /// What stands under the title.
    pub lead: Vec<Block<'a>>,
    /// The rest.
    pub sections: Vec<Section<'a>>,
    /// Whether there is so much that paper should be filled closely.
    pub is_dense: bool,
}

/// What a page is.
#[derive(Debug, Serialize)]
pub struct Title<'a> {
    /// The name of the record, or what the page is.
    pub name: Cow<'a, str>,
    /// Whether that is what somebody called the record.
    pub is_label: bool,
    /// Whose view it is, where the name does not say so.
    pub view: Option<String>,
    /// When it was answered.
    pub occasion: String,
    /// Whether the name stands for itself, without the name of the program before it.
    pub is_sentence: bool,
}

impl<'a> Title<'a> {
    /// A title that says everything.
    pub const fn plain(name: Cow<'a, str>) -> Self {
        Self { name, is_label: false, view: None, occasion: String::new(), is_sentence: false }
    }

    /// A sentence as a title.
    pub const fn sentence(name: Cow<'a, str>) -> Self {
        Self { name, is_label: false, view: None, occasion: String::new(), is_sentence: true }
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

/// What belongs together under a heading.
#[derive(Debug, Serialize)]
pub struct Section<'a> {
    /// What programs call it.
    pub name: &'static str,
    /// The heading; perhaps empty.
    pub title: &'static str,
    /// What stands under it.
    pub blocks: Vec<Block<'a>>,
}

impl<'a> Section<'a> {
    /// A section, unless there is nothing in it.
    pub fn unless_empty(name: &'static str, title: &'static str, blocks: Vec<Block<'a>>) -> Option<Self> {
        (!blocks.is_empty()).then_some(Self { name, title, blocks })
    }
}

/// One thing after the other.
#[derive(Debug, Serialize)]
#[serde(tag = "is", content = "of", rename_all = "snake_case")]
pub enum Block<'a> {
    /// A text.
    Paragraph(Paragraph<'a>),
    /// What is said of one thing, sentence by sentence.
    Sentences(Vec<String>),
    /// A list, each with what it is about, if anything.
    List(Vec<Point<'a>>),
    /// A text with whose voice it is.
    Passage(Passage<'a>),
    /// The causes, worst first, on one axis.
    Chart(Chart<'a>),
    /// Rows and columns.
    Table(Table<'a>),
    /// A figure for each of a few people.
    Figures(Vec<FigureRow<'a>>),
    /// What one person answered, statement by statement.
    Answers(Vec<Answered<'a>>),
    /// What a few people answered, statement by statement.
    Replies(Vec<Replies<'a>>),
    /// How many people fall into each band.
    Spread(Vec<Segment<'a>>),
    /// How people answered each statement.
    Distribution(Vec<Counts<'a>>),
    /// What was taken on.
    Steps(Vec<Step<'a>>),
    /// Things of one kind, each under a name of its own.
    Articles(Vec<Article<'a>>),
}

impl<'a> Block<'a> {
    /// A text in this part.
    pub fn text(role: Role, text: impl Into<Cow<'a, str>>) -> Self {
        Self::Paragraph(Paragraph { role, text: text.into() })
    }

    /// A list of sentences; none of none.
    pub fn list(texts: impl IntoIterator<Item = String>) -> Option<Self> {
        let points: Vec<Point<'a>> = texts.into_iter().map(|text| Point { of: None, text }).collect();
        (!points.is_empty()).then_some(Self::List(points))
    }

    /// What somebody wrote, after whose words it is.
    pub fn answer(label: &'static str, text: &'a str) -> Self {
        Self::Passage(Passage { part: "answer", label: Cow::Borrowed(label), note: "", texts: vec![text] })
    }

    /// What to ask each other.
    pub fn prompts(prompts: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let texts: Vec<&str> = prompts.into_iter().collect();
        let label = Cow::Borrowed(wording::PROMPTS);
        (!texts.is_empty()).then_some(Self::Passage(Passage { part: part_id(Part::Prompt), label, note: "", texts }))
    }
}

/// What a text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A sentence of ours.
    Said,
    Asked,
    /// What it all comes to.
    Summary,
    /// What is to be minded.
    Note,
    /// What helps to read statements, in the words of the questionnaire.
    Hint,
    /// Where remedies pull against each other, in the words of the questionnaire.
    Tension,
    /// The question to end on, in the words of the questionnaire.
    Closing,
    /// What no figure claims.
    Limits,
}

/// A text, and what it is for.
#[derive(Debug, Serialize)]
pub struct Paragraph<'a> {
    /// What it is for.
    pub role: Role,
    pub text: Cow<'a, str>,
}

/// A line of a list.
#[derive(Debug, Serialize)]
pub struct Point<'a> {
    /// Who or what it is about.
    pub of: Option<Cow<'a, str>>,
    /// What is said.
    pub text: String,
}

impl Point<'_> {
    /// It in one line, with what it is about before it.
    pub fn told(&self) -> String {
        self.of.as_ref().map_or_else(|| self.text.clone(), |of| format!("{of}: {}", self.text))
    }
}

/// A text with whose voice it is.
#[derive(Debug, Serialize)]
pub struct Passage<'a> {
    /// Which part of a cause's page it is.
    pub part: &'static str,
    /// Whose voice it is.
    pub label: Cow<'static, str>,
    /// Said with the label; perhaps empty.
    pub note: &'static str,
    /// The text; several where it goes on in the same voice.
    pub texts: Vec<&'a str>,
}

impl Passage<'_> {
    /// Whether it is quoted word by word.
    pub fn is_quotation(&self) -> bool {
        self.part == part_id(Part::Heading)
    }
}

/// The causes on one axis.
#[derive(Debug, Serialize)]
pub struct Chart<'a> {
    /// Whether several people answered.
    pub is_of_several: bool,
    /// The causes, worst first; none where nothing may be shown.
    pub rows: Vec<Row<'a>>,
    /// The four bands.
    pub bands: Vec<BandKey<'a>>,
    /// What they mean, in a sentence.
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

/// One of several things of a kind.
#[derive(Debug, Serialize)]
pub struct Article<'a> {
    /// The short name of a cause.
    pub name: &'a str,
    /// Its severity.
    pub figure: Option<Figure<'a>>,
    /// The row of the chart as a sentence, where that is told again.
    pub row: Option<String>,
    /// What stands under it.
    pub blocks: Vec<Block<'a>>,
}

/// What programs call a part of a cause's page.
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
