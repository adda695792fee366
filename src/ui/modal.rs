//! Questions that lie over a screen, and the text field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw::{lines, wrapped};
use super::field;
use super::layout::stack;
use super::theme::Look;
use crate::app::{App, Modal, pages};

/// Draws a question in place of the screen; the keys at the foot answer it.
pub fn draw(app: &App, over: &Modal, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (question, text) = pages::over(app, over);
    let question = wrapped(&question, area.width, look.strong());
    let text = wrapped(&text, area.width, look.quiet());
    let height = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(1);
    let [asked, told, below] = stack(area, [(height(&question), 3), (height(&text), 1), (1, 2)]);
    lines(&question, asked, buf);
    lines(&text, told, buf);
    if let Modal::Elsewhere(path) = over {
        field::draw(path, (below, look), buf);
    }
}
