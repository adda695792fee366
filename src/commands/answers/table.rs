//! Answers as a table: comma-, semicolon- or tab-separated, a person in each row, the names of the columns in the first.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};

use super::file::{Value, ValueAt};
use crate::definition::Problem;
use crate::domain::text::{folded, narrowed};
use crate::wording::answers as words;

/// What may stand between two cells.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// A row of the table, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<ValueAt<String>>,
    pub at: Range<usize>,
}

/// Whether a file is such a table: by the ending of its name, else by a first line that names a column for the side.
pub fn is_one(name: &str, source: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("csv" | "tsv") => true,
        Some("toml" | "json") => false,
        _ => names_a_side(source.trim_start().lines().next().unwrap_or_default()),
    }
}

fn names_a_side(line: &str) -> bool {
    line.contains(SEPARATORS)
        && !line.contains(['=', '{'])
        && line.split(SEPARATORS).any(|cell| folded(cell.trim().trim_matches('"')) == "side")
}

/// The rows that hold anything, and what is wrong with the table itself.
pub fn rows(source: &str) -> (Vec<Row>, Vec<Problem>) {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(source))
        .has_headers(false)
        .flexible(true)
        .from_reader(source.as_bytes());
    let (mut rows, mut problems, mut record) = (Vec::new(), Vec::new(), StringRecord::new());
    loop {
        let start = byte(reader.position());
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => rows.push(row(source, start..byte(reader.position()), &record)),
            Err(error) => {
                problems.push(Problem::new(start..start, words::broken_row(&error.to_string())));
                break;
            }
        }
    }
    if declared(source).is_some() && !rows.is_empty() {
        rows.remove(0);
    }
    rows.retain(|row| row.cells.iter().any(|cell| !cell.value.trim().is_empty()));
    (rows, problems)
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The separator that the first line declares, as some spreadsheets want it: `sep=;`
fn declared(source: &str) -> Option<u8> {
    let (key, declared) = source.lines().next()?.trim_matches('"').split_at_checked("sep=".len())?;
    let known = SEPARATORS.into_iter().find(|one| declared.chars().eq([*one]))?;
    u8::try_from(known).ok().filter(|_| key.eq_ignore_ascii_case("sep="))
}

/// The separator that is declared, else what the first row has most of. What stands in quotation marks separates nothing.
fn separator(source: &str) -> u8 {
    if let Some(separator) = declared(source) {
        return separator;
    }
    let mut is_quoted = false;
    let quoted = source.trim_start().chars().map(|c| {
        is_quoted ^= c == '"';
        (c, is_quoted)
    });
    let first: Vec<(char, bool)> = quoted.take_while(|one| *one != ('\n', false)).collect();
    let count = |separator: char| first.iter().filter(|one| **one == (separator, false)).count();
    let most = SEPARATORS.into_iter().rev().max_by_key(|&separator| count(separator));
    most.and_then(|separator| u8::try_from(separator).ok()).unwrap_or(b',')
}

/// A row with its places. A cell whose quotation marks hide where it is stands at the start of what is left of its row.
fn row(source: &str, at: Range<usize>, record: &StringRecord) -> Row {
    let end = at.end.min(source.len());
    let text = source.get(at.start..end).unwrap_or_default();
    // Empty lines before a row belong to what was read for it.
    let mut from = text.len() - text.trim_start_matches(['\r', '\n']).len();
    let whole = at.start + from..at.start + text.trim_end().len().max(from);
    let mut cells = Vec::new();
    for cell in record {
        let place = text.get(from..).and_then(|rest| rest.find(cell)).map_or(from, |place| from + place);
        cells.push(ValueAt { value: cell.to_owned(), at: at.start + place..at.start + place + cell.len() });
        from = place + cell.len();
    }
    Row { cells, at: whole }
}

/// What a cell holds: a whole number, also as programs write one that stood among fractions, or a text.
pub fn value(cell: &ValueAt<String>) -> ValueAt<Value> {
    let text = cell.value.trim();
    let number = narrowed(text);
    let whole = number.strip_suffix(".0").unwrap_or(&number).parse();
    let value = whole.map_or_else(|_| Value::Text(text.to_owned()), Value::Whole);
    ValueAt { value, at: cell.at.clone() }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn cells(source: &str) -> Vec<Vec<String>> {
        let (rows, problems) = rows(source);
        assert_eq!(problems, []);
        for cell in rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.value.contains('"')) {
            assert_eq!(&source[cell.at.clone()], cell.value, "{source}");
        }
        rows.into_iter().map(|row| row.cells.into_iter().map(|cell| cell.value).collect()).collect()
    }

    #[rstest]
    #[case("side,a\nsales,1\n")]
    #[case("side;a\r\nsales;1\r\n")]
    #[case("side\ta\n\n\nsales\t1")]
    #[case("\"side\",\"a\"\n\"sales\",\"1\"\n,\n")]
    #[case("side;\"a\"\r\nsales;1\r\n")]
    #[case("sep=;\r\nside;a\r\nsales;1\r\n")]
    #[case("SEP=,\nside,a\nsales,1")]
    #[case("\"sep=;\"\nside;a\nsales;1")]
    #[case("sep=\t\nside\ta\nsales\t1")]
    fn rows_are_read_as_spreadsheets_write_them(#[case] source: &str) {
        assert_eq!(cells(source), [["side", "a"], ["sales", "1"]]);
    }

    #[test]
    fn what_stands_in_quotation_marks_separates_nothing() {
        let source = "side;\"a, \"\"b\"\", c\nd, e\"\nsales;1\n";
        assert_eq!(cells(source), [["side", "a, \"b\", c\nd, e"], ["sales", "1"]]);
    }

    #[rstest]
    #[case("a.csv", "x", true)]
    #[case("A.CSV", "side = 1", true)]
    #[case("a.toml", "side,b", false)]
    #[case("standard input", "side,lead-fits\nsales,1", true)]
    #[case("standard input", "\"lead-fits\";\"SIDE\"\n1;sales", true)]
    #[case("standard input", "side = \"a, b\"", false)]
    #[case("standard input", "{\"side\": \"a\", \"b\": 1}", false)]
    #[case("standard input", "", false)]
    fn a_table_is_known_by_its_name_or_by_its_first_line(#[case] name: &str, #[case] source: &str, #[case] is: bool) {
        assert_eq!(is_one(name, source), is);
    }

    #[rstest]
    #[case(" 4 ", Value::Whole(4))]
    #[case("4.0", Value::Whole(4))]
    #[case("４", Value::Whole(4))]
    #[case("-2", Value::Whole(-2))]
    #[case("4.5", Value::Text("4.5".to_owned()))]
    #[case("NA", Value::Text("NA".to_owned()))]
    #[case("", Value::Text(String::new()))]
    fn a_cell_is_a_whole_number_or_a_text(#[case] typed: &str, #[case] expected: Value) {
        let cell = ValueAt { value: typed.to_owned(), at: 3..3 + typed.len() };
        assert_eq!(value(&cell), ValueAt { value: expected, at: cell.at });
    }
}
