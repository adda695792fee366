//! What is shown where nothing else fits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{lines, wrapped};
use super::layout::LEAST;
use super::theme::Look;

/// Says how large the window should be, as far as that fits.
pub fn draw(area: Rect, buf: &mut Buffer, look: Look) {
    let (columns, rows) = LEAST;
    let text = format!(
        "This window is too small: {} by {}. Undercurrent needs {columns} by {rows}. Nothing is lost.",
        area.width, area.height
    );
    lines(&wrapped(&text, area.width, look.strong()), area, buf);
}
