//! What a result looks like as data. The descriptions reach readers through the schema.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::json_several::SeveralReport;
use crate::domain::action::ActionStatus;
use crate::domain::record::Kind;
use crate::domain::response::Answer;
use crate::domain::severity::Band;
use crate::wording;

/// The version of the form below.
pub const SCHEMA: u32 = 1;

/// A result of Undercurrent: of one person (`person` is there), or of several (`round` is there).
#[derive(Serialize, JsonSchema)]
#[schemars(title = "A result of Undercurrent")]
#[serde(untagged)]
pub enum AnyReport<'a> {
    One(Report<'a>),
    Several(SeveralReport<'a>),
}

/// The result of one person, in exact figures.
#[derive(Serialize, JsonSchema)]
pub struct Report<'a> {
    /// The version of this form. Within a version, keys are only ever added.
    pub schema: u32,
    /// How the record came about.
    pub kind: KindName,
    /// How many people answered.
    pub people: usize,
    pub record: RecordPart<'a>,
    pub questionnaire: QuestionnairePart<'a>,
    /// The one person who answered.
    pub person: Person<'a>,
    /// The causes, worst first, those without a figure last.
    pub causes: Vec<CausePart<'a>>,
    /// How many causes are raised, and where to start.
    pub summary: String,
    /// The causes whose remedies apply, worst first.
    pub advice: Vec<Advice<'a>>,
    /// Where these remedies pull against each other.
    pub tensions: Vec<TensionPart<'a>>,
    /// What was taken on, in its order.
    pub actions: Vec<ActionPart<'a>>,
    /// The question to end on.
    pub closing: &'a str,
    /// What the person answered to it, if they did.
    pub note: Option<&'a str>,
    /// What to do before acting.
    pub ask: &'static str,
    /// What no figure here claims.
    pub limits: String,
}

/// How the record came about.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    Solo,
    Merged,
    Workshop,
}

/// The record. Times are RFC 3339, in UTC.
#[derive(Serialize, JsonSchema)]
pub struct RecordPart<'a> {
    pub id: String,
    /// Which Sales and which Marketing; perhaps empty.
    pub label: &'a str,
    pub created: String,
    /// Null while it is being answered.
    pub finished: Option<String>,
    /// When an answer was last changed after finishing, if one was.
    pub changed: Option<String>,
}

/// The questionnaire as it was asked.
#[derive(Serialize, JsonSchema)]
pub struct QuestionnairePart<'a> {
    pub id: &'a str,
    pub version: &'a str,
    pub title: &'a str,
    /// A BCP 47 tag.
    pub language: &'a str,
    /// Whether it is the short form.
    pub pulse: bool,
    pub source: SourcePart<'a>,
}

/// The text that the causes come from.
#[derive(Serialize, JsonSchema)]
pub struct SourcePart<'a> {
    pub title: &'a str,
    /// The day of publication, as in 2019-03-12.
    pub date: String,
}

/// The one person who answered.
#[derive(Serialize, JsonSchema)]
pub struct Person<'a> {
    /// The id of the side that was answered for.
    pub side: Option<&'a str>,
    pub side_name: Option<&'a str>,
    /// Items with an answer, "does not apply" included.
    pub answered: usize,
}

/// One cause with its figures.
#[derive(Serialize, JsonSchema)]
pub struct CausePart<'a> {
    pub id: &'a str,
    /// The short name.
    pub name: &'a str,
    /// The heading of the source.
    pub heading: &'a str,
    /// 0 to 100, higher is worse, exact; null where too little was answered.
    pub severity: Option<f64>,
    /// The whole number that is shown.
    pub shown: Option<i64>,
    pub band: Option<BandName>,
    /// What the questionnaire calls the band.
    pub band_name: Option<&'a str>,
    /// 1 for the most severe; equal severities share a rank.
    pub rank: Option<usize>,
    /// Whether another cause has the same rank.
    pub rank_shared: bool,
    /// Whether it is elevated or severe.
    pub raised: bool,
    /// Whether it may be called a top cause: raised, and of the first three ranks.
    pub top: bool,
    /// Items with a value of the scale.
    pub answered: usize,
    /// Items that do not apply.
    pub na: usize,
    pub items: Vec<ItemPart<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandName {
    Low,
    Mixed,
    Elevated,
    Severe,
}

/// One statement and what was answered.
#[derive(Serialize, JsonSchema)]
pub struct ItemPart<'a> {
    pub id: &'a str,
    pub text: &'a str,
    /// Whether a high answer is good news.
    pub reverse: bool,
    pub weight: f64,
    /// The lowest value of the scale.
    pub lowest: i32,
    /// The highest value of the scale.
    pub highest: i32,
    /// The value as given, never turned; "na" where it does not apply; null where it was skipped.
    pub answer: Option<AnswerPart>,
}

#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub enum AnswerPart {
    Value(i32),
    Apart(Apart),
}

#[derive(Serialize, JsonSchema)]
pub enum Apart {
    #[serde(rename = "na")]
    DoesNotApply,
}

/// What is said about a cause whose remedy applies.
#[derive(Serialize, JsonSchema)]
pub struct Advice<'a> {
    /// The id of the cause.
    pub cause: &'a str,
    pub passages: Vec<PassagePart<'a>>,
}

/// A text with whose voice it is, which goes wherever the text goes.
#[derive(Serialize, JsonSchema)]
pub struct PassagePart<'a> {
    pub part: PartName,
    /// Whose voice it is; empty where the passage before goes on.
    pub label: Cow<'static, str>,
    /// Said with the label.
    pub note: Option<&'static str>,
    pub text: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    Heading,
    Situation,
    Experience,
    ExperienceNote,
    Remedy,
    Care,
    FirstStep,
    Prompt,
}

/// Causes whose remedies pull against each other.
#[derive(Serialize, JsonSchema)]
pub struct TensionPart<'a> {
    /// The ids of the causes.
    pub causes: Vec<&'a str>,
    pub text: &'a str,
}

/// Something that was taken on.
#[derive(Serialize, JsonSchema)]
pub struct ActionPart<'a> {
    /// The id of the cause it is about.
    pub cause: &'a str,
    /// The first step, in the owner's words.
    pub step: &'a str,
    /// On which occasion, where the step has one: the first half of "When ___, we ___."
    pub when: Option<&'a str>,
    /// What is done then: the second half.
    pub we: Option<&'a str>,
    /// Who does it; perhaps empty.
    pub owner: &'a str,
    /// By which day, as in 2026-12-01.
    pub due: Option<String>,
    /// When it was taken on.
    pub taken: String,
    pub state: ActionState,
    /// When somebody said what became of it.
    pub said: Option<String>,
}

/// What became of an action.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// Nobody has said yet.
    Open,
    Done,
    Going,
    Dropped,
}

impl<'a> From<wording::Passage<'a>> for PassagePart<'a> {
    fn from(passage: wording::Passage<'a>) -> Self {
        Self { part: passage.part.into(), label: passage.label, note: passage.note, text: passage.text }
    }
}

impl From<Answer> for AnswerPart {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Value(value) => Self::Value(value),
            Answer::DoesNotApply => Self::Apart(Apart::DoesNotApply),
        }
    }
}

/// Says which name stands for which value: the same word for each.
macro_rules! names {
    ($($value:ty => $name:ident: $($word:ident),+;)+) => {
        $(impl From<$value> for $name {
            fn from(value: $value) -> Self {
                type Value = $value;
                match value {
                    $(Value::$word { .. } => Self::$word,)+
                }
            }
        })+
    };
}
pub(super) use names;

names! {
    Kind => KindName: Solo, Merged, Workshop;
    Band => BandName: Low, Mixed, Elevated, Severe;
    ActionStatus => ActionState: Open, Done, Going, Dropped;
    wording::Part => PartName: Heading, Situation, Experience, ExperienceNote, Remedy, Care, FirstStep, Prompt;
}
