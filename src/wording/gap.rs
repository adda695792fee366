//! What is said about the gap between the two sides, and about differences at large.

use super::count;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::everyone::ByChance;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::severity::whole_difference;
use crate::domain::stats::Limits;
use crate::domain::verdict::{Finding, NoneClear, Verdict, by_chance_of_ten};

/// Said of two averages between which no whole point lies.
pub(super) const SAME: &str = "the same on average";

/// A verdict in a word, as it stands beside a gap.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "clear",
        Verdict::ClearButSmall => "clear but small",
        Verdict::Possible => "possible",
        Verdict::NoClearDifference => "no clear difference",
    }
}

/// A difference with its sign: `+41`, `−24` or `0`.
pub fn signed(points: f64) -> String {
    match whole_difference(points) {
        0 => "0".to_owned(),
        below @ ..0 => format!("−{}", below.abs()),
        above => format!("+{above}"),
    }
}

/// The gap between the sides in a sentence:
/// `Sales rates this 27 points higher (between 12 and 41). Unlikely to be chance.`
pub fn gap(gap: &Finding, several: &EveryoneAnalysis) -> String {
    gap_of(gap, sides(several).0, several.tested())
}

fn gap_of(gap: &Finding, sales: &str, tested: usize) -> String {
    let distance = distance(gap);
    let short = format!("{sales} {distance}");
    let short = if whole_difference(gap.difference) == 0 { SAME } else { &short };
    let workshops = count(by_chance_of_ten(tested), "workshop", "workshops");
    let chance = format!(": one like it turns up by chance alone in about {workshops} of ten");
    let range = gap.limits.map(|limits| between(limits, ""));
    sentence(gap, (&format!("{sales} rates this {distance}"), short), range.as_deref(), &chance)
}

/// How one person of each side compare, where that is shown and there is anything to say: `Take one person from each
/// side: in 50 of 100 pairs Sales scores it higher, in 50 the same, in none lower.`
pub fn pairs(gap: &Finding, several: &EveryoneAnalysis) -> Option<String> {
    let pairs = gap.pairs.filter(|_| gap.verdict != Verdict::NoClearDifference)?;
    let number = |number: usize| if number == 0 { "none".to_owned() } else { number.to_string() };
    let [higher, same, lower] = [pairs.higher, pairs.same, pairs.lower].map(number);
    let sales = sides(several).0;
    Some(format!(
        "Take one person from each side: in {higher} of 100 pairs {sales} scores it higher, in {same} the same, in \
         {lower} lower."
    ))
}

/// What is to be minded about all gaps: whether any could have been clear, and what chance does to small sides.
pub fn notes(several: &EveryoneAnalysis) -> Vec<String> {
    several.none_clear().map(none_clear).into_iter().chain(several.by_chance().map(by_chance)).collect()
}

/// By how much small sides differ by chance alone.
pub fn by_chance(ByChance { sales, marketing, points }: ByChance) -> String {
    let points = count(usize::try_from(points).unwrap_or_default(), "point", "points");
    format!("With {sales} and {marketing} people, sides can differ by up to {points} by chance alone.")
}

/// Why no gap could have been called clear.
pub fn none_clear(why: NoneClear) -> String {
    none_clear_of(why, "gap")
}

/// The same of whatever is compared: a gap, or a change.
pub(super) fn none_clear_of(why: NoneClear, what: &str) -> String {
    match why {
        NoneClear::TooFew { first, second } => {
            format!("With {first} and {second} people no {what} can be called clear.")
        }
        NoneClear::TooAlike => format!("Too many gave the same score for any {what} to be called clear."),
    }
}

/// A difference with its verdict, in few words: `+24, possible`.
pub(super) fn short(finding: &Finding) -> String {
    format!("{}, {}", signed(finding.difference), verdict(finding.verdict))
}

/// What may be said of a difference, of which `lead` states the size and `short` states it within brackets; `chance`
/// is what goes on after "worth asking about".
pub(super) fn sentence(finding: &Finding, (lead, short): (&str, &str), range: Option<&str>, chance: &str) -> String {
    let brackets = range.map_or_else(String::new, |range| format!(" ({range})"));
    match finding.verdict {
        Verdict::Clear => format!("{lead}{brackets}. Unlikely to be chance."),
        Verdict::ClearButSmall => format!("{lead}{brackets}: real, but less than half an answer step."),
        Verdict::Possible => format!("{lead}{brackets}. Worth asking about{chance}."),
        Verdict::NoClearDifference => {
            let range = range.map_or_else(String::new, |range| format!("; {range}"));
            format!("No clear difference ({short}{range}).")
        }
    }
}

/// The ends of an interval, cut to what the scale allows: `between 12 and 41` where both lie on one side, and
/// `between 13 lower and 7 higher` where they do not. `way` names the side where both lie on one.
pub(super) fn between(limits: Limits, way: &str) -> String {
    let limits = limits.cut(-100.0, 100.0);
    let (low, high) = (whole_difference(limits.low), whole_difference(limits.high));
    if low < 0 && high > 0 {
        return format!("between {} lower and {high} higher", low.abs());
    }
    let (near, far) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
    if way.is_empty() { format!("between {near} and {far}") } else { format!("between {near} and {far} {way}") }
}

/// How far apart and which way: `27 points higher`.
pub(super) fn distance(finding: &Finding) -> String {
    let points = whole_difference(finding.difference);
    format!("{} {}", count(usize::try_from(points.unsigned_abs()).unwrap_or_default(), "point", "points"), way(finding))
}

/// Which way: `higher`.
pub(super) fn way(finding: &Finding) -> &'static str {
    if whole_difference(finding.difference) < 0 { "lower" } else { "higher" }
}

/// The ends of an interval of severities as whole numbers: `12 to 41`.
pub(super) fn ends(limits: Limits, between: &str) -> String {
    format!("{} {between} {}", whole_difference(limits.low), whole_difference(limits.high))
}

/// The names of Sales and of Marketing.
pub fn sides(several: &EveryoneAnalysis) -> (&str, &str) {
    let name = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id).map_or("", |(side, _)| &side.name);
    (name(SALES), name(MARKETING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn finding(difference: f64, limits: Option<(f64, f64)>, verdict: Verdict) -> Finding {
        Finding { difference, limits: limits.map(|(low, high)| Limits { low, high }), pairs: None, verdict }
    }

    #[rstest]
    #[case(27.2, (12.4, 41.4), Verdict::Clear, "Sales rates this 27 points higher (between 12 and 41). Unlikely to be chance.")]
    #[case(-27.2, (-41.4, -12.4), Verdict::Clear, "Sales rates this 27 points lower (between 12 and 41). Unlikely to be chance.")]
    #[case(8.0, (3.0, 13.0), Verdict::ClearButSmall,
        "Sales rates this 8 points higher (between 3 and 13): real, but less than half an answer step.")]
    #[case(19.0, (2.0, 36.0), Verdict::Possible,
        "Sales rates this 19 points higher (between 2 and 36). Worth asking about: one like it turns up by chance alone in about 3 \
         workshops of ten.")]
    #[case(6.0, (-9.0, 21.0), Verdict::NoClearDifference, "No clear difference (Sales 6 points higher; between 9 lower and 21 higher).")]
    #[case(-6.0, (-21.0, 9.0), Verdict::NoClearDifference, "No clear difference (Sales 6 points lower; between 21 lower and 9 higher).")]
    #[case(0.2, (-15.0, 15.4), Verdict::NoClearDifference, "No clear difference (the same on average; between 15 lower and 15 higher).")]
    #[case(90.0, (60.0, 120.0), Verdict::Clear, "Sales rates this 90 points higher (between 60 and 100). Unlikely to be chance.")]
    #[case(1.0, (0.2, 1.8), Verdict::ClearButSmall,
        "Sales rates this 1 point higher (between 0 and 2): real, but less than half an answer step.")]
    fn a_gap_is_told_by_its_verdict(
        #[case] difference: f64,
        #[case] limits: (f64, f64),
        #[case] verdict: Verdict,
        #[case] told: &str,
    ) {
        assert_eq!(gap_of(&finding(difference, Some(limits), verdict), "Sales", 9), told);
    }

    #[test]
    fn a_gap_between_sides_that_do_not_vary_is_told_without_an_interval() {
        let clear = finding(100.0, None, Verdict::Clear);
        assert_eq!(gap_of(&clear, "Sales", 9), "Sales rates this 100 points higher. Unlikely to be chance.");
        let alike = finding(0.0, None, Verdict::NoClearDifference);
        assert_eq!(gap_of(&alike, "Sales", 9), "No clear difference (the same on average).");
    }

    #[rstest]
    #[case(41.4, "+41")]
    #[case(-24.5, "−25")]
    #[case(24.5, "+25")]
    #[case(0.4, "0")]
    #[case(-0.4, "0")]
    fn a_difference_is_shown_with_its_sign(#[case] points: f64, #[case] shown: &str) {
        assert_eq!(signed(points), shown);
    }

    #[rstest]
    #[case(3, "1 workshop of ten")]
    #[case(5, "2 workshops of ten")]
    #[case(9, "3 workshops of ten")]
    #[case(12, "4 workshops of ten")]
    #[case(18, "6 workshops of ten")]
    fn a_possible_gap_says_how_often_chance_makes_one(#[case] tested: usize, #[case] told: &str) {
        let possible = finding(19.0, None, Verdict::Possible);
        assert!(gap_of(&possible, "Sales", tested).ends_with(&format!("in about {told}.")), "{tested}");
    }

    #[test]
    fn small_sides_are_told_what_chance_alone_does() {
        let told = by_chance(ByChance { sales: 5, marketing: 8, points: 28 });
        assert_eq!(told, "With 5 and 8 people, sides can differ by up to 28 points by chance alone.");
    }

    #[test]
    fn sides_too_small_for_a_clear_gap_are_told_so() {
        let told = none_clear(NoneClear::TooFew { first: 5, second: 5 });
        assert_eq!(told, "With 5 and 5 people no gap can be called clear.");
    }
}
