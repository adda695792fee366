//! What is said about records that were put together.

use super::{count, list};
use crate::domain::merge::exposing::{Exposed, Exposing};
use crate::domain::merge::{Differing, Merged};
use crate::domain::record::Record;

/// What became of the records, in sentences.
pub fn merged(merged: &Merged) -> Vec<String> {
    let mut told = vec![format!("Merged {}.", people(&merged.record))];
    told.extend(copies(merged.copies));
    told.extend(merged.differing.iter().map(differing));
    told.extend(rounds(&merged.record));
    told.extend(too_few(merged));
    if merged.label_cut {
        told.push(format!("The labels together are too long for one; it is \"{}\".", merged.record.head().label));
    }
    told
}

/// How many people there are on each side: `12 people: Sales 6, Marketing 6`.
fn people(record: &Record) -> String {
    let responses = record.responses();
    let sides = record.questionnaire().head().sides.iter();
    let there: Vec<String> = sides
        .map(|side| (side, responses.iter().filter(|response| response.side == side.id).count()))
        .filter(|(_, people)| *people > 0)
        .map(|(side, people)| format!("{} {people}", side.name))
        .collect();
    format!("{}: {}", count(responses.len(), "response", "responses"), there.join(", "))
}

fn copies(copies: usize) -> Option<String> {
    match copies {
        0 => None,
        1 => Some("One response was in two records; it is taken once.".to_owned()),
        _ => Some(format!("{copies} more copies of the same responses were found; each response is taken once.")),
    }
}

fn differing(Differing { taken, left, later }: &Differing) -> String {
    let why = if *later { "which is the later one" } else { "which was named first, since neither is later" };
    format!("A response in {taken} differs from its copy in {left}: it is taken from {taken}, {why}.")
}

/// A report that is out cannot be taken back, so this has to be known before the next one is.
pub fn exposing(Exposing { name, what }: &Exposing, least: u32) -> String {
    match what {
        Exposed::Few => format!(
            "Whoever has seen the figures of {name} could work out from the new ones what single people said, since so \
             few are only in one of the two: show only one of them, or wait until there are {least} more of each side."
        ),
        Exposed::Change => format!(
            "{name} holds some of these answers as they were before a change: whoever has seen its figures could work \
             out from the new ones what was changed. Show only one of the two."
        ),
    }
}

/// What to do instead, where so few answered that no figure is shown.
pub fn show_none(people: usize, least: u32) -> String {
    let least = count(usize::try_from(least).unwrap_or(usize::MAX), "person", "people");
    format!(
        "No figures are shown of {}: it takes {least}, to protect those who answered.",
        count(people, "person", "people")
    )
}

/// A few people who know of each other see their answers side by side.
pub const COMPARE: &str = "'undercurrent compare' sets the records of two to six people side by side, each by name.";

fn too_few(merged: &Merged) -> Option<String> {
    let (people, least) = (merged.record.people(), merged.record.head().min_people);
    if people >= usize::try_from(least).unwrap_or(usize::MAX) {
        return None;
    }
    let instead = if merged.of_single_people { format!(" {COMPARE}") } else { String::new() };
    Some(show_none(people, least) + &instead)
}

/// Results are those of the first round, which is to be known where others are in it.
fn rounds(record: &Record) -> Option<String> {
    let mut rounds: Vec<u8> = record.responses().iter().map(|response| response.round).collect();
    rounds.sort_unstable();
    rounds.dedup();
    let [first, _, ..] = rounds.as_slice() else { return None };
    let all: Vec<String> = rounds.iter().map(u8::to_string).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    Some(format!("They come from rounds {}; results show round {first}.", list(&all, "and")))
}
