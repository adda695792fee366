//! What the list says.

use std::ops::Range;

use jiff::civil::Date;

use super::{Home, Row, Rows};
use crate::app::pages::UNTIL;
use crate::domain::severity::Severity;
use crate::request::Listed;
use crate::wording::{self, around, count};

/// Said while the list is being read.
pub const READING: &str = "Reading your records…";
/// Said where there is no record at all.
const NO_RECORDS: &str = "There is no record yet. n begins a new one.";

/// What the columns of the list mean.
pub(super) const EXPLAINED: &str = "In the list each record has a column for each cause, in the order of its \
     questionnaire, the same for all records: the higher, the more severe. Worst is the most severe cause. ◔ stands \
     before what is not finished, ✓ before what is marked.";

/// Why no row is shown, and what to do about it.
pub fn none_shown(home: &Home) -> String {
    match home.filter.value().trim() {
        "" => NO_RECORDS.to_owned(),
        wanted => format!("No record matches “{wanted}”. Esc shows all {}.", home.rows().map_or(0, Rows::len)),
    }
}

/// How many records there are, and which of them are in sight: `60 records   1–10 ↓`.
pub fn sight(home: &Home, in_sight: &Range<usize>) -> String {
    let Some(rows) = home.rows() else { return String::new() };
    let mut told = if rows.shown() == rows.len() {
        count(rows.len(), "record", "records")
    } else {
        format!("{} of {}", rows.shown(), count(rows.len(), "record", "records"))
    };
    if home.marked() > 0 {
        told = format!("{} marked   {told}", home.marked());
    }
    match wording::arrows(in_sight.start > 0, in_sight.end < rows.shown()) {
        "" => told,
        arrows => format!("{told}   {}–{} {arrows}", in_sight.start + 1, in_sight.end),
    }
}

/// The name of a record, or that it has none.
pub fn label(head: &Listed) -> String {
    if head.label.is_empty() { "(no name)".to_owned() } else { head.label.as_str().to_owned() }
}

/// What is said of the file of a row that has copies.
pub fn copy(row: &Row) -> Option<String> {
    row.copy.as_ref().map(|name| format!("One of several copies of a record: this one is in {name}."))
}

/// How a record stands, in words: its worst cause, or what is to be done first.
pub fn standing(row: &Row) -> String {
    if row.head.unfinished.is_some() {
        return format!("not finished, {} answered", answered(row));
    }
    match (&row.preview, row.worst()) {
        (None, _) => "…".to_owned(),
        (Some(Err(_)), _) => "cannot be read".to_owned(),
        (_, Some(worst)) => {
            let figure = worst.severity.map_or(0, Severity::shown);
            format!("worst {} {figure}, {}", worst.name, worst.band)
        }
        (Some(Ok(_)), None) => "no figure".to_owned(),
    }
}

/// How far somebody is who has not finished: `9 of 36`.
pub fn answered(row: &Row) -> String {
    match (row.known().and_then(|known| known.answered), row.head.unfinished) {
        (Some((answered, of)), _) => format!("{answered} of {of}"),
        (None, Some(answers)) => count(answers, "answer", "answers"),
        (None, None) => String::new(),
    }
}

/// How many steps are overdue on a day, and the first of them; none where nothing is.
pub fn overdue(home: &Home, today: Date) -> Option<String> {
    around::overdue(&home.overdue(today).collect::<Vec<_>>(), today)
}

/// The question whether to delete a record: which one, and how long it can be had back.
pub fn delete(head: &Listed) -> String {
    format!("Delete {}? {UNTIL}", named(head))
}

/// The question about what runs left behind that were cut short, and what hangs on it.
pub fn left_behind(records: &[Listed]) -> (String, String) {
    let (kept, them) = if records.len() == 1 { ("is", "it") } else { ("are", "them") };
    let question =
        format!("{} {kept} still here. Restore {them}?", count(records.len(), "deleted record", "deleted records"));
    let named: Vec<String> = records.iter().take(NAMED).map(named).collect();
    let more = if records.len() > NAMED { "; and others" } else { "" };
    (question, format!("Deleted by command, or before Undercurrent was cut short: {}{more}.", named.join("; ")))
}

/// How many of the deleted records a question names.
const NAMED: usize = 3;

/// Which record is meant: `EMEA, Sales, today 16:10`.
pub fn named(head: &Listed) -> String {
    format!("{}, {}, {}", label(head), head.who, head.when)
}
