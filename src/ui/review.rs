//! Before finishing with gaps: what is unanswered and what that means.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::draw::{lines, row, window, wrapped};
use super::items::statement;
use super::theme::Look;
use crate::app::Assessment;
use crate::app::pages::Review;

/// Draws the unanswered items and, after them, finishing.
pub fn draw(assessment: &Assessment, told: &(Review, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let ((review, cursor), gaps) = (told, assessment.unanswered());
    let cursor = *cursor;
    let mut head = wrapped(&review.open, area.width, look.strong());
    head.extend(wrapped(&review.meaning, area.width, look.quiet()));
    let height = u16::try_from(head.len()).unwrap_or(1);
    let [top, _, list] = area.layout(&Layout::vertical([
        Constraint::Length(height),
        Constraint::Length(u16::from(area.height > 10)),
        Constraint::Min(1),
    ]));
    lines(&head, top, buf);
    // Finishing stays in sight, however many statements are open.
    let room = list.height.saturating_sub(1);
    let first = window(cursor, gaps.len(), room);
    for (down, (at, &place)) in (0..room).zip(gaps.iter().enumerate().skip(first)) {
        statement(assessment, place, at == cursor, (row(list, down), look), buf);
    }
    let end = u16::try_from(gaps.len()).unwrap_or(room).min(room);
    finish(review.finish, cursor == gaps.len(), (row(list, end), look), buf);
}

fn finish(told: &'static str, chosen: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let style = if chosen { look.strong() } else { ratatui::style::Style::new() };
    Line::from(vec![Span::styled(if chosen { "▸ " } else { "  " }, look.accent()), Span::styled(told, style)])
        .render(area, buf);
}
