//! A live session: a room of people, each with a phone or a terminal, driven from one terminal.
//!
//! ```text
//! room      who is in it and how far it has come: a pure state machine
//! wire      what travels between a device and the server
//! ledger    the answers on disk, until the close
//! host      the thread that owns both; everybody else asks it
//! ```

pub mod host;
pub mod ledger;
pub mod room;
pub mod wire;
