//! What stands in blocks: figures, bars and answers, each with everything that any form needs to show it.

use std::borrow::Cow;

use serde::Serialize;

use crate::document::hundredth;
use crate::domain::questionnaire::BandNames;
use crate::domain::severity::{Band, Severity};
use crate::wording;

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
    pub sales: Mark<'a>,
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

/// One person's answer to one statement.
#[derive(Debug, Serialize)]
pub struct Answered<'a> {
    /// The statement.
    pub text: &'a str,
    /// The answer in words.
    pub told: &'a str,
    /// For each point of the scale, whether it was the answer.
    pub points: Vec<bool>,
    /// Whether a high answer is good news.
    pub turned: bool,
}

impl Answered<'_> {
    /// The answer in words, with the mark that often is good news: `Almost never ↺`.
    pub fn words(&self) -> String {
        if self.turned { format!("{} ↺", self.told) } else { self.told.to_owned() }
    }
}

/// What a few people answered to one statement.
#[derive(Debug, Serialize)]
pub struct Replies<'a> {
    /// The statement.
    pub text: &'a str,
    /// An answer a person.
    pub answers: Vec<Reply<'a>>,
}

/// One person's answer.
#[derive(Debug, Serialize)]
pub struct Reply<'a> {
    /// Whose it is.
    pub sign: &'a str,
    /// The answer in words.
    pub told: &'a str,
    /// For each point of the scale, whether it was the answer.
    pub points: Vec<bool>,
}

/// One person's figure, or why there is none.
#[derive(Debug, Serialize)]
pub struct FigureRow<'a> {
    /// Whose it is.
    pub sign: &'a str,
    pub figure: Option<Figure<'a>>,
    /// The same in words.
    pub told: String,
}

/// A step that somebody took on.
#[derive(Debug, Serialize)]
pub struct Step<'a> {
    /// The cause that it is about, where nothing else says so.
    pub cause: Option<&'a str>,
    pub text: Cow<'a, str>,
    /// Who does it, and by when.
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
    pub fn told(&self) -> String {
        let cause = self.cause.map(|cause| format!("{cause}: ")).unwrap_or_default();
        format!("{cause}{} ({}; {})", self.text, self.who, self.became)
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
