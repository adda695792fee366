//! What Undercurrent is about, as values: no files, no clock, no screen.
//!
//! Every type here can only be built valid. Time and chance come in as data.
//!
//! ```text
//! text, unseen, id    what a person may type, and what things are called
//! questionnaire       causes, items, scales, sides
//! guess               what each side guesses of the other; and what is asked without its causes
//! response, record    who answered what
//! action              what somebody has taken on, and what of it still waits
//! day                 a day as people write it
//! severity            the figures of one person, the order of causes, and the figures of all together
//! gap                 how differently two groups answered
//! verdict             what may be said about that
//! disclosure          what may be shown, so that nobody is given away, and how much of it there would be
//! analysis            the one value that screens and reports draw from, and which remedies it shows
//! everyone            what is in it when several people answered
//! trend, runs         what changed from one run to another
//! compare             whether records belong together, and a few people's answers side by side
//! merge               finished records, put together into one
//! ```
#![deny(clippy::disallowed_methods)]

pub(crate) mod action;
pub(crate) mod analysis;
pub(crate) mod compare;
pub(crate) mod day;
pub(crate) mod disclosure;
pub(crate) mod everyone;
pub(crate) mod gap;
pub(crate) mod guess;
pub(crate) mod id;
pub(crate) mod merge;
pub(crate) mod questionnaire;
pub(crate) mod record;
pub(crate) mod response;
pub(crate) mod runs;
pub(crate) mod severity;
pub(crate) mod text;
pub(crate) mod trend;
mod unseen;
pub(crate) mod verdict;
