//! A few people's answers, side by side, in the three forms that people read.
//!
//! ```text
//! text, markdown, html   the forms; they all say what stands here
//! ```

mod html;
mod markdown;
mod text;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

use jiff::Zoned;
use serde::Serialize;

use super::content::{BandKey, Figure, asked, bands};
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::questionnaire::{Cause, Item};
use crate::domain::response::Answer;
use crate::domain::severity::Score;
use crate::wording;
use crate::wording::compare as told;

/// Everything that the page says, from top to bottom.
#[derive(Debug, Serialize)]
struct Content<'a> {
    language: &'a str,
    heading: String,
    asked: String,
    bands: Vec<BandKey<'a>>,
    legend: String,
    people: Vec<Signed<'a>>,
    widest: Vec<Apart<'a>>,
    none_apart: Option<&'static str>,
    causes: Vec<CauseRows<'a>>,
    closing: &'a str,
    limits: String,
}

/// What is said of one person, or by one.
#[derive(Debug, Serialize)]
struct Signed<'a> {
    sign: &'a str,
    told: String,
}

/// A cause that is seen differently, with a question to talk about.
#[derive(Debug, Serialize)]
struct Apart<'a> {
    name: &'a str,
    told: String,
    prompt: Option<&'a str>,
}

/// A cause with a figure a person, and its items.
#[derive(Debug, Serialize)]
struct CauseRows<'a> {
    name: &'a str,
    figures: Vec<FigureRow<'a>>,
    items: Vec<ItemRows<'a>>,
}

/// One person's figure, or why there is none.
#[derive(Debug, Serialize)]
struct FigureRow<'a> {
    sign: &'a str,
    figure: Option<Figure<'a>>,
    told: String,
}

/// A statement with an answer a person.
#[derive(Debug, Serialize)]
struct ItemRows<'a> {
    text: &'a str,
    answers: Vec<AnswerRow<'a>>,
}

/// One person's answer.
#[derive(Debug, Serialize)]
struct AnswerRow<'a> {
    sign: &'a str,
    told: &'a str,
    /// The points of the scale, with the one that was given.
    points: Vec<bool>,
}

fn content<'a>(comparison: &'a Comparison, now: &Zoned) -> Content<'a> {
    let questionnaire = comparison.questionnaire();
    let widest: Vec<Apart<'a>> = comparison.widest().iter().map(apart).collect();
    Content {
        language: &questionnaire.head().language,
        heading: told::heading(comparison),
        asked: asked(questionnaire),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        people: comparison.people().iter().map(|person| occasion(person, now)).collect(),
        none_apart: widest.is_empty().then(|| told::none_apart(comparison)),
        widest,
        causes: (0..).zip(questionnaire.causes()).map(|(place, cause)| rows(comparison, place, cause)).collect(),
        closing: &questionnaire.head().closing,
        limits: told::limits(questionnaire),
    }
}

fn occasion<'a>(person: &'a Person, now: &Zoned) -> Signed<'a> {
    Signed { sign: &person.sign, told: told::occasion(person, now) }
}

fn apart<'a>(apart: &Apartness<'a>) -> Apart<'a> {
    let prompt = apart.cause.prompts.first().map(String::as_str);
    Apart { name: &apart.cause.name, told: told::range(apart), prompt }
}

fn rows<'a>(comparison: &'a Comparison, place: usize, cause: &'a Cause) -> CauseRows<'a> {
    let item = |item: &'a Item| ItemRows {
        text: &item.text,
        answers: comparison.people().iter().map(|person| answer(person, item)).collect(),
    };
    CauseRows {
        name: &cause.name,
        figures: comparison.scores(place).map(|(person, score)| figure(person, score)).collect(),
        items: cause.items.iter().map(item).collect(),
    }
}

fn figure(person: &Person, score: Score) -> FigureRow<'_> {
    let names = &person.analysis.questionnaire().head().bands;
    let figure = score.severity.map(|severity| Figure::exact(severity, names));
    FigureRow { sign: &person.sign, figure, told: told::figure(person, score) }
}

fn answer<'a>(person: &'a Person, item: &'a Item) -> AnswerRow<'a> {
    let given = person.analysis.answer(item);
    let points = item.scale.points.iter().map(|point| given == Some(Answer::Value(point.value))).collect();
    AnswerRow { sign: &person.sign, told: told::answer(person, item), points }
}
