//! What to do: remedies of elevated and severe causes, worst first, and never others.

use super::Block;
use super::cause::passage;
use crate::domain::advice;
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::wording::{self, Part};

/// What the page says.
#[must_use]
pub fn advice(analysis: &Analysis) -> Vec<Block> {
    let raised = advice::raised(analysis);
    let mut page = Vec::new();
    if raised.is_empty() {
        page.push(Block::Text(wording::no_advice(analysis).to_owned()));
    }
    for result in &raised {
        page.extend(remedy(analysis, result));
    }
    page.extend(advice::tensions(analysis, &raised).into_iter().map(|tension| Block::Text(tension.text.clone())));
    page.push(Block::Title("Before you go".to_owned()));
    page.push(Block::Text(analysis.questionnaire().head().closing.clone()));
    page.push(Block::Text(wording::ASK_COUNTERPART.to_owned()));
    page.push(Block::Quiet(wording::LIMITS.to_owned()));
    page
}

fn remedy(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    let bands = &analysis.questionnaire().head().bands;
    let named = result.score.severity.map(|severity| (severity, bands.of(severity.band()).to_owned()));
    let severity = named.ok_or_else(|| wording::missing(result.score));
    let mut blocks = vec![Block::Figure { name: result.cause.name.clone(), severity }];
    let shown = |part| matches!(part, Part::Remedy | Part::Care | Part::FirstStep);
    blocks.extend(wording::passages(result.cause).iter().filter(|told| shown(told.part)).map(passage));
    blocks
}
