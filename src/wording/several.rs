//! What is said about several people's results.

use jiff::Zoned;

use super::cause::{ground, voices};
use super::gap::{self, ends};
use super::person::beside;
use super::{count, day, list, sentence};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::{Hidden, side_least};
use crate::domain::everyone::{Average, Figures, Spread};
use crate::domain::questionnaire::{BandNames, MARKETING, Questionnaire, SALES, Side};
use crate::domain::record::Head;
use crate::domain::severity::Band;
use crate::domain::stats::{Agreement, Interval, ItemCounts};

pub use super::summary::{everyone_no_advice as no_advice, everyone_summary as summary};

/// Over the causes to talk about before acting.
pub const TALK_FIRST: &str = "Talk first";
/// Why these causes come first.
pub const TALK_FIRST_WHY: &str =
    "The two sides see these differently. Talk about what each side has seen before you act.";
/// Over the causes that the room talked about.
pub const DISCUSSED: &str = "Discussed in the session";
/// Over the causes that both sides see alike.
pub const COMMON_GROUND: &str = "Common ground";
pub const COMMON_GROUND_IS: &str = "That is the two averages, not that everybody agrees.";
/// Said of a cause that more than a third of the people have no severity for.
pub const MANY_LACK: &str = "Many found this not applicable.";
/// Said beside an average that people are far apart on.
pub const LOOK_AT_SPREAD: &str = "Look at the spread, not the average.";
pub const HOW_AVERAGES_READ: &str = "A dot is the average; the line through it shows where the average would plausibly \
     land with other people or on another day.";
/// How to read the bars of statements.
pub const HOW_ITEMS_READ: &str = "A bar holds one person's width for each answer: rarely to the left of the line, often \
     to the right, the middle answer half to each side. Its colour is that of the band the answer stands for; where \
     ↺ stands, often is good news.";

/// Before the average of everyone, with the marks that it is drawn with.
pub const EVERYONE_DOT: &str = "●━ Everyone";
/// Before how far the two sides are apart.
pub const SIDES: &str = "The sides";

/// What the marks of the two sides on a screen mean.
pub fn how_sides_are_drawn(sales: &str, marketing: &str) -> String {
    format!("S● is {sales}, ◆M is {marketing}; the number beside them is {sales} less {marketing}.")
}

/// What the marks of the two sides on a page mean, each with its letter and its name.
pub fn how_sides_read(sales: (&str, &str), marketing: (&str, &str)) -> String {
    format!(
        "● {} is {}, ◇ {} is {}; the number beside them is {} less {}.",
        sales.0, sales.1, marketing.0, marketing.1, sales.1, marketing.1
    )
}

/// Said before anybody answers: who sees what, and what can show nevertheless.
pub fn promise(least: usize) -> String {
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
pub fn people(several: &EveryoneAnalysis) -> String {
    let (people, sides) = (count(several.people(), "person", "people"), sides(several));
    if sides.is_empty() { people } else { format!("{people}: {sides}") }
}

/// How many people answered for each side that anybody answered for: `Sales 12, Marketing 9`.
pub fn sides(several: &EveryoneAnalysis) -> String {
    let there = several.sides().filter(|(_, people)| *people > 0);
    there.map(|(side, people)| format!("{} {people}", side.name)).collect::<Vec<_>>().join(", ")
}

/// Beside the number of those who have finished, in large letters.
pub const FINISHED: &str = "finished";

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

/// Everyone's average in a line: `Everyone 48, moderate. Some way apart: 2 of 12 rate it elevated or severe.`
pub fn everyone(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> String {
    let names = &several.questionnaire().head().bands;
    let total = match &cause.figures.total {
        Ok(total) => total,
        Err(why) => return sentence(&hidden(*why)),
    };
    let mean = total.average.mean;
    let average = format!("Everyone {}, {}.", mean.shown(), names.of(mean.band()));
    let spread = total.spread.as_ref();
    let close = spread.and_then(|spread| spread.agreement).map(|close| agreement(close).to_owned());
    let raised = spread.and_then(|spread| raised(spread, names));
    let apart: Vec<String> = close.into_iter().chain(raised).collect();
    if apart.is_empty() { average } else { format!("{average} {}", sentence(&apart.join(": "))) }
}

/// Whose view a result is: `view of 12 people: Sales 6, Marketing 6`; a later round is named.
pub fn heading(several: &EveryoneAnalysis) -> String {
    let round = if several.round() > 1 { format!("round {}, ", several.round()) } else { String::new() };
    format!("{round}the view of {}", people(several))
}

/// When several people answered, in days that stay true.
pub fn occasion(head: &Head, now: &Zoned) -> String {
    let begun = day(head.created, now);
    match head.finished.map(|at| day(at, now)) {
        None => format!("Begun on {begun}, not finished."),
        Some(finished) if finished == begun => format!("Answered on {finished}."),
        Some(finished) => format!("Answered from {begun} to {finished}."),
    }
}

/// What "withheld" means, and from how many people on there are figures.
pub fn withheld_explained(several: &EveryoneAnalysis) -> String {
    let least = several.least_shown();
    let sides = if side_least(least) > least {
        format!(", of a side for {} or more", side_least(least))
    } else {
        String::new()
    };
    format!(
        "Figures are shown for {least} people or more{sides}, and only where they give nobody's answers away, not even by \
         subtraction. Withheld is not the same as no data: people did answer."
    )
}

/// Why a cause may count fewer people than answered; none where each counts all of them.
pub fn counted(several: &EveryoneAnalysis) -> Option<String> {
    let people = several.people();
    let totals = several.causes(Order::Article).into_iter().filter_map(|cause| {
        let total = cause.figures.total.as_ref().ok()?;
        Some(total.average.n + cause.figures.withheld)
    });
    let is_fewer = totals.into_iter().any(|counted| counted < people);
    is_fewer.then(|| {
        format!("Of the {people} people, each cause counts those who answered at least half of its statements.")
    })
}

/// Said where only one of Sales and Marketing answered.
pub fn one_sided(several: &EveryoneAnalysis) -> Option<String> {
    let named = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id);
    let (sales, marketing) = (named(SALES)?, named(MARKETING)?);
    let (there, missing) = match (sales, marketing) {
        ((there, 1..), (missing, 0)) | ((missing, 0), (there, 1..)) => (&there.name, &missing.name),
        _ => return None,
    };
    Some(format!(
        "{missing} has not answered, so this is one side's view: {there}'s. Ask the other side too, and compare before \
         you act."
    ))
}

/// A row of the chart, numbered by its place there:
/// `1. Lead mismatch: 58 of 100, mixed; 12 people; gap +24, possible.` The rank is told as one person's is.
pub fn row(several: &EveryoneAnalysis, number: usize, cause: &EveryoneCause<'_>) -> String {
    let name = &cause.cause.name;
    let total = match &cause.figures.total {
        Ok(total) => total.average,
        Err(why) => return format!("{number}. {name}: no figure, {}.", hidden(*why)),
    };
    let band = several.questionnaire().head().bands.of(total.mean.band());
    let people = people_behind(&total);
    let gap = cause.figures.gap.map(|gap| format!("; gap {}", gap::short(&gap)));
    let rank = cause.rank.map(|rank| beside(number, rank)).unwrap_or_default();
    format!("{number}. {name}: {} of 100, {band}{rank}; {people}{}.", total.mean.shown(), gap.unwrap_or_default())
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

/// What both sides see alike, a sentence a band: `Both sides see Goals apart and Lead mismatch as elevated.`
pub fn common_ground(several: &EveryoneAnalysis) -> Vec<String> {
    let mut alike: Vec<(Band, Vec<&str>)> = Vec::new();
    for cause in &several.common_ground() {
        let Some(band) = several.common_band(cause) else { continue };
        match alike.iter_mut().find(|(known, _)| *known == band) {
            Some((_, causes)) => causes.push(&cause.cause.name),
            None => alike.push((band, vec![&cause.cause.name])),
        }
    }
    let bands = &several.questionnaire().head().bands;
    alike
        .iter()
        .map(|(band, causes)| format!("Both sides see {} as {}.", list(causes, "and"), bands.of(*band)))
        .collect()
}

/// The names of what both sides see alike: `Common ground: Goals apart and Lead mismatch.`
pub fn seen_alike(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.common_ground();
    let names: Vec<&str> = causes.iter().map(|cause| cause.cause.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("{COMMON_GROUND}: {}.", list(&names, "and")))
}

/// Said before the remedy of a cause that the sides see differently:
/// `Sales and Marketing see this differently (86 and 54): talk before you act.`
pub fn talk_before(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<String> {
    let (sales, marketing) = several.both_sides(cause.figures).filter(|_| cause.is_talk_first())?;
    let names = gap::sides(several);
    Some(format!(
        "{} and {} see this differently ({} and {}): talk before you act.",
        names.0,
        names.1,
        sales.mean.shown(),
        marketing.mean.shown()
    ))
}

/// What is to be minded about the figures of a cause whose total is shown.
pub fn notes(figures: &Figures) -> Vec<String> {
    withheld(figures.withheld).into_iter().chain(figures.many_lack.then(|| MANY_LACK.to_owned())).collect()
}

/// Which round, and of whom: `round 2, 24 people: Sales 12, Marketing 12`. A first round goes without its number.
pub fn round(several: &EveryoneAnalysis) -> String {
    match several.round() {
        1 => people(several),
        round => format!("round {round}, {}", people(several)),
    }
}

type NamedAverage<'a> = (&'a str, &'a Result<Average, Hidden>);

fn side<'a>(several: &'a EveryoneAnalysis, figures: &'a Figures, id: &str) -> Option<NamedAverage<'a>> {
    let named = several.sides().zip(&figures.sides).find(|((side, _), _)| side.id.as_str() == id);
    named.map(|((side, _), average)| (side.name.as_str(), average))
}

/// Why there is no gap between the sides.
pub fn no_gap(several: &EveryoneAnalysis, figures: &Figures) -> String {
    if let Err(why @ (Hidden::NotAsked | Hidden::PerhapsNotAsked)) = figures.total {
        return sentence(&hidden(why));
    }
    let sides = [SALES, MARKETING].into_iter().filter_map(|id| side(several, figures, id));
    let why: Vec<String> = sides
        .filter_map(|(name, average)| average.as_ref().err().map(|why| format!("{name}: {}", hidden(*why))))
        .collect();
    if why.is_empty() {
        return "The sides cannot be set beside each other.".to_owned();
    }
    format!("The sides are not shown. {}.", why.join("; "))
}

/// Both sides' averages: `Sales 71 (12 people), Marketing 30 (9 people).`
pub fn both_sides(several: &EveryoneAnalysis, figures: &Figures) -> Option<String> {
    let (sales, marketing) = several.both_sides(figures)?;
    let names = gap::sides(several);
    let told = |name: &str, average: &Average| {
        format!("{name} {} ({})", average.mean.shown(), count(average.n, "person", "people"))
    };
    Some(format!("{}, {}.", told(names.0, sales), told(names.1, marketing)))
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

/// What the list goes by: `by gap`.
pub fn order(order: Order, questionnaire: &Questionnaire) -> &'static str {
    match order {
        Order::Severity => "by severity",
        Order::Gap => "by gap",
        Order::Apart => "by how far apart",
        Order::Article => voices(questionnaire).order,
    }
}

/// The names of the causes that the room talked about, in a sentence.
pub fn discussed(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.discussed();
    let names: Vec<&str> = causes.iter().map(|result| result.cause.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("The room talked about {}.", list(&names, "and")))
}

/// The names of the causes to talk about first, in a sentence.
pub fn talk_first(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.talk_first();
    let names: Vec<&str> = causes.iter().map(|result| result.cause.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("Talk first about {}.", list(&names, "and")))
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
