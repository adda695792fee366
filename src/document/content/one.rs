//! The report of one person.

use jiff::Zoned;

use super::parts::{Advice, Answer, Detail, Figure, Row, Talk};
use super::parts::{actions, hints, paragraphs};
use super::{Content, asked, bands};
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::questionnaire::{BandNames, Item};
use crate::domain::response::Answer as Given;
use crate::wording;
use crate::wording::sentence;

pub(super) fn content<'a>(analysis: &'a Analysis, taken: &'a [Action], now: &Zoned) -> Content<'a> {
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
    let value = match given {
        Some(Given::Value(value)) => Some(value),
        _ => None,
    };
    let told = match given {
        Some(Given::Value(value)) => item.scale.label(value).unwrap_or_default(),
        Some(Given::DoesNotApply) => &item.scale.na,
        None => "skipped",
    };
    let points = item.scale.points.iter().map(|point| Some(point.value) == value).collect();
    Answer { text: &item.text, told, points, turned: item.reverse && value.is_some() }
}
