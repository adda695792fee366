//! The same app in lines, for screen readers and simple terminals: nothing is drawn twice, nothing hangs on position.
//!
//! ```text
//! choices   what may be typed here, from the key table
//! input     lines as they are typed
//! hear      what a typed line means: keys
//! tell      what the app shows, in lines
//! output    says lines, and some of them once
//! run       the loop: says what is new, hears a line
//! ```
#![deny(clippy::disallowed_methods)]

mod choices;
mod hear;
mod input;
mod output;
mod run;
mod tell;

pub use choices::choices;
pub use input::listen;
pub use output::Output;
pub use run::{Ending, Event, World, run};
pub use tell::tell;
