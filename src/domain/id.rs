//! Names of things inside a questionnaire, and random names of records and responses.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub const ID_MAX: usize = 40;

/// The id of a cause, item, scale or side: a slug of lower-case letters, digits and single hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Id(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NotAnId;

impl Id {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `statement-7`: what the statement at a place in the order of asking is called where its own id may say too much;
    /// in the same way `scale-2`, and `guess-3` for a cause that is guessed and may not be named.
    pub fn numbered(kind: &str, place: usize) -> Self {
        Self(format!("{kind}-{place}"))
    }

    /// What stands in for a cause beside the ids of all causes: no author can give this one.
    pub fn of_no_cause() -> Self {
        Self("no-cause-".to_owned())
    }

    /// What stands in for a cause where none may be named.
    pub fn of_statements() -> Self {
        Self("statements".to_owned())
    }
}

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let letters = text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        let shape = text.starts_with(|c: char| c.is_ascii_lowercase()) && !text.ends_with('-') && !text.contains("--");
        if letters && shape && text.len() <= ID_MAX { Ok(Self(text.to_owned())) } else { Err(NotAnId) }
    }
}

impl TryFrom<String> for Id {
    type Error = NotAnId;

    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<Id> for String {
    fn from(id: Id) -> Self {
        id.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The random name of a record or a response: 128 bits, written as 32 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Token(u128);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NotAToken;

impl Token {
    pub const fn new(chance: u128) -> Self {
        Self(chance)
    }

    /// The first eight digits: enough to tell a person's own records apart.
    pub fn short(&self) -> String {
        format!("{:08x}", self.0 >> 96)
    }
}

impl FromStr for Token {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let digits = text.len() == 32 && text.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
        if !digits {
            return Err(NotAToken);
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| NotAToken)
    }
}

impl TryFrom<String> for Token {
    type Error = NotAToken;

    fn try_from(text: String) -> Result<Self, NotAToken> {
        text.parse()
    }
}

impl From<Token> for String {
    fn from(token: Token) -> Self {
        token.to_string()
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("lead-fits")]
    #[case("a")]
    #[case("q7")]
    fn a_slug_is_an_id(#[case] text: &str) {
        assert_eq!(text.parse::<Id>().unwrap().as_str(), text);
    }

    #[rstest]
    #[case("")]
    #[case("Lead")]
    #[case("7up")]
    #[case("-a")]
    #[case("a-")]
    #[case("a--b")]
    #[case("a b")]
    #[case("é")]
    #[case("../a")]
    fn anything_else_is_not(#[case] text: &str) {
        assert_eq!(text.parse::<Id>(), Err(NotAnId));
    }

    #[test]
    fn a_token_reads_back_as_it_was_written() {
        let token = Token::new(0x00ab_0000_0000_0000_0000_0000_0000_0001);
        assert_eq!(token.to_string().parse(), Ok(token));
        assert_eq!(token.short(), "00ab0000");
    }

    #[test]
    fn a_token_is_never_read_from_another_form() {
        for text in ["", "1", "+0000000000000000000000000000001", "00AB0000000000000000000000000001"] {
            assert_eq!(text.parse::<Token>(), Err(NotAToken), "{text}");
        }
    }
}
