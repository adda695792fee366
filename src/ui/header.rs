//! The header: the name of the program, where the person is, the label.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{cut, ends};
use super::theme::Look;
use crate::app::App;
use crate::app::screens::{Screen, answering, results};
use crate::domain::wording;

/// Draws the header.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let mut left = Line::from(Span::styled("undercurrent", look.accent()));
    if let Some(title) = title(app.screen()) {
        left.push_span("   ");
        left.push_span(title);
    }
    let label = app.record().map_or("", |record| record.head().label.as_str());
    ends(&left, &Line::from(Span::styled(cut(label, area.width / 3), look.quiet())), area, buf);
}

fn title(screen: &Screen) -> Option<String> {
    match screen {
        Screen::Welcome(_) | Screen::Begin(_) => None,
        Screen::Answering(answering) => match answering.view {
            answering::View::Item(_) => None,
            answering::View::Items { .. } => Some("all items".to_owned()),
            answering::View::Review { .. } => Some("review".to_owned()),
        },
        Screen::Results(results) => match results.view {
            results::View::Chart => Some(wording::heading(results.assessment.analysis())),
            results::View::Cause(_) => Some("why".to_owned()),
            results::View::Advice(_) => Some("what to do".to_owned()),
            results::View::Changing { .. } => Some("change an answer".to_owned()),
        },
    }
}
