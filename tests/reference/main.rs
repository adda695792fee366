//! Every figure against figures that were computed or published elsewhere. See `tests/vectors/README.md`.
#![allow(clippy::unwrap_used, reason = "a test may stop where its figures cannot be read")]
#![allow(clippy::disallowed_methods, reason = "the figures are in files")]

mod check;
mod disclosure;
mod everyone;
mod gap;
mod person;
#[path = "../support/mod.rs"]
mod support;
mod trend;
mod workshop;
