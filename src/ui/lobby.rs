//! The lobby: how to come in, the code to scan, who is there, what that allows.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::Line;

use super::draw::{below, cut, lines, row, wrapped};
use super::letters;
use super::letters::{LINES, Size};
use super::page;
use super::theme::{ColourDepth, Ground, Look};
use crate::app::hosting::{Invitation, Role, Way};
use crate::app::pages::Block;
use crate::app::screens::room::{Room, Stage};
use crate::domain::text::showable;
use crate::live::invite::Qr;

/// Between the code to scan and what stands beside it.
const GAP: u16 = 3;
/// Text beside the code to scan needs so many cells.
const BESIDE: u16 = 30;
/// From this height on, the address stands over all in large letters.
const TALL: u16 = 30;
/// Said where no code can be drawn.
const NO_CODE: &str = "No code to scan fits here. Make the window larger, or type the address.";

/// Draws the lobby; gives how many lines its page could scroll.
pub fn draw(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let top = room.scroll.top();
    let Way::Network(invitation) = &*room.way else { return page::draw(told, top, (area, look), buf) };
    // On the facilitator's own view how to join stands at the foot.
    if room.role == Role::Console {
        return page::draw(told, top, (area, look), buf);
    }
    let all = area;
    let area = pictured(invitation, (area, look), buf);
    grey_if(room.view().progress.locked, (all, look), buf);
    let area = how_to_join(invitation, room.view().progress.locked, (area, look), buf);
    page::draw(told, top, (area, look), buf)
}

/// From this height on, how to join stands over the counts.
const LATE_FROM: u16 = 15;
/// From this width on, the code to scan stands there, too, where so many lines are left below it.
const SCANNED_FROM: u16 = 100;
const BELOW: u16 = 8;

/// Whether how to join stands over the counts, in a body of so many lines.
pub fn is_beside_counts(room: &Room, body: u16) -> bool {
    matches!(room.stage(), Stage::Answering) && room.role == Role::Projector && body >= LATE_FROM
}

/// How to join once answering has begun, for whoever comes late, with the code to scan where there is room. Gives what
/// is left beside that code, and what is left below.
pub fn late(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) -> (Rect, Rect) {
    let nothing = Rect { height: 0, ..area };
    let Way::Network(invitation) = &*room.way else { return (nothing, area) };
    if !is_beside_counts(room, area.height) {
        return (nothing, area);
    }
    let locked = room.view().progress.locked;
    let fits = |scale: &u16| {
        let (width, height) = invitation.qr.as_ref().map_or((u16::MAX, u16::MAX), |qr| Scale(*scale).size(qr));
        width + GAP + BESIDE <= area.width && height + BELOW <= area.height
    };
    let scale = (1..=8).rev().find(fits).filter(|_| area.width >= SCANNED_FROM).map(Scale);
    let Some((qr, scale)) = invitation.qr.as_ref().zip(scale).filter(|_| !look.ascii) else {
        return (nothing, how_to_join(invitation, locked, (area, look), buf));
    };
    let (width, height) = scale.size(qr);
    code(qr, scale, (area, look), buf);
    grey_if(locked, (area, look), buf);
    let taken = width + GAP;
    let beside = Rect { x: area.x + taken, width: area.width - taken, height, ..area };
    (how_to_join(invitation, locked, (beside, look), buf), below(area, height + 1))
}

/// What is to be read and scanned from afar; gives what is left.
fn pictured(invitation: &Invitation, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let area = banner(invitation, (area, look), buf);
    beside_code(invitation, (area, look), buf)
}

/// The address in large letters over all, where there is room; gives what is left.
fn banner(invitation: &Invitation, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let url = invitation.url.as_str();
    let ways = [url, url.strip_prefix("http://").unwrap_or(url)];
    let is_large = |way: &&str| letters::fitting(way, area.width) == Some(Size::Large);
    let Some(way) = ways.into_iter().find(is_large).filter(|_| area.height >= TALL && !look.ascii) else { return area };
    letters::draw(way, Size::Large, (area, look.strong()), buf);
    below(area, LINES + 2)
}

/// The code to scan at the left, where it fits beside the text; gives what is left.
fn beside_code(invitation: &Invitation, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let Some(qr) = &invitation.qr else { return area };
    let room = Rect { width: area.width.saturating_sub(GAP + BESIDE), ..area };
    let Some(scale) = Scale::fitting(qr, room, look) else { return area };
    code(qr, scale, (area, look), buf);
    let taken = scale.size(qr).0 + GAP;
    Rect { x: area.x + taken, width: area.width - taken, ..area }
}

/// The address and the join code, large where there is room; gives what is left.
fn how_to_join(invitation: &Invitation, locked: bool, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let address = wrapped(&showable(&invitation.url), area.width, look.strong());
    let height = u16::try_from(address.len()).unwrap_or(1);
    lines(&address, area, buf);
    let area = below(area, height);
    let (told, style) = if locked {
        (locked_out(invitation), look.warning())
    } else {
        (format!("join code {}", invitation.code), look.strong())
    };
    let told = Line::styled(cut(&told, area.width), style);
    let large = letters::fitting(&invitation.code, area.width).filter(|_| area.height >= LINES + 6 && !look.ascii);
    let Some(size) = large else {
        lines(&[told], row(area, 0), buf);
        return below(area, 2);
    };
    // In plain letters too, to be selected and read aloud.
    lines(&[if locked { told } else { told.style(look.quiet()) }], row(area, 0), buf);
    let area = below(area, 1);
    let style = if locked { look.quiet() } else { look.accent() };
    letters::draw(&invitation.code, size, (area, style), buf);
    below(area, LINES + 1)
}

/// Said in place of how to join, once joining is locked.
fn locked_out(invitation: &Invitation) -> String {
    format!("locked: {} lets nobody in", invitation.code)
}

/// Draws the code to scan as large as it fits.
pub fn scan(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Way::Network(invitation) = &*room.way else { return };
    let area = if room.view().progress.locked {
        let told = wrapped(&locked_out(invitation), area.width, look.warning());
        lines(&told, area, buf);
        below(area, u16::try_from(told.len()).unwrap_or(1) + 1)
    } else {
        area
    };
    let found = invitation.qr.as_ref().and_then(|qr| Some((qr, Scale::fitting(qr, area, look)?)));
    let Some((qr, scale)) = found else {
        return lines(&wrapped(NO_CODE, area.width, look.quiet()), area, buf);
    };
    let (width, height) = scale.size(qr);
    let middle = area.centered(Constraint::Length(width), Constraint::Length(height));
    code(qr, scale, (middle, look), buf);
    grey_if(room.view().progress.locked, (middle, look), buf);
}

/// How large a code is drawn: how many half lines high, and cells wide, a square of it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale(u16);

impl Scale {
    /// The largest scale at which the code fits; none where it does not. Without half blocks a square takes a whole line.
    fn fitting(qr: &Qr, area: Rect, look: Look) -> Option<Self> {
        let fits = |scale: u16| {
            let (width, height) = Self(scale).size(qr);
            (!look.ascii || scale.is_multiple_of(2)) && width <= area.width && height <= area.height
        };
        (1..=8).rev().find(|&scale| fits(scale)).map(Self)
    }

    /// How many cells and lines the code takes.
    fn size(self, qr: &Qr) -> (u16, u16) {
        let side = u16::try_from(qr.width()).unwrap_or(u16::MAX).saturating_mul(self.0);
        (side, side.div_ceil(2))
    }
}

/// Draws the code at the top left of `area`.
fn code(qr: &Qr, scale: Scale, (area, look): (Rect, Look), buf: &mut Buffer) {
    let (width, height) = scale.size(qr);
    let is_dark = |x: u16, half: u16| qr.is_dark(usize::from(x / scale.0), usize::from(half / scale.0));
    for (x, y) in (0..height.min(area.height)).flat_map(|y| (0..width.min(area.width)).map(move |x| (x, y))) {
        let (upper, lower) = (is_dark(x, 2 * y), is_dark(x, 2 * y + 1));
        let (symbol, above, below) = halves(upper, lower, look);
        if let Some(cell) = buf.cell_mut((area.x + x, area.y + y)) {
            cell.set_symbol(symbol).set_style(Style::new().fg(colour(above, look)).bg(colour(below, look)));
        }
    }
}

/// The sign for two squares, one over the other, and whether its ink and its paper are dark. A terminal without colours
/// shows the sign alone: the ink is then what the ground is not.
fn halves(upper: bool, lower: bool, look: Look) -> (&'static str, bool, bool) {
    if look.depth != ColourDepth::None {
        return (if upper == lower { " " } else { "▀" }, upper, lower);
    }
    let ink = look.ground == Ground::Light;
    match (upper == ink, lower == ink) {
        (true, true) => ("█", ink, ink),
        (true, false) => ("▀", ink, !ink),
        (false, true) => ("▄", ink, !ink),
        (false, false) => (" ", !ink, !ink),
    }
}

/// Greys the paper of a code that lets nobody in: whoever has a place may still scan it to come back.
fn grey_if(locked: bool, (area, look): (Rect, Look), buf: &mut Buffer) {
    let is_grey = locked && look.depth != ColourDepth::None;
    let greyed = |colour: Color| if colour == PAPER { GREY } else { colour };
    for place in area.intersection(buf.area).positions().filter(|_| is_grey) {
        if let Some(cell) = buf.cell_mut(place) {
            (cell.fg, cell.bg) = (greyed(cell.fg), greyed(cell.bg));
        }
    }
}

/// The white of a code, and what it is once joining is locked.
const PAPER: Color = Color::Indexed(231);
const GREY: Color = Color::Indexed(246);

/// Black and white that no theme changes; of sixteen colours, the darkest and the lightest.
const fn colour(dark: bool, look: Look) -> Color {
    match (look.depth, dark) {
        (ColourDepth::Ansi16, true) => Color::Black,
        (ColourDepth::Ansi16, false) => Color::White,
        (_, true) => Color::Indexed(16),
        (_, false) => PAPER,
    }
}
