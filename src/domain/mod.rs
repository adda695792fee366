//! What Undercurrent is about, as values: no files, no clock, no screen.
//!
//! Every type here can only be built valid. Time and chance come in as data.
//!
//! ```text
//! text, id            what a person may type, and what things are called
//! questionnaire       causes, items, scales, sides
//! response, record    who answered what
//! action, waiting     what somebody has taken on, and what of it still waits
//! severity, ranking   the figures of one person
//! everyone, agreement the figures of all together
//! rank_test, gap      how differently two groups answered
//! verdict             what may be said about that
//! margin              how far few people's average can be off, by their number alone
//! disclosure          what may be shown, so that nobody is given away
//! guess               what a side expected the other to say, beside what it said
//! analysis            the one value that screens and reports draw from, of one person or of several
//! trend               what changed from one run to another
//! together, difference  whether records belong together, and what differs where they do not
//! merge               finished records, put together into one
//! compare             a few people who hand over their own answers, side by side
//! advice              which remedies to show, and which never
//! wording             every sentence that more than one place says
//! ```
#![deny(clippy::disallowed_methods)]

pub mod action;
pub mod advice;
pub mod agreement;
pub mod analysis;
pub mod compare;
pub mod difference;
pub mod disclosure;
pub mod everyone;
pub mod gap;
pub mod guess;
pub mod id;
pub mod margin;
pub mod merge;
pub mod questionnaire;
pub mod rank_test;
pub mod ranking;
pub mod record;
pub mod response;
pub mod severity;
pub mod text;
pub mod together;
pub mod trend;
pub mod verdict;
pub mod waiting;
pub mod wording;
