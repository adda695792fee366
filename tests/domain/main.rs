//! Records put together, side by side, over time and with guesses: what is reckoned of them, and what is said.
#![allow(clippy::unwrap_used, reason = "a test may stop where its records cannot be built")]

#[path = "../support/answers.rs"]
mod answers;
mod compare;
mod guess;
mod merge;
mod runs;
#[path = "../support/same.rs"]
mod same;
mod several;
#[path = "../support/mod.rs"]
mod support;
mod trend;
