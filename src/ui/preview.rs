//! What is told of the chosen row below a list: its name on a rule, and three parts that share the lines there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw::{below, cut, height, lines, row};
use super::panes;
use super::theme::Look;

/// The least that is shown: a blank line, the name, and two lines.
pub const LEAST: u16 = 4;
/// What stands before a part, with the gap after it.
const LABEL: u16 = 13;

/// How wide a part is.
pub const fn cells(area: Rect) -> u16 {
    area.width.saturating_sub(LABEL)
}

/// Draws the parts, each after its label, as far as there is room.
pub fn draw(name: &str, parts: [(String, Vec<Line<'static>>); 3], (area, look): (Rect, Look), buf: &mut Buffer) {
    if area.height < LEAST {
        return;
    }
    let area = below(area, 1);
    panes::rule(name, (row(area, 0), look), buf);
    let mut rest = below(area, 1);
    let shares = shares(parts.each_ref().map(|(_, part)| height(part)), rest.height);
    for ((label, mut part), share) in parts.into_iter().zip(shares).filter(|(_, share)| *share > 0) {
        buf.set_string(rest.x, rest.y, cut(&label, LABEL - 1), look.quiet());
        shorten(&mut part, share, cells(area));
        lines(&part, Rect { x: rest.x + LABEL, width: cells(area), height: share, ..rest }, buf);
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
