//! What is said about one person's result.

use jiff::Zoned;

use super::source::ground;
use super::{count, dates};
use crate::domain::analysis::{Analysis, Order};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::ranking::Rank;
use crate::domain::record::Record;
use crate::domain::severity::{Band, Score, Severity};

/// Said at the end of what to do.
pub const ASK_COUNTERPART: &str = "This is one side's view of it. Ask your counterpart on the other side to answer too, \
     and compare before you act.";
/// What no figure here claims.
pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, one person's answers. The statements have not been tried out on people, and there are no norms. Answers \
         describe what teams do; they are not evidence about anybody's work.",
        ground(questionnaire)
    )
}

/// Whose view a result is: `your view, from Sales, 1 person`.
pub fn heading(analysis: &Analysis) -> String {
    let side = analysis.side().map_or("no side", |side| side.name.as_str());
    format!("your view, from {side}, 1 person")
}

/// Whose view a result is, for others to read: `the view of 1 person, from Sales`.
pub fn view(analysis: &Analysis) -> String {
    let side = analysis.side().map_or("no side", |side| side.name.as_str());
    format!("the view of 1 person, from {side}")
}

/// A rank as printed in front of a row: `2`, or `4=` where it is shared; `–` without one.
pub fn rank(rank: Option<Rank>) -> String {
    match rank {
        None => "–".to_owned(),
        Some(Rank { number, shared: false }) => number.to_string(),
        Some(Rank { number, shared: true }) => format!("{number}="),
    }
}

/// The four marks of a band: `●●●○` for elevated.
pub const fn mark(band: Band) -> &'static str {
    match band {
        Band::Low => "●○○○",
        Band::Mixed => "●●○○",
        Band::Elevated => "●●●○",
        Band::Severe => "●●●●",
    }
}

/// The whole numbers that a band covers: `63–87`.
pub fn band_range(band: Band) -> String {
    let (from, to) = band.range();
    format!("{from}–{to}")
}

/// How much of a cause was answered: `3/4`.
pub fn tally(score: Score) -> String {
    format!("{}/{}", score.answered, score.of)
}

/// How much of a cause was answered, in words: `3 of 4 answered`, with what did not apply.
pub fn answered(score: Score) -> String {
    let told = format!("{} of {} answered", score.answered, score.of);
    if score.na == 0 { told } else { format!("{told}, {} marked as not applying", score.na) }
}

/// A severity with its band, in a sentence's words: `94 of 100, severe`.
pub fn verdict(analysis: &Analysis, severity: Severity) -> String {
    let name = analysis.questionnaire().head().bands.of(severity.band());
    format!("{} of 100, {name}", severity.shown())
}

/// Why a cause has no figure.
pub const fn missing(score: Score) -> &'static str {
    if score.na == score.of {
        "does not apply"
    } else if score.answered == 0 {
        "not answered"
    } else {
        "too few answers to score"
    }
}

/// What finishing with gaps means, without naming a cause: for the review before the result.
pub fn gaps(analysis: &Analysis) -> String {
    let causes = analysis.causes(Order::Article);
    let unscored = causes.iter().filter(|result| result.score.severity.is_none()).count();
    let rule = "A cause gets a figure when at least half of its statements are answered.";
    match unscored {
        0 => format!("{rule} Every cause has enough."),
        all if all == causes.len() => format!("{rule} No cause has enough yet."),
        1 => format!("{rule} One of the {} would get none.", causes.len()),
        _ => format!("{rule} {unscored} of the {} would get none.", causes.len()),
    }
}

/// When an answer was last changed after finishing, if one was.
pub fn changed(analysis: &Analysis, now: &Zoned) -> Option<String> {
    analysis.head().changed.map(|at| format!("An answer was changed after finishing, {}.", dates::moment(at, now)))
}

/// The offer to go on: `Resume EMEA (14 of 36, yesterday 16:10)`, with who else holds it.
pub fn resume(record: &Record, holder: Option<&str>, now: &Zoned) -> String {
    let label = record.head().label.as_str();
    let name = if label.is_empty() { String::new() } else { format!(" {label}") };
    let begun = dates::moment(record.head().created, now);
    let held = holder.map(|holder| format!(", open in {holder}")).unwrap_or_default();
    format!("Resume{name} ({} of {}, {begun}{held})", record.answered(), record.questionnaire().len())
}

/// Which unfinished assessment is meant: `EMEA, Sales, 14 of 36 answered, begun yesterday 16:10`.
pub fn begun(record: &Record, now: &Zoned) -> String {
    let label = record.head().label.as_str();
    let name = if label.is_empty() { "(no name)" } else { label };
    let side = record.solo().map(|one| format!(", {}", super::side_name(one.side.as_str()))).unwrap_or_default();
    let moment = dates::moment(record.head().created, now);
    format!("{name}{side}, {} of {} answered, begun {moment}", record.answered(), record.questionnaire().len())
}

/// How many statements are unanswered, and that finishing is allowed.
pub fn left_open(number: usize) -> String {
    match number {
        0 => "Every statement is answered.".to_owned(),
        _ => format!("{} unanswered. You may finish all the same.", count(number, "statement is", "statements are")),
    }
}
