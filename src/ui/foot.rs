//! The two lines at the foot: how saving stands or what the person should know, and the keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, ends, width};
use super::theme::Look;
use crate::app::{App, Kept, pages};
use crate::domain::text::showable;
use crate::domain::wording::count;

/// Draws the status: a notice if there is one, else how saving stands; and whether the page goes on below.
pub fn status(app: &App, more: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let more = Line::from(Span::styled(if more { "more ↓" } else { "" }, look.quiet()));
    let told = told(app, area.width.saturating_sub(8), look);
    ends(&Line::from(told), &more, area, buf);
}

fn told(app: &App, cells: u16, look: Look) -> Span<'static> {
    let line = match (app.notice(), app.kept()) {
        (Some(notice), _) => Span::styled(showable(notice), look.strong()),
        (None, Kept::NotSaved(why)) => Span::styled(not_saved(why, cells), look.warning()),
        (None, Kept::Saving) => Span::styled("saving…", look.quiet()),
        (None, Kept::Saved) => Span::styled(saved(app), look.quiet()),
        (None, Kept::Nothing) => Span::raw(""),
    };
    Span::styled(cut(&line.content, cells), line.style)
}

fn saved(app: &App) -> String {
    let answered = app.record().map_or(0, crate::domain::record::Record::answered);
    format!("✓ {} saved", count(answered, "answer", "answers"))
}

/// The reason gives way before the way out does.
fn not_saved(why: &str, cells: u16) -> String {
    let mend = "  s saves elsewhere";
    let told = format!("! Not saved: {}", showable(why));
    cut(&told, cells.saturating_sub(width(mend))) + mend
}

/// Draws the keys, as many as fit; help and leaving never give way.
pub fn keys(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let mut hints = pages::footer(app);
    while hints.len() > 3 && hints_width(&hints, area.width) > area.width {
        hints.remove(hints.len() - 3);
    }
    let mut line = Line::default();
    for (at, hint) in hints.iter().enumerate() {
        line.push_span(if at == 0 { "" } else { gap(area.width) });
        line.push_span(Span::styled(hint.key.clone(), look.strong()));
        line.push_span(Span::styled(format!(" {}", hint.does), look.quiet()));
    }
    line.render(area, buf);
}

const fn gap(cells: u16) -> &'static str {
    if cells < 60 { "  " } else { "   " }
}

fn hints_width(hints: &[pages::Hint], cells: u16) -> u16 {
    let each: u16 = hints.iter().map(|hint| width(&hint.key) + 1 + width(&hint.does)).sum();
    each + width(gap(cells)) * u16::try_from(hints.len().saturating_sub(1)).unwrap_or(0)
}
