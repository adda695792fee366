//! What is said about records that were put together.

use super::{count, list};
use crate::domain::merge::{Differing, Merged};
use crate::domain::record::Record;

/// What became of the records, in sentences.
#[must_use]
pub fn merged(merged: &Merged) -> Vec<String> {
    let mut told = vec![format!("Merged {}.", people(&merged.record))];
    told.extend(copies(merged.copies));
    told.extend(merged.differing.iter().map(differing));
    told.extend(rounds(&merged.record));
    told.extend(merged.exposing.iter().map(|name| exposing(name, merged.record.head().min_people)));
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
fn exposing(name: &str, least: u32) -> String {
    format!(
        "Whoever has seen the figures of {name} could work out from the new ones what the few people added said: show \
         only one of the two, or wait until there are {least} more of each side."
    )
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
