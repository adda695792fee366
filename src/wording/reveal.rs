//! What the chart of several people says around its figures.

use super::several::{hidden, people};
use super::source::voices;
use super::{count, list};
use crate::domain::analysis::figures::{Average, Figures};
use crate::domain::analysis::several::{Order, Several};
use crate::domain::analysis::{Order as OnePersonOrder, Outcome};
use crate::domain::disclosure::Hidden;
use crate::domain::everyone::ItemCounts;
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::domain::record::Record;

/// A clause as a sentence: with a capital letter and a full stop.
pub fn sentence(clause: &str) -> String {
    let mut chars = clause.chars();
    let Some(first) = chars.next() else { return String::new() };
    format!("{}{}.", first.to_uppercase(), chars.as_str().trim_end_matches('.'))
}

/// Which round, and of whom: `round 2, 24 people: Sales 12, Marketing 12`. A first round goes without its number.
pub fn round(several: &Several) -> String {
    match several.round() {
        1 => people(several),
        round => format!("round {round}, {}", people(several)),
    }
}

/// The averages of Sales and of Marketing, where both are shown.
pub fn pair<'a>(several: &'a Several, figures: &'a Figures) -> Option<(&'a Average, &'a Average)> {
    Some((side(several, figures, SALES)?.1.as_ref().ok()?, side(several, figures, MARKETING)?.1.as_ref().ok()?))
}

type Side<'a> = (&'a str, &'a Result<Average, Hidden>);

fn side<'a>(several: &'a Several, figures: &'a Figures, id: &str) -> Option<Side<'a>> {
    let named = several.sides().zip(&figures.sides).find(|((side, _), _)| side.id.as_str() == id);
    named.map(|((side, _), average)| (side.name.as_str(), average))
}

/// Why there is no gap between the sides.
pub fn no_gap(several: &Several, figures: &Figures) -> String {
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
pub fn both_sides(several: &Several, figures: &Figures) -> Option<String> {
    let (sales, marketing) = pair(several, figures)?;
    let name = |id: &str| several.sides().find(|(side, _)| side.id.as_str() == id).map_or("", |(side, _)| &side.name);
    let told = |id, average: &Average| {
        format!("{} {} ({})", name(id), average.mean.shown(), count(average.n, "person", "people"))
    };
    Some(format!("{}, {}.", told(SALES, sales), told(MARKETING, marketing)))
}

/// Said where no remedy is shown.
pub fn no_advice(several: &Several) -> String {
    let shown = several.questionnaire().causes().len() - hidden_causes(several);
    match (shown, hidden_causes(several)) {
        (0, _) => format!(
            "Nothing can be shown: fewer than {} people answered enough. The answers are kept in the record.",
            several.head().min_people
        ),
        (_, 0) => "No cause is elevated or severe for everyone together, so there is no remedy to suggest.".to_owned(),
        _ => "None of the causes that can be shown is elevated or severe, so there is no remedy to suggest.".to_owned(),
    }
}

fn hidden_causes(several: &Several) -> usize {
    (0..several.questionnaire().causes().len())
        .filter_map(|place| several.cause(place))
        .filter(|result| result.figures.total.is_err())
        .count()
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

/// The names of the causes to talk about first, in a sentence.
pub fn talk_first(several: &Several) -> Option<String> {
    let causes = several.talk_first();
    let names: Vec<&str> = causes.iter().map(|result| result.cause.name.as_str()).collect();
    (!names.is_empty()).then(|| format!("Talk first about {}.", list(&names, "and")))
}

/// How a record stands in a list: its top causes, or what else there is to say.
pub fn standing(record: &Record, outcome: &Outcome) -> String {
    if !record.is_finished() {
        return format!("Resume, {} of {}", record.answered(), record.questionnaire().len());
    }
    let (top, scored): (Vec<String>, bool) = match outcome {
        Outcome::One(analysis) => {
            let causes = analysis.causes(OnePersonOrder::Severity);
            let scored = causes.iter().any(|result| result.score.severity.is_some());
            (causes.iter().filter(|result| result.is_top()).map(|result| result.cause.name.clone()).collect(), scored)
        }
        Outcome::Several(several) => {
            let causes = several.causes(Order::Severity);
            let scored = causes.iter().any(|result| result.figures.mean().is_some());
            (causes.iter().filter(|result| result.is_top()).map(|result| result.cause.name.clone()).collect(), scored)
        }
    };
    match (first(&top), scored) {
        (Some(first), _) => first,
        (None, true) => "nothing elevated".to_owned(),
        (None, false) => "too few answers".to_owned(),
    }
}

/// The first of the top causes, and how many follow.
fn first(top: &[String]) -> Option<String> {
    match top {
        [] => None,
        [only] => Some(only.clone()),
        [first, more @ ..] => Some(format!("{first}, {} more", more.len())),
    }
}

/// The id of a side with a capital letter, where its name is not at hand.
pub fn side_name(id: &str) -> String {
    let mut chars = id.chars();
    chars.next().map(|first| format!("{}{}", first.to_uppercase(), chars.as_str())).unwrap_or_default()
}
