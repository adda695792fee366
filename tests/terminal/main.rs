//! A few paths at a real terminal: what a person's own terminal goes through.
//!
//! Nothing here waits for a fixed time. A test waits for what should come to be, and fails when it has not come long
//! after it should have.
//!
//! `KILLS=1000 cargo test --test terminal killed` kills the program a thousand times instead of forty.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test, what fails should fail loudly")]

mod endings;
mod fake;
#[path = "../support/home.rs"]
mod home;
mod killing;
mod pasting;
mod program;
mod suspending;
#[expect(dead_code, reason = "not everything that a window can do is needed here")]
mod window;
