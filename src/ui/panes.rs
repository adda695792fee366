//! A list and what is chosen in it, side by side where the window is wide enough.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{ends, line, lines, row, width};
use super::theme::Look;

/// From this width on, what is chosen stands beside the list.
const TWO: u16 = 104;
/// From this width on, there is room for a third pane.
const THREE: u16 = 172;
/// Between two panes, with the line that divides them.
const GUTTER: u16 = 5;

/// How many panes fit, and where they lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panes {
    /// The list alone, or what is chosen alone.
    One,
    /// The list, and what is chosen.
    Two(Rect, Rect),
    /// The list, what is chosen, and what follows from it.
    Three(Rect, Rect, Rect),
}

/// Divides the body of the screen.
pub fn of(area: Rect) -> Panes {
    let pane = |x: u16, width: u16| Rect { x: area.x + x, width, ..area };
    if area.width < TWO {
        return Panes::One;
    }
    if area.width < THREE {
        let list = area.width * 3 / 5;
        return Panes::Two(pane(0, list), pane(list + GUTTER, area.width - list - GUTTER));
    }
    let (list, read) = (area.width * 2 / 5, area.width * 3 / 10);
    let third = list + read + 2 * GUTTER;
    Panes::Three(pane(0, list), pane(list + GUTTER, read), pane(third, area.width - third))
}

/// Draws the line at the left of a pane.
pub fn divide(pane: Rect, look: Look, buf: &mut Buffer) {
    for y in pane.top()..pane.bottom() {
        buf.set_string(pane.x - 3, y, "│", look.quiet());
    }
}

/// Draws the heading of what is chosen and, where there is room, which of how many it is.
pub fn heading(name: &Line<'_>, (at, of): (usize, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let place = format!("{} of {of}", at + 1);
    let fits = name.width() + place.len() + 2 <= usize::from(area.width);
    let place = Line::from(Span::styled(if fits { place } else { String::new() }, look.quiet()));
    ends(name, &place, row(area, 0), buf);
}

/// Draws a line across, with a name at its left end.
pub fn rule(name: &str, (area, look): (Rect, Look), buf: &mut Buffer) {
    let rest = usize::from(area.width.saturating_sub(width(name) + 4));
    let told = [
        Span::styled("── ", look.quiet()),
        Span::styled(name.to_owned(), look.strong()),
        Span::styled(format!(" {}", "─".repeat(rest)), look.quiet()),
    ];
    line(&Line::from(told.to_vec()), area, buf);
}

/// Draws a line across, without a name.
pub fn line_across((area, look): (Rect, Look), buf: &mut Buffer) {
    buf.set_string(area.x, area.y, "─".repeat(usize::from(area.width)), look.quiet());
}

/// Draws what fits of a text, and where it goes on.
pub fn text(all: &[Line<'_>], (area, look): (Rect, Look), buf: &mut Buffer) {
    lines(all, area, buf);
    if all.len() > usize::from(area.height) {
        goes_on(area, look, buf);
    }
}

/// Says in the last cells of an area that it goes on below.
pub fn goes_on(area: Rect, look: Look, buf: &mut Buffer) {
    const MORE: &str = " ↓";
    let last = row(area, area.height.saturating_sub(1));
    let x = last.right().saturating_sub(width(MORE));
    line(&Line::from(Span::styled(MORE, look.accent())), Rect { x, width: width(MORE), ..last }, buf);
}
