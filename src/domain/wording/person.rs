//! What is said about one person's result.

use jiff::Zoned;

use super::{count, dates, list};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::ranking::Rank;
use crate::domain::record::Record;
use crate::domain::severity::{Band, Score, Severity};

/// Said at the end of what to do.
pub const ASK_COUNTERPART: &str = "This is one side's view of it. Ask your counterpart on the other side to answer too, \
     and compare before you act.";
/// Said instead of a top cause where nothing is elevated.
pub const NOTHING_RAISED: &str = "No cause is elevated or severe.";
/// Said with it: a quiet result is an ending, not a failure to find something.
pub const QUIET: &str = "A quiet result is common, and good news for both sides.";
/// Said where there is no remedy to show.
pub const NO_ADVICE: &str = "No cause is elevated or severe, so there is no remedy to suggest. \
     Keep doing what works, and ask again in three months.";
/// Said instead where nothing is known either way.
pub const NOTHING_KNOWN: &str = "Too little was answered to suggest a remedy.";
/// What no figure here claims.
pub const LIMITS: &str = "One article, one side's view, one person's answers. The statements have not been tried out on \
     people, and there are no norms. Answers describe what teams do; they are not evidence about anybody's work.";

/// Whose view a result is: `your view, from Sales, 1 person`.
#[must_use]
pub fn heading(analysis: &Analysis) -> String {
    let side = analysis.side().map_or("no side", |side| side.name.as_str());
    format!("your view, from {side}, 1 person")
}

/// Whose view a result is, for others to read: `the view of 1 person, from Sales`.
#[must_use]
pub fn view(analysis: &Analysis) -> String {
    let side = analysis.side().map_or("no side", |side| side.name.as_str());
    format!("the view of 1 person, from {side}")
}

/// A rank as printed in front of a row: `2`, or `4=` where it is shared; `–` without one.
#[must_use]
pub fn rank(rank: Option<Rank>) -> String {
    match rank {
        None => "–".to_owned(),
        Some(Rank { number, shared: false }) => number.to_string(),
        Some(Rank { number, shared: true }) => format!("{number}="),
    }
}

/// The four marks of a band: `●●●○` for elevated.
#[must_use]
pub const fn mark(band: Band) -> &'static str {
    match band {
        Band::Low => "●○○○",
        Band::Mixed => "●●○○",
        Band::Elevated => "●●●○",
        Band::Severe => "●●●●",
    }
}

/// The whole numbers that a band covers: `63–87`.
#[must_use]
pub fn band_range(band: Band) -> String {
    let (from, to) = band.range();
    format!("{from}–{to}")
}

/// How much of a cause was answered: `3/4`.
#[must_use]
pub fn tally(score: Score) -> String {
    format!("{}/{}", score.answered, score.of)
}

/// How much of a cause was answered, in words: `3 of 4 answered`, with what did not apply.
#[must_use]
pub fn answered(score: Score) -> String {
    let told = format!("{} of {} answered", score.answered, score.of);
    if score.na == 0 { told } else { format!("{told}, {} marked as not applying", score.na) }
}

/// A severity with its band, in a sentence's words: `94 of 100, severe`.
#[must_use]
pub fn verdict(analysis: &Analysis, severity: Severity) -> String {
    let name = analysis.questionnaire().head().bands.of(severity.band());
    format!("{} of 100, {name}", severity.shown())
}

/// Why a cause has no figure.
#[must_use]
pub const fn missing(score: Score) -> &'static str {
    if score.na == score.of {
        "does not apply"
    } else if score.answered == 0 {
        "not answered"
    } else {
        "too few answers to score"
    }
}

/// The sentence under the chart: how many causes are raised, and where to start.
#[must_use]
pub fn summary(analysis: &Analysis) -> String {
    let causes = analysis.causes(Order::Severity);
    let scored = causes.iter().filter(|result| result.score.severity.is_some()).count();
    let raised = causes.iter().filter(|result| result.is_raised()).count();
    let unknown = unknown(causes.len() - scored);
    if scored == 0 {
        return "Too little was answered to score any cause.".to_owned();
    }
    if raised == 0 {
        // Where most is unknown, nothing raised is no news.
        let news = if 2 * scored >= causes.len() { format!(" {QUIET}") } else { String::new() };
        return format!("{NOTHING_RAISED}{unknown}{news}");
    }
    let verb = if raised == 1 { "is" } else { "are" };
    format!("{raised} of {} {verb} elevated or worse. {}{unknown}", count(scored, "cause", "causes"), start(&causes))
}

fn unknown(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => " One has too few answers to score.".to_owned(),
        _ => format!(" {number} have too few answers to score."),
    }
}

/// Where to start: the first cause, or the few that are within one answer step of it.
fn start(causes: &[CauseResult<'_>]) -> String {
    let Some(first) = causes.first().and_then(|result| result.score.severity) else { return String::new() };
    let close: Vec<&str> = causes
        .iter()
        .filter(|result| result.is_top() && is_close(first, result))
        .map(|result| result.cause.name.as_str())
        .collect();
    match close.len() {
        0 | 4.. => "Several lead, and they are close: start with the one you can change.".to_owned(),
        1 => format!("Start with {}.", close[0]),
        _ => format!("Start with {}: they are close.", list(&close, "or")),
    }
}

/// Whether a cause lies no further below the first than one answer moved by one step.
fn is_close(first: Severity, result: &CauseResult<'_>) -> bool {
    #[expect(clippy::cast_precision_loss, reason = "a handful of items and points")]
    let step = result
        .cause
        .items
        .iter()
        .map(|item| 100.0 / (result.score.answered.max(1) as f64 * (item.scale.points.len() - 1) as f64))
        .fold(0.0, f64::max);
    result.score.severity.is_some_and(|severity| first.points() - severity.points() <= step + 1e-9)
}

/// What finishing with gaps means, without naming a cause: for the review before the result.
#[must_use]
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

/// What is said where no remedy is shown.
#[must_use]
pub fn no_advice(analysis: &Analysis) -> &'static str {
    let known = analysis.causes(Order::Article).iter().any(|result| result.score.severity.is_some());
    if known { NO_ADVICE } else { NOTHING_KNOWN }
}

/// When an answer was last changed after finishing, if one was.
#[must_use]
pub fn changed(analysis: &Analysis, now: &Zoned) -> Option<String> {
    analysis.head().changed.map(|at| format!("An answer was changed after finishing, {}.", dates::moment(at, now)))
}

/// The offer to go on: `Resume EMEA (14 of 36, yesterday 16:10)`, with who else holds it.
#[must_use]
pub fn resume(record: &Record, holder: Option<&str>, now: &Zoned) -> String {
    let label = record.head().label.as_str();
    let name = if label.is_empty() { String::new() } else { format!(" {label}") };
    let begun = dates::moment(record.head().created, now);
    let held = holder.map(|holder| format!(", open in {holder}")).unwrap_or_default();
    format!("Resume{name} ({} of {}, {begun}{held})", record.answered(), record.questionnaire().len())
}

/// How many statements are unanswered, and that finishing is allowed.
#[must_use]
pub fn left_open(number: usize) -> String {
    match number {
        0 => "Every statement is answered.".to_owned(),
        _ => format!("{} unanswered. You may finish all the same.", count(number, "statement is", "statements are")),
    }
}
