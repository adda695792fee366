//! What may be said about the gaps of several causes: clear, possible or neither; and of how close answers lie.
//!
//! The more causes are tested, the more often chance parts two groups in one of them; Holm's method allows for it.

use super::gap::{Gap, Pairs, p_floor};
use super::questionnaire::Item;
use super::response::Response;
use super::severity::{ItemCounts, Limits, NOISE, SPREAD_FROM, answer_step, item_counts, number};

/// How often chance may be taken for a difference, over all causes together.
const LEVEL: f64 = 0.05;

/// P values adjusted for their number by Holm's method, in the order given.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut ascending: Vec<usize> = (0..p.len()).collect();
    ascending.sort_by(|&one, &other| p[one].total_cmp(&p[other]));
    let mut adjusted = vec![1.0; p.len()];
    let mut largest: f64 = 0.0;
    for (before, &at) in ascending.iter().enumerate() {
        largest = largest.max((number(p.len() - before) * p[at]).min(1.0));
        adjusted[at] = largest;
    }
    adjusted
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    pub difference: f64,
    /// In what share of pairs the first group's person has the higher severity.
    pub superiority: f64,
    pub p: f64,
    /// The same, adjusted for all causes tested.
    pub p_holm: f64,
    /// The 95 % interval of the difference; none where neither group varies.
    pub limits: Option<Limits>,
    /// Whether the interval is shown.
    pub shown: bool,
}

impl Evidence {
    /// Whether the interval holds no 0, or there is none.
    fn is_off_zero(&self) -> bool {
        self.limits.is_none_or(|limits| limits.low > NOISE || limits.high < -NOISE)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Unlikely to be chance, and at least half an answer step.
    Clear,
    /// Unlikely to be chance, and less than half an answer step.
    ClearButSmall,
    /// Worth asking about; it could well be chance.
    Possible,
    /// Neither: which does not mean that the groups agree.
    NoClearDifference,
}

/// The verdict on a gap; `threshold` is the least difference in points that is not small.
///
/// Test and interval speak with one voice: "clear" needs both, and nobody reads "none" beside an interval off zero.
pub fn verdict(evidence: &Evidence, threshold: f64) -> Verdict {
    let Evidence { difference, superiority, p, p_holm, shown, .. } = *evidence;
    let likely = |p: f64| p <= LEVEL + NOISE;
    let off_zero = evidence.is_off_zero();
    if direction(difference) * direction(superiority - 0.5) <= 0 {
        Verdict::NoClearDifference
    } else if likely(p_holm) && off_zero && difference.abs() >= threshold - NOISE {
        Verdict::Clear
    } else if likely(p_holm) && off_zero {
        Verdict::ClearButSmall
    } else if likely(p) || shown && evidence.limits.is_some() && off_zero {
        Verdict::Possible
    } else {
        Verdict::NoClearDifference
    }
}

/// The sign of a figure that may be a hair off zero.
fn direction(figure: f64) -> i8 {
    i8::from(figure > NOISE) - i8::from(figure < -NOISE)
}

/// The least difference that is not small: half an answer step on the coarsest scale, 12.5 for five points.
pub fn half_step(items: &[Item]) -> f64 {
    answer_step(items) / 2.0
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// The difference of means in points, first less second.
    pub difference: f64,
    /// The 95 % interval in points, not cut; none where it may not be shown or neither group varies.
    pub limits: Option<Limits>,
    /// How pairs of one person from each group compare; none where it may not be shown.
    pub pairs: Option<Pairs>,
    pub verdict: Verdict,
}

/// What only an export says about a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FindingExport {
    /// Cliff's delta, -1 to 1.
    pub delta: f64,
    pub p: f64,
    /// The same, adjusted by Holm for all causes tested.
    pub p_holm: f64,
    /// Whether the groups were too large for the exact test.
    pub approximate: bool,
}

/// The gaps of several causes, tested together.
#[derive(Debug, Clone, PartialEq)]
pub struct Findings {
    /// One per cause, in the order given; none where no gap may be shown. The figures of the test are there where its
    /// spread may be shown.
    pub causes: Vec<Option<(Finding, Option<FindingExport>)>>,
    pub tested: usize,
    pub none_clear: Option<NoneClear>,
}

/// Why no gap could have been called clear, whatever the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoneClear {
    /// The groups are too small for the number of causes.
    TooFew { first: usize, second: usize },
    /// The groups are large enough, but too many people have the same severity.
    TooAlike,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    pub gap: Gap,
    /// Whether its interval, the pairs and the figures of the test may be shown.
    pub spread: bool,
}

/// Judges the gaps of several causes together: Holm runs over those that there are.
pub fn judge(causes: &[(&[Item], Option<Judged>)]) -> Findings {
    let gaps: Vec<Gap> = causes.iter().filter_map(|(_, judged)| Some(judged.as_ref()?.gap)).collect();
    let mut adjusted = holm(&gaps.iter().map(|gap| gap.test.p).collect::<Vec<_>>()).into_iter();
    let mut judged = |items: &[Item], judged: &Judged| {
        let p_holm = adjusted.next().unwrap_or(1.0);
        (finding(judged, p_holm, half_step(items)), judged.spread.then(|| export(&judged.gap, p_holm)))
    };
    let causes = causes.iter().map(|(items, one)| one.as_ref().map(|one| judged(items, one))).collect();
    Findings { causes, tested: gaps.len(), none_clear: none_clear(&gaps) }
}

fn finding(judged: &Judged, p_holm: f64, threshold: f64) -> Finding {
    let Judged { gap, spread } = judged;
    let limits = gap.welch.map(|welch| welch.limits);
    let Gap { difference, superiority, .. } = *gap;
    let evidence = Evidence { difference, superiority, p: gap.test.p, p_holm, limits, shown: *spread };
    Finding {
        difference,
        limits: limits.filter(|_| *spread),
        pairs: spread.then_some(gap.pairs),
        verdict: verdict(&evidence, threshold),
    }
}

fn export(gap: &Gap, p_holm: f64) -> FindingExport {
    FindingExport { delta: gap.delta(), p: gap.test.p, p_holm, approximate: gap.test.approximate }
}

/// In how many of ten workshops one gap called possible turns up by chance alone, among so many tested.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 10")]
pub fn by_chance_of_ten(tested: usize) -> usize {
    (10.0 * (1.0 - 0.955_f64.powf(number(tested)))).round().max(1.0) as usize
}

fn none_clear(gaps: &[Gap]) -> Option<NoneClear> {
    let smallest = gaps.iter().map(|gap| gap.test.p_floor).min_by(f64::total_cmp)?;
    let by_size = |gap: &Gap| (p_floor(gap.first.n, gap.second.n), gap.first.n, gap.second.n);
    let (floor, first, second) = gaps.iter().map(by_size).min_by(|one, other| one.0.total_cmp(&other.0))?;
    if !none_can_be_clear(smallest, gaps.len()) {
        None
    } else if none_can_be_clear(floor, gaps.len()) {
        Some(NoneClear::TooFew { first, second })
    } else {
        Some(NoneClear::TooAlike)
    }
}

/// Whether not even the smallest p possible is small enough among so many causes.
pub fn none_can_be_clear(p_floor: f64, causes: usize) -> bool {
    number(causes) * p_floor > LEVEL + NOISE
}

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
