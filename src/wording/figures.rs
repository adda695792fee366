//! The figures of several people in words: an average and what is sure about it, how people spread around it, and why a
//! figure is not shown.

use super::count;
use super::gap::ends;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::{Average, Figures, Spread};
use crate::domain::questionnaire::{BandNames, Side};
use crate::domain::severity::Band;
use crate::domain::stats::{Agreement, Interval, ItemCounts};

/// Said of a cause that more than a third of the people have no severity for.
pub const MANY_LACK: &str = "Many found this not applicable.";

/// Said beside an average that people are far apart on.
pub const LOOK_AT_SPREAD: &str = "Look at the spread, not the average.";

/// Before the average of everyone, with the marks that it is drawn with.
pub const EVERYONE_DOT: &str = "●━ Everyone";

/// An average and how sure it is, in a sentence.
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

/// How far an average can be off, by the number of people alone.
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

/// How close the answers lie: `close together`.
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

/// One side's figure, or why there is none: `Sales: 70, plausibly 55 to 85; 12 people.`
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

/// What is to be minded about the figures of a cause whose total is shown.
pub fn notes(figures: &Figures) -> Vec<String> {
    withheld(figures.withheld).into_iter().chain(figures.many_lack.then(|| MANY_LACK.to_owned())).collect()
}

/// Persons per band in words: `2 low, 3 mixed, 5 elevated, 2 severe`.
pub fn bands(counts: [usize; 4], names: &[String; 4]) -> String {
    let told: Vec<String> = counts.iter().zip(names).map(|(count, name)| format!("{count} {name}")).collect();
    told.join(", ")
}

/// How an item was answered, in words: `2 Almost never, 1 Rarely, …; 1 not applying`.
pub fn item_counts(labels: &[String], counts: &ItemCounts) -> String {
    let told: Vec<String> = labels.iter().zip(&counts.given).map(|(label, count)| format!("{count} {label}")).collect();
    let apart = [(counts.na, "not applying"), (counts.skipped, "skipped")];
    let apart: Vec<String> =
        apart.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if apart.is_empty() { told.join(", ") } else { format!("{}; {}", told.join(", "), apart.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::severity::Severity;
    use crate::domain::stats::Limits;
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
    fn an_average_is_told_with_what_is_sure_about_it(#[case] interval: Interval, #[case] told: &str) {
        let margin = (interval == Interval::None).then_some(27);
        assert_eq!(average(&Average { n: 5, mean: Severity::new(90.0).unwrap(), interval, margin }), told);
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
}
