//! Where the regions lie: header, body, status and footer in one column; and what is shown where none fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw::{height, lines, sanitize, wrapped};
use super::theme::Look;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::{App, pages};
use crate::wording;

/// The smallest screen that is drawn on: columns and lines.
pub const LEAST: (u16, u16) = (40, 12);
/// The column never gets wider than this, so that lines stay readable.
const COLUMN_MAX: u16 = 96;
/// From this width on, a screen with panes takes all of the window.
pub const PANES_FROM: u16 = 108;
/// At each side of the column, at least.
const MARGIN: u16 = 2;
/// Below this height, blank lines go first.
const ROOMY: u16 = 18;

/// The regions of every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    /// The name of the program, whose view it is, the label.
    pub header: Rect,
    /// What the screen is about.
    pub body: Rect,
    /// Whether answers are saved, or what the person should know.
    pub status: Rect,
    /// The keys.
    pub footer: Rect,
}

/// Whether the screen is too small to draw on.
pub const fn too_small(area: Rect) -> bool {
    area.width < LEAST.0 || area.height < LEAST.1
}

/// Divides the screen. It must not be too small.
pub fn regions(area: Rect) -> Regions {
    of_margin(area, MARGIN.max(area.width.saturating_sub(COLUMN_MAX) / 2))
}

/// The same over the whole width, for what is read from afar.
pub fn wide_regions(area: Rect) -> Regions {
    of_margin(area, MARGIN)
}

fn of_margin(area: Rect, margin: u16) -> Regions {
    let column = Rect { x: area.x + margin, width: area.width - 2 * margin, ..area };
    let line = |y: u16| Rect { y, height: 1, ..column };
    let roomy = u16::from(!is_low(area));
    let body = Rect { y: area.y + 1 + roomy, height: area.height - 3 - 2 * roomy, ..column };
    Regions { header: line(area.y), body, status: line(area.bottom() - 2), footer: line(area.bottom() - 1) }
}

impl Regions {
    /// The same with so many lines for the status, at the cost of the body.
    pub fn with_status(self, lines: usize) -> Self {
        let more = u16::try_from(lines.saturating_sub(1)).unwrap_or(0).min(self.body.height);
        let body = Rect { height: self.body.height - more, ..self.body };
        Self { body, status: Rect { y: self.status.y - more, height: 1 + more, ..self.status }, ..self }
    }

    /// The same without blank lines around the body.
    pub const fn without_air(self) -> Self {
        let top = self.header.y + 1;
        let body = Rect { y: top, height: self.status.y.saturating_sub(top), ..self.body };
        Self { body, ..self }
    }

    /// The same without the header, for the screens that need every line of a low window.
    pub const fn without_header(self) -> Self {
        let top = self.header.y;
        let body = Rect { y: top, height: self.body.bottom() - top, ..self.body };
        Self { header: Rect { height: 0, ..self.header }, body, ..self }
    }
}

/// Whether blank lines, and more, have to go.
pub const fn is_low(area: Rect) -> bool {
    area.height < ROOMY
}

/// Stacks parts from the top, each given as its height and a wished gap above it; gaps shrink until all parts fit.
pub fn stack<const N: usize>(area: Rect, parts: [(u16, u16); N]) -> [Rect; N] {
    let heights: u16 = parts.iter().map(|part| part.0).sum();
    let gaps = gaps(parts.map(|part| part.1), area.height.saturating_sub(heights));
    let mut y = area.y;
    std::array::from_fn(|at| {
        y = (y + gaps[at]).min(area.bottom());
        let part = Rect { y, height: parts[at].0.min(area.bottom() - y), ..area };
        y += part.height;
        part
    })
}

/// Deals out the spare lines: one to each gap that wishes for it, then a second, and so on.
fn gaps<const N: usize>(wishes: [u16; N], mut spare: u16) -> [u16; N] {
    let mut gaps = [0; N];
    for round in 1..=wishes.into_iter().max().unwrap_or(0) {
        for (gap, wish) in gaps.iter_mut().zip(wishes) {
            if wish >= round && spare > 0 {
                *gap += 1;
                spare -= 1;
            }
        }
    }
    gaps
}

/// Says how large the window should be and which keys still count, as far as that fits; or asks whether to leave.
pub fn draw_too_small(app: &App, area: Rect, buf: &mut Buffer, look: Look) {
    let text = match leaving(app) {
        Some(question) => wording::window::too_small_to_ask(&question),
        None if !too_small(area) => wording::window::too_small_for_statement((area.width, area.height)),
        None => wording::window::too_small((area.width, area.height), LEAST),
    };
    lines(&wrapped(&text, area.width, look.strong()), area, buf);
    sanitize(buf);
}

/// The question that the next q would answer.
fn leaving(app: &App) -> Option<String> {
    if let (KeyContext::Leaving | KeyContext::Parting | KeyContext::Waiting, Some(over)) = (app.place(), app.over()) {
        return Some(pages::over(app, over).0);
    }
    let Screen::Room(room) = app.screen() else { return None };
    match room.stage() {
        Stage::Asked(asked) if app.place() == KeyContext::RoomLeaveAsked => Some(pages::room::asked(room, asked).0),
        _ => None,
    }
}

/// Lines that nothing stands on yet.
pub struct Spare(pub u16);

impl Spare {
    /// Takes so many lines, where there are as many.
    pub const fn take(&mut self, wanted: u16) -> bool {
        let fits = wanted <= self.0;
        self.0 -= if fits { wanted } else { 0 };
        fits
    }

    /// The lines, where they fit with a blank one before them; else none.
    pub fn fit(&mut self, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
        if !lines.is_empty() && self.take(height(&lines) + 1) { lines } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_give_way_before_parts_do() {
        let tall = stack(Rect::new(0, 0, 10, 10), [(1, 0), (2, 2), (1, 1)]);
        assert_eq!(tall.map(|part| (part.y, part.height)), [(0, 1), (3, 2), (6, 1)]);
        let short = stack(Rect::new(0, 0, 10, 5), [(1, 0), (2, 2), (1, 1)]);
        assert_eq!(short.map(|part| (part.y, part.height)), [(0, 1), (2, 2), (4, 1)]);
        let tiny = stack(Rect::new(0, 0, 10, 2), [(1, 0), (2, 2), (1, 1)]);
        assert_eq!(tiny.map(|part| (part.y, part.height)), [(0, 1), (1, 1), (2, 0)]);
    }
}
