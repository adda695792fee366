//! A report as one table: a row an item for one person, a row a cause and side for several people.
//!
//! What every row has in common, which a table has no other place for, stands in the last columns of each row.

mod context;
mod person;
mod raw;
mod several;

pub use raw::{RAW_REVEALS, raw};

use std::fmt::Display;

use jiff::Zoned;

use super::Subject;
use crate::domain::analysis::Outcome;
use crate::domain::text::showable;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row did not fit the others.
    #[error("the table cannot be written: {0}")]
    Row(#[from] csv::Error),
    /// What was written is no text.
    #[error("the table is not UTF-8: {0}")]
    Text(#[from] std::string::FromUtf8Error),
}

/// A report as a table.
///
/// # Errors
/// None that is known: all rows have the columns of the first.
pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<String, TableError> {
    match subject.outcome {
        Outcome::One(analysis) => person::table(analysis, now),
        Outcome::Several(several) => several::table(several, now),
    }
}

/// Rows under their column names, as text.
pub(super) fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes)?)
}

/// A cell of text. What a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets take
/// for "this is text".
///
/// That goes for what follows a semicolon or a comma, too: a spreadsheet that expects another separator breaks the
/// cell there. Blanks and quotation marks before the sign do not hide it.
pub fn text(text: &str) -> String {
    let shown = showable(text);
    let mut cell = String::with_capacity(shown.len());
    let mut at_start = true;
    for c in shown.chars() {
        if at_start && starts_formula(c) {
            cell.push('\'');
        }
        at_start = matches!(c, ';' | ',' | '|') || at_start && (c.is_whitespace() || is_quote(c));
        cell.push(c);
    }
    cell
}

/// A cell of a number or of a fixed word; empty where there is none.
pub fn maybe<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Signs that begin a formula, in the widths that spreadsheets know.
const fn starts_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '﹢' | '﹣' | '﹦' | '﹫' | '\t' | '\r')
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("EMEA", "EMEA")]
    #[case("a-b = c", "a-b = c")]
    #[case("", "")]
    #[case("=1+1", "'=1+1")]
    #[case("  =1+1", "  '=1+1")]
    #[case("\"=1+1", "\"'=1+1")]
    #[case("a;=1+1", "a;'=1+1")]
    #[case("a, -b", "a, '-b")]
    #[case("-5", "'-5")]
    #[case("＝1", "'＝1")]
    #[case("\t=1", "<U+0009>=1")]
    fn text_is_never_a_formula(#[case] typed: &str, #[case] cell: &str) {
        assert_eq!(text(typed), cell);
    }
}
