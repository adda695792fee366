//! Keys, as the app knows them.

use crate::domain::text::narrow;

/// One key press. Releases never get here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A character as typed, upper or lower case.
    Char(char),
    /// A character with Control held, in lower case.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with Shift held.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// To the start.
    Home,
    /// To the end.
    End,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
}

impl Key {
    /// What a key press may mean where keys are commands, the likeliest first: what was typed, the plain sign for one
    /// of double width, and the small letter for a capital, which Caps Lock makes of every letter.
    pub fn readings(self) -> impl Iterator<Item = Self> {
        let plain = match self {
            Self::Char(c) => Self::Char(narrow(c)),
            other => other,
        };
        let small = match plain {
            Self::Char(c) => Self::Char(c.to_ascii_lowercase()),
            other => other,
        };
        [self, plain, small].into_iter()
    }
}
