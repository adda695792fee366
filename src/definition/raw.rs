//! The questionnaire as it is typed: what a file may hold, before anybody asked whether it makes sense.
//!
//! Every field may be absent here, so that one mistake does not hide the others; what the schema calls required is
//! required once it is read. The descriptions reach authors through the schema that their editor shows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use toml::value::Date;

use super::placed::{Given, Placed};

/// A questionnaire for Undercurrent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Questionnaire {
    /// The version of this format: 1.
    pub schema: Given<i64>,
    /// What programs call the questionnaire: lower-case letters, digits and single hyphens.
    pub id: Given<String>,
    /// Yours to choose; change it whenever a wording, a key, the order or a scale changes.
    pub version: Given<String>,
    /// What people call the questionnaire.
    pub title: Given<String>,
    /// The language of its texts as a tag, such as "en" or "pt-BR".
    pub language: Given<String>,
    /// Said before the first statement: whose view this is.
    pub intro: Given<String>,
    /// Asked on the last page; no answer to it is typed or kept.
    pub closing: Given<String>,
    /// The fewest people whose figures are shown together, 3 or more.
    pub min_people: Given<i64>,
    /// The ids of all items, each once, in the order of asking.
    pub order: Vec<Placed<String>>,
    /// Whom a person may answer for; "sales" and "marketing" are always among them.
    pub sides: Vec<Side>,
    /// The text that the causes come from.
    #[schemars(required)]
    pub source: Option<Source>,
    /// What the four bands of severity are called.
    #[schemars(required)]
    pub bands: Option<Bands>,
    /// Words explained before the first statement.
    #[schemars(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub word: Vec<Word>,
    /// Places where the source pulls against itself.
    #[schemars(default)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tension: Vec<Tension>,
    /// The answers to choose from.
    pub scale: Vec<Scale>,
    /// The causes, in the order of the source.
    pub cause: Vec<Cause>,
    /// The statements.
    pub item: Vec<Item>,
}

/// The text that the causes come from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Source {
    /// Its title.
    pub title: Given<String>,
    /// The day it was published, such as 2019-09-22, without quotation marks.
    #[schemars(with = "String", extend("format" = "date"))]
    pub date: Given<Date>,
}

/// What the four bands of severity are called.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Bands {
    /// 0 to 37.
    pub low: Given<String>,
    /// 38 to 62.
    pub mixed: Given<String>,
    /// 63 to 87.
    pub elevated: Given<String>,
    /// 88 to 100.
    pub severe: Given<String>,
}

/// Whom a person may answer for.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Side {
    /// What files call it.
    pub id: Given<String>,
    /// What people call it.
    pub name: Given<String>,
}

/// A word and what it means here.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Word {
    /// The word.
    pub term: Given<String>,
    /// What it means.
    pub text: Given<String>,
}

/// A place where the source pulls against itself; shown when all its causes are.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Tension {
    /// The ids of the causes, two or more.
    pub causes: Vec<Placed<String>>,
    /// What pulls which way.
    pub text: Given<String>,
}

/// The answers to choose from.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Scale {
    /// What items call it.
    pub id: Given<String>,
    /// The question above the answers.
    pub stem: Given<String>,
    /// The answer apart from the scale: does not apply, or cannot say.
    pub na: Given<String>,
    /// Two to nine answers with consecutive whole values, lowest first.
    pub points: Vec<Point>,
}

/// One answer of a scale.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Point {
    /// What is stored and scored.
    pub value: Given<i64>,
    /// What people read.
    pub label: Given<String>,
}

/// One of the causes.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Cause {
    /// What files call it.
    pub id: Given<String>,
    /// The short name on charts, at most 16 columns wide.
    pub name: Given<String>,
    /// The source's own heading.
    pub heading: Given<String>,
    /// What the source says happens.
    pub situation: Given<String>,
    /// What the source says it is like for Sales.
    pub experience: Option<Placed<String>>,
    /// A note of yours on the experience, where the source has none.
    pub experience_note: Option<Placed<String>>,
    /// What the source says should be done.
    pub remedy: Given<String>,
    /// A first step of yours, small enough for the next two weeks.
    pub first_step: Given<String>,
    /// What to mind about the remedy.
    pub care: Option<Placed<String>>,
    /// Questions for a talk between both sides.
    pub prompts: Vec<Placed<String>>,
    /// The standard error of measurement in points, from a retest study.
    pub sem: Option<Placed<f64>>,
}

/// One statement.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(!default)]
pub struct Item {
    /// What files call it.
    pub id: Given<String>,
    /// The id of its cause.
    pub cause: Given<String>,
    /// The id of its scale.
    pub scale: Given<String>,
    /// The statement, at most 110 characters.
    pub text: Given<String>,
    /// One line that helps to read it.
    pub hint: Option<Placed<String>>,
    /// True where a high answer is good news.
    #[schemars(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub reverse: bool,
    /// True where it belongs to the short form.
    #[schemars(default)]
    #[serde(skip_serializing_if = "is_false")]
    pub pulse: bool,
    /// How much it counts in its cause: 1 where nothing is given.
    pub weight: Option<Placed<f64>>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
