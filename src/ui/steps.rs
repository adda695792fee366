//! The steps of all records: a list, with the chosen one in full beside it where there is room.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{below, lines, wrapped};
use super::page::lay_out;
use super::panes::{self, Panes};
use super::plan::{Listed, listed, step_lines};
use super::theme::Look;
use crate::app::pages;
use crate::app::screens::steps::Steps;
use crate::request::OpenStep;

/// From this height on, the chosen step stands in full below the list.
const BELOW: u16 = 14;

/// Draws the list.
pub fn draw(steps: &Steps, now: &Zoned, (area, look): (Rect, Look), buf: &mut Buffer) {
    let mut head = wrapped(&steps.summary(now), area.width, look.strong());
    head.extend(steps.unread().map(|told| wrapped(&told, area.width, look.quiet())).unwrap_or_default());
    lines(&head, area, buf);
    let body = below(area, u16::try_from(head.len()).unwrap_or(1) + 1);
    let Some(rows) = steps.rows.as_ref().filter(|rows| !rows.is_empty()) else { return };
    let detail = pages::of_open_step(steps, now);
    let beside = panes::of(body);
    let (list, told) = match beside {
        Panes::Three(list, told, rest) => (list, Some(told.union(rest))),
        Panes::Two(list, told) => (list, Some(told)),
        Panes::One if body.height >= BELOW => {
            let own = body.height / 3;
            (Rect { height: body.height - own, ..body }, Some(below(body, body.height - own)))
        }
        Panes::One => (body, None),
    };
    let all: Vec<Listed> = rows
        .iter()
        .enumerate()
        .flat_map(|(at, row)| {
            self::row(row, (list.width, look, at == steps.cursor), now).into_iter().map(move |line| (line, Some(at)))
        })
        .collect();
    listed(&all, (steps.cursor, rows.len()), (list, look), buf);
    if let Some(told) = told.filter(|_| beside != Panes::One) {
        panes::divide(told, look, buf);
        panes::text(&lay_out(&detail, told.width, look), (told, look), buf);
    } else if let Some(told) = told {
        panes::line_across((told, look), buf);
        panes::text(&lay_out(&detail, told.width, look), (below(told, 1), look), buf);
    }
}

fn row(step: &OpenStep, shape: (u16, Look, bool), now: &Zoned) -> Vec<Line<'static>> {
    let about = pages::from_where(step);
    let about = Line::from(Span::styled(format!("  {about}"), shape.1.quiet()));
    step_lines(&step.waiting.action, about, shape, now)
}
