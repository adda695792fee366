//! The report of several people. It shows nothing finer than whole points.

use std::borrow::Cow;

use super::blocks::{
    Article, Block, Counts, Dumbbell, Figure, Gap, Interval, Mark, Point, Role, Row, Segment, band_id,
};
use super::hundredth;
use super::report::{hints, passages};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Spread, Total};
use crate::domain::guess::Expectation;
use crate::domain::questionnaire::{Item, MARKETING, SALES, Side};
use crate::domain::severity::{self, Band, ItemCounts, Severity, position, whole};
use crate::wording;
use crate::wording::guess::Surprise;

/// The causes, worst first; none where nothing is shown at all, which the summary says once.
pub fn rows(several: &EveryoneAnalysis) -> Vec<Row<'_>> {
    let causes = several.causes(Order::Severity);
    let shown = (1..).zip(&causes).filter(|_| !several.has_too_few());
    shown.map(|(at, cause)| row(several, at, cause)).collect()
}

pub fn notes(several: &EveryoneAnalysis) -> Vec<String> {
    // What was not asked is not withheld.
    let hides_people = |why: &Hidden| !matches!(why, Hidden::NotAsked | Hidden::PerhapsNotAsked);
    let hides = |cause: &EveryoneCause<'_>| {
        let averages = sides(several, cause);
        cause.figures.withheld > 0
            || averages.iter().any(|(_, average)| average.as_ref().err().is_some_and(hides_people))
    };
    let explained = !several.has_too_few() && several.causes(Order::Article).iter().any(hides);
    let explained = explained.then(|| wording::several::withheld_explained(several));
    let counted = wording::several::counted(several);
    counted.into_iter().chain(wording::figures::gap_notes(several)).chain(explained).collect()
}

fn figure<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<Figure<'a>> {
    cause.severity().map(|mean| Figure::whole(mean, &several.questionnaire().head().bands))
}

fn row<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Row<'a> {
    let total = cause.figures.total.as_ref();
    Row {
        rank: wording::rank(cause.rank),
        name: &cause.cause.name,
        sentence: wording::several::row(several, number, cause),
        figure: figure(several, cause),
        grounds: total.map(|total| grounds(&total.average)).unwrap_or_default(),
        missing: total.err().map(|why| wording::several::hidden(*why)).unwrap_or_default(),
        interval: total.ok().and_then(|total| interval(&total.average)),
        sides: dumbbell(several, cause),
        gap: cause.figures.gap.map(|gap| Gap {
            difference: wording::figures::signed(gap.difference),
            word: wording::figures::verdict(gap.verdict),
            text: wording::figures::gap(&gap, several),
        }),
    }
}

/// How many people, with how far their average can be off where it has no interval: `7 (±20)`.
fn grounds(average: &Average) -> String {
    average.margin.map_or_else(|| average.n.to_string(), |points| format!("{} (±{points})", average.n))
}

fn interval(average: &Average) -> Option<Interval> {
    match average.interval {
        severity::Interval::Within(limits) => {
            let cut = limits.cut(0.0, 100.0);
            Some(Interval { low: whole(cut.low), high: whole(cut.high) })
        }
        severity::Interval::None | severity::Interval::AllIdentical => None,
    }
}

fn dumbbell<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<Dumbbell<'a>> {
    let (sales, marketing) = (side(several, cause, SALES)?, side(several, cause, MARKETING)?);
    let letter = |side: &Side| side.name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let mut letters = [letter(sales.0), letter(marketing.0)];
    if letters[0] == letters[1] {
        letters = ["S".to_owned(), "M".to_owned()];
    }
    let [first, second] = letters;
    let mark = |(side, average): (&'a Side, Average), letter| Mark {
        letter,
        name: &side.name,
        at: average.mean.shown(),
        people: average.n,
    };
    Some(Dumbbell { sales: mark(sales, first), marketing: mark(marketing, second) })
}

fn side<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>, id: &str) -> Option<(&'a Side, Average)> {
    let (side, average) = sides(several, cause).into_iter().find(|(side, _)| side.id.as_str() == id)?;
    Some((side, average.ok()?))
}

/// The sides that anybody answered for, each with its average or why that is not shown.
pub fn sides<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<(&'a Side, Result<Average, Hidden>)> {
    let averages = cause.figures.sides.iter().copied();
    let all = several.sides().zip(averages).filter(|((_, people), _)| *people > 0);
    all.map(|((side, _), average)| (side, average)).collect()
}

fn side_sentences(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let sides = sides(several, cause).into_iter().map(|(side, average)| wording::several::average_side(side, average));
    let gap = cause.figures.gap;
    let pairs = gap.and_then(|gap| wording::figures::pairs(&gap, several));
    let gap = gap.map(|gap| wording::figures::gap(&gap, several));
    sides.chain(gap).chain(pairs).collect()
}

/// Where a side was taken by surprise, after what that means.
pub fn surprises(several: &EveryoneAnalysis, wanted: Expectation) -> Vec<Block<'_>> {
    let point = |Surprise { cause, text, ask }| Point {
        of: Some(Cow::Borrowed(cause)),
        text: ask.map_or(text.clone(), |ask| format!("{text} {ask}")),
    };
    let list = Block::of(wording::guess::surprises(several, wanted).into_iter().map(point), Block::List);
    let head = wording::guess::what_they_are(wanted).filter(|_| list.is_some());
    head.map(|head| Block::text(Role::Said, head)).into_iter().chain(list).collect()
}

pub fn talk<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>) -> Article<'a> {
    let prompts = Block::prompts(cause.cause.prompts.iter().map(String::as_str));
    let blocks = Block::list(side_sentences(several, cause)).into_iter().chain(prompts).collect();
    Article { name: &cause.cause.name, figure: None, row: None, blocks }
}

pub fn what_to_do(several: &EveryoneAnalysis) -> (Vec<String>, Vec<Article<'_>>) {
    let raised = several.raised();
    let said = raised.is_empty().then(|| wording::several::no_advice(several));
    let causes = (1..).zip(&raised).map(|(number, cause)| remedy(several, number, cause));
    (said.into_iter().collect(), causes.collect())
}

fn remedy<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Article<'a> {
    let before = wording::several::talk_before(several, cause).map(|talk| Block::Sentences(vec![talk]));
    Article {
        name: &cause.cause.name,
        row: Some(wording::several::row(several, number, cause)),
        figure: figure(several, cause),
        blocks: before.into_iter().chain(passages(several.questionnaire(), cause.cause)).collect(),
    }
}

/// The causes that the room talked about and that stand neither among those to talk about first nor among those to do
/// something about: with what there is to ask, and without a remedy.
pub fn discussed(several: &EveryoneAnalysis) -> Vec<Article<'_>> {
    let causes = several.causes(Order::Severity);
    let number = |one: &EveryoneCause<'_>| 1 + causes.iter().take_while(|cause| cause.place != one.place).count();
    let alone = several.discussed().into_iter().filter(|cause| !cause.is_raised() && !cause.is_talk_first());
    alone.map(|cause| asked_about(several, number(&cause), &cause)).collect()
}

fn asked_about<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Article<'a> {
    Article {
        name: &cause.cause.name,
        row: Some(wording::several::row(several, number, cause)),
        figure: figure(several, cause),
        blocks: Block::prompts(cause.cause.prompts.iter().map(String::as_str)).into_iter().collect(),
    }
}

pub fn details(several: &EveryoneAnalysis) -> (Option<&'static str>, Vec<Article<'_>>) {
    let causes = several.causes(Order::Severity);
    let unit = unit(&causes);
    let counted = causes.iter().filter_map(|cause| cause.figures.spread()).any(|spread| !spread.items.is_empty());
    let details = causes.iter().filter_map(|cause| detail(several, cause, unit)).collect();
    (counted.then_some(wording::several::HOW_ITEMS_READ), details)
}

/// What stands behind a figure; none where there is no figure.
fn detail<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>, unit: f64) -> Option<Article<'a>> {
    let total = cause.figures.total.as_ref().ok()?;
    let mut blocks = vec![Block::Sentences(sentences(several, cause, total))];
    if let Some(spread) = &total.spread {
        blocks.extend(Block::of(in_bands(several, spread), Block::Spread));
        blocks.extend(hints(cause.cause));
        let counted = cause.cause.items.iter().zip(&spread.items);
        blocks.extend(Block::of(counted.map(|(item, counts)| diverging(item, counts, unit)), Block::Distribution));
    }
    Some(Article { name: &cause.cause.name, figure: figure(several, cause), row: None, blocks })
}

fn sentences(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>, total: &Total) -> Vec<String> {
    let mut sentences = vec![wording::several::average(&total.average)];
    sentences.extend(total.spread.as_ref().map(|spread| wording::several::spread(several, spread)));
    sentences.extend(wording::several::notes(cause.figures));
    sentences.extend(side_sentences(several, cause));
    sentences.extend(wording::guess::of_cause(several, cause));
    sentences
}

/// The room that a digit takes in a bar, and the room around the number, in per cent of the bar.
const DIGIT: f64 = 3.0;

/// How many people fall into each band, as parts of one bar; none where that is not shown.
fn in_bands<'a>(several: &'a EveryoneAnalysis, spread: &Spread) -> Vec<Segment<'a>> {
    let names = &several.questionnaire().head().bands;
    let Some(bands) = spread.bands else { return Vec::new() };
    let unit = 100.0 / number(bands.iter().sum());
    let mut from = 0.0;
    let parts = Band::ALL.iter().zip(bands).filter(|(_, people)| *people > 0);
    parts.map(|(&band, people)| segment(&mut from, people, unit, (band, names.of(band)))).collect()
}

/// How wide one person is in the bars of all statements, in per cent: the longest half just fits.
fn unit(causes: &[EveryoneCause<'_>]) -> f64 {
    let counted = causes.iter().filter_map(|cause| Some((cause, cause.figures.spread()?)));
    let pairs = counted.flat_map(|(cause, spread)| cause.cause.items.iter().zip(&spread.items));
    let longest = pairs.map(|(_, counts)| halves(counts)).map(|(left, right)| left.max(right)).fold(0.5, f64::max);
    50.0 / longest
}

/// How people answered a statement: rarely to the left of the middle, often to the right, the middle answer half to
/// each side (Heiberger and Robbins 2014).
fn diverging<'a>(item: &'a Item, counts: &ItemCounts, unit: f64) -> Counts<'a> {
    let mut from = 50.0 - halves(counts).0 * unit;
    let given = item.scale.points.iter().zip(&counts.given).filter(|(_, people)| **people > 0);
    let segments = given
        .map(|(point, &people)| segment(&mut from, people, unit, (band(item, point.value), point.label.as_str())))
        .collect();
    let labels: Vec<String> = item.scale.points.iter().map(|point| point.label.clone()).collect();
    Counts { text: &item.text, words: wording::several::item_counts(&labels, counts), turned: item.reverse, segments }
}

/// How many people stand on each side of the middle.
fn halves(counts: &ItemCounts) -> (f64, f64) {
    let points = counts.given.len();
    let (below, above) = (&counts.given[..points / 2], &counts.given[points.div_ceil(2)..]);
    let middle = if points % 2 == 1 { number(counts.given[points / 2]) / 2.0 } else { 0.0 };
    (number(below.iter().sum()) + middle, number(above.iter().sum()) + middle)
}

/// The band that an answer alone would fall into.
fn band(item: &Item, value: i32) -> Band {
    Severity::new(100.0 * position(item, value)).map_or(Band::Low, Severity::band)
}

fn segment<'a>(from: &mut f64, people: usize, unit: f64, (band, label): (Band, &'a str)) -> Segment<'a> {
    let (start, width) = (*from, number(people) * unit);
    *from += width;
    Segment {
        from: hundredth(start),
        width: hundredth(width),
        band: band_id(band),
        people,
        fits: width >= DIGIT * (1.0 + number(people.to_string().len())),
        label,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people")]
const fn number(count: usize) -> f64 {
    count as f64
}
