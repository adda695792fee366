//! What stands on a plan: its rows, for one person and for several; and what it tells of each, and before anybody acts.
//!
//! Remedies are of elevated and severe causes and never of others; where there are none, the moderate ones have questions.

use jiff::Zoned;

use crate::app::keys;
use crate::app::pages::{Block, entry, passages};
use crate::app::record::{Earlier, Past};
use crate::app::screens::results::Results;
use crate::app::screens::steps::Steps;
use crate::app::screens::taking_on::Source;
use crate::domain::action::Action;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::text::Note;
use crate::request::OpenStep;
use crate::wording;
use crate::wording::{Part, actions, figures, plan as words, several};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// A step, by its place in the record.
    Step(usize),
    /// A cause without a step, by its place in the order of definition.
    Cause(usize, Why),
    Ground,
    /// The question at the end, with its answer.
    Note,
    Mind,
}

/// Why a cause stands on the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The sides see it differently: it is talked about first.
    Talk,
    /// It is elevated or severe.
    Raised,
    /// It is moderate, and none is worse.
    Question,
}

impl Source {
    /// The rows: steps, causes without one, and the question at the end.
    pub fn rows(&self) -> Vec<Row> {
        let steps = self.steps();
        let (dropped, held): (Vec<usize>, Vec<usize>) = (0..steps.len()).partition(|at| steps[*at].is_dropped());
        let mut rows: Vec<Row> = held.into_iter().chain(dropped).map(Row::Step).collect();
        let lacks = |place: &usize| {
            let id = self.cause(*place).map(|cause| &cause.id);
            steps.iter().all(|step| step.is_dropped() || Some(step.cause()) != id)
        };
        let talk = self.talk_first();
        let raised = self.raised();
        rows.extend(talk.iter().copied().filter(lacks).map(|place| Row::Cause(place, Why::Talk)));
        rows.extend((!self.common_ground().is_empty()).then_some(Row::Ground));
        // What the sides see differently stands among the others once more: questions come before any remedy.
        rows.extend(raised.iter().copied().filter(lacks).map(|place| Row::Cause(place, Why::Raised)));
        if raised.is_empty() && talk.is_empty() {
            rows.extend(self.moderate().into_iter().filter(lacks).map(|place| Row::Cause(place, Why::Question)));
        }
        rows.extend(matches!(self, Self::One(_)).then_some(Row::Note));
        rows.push(Row::Mind);
        rows
    }

    /// The row of a cause's step.
    pub(super) fn row_of(&self, place: usize) -> Option<usize> {
        let cause = &self.cause(place)?.id;
        let is_its = |row: &Row| matches!(row, Row::Step(at) if self.steps()[*at].cause() == cause);
        self.rows().iter().position(is_its)
    }

    /// The causes on the plan that a step may be taken on for.
    pub(super) fn causes(&self) -> Vec<usize> {
        let cause = |row: &Row| if let Row::Cause(place, _) = row { Some(*place) } else { None };
        let mut causes: Vec<usize> = Vec::new();
        for place in self.rows().iter().filter_map(cause) {
            if !causes.contains(&place) {
                causes.push(place);
            }
        }
        causes
    }

    /// Whether an action does something with a row.
    pub fn takes(&self, row: Row, action: keys::Action) -> bool {
        match (row, action) {
            (Row::Step(at), keys::Action::Drop) => !self.steps()[at].is_dropped(),
            (Row::Step(_), keys::Action::Toggle | keys::Action::Edit) | (Row::Cause(..), keys::Action::TakeOn) => true,
            _ => false,
        }
    }
}

/// The sentence over the plan: what comes next, or why there is nothing.
pub fn headline(source: &Source, now: &Zoned) -> String {
    let steps = source.steps();
    let mut open: Vec<&Action> = steps.iter().filter(|action| action.is_open()).collect();
    open.sort_by_key(|action| (action.due().is_none(), action.due(), action.taken()));
    let late = open.iter().filter(|action| action.is_overdue(now.date())).count();
    match (open.first(), source.rows().first()) {
        (Some(next), _) => words::next(&actions::reads(next), &actions::stands(next, now), late),
        (None, Some(Row::Step(_))) => words::ALL_SETTLED.to_owned(),
        (None, Some(Row::Cause(place, why))) if *why != Why::Question => {
            let name = source.cause(*place).map_or("", |cause| cause.name.as_str());
            if *why == Why::Talk { words::talk_first(name) } else { words::start_with(name) }
        }
        _ => quiet(source),
    }
}

fn quiet(source: &Source) -> String {
    match source {
        Source::One(results) => {
            let analysis = results.assessment.analysis();
            wording::no_advice(analysis).or_else(|| wording::unknown(analysis)).unwrap_or_default()
        }
        Source::Several(everyone) => several::no_advice(&everyone.analysis),
        Source::All(_) => String::new(),
    }
}

/// All of the plan of one person, where it stands beside the chart.
pub fn advice(results: &Results, now: &Zoned) -> Vec<Block> {
    let source = Source::One(Box::new(results.clone()));
    let mut page = vec![Block::Text(headline(&source, now))];
    page.extend(source.rows().into_iter().flat_map(|row| of_row(&source, row, now)));
    page
}

/// What is told of a row in full.
pub(super) fn of_row(source: &Source, row: Row, now: &Zoned) -> Vec<Block> {
    match row {
        Row::Step(at) => source.steps().get(at).map_or_else(Vec::new, |step| of_step(source, step, now)),
        Row::Cause(place, why) => of_cause(source, place, why),
        Row::Ground => common_ground(source),
        Row::Note => note(source),
        Row::Mind => {
            let title = Block::Title(wording::BEFORE_ACTING.to_owned());
            [title].into_iter().chain(around(source, now)).collect()
        }
    }
}

/// A step as it reads, whose it is, by when, and since when.
fn step_facts(step: &Action, now: &Zoned) -> Vec<Block> {
    let mut page = vec![Block::Title(actions::reads(step))];
    page.extend(step.plan().map(|_| entry(words::LABELS[0], step.step())));
    page.push(entry(words::LABELS[3], actions::owner(step)));
    let stands = actions::stands(step, now);
    let by = step.due().map_or_else(|| stands.clone(), |due| format!("{}; {stands}", actions::day(due)));
    page.push(entry(words::LABELS[4], by));
    page.push(entry(actions::TAKEN_ON, wording::day(step.taken(), now)));
    page
}

fn of_step(source: &Source, step: &Action, now: &Zoned) -> Vec<Block> {
    let mut page = step_facts(step, now);
    let Some(questionnaire) = source.questionnaire() else { return page };
    let place = questionnaire.causes().iter().position(|cause| cause.id == *step.cause());
    if let Some((place, cause)) = place.and_then(|place| Some((place, questionnaire.causes().get(place)?))) {
        page.push(figure(source, place, cause));
        page.extend(prompts(questionnaire, cause));
        if source.raised().contains(&place) {
            page.extend(remedy(questionnaire, cause));
        }
    }
    page
}

/// Of a cause that is moderate only the questions, and no remedy; of one that the sides see differently the questions
/// before all else.
fn of_cause(source: &Source, place: usize, why: Why) -> Vec<Block> {
    let Some((questionnaire, cause)) = source.questionnaire().zip(source.cause(place)) else {
        return Vec::new();
    };
    let mut page = vec![figure(source, place, cause)];
    page.extend(differently(source, place));
    match why {
        Why::Question => page.extend(prompts(questionnaire, cause)),
        Why::Talk => {
            page.extend(prompts(questionnaire, cause));
            page.extend(first_step(questionnaire, cause));
        }
        Why::Raised => {
            page.extend(first_step(questionnaire, cause));
            page.extend(remedy(questionnaire, cause));
            page.extend(prompts(questionnaire, cause));
        }
    }
    page
}

fn figure(source: &Source, place: usize, cause: &Cause) -> Block {
    let named = source.questionnaire().map(|questionnaire| &questionnaire.head().bands);
    let known = source.severity(place).zip(named);
    let severity = known.map(|(severity, bands)| (severity, bands.of(severity.band()).to_owned()));
    Block::Figure { name: cause.name.clone(), severity: severity.ok_or(words::NO_FIGURE) }
}

fn remedy<'a>(questionnaire: &'a Questionnaire, cause: &'a Cause) -> impl Iterator<Item = Block> + 'a {
    passages(questionnaire, cause, |part| matches!(part, Part::Remedy | Part::Care))
}

fn first_step<'a>(questionnaire: &'a Questionnaire, cause: &'a Cause) -> impl Iterator<Item = Block> + 'a {
    passages(questionnaire, cause, |part| part == Part::FirstStep)
}

fn prompts<'a>(questionnaire: &'a Questionnaire, cause: &'a Cause) -> impl Iterator<Item = Block> + 'a {
    passages(questionnaire, cause, |part| part == Part::Prompt)
}

/// How the two sides see a cause, where that is shown and differs.
pub fn differently(source: &Source, place: usize) -> Vec<Block> {
    let Source::Several(everyone) = source else { return Vec::new() };
    let all = &everyone.analysis;
    let Some(result) = all.cause(place) else { return Vec::new() };
    let mut page: Vec<Block> = several::talk_before(all, &result).map(Block::Text).into_iter().collect();
    if all.talk_first().iter().any(|talk| talk.place == place) {
        page.extend(gap_of(all, &result).map(Block::Text));
        page.extend(several::both_sides(all, result.figures).map(Block::Quiet));
    }
    page
}

fn gap_of(all: &EveryoneAnalysis, result: &EveryoneCause<'_>) -> Option<String> {
    result.figures.gap.as_ref().map(|gap| figures::gap(gap, all))
}

fn note(source: &Source) -> Vec<Block> {
    let mut page = vec![Block::Title(source.closing().to_owned())];
    page.push(match written(source) {
        Some(note) => entry(words::NOTE, note),
        None => Block::Text(words::NO_NOTE.to_owned()),
    });
    page.push(Block::Quiet(words::NOTE_STAYS.to_owned()));
    page
}

pub fn written(source: &Source) -> Option<&str> {
    source.record()?.note().map(Note::as_str)
}

/// What to mind: where the text pulls against itself, whose view it is, what waits from before.
pub fn around(source: &Source, now: &Zoned) -> Vec<Block> {
    let tensions = source.tensions().into_iter();
    let mut page: Vec<Block> = tensions.map(|tension| Block::Text(words::tension(&tension.text))).collect();
    page.extend(left_out(source).map(Block::Text));
    page.push(Block::Text(view(source)));
    page.push(Block::Text(words::NOT_EVERY_DIFFERENCE.to_owned()));
    if let Source::One(results) = source {
        page.extend(earlier(results, now));
    }
    page.push(Block::Quiet(limits(source)));
    page
}

/// Whose view it is, and who else should be asked.
fn view(source: &Source) -> String {
    let Source::One(results) = source else { return source.closing().to_owned() };
    let analysis = results.assessment.analysis();
    let sides = &analysis.questionnaire().head().sides;
    let named = |id: &str| sides.iter().find(|side| side.id.as_str() == id).map(|side| side.name.as_str());
    let (sales, marketing) = (named("sales").unwrap_or("Sales"), named("marketing").unwrap_or("Marketing"));
    match analysis.side().map(|side| side.id.as_str()) {
        Some("sales") => words::counterpart(sales, marketing),
        Some("marketing") => words::counterpart(marketing, sales),
        _ => words::own_view(sales, marketing),
    }
}

fn limits(source: &Source) -> String {
    match (source, source.questionnaire()) {
        (Source::Several(_), Some(questionnaire)) => several::limits(questionnaire),
        (_, Some(questionnaire)) => wording::limits(questionnaire),
        (_, None) => String::new(),
    }
}

/// What still waited from earlier records when this one was begun, and each cause's severity then and now.
fn earlier(results: &Results, now: &Zoned) -> Vec<Block> {
    let Earlier::Found(all) = &results.earlier else { return Vec::new() };
    let begun = results.assessment.record().head().created;
    let mut blocks = Vec::new();
    for Past { record, analysis } in all {
        for action in record.actions().iter().filter(|action| action.waited_at(begun)) {
            let name = record.questionnaire().cause_name(action.cause());
            blocks.push(entry(name, actions::sentence(action, now)));
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

pub fn common_ground(source: &Source) -> Vec<Block> {
    let mut blocks = vec![Block::Title(several::COMMON_GROUND.to_owned())];
    blocks.extend(source.common_ground().into_iter().map(Block::Text));
    blocks.push(Block::Quiet(several::COMMON_GROUND_IS.to_owned()));
    blocks
}

/// How the two sides rate a cause, in little room.
pub fn both_sides(source: &Source, place: usize) -> Option<String> {
    let Source::Several(everyone) = source else { return None };
    let result = everyone.analysis.cause(place)?;
    several::both_sides(&everyone.analysis, result.figures)
}

/// What is told of the chosen one of all steps.
pub fn of_open_step(steps: &Steps, now: &Zoned) -> Vec<Block> {
    let Some(chosen) = steps.chosen() else { return Vec::new() };
    let mut page = step_facts(&chosen.open.action, now);
    page.push(entry(words::FROM, from_where(chosen)));
    page
}

pub fn from_where(step: &OpenStep) -> String {
    words::origin(&step.open.cause, step.open.label.as_str())
}

/// What has no figure, unless nothing has.
fn left_out(source: &Source) -> Option<String> {
    let Source::One(results) = source else { return None };
    let analysis = results.assessment.analysis();
    wording::unknown(analysis).filter(|_| analysis.scored() > 0)
}
