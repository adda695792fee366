//! The console of Windows, and whatever stands for one there, such as Windows Terminal.

mod inbox;
mod keyboard;
mod keys;
mod signals;
mod tty;
mod writer;

pub use inbox::{Bell, Inbox};
pub use signals::{can_be_called_back, die_of, heed, stop};
pub use tty::{Tty, is_interactive, size, without_name};
#[cfg(test)]
pub use writer::gone;
pub use writer::{is_gone, straight, unwaiting, writer};
