//! One question a screen, as in answering: options to choose from, or a text to type.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::asking::{Row, rows};
use super::draw::{lines, wrapped};
use super::field;
use super::layout::stack;
use super::theme::Look;
use crate::app::pages::Question;

/// Draws the question.
pub fn draw(question: &Question<'_>, area: Rect, buf: &mut Buffer, look: Look) {
    let text = wrapped(&question.text, area.width, look.strong());
    let help = wrapped(&question.help, area.width, look.quiet());
    let height = |text: &[Line<'_>]| u16::try_from(text.len()).unwrap_or(1);
    let options = u16::try_from(question.options.len()).unwrap_or(u16::MAX);
    let below = question.field.map_or(options, |input| field::height(input, area.width));
    let air = (area.height / 6).max(3);
    let [asked, helped, below] = stack(area, [(height(&text), air), (height(&help), 1), (below, 2)]);
    lines(&text, asked, buf);
    lines(&help, helped, buf);
    match question.field {
        Some(input) => field::draw(input, (below, look), buf),
        None => lines(&rows(&numbered(question), question.chosen, below.width, look), below, buf),
    }
}

/// The options with the digits that pick them.
fn numbered(question: &Question<'_>) -> Vec<Row> {
    let row = |(at, label): (usize, &String)| Row { key: (at + 1).to_string(), label: label.clone(), given: false };
    question.options.iter().enumerate().map(row).collect()
}
