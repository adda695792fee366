//! A live session, drawn: one file a region.
//!
//! ```text
//! lobby      the code to scan beside the address, the join code in large letters, and who is there
//! qr         the code to scan, black on white whatever the theme
//! letters    large letters
//! counts     how far everybody is
//! discuss    the chart, or the cause being discussed
//! list       causes to choose from, without figures
//! ```

mod counts;
mod discuss;
mod letters;
mod list;
mod lobby;
mod qr;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw::{lines, wrapped};
use super::layout::stack;
use super::theme::Look;
use super::{header, layout, page, question};
use crate::app::hosting::Role;
use crate::app::screens::Screen;
use crate::app::screens::room::{Asked, Room, Stage};
use crate::app::{App, pages};

/// Whether the screen is one that the whole room reads, and scans from.
pub fn is_read_from_afar(app: &App) -> bool {
    let Screen::Room(room) = app.screen() else { return false };
    app.over().is_none() && matches!((room.stage(), room.role), (Stage::Lobby | Stage::Scan, Role::Projector))
}

/// Draws a session; gives how many lines its page could scroll.
pub fn draw(app: &App, room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let told = app.screen().page(&app.setup().opened).unwrap_or_default();
    match room.stage() {
        Stage::Blank => {}
        Stage::Scan => lobby::scan(room, (area, look), buf),
        Stage::Asked(asked) => ask(room, asked, (area, look), buf),
        Stage::Choosing(choosing) => list::choosing(room, choosing, (area, look), buf),
        Stage::Acting(_) => {
            if let Some(asked) = app.screen().question(app.setup()) {
                question::draw(&asked, area, buf, look);
            }
        }
        Stage::Lobby => return lobby::draw(room, &told, (area, look), buf),
        Stage::Answering => return counts::draw(room, &told, (area, look), buf),
        Stage::Chart => return discuss::chart(room, &told, (area, look), buf),
        Stage::Cause(cause) => return discuss::cause((room, cause), &told, (area, look), buf),
        Stage::Closing | Stage::Closed | Stage::Change | Stage::Ended => {
            return page::draw(&told, room.scroll.top(), (area, look), buf);
        }
    }
    0
}

/// Draws nothing, but for the mark of a rehearsal.
pub fn blank(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    header::rehearsal(app, layout::regions(area).header, buf, look);
}

/// A question in place of the phase; the keys at the foot answer it.
fn ask(room: &Room, asked: Asked, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (question, text) = pages::room::asked(room, asked);
    let question = wrapped(&question, area.width, look.strong());
    let text = wrapped(&text, area.width, look.quiet());
    let height = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(1);
    let [above, below] = stack(area, [(height(&question), 3), (height(&text), 1)]);
    lines(&question, above, buf);
    lines(&text, below, buf);
}
