//! Side, label and length: one question a screen, as in answering.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::asking::{Row, rows};
use super::draw::{lines, wrapped};
use super::layout::stack;
use super::over::field;
use super::theme::Look;
use crate::app::pages;
use crate::app::screens::begin::{Begin, Step};

/// Draws the question of the present step.
pub fn draw(begin: &Begin, area: Rect, buf: &mut Buffer, look: Look) {
    let (question, help) = pages::begin(begin.step);
    let question = wrapped(question, area.width, look.strong());
    let help = wrapped(help, area.width, look.quiet());
    let height = |text: &[Line<'_>]| u16::try_from(text.len()).unwrap_or(1);
    let options = pages::begin_options(begin);
    let count = u16::try_from(options.len().max(1)).unwrap_or(1);
    let [asked, helped, below] = stack(area, [(height(&question), 3), (height(&help), 1), (count, 2)]);
    lines(&question, asked, buf);
    lines(&help, helped, buf);
    if begin.step == Step::Label {
        field(&begin.label, (below, look), buf);
    } else {
        let (_, cursor) = begin.options();
        let options: Vec<Row> = options.into_iter().enumerate().map(|(at, label)| Row::numbered(at, label)).collect();
        lines(&rows(&options, cursor, below.width, look), below, buf);
    }
}

/// A digit and what it stands for, for lists of options.
impl Row {
    fn numbered(at: usize, label: String) -> Self {
        Self { key: (at + 1).to_string(), label, given: false }
    }
}
