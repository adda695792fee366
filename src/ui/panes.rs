//! A list and what is chosen in it: side by side where the window is wide enough, else told below it as far as there is
//! room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, ends, height, line, lines, row, width};
use super::theme::Look;
use crate::wording;

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
    let place = wording::window::place(at, of);
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

/// The least that is shown: a blank line, the name, and two lines.
pub const PREVIEW_LEAST: u16 = 4;
/// What stands before a part, with the gap after it.
const LABEL: u16 = 13;

/// How wide a part is.
pub const fn preview_cells(area: Rect) -> u16 {
    area.width.saturating_sub(LABEL)
}

/// Draws the parts, each after its label, as far as there is room.
pub fn preview(name: &str, parts: [(String, Vec<Line<'static>>); 3], (area, look): (Rect, Look), buf: &mut Buffer) {
    if area.height < PREVIEW_LEAST {
        return;
    }
    let area = below(area, 1);
    rule(name, (row(area, 0), look), buf);
    let mut rest = below(area, 1);
    let shares = shares(parts.each_ref().map(|(_, part)| height(part)), rest.height);
    for ((label, mut part), share) in parts.into_iter().zip(shares).filter(|(_, share)| *share > 0) {
        buf.set_string(rest.x, rest.y, cut(&label, LABEL - 1), look.quiet());
        shorten(&mut part, share, preview_cells(area));
        lines(&part, Rect { x: rest.x + LABEL, width: preview_cells(area), height: share, ..rest }, buf);
        rest = below(rest, share);
    }
}

/// Keeps so many lines of a text; the last ends with an ellipsis where more follow.
fn shorten(text: &mut Vec<Line<'static>>, keep: u16, cells: u16) {
    let is_cut = usize::from(keep) < text.len();
    text.truncate(usize::from(keep));
    if let Some(last) = text.last_mut().filter(|line| is_cut && line.spans.len() == 1) {
        let told = format!("{} …", last.spans[0].content);
        *last = Line::from(cut(&told, cells));
    }
}

/// How many lines each of three parts gets: one, then the second a second, the first a second, and so on.
fn shares(wanted: [u16; 3], mut room: u16) -> [u16; 3] {
    let mut shares = [0; 3];
    while room > 0 && shares != wanted {
        for at in [0, 1, 2, 1] {
            if room > 0 && shares[at] < wanted[at] {
                shares[at] += 1;
                room -= 1;
            }
        }
    }
    shares
}
