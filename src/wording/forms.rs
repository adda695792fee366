//! What is said of what leaves the program: the forms that it is written in, what handing on raw answers means, what
//! stands on printed sheets, and the heads of columns.

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

pub fn start(export: Export) -> String {
    format!("The {}", name(export))
}

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

pub fn command(export: Export, form: Format) -> String {
    format!("{} as {}", capital(name(export)), named(form))
}

pub fn writing(export: Export) -> String {
    format!("write a {}", name(export))
}

pub fn written(export: Export, file: &str) -> String {
    format!("{} is in {file}", start(export))
}

pub fn about(label: &str, export: Export) -> String {
    format!("{label} {}", name(export))
}

pub fn unclear(file: &str, what: &str, endings: &[String]) -> String {
    format!("the ending of '{file}' stands for no form of {what}: end it in {}, or give --format", list(endings, "or"))
}

pub const NO_TEXT: &str =
    "a workbook is no text for a terminal: name its file with --output, as in --output report.xlsx";

/// Says in which forms it is written, where it is not written in this one.
pub fn not_so(what: &str, form: &str, forms: &[String]) -> String {
    format!("there is no {what} in the form {form}: give --format {}", list(forms, "or"))
}

/// What handing raw answers on means. Said whenever they are written.
pub const RAW_REVEALS: &str = "These are raw answers: a row for each statement and person, with the side the person \
     answered for. Nothing is withheld in them. They name nobody, but whoever knows the people can often tell who \
     gave which answers. Hand them only to somebody to whom everybody who answered would hand them.";
/// What handing over the record of several people means. Said whenever a copy of one is written.
pub const HANDED_OVER: &str = "This record is of several people, and its copy holds every single answer of each of \
     them, with the side the person answered for. Nothing is withheld in it. It names nobody, but whoever knows the \
     people can often tell who gave which answers. Hand it only to somebody to whom everybody who answered would hand \
     it; for all others there is 'undercurrent report'.";
pub const RAW_NOT_SO: &str = "--raw writes a table: use it with --format csv or xlsx";

/// Why something is not written.
pub fn no_such_form(extension: &str) -> String {
    format!("it is not written as .{extension}")
}

/// The same, before the reason.
pub const NO_PAGE: &str = "the page cannot be filled";
pub const NO_TABLE: &str = "the table cannot be written";
pub const NO_WORKBOOK: &str = "the workbook cannot be written";
pub const NO_DATA: &str = "the data cannot be put into JSON";

/// What a table has of a statement that does not apply, for programs.
pub const NOT_APPLICABLE: &str = "does not apply";

pub const SHEETS_HOW: &str = "Tick one box in each row. Leave a row empty to skip it.";
pub const SHEETS_BACK: &str = "Give the sheets to whoever leads the session: somebody types them in at a laptop, and then they are \
     torn up. No name belongs on them.";
pub const SHEETS_GUESS: &str = "You have said what you see. Now guess what the other side sees; people of other teams leave this \
     out.";

// The heads of columns.

pub const CAUSE: &str = "Cause";
pub const STATEMENT: &str = "Statement";
pub const ANSWER: &str = "Answer";
pub const ANSWERS: &str = "Answers";
pub const APART: &str = "Apart";
pub const RANK: &str = "Rank";
pub const SEVERITY: &str = "Severity";
pub const OF_100: &str = "Of 100";
pub const BAND: &str = "Band";
pub const PEOPLE_IN_CHART: &str = "people";
pub const ANSWERED_IN_CHART: &str = "answered";
pub const IN_BANDS: &str = "People in each band";

pub const CHART_HEADS: [&str; 6] = ["", CAUSE, "0 to 100", SEVERITY, BAND, "Answered"];
pub const SEVERAL_HEADS: [&str; 8] = ["", CAUSE, "0 to 100", SEVERITY, BAND, "People", "Gap", "Verdict"];
pub const FIGURE_HEADS: [&str; 4] = ["", "0 to 100", SEVERITY, BAND];

pub const OVERVIEW: &str = "Overview";
pub const CAUSES: &str = "Causes";
pub const STATEMENTS: &str = "Statements";
pub const PEOPLE: &str = "People";
pub const NAME: &str = "Name";
pub const VIEW: &str = "Whose view";
pub const WHEN: &str = "When";
pub const ASKED: &str = "Questionnaire";
pub const CONCLUSION: &str = "Conclusion";
pub const LIMITS: &str = "What no figure claims";
