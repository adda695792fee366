//! A participant's place in a live session: the form to join, the statements, or a page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::theme::Look;
use super::welcome::{Above, choices};
use super::{page, question, statements};
use crate::app::screens::join_form::Step;
use crate::app::screens::seat::{Seat, Stage};
use crate::app::{App, Scroll, pages};
use crate::wording::seat::WHICH_SIDE;

/// Draws a participant's place; gives how many lines its text could scroll.
pub fn draw(app: &App, seat: &Seat, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
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
