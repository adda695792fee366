//! The tables: tidy, numbers as numbers, text never a formula.

use rstest::rstest;
use undercurrent::testing::document::{self, Format};
use undercurrent::testing::domain::Record;

use crate::samples::{LOUD, MIXED, QUIET, built_in, raw, several, solo, three, twelve, withheld, written};

/// A table, read back.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    fn of(record: &Record) -> Self {
        Self::read(&written(record, Format::Csv))
    }

    fn read(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let columns = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
        Self { columns, rows }
    }

    fn at(&self, column: &str) -> usize {
        self.columns.iter().position(|name| name == column).unwrap_or_else(|| panic!("no column {column}"))
    }

    fn column(&self, column: &str) -> Vec<&str> {
        let at = self.at(column);
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    fn cell(&self, column: &str, [one, other]: [(&str, &str); 2]) -> &str {
        let is = |row: &[String], (column, value): (&str, &str)| row[self.at(column)] == value;
        let row = self.rows.iter().find(|row| is(row, one) && is(row, other)).unwrap();
        &row[self.at(column)]
    }
}

#[test]
fn one_person_gets_a_row_an_item_in_exact_figures() {
    let table = Table::of(&solo(&built_in(), &MIXED));
    assert_eq!(&table.columns[..4], ["item", "cause", "value", "severity"]);
    assert_eq!(table.rows.len(), 36);
    let row = [("item", "drive-help"), ("cause", "driving-sales")];
    assert_eq!((table.cell("value", row), table.cell("severity", row)), ("4", "25"));
    let missing = [("item", "strategy-asks"), ("cause", "strategy-people")];
    assert_eq!((table.cell("value", missing), table.cell("severity", missing)), ("", ""));
    assert_eq!(table.cell("answer", missing), "Does not apply, or I cannot say");
}

#[test]
fn an_items_row_has_its_own_score_and_whether_it_was_answered() {
    let table = Table::of(&solo(&built_in(), &MIXED));
    let of = |column: &str, item: &str, cause: &str| table.cell(column, [("item", item), ("cause", cause)]).to_owned();
    assert_eq!(
        (of("score", "drive-help", "driving-sales"), of("status", "drive-help", "driving-sales")),
        ("25".into(), "answered".into())
    );
    assert_eq!(of("status", "strategy-asks", "strategy-people"), "does not apply");
    assert!(table.column("status").contains(&"skipped"));
    let raw = Table::read(&raw(&solo(&built_in(), &MIXED)));
    for (column, cell) in [("weight", "1"), ("lowest", "1"), ("highest", "5")] {
        assert!(raw.column(column).iter().all(|found| *found == cell), "{column}");
    }
}

#[test]
fn several_people_get_a_row_a_cause_and_side() {
    let table = Table::of(&twelve());
    assert_eq!(&table.columns[..8], ["cause", "side", "n", "mean", "low", "high", "band", "withheld"]);
    assert_eq!(table.rows.len(), 9 * 3);
    let everyone = [("cause", "bad-leads"), ("side", "everyone")];
    assert_eq!((table.cell("n", everyone), table.cell("verdict", everyone)), ("12", "clear"));
    assert_eq!(table.cell("n", [("cause", "bad-leads"), ("side", "sales")]), "6");
}

#[test]
fn what_is_withheld_has_its_reason_and_no_figure() {
    let table = Table::of(&withheld());
    let other = [("cause", "bad-leads"), ("side", "other")];
    assert_eq!(table.cell("withheld", other), "too_few");
    for column in ["n", "mean", "low", "high", "band"] {
        assert_eq!(table.cell(column, other), "", "{column}");
    }
    assert_eq!(table.cell("left_out", [("cause", "bad-leads"), ("side", "everyone")]), "3");
}

#[test]
fn three_people_get_no_figure_at_all() {
    let table = Table::of(&three());
    for column in ["n", "mean", "low", "high", "sd", "median", "gap", "left_out", "n_low", "r_star", "p"] {
        assert!(table.column(column).iter().all(|cell| cell.is_empty()), "{column}");
    }
    assert!(table.column("withheld").iter().all(|reason| *reason == "too_few"));
}

#[test]
fn spread_and_quartiles_come_from_ten_people_on_and_in_whole_points() {
    for column in ["sd", "lower_quartile", "median", "upper_quartile"] {
        let twelve = Table::of(&several(&[("sales", 12, LOUD)]));
        let filled: Vec<&str> = twelve.column(column).into_iter().filter(|cell| !cell.is_empty()).collect();
        assert_eq!(filled.len(), 9, "{column}");
        assert!(filled.iter().all(|cell| cell.parse::<i64>().is_ok()), "{column}: {filled:?}");
        let withheld = Table::of(&several(&[("sales", 9, MIXED)]));
        assert!(withheld.column(column).iter().all(|cell| cell.is_empty()), "{column}");
    }
}

#[test]
fn intervals_are_whole_points_and_not_cut() {
    let table = Table::of(&several(&[("sales", 11, QUIET), ("marketing", 1, LOUD)]));
    let lows: Vec<i64> = table.column("low").iter().filter_map(|cell| cell.parse().ok()).collect();
    assert!(lows.iter().any(|low| *low < 0), "{lows:?}");
    assert!(table.column("low").iter().all(|cell| cell.is_empty() || cell.parse::<i64>().is_ok()));
}

#[rstest]
#[case::one(solo(&built_in(), &MIXED), "1")]
#[case::several(twelve(), "12")]
fn every_row_says_what_was_asked_of_whom_and_when_and_the_first_what_is_not_claimed(
    #[case] record: Record,
    #[case] people: &str,
) {
    let table = Table::of(&record);
    for (column, cell) in [("label", "EMEA"), ("answered_on", "2026-11-23"), ("people", people), ("version", "2")] {
        assert!(table.column(column).iter().all(|found| *found == cell), "{column}");
    }
    for (column, part) in [("limits", "there are no norms"), ("source", "Sales Vs Marketing")] {
        let cells = table.column(column);
        assert!(cells[0].contains(part), "{}", cells[0]);
        assert!(cells[1..].iter().all(|cell| cell.is_empty()), "a sentence stands once: {cells:?}");
    }
}

#[test]
fn raw_answers_are_a_row_a_statement_and_person_and_say_what_they_reveal() {
    let table = Table::read(&raw(&three()));
    assert_eq!(&table.columns[..6], ["person", "side", "round", "cause", "item", "value"]);
    assert_eq!(table.rows.len(), 3 * 36);
    assert!(document::RAW_REVEALS.contains("Nothing is withheld"));
}

#[test]
fn no_report_but_the_raw_table_tells_people_apart() {
    let table = Table::of(&twelve());
    assert!(!table.columns.iter().any(|column| column == "person" || column == "item"));
}
