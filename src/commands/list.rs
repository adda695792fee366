//! `undercurrent list`

use std::fmt::Write;
use std::path::Path;

use jiff::Zoned;
use unicode_width::UnicodeWidthChar;

use super::environment::{Environment, now};
use super::{Ending, output};
use crate::domain::text::showable;
use crate::storage::copies;
use crate::storage::format::Who;
use crate::storage::listing::{Entry, Summary, list};
use crate::wording::count;

/// The cells that are left for a side, and for a label, in 80.
const SIDE: usize = 10;
const LABEL: usize = 27;

/// Prints the records, the newest first, by their heads alone.
///
/// # Errors
/// When the folder cannot be read or standard output cannot be written.
pub fn run(environment: &Environment) -> anyhow::Result<Ending> {
    let folder = environment.records()?;
    let entries = list(&folder)?;
    let records: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
    if records.is_empty() {
        output::note(&none(&folder));
    } else {
        output::print(table(&records, &entries, &now()).as_bytes())?;
    }
    for entry in &entries {
        if let Entry::Unreadable(error) = entry {
            output::note(&format!("note: {error}"));
        }
    }
    Ok(Ending::Done)
}

/// Said where there is no record.
pub fn none(folder: &Path) -> String {
    let folder = showable(&folder.display().to_string());
    format!("There is no record in {folder} yet. 'undercurrent' in a terminal makes one.")
}

fn table(records: &[&Summary], entries: &[Entry], now: &Zoned) -> String {
    let mut table = row(["ID", "BEGUN", "STATE", "SIDE", "LABEL"]);
    for record in records {
        table.push_str(&line(record, now));
        if copies::others(record, entries).next().is_some() {
            // Whole, and on a line of its own: copies are told apart by their file alone, at whatever width.
            let _ = writeln!(table, "          copy: {}", copies::named(&record.path));
        }
    }
    table
}

fn line(record: &Summary, now: &Zoned) -> String {
    let head = &record.head;
    let begun = head.created.to_zoned(now.time_zone().clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let (state, side) = match &record.who {
        Who::Several(number) => (count(*number, "person", "people"), ""),
        Who::One { side, .. } if head.finished.is_some() => ("finished".to_owned(), side.as_str()),
        Who::One { side, answered } => (format!("{answered} answered"), side.as_str()),
    };
    row([&head.id.short(), &begun, &state, &cut(side, SIDE), &cut(head.label.as_str(), LABEL)])
}

fn row([id, begun, state, side, label]: [&str; 5]) -> String {
    let mut row = String::new();
    let _ = write!(row, "{id:<8}  {begun:<16}  {state:<11}  {side:<SIDE$}  {label}");
    row.truncate(row.trim_end().len());
    row + "\n"
}

/// `text` in at most `cells`, with an ellipsis where something is missing.
fn cut(text: &str, cells: usize) -> String {
    let width = |text: &str| text.chars().filter_map(UnicodeWidthChar::width).sum::<usize>();
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        short.push(c);
        if width(&short) >= cells {
            short.pop();
            break;
        }
    }
    short + "…"
}
