//! What is said about several people's results.

use jiff::Zoned;

use super::cause::{ground, voices};
use super::person::beside;
use super::summary::names;
use super::{by_side, count, day, list, sentence};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::disclosure::{Hidden, side_least};
use crate::domain::everyone::{Average, Figures};
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::domain::record::Head;
use crate::domain::severity::Band;

use super::figures;
pub use super::figures::{
    EVERYONE_DOT, MANY_LACK, agreement, average, average_side, bands, hidden, item_counts, notes, people_behind,
    raised, spread, withheld,
};
pub use super::summary::{everyone_no_advice as no_advice, everyone_summary as summary};

pub const TALK_FIRST: &str = "Talk first";
pub const TALK_FIRST_WHY: &str =
    "The two sides see these differently. Talk about what each side has seen before you act.";
pub const DISCUSSED: &str = "Discussed in the session";
pub const COMMON_GROUND: &str = "Common ground";
pub const COMMON_GROUND_IS: &str = "That is the two averages, not that everybody agrees.";
pub const HOW_AVERAGES_READ: &str = "A dot is the average; the line through it shows where the average would plausibly \
     land with other people or on another day.";
pub const HOW_ITEMS_READ: &str = "A bar holds one person's width for each answer: rarely to the left of the line, often \
     to the right, the middle answer half to each side. Its colour is that of the band the answer stands for; where \
     ↺ stands, often is good news.";

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

pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, the answers of the people who were asked. The statements have not been tried out on people, and there are no \
         norms. Answers describe what teams do; they are not evidence about anybody's work. A difference between the \
         sides says neither who is right nor why.",
        ground(questionnaire)
    )
}

pub fn people(several: &EveryoneAnalysis) -> String {
    let (people, sides) = (count(several.people(), "person", "people"), sides(several));
    if sides.is_empty() { people } else { format!("{people}: {sides}") }
}

/// How many people answered for each side that anybody answered for: `Sales 12, Marketing 9`.
pub fn sides(several: &EveryoneAnalysis) -> String {
    let there = several.sides().filter(|(_, people)| *people > 0);
    by_side(there.map(|(side, people)| (side.name.as_str(), people)))
}

pub const FINISHED: &str = "finished";

pub fn finished(done: usize, of: usize) -> String {
    format!("{done} of {of} {} finished", if done == 1 { "has" } else { "have" })
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
    let gap = cause.figures.gap.map(|gap| format!("; gap {}", figures::short(&gap)));
    let rank = cause.rank.map(|rank| beside(number, rank)).unwrap_or_default();
    format!("{number}. {name}: {} of 100, {band}{rank}; {people}{}.", total.mean.shown(), gap.unwrap_or_default())
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

pub fn seen_alike(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.common_ground();
    (!causes.is_empty()).then(|| format!("{COMMON_GROUND}: {}.", list(&names(&causes), "and")))
}

/// Said before the remedy of a cause that the sides see differently:
/// `Sales and Marketing see this differently (86 and 54): talk before you act.`
pub fn talk_before(several: &EveryoneAnalysis, cause: &EveryoneCause<'_>) -> Option<String> {
    let (sales, marketing) = several.both_sides(cause.figures).filter(|_| cause.is_talk_first())?;
    let names = figures::sides(several);
    Some(format!(
        "{} and {} see this differently ({} and {}): talk before you act.",
        names.0,
        names.1,
        sales.mean.shown(),
        marketing.mean.shown()
    ))
}

/// Which round, and of whom: `round 2, 24 people: Sales 12, Marketing 12`. A first round goes without its number.
pub fn round(several: &EveryoneAnalysis) -> String {
    match several.round() {
        1 => people(several),
        round => format!("round {round}, {}", people(several)),
    }
}

pub fn no_gap(several: &EveryoneAnalysis, figures: &Figures) -> String {
    if let Err(why @ (Hidden::NotAsked | Hidden::PerhapsNotAsked)) = figures.total {
        return sentence(&hidden(why));
    }
    let side = |id: &str| {
        let ((side, _), average) = several.sides().zip(&figures.sides).find(|((side, _), _)| side.id.as_str() == id)?;
        average.as_ref().err().map(|why| format!("{}: {}", side.name, hidden(*why)))
    };
    let why: Vec<String> = [SALES, MARKETING].into_iter().filter_map(side).collect();
    if why.is_empty() {
        return "The sides cannot be set beside each other.".to_owned();
    }
    format!("The sides are not shown. {}.", why.join("; "))
}

pub fn both_sides(several: &EveryoneAnalysis, figures: &Figures) -> Option<String> {
    let (sales, marketing) = several.both_sides(figures)?;
    let names = figures::sides(several);
    let side = |name: &str, average: &Average| {
        format!("{name} {} ({})", average.mean.shown(), count(average.n, "person", "people"))
    };
    Some(format!("{}, {}.", side(names.0, sales), side(names.1, marketing)))
}

pub fn order(order: Order, questionnaire: &Questionnaire) -> &'static str {
    match order {
        Order::Severity => "by severity",
        Order::Gap => "by gap",
        Order::Apart => "by how far apart",
        Order::Article => voices(questionnaire).order,
    }
}

pub fn discussed(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.discussed();
    (!causes.is_empty()).then(|| format!("The room talked about {}.", list(&names(&causes), "and")))
}

pub fn talk_first(several: &EveryoneAnalysis) -> Option<String> {
    let causes = several.talk_first();
    (!causes.is_empty()).then(|| format!("Talk first about {}.", list(&names(&causes), "and")))
}
