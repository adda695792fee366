//! The figures of several people in words: an average and what is sure about it, how people spread around it, why a
//! figure is not shown; and the gap between the two sides, and differences at large.

use super::{count, sentence};
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, ByChance, Figures, Spread};
use crate::domain::questionnaire::{BandNames, MARKETING, SALES, Side};
use crate::domain::severity::{Band, Interval, ItemCounts, Limits, whole_difference};
use crate::domain::verdict::{Agreement, Finding, NoneClear, Verdict, by_chance_of_ten};

/// Said of a cause that more than a third of the people have no severity for.
pub const MANY_LACK: &str = "Many found this not applicable.";

const LOOK_AT_SPREAD: &str = "Look at the spread, not the average.";

pub const EVERYONE_DOT: &str = "●━ Everyone";

pub fn average(average: &Average) -> String {
    let shown = average.mean.shown();
    match average.interval {
        Interval::None => match margin(average) {
            Some(margin) => format!("Average {shown}; {margin}"),
            None => format!("Average {shown}."),
        },
        Interval::AllIdentical => format!("Average {shown}; all gave the same score."),
        Interval::Within(limits) => format!(
            "Average {shown}; with other people or on another day it would plausibly land between {}.",
            ends(limits.cut(0.0, 100.0), "and")
        ),
    }
}

pub fn margin(average: &Average) -> Option<String> {
    let points = count(usize::try_from(average.margin?).unwrap_or_default(), "point", "points");
    Some(format!(
        "with {} people an average like this can be off by {points}, more where opinions are far apart.",
        average.n
    ))
}

/// How many people stand behind an average, with its margin where it has no interval: `7 people, give or take 20`.
pub fn people_behind(average: &Average) -> String {
    let people = count(average.n, "person", "people");
    average.margin.map_or(people.clone(), |points| format!("{people}, give or take {points}"))
}

pub fn hidden(hidden: Hidden) -> String {
    match hidden {
        Hidden::NotAsked => "not asked in this round".to_owned(),
        Hidden::PerhapsNotAsked => "not asked in this round, or nobody answered: the record does not say".to_owned(),
        Hidden::NobodyAnswered => "nobody answered this part".to_owned(),
        Hidden::TooFew(least) => format!("fewer than {least} answered this part"),
        Hidden::ToProtect => "withheld, to protect the people who answered".to_owned(),
    }
}

pub fn withheld(people: usize) -> Option<String> {
    match people {
        0 => None,
        1 => Some("1 answer withheld, to protect the person who gave it.".to_owned()),
        _ => Some(format!("{people} answers withheld, to protect the people who gave them.")),
    }
}

pub const fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::CloseTogether => "close together",
        Agreement::SomeWayApart => "some way apart",
        Agreement::FarApart => "far apart",
    }
}

/// How many rate a cause high, where that is shown: `7 of 12 rate it elevated or severe`.
pub fn raised(spread: &Spread, bands: &BandNames) -> Option<String> {
    let (raised, of) = (spread.raised?, spread.people);
    let verb = if raised == 1 { "rates" } else { "rate" };
    Some(format!("{raised} of {of} {verb} it {} or {}", bands.elevated, bands.severe))
}

pub fn average_side(side: &Side, figure: Result<Average, Hidden>) -> String {
    let figure = match figure {
        Ok(figure) => figure,
        Err(why) => return format!("{}: {}.", side.name, hidden(why)),
    };
    let people = people_behind(&figure);
    let landing = match figure.interval {
        Interval::None => String::new(),
        Interval::AllIdentical => ", all gave the same score".to_owned(),
        Interval::Within(limits) => format!(", plausibly {}", ends(limits.cut(0.0, 100.0), "to")),
    };
    format!("{}: {}{landing}; {people}.", side.name, figure.mean.shown())
}

/// How people spread around an average: how many rate it high, per band, and how close they are.
pub fn spread(several: &EveryoneAnalysis, spread: &Spread) -> String {
    let names = &several.questionnaire().head().bands;
    let bands = spread.bands.map(|counts| bands(counts, &Band::ALL.map(|band| names.of(band).to_owned())));
    let bands = bands.map_or_else(String::new, |bands| format!(" ({bands})"));
    let raised = raised(spread, names).map(|raised| format!("{raised}{bands}."));
    let close = spread.agreement.map(|close| format!("Their answers are {}.", agreement(close)));
    let look = (spread.agreement == Some(Agreement::FarApart)).then(|| LOOK_AT_SPREAD.to_owned());
    raised.into_iter().chain(close).chain(look).collect::<Vec<_>>().join(" ")
}

/// How many rate it high, and how close the answers lie.
pub fn raised_and_close(several: &EveryoneAnalysis, spread: &Spread) -> Option<String> {
    let raised = raised(spread, &several.questionnaire().head().bands).map(|raised| sentence(&raised));
    let close = spread.agreement.map(|word| match word {
        Agreement::FarApart => format!("Answers lie far apart. {LOOK_AT_SPREAD}"),
        word => format!("Answers: {}.", agreement(word)),
    });
    let sentences: Vec<String> = raised.into_iter().chain(close).collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// What is to be minded about the figures of a cause whose total is shown.
pub fn notes(figures: &Figures) -> Vec<String> {
    withheld(figures.withheld).into_iter().chain(figures.many_lack.then(|| MANY_LACK.to_owned())).collect()
}

pub fn bands(counts: [usize; 4], names: &[String; 4]) -> String {
    let bands: Vec<String> = counts.iter().zip(names).map(|(count, name)| format!("{count} {name}")).collect();
    bands.join(", ")
}

/// How an item was answered, in words: `2 Almost never, 1 Rarely, …; 1 not applying`.
pub fn item_counts(labels: &[String], counts: &ItemCounts) -> String {
    let given: Vec<String> =
        labels.iter().zip(&counts.given).map(|(label, count)| format!("{count} {label}")).collect();
    let apart = [(counts.na, "not applying"), (counts.skipped, "skipped")];
    let apart: Vec<String> =
        apart.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if apart.is_empty() { given.join(", ") } else { format!("{}; {}", given.join(", "), apart.join(", ")) }
}

/// Said of two averages between which no whole point lies.
pub(super) const SAME: &str = "the same on average";

pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear => "clear",
        Verdict::ClearButSmall => "clear but small",
        Verdict::Possible => "possible",
        Verdict::NoClearDifference => "no clear difference",
    }
}

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
    finding(gap, (&format!("{sales} rates this {distance}"), short), range.as_deref(), &chance)
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
pub fn gap_notes(several: &EveryoneAnalysis) -> Vec<String> {
    several.none_clear().map(no_clear_gap).into_iter().chain(several.by_chance().map(by_chance)).collect()
}

pub fn by_chance(ByChance { sales, marketing, points }: ByChance) -> String {
    let points = count(usize::try_from(points).unwrap_or_default(), "point", "points");
    format!("With {sales} and {marketing} people, sides can differ by up to {points} by chance alone.")
}

pub fn no_clear_gap(why: NoneClear) -> String {
    none_clear(why, "gap")
}

/// Why nothing of what is compared, a gap or a change, could have been called clear.
pub(super) fn none_clear(why: NoneClear, what: &str) -> String {
    match why {
        NoneClear::TooFew { first, second } => {
            format!("With {first} and {second} people no {what} can be called clear.")
        }
        NoneClear::TooAlike => format!("Too many gave the same score for any {what} to be called clear."),
    }
}

pub(super) fn short(finding: &Finding) -> String {
    format!("{}, {}", signed(finding.difference), verdict(finding.verdict))
}

/// What may be said of a difference, of which `lead` states the size and `short` states it within brackets; `chance`
/// is what goes on after "worth asking about".
pub(super) fn finding(finding: &Finding, (lead, short): (&str, &str), range: Option<&str>, chance: &str) -> String {
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

pub(super) fn distance(finding: &Finding) -> String {
    let points = whole_difference(finding.difference);
    format!("{} {}", count(usize::try_from(points.unsigned_abs()).unwrap_or_default(), "point", "points"), way(finding))
}

pub(super) fn way(finding: &Finding) -> &'static str {
    if whole_difference(finding.difference) < 0 { "lower" } else { "higher" }
}

pub(super) fn ends(limits: Limits, between: &str) -> String {
    format!("{} {between} {}", whole_difference(limits.low), whole_difference(limits.high))
}

pub fn sides(several: &EveryoneAnalysis) -> (&str, &str) {
    let name = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id).map_or("", |(side, _)| &side.name);
    (name(SALES), name(MARKETING))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::severity::Severity;
    use rstest::rstest;

    #[rstest]
    #[case(
        Interval::None,
        "Average 90; with 5 people an average like this can be off by 27 points, more where opinions are far apart."
    )]
    #[case(Interval::AllIdentical, "Average 90; all gave the same score.")]
    #[case(
        Interval::Within(Limits { low: 62.2, high: 117.8 }),
        "Average 90; with other people or on another day it would plausibly land between 62 and 100."
    )]
    fn an_average_is_told_with_what_is_sure_about_it(#[case] interval: Interval, #[case] sentence: &str) {
        let margin = (interval == Interval::None).then_some(27);
        assert_eq!(average(&Average { n: 5, mean: Severity::new(90.0).unwrap(), interval, margin }), sentence);
    }

    #[test]
    fn counts_are_told_instead_of_shares() {
        let spread = |raised| Spread { people: 12, raised, bands: None, items: Vec::new(), agreement: None };
        let names = BandNames {
            low: "low".to_owned(),
            mixed: "mixed".to_owned(),
            elevated: "elevated".to_owned(),
            severe: "severe".to_owned(),
        };
        assert_eq!(raised(&spread(Some(7)), &names).unwrap(), "7 of 12 rate it elevated or severe");
        assert_eq!(raised(&spread(Some(1)), &names).unwrap(), "1 of 12 rates it elevated or severe");
        assert_eq!(raised(&spread(None), &names), None);
    }

    #[test]
    fn what_is_withheld_is_told_with_the_reason() {
        assert_eq!(withheld(0), None);
        assert_eq!(withheld(1).unwrap(), "1 answer withheld, to protect the person who gave it.");
        assert_eq!(withheld(3).unwrap(), "3 answers withheld, to protect the people who gave them.");
        assert_eq!(hidden(Hidden::TooFew(5)), "fewer than 5 answered this part");
    }

    #[test]
    fn few_people_stand_beside_how_far_their_average_can_be_off() {
        let average = |margin| Average { n: 7, mean: Severity::new(58.0).unwrap(), interval: Interval::None, margin };
        assert_eq!(people_behind(&average(Some(20))), "7 people, give or take 20");
        assert_eq!(people_behind(&average(None)), "7 people");
    }

    fn found(difference: f64, limits: Option<(f64, f64)>, verdict: Verdict) -> Finding {
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
        #[case] sentence: &str,
    ) {
        assert_eq!(gap_of(&found(difference, Some(limits), verdict), "Sales", 9), sentence);
    }

    #[test]
    fn a_gap_between_sides_that_do_not_vary_is_told_without_an_interval() {
        let clear = found(100.0, None, Verdict::Clear);
        assert_eq!(gap_of(&clear, "Sales", 9), "Sales rates this 100 points higher. Unlikely to be chance.");
        let alike = found(0.0, None, Verdict::NoClearDifference);
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
    fn a_possible_gap_says_how_often_chance_makes_one(#[case] tested: usize, #[case] how_often: &str) {
        let possible = found(19.0, None, Verdict::Possible);
        assert!(gap_of(&possible, "Sales", tested).ends_with(&format!("in about {how_often}.")), "{tested}");
    }

    #[test]
    fn small_sides_are_told_what_chance_alone_does() {
        let sentence = by_chance(ByChance { sales: 5, marketing: 8, points: 28 });
        assert_eq!(sentence, "With 5 and 8 people, sides can differ by up to 28 points by chance alone.");
    }

    #[test]
    fn sides_too_small_for_a_clear_gap_are_told_so() {
        let sentence = no_clear_gap(NoneClear::TooFew { first: 5, second: 5 });
        assert_eq!(sentence, "With 5 and 5 people no gap can be called clear.");
    }
}
