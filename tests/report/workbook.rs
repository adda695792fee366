//! The workbook, read back as a spreadsheet reads it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use jiff::Zoned;
use rstest::rstest;
use undercurrent::testing::document::{self, Format, Report, Subject};
use undercurrent::testing::domain::{Record, showable};

use crate::hostile::record;
use crate::payloads::CELLS;
use crate::samples::{MIXED, built_in, now, solo, three, twelve, withheld, written};

fn bytes(record: &Record, raw: bool, now: &Zoned) -> Vec<u8> {
    let report = Report::of(record);
    let report = if raw { report.with_answers(record) } else { report };
    document::write(&Subject::Record(&report), Format::Xlsx, now).unwrap()
}

fn opened(record: &Record, raw: bool) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes(record, raw, &now()))).unwrap()
}

/// The rows of a sheet, its heads first.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Bool(flag) => flag.to_string(),
        other => other.to_string(),
    }
}

#[test]
fn there_is_a_sheet_of_people_only_where_every_single_answer_was_asked_for() {
    for record in [solo(&built_in(), &MIXED), twelve(), three()] {
        assert_eq!(opened(&record, false).sheet_names(), ["Overview", "Causes", "Statements"]);
        let mut raw = opened(&record, true);
        assert_eq!(raw.sheet_names(), ["Overview", "Causes", "Statements", "People"]);
        assert_eq!(rows(&mut raw, "People").len(), 1 + record.people() * 36);
    }
}

/// What stands in the table of everything stands in the workbook, number by number.
#[rstest]
#[case::twelve(twelve())]
#[case::withheld(withheld())]
#[case::too_few(three())]
fn the_causes_of_several_people_carry_the_figures_of_the_table(#[case] record: Record) {
    let table = written(&record, Format::Csv);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let columns = reader.headers().unwrap().len() - 9;
    let expected: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().take(columns).map(str::to_owned).collect()).collect();
    let causes = rows(&mut opened(&record, false), "Causes");
    assert_eq!(causes.len(), 1 + expected.len());
    for (row, expected) in causes[1..].iter().zip(&expected) {
        let cells: Vec<String> = row.iter().map(text).collect();
        assert_eq!(cells[..], expected[..row.len()], "{expected:?}");
        assert!(expected[row.len()..].iter().all(String::is_empty), "{expected:?}");
    }
}

#[test]
fn one_persons_figures_are_numbers_and_missing_ones_are_empty() {
    let mut book = opened(&solo(&built_in(), &MIXED), false);
    let causes = rows(&mut book, "Causes");
    assert_eq!(causes[0][..3], ["Rank", "Cause name", "Severity"].map(|head| Data::String(head.to_owned())));
    assert_eq!(
        causes[2][1..4],
        [Data::String("Lead mismatch".into()), Data::Float(87.5), Data::String("severe".into())]
    );
    assert_eq!(causes[8][2], Data::Empty);
    let statements = rows(&mut book, "Statements");
    assert_eq!(statements.len(), 1 + 36);
    assert!(statements[1..].iter().all(|row| !matches!(row[2], Data::String(_))), "values are numbers");
}

#[test]
fn how_statements_were_answered_stands_there_only_where_it_may_be_shown() {
    let statements = |record: &Record| rows(&mut opened(record, false), "Statements").len() - 1;
    // Five points, "does not apply" and skipped.
    assert_eq!(statements(&twelve()), 36 * 7);
    assert_eq!(statements(&three()), 0);
}

#[test]
fn the_overview_has_name_conclusion_and_limits() {
    let overview = rows(&mut opened(&twelve(), false), "Overview");
    let value = |head: &str| overview.iter().find(|row| text(&row[0]) == head).map(|row| text(&row[1])).unwrap();
    assert_eq!(value("Name"), "EMEA");
    assert_eq!(value("Whose view"), "The view of 12 people: Sales 6, Marketing 6.");
    assert_eq!(value("When"), "Answered on 23 November 2026.");
    assert!(value("Conclusion").starts_with("Start with Goals apart or Disputed spend"));
    assert!(value("What no figure claims").contains("there are no norms"));
}

#[test]
fn a_step_in_the_overview_is_told_with_its_cause() {
    let overview = rows(&mut opened(&record("Ask.", false), false), "Overview");
    let steps: Vec<String> =
        overview.iter().filter(|row| text(&row[0]) == "Taken on").map(|row| text(&row[1])).collect();
    let report = written(&record("Ask.", false), Format::Text);
    assert!(
        matches!(steps.as_slice(), [step] if step.starts_with("Ask.: Ask. (Ask., no date") && report.contains(step)),
        "{steps:?}"
    );
}

#[test]
fn the_same_record_gives_the_same_bytes_at_any_time() {
    let later: Zoned = "2027-03-01T12:00:00+01:00[Europe/Berlin]".parse().unwrap();
    for record in [solo(&built_in(), &MIXED), twelve()] {
        let first = bytes(&record, true, &now());
        assert!(first == bytes(&record, true, &later), "times come from the record");
    }
}

#[rstest]
#[case::one(false)]
#[case::several(true)]
fn no_text_is_a_formula_or_an_address(#[case] several: bool) {
    for payload in CELLS {
        let record = record(payload, several);
        let mut book = opened(&record, true);
        let mut all = String::new();
        for sheet in book.sheet_names() {
            assert!(book.worksheet_formula(&sheet).unwrap().is_empty(), "{payload:?} in {sheet}");
            all += &rows(&mut book, &sheet).iter().flatten().map(text).collect::<Vec<_>>().join("\n");
        }
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert!(bare(&all).contains(&bare(&showable(payload))), "{payload:?}");
        let raw = bytes(&record, true, &now());
        assert!(!raw.windows(10).any(|part| part == b"hyperlinks"), "{payload:?}");
    }
}
