//! What is said about the forms that something is written in.

use super::list;

/// Asks what a file is to be: its ending stands for nothing.
pub fn unclear(file: &str, what: &str, endings: &[&str]) -> String {
    format!("the ending of '{file}' stands for no form of {what}: end it in {}, or give --format", list(endings, "or"))
}

/// Said where a workbook was to go to a terminal.
pub const NO_TEXT: &str =
    "a workbook is no text for a terminal: name its file with --output, as in --output report.xlsx";

/// Says in which forms it is written, where it is not written in this one.
pub fn not_so(what: &str, form: &str, forms: &[&str]) -> String {
    format!("there is no {what} in the form {form}: give --format {}", list(forms, "or"))
}
