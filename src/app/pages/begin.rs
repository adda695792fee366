//! The three questions before the first item.

use crate::app::screens::begin::{Begin, Step};
use crate::app::setup::time;
use crate::domain::wording::count;

/// The question of a step, and a line that helps to answer it.
#[must_use]
pub const fn begin(step: Step) -> (&'static str, &'static str) {
    match step {
        Step::Side => {
            ("Which side do you answer for?", "Answer as somebody of that side: what you have seen from there.")
        }
        Step::Label => (
            "Which Sales and which Marketing do you mean?",
            "A short name such as EMEA, without a date: a later run is compared by this name. It may stay empty.",
        ),
        Step::Length => ("How much would you like to answer?", "More statements make a steadier figure."),
    }
}

/// The options of a step; none where a text is typed.
#[must_use]
pub fn begin_options(begin: &Begin) -> Vec<String> {
    match begin.step {
        Step::Side => begin.sides.iter().map(|(_, name)| name.clone()).collect(),
        Step::Label => Vec::new(),
        Step::Length => begin.forms.iter().enumerate().map(|(at, form)| length(at, form.len())).collect(),
    }
}

fn length(at: usize, items: usize) -> String {
    let name = if at == 0 { "Full" } else { "Pulse" };
    format!("{name}: {}, about {}", count(items, "item", "items"), time(items))
}
