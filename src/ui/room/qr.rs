//! The code to scan: black on white whatever the theme, with its quiet zone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use crate::live::invite::Qr;
use crate::ui::theme::{ColourDepth, Look};

/// How large a code is drawn: how many half lines high, and cells wide, a square of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale(u16);

impl Scale {
    /// The largest scale at which the code fits; none where it does not. Without half blocks a square takes a whole line.
    pub fn fitting(qr: &Qr, area: Rect, look: Look) -> Option<Self> {
        let fits = |scale: u16| {
            let (width, height) = Self(scale).size(qr);
            (!look.ascii || scale.is_multiple_of(2)) && width <= area.width && height <= area.height
        };
        (1..=8).rev().find(|&scale| fits(scale)).map(Self)
    }

    /// How many cells and lines the code takes.
    pub fn size(self, qr: &Qr) -> (u16, u16) {
        let side = u16::try_from(qr.width()).unwrap_or(u16::MAX).saturating_mul(self.0);
        (side, side.div_ceil(2))
    }
}

/// Draws the code at the top left of `area`.
pub fn draw(qr: &Qr, scale: Scale, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (width, height) = scale.size(qr);
    let square = |x: u16, half: u16| colour(qr.is_dark(usize::from(x / scale.0), usize::from(half / scale.0)), look);
    for (x, y) in (0..height.min(area.height)).flat_map(|y| (0..width.min(area.width)).map(move |x| (x, y))) {
        let (upper, lower) = (square(x, 2 * y), square(x, 2 * y + 1));
        if let Some(cell) = buf.cell_mut((area.x + x, area.y + y)) {
            cell.set_symbol(if upper == lower { " " } else { "▀" }).set_style(Style::new().fg(upper).bg(lower));
        }
    }
}

/// Black and white that no theme changes; of sixteen colours, the darkest and the lightest.
const fn colour(dark: bool, look: Look) -> Color {
    match (look.depth, dark) {
        (ColourDepth::Ansi16, true) => Color::Black,
        (ColourDepth::Ansi16, false) => Color::White,
        (_, true) => Color::Indexed(16),
        (_, false) => Color::Indexed(231),
    }
}
