//! What is said about several people's results.

mod told;

pub use told::{
    average_side, common_ground, heading, notes, occasion, one_sided, row, spread, summary, talk_before,
    withheld_explained,
};

use super::count;
use super::gap::ends;
use super::source::ground;
use crate::domain::agreement::Agreement;
use crate::domain::analysis::figures::{Average, Spread};
use crate::domain::analysis::several::Several;
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::Interval;
use crate::domain::questionnaire::{BandNames, Questionnaire};

/// Over the causes to talk about before acting.
pub const TALK_FIRST: &str = "Talk first";
/// Why these causes come first.
pub const TALK_FIRST_WHY: &str =
    "The two sides see these differently. Talk about what each side has seen before you act.";
/// Over the causes that both sides see alike.
pub const COMMON_GROUND: &str = "Common ground";
/// What common ground is not.
pub const COMMON_GROUND_IS: &str = "That is the two averages, not that everybody agrees.";
/// Said of a cause that more than a third of the people have no severity for.
pub const MANY_LACK: &str = "Many found this not applicable.";
/// Said beside an average that people are far apart on.
pub const LOOK_AT_SPREAD: &str = "Look at the spread, not the average.";
/// How to read the line across a bar.
pub const HOW_AVERAGES_READ: &str = "A bar ends at the average; the line across its end shows where the average would \
     plausibly land with other people or on another day.";
/// How to read the bars of statements.
pub const HOW_ITEMS_READ: &str = "A bar holds one person's width for each answer: rarely to the left of the line, often \
     to the right, the middle answer half to each side. Its colour is that of the band the answer stands for; where \
     ↺ stands, often is good news.";

/// Said before anybody answers: who sees what, and what can show nevertheless.
pub fn promise(least: u32) -> String {
    format!(
        "Answers are confidential: the machine that runs this holds them, and shows figures only of {least} or more \
         people together. But if everybody on a side answers alike, the figures show that."
    )
}

/// What no figure of several people claims.
pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, the answers of the people who were asked. The statements have not been tried out on people, and there are no \
         norms. Answers describe what teams do; they are not evidence about anybody's work. A difference between the \
         sides says neither who is right nor why.",
        ground(questionnaire)
    )
}

/// How many people answered, and for which sides: `24 people: Sales 12, Marketing 9, Other 3`.
pub fn people(several: &Several) -> String {
    let (people, sides) = (count(several.people(), "person", "people"), sides(several));
    if sides.is_empty() { people } else { format!("{people}: {sides}") }
}

/// How many people answered for each side that anybody answered for: `Sales 12, Marketing 9`.
pub fn sides(several: &Several) -> String {
    let there = several.sides().filter(|(_, people)| *people > 0);
    there.map(|(side, people)| format!("{} {people}", side.name)).collect::<Vec<_>>().join(", ")
}

/// How many have finished answering: `14 of 20 have finished`.
pub fn finished(done: usize, of: usize) -> String {
    format!("{done} of {of} {} finished", if done == 1 { "has" } else { "have" })
}

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

/// Why a figure is not shown.
pub fn hidden(hidden: Hidden) -> String {
    match hidden {
        Hidden::NotAsked => "not asked in this round".to_owned(),
        Hidden::PerhapsNotAsked => "not asked in this round, or nobody answered: the record does not say".to_owned(),
        Hidden::NobodyAnswered => "nobody answered this part".to_owned(),
        Hidden::TooFew(least) => format!("fewer than {least} answered this part"),
        Hidden::ToProtect => "withheld, to protect the people who answered".to_owned(),
    }
}

/// How many answers are in no figure, if any are.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::everyone::Limits;
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
