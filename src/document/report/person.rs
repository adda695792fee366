//! The report of one person, in exact figures.

use super::super::blocks::{Article, Block, Chart};
use super::super::figures::{Answered, Figure, Row};
use super::{bands, hints, passages};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::questionnaire::Item;
use crate::domain::response::Answer;
use crate::wording::{self, sentence};

pub(super) fn chart(analysis: &Analysis) -> Chart<'_> {
    let questionnaire = analysis.questionnaire();
    let causes = analysis.causes(Order::Severity);
    Chart {
        is_of_several: false,
        rows: (1..).zip(&causes).map(|(number, result)| row(analysis, number, result)).collect(),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        marks: None,
    }
}

fn figure<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Option<Figure<'a>> {
    let names = &analysis.questionnaire().head().bands;
    result.severity().map(|severity| Figure::exact(severity, names))
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

/// What is said of it all, and the causes to do something about.
pub(super) fn what_to_do(analysis: &Analysis) -> (Vec<String>, Vec<Article<'_>>) {
    let raised = analysis.raised();
    let said = wording::no_advice(analysis).into_iter().chain(wording::unknown(analysis)).collect();
    let causes = if raised.is_empty() {
        analysis.moderate().into_iter().map(|result| questions(analysis, &result)).collect()
    } else {
        (1..).zip(&raised).map(|(number, result)| remedy(analysis, number, result)).collect()
    };
    (said, causes)
}

fn remedy<'a>(analysis: &'a Analysis, number: usize, result: &CauseResult<'a>) -> Article<'a> {
    Article {
        name: &result.cause.name,
        row: Some(wording::row(analysis, number, result)),
        figure: figure(analysis, result),
        blocks: passages(analysis.questionnaire(), result.cause).collect(),
    }
}

/// A moderate cause with its questions, for where nothing is worse.
fn questions<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Article<'a> {
    let told = result.severity().map(|severity| sentence(&wording::verdict(analysis, severity)));
    let prompts = Block::prompts(result.cause.prompts.iter().map(String::as_str));
    let blocks = Block::list(told).into_iter().chain(prompts).collect();
    Article { name: &result.cause.name, figure: None, row: None, blocks }
}

/// How to read what stands behind the figures, and what does.
pub(super) fn details(analysis: &Analysis) -> (Option<&'static str>, Vec<Article<'_>>) {
    let turned = |item: &Item| item.reverse && analysis.answer(item).and_then(Answer::value).is_some();
    let any = analysis.questionnaire().asked().any(turned);
    let causes = analysis.causes(Order::Severity);
    (any.then_some(wording::HOW_ANSWERS_READ), causes.iter().map(|result| detail(analysis, result)).collect())
}

fn detail<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> Article<'a> {
    let why = || sentence(wording::missing(*result.figures));
    let told = wording::workings(analysis, result).map_or_else(why, |workings| workings + ".");
    let answers = result.cause.items.iter().map(|item| answer(analysis, item)).collect();
    let blocks = [Block::Sentences(vec![told])].into_iter().chain(hints(result.cause));
    Article {
        name: &result.cause.name,
        figure: figure(analysis, result),
        row: None,
        blocks: blocks.chain([Block::Answers(answers)]).collect(),
    }
}

fn answer<'a>(analysis: &'a Analysis, item: &'a Item) -> Answered<'a> {
    let given = analysis.answer(item);
    let value = given.and_then(Answer::value);
    let told = given.map_or(wording::SKIPPED, |given| item.scale.words(given));
    let points = item.scale.points.iter().map(|point| Some(point.value) == value).collect();
    Answered { text: &item.text, told, points, turned: item.reverse && value.is_some() }
}
