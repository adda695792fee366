//! What is said about a few people's answers, side by side.

use jiff::Zoned;

use super::source::ground;
use super::{count, dates, person};
use crate::domain::compare::{Apartness, Comparison, Person};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::response::Answer;
use crate::domain::severity::{Score, Severity};

/// Above the causes that people see most differently.
pub const WIDEST: &str = "Seen most differently";
/// Above all causes with their items.
pub const ALL: &str = "Answer by answer";
/// Said where nothing is seen differently.
pub const ALIKE: &str = "Every cause that all of them have scored has the same figure for all of them.";
/// Said where nothing can be set side by side.
pub const NOT_COMPARABLE: &str = "There is no cause that all of them have scored, so none can be named here.";

/// What no figure here claims.
pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, the answers of the people named here, who handed them over. The statements have not been tried out on \
         people, and there are no norms. Answers describe what teams do; they are not evidence about anybody's work. A \
         difference says neither who is right nor why.",
        ground(questionnaire)
    )
}

/// How many people there are: `2 people, side by side`.
pub fn heading(comparison: &Comparison) -> String {
    format!("{}, side by side", count(comparison.people().len(), "person", "people"))
}

/// Who one of them is: `finished on 23 November 2026, 36 of 36 answered`.
pub fn occasion(person: &Person, now: &Zoned) -> String {
    let analysis = &person.analysis;
    let head = analysis.head();
    let day = |at| dates::day(at, now);
    let finished = head.finished.map(|at| format!("finished on {}, ", day(at))).unwrap_or_default();
    let changed = head.changed.map(|at| format!(", changed on {}", day(at))).unwrap_or_default();
    format!("{finished}{} of {} answered{changed}", analysis.answered(), analysis.questionnaire().len())
}

/// How far apart a cause is seen: `from 31 (Marketing, EMEA) to 94 (Sales, EMEA)`.
pub fn range(apart: &Apartness<'_>) -> String {
    let end = |(severity, person): (Severity, &Person)| format!("{} ({})", severity.shown(), person.sign);
    format!("from {} to {}", end(apart.lowest), end(apart.highest))
}

/// Why no cause is named as seen most differently.
pub fn none_apart(comparison: &Comparison) -> &'static str {
    if comparison.is_comparable() { ALIKE } else { NOT_COMPARABLE }
}

/// One person's figure: `94 of 100, severe`, or why there is none.
pub fn figure(person: &Person, score: Score) -> String {
    match score.severity {
        Some(severity) => person::verdict(&person.analysis, severity),
        None => format!("no figure, {}", person::missing(score)),
    }
}

/// What one person answered to an item, in the words of its scale.
pub fn answer<'a>(person: &Person, item: &'a Item) -> &'a str {
    match person.analysis.answer(item) {
        None => "not answered",
        Some(Answer::DoesNotApply) => &item.scale.na,
        Some(Answer::Value(value)) => item.scale.label(value).unwrap_or_default(),
    }
}
