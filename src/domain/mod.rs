//! What Undercurrent is about, as values: no files, no clock, no screen.
//!
//! Every type here can only be built valid. Time and chance come in as data.
//!
//! ```text
//! text, id            what a person may type, and what things are called
//! questionnaire       causes, items, scales, sides
//! response, record    who answered what
//! severity, ranking   the figures of one person
//! analysis            the one value that screens and reports draw from
//! advice              which remedies to show, and which never
//! wording             every sentence that more than one place says
//! ```
#![deny(clippy::disallowed_methods)]

pub mod advice;
pub mod analysis;
pub mod id;
pub mod questionnaire;
pub mod ranking;
pub mod record;
pub mod response;
pub mod severity;
pub mod text;
pub mod wording;
