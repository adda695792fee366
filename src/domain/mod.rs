//! What Undercurrent is about, as values: no files, no clock, no screen.
//!
//! Every type here can only be built valid. Time and chance come in as data.
//!
//! ```text
//! text, id            what a person may type, and what things are called
//! questionnaire       causes, items, scales, sides
//! response, record    who answered what
//! action, open_actions  what somebody has taken on, and what of it still waits
//! severity, ranking   the figures of one person
//! everyone, agreement the figures of all together
//! rank_test, gap      how differently two groups answered
//! verdict             what may be said about that
//! margin              how far few people's average can be off, by their number alone
//! disclosure          what may be shown, so that nobody is given away
//! guess               what a side expected the other to say, beside what it said
//! analysis            the one value that screens and reports draw from, of one person or of several
//! trend               what changed from one run to another
//! compatibility, difference  whether records belong together, and what differs where they do not
//! merge               finished records, put together into one
//! compare             a few people who hand over their own answers, side by side
//! advice              which remedies to show, and which never
//! ```
#![deny(clippy::disallowed_methods)]

pub(crate) mod action;
pub(crate) mod advice;
pub(crate) mod agreement;
pub(crate) mod analysis;
pub(crate) mod compare;
pub(crate) mod compatibility;
pub(crate) mod difference;
pub(crate) mod disclosure;
pub(crate) mod everyone;
pub(crate) mod gap;
pub(crate) mod guess;
pub(crate) mod id;
pub(crate) mod margin;
pub(crate) mod merge;
pub(crate) mod open_actions;
pub(crate) mod questionnaire;
pub(crate) mod rank_test;
pub(crate) mod ranking;
pub(crate) mod record;
pub(crate) mod response;
pub(crate) mod severity;
pub(crate) mod text;
pub(crate) mod trend;
pub(crate) mod verdict;
