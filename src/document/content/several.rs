//! The report of several people. It shows nothing finer than whole points.

use jiff::Zoned;

use super::parts::{
    Advice, Counts, Detail, Dumbbell, Figure, GapTold, Interval, Mark, Row, Segment, Talk, actions, band_id, hints,
    paragraphs,
};
use super::{Content, asked, bands};
use crate::document::hundredth;
use crate::domain::action::Action;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Spread, Total};
use crate::domain::questionnaire::{BandNames, Item, MARKETING, SALES, Side};
use crate::domain::severity::{Band, Severity, position, whole};
use crate::domain::stats::{self, ItemCounts};
use crate::wording;

pub(super) fn content<'a>(several: &'a EveryoneAnalysis, taken: &'a [Action], now: &Zoned) -> Content<'a> {
    let questionnaire = several.questionnaire();
    let causes = several.causes(Order::Severity);
    let raised = several.raised();
    let unit = unit(&causes);
    Content {
        language: &questionnaire.head().language,
        several: true,
        label: several.head().label.as_str(),
        title: &questionnaire.head().title,
        heading: wording::several::heading(several),
        occasion: wording::several::occasion(several.head(), now),
        asked: asked(questionnaire),
        bands: bands(questionnaire),
        legend: wording::legend(questionnaire),
        // Where nothing is shown at all, the summary says so once.
        chart: (1..)
            .zip(&causes)
            .filter(|_| !several.has_too_few())
            .map(|(at, cause)| row(several, at, cause))
            .collect(),
        summary: wording::several::summary(several),
        notes: notes(several),
        talk: several.talk_first().iter().map(|cause| talk(several, cause)).collect(),
        common_ground: wording::several::common_ground(several),
        no_advice: raised.is_empty().then(|| wording::several::no_advice(several)),
        unknown: None,
        ask_about: Vec::new(),
        tensions: several.tensions().into_iter().map(|one| one.text.as_str()).collect(),
        advice: (1..).zip(&raised).map(|(number, cause)| remedy(several, number, cause)).collect(),
        again: None,
        actions: actions(questionnaire, taken, now),
        details: causes.iter().filter_map(|cause| detail(several, cause, unit)).collect(),
        closing: &questionnaire.head().closing,
        ask: wording::several::one_sided(several),
        limits: wording::several::limits(questionnaire),
    }
}

fn names(several: &EveryoneAnalysis) -> &BandNames {
    &several.questionnaire().head().bands
}

fn notes(several: &EveryoneAnalysis) -> Vec<String> {
    // What was not asked is not withheld.
    let hides_people = |why: &Hidden| !matches!(why, Hidden::NotAsked | Hidden::PerhapsNotAsked);
    let hides = |cause: &EveryoneCause<'_>| {
        let averages = sides(several, cause);
        cause.figures.withheld > 0
            || averages.iter().any(|(_, average)| average.as_ref().err().is_some_and(hides_people))
    };
    let explained = !several.has_too_few() && several.causes(Order::Article).iter().any(hides);
    let explained = explained.then(|| wording::several::withheld_explained(several));
    wording::gap::notes(several).into_iter().chain(explained).collect()
}

fn figure<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<Figure<'a>> {
    cause.severity().map(|mean| Figure::whole(mean, names(several)))
}

fn row<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Row<'a> {
    let total = cause.figures.total.as_ref();
    Row {
        rank: wording::rank(cause.rank),
        name: &cause.cause.name,
        told: wording::several::row(several, number, cause),
        figure: figure(several, cause),
        grounds: total.map(|total| grounds(&total.average)).unwrap_or_default(),
        missing: total.err().map(|why| wording::several::hidden(*why)).unwrap_or_default(),
        interval: total.ok().and_then(|total| interval(&total.average)),
        sides: dumbbell(several, cause),
        gap: cause.figures.gap.map(|gap| GapTold {
            difference: wording::gap::signed(gap.difference),
            word: wording::gap::verdict(gap.verdict),
            told: wording::gap::gap(&gap, several),
        }),
    }
}

/// How many people, with how far their average can be off where it has no interval: `7 (±20)`.
fn grounds(average: &Average) -> String {
    average.margin.map_or_else(|| average.n.to_string(), |points| format!("{} (±{points})", average.n))
}

fn interval(average: &Average) -> Option<Interval> {
    match average.interval {
        stats::Interval::Within(limits) => {
            let cut = limits.cut(0.0, 100.0);
            Some(Interval { low: whole(cut.low), high: whole(cut.high) })
        }
        stats::Interval::None | stats::Interval::AllIdentical => None,
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
fn sides<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<(&'a Side, Result<Average, Hidden>)> {
    let averages = cause.figures.sides.iter().copied();
    let all = several.sides().zip(averages).filter(|((_, people), _)| *people > 0);
    all.map(|((side, _), average)| (side, average)).collect()
}

fn told_of_sides(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Vec<String> {
    let sides = sides(several, cause);
    let sides = sides.into_iter().map(|(side, average)| wording::several::average_side(side, average));
    let gap = cause.figures.gap;
    let pairs = gap.and_then(|gap| wording::gap::pairs(&gap, several));
    let gap = gap.map(|gap| wording::gap::gap(&gap, several));
    sides.chain(gap).chain(pairs).collect()
}

fn talk<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>) -> Talk<'a> {
    Talk { name: &cause.cause.name, told: told_of_sides(several, cause), prompts: &cause.cause.prompts }
}

fn remedy<'a>(several: &'a EveryoneAnalysis, number: usize, cause: &EveryoneCause<'a>) -> Advice<'a> {
    Advice {
        name: &cause.cause.name,
        row: wording::several::row(several, number, cause),
        talk_before: wording::several::talk_before(several, cause),
        figure: figure(several, cause),
        paragraphs: paragraphs(several.questionnaire(), cause.cause),
        told: wording::paragraphs(several.questionnaire(), cause.cause),
    }
}

/// What stands behind a figure; none where there is no figure.
fn detail<'a>(several: &'a EveryoneAnalysis, cause: &EveryoneCause<'a>, unit: f64) -> Option<Detail<'a>> {
    let total = cause.figures.total.as_ref().ok()?;
    let spread = total.spread.as_ref();
    let counted = spread.map(|spread| cause.cause.items.iter().zip(&spread.items)).into_iter().flatten();
    Some(Detail {
        name: &cause.cause.name,
        figure: figure(several, cause),
        told: told(several, cause, total),
        hints: if spread.is_some() { hints(cause.cause) } else { Vec::new() },
        answers: Vec::new(),
        bands: spread.map(|spread| in_bands(several, spread)).unwrap_or_default(),
        items: counted.map(|(item, counts)| diverging(item, counts, unit)).collect(),
    })
}

fn told(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>, total: &Total) -> Vec<String> {
    let mut told = vec![wording::several::average(&total.average)];
    told.extend(total.spread.as_ref().map(|spread| wording::several::spread(several, spread)));
    told.extend(wording::several::notes(cause.figures));
    told.extend(told_of_sides(several, cause));
    told
}

/// The room that a digit takes in a bar, and the room around the number, in per cent of the bar.
const DIGIT: f64 = 3.0;

/// How many people fall into each band, as parts of one bar; none where that is not shown.
pub(super) fn in_bands<'a>(several: &'a EveryoneAnalysis, spread: &Spread) -> Vec<Segment<'a>> {
    let names = &several.questionnaire().head().bands;
    let Some(bands) = spread.bands else { return Vec::new() };
    let unit = 100.0 / number(bands.iter().sum());
    let mut from = 0.0;
    let parts = Band::ALL.iter().zip(bands).filter(|(_, people)| *people > 0);
    parts.map(|(&band, people)| segment(&mut from, people, unit, (band, names.of(band)))).collect()
}

/// How wide one person is in the bars of all statements, in per cent: the longest half just fits.
pub(super) fn unit(causes: &[EveryoneCause<'_>]) -> f64 {
    let counted = causes.iter().filter_map(|cause| Some((cause, cause.figures.spread()?)));
    let pairs = counted.flat_map(|(cause, spread)| cause.cause.items.iter().zip(&spread.items));
    let longest = pairs.map(|(_, counts)| halves(counts)).map(|(left, right)| left.max(right)).fold(0.5, f64::max);
    50.0 / longest
}

/// How people answered a statement: rarely to the left of the middle, often to the right, the middle answer half to
/// each side (Heiberger and Robbins 2014).
pub(super) fn diverging<'a>(item: &'a Item, counts: &ItemCounts, unit: f64) -> Counts<'a> {
    let mut from = 50.0 - halves(counts).0 * unit;
    let given = item.scale.points.iter().zip(&counts.given).filter(|(_, people)| **people > 0);
    let segments = given
        .map(|(point, &people)| segment(&mut from, people, unit, (band(item, point.value), point.label.as_str())))
        .collect();
    let labels: Vec<String> = item.scale.points.iter().map(|point| point.label.clone()).collect();
    Counts { text: &item.text, told: wording::several::item_counts(&labels, counts), turned: item.reverse, segments }
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
