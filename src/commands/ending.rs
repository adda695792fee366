//! How the program ends, and how it says why.

use std::process::ExitCode;

use super::output;

/// How a verb ended. The exit codes are in the help and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It did what was asked.
    Done,
    /// It did not, and has said why.
    Failed,
    /// It was not asked for something it can do, and has said why.
    Misused,
    /// A signal of this number ended it.
    Signal(u8),
}

/// The signal that a program gets when the reader of its output goes away. Rust has it ignored.
const SIGPIPE: u8 = 13;

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0,
            Ending::Failed => 1,
            Ending::Misused => 2,
            Ending::Signal(number) => number.saturating_add(128),
        })
    }
}

impl Ending {
    /// The ending with this exit code.
    pub const fn of_code(code: u8) -> Self {
        match code {
            0 => Self::Done,
            2 => Self::Misused,
            129.. => Self::Signal(code - 128),
            _ => Self::Failed,
        }
    }
}

/// The request does not fit: the exit code is 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misuse(pub String);

/// Says why a verb failed, and how the program therefore ends.
pub fn tell(error: &anyhow::Error) -> Ending {
    if error.is::<output::Closed>() {
        return Ending::Signal(SIGPIPE);
    }
    match error.downcast_ref() {
        Some(problems) => output::complain_of(problems),
        None => output::complain(&format!("{error:#}")),
    }
    if error.is::<Misuse>() { Ending::Misused } else { Ending::Failed }
}
