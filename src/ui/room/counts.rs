//! How far everybody is: a bar of those who have finished, and the counts by side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::letters::{self, LINES};
use crate::app::pages::Block;
use crate::app::screens::room::Room;
use crate::live::room::SideCount;
use crate::ui::draw::{below, lines, row};
use crate::ui::page;
use crate::ui::theme::Look;

/// From this height on, the count stands over all in large letters.
const TALL: u16 = 24;

/// Draws the counts; gives how many lines their page could scroll.
pub fn draw(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let sides = &room.view().sides;
    let area = if area.height >= TALL && !look.ascii { large(sides, (area, look), buf) } else { area };
    lines(&[bar(sides, area.width, look)], row(area, 0), buf);
    page::draw(told, room.scroll.top(), (below(area, 2), look), buf)
}

/// How many have finished, to be read from afar; gives what is left.
fn large(sides: &[SideCount], (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let (finished, joined) = finished(sides);
    let told = format!("{finished}/{joined}");
    let Some(size) = letters::fitting(&told, area.width) else { return area };
    letters::draw(&told, size, (area, look.accent()), buf);
    below(area, LINES + 1)
}

fn finished(sides: &[SideCount]) -> (usize, usize) {
    (sides.iter().map(|side| side.finished).sum(), sides.iter().map(|side| side.joined).sum())
}

/// How many of those who joined have finished.
fn bar(sides: &[SideCount], cells: u16, look: Look) -> Line<'static> {
    let (finished, joined) = finished(sides);
    let cells = usize::from(cells);
    let done = cells * finished / joined.max(1);
    Line::from(vec![
        Span::styled("━".repeat(done), look.accent()),
        Span::styled("─".repeat(cells - done), look.quiet()),
    ])
}
