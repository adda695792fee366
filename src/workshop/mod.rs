//! A live session: a room of people, each with a phone or a terminal, driven from one terminal.
//!
//! ```text
//! room    who is in it and how far it has come: a pure state machine
//! ```

pub mod room;
