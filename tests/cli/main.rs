//! The program from outside: what it prints where, and how it ends.
#![allow(clippy::unwrap_used, clippy::panic, reason = "in a test, what fails should fail loudly")]
#![cfg_attr(windows, allow(unused_imports, dead_code, reason = "what needs a terminal of Unix is not compiled there"))]

mod actions;
mod answers;
#[cfg(unix)]
mod builder;
mod colours;
mod copies;
mod crowded;
mod data;
mod destinations;
mod help;
#[path = "../support/home.rs"]
mod home;
mod import;
mod order;
mod questionnaires;
#[cfg(unix)]
mod readme;
#[path = "../support/record.rs"]
mod record;
mod records;
mod reports;
#[path = "../support/same.rs"]
mod same;
mod score;
mod several;
mod share;
#[cfg(unix)]
mod sitting;
mod streams;
mod trend;
#[cfg(unix)]
#[path = "../terminal/window.rs"]
#[expect(dead_code, reason = "not everything that a window can do is needed here")]
mod window;
#[cfg(unix)]
mod zones;
