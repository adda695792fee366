//! The page of one cause, of one person and of several.

use crate::app::pages::{Block, entry, passages};
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult, EveryoneAnalysis, EveryoneCause};
use crate::domain::everyone::{Spread, Total};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::severity::{Band, position};
use crate::domain::stats::Agreement;
use crate::wording;
use crate::wording::actions::TAKEN_ON;
use crate::wording::{Part, figures, guess, plan, several as told};

/// What the page of a cause says under its heading: the first step, the person's own answers and the sum, the article,
/// and the questions.
pub fn cause(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    let voiced = |wanted: fn(Part) -> bool| passages(analysis.questionnaire(), result.cause, wanted);
    let mut page: Vec<Block> = to_do(analysis.questionnaire(), result.cause, analysis.actions()).collect();
    page.push(Block::Title(wording::why(result)));
    page.extend(result.cause.items.iter().map(|item| own_answer(analysis, item)));
    page.push(match wording::workings(analysis, result) {
        Some(sum) => Block::Quiet(sum),
        None => Block::Quiet(format!(
            "No figure: {}, {}.",
            wording::answered(*result.figures),
            wording::missing(*result.figures)
        )),
    });
    page.extend(voiced(|part| !matches!(part, Part::FirstStep | Part::Prompt)));
    page.extend(voiced(|part| part == Part::Prompt));
    page
}

/// The first step that is suggested for a cause, and those that were taken on.
fn to_do<'a>(
    questionnaire: &Questionnaire,
    cause: &'a Cause,
    actions: &'a [Action],
) -> impl Iterator<Item = Block> + use<'a> {
    let title = Block::Title(wording::voices(questionnaire).first_step.to_owned());
    let taken_on = plan::taken_on_for(actions, &cause.id).map(|step| entry(TAKEN_ON, step));
    [title, Block::Text(cause.first_step.clone())].into_iter().chain(taken_on)
}

/// The person's answers to a cause, those that count most towards its figure first.
pub fn strongest<'a>(analysis: &Analysis, result: &CauseResult<'a>) -> Vec<(&'a Item, Answer)> {
    let mut given: Vec<(&Item, Answer)> =
        result.cause.items.iter().filter_map(|item| Some((item, analysis.answer(item)?))).collect();
    given.sort_by(|(one, first), (other, second)| points(other, *second).total_cmp(&points(one, *first)));
    given
}

/// What an answer adds to the figure of its cause, before the mean is taken; nothing where it does not apply.
fn points(item: &Item, answer: Answer) -> f64 {
    match answer {
        Answer::Value(value) => item.weight * position(item, value),
        Answer::DoesNotApply => -1.0,
    }
}

fn own_answer(analysis: &Analysis, item: &Item) -> Block {
    let answer = analysis.answer(item);
    let value = match answer {
        None => "–".to_owned(),
        Some(Answer::DoesNotApply) => "x".to_owned(),
        Some(Answer::Value(value)) => value.to_string(),
    };
    let word = answer.map_or("not answered", |answer| item.scale.words(answer)).to_owned();
    Block::Answer { value, word, turned: item.reverse, statement: item.text.clone() }
}

/// What the page of a cause says under its heading: the figures, the first step, the answers, the article, and the
/// questions. Of what the sides see differently they are to talk first, so that the questions stand above.
pub fn everyone_cause(several: &EveryoneAnalysis, result: &EveryoneCause<'_>, answers: Vec<Block>) -> Vec<Block> {
    let voiced = |wanted: fn(Part) -> bool| passages(several.questionnaire(), result.cause, wanted);
    let prompts: Vec<Block> = voiced(|part| part == Part::Prompt).collect();
    let talk = told::talk_before(several, result);
    let (first, last) = if talk.is_some() { (prompts, Vec::new()) } else { (Vec::new(), prompts) };
    let mut page = figures(several, result);
    page.extend(talk.map(Block::Text));
    page.extend(first);
    page.extend(to_do(several.questionnaire(), result.cause, several.actions()));
    page.extend(answers);
    page.extend(voiced(|part| !matches!(part, Part::FirstStep | Part::Prompt)));
    page.extend(last);
    page
}

/// How everyone answered each statement of a cause, where that is shown; never by side.
pub fn how_everyone_answered(result: &EveryoneCause<'_>) -> Vec<Block> {
    result.figures.spread().map(|spread| distributions(result.cause, spread)).unwrap_or_default()
}

/// The average, how people spread, the gap, what the sides expected of each other, and what is withheld.
pub(super) fn figures(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    let mut page = Vec::new();
    match &result.figures.total {
        Ok(total) => page.extend(average(several, total)),
        Err(hidden) => page.push(Block::Text(wording::sentence(&told::hidden(*hidden)))),
    }
    page.extend(gap(several, result));
    page.extend(guess::of_cause(several, result).into_iter().map(Block::Text));
    page.extend(told::withheld(result.figures.withheld).map(Block::Quiet));
    page.extend(result.figures.many_lack.then(|| Block::Quiet(told::MANY_LACK.to_owned())));
    page
}

fn average(several: &EveryoneAnalysis, total: &Total) -> Vec<Block> {
    let mut blocks = vec![Block::Text(told::average(&total.average))];
    if let Some(spread) = &total.spread {
        let names = &several.questionnaire().head().bands;
        let band_names = || Band::ALL.map(|band| names.of(band).to_owned());
        blocks.extend(spread.bands.map(|bands| Block::Bands(bands, band_names())));
        blocks.extend(agreement(several, spread).map(Block::Text));
    }
    blocks
}

/// How many rate it high, and how close the answers lie.
fn agreement(several: &EveryoneAnalysis, spread: &Spread) -> Option<String> {
    let raised = told::raised(spread, &several.questionnaire().head().bands).map(|raised| wording::sentence(&raised));
    let close = spread.agreement.map(|word| match word {
        Agreement::FarApart => format!("Answers lie far apart. {}", told::LOOK_AT_SPREAD),
        word => format!("Answers: {}.", told::agreement(word)),
    });
    let told: Vec<String> = raised.into_iter().chain(close).collect();
    (!told.is_empty()).then(|| told.join(" "))
}

/// The gap in a sentence, or why there is none.
fn gap(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    match &result.figures.gap {
        Some(gap) => {
            let pairs = figures::pairs(gap, several).map(Block::Quiet);
            [Block::Text(figures::gap(gap, several))].into_iter().chain(pairs).collect()
        }
        None => vec![Block::Quiet(told::no_gap(several, result.figures))],
    }
}

/// How everyone answered each item; never by side.
pub(super) fn distributions(cause: &Cause, spread: &Spread) -> Vec<Block> {
    let mut blocks = vec![Block::Title("How everyone answered".to_owned())];
    blocks.extend(cause.items.iter().zip(&spread.items).map(|(item, counts)| Block::Distribution {
        statement: item.text.clone(),
        labels: item.scale.points.iter().map(|point| point.label.clone()).collect(),
        counts: counts.clone(),
    }));
    blocks
}
