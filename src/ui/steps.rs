//! Steps: those of all records as a list, with the chosen one in full beside it where there is room, and the form of one.

use jiff::Zoned;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, height, lines, row, shortened, width, wrapped};
use super::page::lay_out;
use super::panes::{self, Panes};
use super::plan::{Listed, listed, step_lines};
use super::question::{field, field_height};
use super::theme::Look;
use crate::app::pages::{self, Question};
use crate::app::screens::first_step::{Asked, FirstStep};
use crate::app::screens::steps::Steps;
use crate::request::OpenStep;
use crate::wording::plan as told;

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
            listed_step(row, (list.width, look, at == steps.cursor), now).into_iter().map(move |line| (line, Some(at)))
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

fn listed_step(step: &OpenStep, shape: (u16, Look, bool), now: &Zoned) -> Vec<Line<'static>> {
    let about = pages::from_where(step);
    let about = Line::from(Span::styled(format!("  {about}"), shape.1.quiet()));
    step_lines(&step.waiting.action, about, shape, now)
}

/// The column of labels.
const LABEL: u16 = 8;

/// Draws the form.
pub fn form(question: &Question<'_>, step: &FirstStep, (area, look): (Rect, Look), buf: &mut Buffer) {
    let lines_of_form = FirstStep::LINES;
    let least = u16::try_from(lines_of_form.len()).unwrap_or(5) + 1;
    let room = area.height.saturating_sub(least).max(1);
    let mut head = shortened(&question.text, (area.width, room), look.strong());
    let rest = room.saturating_sub(height(&head));
    head.extend(shortened(&question.help, (area.width, rest), look.quiet()));
    lines(&head, area, buf);
    let mut y = height(&head) + u16::from(area.height > 12);
    for (at, line) in lines_of_form.iter().enumerate() {
        let rest = u16::try_from(lines_of_form.len() - at - 1).unwrap_or(0);
        let room = below(area, y);
        let taken = form_line(step, *line, (Rect { height: room.height.saturating_sub(rest), ..room }, look), buf);
        let airy = area.height > 16 && matches!(line, Asked::What | Asked::We);
        y += taken + u16::from(airy);
    }
}

/// Draws one line of the form; gives how many lines of the screen it took.
fn form_line(step: &FirstStep, line: Asked, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let is_here = step.asked == line;
    let label = Line::from(Span::styled(label(line), if is_here { look.strong() } else { look.quiet() }));
    lines(&[label], row(area, 0), buf);
    let beside = Rect { x: area.x + LABEL, width: area.width.saturating_sub(LABEL), ..area };
    let input = step.text(line);
    if is_here {
        let echo = echo(step, line).filter(|echo| width(echo) + 16 <= beside.width && width(input.value()) < 14);
        let room = beside.width - echo.as_ref().map_or(0, |_| beside.width.saturating_sub(16));
        let height = field_height(input, room).min(beside.height.max(1));
        field(input, (Rect { width: room, height, ..beside }, look), buf);
        if let Some(echo) = echo {
            let place = Rect { x: beside.x + room, width: beside.width - room, ..beside };
            lines(&[Line::from(Span::styled(echo, look.quiet()))], row(place, 0), buf);
        }
        return height;
    }
    let text = input.value().trim();
    let shown = match (text.is_empty(), echo(step, line)) {
        (true, _) => Line::from(Span::styled(told::MAY_STAY_EMPTY, look.quiet())),
        (false, Some(echo)) => {
            let typed = format!("{text}   ");
            let room = beside.width.saturating_sub(width(&typed) + 2);
            Line::from(vec![Span::raw(typed), Span::styled(cut(&echo, room), look.quiet())])
        }
        (false, None) => Line::from(Span::raw(cut(text, beside.width.saturating_sub(2)))),
    };
    let inside = Rect { x: beside.x + 2, width: beside.width.saturating_sub(2), ..beside };
    lines(&[shown], row(inside, 0), buf);
    1
}

/// What the typed day means, beside it.
fn echo(step: &FirstStep, line: Asked) -> Option<String> {
    let today = step.today.filter(|_| line == Asked::Due && !step.due.value().trim().is_empty())?;
    Some(told::day_read(step.reading(), today))
}

const fn label(line: Asked) -> &'static str {
    let [what, when, we, who, by] = told::LABELS;
    match line {
        Asked::What => what,
        Asked::When => when,
        Asked::We => we,
        Asked::Owner => who,
        Asked::Due | Asked::Past(_) | Asked::Which(..) => by,
    }
}
