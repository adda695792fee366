//! Reading questionnaire files: what a good one means, and what is said about a bad one.
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
#![allow(clippy::disallowed_methods, reason = "the fixtures are files")]

mod broken;
mod content;
mod one_pass;
mod properties;
mod round_trip;
#[path = "../support/same.rs"]
mod same;

use undercurrent::testing::definition;
use undercurrent::testing::domain::Questionnaire;

/// A questionnaire of two causes with two items each.
const SMALL: &str = include_str!("small.toml");

fn built_in() -> Questionnaire {
    definition::built_in().unwrap()
}

/// What is said about a file, be it problems or notes.
fn said(name: &str, bytes: &[u8]) -> String {
    definition::read(name, bytes).map_or_else(|problems| problems.render(false), |read| read.notes.render(false))
}
