//! What holds for every answer that anybody can give.
#![allow(clippy::unwrap_used, reason = "a test may stop where its figures cannot be read")]

mod day;
mod disclosure;
mod gap;
mod person;
mod several;
#[path = "../support/mod.rs"]
mod support;
