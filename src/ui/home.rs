//! The first screen, and the form to join a live session: a text and what to choose below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::asking;
use super::draw::{below, cut, line, lines, mark, row, scrolled, window, wrapped};
use super::page;
use super::question;
use super::statements;
use super::theme::Look;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::seat::{Seat, Stage};
use crate::app::screens::taken::Taken;
use crate::app::{App, Scroll, pages};
use crate::wording::seat::WHICH_SIDE;

/// The most options shown at a time.
const OPTIONS_MAX: usize = 5;
/// From this height on there may be blank lines.
const ROOMY: u16 = 14;

/// What stands above options.
pub struct Above {
    pub text: Vec<Line<'static>>,
    /// How far it is scrolled.
    pub top: u16,
    /// What is asked; may be empty.
    pub question: String,
    /// How it is asked.
    pub style: Style,
    /// Blank lines before it, where there is room.
    pub gap: u16,
    /// How many of the last options always stay in sight.
    pub fixed: usize,
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
    // Reckoned here: a layout's solver takes a third of the time in which the first screen is drawn.
    let under = area.height.saturating_sub(asked + shown);
    let text = Rect { height: height.min(under.saturating_sub(gap)), ..area };
    let list = below(area, (text.height + gap).min(under));
    let room = scrolled(&above.text, above.top, text, buf);
    lines(&question, list, buf);
    for (down, at) in (asked..).zip(in_sight(cursor.unwrap_or(0), (options.len(), above.fixed), shown)) {
        let Some(option) = options.get(at) else { continue };
        draw_option(option, cursor == Some(at), (row(list, down), look), buf);
    }
    room
}

/// The options to show: the last ones, which do not depend on what was found, and as many of the others as there is room
/// for.
fn in_sight(cursor: usize, (count, fixed): (usize, usize), shown: u16) -> impl Iterator<Item = usize> {
    let last = count.saturating_sub(fixed);
    let others = usize::from(shown).saturating_sub(fixed);
    let first = window(cursor, last, u16::try_from(others).unwrap_or(u16::MAX));
    (first..last).take(others).chain(last..count)
}

fn draw_option(option: &str, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    if chosen {
        mark(area, look, buf);
    }
    let style = if chosen { look.strong() } else { Style::new() };
    line(&Line::from(Span::styled(cut(option, area.width), style)), area, buf);
}

/// Draws a participant's place; gives how many lines its text could scroll.
pub fn seat(app: &App, seat: &Seat, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(answering) = app.screen().answering() {
        statements(app, answering, (area, look), buf);
        return 0;
    }
    if let Some(guessing) = seat.taken().and_then(Taken::guessing)
        && app.place() == KeyContext::Guessing
    {
        asking::guess(guessing, (area, look), buf);
        return 0;
    }
    if let Some(asked) = app.screen().question(app.setup()) {
        question::draw(&asked, area, buf, look);
        return 0;
    }
    match &seat.stage {
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
                fixed: 1,
            };
            choices(&above, (&sides, entering.side), (area, look), buf)
        }
        Stage::In(_) => {
            let page = app.screen().page(&app.setup().opened).unwrap_or_default();
            page::draw(&page, app.screen().scroll().map_or(0, Scroll::top), (area, look), buf)
        }
    }
}
