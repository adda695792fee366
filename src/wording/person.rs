//! What is said about one person's result.

use std::borrow::Cow;

use jiff::Zoned;

use super::cause::ground;
use super::{capital, count, day, moment};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::{Cause, Item, MARKETING, Questionnaire, SALES};
use crate::domain::record::Record;
use crate::domain::response::Answer;
use crate::domain::severity::{Band, Rank, Score, Severity};

/// Said at the end of what to do.
pub const ASK_COUNTERPART: &str = "This is one side's view of it. Ask your counterpart on the other side to answer too, \
     and compare before you act.";
const ASK_BOTH: &str = "This is the view of somebody outside the two teams. Ask Sales and Marketing to answer too, \
     and compare before you act.";
pub const CLOSING_ANSWER: &str = "Answer";
pub const ANSWER_AS: &str = "I answer as";
pub const NAME: &str = "Name";
pub const SKIPPED: &str = "skipped";

pub fn ask(analysis: &Analysis) -> &'static str {
    match analysis.side().map(|side| side.id.as_str()) {
        Some(SALES | MARKETING) | None => ASK_COUNTERPART,
        Some(_) => ASK_BOTH,
    }
}

pub fn limits(questionnaire: &Questionnaire) -> String {
    format!(
        "{}, one person's answers. The statements have not been tried out on people, and there are no norms. Answers \
         describe what teams do; they are not evidence about anybody's work.",
        ground(questionnaire)
    )
}

pub fn heading(analysis: &Analysis) -> String {
    format!("{}, 1 person", seen_by(analysis))
}

pub fn seen_by(analysis: &Analysis) -> String {
    let name = analysis.side().map_or(Cow::Borrowed("one person"), |side| within(&side.name));
    format!("as {name} sees it")
}

/// The name of a side inside a sentence: `Sales`, but `another team`, since of several words that begin with a capital
/// only at the start the first is written so for standing there.
fn within(name: &str) -> Cow<'_, str> {
    let is_phrase = name.split_once(' ').is_some_and(|(_, rest)| !rest.contains(char::is_uppercase));
    let mut letters = name.chars();
    match letters.next().filter(|first| is_phrase && !first.is_lowercase()) {
        Some(first) => first.to_lowercase().chain(letters).collect::<String>().into(),
        None => Cow::Borrowed(name),
    }
}

pub fn view(analysis: &Analysis) -> String {
    format!("the view of 1 person, from {}", side(analysis))
}

fn side(analysis: &Analysis) -> &str {
    analysis.side().map_or("no side", |side| side.name.as_str())
}

/// A rank as printed in front of a row: `2`, or `4=` where it is shared; `–` without one.
pub fn rank(rank: Option<Rank>) -> String {
    match rank {
        None => "–".to_owned(),
        Some(Rank { number, shared: false }) => number.to_string(),
        Some(Rank { number, shared: true }) => format!("{number}="),
    }
}

pub const fn mark(band: Band) -> &'static str {
    match band {
        Band::Low => "●○○○",
        Band::Mixed => "●●○○",
        Band::Elevated => "●●●○",
        Band::Severe => "●●●●",
    }
}

pub fn band_range(band: Band) -> String {
    let (from, to) = band.range();
    format!("{from}–{to}")
}

pub fn tally(score: Score) -> String {
    format!("{}/{}", score.answered, score.of)
}

pub fn share_answered(score: Score) -> String {
    format!("{} of {}", score.answered, score.of)
}

/// How much of a cause was answered, in words: `3 of 4 answered`, with what did not apply.
pub fn answered(score: Score) -> String {
    let answered = format!("{} answered", share_answered(score));
    if score.na == 0 { answered } else { format!("{answered}, {} marked as not applying", score.na) }
}

pub fn verdict(analysis: &Analysis, severity: Severity) -> String {
    let name = analysis.questionnaire().head().bands.of(severity.band());
    format!("{} of 100, {name}", severity.shown())
}

pub const fn missing(score: Score) -> &'static str {
    if score.na == score.of {
        "does not apply"
    } else if score.answered == 0 {
        "not answered"
    } else {
        "too few answers to score"
    }
}

/// The same in a sentence, with what was answered: `No figure: 1 of 4 answered, too few answers to score.`
pub fn no_figure(score: Score) -> String {
    format!("No figure: {}, {}.", answered(score), missing(score))
}

/// What finishing is called, alone.
pub const FINISH: &str = "Finish and see the chart";

/// While an answer to a statement of a cause is changed.
pub fn changing(cause: &str) -> String {
    format!("change an answer: {cause}")
}

/// What finishing with gaps means, without naming a cause: for the review before the result.
pub fn gaps(analysis: &Analysis) -> String {
    let causes = analysis.questionnaire().causes().len();
    let unscored = causes - analysis.scored();
    let rule = "A cause gets a figure when at least half of its statements are answered.";
    match unscored {
        0 => format!("{rule} Every cause has enough."),
        all if all == causes => format!("{rule} No cause has enough yet."),
        1 => format!("{rule} One of the {causes} would get none."),
        _ => format!("{rule} {unscored} of the {causes} would get none."),
    }
}

pub fn changed(analysis: &Analysis, now: &Zoned) -> Option<String> {
    analysis.head().changed.map(|at| format!("An answer was changed after finishing, {}.", moment(at, now)))
}

/// The offer to go on: `Resume EMEA (14 of 36, yesterday 16:10)`, with who else holds it.
pub fn resume(record: &Record, holder: Option<&str>, now: &Zoned) -> String {
    let label = record.head().label.as_str();
    let name = if label.is_empty() { String::new() } else { format!(" {label}") };
    let begun = moment(record.head().created, now);
    let held = holder.map(|holder| format!(", open in {holder}")).unwrap_or_default();
    format!("Resume{name} ({} of {}, {begun}{held})", record.answered(), record.questionnaire().len())
}

/// Which unfinished assessment is meant: `EMEA, Sales, 14 of 36 answered, begun yesterday 16:10`.
pub fn begun(record: &Record, now: &Zoned) -> String {
    let label = record.head().label.as_str();
    let name = if label.is_empty() { "(no name)" } else { label };
    let side = record.solo().map(|one| format!(", {}", capital(one.side.as_str()))).unwrap_or_default();
    let moment = moment(record.head().created, now);
    format!("{name}{side}, {} of {} answered, begun {moment}", record.answered(), record.questionnaire().len())
}

/// Where somebody is amid answering: `8 of 36`, perhaps with how long the rest takes; as wide for each of them.
pub fn progress(place: usize, (of, open): (usize, usize), timed: bool) -> String {
    let digits = of.to_string().len();
    let text = format!("{place:>digits$} of {of}");
    if timed { format!("{text}   {:>17}", left(open)) } else { text }
}

pub fn last(item: &Item, answer: Answer) -> String {
    format!("last: {}, for “{}”", item.scale.words(answer), item.text)
}

/// How long so many statements take, at ten seconds each, and guesses at six: `a minute`, `7 minutes`.
pub fn time(statements: usize, guesses: usize) -> String {
    match minutes(statements * 10 + guesses * 6) {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}

const fn minutes(seconds: usize) -> usize {
    seconds.div_ceil(60)
}

fn left(open: usize) -> String {
    match open {
        0 => String::new(),
        _ => format!("about {} min left", minutes(10 * open)),
    }
}

pub fn left_open(number: usize) -> String {
    match number {
        0 => "Every statement is answered.".to_owned(),
        _ => format!("{} unanswered. You may finish all the same.", count(number, "statement is", "statements are")),
    }
}

pub const CHART: &str = "How severe each cause is";
pub const WHAT_TO_DO: &str = "What to do";
pub const CAUSE_BY_CAUSE: &str = "Cause by cause";
pub const HOW_ANSWERS_READ: &str = "Answers stand as they were given. Where ↺ stands, often is good news, and the answer \
     counts the other way round.";
pub const BEFORE_ACTING: &str = "Before you act";

/// A row of the chart, numbered by its place there: `1. Lead mismatch: 94 of 100, severe; 4 of 4 answered.`
///
/// The rank is told where it is not that number, or is shared.
pub fn row(analysis: &Analysis, number: usize, result: &CauseResult<'_>) -> String {
    let name = &result.cause.name;
    let Some((severity, rank)) = result.severity().zip(result.rank) else {
        return format!("{number}. {name}: no figure, {}.", lack(*result.figures));
    };
    let rank = beside(number, rank);
    let grounds = match single_answer(analysis, result.cause) {
        Some(label) => format!("answer \"{label}\""),
        None => answered(*result.figures),
    };
    format!("{number}. {name}: {}{rank}; {grounds}.", verdict(analysis, severity))
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
    let why = missing(score);
    if score.of == 1 { why.to_owned() } else { format!("{why}; {}", answered(score)) }
}

/// The words of the answer that a figure hangs on, where the cause was asked with a single item.
pub fn single_answer<'a>(analysis: &'a Analysis, cause: &'a Cause) -> Option<&'a str> {
    let [item] = cause.items.as_slice() else { return None };
    item.scale.label(analysis.answer(item)?.value()?)
}

pub fn legend(questionnaire: &Questionnaire) -> String {
    let names = &questionnaire.head().bands;
    let bands = Band::ALL.map(|band| {
        let (from, to) = band.range();
        format!("{} {from} to {to}", names.of(band))
    });
    format!("Severity runs from 0 to 100; higher is worse: {}.", bands.join(", "))
}

pub fn questionnaire(questionnaire: &Questionnaire) -> String {
    let head = questionnaire.head();
    let short = if questionnaire.is_pulse() { ", the short form" } else { "" };
    format!(
        "{}, version {}{short}, {}",
        head.title,
        head.version,
        count(questionnaire.len(), "statement", "statements")
    )
}

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
    let changed = head.changed.map(|at| format!("; an answer was changed on {}", day(at, now)));
    match head.finished {
        Some(finished) => format!("Answered on {}{}.", day(finished, now), changed.unwrap_or_default()),
        None => format!(
            "Begun on {}, not finished: {} of {} answered.",
            day(head.created, now),
            analysis.answered(),
            analysis.questionnaire().len()
        ),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Sales", "Sales")]
    #[case("Another team", "another team")]
    #[case("Key Accounts", "Key Accounts")]
    #[case("a third party", "a third party")]
    #[case("Équipe terrain", "équipe terrain")]
    #[case("", "")]
    fn inside_a_sentence_a_phrase_begins_small_and_a_name_stays(#[case] name: &str, #[case] inside: &str) {
        assert_eq!(within(name), inside);
    }
}
