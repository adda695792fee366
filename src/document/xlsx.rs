//! A workbook: an overview, the causes, the statements; every single answer only where that was asked for.
//!
//! Text goes in as text, which no spreadsheet takes for a formula, and numbers as numbers, whatever sign a country
//! separates them by. Times come from the record, so that the same record gives the same bytes.

use jiff::Zoned;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Report;
use super::blocks::{Block, Document, Paragraph, Role};
use super::report::document;
use super::tables::{Cell, Table, sheets};
use crate::domain::record::Head;
use crate::domain::text::showable;
use crate::wording::{self, forms};

/// The narrowest column and the widest, in characters. What is longer goes on in the next line.
const NARROW: usize = 9;
const WIDE: usize = 60;
/// The most characters that a cell holds.
const MOST: usize = 32_767;

pub fn xlsx(report: &Report<'_>, now: &Zoned) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(report.outcome.head()));
    overview(book.add_worksheet(), &document(report, now))?;
    for (name, table) in sheets(report) {
        fill(book.add_worksheet().set_name(name)?, &table)?;
    }
    book.save_to_buffer()
}

fn properties(head: &Head) -> DocProperties {
    let at = head.changed.or(head.finished).unwrap_or(head.created).to_zoned(TimeZone::UTC).datetime();
    DocProperties::new().set_title("Undercurrent").set_creation_datetime(&at)
}

/// What there is to say before any figure, in two columns.
fn overview(sheet: &mut Worksheet, document: &Document<'_>) -> Result<(), XlsxError> {
    sheet.set_name(forms::OVERVIEW)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, 90)?;
    let (bold, wrapped) = (Format::new().set_bold().set_align(FormatAlign::Top), Format::new().set_text_wrap());
    for (row, (name, text)) in (0..).zip(said(document)) {
        sheet.write_string_with_format(row, 0, name, &bold)?;
        sheet.write_string_with_format(row, 1, shown(&text), &wrapped)?;
    }
    Ok(())
}

fn said(document: &Document<'_>) -> Vec<(&'static str, String)> {
    let title = &document.title;
    let mut said = vec![(forms::NAME, title.name.to_string())];
    said.extend(title.view.clone().map(|view| (forms::VIEW, wording::sentence(&view))));
    said.push((forms::WHEN, title.occasion.clone()));
    let blocks = document.lead.iter().chain(document.sections.iter().flat_map(|section| &section.blocks));
    for block in blocks {
        match block {
            Block::Paragraph(Paragraph { role, text }) => {
                said.extend(head(*role).map(|head| (head, text.to_string())));
            }
            Block::Steps(steps) => said.extend(steps.iter().map(|step| (wording::actions::TAKEN_ON, step.line()))),
            _ => {}
        }
    }
    said
}

/// What a text is called in the overview; none where it belongs to what is not there.
const fn head(role: Role) -> Option<&'static str> {
    match role {
        Role::Asked => Some(forms::ASKED),
        Role::Summary => Some(forms::CONCLUSION),
        Role::Limits => Some(forms::LIMITS),
        Role::Closing => Some(wording::BEFORE_ACTING),
        Role::Said | Role::Note | Role::Hint | Role::Tension => None,
    }
}

/// Fills a sheet with a table: heads that stay in view, filters, widths, and a form for each kind of number.
fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    for (at, name) in (0..columns).zip(&table.columns) {
        let cells = || table.rows.iter().filter_map(|row| row.get(usize::from(at)));
        sheet.write_string_with_format(0, at, wording::capital(&name.replace('_', " ")), &bold)?;
        sheet.set_column_width(at, width(name, cells()))?;
        let format = format(cells());
        for (row, cell) in (1..=rows).zip(cells()) {
            write(sheet, (row, at), cell, &format)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, rows, columns.saturating_sub(1))?;
    Ok(())
}

fn write(sheet: &mut Worksheet, (row, at): (u32, u16), cell: &Cell, format: &Format) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => drop(sheet.write_string_with_format(row, at, shown(text), format)?),
        Cell::Word(word) => drop(sheet.write_string_with_format(row, at, *word, format)?),
        Cell::Number(number) => drop(sheet.write_number_with_format(row, at, *number, format)?),
        Cell::Flag(flag) => drop(sheet.write_boolean_with_format(row, at, *flag, format)?),
        Cell::Day(day) => drop(sheet.write_datetime_with_format(row, at, *day, format)?),
    }
    Ok(())
}

/// How a column's cells look: whole numbers without a point, others with as many places as they have.
fn format<'a>(mut cells: impl Iterator<Item = &'a Cell> + Clone) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    let is_broken = |cell: &Cell| matches!(cell, Cell::Number(number) if number.fract() != 0.0);
    match cells.clone().find(|cell| !matches!(cell, Cell::Empty)) {
        Some(Cell::Day(_)) => format.set_num_format("yyyy-mm-dd"),
        Some(Cell::Number(_)) if cells.any(is_broken) => format.set_num_format("0.0###"),
        Some(Cell::Number(_)) => format.set_num_format("0"),
        _ => format.set_text_wrap(),
    }
}

/// How wide a column is, in characters; its head goes on in the next line where it must.
#[expect(clippy::cast_precision_loss, reason = "a few dozen")]
fn width<'a>(name: &str, cells: impl Iterator<Item = &'a Cell>) -> f64 {
    let long = |cell: &Cell| match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Word(word) => word.len(),
        Cell::Day(_) => 10,
        Cell::Empty | Cell::Number(_) | Cell::Flag(_) => 0,
    };
    let longest = name.split('_').map(str::len).chain(cells.map(long)).max().unwrap_or_default();
    // A filter's arrow takes the room of three.
    (longest + 3).clamp(NARROW, WIDE) as f64
}

fn shown(text: &str) -> String {
    showable(text).chars().take(MOST).collect()
}
