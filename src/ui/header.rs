//! The header: the name of the program, where the person is, the label.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{cut, ends, width};
use super::theme::Look;
use crate::app::screens::answering::{Answering, View};
use crate::app::screens::{Screen, results};
use crate::app::{App, pages};
use crate::wording;
use crate::wording::several;

/// Draws the header. Whose view it is goes before the label, and the label before the name of the program.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let area = rehearsal(app, area, buf, look);
    let title = title(app.screen()).unwrap_or_default();
    let label = label(app);
    let cells = area.width.saturating_sub(width(&title) + 2).min(area.width / 3);
    let label = if width(&label) <= cells || cells >= LABEL_LEAST { cut(&label, cells) } else { String::new() };
    let label = Line::from(Span::styled(label, look.quiet()));
    let needed = width(NAME) + 3 + width(&title) + 2 + u16::try_from(label.width()).unwrap_or(0);
    let mut left = Line::default();
    if title.is_empty() || needed <= area.width {
        left.push_span(Span::styled(NAME, look.accent()));
        left.push_span("   ");
    }
    left.push_span(cut(&title, area.width));
    ends(&left, &label, area, buf);
}

/// Marks a rehearsal before all else; gives what is left of the line.
pub fn rehearsal(app: &App, area: Rect, buf: &mut Buffer, look: Look) -> Rect {
    let is_rehearsal = matches!(app.screen(), Screen::Room(room) if room.view().setup.rehearsal);
    if !is_rehearsal || area.is_empty() {
        return area;
    }
    buf.set_stringn(area.x, area.y, REHEARSAL, usize::from(area.width), look.warning());
    let taken = (width(REHEARSAL) + 3).min(area.width);
    Rect { x: area.x + taken, width: area.width - taken, ..area }
}

/// Stands over every screen of a session whose people are made up.
const REHEARSAL: &str = "REHEARSAL";
const NAME: &str = "undercurrent";
/// A label that is cut shorter than this says nothing any more.
const LABEL_LEAST: u16 = 8;

fn title(screen: &Screen) -> Option<String> {
    match screen {
        Screen::Welcome(_) | Screen::Begin(_) => None,
        Screen::Home(_) => Some("your records".to_owned()),
        Screen::FollowingUp(_) => Some("before you begin".to_owned()),
        Screen::TakingOn(_) => Some("take on a first step".to_owned()),
        Screen::Answering(answering) => statements(answering),
        Screen::Seat(seat) => match (seat.answering(), seat.taken()) {
            (Some(answering), Some(taken)) if taken.view.rehearsal => {
                Some(rehearsed(&statements(answering).unwrap_or_else(|| "live session".to_owned()), true))
            }
            (Some(answering), _) => statements(answering),
            (None, Some(taken)) => Some(rehearsed("live session", taken.view.rehearsal)),
            (None, None) => Some(rehearsed("join a live session", seat.join_form.rehearsal)),
        },
        Screen::Trend(trend) => Some(wording::trend::heading(&trend.runs)),
        Screen::Room(room) => Some(pages::room::title(room)),
        Screen::Everyone(everyone) => Some(several::round(&everyone.analysis)),
        Screen::Compare(compare) => Some(wording::compare::heading(&compare.comparison)),
        Screen::Results(results) => match results.view {
            results::View::Changing { .. } => Some(changing(results)),
            _ => Some(wording::heading(results.assessment.analysis())),
        },
    }
}

fn statements(answering: &Answering) -> Option<String> {
    match answering.view {
        View::Item(_) => None,
        View::Items { .. } => Some("all items".to_owned()),
        View::Review { .. } => Some("review".to_owned()),
    }
}

fn rehearsed(title: &str, rehearsal: bool) -> String {
    if rehearsal { format!("{title}: REHEARSAL") } else { title.to_owned() }
}

fn changing(results: &results::Results) -> String {
    let name = results.chosen().map(|result| result.cause.name.as_str()).unwrap_or_default();
    format!("change an answer: {name}")
}

fn label(app: &App) -> String {
    match app.screen() {
        Screen::Trend(trend) => wording::trend::labels(&trend.runs),
        Screen::Room(room) => room.view().setup.label.to_string(),
        Screen::Everyone(everyone) => everyone.analysis.head().label.to_string(),
        // At the door it stands in the title.
        Screen::Seat(seat) => seat.taken().map_or_else(String::new, |taken| taken.view.label.to_string()),
        _ => app.record().map_or_else(String::new, |record| record.head().label.to_string()),
    }
}
