//! A live session: a room of people, each with a phone or a terminal, driven from one terminal.
//!
//! ```text
//! room           who is in it and how far it has come: a pure state machine
//! protocol       what travels between devices and the server, and what participants can be refused
//! ledger         the answers on disk, until the reveal or the end
//! host           the thread that owns both; everybody else asks it
//! page           what phones get
//! screen         what the big screen shows, as a picture for a browser
//! server         what phones and terminals reach over the network, and where: the addresses of this machine
//! client         the same from a terminal
//! sync           carries a participant's answers there until they are acknowledged
//! console        the facilitator's own view, over a private socket file
//! rehearsal      made-up people, for trying a session alone
//! system         what differs from one platform to another
//! invite         the code to type, and the link to scan with its picture
//! ```

pub(crate) mod client;
pub(crate) mod console;
pub(crate) mod host;
pub(crate) mod invite;
pub(crate) mod ledger;
pub(crate) mod page;
pub(crate) mod protocol;
pub(crate) mod rehearsal;
pub(crate) mod room;
pub(crate) mod screen;
pub(crate) mod server;
pub(crate) mod sync;
mod system;
