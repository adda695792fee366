//! What the list of records says.

use crate::app::message::Listed;
use crate::app::screens::home::Row;
use crate::wording::count;

/// Said while the list is being read.
pub const READING: &str = "Reading your records…";
/// Said where there is nothing to list.
pub const NO_RECORDS: &str = "No record to show. n begins a new assessment.";

/// The label of a record, or that it has none.
pub fn label(head: &Listed) -> String {
    if head.label.is_empty() { "(no name)".to_owned() } else { head.label.as_str().to_owned() }
}

/// What is said of the file of a row that has copies.
pub fn copy(row: &Row) -> Option<String> {
    row.copy.as_ref().map(|name| format!("One of several copies of a record: this one is in {name}."))
}

/// How a record stands: what to resume, or its top cause.
pub fn standing(row: &Row) -> String {
    match (row.head.unfinished, &row.top) {
        (_, Some(top)) => top.clone(),
        (Some(answers), None) => format!("Resume, {}", count(answers, "answer", "answers")),
        (None, None) => "…".to_owned(),
    }
}
