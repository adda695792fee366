//! The header: the name of the program, where the person is, the label.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::App;
use crate::app::screens::Screen;
use crate::ui::draw::{cut, ends, width};
use crate::ui::theme::Look;

/// Draws the header. Whose view it is goes before the label, and the label before the name of the program.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let area = rehearsal(app, area, buf, look);
    let title = app.screen().title().unwrap_or_default();
    let label = app.screen().label();
    let cells = area.width.saturating_sub(width(&title) + 2).min(area.width / 3);
    let label = if width(&label) <= cells || cells >= LABEL_LEAST { cut(&label, cells) } else { String::new() };
    let label = Line::from(Span::styled(label, look.quiet()));
    let needed = width(NAME) + 3 + width(&title) + 2 + u16::try_from(label.width()).unwrap_or(0);
    let mut left = Line::default();
    if title.is_empty() || needed <= area.width {
        left.push_span(Span::styled(NAME, look.accent()));
        left.push_span("   ");
    }
    left.push_span(cut(&title, area.width));
    ends(&left, &label, area, buf);
}

/// Marks a rehearsal before all else; gives what is left of the line.
pub fn rehearsal(app: &App, area: Rect, buf: &mut Buffer, look: Look) -> Rect {
    let is_rehearsal = matches!(app.screen(), Screen::Room(room) if room.view().setup.rehearsal);
    if !is_rehearsal || area.is_empty() {
        return area;
    }
    buf.set_stringn(area.x, area.y, REHEARSAL, usize::from(area.width), look.warning());
    let taken = (width(REHEARSAL) + 3).min(area.width);
    Rect { x: area.x + taken, width: area.width - taken, ..area }
}

/// Stands over every screen of a session whose people are made up.
const REHEARSAL: &str = "REHEARSAL";
const NAME: &str = "undercurrent";
/// A label that is cut shorter than this says nothing any more.
const LABEL_LEAST: u16 = 8;
