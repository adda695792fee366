//! What is said about the forms that something is written in.

use super::{capital, list};
use crate::format::{Export, Format};

/// What is written, in the middle of a sentence.
pub const fn name(export: Export) -> &'static str {
    match export {
        Export::Report => "report",
        Export::Comparison => "comparison",
        Export::Trend => "trend",
        Export::Steps => "list of steps",
    }
}

/// The same at the start of one.
pub fn start(export: Export) -> String {
    format!("The {}", name(export))
}

/// What a form is called, and what it is good for.
pub const fn named(form: Format) -> &'static str {
    match form {
        Format::Html => "a page for a browser, to print or send (HTML)",
        Format::Markdown => "text with headings and tables (Markdown)",
        Format::Text => "plain text",
        Format::Csv => "a table for a spreadsheet (CSV)",
        Format::Json => "data for another program (JSON)",
        Format::Svg => "a picture of the chart (SVG)",
        Format::Xlsx => "a workbook for a spreadsheet (XLSX)",
        Format::Ics => "tasks and dates for a calendar (ICS)",
    }
}

/// Names what writes it in that form.
pub fn command(export: Export, form: Format) -> String {
    format!("{} as {}", capital(name(export)), named(form))
}

/// Says what is being done.
pub fn writing(export: Export) -> String {
    format!("write a {}", name(export))
}

/// Says where it is, once it was written.
pub fn written(export: Export, file: &str) -> String {
    format!("{} is in {file}", start(export))
}

/// What a file of it is about, for its name.
pub fn about(label: &str, export: Export) -> String {
    format!("{label} {}", name(export))
}

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
