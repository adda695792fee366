//! The gap between two groups.

use serde::Deserialize;
use serde_json::Value;
use undercurrent::testing::domain::{
    Evidence, Expectation, Expected, Gap, Limits, Pairs, RankSum, Severity, Verdict, holm, is_exact, none_can_be_clear,
    p_floor, verdict,
};

use crate::check::{cases, rows, same, same_option, severities, whole_file, within};
use crate::everyone::same_limits;

/// A gap as the reference figures write it.
#[derive(Deserialize)]
pub struct GapExpect {
    pub n1: usize,
    pub n2: usize,
    mean1: Option<f64>,
    mean2: Option<f64>,
    pub diff: Option<f64>,
    se: Option<f64>,
    df: Option<f64>,
    pub lo: Option<f64>,
    pub hi: Option<f64>,
    pub ps: Option<f64>,
    pub delta: Option<f64>,
    w2: Option<usize>,
    pub p: Option<f64>,
    p_floor: Option<f64>,
    pub pairs: Option<PairsExpect>,
    pub half_step: Option<f64>,
    pub p_holm: Option<f64>,
    pub verdict: Option<String>,
}

/// Pairs of a hundred, as the reference figures write them.
#[derive(Deserialize)]
pub struct PairsExpect {
    higher: usize,
    same: usize,
    lower: usize,
}

impl PairsExpect {
    #[track_caller]
    pub fn check(&self, what: &str, got: Pairs) {
        assert_eq!((got.higher, got.same, got.lower), (self.higher, self.same, self.lower), "pairs of {what}");
    }
}

impl GapExpect {
    #[track_caller]
    pub fn check(&self, what: &str, got: Option<&Gap>) {
        assert_eq!(got.is_some(), self.diff.is_some(), "{what}");
        let figure = |of: fn(&Gap) -> f64| got.map(of);
        if got.is_some() {
            assert_eq!(got.map(|gap| (gap.first.n, gap.second.n)), Some((self.n1, self.n2)), "{what}");
            same_option(what, figure(|gap| gap.first.mean.points()), self.mean1);
            same_option(what, figure(|gap| gap.second.mean.points()), self.mean2);
        }
        same_option(what, figure(|gap| gap.difference), self.diff);
        same_option(what, figure(|gap| gap.superiority), self.ps);
        same_option(what, figure(Gap::delta), self.delta);
        same_option(what, figure(|gap| gap.test.p), self.p);
        same_option(what, figure(|gap| gap.test.p_floor), self.p_floor);
        assert_eq!(got.map(|gap| gap.doubled_sum), self.w2, "{what}");
        if let (Some(pairs), Some(gap)) = (&self.pairs, got) {
            pairs.check(what, gap.pairs);
        }
        self.check_welch(what, got);
    }

    /// Twice the rank sum.
    pub const fn w2(&self) -> Option<usize> {
        self.w2
    }

    #[track_caller]
    fn check_welch(&self, what: &str, got: Option<&Gap>) {
        let welch = got.and_then(|gap| gap.welch);
        same_option(what, welch.map(|welch| welch.df), self.df);
        same_limits(what, welch.map(|welch| welch.limits), (self.lo, self.hi));
        let se = self.se.filter(|&se| se > 0.0);
        same_option(what, welch.map(|welch| welch.se), se);
    }
}

pub const fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "clear",
        Verdict::ClearButSmall => "clear but small",
        Verdict::Possible => "possible",
        Verdict::NoClearDifference => "none",
    }
}

#[derive(Deserialize)]
struct GapCase {
    note: String,
    a: Vec<f64>,
    b: Vec<f64>,
    expect: GapExpect,
}

#[test]
fn a_gap_has_the_reference_figures() {
    for case in cases::<GapCase>("gap.json") {
        let gap = Gap::between(&severities(&case.a), &severities(&case.b));
        case.expect.check(&case.note, gap.as_ref());
    }
}

#[derive(Deserialize)]
struct Large {
    cases: Vec<LargeCase>,
    branch: Vec<Branch>,
}

#[derive(Deserialize)]
struct LargeCase {
    a: Vec<f64>,
    b: Vec<f64>,
    ps: f64,
    z: f64,
    p: f64,
    approximate: bool,
}

#[derive(Deserialize)]
struct Branch {
    n1: usize,
    n2: usize,
    exact: bool,
}

#[test]
fn large_rooms_are_tested_by_the_normal_approximation() {
    for case in whole_file::<Large>("gap_large.json").cases {
        let what = format!("{} and {}", case.a.len(), case.b.len());
        let ranks = RankSum::of(&severities(&case.a), &severities(&case.b)).unwrap();
        same(&what, ranks.superiority(), case.ps);
        same(&what, ranks.z(), case.z);
        same(&what, ranks.test().p, case.p);
        assert_eq!(ranks.test().approximate, case.approximate, "{what}");
    }
}

#[test]
fn the_sizes_decide_whether_the_test_is_exact() {
    for Branch { n1, n2, exact } in whole_file::<Large>("gap_large.json").branch {
        assert_eq!(is_exact(n1, n2), exact, "{n1} and {n2}");
        assert_eq!(is_exact(n2, n1), exact, "{n2} and {n1}");
    }
}

#[derive(Deserialize)]
struct SmallSide {
    groups: Vec<TieGroup>,
    expect: GapExpect,
}

#[derive(Deserialize)]
struct TieGroup {
    severity: f64,
    a: usize,
    b: usize,
}

#[test]
fn a_small_side_is_tested_exactly_however_large_the_other_is() {
    let all: Vec<SmallSide> = cases("gap_small_side.json");
    assert_eq!(all.len(), 5);
    for SmallSide { groups, expect } in all {
        let side = |of: fn(&TieGroup) -> usize| {
            severities(&groups.iter().flat_map(|group| vec![group.severity; of(group)]).collect::<Vec<_>>())
        };
        let (a, b) = (side(|group| group.a), side(|group| group.b));
        let what = format!("{} and {}", a.len(), b.len());
        assert_eq!((a.len(), b.len()), (expect.n1, expect.n2), "{what}");
        let ranks = RankSum::of(&a, &b).unwrap();
        assert_eq!(Some(ranks.doubled_sum()), expect.w2(), "{what}");
        assert!(!ranks.test().approximate, "{what}");
        same_option(&what, Some(ranks.superiority()), expect.ps);
        same_option(&what, Some(ranks.test().p), expect.p);
    }
}

#[derive(Deserialize)]
struct HolmCase {
    note: String,
    p: Vec<f64>,
    expect: Vec<f64>,
}

#[test]
fn holm_adjusts_as_the_reference_does() {
    for HolmCase { note, p, expect } in cases("holm.json") {
        let got = holm(&p);
        assert_eq!(got.len(), expect.len(), "{note}");
        got.iter().zip(expect).for_each(|(&got, expected)| same(&note, got, expected));
    }
}

#[derive(Deserialize)]
struct VerdictCase {
    note: String,
    diff: f64,
    ps: f64,
    p: f64,
    p_holm: f64,
    lo: Option<f64>,
    hi: Option<f64>,
    interval_shown: bool,
    half_step: f64,
    expect: String,
}

#[test]
fn the_verdict_is_the_reference_verdict() {
    let all: Vec<VerdictCase> = cases("gap_verdict.json");
    assert_eq!(all.len(), 16);
    for case in all {
        let VerdictCase { diff: difference, ps: superiority, p, p_holm, interval_shown: shown, .. } = case;
        let limits = case.lo.zip(case.hi).map(|(low, high)| Limits { low, high });
        let evidence = Evidence { difference, superiority, p, p_holm, limits, shown };
        assert_eq!(verdict_name(verdict(&evidence, case.half_step)), case.expect, "{}", case.note);
    }
}

#[test]
fn small_rooms_reach_no_smaller_p_than_the_reference_says() {
    for row in rows("p_floor.csv") {
        let [one, other] = [0, 1].map(|at| row[at].parse().unwrap());
        let floor = p_floor(one, other);
        same(&row.join(","), floor, row[2].parse().unwrap());
        same(&row.join(","), 9.0 * floor, row[3].parse().unwrap());
        assert_eq!(!none_can_be_clear(floor, 9), row[4] == "True", "{}", row.join(","));
    }
}

/// The two groups of a printed example: a list, or "61 ones, 19 zeros".
fn printed_group(group: &Value) -> Vec<f64> {
    let Some(text) = group.as_str() else { return serde_json::from_value(group.clone()).unwrap() };
    let counts: Vec<usize> = text.split(", ").map(|part| part.split(' ').next().unwrap().parse().unwrap()).collect();
    [vec![1.0; counts[0]], vec![0.0; counts[1]]].concat()
}

#[test]
fn printed_gaps_come_out() {
    let mut seen = 0;
    for case in cases::<Value>("published.json") {
        let (inputs, printed) = (&case["inputs"], &case["printed"]);
        if inputs["a"].is_null() {
            continue;
        }
        let [first, second] = ["a", "b"].map(|group| severities(&printed_group(&inputs[group])));
        let ranks = RankSum::of(&first, &second).unwrap();
        let (name, tolerance) = (case["name"].as_str().unwrap(), case["tolerance"].as_f64().unwrap());
        match printed["p"].as_f64() {
            Some(p) => within(name, ranks.exact().p, p, tolerance),
            None => within(name, 2.0 * ranks.superiority() - 1.0, printed["delta"].as_f64().unwrap(), tolerance),
        }
        let computed = &case["computed"];
        if let Some(p) = computed["p"].as_f64() {
            same(name, ranks.exact().p, p);
        } else {
            same(name, 2.0 * ranks.superiority() - 1.0, computed["delta"].as_f64().unwrap());
            same(name, ranks.superiority(), computed["ps"].as_f64().unwrap());
        }
        seen += 1;
    }
    assert_eq!(seen, 3);
}

#[derive(Deserialize)]
struct GuessCase {
    note: String,
    guesses: Vec<f64>,
    actual: f64,
    min_group: usize,
    half_step: f64,
    expect: GuessExpect,
}

#[derive(Deserialize)]
struct GuessExpect {
    expected: Option<f64>,
    off_by: Option<f64>,
    told: Option<String>,
}

#[test]
fn a_guess_is_off_by_as_much_as_the_reference_says() {
    let all: Vec<GuessCase> = cases("guess.json");
    assert_eq!(all.len(), 8);
    for GuessCase { note, guesses, actual, min_group, half_step, expect } in all {
        let got = Expected::of_side(&guesses, Severity::new(actual).unwrap(), half_step, min_group);
        same_option(&note, got.map(|got| got.mean.points()), expect.expected);
        same_option(&note, got.map(|got| got.off_by), expect.off_by);
        let told = got.map(|got| match got.expectation {
            Expectation::Relief => "relief",
            Expectation::BlindSpot => "blind spot",
            Expectation::AsExpected => "as expected",
        });
        assert_eq!(told, expect.told.as_deref(), "{note}");
    }
}
