//! The only reader of questionnaire TOML.
//!
//! ```text
//! diagnostic     file:line:column, excerpt, caret, how to mend it
//! placed, raw    what was typed, with its place in the file
//! schema         the same as a JSON Schema, for editors
//! meant          from what was typed to what is meant
//! written        and back, for records
//! syntax         what is no TOML at all
//! unusual        characters that look like TOML and are none
//! repaired       a line that is no TOML, as it was most likely meant
//! check          one function a rule, all problems in one pass
//! read           all of it in order
//! ```

mod check;
mod diagnostic;
mod meant;
mod placed;
pub(crate) mod raw;
mod read;
mod repaired;
mod schema;
mod syntax;
mod unusual;
mod written;

pub use check::{hidden, nearest};
pub use diagnostic::{Grade, Problem, Problems, quoted};
pub use meant::{Unmeant, meant};
pub use read::{SIZE_MAX, decoded, read, unmarked};
pub use schema::schema;
pub use syntax::{problems as broken, rest as unbroken};
pub use written::{raw_of, text_of, text_without_causes};

use crate::domain::questionnaire::Questionnaire;

/// The questionnaire that is asked when no other is given, as an author would type it.
pub const BUILT_IN: &str = include_str!("../../questions.toml");

/// Reads the questionnaire that is asked when no other is given. Its places in the file are left out, and so are the
/// rules, which its tests hold it to: nothing is on the screen before it is read.
///
/// # Errors
/// Never, as long as its tests pass.
pub fn built_in() -> Result<Questionnaire, Problems> {
    match toml::from_str(BUILT_IN).ok().and_then(|raw| meant(&raw).ok()) {
        Some(questionnaire) => Ok(questionnaire),
        None => Ok(read("questions.toml", BUILT_IN.as_bytes())?.questionnaire),
    }
}
