//! The questions that a session asks once, since what follows is final or easily mistaken.

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Taking no more answers.
    Close,
    /// Ending the session.
    End,
    /// Leaving the screen.
    Leave,
}
