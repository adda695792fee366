//! What a lead noted down in answer to the question at the end.

use crate::domain::text::{TextError, line};

/// The longest note, in characters.
pub const NOTE_MAX: usize = 1000;

/// An answer to the question at the end. Build it with [`Note::new`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note(String);

impl Note {
    /// A note as typed; none where nothing was.
    ///
    /// # Errors
    /// When it is too long or holds what cannot be shown.
    pub fn new(typed: &str) -> Result<Option<Self>, TextError> {
        let text = line(typed, NOTE_MAX)?;
        Ok((!text.is_empty()).then_some(Self(text)))
    }

    /// The note in the person's words, on one line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
