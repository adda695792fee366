//! Tables as values: what stands in each cell, for every form that has cells.

use jiff::civil::Date;

/// Rows under the names of their columns.
#[derive(Debug)]
pub struct Table {
    /// The names, in the fixed words that programs go by.
    pub columns: Vec<&'static str>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text from people or files, which must not act as anything else.
    Text(String),
    /// A fixed word.
    Word(&'static str),
    /// A number.
    Number(f64),
    /// A day.
    Day(Date),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What there is, or nothing.
    pub fn maybe(value: Option<impl Into<Self>>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<&'static str> for Cell {
    fn from(word: &'static str) -> Self {
        if word.is_empty() { Self::Empty } else { Self::Word(word) }
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u8> for Cell {
    fn from(number: u8) -> Self {
        Self::Number(number.into())
    }
}

impl From<i64> for Cell {
    #[expect(clippy::cast_precision_loss, reason = "points and people")]
    fn from(number: i64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Cell {
    #[expect(clippy::cast_precision_loss, reason = "people and statements")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Date> for Cell {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}
