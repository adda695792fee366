//! What to do: remedies of elevated and severe causes, worst first, and never others; where there are none, questions
//! about the moderate ones.

use jiff::Zoned;

use super::cause::passages;
use super::{Block, entry};
use crate::app::screens::results::{Earlier, Past, Results};
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::record::Record;
use crate::wording::{self, Part, actions};

/// What the page says.
pub fn advice(results: &Results, now: &Zoned) -> Vec<Block> {
    let analysis = results.assessment.analysis();
    let raised = analysis.raised();
    let mut page: Vec<Block> = wording::no_advice(analysis).map(Block::Text).into_iter().collect();
    page.extend(wording::unknown(analysis).map(Block::Text));
    if raised.is_empty() {
        page.extend(analysis.moderate().iter().flat_map(|result| questions(analysis, result)));
    }
    for result in &raised {
        page.extend(remedy(analysis, result));
    }
    page.extend(analysis.tensions().into_iter().map(|tension| Block::Text(tension.text.clone())));
    page.extend(taken(results.assessment.record(), now));
    page.extend(earlier(results, now));
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(analysis.questionnaire().head().closing.clone()));
    page.push(Block::Text(wording::ASK_COUNTERPART.to_owned()));
    page.push(Block::Quiet(wording::limits(analysis.questionnaire())));
    page
}

fn remedy(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    parts(analysis, result, |part| matches!(part, Part::Remedy | Part::Care | Part::FirstStep))
}

/// Of a cause that is moderate only the questions, and no remedy.
fn questions(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    parts(analysis, result, |part| part == Part::Prompt)
}

fn parts(analysis: &Analysis, result: &CauseResult<'_>, shown: fn(Part) -> bool) -> Vec<Block> {
    let bands = &analysis.questionnaire().head().bands;
    let named = result.severity().map(|severity| (severity, bands.of(severity.band()).to_owned()));
    let severity = named.ok_or_else(|| wording::missing(*result.figures));
    let mut blocks = vec![Block::Figure { name: result.cause.name.clone(), severity }];
    blocks.extend(passages(analysis.questionnaire(), result.cause, shown));
    blocks
}

/// What was taken on from this record.
fn taken(record: &Record, now: &Zoned) -> Vec<Block> {
    if record.actions().is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Title(actions::TAKEN_ON.to_owned())];
    blocks.extend(record.actions().iter().map(|action| told(record, action, now)));
    blocks
}

fn told(record: &Record, action: &Action, now: &Zoned) -> Block {
    entry(record.questionnaire().cause_name(action.cause()), actions::sentence(action, now))
}

/// What still waited from earlier runs when this one was begun, and each cause's severity then and now.
fn earlier(results: &Results, now: &Zoned) -> Vec<Block> {
    let Earlier::Found(all) = &results.earlier else { return Vec::new() };
    let begun = results.assessment.record().head().created;
    let mut blocks = Vec::new();
    for Past { record, analysis } in all {
        for action in record.actions().iter().filter(|action| action.waited_at(begun)) {
            blocks.push(told(record, action, now));
            let compared = actions::then_and_now(action.cause(), analysis.as_ref(), results.assessment.analysis());
            blocks.push(entry("", compared));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, Block::Title(actions::EARLIER.to_owned()));
        blocks.push(Block::Quiet(actions::BY_CHANCE.to_owned()));
    }
    blocks
}
