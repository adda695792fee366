//! The only reader of questionnaire TOML.
//!
//! ```text
//! placed, raw    what was typed, with its place in the file
//! meant          from what was typed to what is meant
//! written        and back, for records
//! ```

mod meant;
mod placed;
pub mod raw;
mod written;

pub use meant::{Unmeant, meant};
pub use placed::{Given, Placed};
pub use written::raw_of;

/// The questionnaire that is asked when no other is given, as an author would type it.
pub const BUILT_IN: &str = include_str!("../../questions.toml");
