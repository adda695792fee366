//! The perception gap: how differently two groups see one cause.
//!
//! A gap is always the first group less the second: Sales less Marketing, or the later run less the earlier.
//!
//! The test is the exact two-sided one of Wilcoxon, Mann and Whitney with midranks, conditional on the ties, counted by
//! the shift algorithm of Streitberg and Röhmel, tied people together. Where that is too much work and neither group is
//! small, the normal approximation with the variance corrected for ties, without continuity correction, stands in: for a
//! small group it errs by more than half.

use std::f64::consts::FRAC_1_SQRT_2;
use std::ops::RangeInclusive;

use statrs::function::erf::erfc;

use super::severity::{Limits, Severity, Summary, number, summary, t_quantile};

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    pub first: Summary,
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
    pub test: RankTest,
}

/// Of a hundred pairs of one person from each group: whole numbers that add up to a hundred.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pairs {
    pub higher: usize,
    pub same: usize,
    pub lower: usize,
}

impl Pairs {
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
    let mut shares = counts.map(|count| 100 * count / all);
    let mut order = [0, 1, 2];
    order.sort_by_key(|&at| std::cmp::Reverse(100 * counts[at] % all));
    let missing = 100 - shares.iter().sum::<usize>().min(100);
    order.iter().take(missing).for_each(|&at| shares[at] += 1);
    shares
}

/// Welch's interval of a difference of means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Welch {
    pub se: f64,
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

/// The most additions, roughly, that the exact test may take: 75 against 75, or 30 against 300.
const WORK_MAX: f64 = 2e8;
/// A group smaller than this is tested exactly, however large the other is.
const SMALL: usize = 20;

/// Two groups' values as midranks among all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct RankSum {
    /// Twice the midrank of every value, in ascending order: whole numbers even where values tie.
    doubled: Vec<usize>,
    first: usize,
    second: usize,
    sum: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankTest {
    /// How often chance alone would part two groups at least so far: above 0, at most 1.
    pub p: f64,
    /// The smallest `p` that these values could have given, however they fell to the groups.
    pub p_floor: f64,
    pub approximate: bool,
}

impl RankSum {
    /// Ranks two groups' values together; none where a group is empty. Values tie to the millionth.
    pub fn of(first: &[Severity], second: &[Severity]) -> Option<Self> {
        if first.is_empty() || second.is_empty() {
            return None;
        }
        let in_first = first.iter().map(|severity| (severity.millionths(), true));
        let in_second = second.iter().map(|severity| (severity.millionths(), false));
        let mut values: Vec<(i64, bool)> = in_first.chain(in_second).collect();
        values.sort_unstable();
        let doubled = doubled_midranks(&values);
        let sum = values.iter().zip(&doubled).filter(|((_, in_first), _)| *in_first).map(|(_, rank)| rank).sum();
        Some(Self { doubled, first: first.len(), second: second.len(), sum })
    }

    pub const fn doubled_sum(&self) -> usize {
        self.sum
    }

    /// In what share of pairs the first group's value is higher, a tie counting half: 0 to 1.
    pub fn superiority(&self) -> f64 {
        let wins = self.sum - self.first * (self.first + 1);
        number(wins) / number(2 * self.first * self.second)
    }

    /// The exact test, or the approximation where the groups are too large for it.
    pub fn test(&self) -> RankTest {
        if is_exact(self.first, self.second) { self.exact() } else { self.approximate() }
    }

    /// The exact test: the share of all ways to deal out the ranks that part the groups at least so far.
    pub fn exact(&self) -> RankTest {
        let (taken, centre) = (self.smaller(), self.centre());
        let ways = ways_by_sum(&self.doubled, taken);
        let all: f64 = ways.iter().sum();
        let share = |far: usize| {
            let beyond = ways.iter().enumerate().filter(|(sum, _)| sum.abs_diff(centre) >= far);
            beyond.map(|(_, ways)| ways).sum::<f64>() / all
        };
        RankTest { p: share(self.distance()), p_floor: share(self.farthest()), approximate: false }
    }

    pub fn approximate(&self) -> RankTest {
        let p = |distance: usize| erfc(self.deviations(distance) * FRAC_1_SQRT_2);
        RankTest { p: p(self.distance()), p_floor: p(self.farthest()), approximate: true }
    }

    /// How many standard deviations the first group's sum lies above the expected one.
    pub fn z(&self) -> f64 {
        let above = self.sum >= self.first * (self.doubled.len() + 1);
        self.deviations(self.distance()) * if above { 1.0 } else { -1.0 }
    }

    fn deviations(&self, distance: usize) -> f64 {
        if distance == 0 { 0.0 } else { number(distance) / self.variance().sqrt() }
    }

    fn smaller(&self) -> usize {
        self.first.min(self.second)
    }

    fn centre(&self) -> usize {
        self.smaller() * (self.doubled.len() + 1)
    }

    /// How far the observed sum lies from the expected one; the same for both groups.
    fn distance(&self) -> usize {
        self.sum.abs_diff(self.first * (self.doubled.len() + 1))
    }

    fn farthest(&self) -> usize {
        let sums = sums(&self.doubled, self.smaller());
        sums.start().abs_diff(self.centre()).max(sums.end().abs_diff(self.centre()))
    }

    /// The variance of the sum of doubled midranks, corrected for ties; 0 where all values tie.
    fn variance(&self) -> f64 {
        let all = number(self.doubled.len());
        let excess = |tied: &[usize]| number(tied.len()).powi(3) - number(tied.len());
        let ties: f64 = self.doubled.chunk_by(|one, next| one == next).map(excess).sum();
        number(self.first) * number(self.second) / 3.0 * (all + 1.0 - ties / (all * (all - 1.0)))
    }
}

pub fn is_exact(one: usize, other: usize) -> bool {
    let (small, large) = (number(one.min(other)), number(one.max(other)));
    one.min(other) < SMALL || (small + large) * small.powi(2) * (small + 2.0 * large + 1.0) <= WORK_MAX
}

/// The smallest two-sided `p` that groups of these sizes can reach, without ties.
pub fn p_floor(one: usize, other: usize) -> f64 {
    let small = one.min(other);
    let ways = (1..=small).fold(1.0, |ways, taken| ways * number(one.max(other) + taken) / number(taken));
    (2.0 / ways).min(1.0)
}

/// Twice the mean rank of each value; equal values share theirs.
fn doubled_midranks(sorted: &[(i64, bool)]) -> Vec<usize> {
    let mut ranks = Vec::with_capacity(sorted.len());
    for tied in sorted.chunk_by(|one, next| one.0 == next.0) {
        let below = ranks.len();
        ranks.extend(std::iter::repeat_n(2 * below + tied.len() + 1, tied.len()));
    }
    ranks
}

/// For every sum, in how many ways `taken` of the ascending ranks add up to it. Doubles hold the counts well enough.
///
/// Tied ranks are dealt out together: a few dozen groups instead of thousands of people.
fn ways_by_sum(ranks: &[usize], taken: usize) -> Vec<f64> {
    let mut rows = vec![vec![0.0; sums(ranks, taken).end() + 1]; taken + 1];
    rows[0][0] = 1.0;
    let up_to = running(ranks);
    let mut seen = 0;
    for tied in ranks.chunk_by(|one, next| one == next) {
        // Rows that the remaining ranks could not fill up to `taken` any more are left alone.
        let still = taken.saturating_sub(ranks.len() - seen - tied.len()).max(1);
        for taking in (still..=taken.min(seen + tied.len())).rev() {
            for (of_tied, ways) in (1..=taking.min(tied.len())).zip(choices(tied.len())) {
                let fewer = taking - of_tied;
                if fewer <= seen {
                    let reached = up_to[fewer]..=up_to[seen] - up_to[seen - fewer];
                    add(&mut rows, (fewer, taking), (reached, of_tied * tied[0]), ways);
                }
            }
        }
        seen += tied.len();
    }
    rows.swap_remove(taken)
}

/// Adds the reached part of one row, moved on by `shift` and taken `ways` times, to a later one.
fn add(rows: &mut [Vec<f64>], (from, to): (usize, usize), (reached, shift): (RangeInclusive<usize>, usize), ways: f64) {
    let (before, after) = rows.split_at_mut(to);
    let target = after[0][reached.start() + shift..].iter_mut();
    for (to, from) in target.zip(&before[from][reached]) {
        *to += ways * from;
    }
}

/// In how many ways 1, 2, 3 … of `all` alike can be chosen.
fn choices(all: usize) -> impl Iterator<Item = f64> {
    (1..=all).scan(1.0, move |ways, taken| {
        *ways *= number(all + 1 - taken) / number(taken);
        Some(*ways)
    })
}

fn running(ranks: &[usize]) -> Vec<usize> {
    let sums = ranks.iter().scan(0, |sum, rank| {
        *sum += rank;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

/// The sums that `taken` of the ascending ranks can lie between.
fn sums(ranks: &[usize], taken: usize) -> RangeInclusive<usize> {
    ranks.iter().take(taken).sum()..=ranks.iter().rev().take(taken).sum()
}
