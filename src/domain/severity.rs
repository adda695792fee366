//! The severity of a cause for one person, 0 to 100, the band it falls into, and the order of causes.
//!
//! Percent of maximum possible (Cohen, Cohen, Aiken and West 1999), with the half rule of the
//! EORTC QLQ-C30 manual: a cause is scored when at least half of its item weight was answered.

use super::questionnaire::Item;
use super::response::{Answer, Response};

/// Sums of weights that are equal on paper may differ by this share as doubles.
const WEIGHT_NOISE: f64 = 1e-9;

/// How severe a cause is: 0 to 100 points, higher is worse.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Severity(f64);

impl Severity {
    /// A severity, where `points` lies in 0 to 100.
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

    /// The band of this severity.
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
    /// All four, lowest first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Mixed, Self::Elevated, Self::Severe];

    /// The whole numbers that the band covers.
    pub const fn range(self) -> (u8, u8) {
        match self {
            Self::Low => (0, 37),
            Self::Mixed => (38, 62),
            Self::Elevated => (63, 87),
            Self::Severe => (88, 100),
        }
    }

    /// How many of the four marks are filled.
    pub const fn level(self) -> usize {
        match self {
            Self::Low => 1,
            Self::Mixed => 2,
            Self::Elevated => 3,
            Self::Severe => 4,
        }
    }
}

/// How a person answered the items of one cause, and what follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Items with a value of the scale.
    pub answered: usize,
    /// Items answered with "does not apply".
    pub na: usize,
    /// Items of the cause.
    pub of: usize,
    /// The severity, unless too little was answered.
    pub severity: Option<Severity>,
}

/// Scores one cause for one person.
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

/// A cause's place in the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// 1 for the most severe; equal severities share it (1, 1, 3).
    pub number: usize,
    /// Whether another cause has the same rank.
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
