//! All items in the order of asking, with the unanswered marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{cut, row, window};
use super::theme::Look;
use crate::app::Assessment;

/// Draws the list, with the chosen row in sight.
pub fn draw(assessment: &Assessment, cursor: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let first = window(cursor, assessment.questionnaire().len(), area.height);
    for down in 0..area.height {
        let place = first + usize::from(down);
        statement(assessment, place, place == cursor, (row(area, down), look), buf);
    }
}

/// Draws one statement with its number and whether it is answered.
pub fn statement(assessment: &Assessment, place: usize, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Some((item, answer)) = assessment.item(place) else { return };
    let (mark, style) = match answer {
        Some(_) => ("✓", look.quiet()),
        None => ("○", Style::new()),
    };
    let text = cut(&item.text, area.width.saturating_sub(9));
    Line::from(vec![
        Span::styled(if chosen { "▸ " } else { "  " }, look.accent()),
        Span::styled(format!("{:>3}", place + 1), look.quiet()),
        Span::styled(format!(" {mark} "), style),
        Span::styled(text, if chosen { look.strong() } else { style }),
    ])
    .render(area, buf);
}
