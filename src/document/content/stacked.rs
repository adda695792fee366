//! Stacked bars: how people spread over the bands, and how they answered each statement.

use super::parts::{Counts, Segment, band_id};
use crate::document::rounding::hundredth;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause};
use crate::domain::everyone::Spread;
use crate::domain::questionnaire::Item;
use crate::domain::severity::{Band, Severity, position};
use crate::domain::stats::ItemCounts;
use crate::wording;

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
