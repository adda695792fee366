//! What differs from one platform to another at the terminal: the same names, whichever platform it is. `unix.rs` says what each
//! of them is for, and `unix_inbox.rs` of what is read.

#[cfg(unix)]
mod unix;
#[cfg(unix)]
mod unix_inbox;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(unix)]
pub use unix_inbox::{Bell, Inbox};
#[cfg(windows)]
pub use windows::*;

/// What the system tells a program, apart from its terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(windows, allow(dead_code, reason = "the size comes with the keys there, and nothing steps aside"))]
pub enum SignalEvent {
    Resized,
    /// Somebody asks the program to step aside.
    Suspend,
    /// It was called back.
    Resumed,
    /// This signal asks it to end.
    End(i32),
}

/// What is listened to. The rest takes its usual course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All that concerns a program which holds the screen.
    Everything,
    /// Only what asks it to end.
    Endings,
}
