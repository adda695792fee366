//! What is said about two runs.

pub(crate) mod rounds;
mod told;

pub use told::{CHANGE, CHANGES, Told, ToldRow, heading, labels, told};

use super::gap::{self, SAME, between, distance, signed, way};
use super::{count, list};
use crate::domain::severity::whole_difference;
use crate::domain::trend::team::TeamTrend;
use crate::domain::trend::{Change, ChangeWord};
use crate::domain::verdict::{Finding, NoneClear, by_chance_of_ten};

/// Said under one person's changes.
pub const BY_CHANCE: &str = "Where nothing has changed, about one of nine causes may still pass by chance.";
/// Said instead where two comparisons are told, from three runs on.
pub const BY_CHANCE_TWICE: &str = "With two comparisons, one or two of nine causes pass by chance; looked at again after \
     every run, more.";
/// Said under every comparison of two runs.
pub const NO_REASON: &str = "The figures say what differs between the two runs. They do not say why.";

/// One person's change with its word: `+25, higher`; only the figure where nothing may be said.
pub fn change(change: &Change) -> String {
    let delta = signed(change.delta);
    change.word.map_or(delta.clone(), |word| format!("{delta}, {}", change_word(word)))
}

/// What may be said about one person's change.
pub const fn change_word(word: ChangeWord) -> &'static str {
    match word {
        ChangeWord::Higher => "higher",
        ChangeWord::Lower => "lower",
        ChangeWord::Wobble => "within the usual wobble",
    }
}

/// A team's change in a sentence, where `then` names the first run, such as `in March`:
/// `Lead mismatch is 14 points lower than in March (between 2 and 26 lower). Unlikely to be chance.`
pub fn team_change(change: &Finding, cause: &str, then: &str, after: &str) -> String {
    let distance = format!("{} than {then}", distance(change));
    let short = if whole_difference(change.difference) == 0 { SAME } else { &distance };
    let range = change.limits.map(|limits| between(limits, way(change)));
    gap::told(change, (&format!("{cause} is {distance}"), &format!("{cause} {short}")), range.as_deref(), after)
}

/// What follows "worth asking about" in a change that is possible: how often chance makes one.
pub fn by_chance(trend: &TeamTrend) -> String {
    if !trend.are_not_the_same_people() {
        return ": if the same people answered both times, chance does this far less often than between two groups"
            .to_owned();
    }
    let comparisons = count(by_chance_of_ten(trend.tested), "such comparison", "such comparisons");
    format!(": one like it turns up by chance alone in about {comparisons} of ten")
}

/// How many people answered in each run, and whether they can be the same.
pub fn people(trend: &TeamTrend) -> String {
    let (first, second) = trend.people;
    let note = if trend.are_not_the_same_people() { ": not the same people" } else { "" };
    format!("{first} people, then {second}{note}.")
}

/// Why no change could have been called clear.
pub fn none_clear(why: NoneClear) -> String {
    match why {
        NoneClear::TooFew { first, second } => {
            format!("With {first} and {second} people no change can be called clear.")
        }
        NoneClear::TooAlike => "Too many gave the same score for any change to be called clear.".to_owned(),
    }
}

/// Which causes are left out because they were asked differently, if any are.
pub fn left_out(changed: &[String]) -> Option<String> {
    let names: Vec<&str> = changed.iter().map(String::as_str).collect();
    let verb = if let [_] = names.as_slice() { "was" } else { "were" };
    let reason = "not asked in the same way in both runs";
    (!names.is_empty()).then(|| format!("Left out, since {} {verb} {reason}.", list(&names, "and")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::everyone::Limits;
    use crate::domain::verdict::Verdict;

    fn finding(difference: f64, low: f64, high: f64, verdict: Verdict) -> Finding {
        Finding { difference, limits: Some(Limits { low, high }), pairs: None, verdict }
    }

    #[test]
    fn a_teams_change_says_what_differs_and_never_why() {
        let lower = finding(-14.0, -26.0, -2.0, Verdict::Clear);
        assert_eq!(
            team_change(&lower, "Lead mismatch", "in March", ""),
            "Lead mismatch is 14 points lower than in March (between 2 and 26 lower). Unlikely to be chance."
        );
        let unclear = finding(3.0, -9.0, 15.0, Verdict::NoClearDifference);
        assert_eq!(
            team_change(&unclear, "Lead mismatch", "in March", ""),
            "No clear difference (Lead mismatch 3 points higher than in March; between 9 lower and 15 higher)."
        );
    }

    #[test]
    fn a_persons_change_is_told_with_its_word_if_there_is_one() {
        assert_eq!(change(&Change { delta: 25.0, word: Some(ChangeWord::Higher) }), "+25, higher");
        let wobble = Change { delta: -12.5, word: Some(ChangeWord::Wobble) };
        assert_eq!(change(&wobble), "−13, within the usual wobble");
        assert_eq!(change(&Change { delta: 50.0, word: None }), "+50");
    }

    #[test]
    fn runs_of_very_different_size_are_told_to_be_other_people() {
        let trend = |people| TeamTrend { people, causes: Vec::new(), changed: Vec::new(), tested: 0, none_clear: None };
        assert_eq!(people(&trend((20, 18))), "20 people, then 18.");
        assert_eq!(people(&trend((20, 12))), "20 people, then 12: not the same people.");
    }

    #[test]
    fn causes_that_were_asked_differently_are_named() {
        assert_eq!(left_out(&[]), None);
        let told = left_out(&["Lead mismatch".to_owned(), "Goals apart".to_owned()]).unwrap();
        assert_eq!(told, "Left out, since Lead mismatch and Goals apart were not asked in the same way in both runs.");
    }
}
