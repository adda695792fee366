//! The sentence under the chart of several people.

use super::super::super::start::{all_low, by_band, low_so_far, start_with};
use super::super::super::{count, list};
use crate::domain::analysis::several::{Order, Several, SeveralCause};
use crate::domain::disclosure::Hidden;
use crate::domain::record::Kind;
use crate::domain::severity::Band;
use crate::wording::merge::COMPARE;

/// How many causes are raised, where to start, and what to talk about first; or why there is next to nothing.
pub fn summary(several: &Several) -> String {
    let causes = several.causes(Order::Severity);
    let shown = causes.iter().filter(|cause| cause.figures.total.is_ok()).count();
    if shown == 0 {
        return nothing(several);
    }
    let unasked = causes.iter().filter(|cause| is_unasked(cause)).count();
    let parts = [verdict(several, shown), not_asked(unasked), unknown(causes.len() - shown - unasked), talk(several)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn nothing(several: &Several) -> String {
    let (people, least) = (several.people(), several.head().min_people);
    if people == 0 {
        return "Nobody has answered.".to_owned();
    }
    if several.has_too_few() {
        let only = count(people, "person has", "people have");
        return format!(
            "Only {only} answered, so there is nothing to show: figures start at {least} people, because among fewer \
             everybody could work out what the others said. Ask more people to answer.{}",
            compare(several)
        );
    }
    "Too little was answered to show a figure for any cause.".to_owned()
}

/// What else a few people can do who hand over their own records.
fn compare(several: &Several) -> String {
    if several.head().kind == Kind::Merged { format!(" Or: {COMPARE}") } else { String::new() }
}

fn verdict(several: &Several, shown: usize) -> String {
    let counts = in_bands(several);
    let names = &several.questionnaire().head().bands;
    let [low, .., elevated, severe] = counts;
    if elevated + severe > 0 {
        return format!("{} {}", start(several), by_band(counts, names));
    }
    match (low == shown, shown == several.questionnaire().causes().len()) {
        (false, _) => format!("Nothing stands out on average. {}", by_band(counts, names)),
        (true, false) => format!("{}.", low_so_far(shown, names)),
        (true, true) => format!("{}.", all_low(shown, names)),
    }
}

fn in_bands(several: &Several) -> [usize; 4] {
    let causes = several.causes(Order::Severity);
    Band::ALL.map(|band| causes.iter().filter(|cause| cause.band() == Some(band)).count())
}

/// Where to start: the first cause, or the first two where they are close.
fn start(several: &Several) -> String {
    let leading = several.raised();
    let names: Vec<&str> = leading.iter().map(name).take(if several.leaders_are_close() { 2 } else { 1 }).collect();
    start_with(&names)
}

/// A round that asks again asks some causes only.
fn is_unasked(cause: &SeveralCause<'_>) -> bool {
    matches!(cause.figures.total, Err(Hidden::NotAsked))
}

fn not_asked(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "One was not asked in this round.".to_owned(),
        _ => format!("{number} were not asked in this round."),
    }
}

fn unknown(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => "One has no figure that may be shown.".to_owned(),
        _ => format!("{number} have no figure that may be shown."),
    }
}

fn talk(several: &Several) -> String {
    let causes = several.talk_first();
    let names: Vec<&str> = causes.iter().map(name).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("Talk first about {}: the sides see it differently.", list(names, "and")),
    }
}

fn name<'a>(cause: &SeveralCause<'a>) -> &'a str {
    &cause.cause.name
}
