//! The terminal of Unix.

mod input;
mod signals;
mod tty;
mod writer;

pub use input::Keyboard;
pub use signals::{can_be_called_back, die_of, heed, stop};
pub use tty::{Tty, is_interactive, size, without_name};
#[cfg(test)]
pub use writer::gone;
pub use writer::{is_gone, straight, unwaiting, writer};
