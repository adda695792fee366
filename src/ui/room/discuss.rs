//! After the reveal: the chart of all causes, or the cause being discussed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::list;
use crate::app::pages::{self, Block};
use crate::app::screens::everyone::Everyone;
use crate::app::screens::room::Room;
use crate::domain::questionnaire::Cause;
use crate::domain::text::showable;
use crate::ui::draw::{below, cut, lines, row};
use crate::ui::theme::Look;
use crate::ui::{everyone, page};

/// A chart of fewer lines has none to spare.
const CHART_LEAST: u16 = 12;

/// Draws the chart, or the list of causes where there are no figures; gives how many lines a page could scroll.
pub fn chart(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    if let Some(everyone) = room.causes.everyone.as_ref().filter(|_| told.is_empty()) {
        let area = taken_on(room, (area, look), buf);
        everyone::chart(everyone, area, buf, look);
        return 0;
    }
    let causes = room.causes.listed(&room.seen);
    if !room.lists_causes() {
        return page::draw(told, room.scroll.top(), (area, look), buf);
    }
    let taken = list::causes(&causes, room.causes.row(), (area, look), buf);
    page::draw(told, room.scroll.top(), (below(area, taken), look), buf)
}

/// Names what was taken on below the chart, where there is room; gives what is left.
fn taken_on(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let Some(told) = pages::room::taken_line(room).filter(|_| area.height > CHART_LEAST) else { return area };
    let last = row(area, area.height - 1);
    lines(&[Line::styled(cut(&showable(&told), area.width), look.quiet())], last, buf);
    Rect { height: area.height - 1, ..area }
}

/// Draws the cause being discussed under its name and figure; gives how many lines its page could scroll.
pub fn cause((room, cause): (&Room, &Cause), told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let chosen = room.causes.everyone.as_ref().and_then(Everyone::chosen);
    let heading = match chosen.filter(|result| result.cause.id == cause.id) {
        Some(result) => everyone::heading(&room.view().setup.questionnaire, &result, look),
        None => Line::from(Span::styled(cause.name.clone(), look.strong())),
    };
    lines(&[heading], row(area, 0), buf);
    page::draw(told, room.scroll.top(), (below(area, 2), look), buf)
}
