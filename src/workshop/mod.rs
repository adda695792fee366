//! A live session: a room of people, each with a phone or a terminal, driven from one terminal.
//!
//! ```text
//! room           who is in it and how far it has come: a pure state machine
//! wire           what travels between a device and the server
//! ledger         the answers on disk, until the close
//! host           the thread that owns both; everybody else asks it
//! page           what phones get
//! server         what phones and terminals reach over the network
//! invite         the code to type and the link to scan
//! address, qr    how people find it
//! ```

pub mod address;
pub mod host;
pub mod invite;
pub mod ledger;
pub mod page;
pub mod qr;
pub mod room;
pub mod server;
pub mod wire;
