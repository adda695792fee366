//! Text from people and files, made safe to show, and held against other text.

mod alike;

use std::fmt;

pub use alike::{alike, code, folded, holds, kept, narrow, narrowed};

/// The longest label, in characters.
pub const LABEL_MAX: usize = 60;

/// Why a text was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// It holds a character that a reader cannot see, or that moves others about.
    #[error("it holds {0}, which cannot be shown")]
    Unshowable(String),
    /// It is longer than the place for it.
    #[error("it has {length} characters; at most {most} fit")]
    TooLong {
        /// How many characters it has.
        length: usize,
        /// How many there may be.
        most: usize,
    },
}

/// Says whether `c` would act on a terminal or hide, rather than be read.
///
/// These are control characters, bidirectional controls, and characters of no width
/// that change how their neighbours look.
#[must_use]
pub fn is_unshowable(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The first character of `text` that must not reach a terminal, with its place in bytes.
#[must_use]
pub fn first_unshowable(text: &str) -> Option<(usize, char)> {
    text.char_indices().find(|&(_, c)| is_unshowable(c))
}

/// The name of a character that cannot be shown, such as `U+202E`.
#[must_use]
pub fn name_of(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// `text` with every character that must not reach a terminal replaced by its name in angle brackets.
#[must_use]
pub fn showable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unshowable(c) {
            shown.push('<');
            shown.push_str(&name_of(c));
            shown.push('>');
        } else {
            shown.push(c);
        }
    }
    shown
}

/// One line of somebody's text as it is kept: trimmed, and each letter and its marks written the usual way.
///
/// # Errors
/// When a character cannot be shown or there are more than `most`.
pub fn line(typed: &str, most: usize) -> Result<String, TextError> {
    let text = kept(typed.trim());
    if let Some((_, c)) = first_unshowable(&text) {
        return Err(TextError::Unshowable(name_of(c)));
    }
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
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two labels mean the same, however they are written. An empty one matches nothing.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        !self.is_empty() && alike(&self.0, &other.0)
    }

    /// Whether nothing was typed.
    #[must_use]
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

    #[test]
    fn showable_text_names_what_it_replaced() {
        assert_eq!(showable("a\u{1b}[31mb\u{202e}"), "a<U+001B>[31mb<U+202E>");
    }
}
