//! Everything that can be done, in a panel over the screen: what is typed, and what it leaves.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};

use super::draw::{cut, ends, lines, row, window, wrapped};
use super::question;
use super::theme::Look;
use crate::app::Palette;
use crate::wording;

/// The widest that the panel gets.
const WIDEST: u16 = 76;
/// The most commands in sight.
const MOST: u16 = 14;

/// Draws the panel.
pub fn draw(palette: &Palette, (area, look): (Rect, Look), buf: &mut Buffer) {
    let all = u16::try_from(palette.shown().len()).unwrap_or(u16::MAX).max(1);
    let width = area.width.min(WIDEST);
    let height = (all.min(MOST) + 4).min(area.height);
    let panel = Rect { x: area.x + (area.width - width) / 2, width, height, ..area };
    recede(area, look, buf);
    Clear.render(panel, buf);
    let border = if look.ascii { BorderType::Plain } else { BorderType::Rounded };
    Block::bordered().border_type(border).border_style(look.accent()).render(panel, buf);
    let inner = Rect { x: panel.x + 2, y: panel.y + 1, width: panel.width - 4, height: panel.height - 2 };
    question::field(&palette.typed, (row(inner, 0), look), buf);
    let list = super::draw::below(inner, if inner.height > 6 { 2 } else { 1 });
    if palette.shown().len() == 0 {
        return lines(
            &wrapped("Nothing here is called that. Backspace takes letters back.", list.width, look.quiet()),
            list,
            buf,
        );
    }
    let first = window(palette.cursor, palette.shown().len(), list.height);
    for (down, (at, command)) in (0..list.height).zip(palette.shown().enumerate().skip(first)) {
        let line = row(list, down);
        let is_chosen = at == palette.cursor;
        let style = if is_chosen { look.strong() } else { Style::new() };
        if is_chosen {
            buf.set_style(Rect { x: line.x - 1, width: line.width + 2, ..line }, look.chosen());
            buf.set_string(line.x - 1, line.y, "▌", look.accent());
        }
        let does = Line::from(Span::styled(cut(&command.does, line.width.saturating_sub(9)), style));
        let text = Rect { x: line.x + 1, width: line.width - 1, ..line };
        ends(&does, &Line::from(Span::styled(command.key.clone(), look.accent())), text, buf);
    }
    sight(palette, (first, list.height), (panel, look), buf);
}

/// Lets the screen below step back: what is chosen there is not what keys are about.
fn recede(area: Rect, look: Look, buf: &mut Buffer) {
    let around = Rect { x: area.x.saturating_sub(2), width: area.width + 2, ..area };
    for place in around.intersection(buf.area).positions() {
        let cell = &mut buf[place];
        cell.set_style(Style::reset().patch(look.quiet()));
        if cell.symbol() == "▸" || cell.symbol() == "▌" && place.x < area.x {
            cell.set_symbol(" ");
        }
    }
}

/// Says in the frame which of the commands are in sight, where not all are.
fn sight(palette: &Palette, (first, height): (usize, u16), (panel, look): (Rect, Look), buf: &mut Buffer) {
    let all = palette.shown().len();
    let seen = first..all.min(first + usize::from(height));
    let Some(told) = wording::in_sight(&seen, all) else { return };
    let told = Line::from(Span::styled(format!(" {told} "), look.quiet()));
    let foot = row(panel, panel.height - 1);
    ends(&Line::default(), &told, Rect { width: foot.width - 2, ..foot }, buf);
}
