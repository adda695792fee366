//! One record in every form that leaves the program: what the forms carry, and what nobody can work out from them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]
#![allow(dead_code, reason = "these tests do not need all of the shared helpers")]

#[path = "../support/answers.rs"]
mod answers;
mod attack;
mod facts;
#[path = "../support/keys.rs"]
mod keys;
mod live;
#[path = "../support/picture.rs"]
mod picture;
#[path = "../support/record.rs"]
mod record;
mod rendered;
mod same;
#[path = "../report/samples.rs"]
mod samples;
#[path = "../support/session.rs"]
mod session;
#[path = "../support/sitting.rs"]
mod sitting;
