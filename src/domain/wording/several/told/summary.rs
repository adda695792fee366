//! The sentence under the chart of several people.

use super::super::super::{NOTHING_RAISED, QUIET, count, list};
use crate::domain::analysis::several::{Order, Several, SeveralCause};

/// How many causes are raised, where to start, and what to talk about first; or why there is next to nothing.
#[must_use]
pub fn summary(several: &Several) -> String {
    let causes = several.causes(Order::Severity);
    let shown = causes.iter().filter(|cause| cause.figures.total.is_ok()).count();
    if shown == 0 {
        return nothing(several);
    }
    let parts = [verdict(several, shown), unknown(causes.len() - shown), talk(several)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn nothing(several: &Several) -> String {
    let (people, least) = (several.people(), several.head().min_people);
    if people == 0 {
        return "Nobody has answered.".to_owned();
    }
    if people < usize::try_from(least).unwrap_or(usize::MAX) {
        let only = count(people, "person has", "people have");
        return format!(
            "Only {only} answered, so there is nothing to show: figures start at {least} people, because among fewer \
             everybody could work out what the others said. Ask more people to answer."
        );
    }
    "Too little was answered to show a figure for any cause.".to_owned()
}

fn verdict(several: &Several, shown: usize) -> String {
    let raised = several.raised();
    match raised.len() {
        0 if several.talk_first().is_empty() => format!("{NOTHING_RAISED} {QUIET}"),
        0 => NOTHING_RAISED.to_owned(),
        number => {
            let verb = if number == 1 { "is" } else { "are" };
            format!("{number} of {} {verb} elevated or worse. {}", count(shown, "cause", "causes"), start(several))
        }
    }
}

/// Where to start: the first cause, or the first two where they are close.
fn start(several: &Several) -> String {
    let leading = several.raised();
    let names: Vec<&str> = leading.iter().map(name).take(if several.leaders_are_close() { 2 } else { 1 }).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!("Start with {one}."),
        several => format!("Start with {}: they are close.", list(several, "or")),
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
