//! The figures of everyone together for one cause: means of people, never of pooled answers; how much people agree; how
//! far few people's average can be off.
//!
//! Counts, words and the shape of the answers are shown from [`SPREAD_FROM`] people on.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::questionnaire::Item;
use super::response::{Answer, Response};
use super::severity::Severity;

/// From how many people on intervals, counts, the agreement word and the export's spread are shown.
pub const SPREAD_FROM: usize = 10;
/// The 0.975 quantile of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

/// The two ends of an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Limits {
    /// The interval that reaches equally far to both sides of its middle.
    pub fn around(middle: f64, half: f64) -> Self {
        Self { low: middle - half, high: middle + half }
    }

    /// The part of it between two bounds: a screen shows no figure that nobody could have.
    pub const fn cut(self, least: f64, most: f64) -> Self {
        Self { low: self.low.clamp(least, most), high: self.high.clamp(least, most) }
    }
}

/// Where a mean would plausibly land with other people or on another day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Interval {
    /// One person alone has none, and few people's is not shown.
    None,
    /// All have the same severity.
    AllIdentical,
    /// The 95 % t interval in points, not cut to 0 and 100.
    Within(Limits),
}

/// The mean of several people's severities, and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many people.
    pub n: usize,
    /// Their mean.
    pub mean: Severity,
    /// Their standard deviation in points (n - 1); none for one person.
    pub sd: Option<f64>,
    /// How far the mean may be off.
    pub interval: Interval,
}

/// The mean of people's severities with its interval; none without people.
pub fn summary(severities: &[Severity]) -> Option<Summary> {
    let n = severities.len();
    let mean = mean(severities)?;
    let sd = deviation(severities, mean);
    let interval = match sd {
        None => Interval::None,
        Some(sd) if sd > 0.0 => {
            Interval::Within(Limits::around(mean.points(), t_quantile(number(n) - 1.0) * sd / number(n).sqrt()))
        }
        Some(_) => Interval::AllIdentical,
    };
    Some(Summary { n, mean, sd, interval })
}

fn mean(severities: &[Severity]) -> Option<Severity> {
    let first = severities.first()?.points();
    // The sum may round past the ends; no mean lies beyond the values it is made of.
    let (least, most) =
        severities.iter().fold((first, first), |(least, most), s| (least.min(s.points()), most.max(s.points())));
    let sum: f64 = severities.iter().map(|severity| severity.points()).sum();
    Severity::new((sum / number(severities.len())).clamp(least, most))
}

/// The standard deviation: exactly 0 where all are equal to the millionth, none for one person.
fn deviation(severities: &[Severity], mean: Severity) -> Option<f64> {
    if severities.len() < 2 {
        return None;
    }
    if severities.iter().all(|severity| severity.millionths() == severities[0].millionths()) {
        return Some(0.0);
    }
    let squares: f64 = severities.iter().map(|severity| (severity.points() - mean.points()).powi(2)).sum();
    Some((squares / (number(severities.len()) - 1.0)).sqrt())
}

/// The 0.975 quantile of Student's t; `df` is at least 1 and need not be whole.
pub fn t_quantile(df: f64) -> f64 {
    StudentsT::new(0.0, 1.0, df).map_or(f64::INFINITY, |t| t.inverse_cdf(0.975))
}

/// The middle half of people's severities, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quartiles {
    /// A quarter lies below it.
    pub lower: f64,
    /// Half lies below it.
    pub median: f64,
    /// Three quarters lie below it.
    pub upper: f64,
}

/// Quartiles by linear interpolation (type 7 of Hyndman and Fan 1996); none without people.
pub fn quartiles(severities: &[Severity]) -> Option<Quartiles> {
    let mut points: Vec<f64> = severities.iter().map(|severity| severity.points()).collect();
    points.sort_by(f64::total_cmp);
    let quantile = |quarters: usize| {
        let (at, rest) = ((points.len() - 1) * quarters / 4, (points.len() - 1) * quarters % 4);
        let next = points[(at + 1).min(points.len() - 1)];
        points[at] + number(rest) / 4.0 * (next - points[at])
    };
    (!points.is_empty()).then(|| Quartiles { lower: quantile(1), median: quantile(2), upper: quantile(3) })
}

/// How many people fall into each band, lowest first.
pub fn bands(severities: &[Severity]) -> [usize; 4] {
    let mut counts = [0; 4];
    for severity in severities {
        counts[severity.band() as usize] += 1;
    }
    counts
}

/// How an item was answered, as given: a reverse-keyed item is not turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemCounts {
    /// How many gave each answer of the scale, lowest value first.
    pub given: Vec<usize>,
    /// How many said that it does not apply.
    pub na: usize,
    /// How many skipped it.
    pub skipped: usize,
}

/// Counts the answers to one item.
pub fn item_counts<'a>(item: &Item, responses: impl IntoIterator<Item = &'a Response>) -> ItemCounts {
    let mut counts = ItemCounts { given: vec![0; item.scale.points.len()], na: 0, skipped: 0 };
    for response in responses {
        match response.answer(item) {
            None => counts.skipped += 1,
            Some(Answer::DoesNotApply) => counts.na += 1,
            Some(Answer::Value(value)) => {
                let place = item.scale.points.iter().position(|point| point.value == value);
                if let Some(count) = place.and_then(|place| counts.given.get_mut(place)) {
                    *count += 1;
                }
            }
        }
    }
    counts
}

/// The 95 % Wilson score limits of the share `of`, 0 to 1 (Newcombe 1998); none of nobody.
pub fn wilson(count: usize, of: usize) -> Option<Limits> {
    if of == 0 || count > of {
        return None;
    }
    let (n, share) = (number(of), number(count) / number(of));
    let shrink = 1.0 + Z * Z / n;
    let middle = (share + Z * Z / (2.0 * n)) / shrink;
    let half = Z / shrink * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let limits = Limits::around(middle, half);
    Some(Limits { low: if count == 0 { 0.0 } else { limits.low }, high: if count == of { 1.0 } else { limits.high } })
}

/// Whether so many people lack a severity for a cause that it must be said: more than a third.
pub const fn many_lack(with: usize, people: usize) -> bool {
    3 * people.saturating_sub(with) > people
}

/// A count as a number to compute with.
#[expect(clippy::cast_precision_loss, reason = "counts of people and answers are far below 2^52")]
pub(super) const fn number(count: usize) -> f64 {
    count as f64
}

/// How close people's answers lie, in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// r* below 0.30.
    FarApart,
    /// r* from 0.30 to below 0.70.
    SomeWayApart,
    /// r* from 0.70 on.
    CloseTogether,
}

/// The index over the items of a cause, each over the answers it got; an item with fewer than two is left out.
pub fn r_star(items: &[Item], responses: &[&Response]) -> Option<f64> {
    let counts: Vec<ItemCounts> = items.iter().map(|item| item_counts(item, responses.iter().copied())).collect();
    r_star_of(items, &counts)
}

/// The same, from how each item was answered.
pub(super) fn r_star_of(items: &[Item], counts: &[ItemCounts]) -> Option<f64> {
    let shares: Vec<f64> = items.iter().zip(counts).filter_map(|(item, counts)| scatter(item, counts)).collect();
    (!shares.is_empty()).then(|| 1.0 - shares.iter().sum::<f64>() / number(shares.len()))
}

/// The variance of an item's answers as a share of the variance of random answering. Sums of whole numbers are exact,
/// so that the figure does not hang on the order of the people.
fn scatter(item: &Item, counts: &ItemCounts) -> Option<f64> {
    let n = number(counts.given.iter().sum());
    if n < 2.0 {
        return None;
    }
    let given = item.scale.points.iter().zip(&counts.given);
    let (sum, squares) = given.fold((0.0, 0.0), |(sum, squares), (point, &people)| {
        let (value, people) = (f64::from(point.value), number(people));
        (sum + people * value, squares + people * value * value)
    });
    let variance = (n * squares - sum * sum) / (n * (n - 1.0));
    let points = number(item.scale.points.len());
    Some(variance / ((points * points - 1.0) / 12.0))
}

/// The word for the index, from ten people on.
pub fn agreement(r_star: f64, people: usize) -> Option<Agreement> {
    if people < SPREAD_FROM {
        return None;
    }
    // What is 0.7 on paper may be a hair below it as a double.
    Some(match r_star + 1e-9 {
        r if r >= 0.7 => Agreement::CloseTogether,
        r if r >= 0.3 => Agreement::SomeWayApart,
        _ => Agreement::FarApart,
    })
}

/// The usual standard deviation of people's severities, in points.
const USUAL: f64 = 22.0;
/// The same for a cause asked with one item.
const USUAL_ONE_ITEM: f64 = 30.0;

/// By how many points the average of `n` people can be off; none for one person.
pub fn margin_of_one(n: usize, items: usize) -> Option<f64> {
    (n > 1).then(|| t_quantile(number(n) - 1.0) * usual(items) / number(n).sqrt())
}

/// By how many points the averages of two groups can differ by chance alone; none where a group is empty.
pub fn margin_of_two(first: usize, second: usize, items: usize) -> Option<f64> {
    if first == 0 || second == 0 || first + second < 3 {
        return None;
    }
    let spread = usual(items) * (1.0 / number(first) + 1.0 / number(second)).sqrt();
    Some(t_quantile(number(first + second) - 2.0) * spread)
}

const fn usual(items: usize) -> f64 {
    if items == 1 { USUAL_ONE_ITEM } else { USUAL }
}
