//! The pages of several people's results: one cause, and what to do.

use super::Block;
use super::cause::{passage, passages};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::everyone::{Spread, Total};
use crate::domain::questionnaire::Cause;
use crate::domain::severity::Band;
use crate::domain::stats::Agreement;
use crate::wording::{self, Part};
use crate::wording::{gap as gap_words, several as told};

/// What the page of a cause says under its heading: the average, the gap, the article, the prompts, the distributions.
pub fn everyone_cause(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    let mut page = figures(several, result);
    // Of what the sides see differently they are to talk first: the questions stand above the remedy.
    let talk = told::talk_before(several, result);
    let (first, then): (Vec<_>, Vec<_>) = wording::passages(several.questionnaire(), result.cause)
        .into_iter()
        .partition(|told| talk.is_some() && told.part == Part::Prompt);
    page.extend(talk.map(Block::Text));
    page.extend(first.iter().chain(&then).map(passage));
    page.extend(result.figures.spread().map(|spread| distributions(result.cause, spread)).unwrap_or_default());
    page
}

/// The average, how people spread, the gap, and what is withheld.
pub(super) fn figures(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Vec<Block> {
    let mut page = Vec::new();
    match &result.figures.total {
        Ok(total) => page.extend(average(several, total)),
        Err(hidden) => page.push(Block::Text(wording::sentence(&told::hidden(*hidden)))),
    }
    page.extend(gap(several, result));
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
            let pairs = gap_words::pairs(gap, several).map(Block::Quiet);
            [Block::Text(gap_words::gap(gap, several))].into_iter().chain(pairs).collect()
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

/// What to do: what to talk about first, then the remedies of causes that are elevated or severe.
pub fn everyone_advice(several: &EveryoneAnalysis) -> Vec<Block> {
    let mut page = talk_first(several);
    page.extend(common_ground(several));
    let raised = several.raised();
    if raised.is_empty() {
        page.push(Block::Text(told::no_advice(several)));
    }
    for result in &raised {
        page.push(figure(several, result));
        page.extend(told::talk_before(several, result).map(Block::Text));
        let shown = |part: Part| matches!(part, Part::Remedy | Part::Care | Part::FirstStep);
        page.extend(passages(several.questionnaire(), result.cause, shown));
    }
    page.extend(several.tensions().into_iter().map(|tension| Block::Text(tension.text.clone())));
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(several.questionnaire().head().closing.clone()));
    page.push(Block::Quiet(told::limits(several.questionnaire())));
    page
}

fn common_ground(several: &EveryoneAnalysis) -> Vec<Block> {
    let told = told::common_ground(several);
    if told.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Title(told::COMMON_GROUND.to_owned())];
    blocks.extend(told.into_iter().map(Block::Text));
    blocks.push(Block::Quiet(told::COMMON_GROUND_IS.to_owned()));
    blocks
}

fn talk_first(several: &EveryoneAnalysis) -> Vec<Block> {
    let causes = several.talk_first();
    if causes.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Title(told::TALK_FIRST.to_owned()), Block::Text(told::TALK_FIRST_WHY.to_owned())];
    for result in &causes {
        blocks.push(figure(several, result));
        blocks.extend(result.figures.gap.iter().map(|gap| Block::Text(gap_words::gap(gap, several))));
        blocks.extend(told::both_sides(several, result.figures).map(Block::Quiet));
        blocks.extend(passages(several.questionnaire(), result.cause, |part| part == Part::Prompt));
    }
    blocks
}

fn figure(several: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Block {
    let bands = &several.questionnaire().head().bands;
    let severity = result.severity().map(|mean| (mean, bands.of(mean.band()).to_owned())).ok_or("not shown");
    Block::Figure { name: result.cause.name.clone(), severity }
}
