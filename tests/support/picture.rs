//! Screens as cells and as text.

use std::time::Duration;

use jiff::Zoned;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use undercurrent::testing::app::{App, Drawn, Moment, Msg};
use undercurrent::testing::ui::{self, Look};

/// Columns and lines.
pub type Size = (u16, u16);

/// The screen once it has settled: as the loop does, the app is told how far the page can scroll, and it is drawn again.
pub fn picture(app: &App, look: Look, size: Size) -> Buffer {
    let area = Rect::new(0, 0, size.0, size.1);
    let (seen, buffer) = drawn(app, look, area);
    if app.scroll().is_none() {
        return buffer;
    }
    let mut settled = app.clone();
    let moment = Moment { now: Zoned::default(), chance: [0, 0], since: Duration::ZERO };
    settled.update(Msg::Drawn(seen), &moment);
    drawn(&settled, look, area).1
}

fn drawn(app: &App, look: Look, area: Rect) -> (Drawn, Buffer) {
    let mut buffer = Buffer::empty(area);
    let seen = ui::draw(app, look, area, &mut buffer);
    (seen, buffer)
}

/// One line, less the blanks at its end.
pub fn line(buffer: &Buffer, y: u16) -> String {
    let mut text = String::new();
    let mut x = 0;
    while let Some(cell) = buffer.cell((x, y)) {
        text.push_str(cell.symbol());
        x += width(cell);
    }
    text.trim_end().to_owned()
}

fn width(cell: &Cell) -> u16 {
    u16::try_from(unicode_width::UnicodeWidthStr::width(cell.symbol())).unwrap().max(1)
}

/// All lines.
pub fn text(buffer: &Buffer) -> String {
    (0..buffer.area.height).map(|y| line(buffer, y)).collect::<Vec<_>>().join("\n")
}

/// Where a text stands in a line of narrow characters.
pub fn column_of(buffer: &Buffer, y: u16, text: &str) -> Option<u16> {
    let (before, _) = line(buffer, y).split_once(text).map(|(before, after)| (before.chars().count(), after.len()))?;
    u16::try_from(before).ok()
}

/// Where a text stands first.
pub fn place_of(buffer: &Buffer, text: &str) -> Option<(u16, u16)> {
    (0..buffer.area.height).find_map(|y| Some((column_of(buffer, y, text)?, y)))
}
