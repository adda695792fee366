//! The first screen, and the form to join a live session: a text and what to choose below it.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, lines, row, scrolled, window, wrapped};
use super::page;
use super::question;
use super::statements;
use super::theme::Look;
use crate::app::screens::join_form::Step;
use crate::app::screens::seat::{Seat, Stage};
use crate::app::screens::welcome::Welcome;
use crate::app::{App, Scroll, Setup, pages};
use crate::wording::seat::WHICH_SIDE;

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
