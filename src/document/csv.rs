//! A table as comma-separated values, in which no text becomes a formula.

use jiff::Zoned;

use super::Subject;
use super::tables::{self, Cell, Table};
use crate::domain::text::showable;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("the table cannot be written: {0}")]
    Row(#[from] csv::Error),
    #[error("the table is not UTF-8: {0}")]
    Text(#[from] std::string::FromUtf8Error),
}

pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<String, TableError> {
    written(&tables::table(subject, now))
}

/// A table as text.
fn written(table: &Table) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&table.columns)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(cell))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes)?)
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => harmless(text),
        Cell::Word(word) => (*word).to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

/// A cell of text. What a spreadsheet would take for a formula begins with an apostrophe, which spreadsheets take
/// for "this is text".
///
/// That goes for what follows a semicolon or a comma, too: a spreadsheet that expects another separator breaks the
/// cell there. Blanks and quotation marks before the sign do not hide it.
fn harmless(text: &str) -> String {
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
        assert_eq!(harmless(typed), cell);
    }
}
