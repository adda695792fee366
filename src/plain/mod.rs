//! The same app in lines, for screen readers and simple terminals: nothing is drawn twice, nothing hangs on position.
//!
//! ```text
//! choices  what may be typed here, from the key table
//! parse    the keys that a typed line means; records of the list, each by its number
//! lines    pages, results and plans in lines
//! render   what the app shows, in lines
//! run      the loop, with lines in and lines out: says what is new, takes a line
//! ```
#![deny(clippy::disallowed_methods)]

mod choices;
mod lines;
mod parse;
mod render;
mod run;

pub use choices::choices;
pub use parse::{Parsed, parse_line};
pub use render::render;
pub use run::{Ending, Event, Output, World, listen, run};
