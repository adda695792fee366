//! The facilitator's own view in a second terminal of the same machine, over a private socket file. Never the network.
//!
//! One JSON value a line. The host says hello, and then how the room stands whenever that changes; the console says
//! commands, each answered by a line of its own. Figures do not travel: the first terminal shows them.

mod lines;
mod reading;
mod serving;

pub use lines::{Door, Greeting};
pub use reading::{Console, ConsoleError, ConsoleSender, Heard};
pub use serving::ConsoleServer;
