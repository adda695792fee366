//! Text from people and files, made safe to show, and held against other text.

mod alike;
mod lines;
mod unseen;

use std::fmt;

pub use alike::{alike, code, composed, folded, kept, narrow, narrowed};
pub use lines::lines;
pub use unseen::{
    MARKS_MAX, first_unshowable, is_unshowable, may_be_needed, most_marks, name_of, showable, unshowable,
    without_surplus_marks,
};

/// The longest label, in characters.
pub const LABEL_MAX: usize = 60;

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It holds a character that a reader cannot see, or that moves others about.
    #[error("it holds {0}, which cannot be shown")]
    Unshowable(String),
    /// It holds a joiner or a selector that nothing around it needs.
    #[error("it holds {0}, which cannot be seen, where no letter or emoji needs it")]
    Astray(String),
    /// There are more marks on a letter than any script needs.
    #[error("it has {0} marks on one letter; at most {MARKS_MAX} fit")]
    Heaped(usize),
    /// It is longer than the place for it.
    #[error("it has {length} characters; at most {most} fit")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many there may be.
        most: usize,
    },
}

/// Says whether a text can be shown as it is, and if not, why.
///
/// # Errors
/// When a character cannot be shown, or a letter has too many marks.
pub fn seen(text: &str) -> Result<(), TextError> {
    match first_unshowable(text) {
        Some((_, c)) if may_be_needed(c) => return Err(TextError::Astray(name_of(c))),
        Some((_, c)) => return Err(TextError::Unshowable(name_of(c))),
        None => {}
    }
    let marks = most_marks(&composed(text));
    if marks > MARKS_MAX { Err(TextError::Heaped(marks)) } else { Ok(()) }
}

/// One line of somebody's text as it is kept: trimmed, and each letter and its marks written the usual way.
///
/// # Errors
/// When a character cannot be shown or there are more than `most`.
pub fn line(typed: &str, most: usize) -> Result<String, TextError> {
    seen(typed.trim())?;
    let text = kept(typed.trim());
    let length = text.chars().count();
    if length > most { Err(TextError::TooLong { length, most }) } else { Ok(text) }
}

/// Which Sales and which Marketing an assessment is about: one line, trimmed, safe to show, perhaps empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Label(String);

impl Label {
    /// Takes what was typed, less the white space around it, with every letter and its marks written the usual way.
    ///
    /// # Errors
    /// When a character cannot be shown or there are more than [`LABEL_MAX`].
    pub fn new(typed: &str) -> Result<Self, TextError> {
        line(typed, LABEL_MAX).map(Self)
    }

    /// The label as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two labels mean the same, however they are written. An empty one matches nothing.
    pub fn matches(&self, other: &Self) -> bool {
        !self.is_empty() && alike(&self.0, &other.0)
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_loses_the_white_space_around_it() {
        assert_eq!(Label::new("  EMEA \t").unwrap().as_str(), "EMEA");
    }

    #[test]
    fn labels_match_whatever_their_case_but_an_empty_one_never_does() {
        let label = |text| Label::new(text).unwrap();
        assert!(label(" EMEA").matches(&label("emea")));
        assert!(label("Hauptstraße").matches(&label("HAUPTSTRASSE")));
        assert!(!label("EMEA").matches(&label("APAC")));
        assert!(!label("").matches(&label("")));
    }

    #[test]
    fn a_label_keeps_letters_of_every_script() {
        assert_eq!(Label::new("Île-de-France 東京 العربية").unwrap().as_str(), "Île-de-France 東京 العربية");
    }

    #[test]
    fn a_label_that_could_act_on_a_terminal_is_refused() {
        for hostile in ["a\u{1b}[2Jb", "a\u{7}b", "a\u{9b}b", "a\u{202e}b", "a\u{200b}b", "a\nb", "a\u{e0041}b"] {
            assert!(matches!(Label::new(hostile), Err(TextError::Unshowable(_))), "{hostile:?}");
        }
    }

    #[test]
    fn a_label_of_sixty_one_characters_is_too_long() {
        assert!(Label::new(&"é".repeat(60)).is_ok());
        assert_eq!(Label::new(&"é".repeat(61)), Err(TextError::TooLong { length: 61, most: 60 }));
    }
}
