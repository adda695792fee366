//! A file of answers as it was typed, TOML and JSON alike: every key and value with its place.

use std::ops::Range;

/// Something and where it stands, in bytes from the start of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// What stands there.
    pub value: T,
    /// Where.
    pub at: Range<usize>,
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Placed<String>,
    /// Its value.
    pub value: Placed<Value>,
}

/// A value, as far as a file of answers has a use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A table.
    Table(Vec<Entry>),
    /// Anything else; what it is, with its article.
    Other(&'static str),
}

impl Value {
    /// What kind of value it is, with its article.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) => "a number",
            Self::Table(_) => "a table",
            Self::Other(kind) => kind,
        }
    }
}
