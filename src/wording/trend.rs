//! What is said about a change: of one person, of a team, and of the second round of a workshop beside the first.

use super::figures::{self, SAME, between, distance, signed, way};
use super::several::hidden;
use super::{count, list};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Average;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::severity::whole_difference;
use crate::domain::trend::{Change, ChangeWord, TeamCause, TeamTrend};
use crate::domain::verdict::{Finding, NoneClear, Verdict, by_chance_of_ten};

/// Said under one person's changes.
pub const BY_CHANCE: &str = "Where nothing has changed, about one of nine causes may still pass by chance.";
/// Said instead where two comparisons are told, from three runs on.
pub const BY_CHANCE_TWICE: &str = "With two comparisons, one or two of nine causes pass by chance; looked at again after \
     every record, more.";
/// Said under every comparison of two runs.
pub const NO_REASON: &str = "The figures say what differs between the two records. They do not say why.";

/// One person's change with its word: `+25, higher`; only the figure where nothing may be said.
pub fn change(change: &Change) -> String {
    let delta = signed(change.delta);
    change.word.map_or(delta.clone(), |word| format!("{delta}, {}", change_word(word)))
}

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
    figures::finding(change, (&format!("{cause} is {distance}"), &format!("{cause} {short}")), range.as_deref(), after)
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

pub fn people(trend: &TeamTrend) -> String {
    let (first, second) = trend.people;
    let note = if trend.are_not_the_same_people() { ": not the same people" } else { "" };
    format!("{first} people, then {second}{note}.")
}

pub fn none_clear(why: NoneClear) -> String {
    figures::none_clear(why, "change")
}

/// Which causes are left out because they were asked differently, if any are.
pub fn left_out(changed: &[String]) -> Option<String> {
    let verb = if changed.len() == 1 { "was" } else { "were" };
    let reason = "not asked in the same way in both records";
    (!changed.is_empty()).then(|| format!("Left out, since {} {verb} {reason}.", list(changed, "and")))
}

pub const CHANGES: &str = "What differs";
pub const CHANGE: &str = "Change";

pub const SECOND_ROUND: &str = "The second round";
/// Said under every comparison of two rounds.
pub const NO_REASON_BETWEEN_ROUNDS: &str = "The figures say what differs between the two rounds. They do not say why.";
pub const HEADS: [&str; 2] = ["Round 1", "Round 2"];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendRow {
    pub name: String,
    pub cells: Vec<String>,
    pub change: String,
}

/// What a second round changed, in one sentence: `Lead mismatch is lower than in the first round, Goals apart may be
/// higher.`
pub fn rounds_in_short(causes: &[(&str, Option<Finding>)]) -> String {
    const KINDS: [(Verdict, [&str; 2]); 3] = [
        (Verdict::Clear, ["is", "are"]),
        (Verdict::ClearButSmall, ["is a little", "are a little"]),
        (Verdict::Possible, ["may be", "may be"]),
    ];
    let is_of = |change: Option<Finding>, wanted: Verdict, lower: bool| {
        change.is_some_and(|found| found.verdict == wanted && (found.difference < 0.0) == lower)
    };
    let ways = KINDS.into_iter().flat_map(|kind| [(kind, true), (kind, false)]);
    let parts = ways.filter_map(|((verdict, verbs), lower)| {
        let those = causes.iter().filter(|(_, change)| is_of(*change, verdict, lower));
        let names: Vec<&str> = those.map(|(name, _)| *name).collect();
        let verb = verbs[usize::from(names.len() > 1)];
        let way = if lower { "lower" } else { "higher" };
        (!names.is_empty()).then(|| format!("{} {verb} {way}", list(&names, "and")))
    });
    let parts: Vec<String> = parts.collect();
    match parts.split_first() {
        Some((first, rest)) => {
            let rest: String = rest.iter().flat_map(|part| [", ", part]).collect();
            format!("{first} than in the first round{rest}.")
        }
        None if causes.iter().any(|(_, change)| change.is_some()) => {
            "No clear difference from the first round.".to_owned()
        }
        None => "No change from the first round can be shown.".to_owned(),
    }
}

pub fn round_row(questionnaire: &Questionnaire, cause: &TeamCause) -> TrendRow {
    let cell = |average: &Result<Average, Hidden>| {
        average.as_ref().map_or_else(|_| "–".to_owned(), |average| average.mean.shown().to_string())
    };
    TrendRow {
        name: cause_name(questionnaire, cause).to_owned(),
        cells: vec![cell(&cause.first), cell(&cause.second)],
        change: match &cause.change {
            Some(found) => figures::short(found),
            None => why(cause),
        },
    }
}

pub fn round_sentence(questionnaire: &Questionnaire, (trend, cause): (&TeamTrend, &TeamCause)) -> String {
    match &cause.change {
        Some(found) => team_change(found, cause_name(questionnaire, cause), "in the first round", &by_chance(trend)),
        None => format!("{}: no change is shown, {}.", cause_name(questionnaire, cause), why(cause)),
    }
}

/// What else is to be known: of how many people, and whether any change could have been clear.
pub fn round_notes(trend: &TeamTrend) -> Vec<String> {
    [people(trend)].into_iter().chain(trend.none_clear.map(none_clear)).collect()
}

fn why(cause: &TeamCause) -> String {
    let first = cause.first.as_ref().err().map(|why| format!("round 1: {}", hidden(*why)));
    let second = cause.second.as_ref().err().map(|why| format!("round 2: {}", hidden(*why)));
    first.into_iter().chain(second).collect::<Vec<_>>().join("; ")
}

fn cause_name<'a>(questionnaire: &'a Questionnaire, cause: &TeamCause) -> &'a str {
    questionnaire.causes().get(cause.places.1).map_or("", |cause| &cause.name)
}

pub fn first_to_last(arrow: &str, change: &Change) -> String {
    format!("{arrow} first to last {}", self::change(change))
}

pub fn without_column(records: usize) -> String {
    format!("{} in between without a column here", count(records, "record", "records"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::severity::Limits;

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
        let sentence = left_out(&["Lead mismatch".to_owned(), "Goals apart".to_owned()]).unwrap();
        assert_eq!(
            sentence,
            "Left out, since Lead mismatch and Goals apart were not asked in the same way in both records."
        );
    }

    fn cause(first: Result<Average, Hidden>, second: Result<Average, Hidden>) -> TeamCause {
        TeamCause { places: (0, 0), first, second, change: None, export: None }
    }

    #[test]
    fn a_round_without_a_figure_is_named_with_the_reason() {
        assert_eq!(
            why(&cause(Err(Hidden::ToProtect), Err(Hidden::TooFew(5)))),
            "round 1: withheld, to protect the people who answered; round 2: fewer than 5 answered this part"
        );
    }

    #[test]
    fn a_second_round_is_told_in_one_sentence_with_what_is_sure_first() {
        let changed = |difference, verdict| Some(finding(difference, -60.0, 60.0, verdict));
        let sentence = rounds_in_short(&[
            ("Goals apart", changed(14.0, Verdict::Possible)),
            ("Lead mismatch", changed(-20.0, Verdict::Clear)),
            ("Disputed spend", changed(-8.0, Verdict::ClearButSmall)),
            ("Strategy clash", changed(-30.0, Verdict::Clear)),
            ("Sales bypassed", None),
        ]);
        let expected = "Lead mismatch and Strategy clash are lower than in the first round, Disputed spend is a little \
                        lower, Goals apart may be higher.";
        assert_eq!(sentence, expected);
        let none = changed(-3.0, Verdict::NoClearDifference);
        assert_eq!(rounds_in_short(&[("Goals apart", none)]), "No clear difference from the first round.");
        assert_eq!(rounds_in_short(&[("Goals apart", None)]), "No change from the first round can be shown.");
    }

    #[test]
    fn the_numbers_of_people_are_always_told() {
        let trend = TeamTrend { people: (21, 4), causes: Vec::new(), changed: Vec::new(), tested: 0, none_clear: None };
        assert_eq!(round_notes(&trend), ["21 people, then 4: not the same people."]);
    }
}
