//! Whole journeys through the real loop: keys in, cells out, and a disk that is a map.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop where its journey cannot begin")]

mod acting;
mod answering;
#[path = "../support/answers.rs"]
mod answers;
mod beside;
mod changing;
mod disk;
mod guessing;
mod home;
#[path = "../support/join_form.rs"]
mod join_form;
#[path = "../support/keys.rs"]
mod keys;
mod kiosk;
mod leaving;
mod participant;
mod pasting;
mod planning;
#[path = "../support/record.rs"]
mod record;
mod resuming;
#[path = "../support/same.rs"]
mod same;
mod session;
mod stage;
mod unseen;
mod whole;
