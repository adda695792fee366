//! Where the regions lie: header, body, status and footer in one column, and what is shown where none fit; in the body a
//! list and what is chosen in it, side by side where the window is wide enough, else below it as far as there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::draw::{below, cut, ends, height, line, lines, row, sanitize, width, wrapped};
use super::theme::Look;
use crate::app::screens::Screen;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::room::Stage;
use crate::app::{App, pages};
use crate::wording;

/// The smallest screen that is drawn on: columns and lines.
const LEAST: (u16, u16) = (40, 12);
/// The column never gets wider than this, so that lines stay readable.
const COLUMN_MAX: u16 = 96;
/// From this width on, a screen with panes takes all of the window.
pub const PANES_FROM: u16 = 108;
const MARGIN: u16 = 2;
/// Below this height, blank lines go first.
const ROOMY: u16 = 18;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regions {
    pub header: Rect,
    pub body: Rect,
    pub status: Rect,
    pub footer: Rect,
}

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
        Stage::Confirming(asked) if app.place() == KeyContext::RoomLeaveAsked => {
            Some(pages::room::asked(room, asked).0)
        }
        _ => None,
    }
}

pub struct Spare(pub u16);

impl Spare {
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

/// From this width on, what is chosen stands beside the list.
const TWO: u16 = 104;
/// From this width on, there is room for a third pane.
const THREE: u16 = 172;
/// Between two panes, with the line that divides them.
const GUTTER: u16 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panes {
    One,
    /// The list, and what is chosen.
    Two(Rect, Rect),
    /// The list, what is chosen, and what follows from it.
    Three(Rect, Rect, Rect),
}

pub fn panes(area: Rect) -> Panes {
    let pane = |x: u16, width: u16| Rect { x: area.x + x, width, ..area };
    if area.width < TWO {
        return Panes::One;
    }
    if area.width < THREE {
        let list = area.width * 3 / 5;
        return Panes::Two(pane(0, list), pane(list + GUTTER, area.width - list - GUTTER));
    }
    let (list, read) = (area.width * 2 / 5, area.width * 3 / 10);
    let third = list + read + 2 * GUTTER;
    Panes::Three(pane(0, list), pane(list + GUTTER, read), pane(third, area.width - third))
}

pub fn divide(pane: Rect, look: Look, buf: &mut Buffer) {
    for y in pane.top()..pane.bottom() {
        buf.set_string(pane.x - 3, y, "│", look.quiet());
    }
}

/// Draws the heading of what is chosen and, where there is room, which of how many it is.
pub fn pane_heading(name: &Line<'_>, (at, of): (usize, usize), (area, look): (Rect, Look), buf: &mut Buffer) {
    let place = wording::window::place(at, of);
    let fits = name.width() + place.len() + 2 <= usize::from(area.width);
    let place = Line::from(Span::styled(if fits { place } else { String::new() }, look.quiet()));
    ends(name, &place, row(area, 0), buf);
}

pub fn rule(name: &str, (area, look): (Rect, Look), buf: &mut Buffer) {
    let rest = usize::from(area.width.saturating_sub(width(name) + 4));
    let spans = [
        Span::styled("── ", look.quiet()),
        Span::styled(name.to_owned(), look.strong()),
        Span::styled(format!(" {}", "─".repeat(rest)), look.quiet()),
    ];
    line(&Line::from(spans.to_vec()), area, buf);
}

pub fn line_across((area, look): (Rect, Look), buf: &mut Buffer) {
    buf.set_string(area.x, area.y, "─".repeat(usize::from(area.width)), look.quiet());
}

/// Draws what fits of a text, and where it goes on.
pub fn in_pane(all: &[Line<'_>], (area, look): (Rect, Look), buf: &mut Buffer) {
    lines(all, area, buf);
    if all.len() > usize::from(area.height) {
        goes_on(area, look, buf);
    }
}

/// Says in the last cells of an area that it goes on below.
pub fn goes_on(area: Rect, look: Look, buf: &mut Buffer) {
    const MORE: &str = " ↓";
    let last = row(area, area.height.saturating_sub(1));
    let x = last.right().saturating_sub(width(MORE));
    line(&Line::from(Span::styled(MORE, look.accent())), Rect { x, width: width(MORE), ..last }, buf);
}

/// The least that is shown: a blank line, the name, and two lines.
pub const PREVIEW_LEAST: u16 = 4;
/// What stands before a part, with the gap after it.
const LABEL: u16 = 13;

pub const fn preview_cells(area: Rect) -> u16 {
    area.width.saturating_sub(LABEL)
}

/// Draws the parts, each after its label, as far as there is room.
pub fn preview(name: &str, parts: [(String, Vec<Line<'static>>); 3], (area, look): (Rect, Look), buf: &mut Buffer) {
    if area.height < PREVIEW_LEAST {
        return;
    }
    let area = below(area, 1);
    rule(name, (row(area, 0), look), buf);
    let mut rest = below(area, 1);
    let shares = shares(parts.each_ref().map(|(_, part)| height(part)), rest.height);
    for ((label, mut part), share) in parts.into_iter().zip(shares).filter(|(_, share)| *share > 0) {
        buf.set_string(rest.x, rest.y, cut(&label, LABEL - 1), look.quiet());
        shorten(&mut part, share, preview_cells(area));
        lines(&part, Rect { x: rest.x + LABEL, width: preview_cells(area), height: share, ..rest }, buf);
        rest = below(rest, share);
    }
}

/// Keeps so many lines of a text; the last ends with an ellipsis where more follow.
fn shorten(text: &mut Vec<Line<'static>>, keep: u16, cells: u16) {
    let is_cut = usize::from(keep) < text.len();
    text.truncate(usize::from(keep));
    if let Some(last) = text.last_mut().filter(|line| is_cut && line.spans.len() == 1) {
        let content = format!("{} …", last.spans[0].content);
        *last = Line::from(cut(&content, cells));
    }
}

/// How many lines each of three parts gets: one, then the second a second, the first a second, and so on.
fn shares(wanted: [u16; 3], mut room: u16) -> [u16; 3] {
    let mut shares = [0; 3];
    while room > 0 && shares != wanted {
        for at in [0, 1, 2, 1] {
            if room > 0 && shares[at] < wanted[at] {
                shares[at] += 1;
                room -= 1;
            }
        }
    }
    shares
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
