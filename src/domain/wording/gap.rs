//! What is said about the gap between the two sides, and about differences at large.

use super::count;
use crate::domain::analysis::several::Several;
use crate::domain::everyone::Limits;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::severity::{whole, whole_difference};
use crate::domain::verdict::{Finding, NoneClear, Verdict};

/// Said of two averages between which no whole point lies.
pub(super) const SAME: &str = "the same on average";

/// A verdict in a word, as it stands beside a gap.
#[must_use]
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "clear",
        Verdict::ClearButSmall => "clear but small",
        Verdict::Possible => "possible",
        Verdict::NoClearDifference => "no clear difference",
    }
}

/// A difference with its sign: `+41`, `−24` or `0`.
#[must_use]
pub fn signed(points: f64) -> String {
    match whole_difference(points) {
        0 => "0".to_owned(),
        below @ ..0 => format!("−{}", below.abs()),
        above => format!("+{above}"),
    }
}

/// The gap between the sides in a sentence: `Sales rates this 27 points higher (12 to 41). Unlikely to be chance.`
#[must_use]
pub fn gap(gap: &Finding, several: &Several) -> String {
    gap_of(gap, sides(several).0)
}

fn gap_of(gap: &Finding, sales: &str) -> String {
    let distance = distance(gap);
    let short = format!("{sales} {distance}");
    let short = if whole_difference(gap.difference) == 0 { SAME } else { &short };
    told(gap, &format!("{sales} rates this {distance}"), short, "workshops")
}

/// How often one side's person scores a cause higher: `In 78 of 100 Sales-Marketing pairs …`.
#[must_use]
pub fn pairs(gap: &Finding, several: &Several) -> String {
    let (sales, marketing) = sides(several);
    let of_hundred = whole(100.0 * gap.superiority);
    format!("In {of_hundred} of 100 {sales}-{marketing} pairs the {sales} person scores it higher.")
}

/// Why no gap could have been called clear.
#[must_use]
pub fn none_clear(why: NoneClear) -> String {
    match why {
        NoneClear::TooFew { first, second } => format!("With {first} and {second} people no gap can be called clear."),
        NoneClear::TooAlike => "Too many gave the same score for any gap to be called clear.".to_owned(),
    }
}

/// What may be said of a difference, of which `lead` states the size and `short` states it within brackets.
pub(super) fn told(finding: &Finding, lead: &str, short: &str, many: &str) -> String {
    let limits = finding.limits.map(|limits| ends(facing(limits, finding.difference), "to"));
    let range = limits.as_ref().map_or_else(String::new, |limits| format!(" ({limits})"));
    match finding.verdict {
        Verdict::Clear => format!("{lead}{range}. Unlikely to be chance."),
        Verdict::ClearButSmall => format!("{lead}{range}: real, but less than half an answer step."),
        Verdict::Possible => format!(
            "{lead}{range}. Worth asking about; by chance alone, ten {many} would produce about four such results."
        ),
        Verdict::NoClearDifference => {
            let range = limits.map_or_else(String::new, |limits| format!("; {limits}"));
            format!("No clear difference ({short}{range}).")
        }
    }
}

/// How far apart and which way: `27 points higher`.
pub(super) fn distance(finding: &Finding) -> String {
    let points = whole_difference(finding.difference);
    let way = if points < 0 { "lower" } else { "higher" };
    format!("{} {way}", count(usize::try_from(points.unsigned_abs()).unwrap_or_default(), "point", "points"))
}

/// The interval seen in the direction of the difference, cut to what the scale allows.
fn facing(limits: Limits, difference: f64) -> Limits {
    let limits = limits.cut(-100.0, 100.0);
    if whole_difference(difference) < 0 { limits.mirrored() } else { limits }
}

/// The ends of an interval as whole numbers: `12 to 41`.
pub(super) fn ends(limits: Limits, between: &str) -> String {
    format!("{} {between} {}", minus(limits.low), minus(limits.high))
}

/// A whole number with a minus sign where it is below zero.
fn minus(points: f64) -> String {
    let points = whole_difference(points);
    if points < 0 { format!("−{}", points.abs()) } else { points.to_string() }
}

fn sides(several: &Several) -> (&str, &str) {
    let name = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id).map_or("", |(side, _)| &side.name);
    (name(SALES), name(MARKETING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn finding(difference: f64, limits: Option<(f64, f64)>, verdict: Verdict) -> Finding {
        Finding { difference, limits: limits.map(|(low, high)| Limits { low, high }), superiority: 0.5, verdict }
    }

    #[rstest]
    #[case(27.2, (12.4, 41.4), Verdict::Clear, "Sales rates this 27 points higher (12 to 41). Unlikely to be chance.")]
    #[case(-27.2, (-41.4, -12.4), Verdict::Clear, "Sales rates this 27 points lower (12 to 41). Unlikely to be chance.")]
    #[case(8.0, (3.0, 13.0), Verdict::ClearButSmall,
        "Sales rates this 8 points higher (3 to 13): real, but less than half an answer step.")]
    #[case(19.0, (2.0, 36.0), Verdict::Possible,
        "Sales rates this 19 points higher (2 to 36). Worth asking about; by chance alone, ten workshops would \
         produce about four such results.")]
    #[case(6.0, (-9.0, 21.0), Verdict::NoClearDifference, "No clear difference (Sales 6 points higher; −9 to 21).")]
    #[case(-6.0, (-21.0, 9.0), Verdict::NoClearDifference, "No clear difference (Sales 6 points lower; −9 to 21).")]
    #[case(0.2, (-15.0, 15.4), Verdict::NoClearDifference, "No clear difference (the same on average; −15 to 15).")]
    #[case(90.0, (60.0, 120.0), Verdict::Clear, "Sales rates this 90 points higher (60 to 100). Unlikely to be chance.")]
    #[case(1.0, (0.2, 1.8), Verdict::ClearButSmall,
        "Sales rates this 1 point higher (0 to 2): real, but less than half an answer step.")]
    fn a_gap_is_told_by_its_verdict(
        #[case] difference: f64,
        #[case] limits: (f64, f64),
        #[case] verdict: Verdict,
        #[case] told: &str,
    ) {
        assert_eq!(gap_of(&finding(difference, Some(limits), verdict), "Sales"), told);
    }

    #[test]
    fn a_gap_between_sides_that_do_not_vary_is_told_without_an_interval() {
        let clear = finding(100.0, None, Verdict::Clear);
        assert_eq!(gap_of(&clear, "Sales"), "Sales rates this 100 points higher. Unlikely to be chance.");
        let alike = finding(0.0, None, Verdict::NoClearDifference);
        assert_eq!(gap_of(&alike, "Sales"), "No clear difference (the same on average).");
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

    #[test]
    fn sides_too_small_for_a_clear_gap_are_told_so() {
        let told = none_clear(NoneClear::TooFew { first: 5, second: 5 });
        assert_eq!(told, "With 5 and 5 people no gap can be called clear.");
    }
}
