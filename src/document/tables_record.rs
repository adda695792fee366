//! The tables of a record: a row an item for one person, a row a cause and side for several people, in whole points; what
//! is withheld has its reason instead. What there is only once a cause, such as the gap, stands in everyone's row.
//!
//! What all rows have in common, which a table has no other place for, stands in the last columns: what rows are
//! filtered by in each row, sentences in the first alone.

use jiff::Zoned;

use super::tables::{Cell, Table};
use super::{ends, hundredth, reason, ten_thousandth, whole_limits};
use crate::domain::analysis::{Analysis, CauseResult, EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Average;
use crate::domain::guess::SideGuess;
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::record::{Head, Record};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::{Interval, ItemCounts, Severity, position, whole, whole_difference};
use crate::wording;

const CAUSES: [&str; 8] =
    ["rank", "cause_name", "severity", "band", "answered", "does_not_apply", "statements", "without_a_figure"];

/// One person's causes, worst first, in exact figures.
pub fn causes(analysis: &Analysis) -> Table {
    let row = |result: &CauseResult<'_>| {
        let score = *result.figures;
        let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
        let missing = if score.severity.is_none() { wording::missing(score) } else { "" };
        vec![
            Cell::maybe(result.rank.map(|rank| rank.number)),
            Cell::text(&result.cause.name),
            Cell::maybe(score.severity.map(Severity::points)),
            Cell::text(band.unwrap_or_default()),
            score.answered.into(),
            score.na.into(),
            score.of.into(),
            missing.into(),
        ]
    };
    Table::new(CAUSES, analysis.causes(Order::Severity).iter().map(row))
}

const COMMON: [&str; 9] =
    ["label", "answered_on", "people", "sides", "questionnaire", "version", "items", "source", "limits"];

struct Context<'a> {
    head: &'a Head,
    questionnaire: &'a Questionnaire,
    people: usize,
    sides: String,
    limits: String,
}

impl Context<'_> {
    fn cells(&self, now: &Zoned) -> Vec<Cell> {
        let asked = self.questionnaire.head();
        let day = self.head.finished.map(|at| at.to_zoned(now.time_zone().clone()).date());
        vec![
            Cell::text(self.head.label.as_str()),
            Cell::maybe(day),
            self.people.into(),
            Cell::text(&self.sides),
            Cell::text(&asked.title),
            Cell::text(&asked.version),
            self.questionnaire.len().into(),
            Cell::text(wording::source(self.questionnaire)),
            Cell::text(&self.limits),
        ]
    }
}

/// How many of these columns hold sentences.
const SENTENCES: usize = 2;

/// Rows with the cells of these columns at their ends.
fn with(rows: impl IntoIterator<Item = Vec<Cell>>, context: &[Cell]) -> impl Iterator<Item = Vec<Cell>> {
    rows.into_iter().enumerate().map(|(at, mut row)| {
        let filled = if at == 0 { context.len() } else { context.len() - SENTENCES };
        row.extend_from_slice(&context[..filled]);
        row.resize(row.len() + context.len() - filled, Cell::Empty);
        row
    })
}

/// The columns of one person: a row an item, in exact figures; `severity` is the cause's, `score` the item's own.
pub const PERSON: [&str; 11] =
    ["item", "cause", "value", "severity", "band", "score", "status", "answer", "reverse", "cause_name", "statement"];

pub fn of_person(analysis: &Analysis, now: &Zoned) -> Table {
    let sides = analysis.side().map(|side| format!("{} 1", side.name)).unwrap_or_default();
    let (head, questionnaire) = (analysis.head(), analysis.questionnaire());
    let context = Context { head, questionnaire, people: 1, sides, limits: wording::limits(questionnaire) }.cells(now);
    Table::new([&PERSON[..], &COMMON].concat(), with(person_rows(analysis), &context))
}

pub fn person_rows(analysis: &Analysis) -> Vec<Vec<Cell>> {
    let causes = analysis.causes(Order::Article);
    let items = causes.iter().flat_map(|result| result.cause.items.iter().map(move |item| (result, item)));
    items.map(|(result, item)| person_row(analysis, result, item)).collect()
}

fn person_row(analysis: &Analysis, result: &CauseResult<'_>, item: &Item) -> Vec<Cell> {
    let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
    let answer = analysis.answer(item);
    let value = answer.and_then(Answer::value);
    vec![
        Cell::text(item.id.as_str()),
        Cell::text(result.cause.id.as_str()),
        Cell::maybe(value),
        Cell::maybe(result.severity().map(Severity::points)),
        Cell::text(band.unwrap_or_default()),
        Cell::maybe(value.map(|value| 100.0 * position(item, value))),
        status(answer).into(),
        Cell::text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.into(),
        Cell::text(&result.cause.name),
        Cell::text(&item.text),
    ]
}

/// Whether there is an answer, in a fixed word.
const fn status(answer: Option<Answer>) -> &'static str {
    match answer {
        Some(Answer::Value(_)) => "answered",
        Some(Answer::DoesNotApply) => wording::forms::NOT_APPLICABLE,
        None => "skipped",
    }
}

const RAW: [&str; 14] = [
    "person", "side", "round", "cause", "item", "value", "status", "answer", "reverse", "weight", "lowest", "highest",
    "statement", "label",
];

/// Every answer of a record: a row for each statement and person. People are numbered in the order of their random ids,
/// which says nothing about who came first.
pub fn raw(record: &Record) -> Table {
    let label = Cell::text(record.head().label.as_str());
    let mut people: Vec<&Response> = record.responses().iter().collect();
    people.sort_by_key(|response| response.id);
    let rows = (1..).zip(people).flat_map(|(number, response)| raw_rows(record.questionnaire(), number, response));
    let labelled = |mut row: Vec<Cell>| {
        row.push(label.clone());
        row
    };
    Table::new(RAW, rows.map(labelled))
}

fn raw_rows(questionnaire: &Questionnaire, number: usize, response: &Response) -> Vec<Vec<Cell>> {
    let items = questionnaire.causes().iter().flat_map(|cause| cause.items.iter().map(move |item| (cause, item)));
    items.map(|(cause, item)| raw_row(number, response, cause, item)).collect()
}

fn raw_row(number: usize, response: &Response, cause: &Cause, item: &Item) -> Vec<Cell> {
    let answer = response.answer(item);
    vec![
        number.into(),
        Cell::text(response.side.as_str()),
        response.round.into(),
        Cell::text(cause.id.as_str()),
        Cell::text(item.id.as_str()),
        Cell::maybe(answer.and_then(Answer::value)),
        status(answer).into(),
        Cell::text(answer.map_or("", |answer| item.scale.words(answer))),
        item.reverse.into(),
        item.weight.into(),
        item.scale.lowest().into(),
        item.scale.highest().into(),
        Cell::text(&item.text),
    ]
}

/// What the row of all people together has in place of a side.
const EVERYONE: &str = "everyone";

const COLUMNS: [&str; 12] =
    ["cause", "side", "n", "mean", "low", "high", "band", "withheld", "all_alike", "margin", "cause_name", "side_name"];
const SPREAD: [&str; 14] = [
    "rank", "left_out", "n_low", "n_mixed", "n_elevated", "n_severe", "sd", "lower_quartile", "median",
    "upper_quartile", "raised", "raised_low", "raised_high", "r_star",
];
const GAP: [&str; 12] = [
    "gap", "gap_low", "gap_high", "pairs", "pairs_same", "pairs_lower", "verdict", "delta", "p", "p_holm",
    "approximate", "talk_first",
];

/// What the other side guessed of a side, in that side's row.
const GUESS: [&str; 4] = ["guesses", "expected", "off_by", "expectation"];

/// Whether the room talked about a cause, in everyone's row.
const DISCUSSED: [&str; 1] = ["discussed"];

pub fn of_several(several: &EveryoneAnalysis, now: &Zoned) -> Table {
    let context = Context {
        head: several.head(),
        questionnaire: several.questionnaire(),
        people: several.people(),
        sides: wording::several::sides(several),
        limits: wording::several::limits(several.questionnaire()),
    };
    let context = context.cells(now);
    let Table { columns, rows } = several_causes(several);
    Table::new([&columns[..], &COMMON].concat(), with(rows, &context))
}

pub fn several_causes(several: &EveryoneAnalysis) -> Table {
    let causes = several.causes(Order::Article);
    Table::new(
        [&COLUMNS[..], &SPREAD, &GAP, &GUESS, &DISCUSSED].concat(),
        causes.iter().flat_map(|cause| rows(several, cause)),
    )
}

const STATEMENTS: [&str; 6] = ["cause_name", "item", "statement", "reverse", "answer", "people"];

/// How many people gave each answer to each statement, where that may be shown.
pub fn statements(several: &EveryoneAnalysis) -> Table {
    let causes = several.causes(Order::Article);
    let shown = causes.iter().filter_map(|cause| Some((cause, cause.figures.spread()?)));
    let rows = shown.flat_map(|(cause, spread)| {
        let items = cause.cause.items.iter().zip(&spread.items);
        items.flat_map(|(item, counts)| answers(&cause.cause.name, item, counts)).collect::<Vec<_>>()
    });
    Table::new(STATEMENTS, rows)
}

fn answers(cause: &str, item: &Item, counts: &ItemCounts) -> Vec<Vec<Cell>> {
    let row = |answer: Cell, people: usize| {
        vec![
            Cell::text(cause),
            Cell::text(item.id.as_str()),
            Cell::text(&item.text),
            item.reverse.into(),
            answer,
            people.into(),
        ]
    };
    let given =
        item.scale.points.iter().zip(&counts.given).map(|(point, people)| row(Cell::text(&point.label), *people));
    given.chain([row(Cell::text(&item.scale.na), counts.na), row(wording::SKIPPED.into(), counts.skipped)]).collect()
}

/// Everyone's row, then one for each side that anybody answered for.
fn rows(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<Vec<Cell>> {
    let total = cause.figures.total.as_ref().map(|total| total.average).map_err(|why| *why);
    let mut everyone = figures(several, cause, (EVERYONE, EVERYONE), total);
    everyone.extend(spread(several, cause));
    everyone.extend(gap(several, cause));
    everyone.extend(guess(None));
    everyone.push(several.discussed().iter().any(|one| one.place == cause.place).into());
    let mut rows = vec![everyone];
    for (place, ((side, people), average)) in several.sides().zip(cause.figures.sides.iter().copied()).enumerate() {
        if people > 0 {
            let mut row = figures(several, cause, (side.id.as_str(), &side.name), average);
            row.resize(COLUMNS.len() + SPREAD.len() + GAP.len(), Cell::Empty);
            row.extend(guess(cause.figures.guesses.iter().find(|guess| guess.about == place)));
            row.push(Cell::Empty);
            rows.push(row);
        }
    }
    rows
}

fn figures(
    several: &EveryoneAnalysis,
    cause: &EveryoneCause<'_>,
    (side, name): (&str, &str),
    average: Result<Average, Hidden>,
) -> Vec<Cell> {
    let shown = average.ok();
    let ends = shown.as_ref().and_then(ends);
    let band = shown.map(|average| several.questionnaire().head().bands.of(average.mean.band()));
    vec![
        Cell::text(cause.cause.id.as_str()),
        Cell::text(side),
        Cell::maybe(shown.map(|average| average.n)),
        Cell::maybe(shown.map(|average| average.mean.shown())),
        Cell::maybe(ends.map(|(low, _)| low)),
        Cell::maybe(ends.map(|(_, high)| high)),
        Cell::text(band.unwrap_or_default()),
        average.err().map_or("", reason).into(),
        Cell::maybe(shown.map(|average| average.interval == Interval::AllIdentical)),
        Cell::maybe(shown.and_then(|average| average.margin)),
        Cell::text(&cause.cause.name),
        Cell::text(name),
    ]
}

fn guess(guess: Option<&SideGuess>) -> [Cell; 4] {
    [
        Cell::maybe(guess.map(|guess| guess.people)),
        Cell::maybe(guess.map(|guess| guess.expected.mean.shown())),
        Cell::maybe(guess.map(|guess| whole_difference(guess.expected.off_by))),
        Cell::maybe(guess.map(|guess| wording::guess::expectation(guess.expected.expectation))),
    ]
}

fn spread(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<Cell> {
    let left_out = cause.figures.total.as_ref().ok().map(|_| cause.figures.withheld);
    let spread = cause.figures.spread();
    let figures = several.export(cause.place).and_then(|export| export.spread);
    let shape = figures.and_then(|figures| figures.shape);
    let raised = figures.and_then(|figures| figures.raised_share);
    let mut cells = vec![Cell::maybe(cause.rank.map(|rank| rank.number)), Cell::maybe(left_out)];
    cells.extend((0..4).map(|band| Cell::maybe(spread.and_then(|spread| spread.bands.as_ref()?.get(band).copied()))));
    cells.extend([
        Cell::maybe(shape.map(|shape| whole(shape.sd))),
        Cell::maybe(shape.map(|shape| whole(shape.quartiles.lower))),
        Cell::maybe(shape.map(|shape| whole(shape.quartiles.median))),
        Cell::maybe(shape.map(|shape| whole(shape.quartiles.upper))),
        Cell::maybe(spread.and_then(|spread| spread.raised)),
        Cell::maybe(raised.map(|share| hundredth(share.low))),
        Cell::maybe(raised.map(|share| hundredth(share.high))),
        Cell::maybe(figures.and_then(|figures| figures.r_star).map(hundredth)),
    ]);
    cells
}

fn gap(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<Cell> {
    let gap = cause.figures.gap;
    let export = several.export(cause.place).and_then(|export| export.gap);
    let limits = gap.and_then(|gap| gap.limits).map(whole_limits);
    let pairs = gap.and_then(|gap| gap.pairs);
    vec![
        Cell::maybe(gap.map(|gap| whole_difference(gap.difference))),
        Cell::maybe(limits.map(|(low, _)| low)),
        Cell::maybe(limits.map(|(_, high)| high)),
        Cell::maybe(pairs.map(|pairs| pairs.higher)),
        Cell::maybe(pairs.map(|pairs| pairs.same)),
        Cell::maybe(pairs.map(|pairs| pairs.lower)),
        Cell::maybe(gap.map(|gap| wording::figures::verdict(gap.verdict))),
        Cell::maybe(export.map(|export| hundredth(export.delta))),
        Cell::maybe(export.map(|export| ten_thousandth(export.p))),
        Cell::maybe(export.map(|export| ten_thousandth(export.p_holm))),
        Cell::maybe(export.map(|export| export.approximate)),
        cause.is_talk_first().into(),
    ]
}
