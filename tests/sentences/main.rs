//! What is said about one person's result, sentence by sentence, and what each page holds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its result cannot be built")]

#[path = "../support/answers.rs"]
mod answers;
mod cause_page;
mod made;
mod pages;
mod ranks;
mod small;
mod start;
mod sums;
