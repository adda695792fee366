//! What holds for every answer that anybody can give.
#![allow(clippy::unwrap_used, reason = "a test may stop where its figures cannot be read")]

mod person;
#[path = "../support/mod.rs"]
mod support;
