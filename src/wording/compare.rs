//! What is said about records that are set side by side or put together.

use jiff::Zoned;

use super::cause::ground;
use super::{by_side, count, day, list, person};
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::merge::{Differing, Exposed, Exposing, Merged};
use crate::domain::questionnaire::{Item, Questionnaire, Side};
use crate::domain::record::Record;
use crate::domain::severity::{Score, Severity, whole_difference};
use crate::domain::text::Label;

pub const FIGURES: &str = "Cause by cause";
pub const WIDEST: &str = "Seen most differently";
pub const ALL: &str = "Answer by answer";
pub const WHO: &str = "Whose answers these are";

/// Said where a record is to be set beside the other side's and belongs to neither.
pub const MARK_TWO: &str = "This record is from neither Sales nor Marketing: mark the records to compare with Space";
/// The same where it belongs to both.
pub const BOTH_SIDES: &str =
    "This record holds the answers of several people: the sides stand beside each other on its chart";
/// Said where a record has no name to find the other side's by.
pub const NO_NAME_TO_FIND_BY: &str = "This record has no name, by which the other side's would be found: r gives it \
     one, or mark the records to compare with Space";

pub fn nobody(side: &str, label: &Label) -> String {
    format!("There is no finished record from {side} named {label} yet: mark the records to compare with Space")
}

/// What a record and the other side's are called beside each other.
pub const OWN: &str = "This record";
pub fn of_side(side: &str) -> String {
    format!("The record of {side}")
}

pub const ALIKE: &str = "Every cause that all of them have scored has the same figure for all of them.";
pub const NOT_COMPARABLE: &str = "There is no cause that all of them have scored, so none can be named here.";

pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, the answers of the people named here, who handed them over. The statements have not been tried out on \
         people, and there are no norms. Answers describe what teams do; they are not evidence about anybody's work. A \
         difference says neither who is right nor why.",
        ground(questionnaire)
    )
}

pub fn heading(comparison: &Comparison) -> String {
    format!("{}, side by side", count(comparison.people().len(), "person", "people"))
}

pub fn label(comparison: &Comparison) -> String {
    comparison.people().first().map(|person| person.analysis.head().label.to_string()).unwrap_or_default()
}

/// Who one of them is: `finished on 23 November 2026, 36 of 36 answered`.
pub fn occasion(person: &Person, now: &Zoned) -> String {
    let analysis = &person.analysis;
    let head = analysis.head();
    let on = |at| day(at, now);
    let finished = head.finished.map(|at| format!("finished on {}, ", on(at))).unwrap_or_default();
    let changed = head.changed.map(|at| format!(", changed on {}", on(at))).unwrap_or_default();
    format!("{finished}{} of {} answered{changed}", analysis.answered(), analysis.questionnaire().len())
}

pub fn range(apart: &Apartness<'_>) -> String {
    let end = |(severity, person): (Severity, &Person)| format!("{} ({})", severity.shown(), person.sign);
    format!("from {} to {}", end(apart.lowest), end(apart.highest))
}

pub fn cell(score: Score) -> String {
    score.severity.map_or_else(|| "–".to_owned(), |severity| severity.shown().to_string())
}

pub fn apart(scores: &[Score]) -> String {
    let figures: Option<Vec<f64>> = scores.iter().map(|score| Some(score.severity?.points())).collect();
    let Some(figures) = figures else { return String::new() };
    let ends = figures.iter().fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(*one), high.max(*one)));
    let points = usize::try_from(whole_difference(ends.1 - ends.0)).unwrap_or_default();
    count(points, "point", "points")
}

pub fn sentence(comparison: &Comparison, widest: &[Apartness<'_>]) -> String {
    let names: Vec<&str> = widest.iter().map(|apart| apart.cause.name.as_str()).collect();
    match names.as_slice() {
        [] => none_apart(comparison).to_owned(),
        names => format!("Talk about {} first: seen most differently.", list(names, "and")),
    }
}

pub fn none_apart(comparison: &Comparison) -> &'static str {
    if comparison.is_comparable() { ALIKE } else { NOT_COMPARABLE }
}

pub fn figure(person: &Person, score: Score) -> String {
    match score.severity {
        Some(severity) => person::verdict(&person.analysis, severity),
        None => format!("no figure, {}", person::missing(score)),
    }
}

pub fn answer<'a>(person: &Person, item: &'a Item) -> &'a str {
    person.analysis.answer(item).map_or("not answered", |answer| item.scale.words(answer))
}

pub fn not_finished(file: &str) -> String {
    format!("{file} is not finished yet: finish it first")
}

pub fn shared(file: &str) -> String {
    format!("The copy to hand over is in {file}, without note and steps.")
}

/// Said where no name is left for a copy.
pub const FULL_OF_COPIES: &str = "this folder is full of copies: name another with --output";
/// Said of a record that cannot be read, beside which single answers might be worked out.
pub fn unknown_whether(why: &str) -> String {
    format!("{why}. Whether it holds the same people is not known.")
}

pub const NOT_MERGED: &str = "Nothing was written. Give --force to merge them all the same.";
/// Why no report is written, where a record could have been meant.
pub fn or_record(why: &str) -> String {
    format!("{why}; a record ends in .toml")
}

pub const MERGE_TO: &str =
    "merge makes a new record: name its file with --output, or give --format for its report alone";

pub fn merged_into(file: &str) -> String {
    format!("They are in {file}. 'undercurrent results' with that file shows them.")
}

pub fn merged(merged: &Merged) -> Vec<String> {
    let mut sentences = vec![format!("Merged {}.", people(&merged.record))];
    sentences.extend(merge_notes(merged));
    sentences
}

/// What is to be known of records that are put together, besides who is in them.
pub fn merge_notes(merged: &Merged) -> Vec<String> {
    let mut notes: Vec<String> = copies(merged.copies).into_iter().collect();
    notes.extend(merged.differing.iter().map(differing));
    notes.extend(rounds(&merged.record));
    notes.extend(too_few(merged));
    if merged.label_cut {
        notes.push(format!("The names together are too long for one; it is \"{}\".", merged.record.head().label));
    }
    notes
}

pub fn people(record: &Record) -> String {
    let responses = record.responses();
    let sides = record.questionnaire().head().sides.iter();
    let people = |side: &Side| responses.iter().filter(|response| response.side == side.id).count();
    let there = sides.map(|side| (side.name.as_str(), people(side))).filter(|(_, people)| *people > 0);
    format!("{}: {}", count(responses.len(), "response", "responses"), by_side(there))
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
pub fn show_none(people: usize, least: usize) -> String {
    let least = count(least, "person", "people");
    format!(
        "No figures are shown of {}: it takes {least}, to protect those who answered.",
        count(people, "person", "people")
    )
}

/// A few people who know of each other see their answers side by side.
pub const COMPARE: &str = "'undercurrent compare' sets the records of two to six people side by side, each by name; \
     'undercurrent share' makes the copy to hand over.";

fn too_few(merged: &Merged) -> Option<String> {
    let (people, least) = (merged.record.people(), merged.record.least_shown());
    if people >= least {
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
    Some(format!("They come from rounds {}; charts show round {first}.", list(&all, "and")))
}
