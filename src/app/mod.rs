//! The program as a state machine: messages in, effects out. It sees no file, clock or screen.
#![deny(clippy::disallowed_methods)]

mod key;
mod message;

pub use key::Key;
pub use message::{Effect, Moment, Msg, Revision};
