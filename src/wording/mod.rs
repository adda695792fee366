//! Every sentence and formatted figure that more than one of screen, plain mode and report says.
#![deny(clippy::disallowed_methods)]

pub(crate) mod actions;
mod cause;
pub(crate) mod compare;
mod dates;
pub(crate) mod gap;
pub(crate) mod merge;
mod person;
pub(crate) mod reveal;
pub(crate) mod seat;
pub(crate) mod several;
pub(crate) mod source;
mod start;
mod straight;
mod told;
pub(crate) mod trend;

pub use cause::{CARE, OWN_ANSWERS, PROMPTS, Part, Passage, passages, workings};
pub use dates::{day, moment};
pub use person::{
    ASK_COUNTERPART, answered, band_range, begun, changed, gaps, heading, left_open, limits, mark, missing, rank,
    resume, tally, verdict, view,
};
pub use reveal::{side_name, standing};
pub use start::{no_advice, summary, unknown};
pub use straight::same_answers;
pub use told::{
    BEFORE_ACTING, CAUSE_BY_CAUSE, CHART, HOW_ANSWERS_READ, WHAT_TO_DO, legend, occasion, paragraphs, questionnaire,
    row, single_answer, source,
};

/// `1 answer`, `2 answers`: a count with its noun.
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Names in a row: `A`, `A and B`, `A, B and C`.
pub fn list(names: &[&str], last: &str) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [before @ .., end] => format!("{} {last} {end}", before.join(", ")),
    }
}
