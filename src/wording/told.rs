//! A result in sentences, for those who read or hear it line by line.

use jiff::Zoned;

use super::cause::{Part, Passage, passages};
use super::{count, dates, person};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::ranking::Rank;
use crate::domain::response::Answer;
use crate::domain::severity::{Band, Score};

/// Above the causes with their figures.
pub const CHART: &str = "How severe each cause is";
/// Above the remedies.
pub const WHAT_TO_DO: &str = "What to do";
/// Above what stands behind each figure.
pub const CAUSE_BY_CAUSE: &str = "Cause by cause";
/// How to read one person's answers.
pub const HOW_ANSWERS_READ: &str = "Answers stand as they were given. Where ↺ stands, often is good news, and the answer \
     counts turned round.";
/// Above the last words.
pub const BEFORE_ACTING: &str = "Before you act";

/// A row of the chart, numbered by its place there: `1. Lead mismatch: 94 of 100, severe; 4 of 4 answered.`
///
/// The rank is told where it is not that number, or is shared.
pub fn row(analysis: &Analysis, number: usize, result: &CauseResult<'_>) -> String {
    let name = &result.cause.name;
    let Some((severity, rank)) = result.score.severity.zip(result.rank) else {
        return format!("{number}. {name}: no figure, {}.", lack(result.score));
    };
    let rank = beside(number, rank);
    let grounds = match single_answer(analysis, result.cause) {
        Some(label) => format!("answer \"{label}\""),
        None => person::answered(result.score),
    };
    format!("{number}. {name}: {}{rank}; {grounds}.", person::verdict(analysis, severity))
}

/// A rank where the number of its row does not tell it.
pub(super) fn beside(number: usize, rank: Rank) -> String {
    match rank {
        Rank { number, shared: true } => format!(", rank {number} shared"),
        Rank { number: own, .. } if own != number => format!(", rank {own}"),
        Rank { .. } => String::new(),
    }
}

fn lack(score: Score) -> String {
    let why = person::missing(score);
    if score.of == 1 { why.to_owned() } else { format!("{why}; {}", person::answered(score)) }
}

/// The words of the answer that a figure hangs on, where the cause was asked with a single item.
pub fn single_answer<'a>(analysis: &'a Analysis, cause: &'a Cause) -> Option<&'a str> {
    let [item] = cause.items.as_slice() else { return None };
    match analysis.answer(item)? {
        Answer::Value(value) => item.scale.label(value),
        Answer::DoesNotApply => None,
    }
}

/// What the numbers mean: the ends of the axis and the range of each band.
pub fn legend(questionnaire: &Questionnaire) -> String {
    let names = &questionnaire.head().bands;
    let bands = Band::ALL.map(|band| {
        let (from, to) = band.range();
        format!("{} {from} to {to}", names.of(band))
    });
    format!("Severity runs from 0 to 100; higher is worse: {}.", bands.join(", "))
}

/// The passages of a cause, each with whose voice it is: `The article says: …`
pub fn paragraphs(questionnaire: &Questionnaire, cause: &Cause) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for passage in passages(questionnaire, cause) {
        match told.last_mut() {
            Some(before) if passage.label.is_empty() => *before = format!("{before} {}", passage.text),
            _ => told.push(paragraph(&passage)),
        }
    }
    told
}

fn paragraph(passage: &Passage<'_>) -> String {
    let note = passage.note.map(|note| format!(", {note}")).unwrap_or_default();
    let quote = if passage.part == Part::Heading { "\"" } else { "" };
    format!("{}{note}: {quote}{}{quote}", passage.label, passage.text)
}

/// Which questionnaire was asked: `Undercurrent, version 1, 36 items`.
pub fn questionnaire(questionnaire: &Questionnaire) -> String {
    let head = questionnaire.head();
    let short = if questionnaire.is_pulse() { ", the short form" } else { "" };
    format!("{}, version {}{short}, {}", head.title, head.version, count(questionnaire.len(), "item", "items"))
}

/// Which text the causes come from.
pub fn source(questionnaire: &Questionnaire) -> String {
    let source = &questionnaire.head().source;
    let (title, date) = (source.title.trim(), source.date.strftime("%-d %B %Y"));
    if title.is_empty() {
        format!("Its causes are of {date}.")
    } else {
        format!("Its causes come from \"{title}\", {date}.")
    }
}

/// When it was answered, in days that stay true; for an unfinished one, how far.
pub fn occasion(analysis: &Analysis, now: &Zoned) -> String {
    let head = analysis.head();
    let changed = head.changed.map(|at| format!("; an answer was changed on {}", dates::day(at, now)));
    match head.finished {
        Some(finished) => format!("Answered on {}{}.", dates::day(finished, now), changed.unwrap_or_default()),
        None => format!(
            "Begun on {}, not finished: {} of {} answered.",
            dates::day(head.created, now),
            analysis.answered(),
            analysis.questionnaire().len()
        ),
    }
}
