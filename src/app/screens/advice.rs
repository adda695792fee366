//! What to do, for one person and for several: remedies of elevated and severe causes, worst first, and never others;
//! where there are none, questions about the moderate ones.

use jiff::Zoned;

use crate::app::pages::{Block, entry, passages};
use crate::app::screens::results::{Earlier, Past, Results};
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::record::Record;
use crate::wording;
use crate::wording::{Part, actions, gap as gap_words, several as told};

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
    page.extend(all_taken_on(results.assessment.record(), now));
    page.extend(earlier(results, now));
    page.push(Block::Title(wording::BEFORE_ACTING.to_owned()));
    page.push(Block::Text(analysis.questionnaire().head().closing.clone()));
    page.push(Block::Text(wording::ask(analysis).to_owned()));
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
fn all_taken_on(record: &Record, now: &Zoned) -> Vec<Block> {
    if record.actions().is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Title(actions::TAKEN_ON.to_owned())];
    blocks.extend(record.actions().iter().map(|action| taken_on(record, action, now)));
    blocks
}

fn taken_on(record: &Record, action: &Action, now: &Zoned) -> Block {
    entry(record.questionnaire().cause_name(action.cause()), actions::sentence(action, now))
}

/// What still waited from earlier runs when this one was begun, and each cause's severity then and now.
fn earlier(results: &Results, now: &Zoned) -> Vec<Block> {
    let Earlier::Found(all) = &results.earlier else { return Vec::new() };
    let begun = results.assessment.record().head().created;
    let mut blocks = Vec::new();
    for Past { record, analysis } in all {
        for action in record.actions().iter().filter(|action| action.waited_at(begun)) {
            blocks.push(taken_on(record, action, now));
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
