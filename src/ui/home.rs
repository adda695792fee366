//! Lists to choose from: the records, the first screen, the form to join a live session.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::draw::{cut, lines, row, scrolled, window, wrapped};
use super::page;
use super::question;
use super::statements;
use super::theme::Look;
use crate::app::screens::home::{Home, Mode, Row};
use crate::app::screens::join_form::Step;
use crate::app::screens::seat::{Seat, Stage};
use crate::app::screens::welcome::Welcome;
use crate::app::{App, Scroll, Setup, pages};
use crate::wording::seat::WHICH_SIDE;

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
        question::field(&home.filter, (top, look), buf);
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

/// The most options shown at a time.
const OPTIONS_MAX: usize = 4;
/// From this height on there may be blank lines.
const ROOMY: u16 = 14;

/// What stands above options.
pub struct Above {
    /// The text, in lines.
    pub text: Vec<Line<'static>>,
    /// How far it is scrolled.
    pub top: u16,
    /// What is asked; may be empty.
    pub question: String,
    /// How it is asked.
    pub style: Style,
    /// Blank lines before it, where there is room.
    pub gap: u16,
}

/// Draws the first screen; gives how many lines its text could scroll.
pub fn welcome(setup: &Setup, welcome: &Welcome, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let options = options(welcome, &setup.opened);
    let text = page::lay_out(&pages::welcome(setup), area.width, look);
    let asked = welcome.chosen().filter(|_| welcome.discarding);
    let question = asked.map(|one| pages::discard(&one.record, &setup.opened)).unwrap_or_default();
    let above = Above { text, top: welcome.scroll.top(), question, style: look.warning(), gap: 0 };
    choices(&above, (&options, Some(welcome.cursor)), (area, look), buf)
}

/// Draws a text with a question and options below it; gives how many lines the text could scroll.
pub fn choices(
    above: &Above,
    (options, cursor): (&[String], Option<usize>),
    (area, look): (Rect, Look),
    buf: &mut Buffer,
) -> u16 {
    let shown = u16::try_from(options.len().min(OPTIONS_MAX)).unwrap_or(1);
    let height = u16::try_from(above.text.len()).unwrap_or(u16::MAX);
    let question = wrapped(&above.question, area.width, above.style);
    let tight = above.question.is_empty() && area.height <= height + shown;
    let asked = if tight { 0 } else { u16::try_from(question.len()).unwrap_or(1) };
    let gap = if area.height >= ROOMY { above.gap } else { 0 };
    let below = Constraint::Length(asked + shown);
    let [text, _, list] = area.layout(&Layout::vertical([Constraint::Max(height), Constraint::Length(gap), below]));
    let room = scrolled(&above.text, above.top, text, buf);
    lines(&question, list, buf);
    for (down, at) in (asked..).zip(in_sight(cursor.unwrap_or(0), options.len(), shown)) {
        let Some(option) = options.get(at) else { continue };
        draw_option(option, cursor == Some(at), (row(list, down), look), buf);
    }
    room
}

/// The options to show: the last, which does not depend on what was found, and as many of the others as there is room for.
fn in_sight(cursor: usize, count: usize, shown: u16) -> impl Iterator<Item = usize> {
    let (others, last) = (shown.saturating_sub(1), count.saturating_sub(1));
    let first = window(cursor, last, others);
    (first..last).take(usize::from(others)).chain([last])
}

fn draw_option(option: &str, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let text = cut(option, area.width.saturating_sub(2));
    let line = if chosen {
        Line::from(vec![Span::styled("▸ ", look.accent()), Span::styled(text, look.strong())])
    } else {
        Line::from(vec![Span::raw("  "), Span::raw(text)])
    };
    line.render(area, buf);
}

fn options(welcome: &Welcome, now: &Zoned) -> Vec<String> {
    let mut options = pages::resumable(welcome, now);
    options.push(if welcome.unfinished.is_empty() { "Begin".to_owned() } else { "Start new".to_owned() });
    options
}

/// Draws a participant's place; gives how many lines its text could scroll.
pub fn seat(app: &App, seat: &Seat, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(answering) = app.screen().answering() {
        statements(app, answering, (area, look), buf);
        return 0;
    }
    match &seat.stage {
        Stage::Entering(entering) if entering.step == Step::Code => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::draw(&asked, area, buf, look);
            }
            0
        }
        Stage::Entering(entering) => {
            let text = page::lay_out(&pages::join_form(&seat.join_form), area.width, look);
            let sides: Vec<String> =
                (1..).zip(&seat.join_form.sides).map(|(at, (_, name))| format!("{at}   {name}")).collect();
            let above = Above {
                text,
                top: entering.scroll.top(),
                question: WHICH_SIDE.to_owned(),
                style: look.strong(),
                gap: 1,
            };
            choices(&above, (&sides, entering.side), (area, look), buf)
        }
        Stage::In(taken) => {
            let page = app.screen().page(&app.setup().opened).unwrap_or_default();
            page::draw(&page, taken.page.map_or(0, Scroll::top), (area, look), buf)
        }
    }
}
