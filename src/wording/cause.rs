//! What is said on the page of one cause: each passage with whose voice it is.

use std::borrow::Cow;

use super::source::{Voices, voices};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::severity::{position, whole};

/// Before the care line.
pub const CARE: &str = "Mind";
/// Before the prompts.
pub const PROMPTS: &str = "To ask each other";
/// Before the person's own answers.
pub const OWN_ANSWERS: &str = "Your answers";

/// Which part of a cause's page a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The heading of the text behind it, in its own words.
    Heading,
    /// What the text says happens.
    Situation,
    /// How the text says Sales sees it.
    Experience,
    /// A note on the experience, where the text has none.
    ExperienceNote,
    /// What the text would do.
    Remedy,
    /// What to mind about that.
    Care,
    /// What to begin with.
    FirstStep,
    /// A question for both sides.
    Prompt,
}

/// A text with whose voice it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Which part it is.
    pub part: Part,
    /// Whose voice it is: shown before or above the text; empty where the passage goes on.
    pub label: Cow<'static, str>,
    /// Said under the label.
    pub note: Option<&'static str>,
    /// The text.
    pub text: &'a str,
}

/// The passages of a cause in their order; the remedy always carries its label, and its care line follows it.
pub fn passages<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Vec<Passage<'a>> {
    let Voices { heading, says, sees, remedy, opinion, note, first_step, .. } = voices(questionnaire);
    let plain = |part, label: Cow<'static, str>, text: &'a str| Passage { part, label, note: None, text };
    let mut told = vec![plain(Part::Heading, heading, &cause.heading), plain(Part::Situation, says, &cause.situation)];
    told.extend(cause.experience.as_deref().map(|text| plain(Part::Experience, sees, text)));
    told.extend(cause.experience_note.as_deref().map(|text| plain(Part::ExperienceNote, note.into(), text)));
    told.push(Passage { part: Part::Remedy, label: remedy, note: opinion, text: &cause.remedy });
    told.extend(cause.care.as_deref().map(|text| plain(Part::Care, CARE.into(), text)));
    told.push(plain(Part::FirstStep, first_step.into(), &cause.first_step));
    for (at, prompt) in cause.prompts.iter().enumerate() {
        told.push(plain(Part::Prompt, if at == 0 { PROMPTS } else { "" }.into(), prompt));
    }
    told
}

/// How a cause's number came about: `100 + 100 (turned) + 75, mean 92 of 100`; of a single answer, `75 of 100`.
pub fn workings(analysis: &Analysis, result: &CauseResult<'_>) -> Option<String> {
    let severity = result.score.severity?;
    let given: Vec<(&Item, i32)> =
        result.cause.items.iter().filter_map(|item| value(analysis, item).map(|value| (item, value))).collect();
    let weighted = given.windows(2).any(|pair| (pair[0].0.weight - pair[1].0.weight).abs() > f64::EPSILON);
    let terms: Vec<String> = given.iter().map(|&(item, value)| term(item, value, weighted)).collect();
    if let [only] = terms.as_slice() {
        return Some(format!("{only} of 100"));
    }
    let mean = if weighted { "weighted mean" } else { "mean" };
    Some(format!("{}, {mean} {} of 100", terms.join(" + "), severity.shown()))
}

fn value(analysis: &Analysis, item: &Item) -> Option<i32> {
    match analysis.answer(item)? {
        Answer::Value(value) => Some(value),
        Answer::DoesNotApply => None,
    }
}

fn term(item: &Item, value: i32, weighted: bool) -> String {
    let points = whole(100.0 * position(item, value));
    let times = if weighted { format!("{} × ", item.weight) } else { String::new() };
    let turned = if item.reverse { " (turned)" } else { "" };
    format!("{times}{points}{turned}")
}
