//! The severity of a cause for one person, 0 to 100, the band it falls into, and the order of causes; and the figures of
//! everyone together: means of people, never of pooled answers, and how far few people's average can be off.
//!
//! Percent of maximum possible (Cohen, Cohen, Aiken and West 1999), with the half rule of the
//! EORTC QLQ-C30 manual: a cause is scored when at least half of its item weight was answered.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::questionnaire::Item;
use super::response::{Answer, Response};

/// What is equal on paper may differ by this much as doubles.
pub(super) const NOISE: f64 = 1e-9;
/// Sums of weights that are equal on paper may differ by this share as doubles.
const WEIGHT_NOISE: f64 = 1e-9;

/// How severe a cause is: 0 to 100 points, higher is worse.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Severity(f64);

impl Severity {
    pub fn new(points: f64) -> Option<Self> {
        // Adding zero turns a negative zero, which would be printed with its sign, into zero.
        (0.0..=100.0).contains(&points).then_some(Self(points + 0.0))
    }

    /// The exact figure in points, 0 to 100.
    pub const fn points(self) -> f64 {
        self.0
    }

    /// The figure in millionths of a point: what comparing, banding and ranking go by.
    #[expect(clippy::cast_possible_truncation, reason = "at most 1e8")]
    pub fn millionths(self) -> i64 {
        (self.0 * 1e6).round() as i64
    }

    /// The whole number that is shown: rounded, halves up. It goes by millionths, as the band does,
    /// so that the number and the band never contradict each other.
    pub fn shown(self) -> i64 {
        (self.millionths() + 500_000) / 1_000_000
    }

    pub fn band(self) -> Band {
        match self.millionths() {
            ..37_500_000 => Band::Low,
            37_500_000..62_500_000 => Band::Mixed,
            62_500_000..87_500_000 => Band::Elevated,
            _ => Band::Severe,
        }
    }
}

/// A figure in points as the whole number that is shown: rounded, halves up.
#[expect(clippy::cast_possible_truncation, reason = "figures in points are far below 2^63")]
pub fn whole(points: f64) -> i64 {
    (points + 0.5 + 1e-9).floor() as i64
}

/// A difference in points as the whole number that is shown: halves go away from zero, so that a difference
/// reads the same from both sides.
pub fn whole_difference(points: f64) -> i64 {
    if points < 0.0 { -whole(-points) } else { whole(points) }
}

/// A named range of severity. The cuts lie half-way between the answers of a five-point scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// Shown as 0 to 37.
    Low,
    /// Shown as 38 to 62.
    Mixed,
    /// Shown as 63 to 87.
    Elevated,
    /// Shown as 88 to 100.
    Severe,
}

impl Band {
    pub const ALL: [Self; 4] = [Self::Low, Self::Mixed, Self::Elevated, Self::Severe];

    pub const fn range(self) -> (u8, u8) {
        match self {
            Self::Low => (0, 37),
            Self::Mixed => (38, 62),
            Self::Elevated => (63, 87),
            Self::Severe => (88, 100),
        }
    }

    pub const fn level(self) -> usize {
        self as usize + 1
    }
}

/// How a person answered the items of one cause, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    pub answered: usize,
    pub na: usize,
    pub of: usize,
    /// The severity, unless too little was answered.
    pub severity: Option<Severity>,
}

pub fn score(items: &[Item], response: &Response) -> Score {
    let (mut answered, mut na) = (0, 0);
    let (mut weight_all, mut weight_answered, mut sum) = (0.0, 0.0, 0.0);
    for item in items {
        weight_all += item.weight;
        match response.answer(item) {
            Some(Answer::Value(value)) => {
                answered += 1;
                weight_answered += item.weight;
                sum += item.weight * position(item, value);
            }
            Some(Answer::DoesNotApply) => na += 1,
            None => {}
        }
    }
    let scored = weight_answered > 0.0 && 2.0 * weight_answered >= weight_all * (1.0 - WEIGHT_NOISE);
    let severity = if scored { Severity::new((100.0 * sum / weight_answered).clamp(0.0, 100.0)) } else { None };
    Score { answered, na, of: items.len(), severity }
}

/// Where an answer lies between best (0) and worst (1), after turning a reverse-keyed item.
pub fn position(item: &Item, value: i32) -> f64 {
    let (lowest, highest) = (f64::from(item.scale.lowest()), f64::from(item.scale.highest()));
    let value = f64::from(value);
    let turned = if item.reverse { lowest + highest - value } else { value };
    (turned - lowest) / (highest - lowest)
}

/// One answer step in points, on the coarsest scale among the items: 25 for five-point items.
pub fn answer_step(items: &[Item]) -> f64 {
    let step = |item: &Item| 100.0 / (f64::from(item.scale.highest()) - f64::from(item.scale.lowest()));
    items.iter().map(step).fold(0.0, f64::max)
}

/// What one answer moved by one step does to a cause that is answered in full, in points: 6.25 for four five-point
/// items. It goes by the items of the cause, not by those answered, so that gaps make nothing look closer.
#[expect(clippy::cast_precision_loss, reason = "a handful of items")]
pub fn one_move(items: &[Item]) -> f64 {
    answer_step(items) / items.len().max(1) as f64
}

/// Whether two causes lie so close that neither may be called worse: no further apart than one answer moved by one
/// step, by the larger step of the two.
#[expect(clippy::cast_possible_truncation, reason = "at most 1e8")]
pub fn are_close(one: (Severity, &[Item]), other: (Severity, &[Item])) -> bool {
    let step = one_move(one.1).max(one_move(other.1));
    // A millionth more, since both figures are rounded to millionths.
    (one.0.millionths() - other.0.millionths()).abs() <= (step * 1e6).round() as i64 + 1
}

/// Causes with this rank or a better one may be called top causes.
const TOP: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// 1 for the most severe; equal severities share it (1, 1, 3).
    pub number: usize,
    pub shared: bool,
}

/// The rank of each severity, in the order given; none for a cause without a figure.
pub fn ranks(severities: &[Option<Severity>]) -> Vec<Option<Rank>> {
    let known: Vec<i64> = severities.iter().flatten().map(|severity| severity.millionths()).collect();
    let rank = |severity: Severity| {
        let own = severity.millionths();
        Rank {
            number: 1 + known.iter().filter(|&&other| other > own).count(),
            shared: known.iter().filter(|&&other| other == own).count() > 1,
        }
    };
    severities.iter().map(|severity| severity.map(rank)).collect()
}

/// The places of the causes from most to least severe; ties in the order of definition, unknown ones last.
pub fn order(severities: &[Option<Severity>]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..severities.len()).collect();
    places.sort_by_key(|&at| std::cmp::Reverse(severities[at].map_or(-1, Severity::millionths)));
    places
}

/// Whether a cause may be called a top cause: among the first three ranks and at least elevated.
pub fn is_top(severity: Severity, rank: Rank) -> bool {
    rank.number <= TOP && severity.band() >= Band::Elevated
}

// Of everyone together.

/// From how many people on intervals, counts, the agreement word and the export's spread are shown.
pub const SPREAD_FROM: usize = 10;
/// The 0.975 quantile of the normal distribution.
pub const Z: f64 = 1.959_963_984_540_054;

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub low: f64,
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
    pub n: usize,
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
    pub lower: f64,
    pub median: f64,
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
    pub na: usize,
    pub skipped: usize,
}

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

#[expect(clippy::cast_precision_loss, reason = "counts of people and answers are far below 2^52")]
pub(super) const fn number(count: usize) -> f64 {
    count as f64
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
