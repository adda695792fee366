//! The first screen: the text above, the options below.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, lines, row, scrolled, window, wrapped};
use super::page;
use super::theme::Look;
use crate::app::screens::welcome::Welcome;
use crate::app::{Setup, pages};
use crate::domain::wording;

/// The most options shown at a time.
const OPTIONS_MAX: usize = 4;

/// Draws the first screen; gives how many lines its text could scroll.
pub fn draw(setup: &Setup, welcome: &Welcome, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let options = options(welcome, &setup.opened);
    let shown = u16::try_from(options.len().min(OPTIONS_MAX)).unwrap_or(1);
    let page = page::lay_out(&pages::welcome(setup), area.width, look);
    let height = u16::try_from(page.len()).unwrap_or(u16::MAX);
    let question = wrapped(if welcome.discarding { pages::DISCARD } else { "" }, area.width, look.warning());
    let tight = !welcome.discarding && area.height <= height + shown;
    let above = if tight { 0 } else { u16::try_from(question.len()).unwrap_or(1) };
    let [text, list] = area.layout(&Layout::vertical([Constraint::Max(height), Constraint::Length(above + shown)]));
    let room = scrolled(&page, welcome.scroll.top(), text, buf);
    lines(&question, list, buf);
    let first = window(welcome.cursor, options.len(), shown);
    for (down, (at, option)) in (above..).zip(options.iter().enumerate().skip(first).take(usize::from(shown))) {
        draw_option(option, at == welcome.cursor, (row(list, down), look), buf);
    }
    room
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
    let mut options: Vec<String> =
        welcome.unfinished.iter().map(|found| wording::resume(&found.record, found.holder.as_deref(), now)).collect();
    options.push(if welcome.unfinished.is_empty() { "Begin".to_owned() } else { "Start new".to_owned() });
    options
}
