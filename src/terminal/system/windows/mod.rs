//! The console of Windows, and whatever stands for one there, such as Windows Terminal.

mod inbox;
mod keyboard;
mod signals;
mod tty;

pub use inbox::{Bell, Inbox};
pub use signals::{can_be_called_back, die_of, heed, stop};
#[cfg(test)]
pub use tty::gone;
pub use tty::{Tty, is_gone, is_interactive, size, straight, unwaiting, without_name, writer};
