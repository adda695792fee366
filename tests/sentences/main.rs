//! What is said about one person's result, sentence by sentence, and what each page holds.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its result cannot be built")]

#[path = "../support/answers.rs"]
mod answers;
mod cause_page;
#[path = "../support/keys.rs"]
mod keys;
mod made;
mod pages;
#[path = "../support/picture.rs"]
#[expect(dead_code, reason = "the screens' own tests need more of it")]
mod picture;
mod ranks;
#[path = "../support/record.rs"]
mod record;
mod said;
mod small;
mod source;
mod start;
mod straight;
mod sums;
mod talk;
