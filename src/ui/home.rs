//! The list of records.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::draw::{cut, lines, row, window, wrapped};
use super::field;
use super::theme::Look;
use crate::app::pages;
use crate::app::screens::home::{Home, Mode, Row};

/// How wide the columns of who, when and the top cause are, and from which width on all are shown.
const WHO: u16 = 11;
const WHEN: u16 = 23;
const WIDE: u16 = 70;
const TOP: u16 = 25;

/// Draws the list, newest first, with the chosen row in sight.
pub fn draw(home: &Home, (area, look): (Rect, Look), buf: &mut Buffer) {
    let head = head(home, area.width, look);
    let height = if home.mode == Mode::Filter { 1 } else { u16::try_from(head.len()).unwrap_or(1) };
    let gap = height.min(1);
    let [top, _, list] =
        area.layout(&Layout::vertical([Constraint::Length(height), Constraint::Length(gap), Constraint::Min(1)]));
    lines(&head, top, buf);
    if home.mode == Mode::Filter {
        field::draw(&home.filter, (top, look), buf);
    }
    let Some(rows) = home.shown() else {
        return lines(&wrapped(pages::READING, list.width, look.quiet()), list, buf);
    };
    if home.mode == Mode::Restore {
        // The list is read once that is settled, and n means another thing until then.
        return;
    }
    if rows.is_empty() {
        return lines(&wrapped(pages::NO_RECORDS, list.width, look.quiet()), list, buf);
    }
    let first = window(home.cursor, rows.len(), list.height);
    for (down, (at, record)) in (0..list.height).zip(rows.iter().enumerate().skip(first)) {
        let chosen = at == home.cursor && home.mode != Mode::Filter;
        draw_row(record, chosen, (row(list, down), look), buf);
    }
}

/// What stands over the list: the question whether to delete, or what it is filtered by.
fn head(home: &Home, cells: u16, look: Look) -> Vec<Line<'static>> {
    match home.mode {
        Mode::Delete => {
            let told = |row: &Row| match pages::copy(row) {
                Some(copy) => format!("{} {copy}", pages::delete(&row.head)),
                None => pages::delete(&row.head),
            };
            home.chosen().map_or_else(Vec::new, |row| wrapped(&told(row), cells, look.warning()))
        }
        Mode::Restore => {
            let (question, text) = pages::left_behind(&home.left);
            [wrapped(&question, cells, look.warning()), wrapped(&text, cells, look.quiet())].concat()
        }
        Mode::List if !home.filter.value().is_empty() => {
            let told = format!("Filtered by “{}”. Esc shows all.", home.filter.value());
            vec![Line::from(Span::styled(cut(&told, cells), look.quiet()))]
        }
        Mode::List => match home.chosen().and_then(pages::copy) {
            Some(told) => wrapped(&told, cells, look.quiet()),
            None => Vec::new(),
        },
        Mode::Filter => Vec::new(),
    }
}

fn draw_row(record: &Row, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let style = if chosen { look.strong() } else { Style::new() };
    buf.set_string(area.x, area.y, if chosen { "▸" } else { " " }, look.accent());
    let [_, label, who, when, top] = area.layout(&columns(area.width));
    let text = |text: &str, area: Rect, style: Style, buf: &mut Buffer| {
        Line::from(Span::styled(cut(text, area.width.saturating_sub(1)), style)).render(area, buf);
    };
    let copy = if record.copy.is_some() { "copy: " } else { "" };
    text(&format!("{copy}{}", pages::label(&record.head)), label, style, buf);
    text(&record.head.who, who, Style::new(), buf);
    let told =
        record.copy.as_ref().map_or_else(|| record.head.when.clone(), |name| end_of(name, WHEN.saturating_sub(1)));
    text(&told, when, look.quiet(), buf);
    text(&pages::standing(record), top, style, buf);
}

/// The end of a file's name, where copies differ, in so many cells.
fn end_of(name: &str, cells: u16) -> String {
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    let width = |text: &str| text.width();
    if width(stem) <= usize::from(cells) {
        return stem.to_owned();
    }
    let start = stem.char_indices().map(|(at, _)| at).find(|&at| width(&stem[at..]) < usize::from(cells));
    format!("…{}", start.map_or("", |at| &stem[at..]))
}

fn columns(cells: u16) -> Layout {
    let when = if cells >= WIDE { WHEN } else { 0 };
    Layout::horizontal([
        Constraint::Length(2),
        Constraint::Fill(1),
        Constraint::Length(if cells >= 50 { WHO } else { 0 }),
        Constraint::Length(when),
        Constraint::Length(if cells >= WIDE { TOP } else { cells / 2 }),
    ])
}
