//! What is said on the page of one cause: each passage with whose voice it is; and a word on the person's own answers.

use std::borrow::Cow;

use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::{Cause, Item, Questionnaire, Scale};
use crate::domain::severity::{position, whole};

pub const CARE: &str = "Mind";
pub const PROMPTS: &str = "To ask each other";
pub const FIRST_STEP: &str = "First step";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Heading,
    Situation,
    Experience,
    /// A note on the experience, where the text has none.
    ExperienceNote,
    /// What the text would do.
    Remedy,
    /// What to mind about that.
    Care,
    FirstStep,
    Prompt,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    pub part: Part,
    /// Whose voice it is: shown before or above the text; empty where the passage goes on.
    pub label: Cow<'static, str>,
    /// Said under the label.
    pub note: Option<&'static str>,
    pub text: &'a str,
}

/// The passages of a cause in their order; the remedy always carries its label, and its care line follows it.
pub fn passages<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Vec<Passage<'a>> {
    let Voices { heading, says, sees, remedy, opinion, note, first_step, .. } = voices(questionnaire);
    let plain = |part, label: Cow<'static, str>, text: &'a str| Passage { part, label, note: None, text };
    let mut passages =
        vec![plain(Part::Heading, heading, &cause.heading), plain(Part::Situation, says, &cause.situation)];
    passages.extend(cause.experience.as_deref().map(|text| plain(Part::Experience, sees, text)));
    passages.extend(cause.experience_note.as_deref().map(|text| plain(Part::ExperienceNote, note.into(), text)));
    passages.push(Passage { part: Part::Remedy, label: remedy, note: opinion, text: &cause.remedy });
    passages.extend(cause.care.as_deref().map(|text| plain(Part::Care, CARE.into(), text)));
    passages.push(plain(Part::FirstStep, first_step.into(), &cause.first_step));
    for (at, prompt) in cause.prompts.iter().enumerate() {
        passages.push(plain(Part::Prompt, if at == 0 { PROMPTS } else { "" }.into(), prompt));
    }
    passages
}

/// Before the answers that a figure comes from: `Why 88`.
pub fn why(result: &CauseResult<'_>) -> String {
    result.severity().map_or_else(|| "No figure".to_owned(), |severity| format!("Why {}", severity.shown()))
}

const GOOD_NEWS: &str = " (↺: often is good news)";

/// How a cause's number came about: `100 + 100 ↺ + 75, mean 92 of 100 (↺: often is good news)`; of a single answer, `75 of 100`.
pub fn workings(analysis: &Analysis, result: &CauseResult<'_>) -> Option<String> {
    let severity = result.severity()?;
    let given: Vec<(&Item, i32)> =
        result.cause.items.iter().filter_map(|item| Some((item, analysis.answer(item)?.value()?))).collect();
    let weighted = given.windows(2).any(|pair| (pair[0].0.weight - pair[1].0.weight).abs() > f64::EPSILON);
    let terms: Vec<String> = given.iter().map(|&(item, value)| term(item, value, weighted)).collect();
    let marked = if given.iter().any(|(item, _)| item.reverse) { GOOD_NEWS } else { "" };
    if let [only] = terms.as_slice() {
        return Some(format!("{only} of 100{marked}"));
    }
    let mean = if weighted { "weighted mean" } else { "mean" };
    Some(format!("{}, {mean} {} of 100{marked}", terms.join(" + "), severity.shown()))
}

fn term(item: &Item, value: i32, weighted: bool) -> String {
    let points = whole(100.0 * position(item, value));
    let times = if weighted { format!("{} × ", item.weight) } else { String::new() };
    let turned = if item.reverse { " ↺" } else { "" };
    format!("{times}{points}{turned}")
}

const ARTICLE: &str = "Sales Vs Marketing";
/// With every remedy of the article.
pub const ONE_OPINION: &str = "one author's opinion";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voices {
    /// Before the heading that the text itself uses.
    pub heading: Cow<'static, str>,
    pub says: Cow<'static, str>,
    pub sees: Cow<'static, str>,
    pub remedy: Cow<'static, str>,
    /// Said with every remedy; of another author's text, the label says it.
    pub opinion: Option<&'static str>,
    pub source: &'static str,
    pub note: &'static str,
    pub first_step: &'static str,
    pub order: &'static str,
}

pub fn voices(questionnaire: &Questionnaire) -> Voices {
    match called(questionnaire) {
        Called::TheArticle => Voices {
            heading: Cow::Borrowed("The article's heading"),
            says: Cow::Borrowed("The article says"),
            sees: Cow::Borrowed("As the article says Sales sees it"),
            remedy: Cow::Borrowed("The article's remedy"),
            opinion: Some(ONE_OPINION),
            source: "The article",
            note: "Our note",
            first_step: "First step, suggested by Undercurrent",
            order: "as in the article",
        },
        Called::ByTitle(title) => Voices {
            heading: format!("Heading in {title}").into(),
            says: format!("{title} says").into(),
            sees: format!("As {title} says Sales sees it").into(),
            remedy: format!("Remedy in {title}").into(),
            ..plain()
        },
        Called::Nothing => plain(),
    }
}

fn plain() -> Voices {
    Voices {
        heading: Cow::Borrowed("Heading"),
        says: Cow::Borrowed("What happens"),
        sees: Cow::Borrowed("As Sales sees it"),
        remedy: Cow::Borrowed("Remedy"),
        opinion: None,
        source: "Remedy",
        note: "Note",
        first_step: "First step",
        order: "in the order given",
    }
}

/// What a remedy is from, in a sentence: `One article, one side's view`.
pub(super) fn ground(questionnaire: &Questionnaire) -> Cow<'static, str> {
    match called(questionnaire) {
        Called::TheArticle => Cow::Borrowed("One article, one side's view"),
        Called::ByTitle(title) => format!("One source, {title}").into(),
        Called::Nothing => Cow::Borrowed("One questionnaire"),
    }
}

enum Called {
    TheArticle,
    /// In quotation marks.
    ByTitle(String),
    Nothing,
}

fn called(questionnaire: &Questionnaire) -> Called {
    match questionnaire.head().source.title.trim() {
        ARTICLE => Called::TheArticle,
        "" => Called::Nothing,
        title => Called::ByTitle(format!("“{title}”")),
    }
}

/// The fewest answers on one scale that anything is said about.
const FEWEST: usize = 12;

/// The answers of one scale that are on it.
struct OnScale<'a> {
    scale: &'a Scale,
    given: Vec<(&'a Item, i32)>,
    both_ways: bool,
}

/// Said where nine of ten answers or more on a scale are the same, though its statements run both ways.
pub fn same_answers(analysis: &Analysis) -> Option<String> {
    let sentences: Vec<String> = scales(analysis).iter().filter_map(sentence).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn scales(analysis: &Analysis) -> Vec<OnScale<'_>> {
    let mut scales: Vec<OnScale<'_>> = Vec::new();
    let items: Vec<&Item> = analysis.questionnaire().asked().collect();
    for item in &items {
        if scales.iter().any(|known| *known.scale == *item.scale) {
            continue;
        }
        let on: Vec<&Item> = items.iter().copied().filter(|other| other.scale == item.scale).collect();
        let both_ways = on.iter().any(|item| item.reverse) && on.iter().any(|item| !item.reverse);
        let given = on.into_iter().filter_map(|item| Some((item, analysis.answer(item)?.value()?))).collect();
        scales.push(OnScale { scale: &item.scale, given, both_ways });
    }
    scales
}

fn sentence(scale: &OnScale<'_>) -> Option<String> {
    let of = scale.given.len();
    let same = scale.scale.points.iter().map(|point| times(scale, point.value)).max()?;
    if !scale.both_ways || of < FEWEST || 10 * same < 9 * of {
        return None;
    }
    let good = scale.given.iter().filter(|(item, _)| item.reverse).count();
    let said = format!("You gave the same answer to {same} of {of} statements.");
    Some(match good {
        // Whoever answered one kind alone has figures that say so plainly.
        0 => said,
        _ if good == of => said,
        1 => format!("{said} 1 of the {of} describes things going well, {}", so(scale)),
        _ => format!("{said} {good} of the {of} describe things going well, {}", so(scale)),
    })
}

fn times(scale: &OnScale<'_>, value: i32) -> usize {
    scale.given.iter().filter(|(_, given)| *given == value).count()
}

/// What follows for the figures: on the whole they lie near the middle, unless one kind of statement prevails.
fn so(scale: &OnScale<'_>) -> &'static str {
    #[expect(clippy::cast_precision_loss, reason = "a few dozen answers")]
    let mean = scale.given.iter().map(|(item, value)| position(item, *value)).sum::<f64>() / scale.given.len() as f64;
    if (0.375..0.625).contains(&mean) {
        "so the figures come out near the middle."
    } else {
        "where the same answer means the opposite."
    }
}
