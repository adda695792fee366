//! What is shown where nothing else fits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{lines, wrapped};
use super::layout::{self, LEAST};
use super::sanitize;
use super::theme::Look;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::{App, pages};

/// Says how large the window should be and which keys still count, as far as that fits; or asks whether to leave.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let (columns, rows) = LEAST;
    let text = match leaving(app) {
        Some(question) => format!("This window is too small. {question} q: yes."),
        None if !layout::too_small(area) => format!(
            "This window is too small for this statement: {} by {}. Make it larger to read all of it. Nothing is lost. q \
             leaves; other keys do nothing here.",
            area.width, area.height
        ),
        None => format!(
            "This window is too small: {} by {}. Undercurrent needs {columns} by {rows}. Nothing is lost. q leaves; other \
             keys do nothing here.",
            area.width, area.height
        ),
    };
    lines(&wrapped(&text, area.width, look.strong()), area, buf);
    sanitize::sanitize(buf);
}

/// The question that the next q would answer.
fn leaving(app: &App) -> Option<String> {
    if let (KeyContext::Leaving | KeyContext::Parting | KeyContext::Waiting, Some(over)) = (app.place(), app.over()) {
        return Some(pages::over(app, over).0);
    }
    let Screen::Room(room) = app.screen() else { return None };
    match room.stage() {
        Stage::Asked(asked) if app.place() == KeyContext::RoomLeaveAsked => Some(pages::room::asked(room, asked).0),
        _ => None,
    }
}
