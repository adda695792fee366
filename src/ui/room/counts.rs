//! How far everybody is: a bar of those who have finished, and the counts by side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::pages::Block;
use crate::app::screens::room::Room;
use crate::ui::draw::{lines, row};
use crate::ui::page;
use crate::ui::theme::Look;
use crate::workshop::room::SideCount;

/// Draws the counts; gives how many lines their page could scroll.
pub fn draw(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    lines(&[bar(&room.view().sides, area.width, look)], row(area, 0), buf);
    let taken = area.height.min(2);
    let below = Rect { y: area.y + taken, height: area.height - taken, ..area };
    page::draw(told, room.scroll().top(), (below, look), buf)
}

/// How many of those who joined have finished.
fn bar(sides: &[SideCount], cells: u16, look: Look) -> Line<'static> {
    let joined: usize = sides.iter().map(|side| side.joined).sum();
    let finished: usize = sides.iter().map(|side| side.finished).sum();
    let cells = usize::from(cells);
    let done = cells * finished / joined.max(1);
    Line::from(vec![
        Span::styled("━".repeat(done), look.accent()),
        Span::styled("─".repeat(cells - done), look.quiet()),
    ])
}
