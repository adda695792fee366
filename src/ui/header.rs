//! The header: the name of the program, where the person is, the label.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{cut, ends, width};
use super::theme::Look;
use crate::app::App;
use crate::app::screens::{Screen, answering, results};
use crate::domain::wording;
use crate::domain::wording::reveal;

/// Draws the header. Whose view it is goes before the label, and the label before the name of the program.
pub fn draw(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
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

const NAME: &str = "undercurrent";
/// A label that is cut shorter than this says nothing any more.
const LABEL_LEAST: u16 = 8;

fn title(screen: &Screen) -> Option<String> {
    match screen {
        Screen::Welcome(_) | Screen::Begin(_) => None,
        Screen::Home(_) => Some("your records".to_owned()),
        Screen::FollowingUp(_) => Some("before you begin".to_owned()),
        Screen::TakingOn(_) => Some("take on a first step".to_owned()),
        Screen::Answering(answering) => match answering.view {
            answering::View::Item(_) => None,
            answering::View::Items { .. } => Some("all items".to_owned()),
            answering::View::Review { .. } => Some("review".to_owned()),
        },
        Screen::Trend(trend) => Some(wording::trend::heading(&trend.runs)),
        Screen::Everyone(everyone) => Some(reveal::round(&everyone.analysis)),
        Screen::Compare(compare) => Some(wording::compare::heading(&compare.comparison)),
        Screen::Results(results) => match results.view {
            results::View::Changing { .. } => Some(changing(results)),
            _ => Some(wording::heading(results.assessment.analysis())),
        },
    }
}

fn changing(results: &results::Results) -> String {
    let name = results.chosen().map(|result| result.cause.name.as_str()).unwrap_or_default();
    format!("change an answer: {name}")
}

fn label(app: &App) -> String {
    match app.screen() {
        Screen::Trend(trend) => wording::trend::labels(&trend.runs),
        Screen::Everyone(everyone) => everyone.analysis.head().label.to_string(),
        _ => app.record().map_or_else(String::new, |record| record.head().label.to_string()),
    }
}
