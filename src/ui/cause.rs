//! The page of one cause, under its name and figure.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};

use super::draw::ends;
use super::page;
use super::theme::Look;
use crate::app::screens::results::Results;
use crate::app::{Scroll, pages};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::wording;

/// Draws the page; gives how many lines it could scroll.
pub fn draw(results: &Results, scroll: Scroll, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let Some(result) = results.chosen() else { return 0 };
    let analysis = results.assessment.analysis();
    let [head, _, body] =
        area.layout(&Layout::vertical([Constraint::Length(1), Constraint::Length(1), Constraint::Min(1)]));
    let name = heading(analysis, &result, look);
    let place = format!("{} of {}", results.row + 1, results.causes().len());
    let fits = name.width() + place.len() + 2 <= usize::from(head.width);
    ends(&name, &Line::from(Span::styled(if fits { place } else { String::new() }, look.quiet())), head, buf);
    page::draw(&pages::cause(analysis, &result), scroll.top(), (body, look), buf)
}

/// The name, number, mark and band of a cause.
fn heading(analysis: &Analysis, result: &CauseResult<'_>, look: Look) -> Line<'static> {
    let mut line = Line::from(Span::styled(result.cause.name.clone(), look.strong()));
    match result.severity() {
        None => line.push_span(Span::styled(format!("   {}", wording::missing(*result.figures)), look.quiet())),
        Some(severity) => {
            let band = severity.band();
            line.push_span(Span::styled(format!("   {}  ", severity.shown()), look.strong()));
            line.push_span(Span::styled(wording::mark(band), look.band(band)));
            line.push_span(format!(" {}", analysis.questionnaire().head().bands.of(band)));
        }
    }
    line
}
