//! Cells: a number stays a number, and text never becomes a formula.

use std::fmt::Display;

use crate::domain::text::showable;

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
