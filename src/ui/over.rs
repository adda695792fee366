//! Questions that lie over a screen, and the text field.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_input::Input;

use super::draw::{lines, row, width, wrapped};
use super::layout::stack;
use super::theme::Look;
use crate::app::{App, Kept, Over, pages};

/// Draws a question in place of the screen; the keys at the foot answer it.
pub fn draw(app: &App, over: &Over, (area, look): (Rect, Look), buf: &mut Buffer) {
    let why = match app.kept() {
        Kept::NotSaved(why) => Some(why),
        _ => None,
    };
    let (question, text) = pages::over(over, why);
    let question = wrapped(&question, area.width, look.strong());
    let text = wrapped(&text, area.width, look.quiet());
    let height = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(1);
    let [asked, told, below] = stack(area, [(height(&question), 3), (height(&text), 1), (1, 2)]);
    lines(&question, asked, buf);
    lines(&text, told, buf);
    if let Over::Elsewhere(path) = over {
        field(path, (below, look), buf);
    }
}

/// Draws a text field: what was typed, with a block for the cursor that shows without colours too.
pub fn field(input: &Input, (area, look): (Rect, Look), buf: &mut Buffer) {
    let area = row(area, 0);
    let cells = area.width.saturating_sub(3);
    let skip = input.visual_scroll(usize::from(cells));
    let typed: String = visible(input.value(), skip, cells);
    let cursor = u16::try_from(input.visual_cursor().saturating_sub(skip)).unwrap_or(0);
    Line::from(vec![Span::styled("▸ ", look.accent()), Span::styled(typed, look.strong())]).render(area, buf);
    let at = area.x + 2 + cursor.min(cells);
    let Some(cell) = buf.cell_mut((at, area.y)) else { return };
    if cell.symbol() == " " {
        cell.set_symbol("▏").set_style(look.accent());
    } else {
        cell.set_style(Style::new().add_modifier(Modifier::UNDERLINED));
    }
}

/// The part of a text that lies right of `skip` cells and fits.
fn visible(text: &str, skip: usize, cells: u16) -> String {
    let mut shown = String::new();
    let mut passed = 0;
    for c in text.chars() {
        let cell = width(c.encode_utf8(&mut [0; 4]));
        if passed >= skip && width(&shown) + cell <= cells {
            shown.push(c);
        }
        passed += usize::from(cell);
    }
    shown
}
