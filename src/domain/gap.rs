//! The perception gap: how differently two groups see one cause.
//!
//! A gap is always the first group less the second: Sales less Marketing, or the later run less the earlier.

use super::everyone::{Limits, Summary, number, summary, t_quantile};
use super::rank_test::{RankSum, RankTest};
use super::severity::Severity;

/// The figures of a gap in one cause.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The first group's mean.
    pub first: Summary,
    /// The second group's mean.
    pub second: Summary,
    /// The difference of means in points, first less second.
    pub difference: f64,
    /// The Welch interval; none where neither group varies.
    pub welch: Option<Welch>,
    /// In what share of pairs the first group's person has the higher severity, a tie counting half.
    pub superiority: f64,
    /// Of a hundred pairs, how many have the first group's person higher, how many are alike, how many lower.
    pub pairs: Pairs,
    /// Twice the sum of the first group's midranks.
    pub doubled_sum: usize,
    /// The rank test.
    pub test: RankTest,
}

/// Of a hundred pairs of one person from each group: whole numbers that add up to a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairs {
    /// In how many the first group's person has the higher severity.
    pub higher: usize,
    /// In how many both have the same.
    pub same: usize,
    /// In how many the first group's person has the lower severity.
    pub lower: usize,
}

impl Pairs {
    /// The pairs of two groups that each hold somebody.
    pub fn of(first: &[Severity], second: &[Severity]) -> Self {
        let mut others: Vec<i64> = second.iter().map(|severity| severity.millionths()).collect();
        others.sort_unstable();
        let (mut higher, mut same) = (0, 0);
        for own in first.iter().map(|severity| severity.millionths()) {
            let below = others.partition_point(|&other| other < own);
            higher += below;
            same += others.partition_point(|&other| other <= own) - below;
        }
        let all = first.len() * second.len();
        let [higher, same, lower] = hundredths([higher, same, all - higher - same]);
        Self { higher, same, lower }
    }
}

/// Counts as whole numbers of a hundred, by the largest remainder; of equal remainders the first goes first.
fn hundredths(counts: [usize; 3]) -> [usize; 3] {
    let all: usize = counts.iter().sum::<usize>().max(1);
    let mut told = counts.map(|count| 100 * count / all);
    let mut order = [0, 1, 2];
    order.sort_by_key(|&at| std::cmp::Reverse(100 * counts[at] % all));
    let missing = 100 - told.iter().sum::<usize>().min(100);
    order.iter().take(missing).for_each(|&at| told[at] += 1);
    told
}

/// Welch's interval of a difference of means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    /// The standard error in points.
    pub se: f64,
    /// The degrees of freedom, seldom whole.
    pub df: f64,
    /// The 95 % interval in points, not cut.
    pub limits: Limits,
}

impl Gap {
    /// The gap between two groups of at least two people each; none for fewer.
    pub fn between(first: &[Severity], second: &[Severity]) -> Option<Self> {
        if first.len() < 2 || second.len() < 2 {
            return None;
        }
        let ranks = RankSum::of(first, second)?;
        let pairs = Pairs::of(first, second);
        let (first, second) = (summary(first)?, summary(second)?);
        Some(Self {
            difference: first.mean.points() - second.mean.points(),
            welch: welch(&first, &second),
            superiority: ranks.superiority(),
            pairs,
            doubled_sum: ranks.doubled_sum(),
            test: ranks.test(),
            first,
            second,
        })
    }

    /// Cliff's delta, -1 to 1.
    pub fn delta(&self) -> f64 {
        2.0 * self.superiority - 1.0
    }
}

fn welch(first: &Summary, second: &Summary) -> Option<Welch> {
    let error = |group: &Summary| group.sd.map(|sd| sd * sd / number(group.n));
    let (one, other) = (error(first)?, error(second)?);
    let se = (one + other).sqrt();
    if se <= 0.0 {
        return None;
    }
    let share = |error: f64, group: &Summary| error * error / (number(group.n) - 1.0);
    let df = (one + other).powi(2) / (share(one, first) + share(other, second));
    let difference = first.mean.points() - second.mean.points();
    Some(Welch { se, df, limits: Limits::around(difference, t_quantile(df) * se) })
}
