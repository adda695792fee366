//! How to come in and who is there, to be read from the last row of a room: the lobby with the code to scan, and while
//! people answer how many have finished, then each side.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Rect};
use ratatui::style::{Color, Style};
use ratatui::text::{Line, Span};

use super::draw::{below, cut, height, lines, row, wrapped};
use super::letters::{self, LINE, LINES, Size};
use super::page;
use super::theme::{ColourDepth, Ground, Look};
use crate::app::hosting::{Invitation, Role, Way};
use crate::app::pages::{Block, SideProgress};
use crate::app::screens::room::{Room, Stage};
use crate::domain::text::showable;
use crate::live::invite::Qr;
use crate::wording::several::FINISHED;
use crate::wording::{count, session};

/// Between the code to scan and what stands beside it.
const GAP: u16 = 3;
/// Text beside the code to scan needs so many cells.
const BESIDE: u16 = 30;
/// From this height on, the address stands over all in large letters.
const TALL: u16 = 30;
/// Draws the lobby; gives how many lines its page could scroll.
pub fn draw(room: &Room, blocks: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let top = room.scroll.top();
    let Way::Network(invitation) = &*room.way else { return page::draw(blocks, top, (area, look), buf) };
    // On the facilitator's own view how to join stands at the foot.
    if room.role == Role::Console {
        return page::draw(blocks, top, (area, look), buf);
    }
    let all = area;
    let area = banner(invitation, (area, look), buf);
    let nothing = (area, Rect { height: 0, ..area });
    let (area, under) = beside_code(invitation, (area, look), 0, buf).unwrap_or(nothing);
    grey_if(room.view().progress.locked, (all, look), buf);
    let (beside, area) = how_to_join(invitation, room.view().progress.locked, (area, look), buf);
    if let Some((rest, area)) = people(blocks, area, (under, look), buf) {
        return page::draw(&rest, top, (area, look), buf);
    }
    // How many are there, in large letters beside the join code.
    let joined = room.view().joined();
    if let Some(count) = count(joined, "person", "people").split_once(' ').filter(|_| joined > 0) {
        page::counted(count, (beside, look), buf);
    }
    page::draw(blocks, top, (area, look), buf)
}

/// Who is there, in large letters below the code to scan, where all the rest fits beside it; gives the rest, and where it
/// goes.
fn people(blocks: &[Block], beside: Rect, (under, look): (Rect, Look), buf: &mut Buffer) -> Option<(Vec<Block>, Rect)> {
    let at = blocks.iter().position(|block| matches!(block, Block::Title(_)))?;
    let Block::Title(people) = &blocks[at] else { return None };
    let rest = [&blocks[..at], &blocks[at + 1..]].concat();
    let beside = Rect { height: under.y.saturating_sub(beside.y), ..beside };
    if !page::is_wide(under, look) || height(&page::lay_out(&rest, beside.width, look)) > beside.height {
        return None;
    }
    let (size, lines) = letters::wrapped(&showable(people), (under.width, under.height + 1))?;
    letters::stacked(&lines, size, (under, look.strong()), buf);
    Some((rest, beside))
}

/// From this height on, how to join stands over the counts.
const LATE_FROM: u16 = 15;
/// From this width on, the code to scan stands there, too, where enough lines are left below it.
const SCANNED_FROM: u16 = 100;

/// Whether how to join stands over the counts, in a body of so many lines.
pub fn is_beside_counts(room: &Room, body: u16) -> bool {
    matches!(room.stage(), Stage::Answering) && room.role == Role::Projector && body >= LATE_FROM
}

/// What is left once how to join is drawn for whoever comes late.
struct Late {
    /// Beside the code to scan, or beside the join code.
    beside: Rect,
    below: Rect,
    /// Whether there is a code to scan.
    is_scanned: bool,
}

/// How to join once answering has begun, with the code to scan where that leaves so many lines below it.
fn late(room: &Room, (area, look): (Rect, Look), left: u16, buf: &mut Buffer) -> Late {
    let nothing = Late { beside: Rect { height: 0, ..area }, below: area, is_scanned: false };
    let Way::Network(invitation) = &*room.way else { return nothing };
    if !is_beside_counts(room, area.height) {
        return nothing;
    }
    let locked = room.view().progress.locked;
    let is_wide = area.width >= SCANNED_FROM && !look.ascii;
    let scanned = if is_wide { beside_code(invitation, (area, look), left, buf) } else { None };
    let Some((beside, under)) = scanned else {
        let (beside, below) = how_to_join(invitation, locked, (area, look), buf);
        return Late { beside, below, is_scanned: false };
    };
    grey_if(locked, (area, look), buf);
    let beside = Rect { height: under.y - area.y - 1, ..beside };
    let (_, beside) = how_to_join(invitation, locked, (beside, look), buf);
    Late { beside, below: under, is_scanned: true }
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

/// The code to scan at the left, where it fits beside the text and leaves so many lines below it; gives what is left
/// beside it and below it.
fn beside_code(
    invitation: &Invitation,
    (area, look): (Rect, Look),
    left: u16,
    buf: &mut Buffer,
) -> Option<(Rect, Rect)> {
    let qr = invitation.qr.as_ref()?;
    let width = area.width.saturating_sub(GAP + BESIDE);
    let scale = Scale::fitting(qr, Rect { width, height: area.height.saturating_sub(left), ..area }, look)?;
    code(qr, scale, (area, look), buf);
    let (width, height) = scale.size(qr);
    let taken = width + GAP;
    Some((Rect { x: area.x + taken, width: area.width - taken, ..area }, below(area, height + 1)))
}

/// The address and the join code, large where there is room; gives what is left beside the large code and below.
fn how_to_join(invitation: &Invitation, locked: bool, (area, look): (Rect, Look), buf: &mut Buffer) -> (Rect, Rect) {
    let address = wrapped(&showable(&invitation.url), area.width, look.strong());
    lines(&address, area, buf);
    let area = below(area, height(&address));
    let (text, style) = if locked {
        (session::locked_out(&invitation.code), look.warning())
    } else {
        (format!("join code {}", invitation.code), look.strong())
    };
    let line = Line::styled(cut(&text, area.width), style);
    let large = letters::fitting(&invitation.code, area.width).filter(|_| area.height >= LINES + 6 && !look.ascii);
    let Some(size) = large else {
        lines(&[line], row(area, 0), buf);
        return (Rect { height: 0, ..area }, below(area, 2));
    };
    // In plain letters too, to be selected and read aloud.
    lines(&[if locked { line } else { line.style(look.quiet()) }], row(area, 0), buf);
    let area = below(area, 1);
    let style = if locked { look.quiet() } else { look.accent() };
    letters::draw(&invitation.code, size, (area, style), buf);
    let taken = letters::width(&invitation.code, size) + size.cells();
    let beside = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), height: LINES, ..area };
    (beside, below(area, LINES + 1))
}

/// Draws the code to scan as large as it fits.
pub fn scan(room: &Room, (area, look): (Rect, Look), buf: &mut Buffer) {
    let Way::Network(invitation) = &*room.way else { return };
    let area = if room.view().progress.locked {
        let notice = wrapped(&session::locked_out(&invitation.code), area.width, look.warning());
        lines(&notice, area, buf);
        below(area, height(&notice) + 1)
    } else {
        area
    };
    let found = invitation.qr.as_ref().and_then(|qr| Some((qr, Scale::fitting(qr, area, look)?)));
    let Some((qr, scale)) = found else {
        return lines(&wrapped(session::NO_ROOM_FOR_CODE, area.width, look.quiet()), area, buf);
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

/// From this height on, the count stands over all in large letters.
const COUNT_OVER_ALL: u16 = 18;
/// Below a code to scan stays so much room for what is said in plain letters.
const SAID: u16 = 8;

/// Draws the counts; gives how many lines their page could scroll.
pub fn counts(room: &Room, blocks: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let sides = blocks.iter().find_map(|block| if let Block::Sides(sides) = block { Some(&sides[..]) } else { None });
    let sides = sides.filter(|_| page::is_read_from_afar(room, area, look)).unwrap_or_default();
    let below_code = u16::try_from(sides.len()).unwrap_or(u16::MAX).saturating_mul(LINE).max(SAID);
    let late = late(room, (area, look), below_code, buf);
    let (is_said, late) = total(room, late, look, buf);
    let (is_each_said, late) = each(sides, late, look, buf);
    let is_left = |block: &&Block| match block {
        Block::Title(_) => !is_said,
        Block::Sides(_) => !is_each_said,
        _ => true,
    };
    let rest: Vec<Block> = blocks.iter().filter(is_left).cloned().collect();
    let is_beside = late.is_scanned && height(&page::lay_out(&rest, late.beside.width, look)) <= late.beside.height;
    page::rest_aloud(room, &rest, (if is_beside { late.beside } else { late.below }, look), buf)
}

/// How many have finished, in large letters beside how to join, or below it; gives whether it is said in words as well,
/// and what is left.
fn total(room: &Room, late: Late, look: Look, buf: &mut Buffer) -> (bool, Late) {
    let joined = room.view().joined();
    if room.role != Role::Projector || joined == 0 {
        return (false, late);
    }
    let count = format!("{}/{joined}", room.view().finished());
    let mut counted = |area: Rect| page::counted((&count, FINISHED), (area, look), buf);
    if let Some(is_said) = counted(late.beside) {
        return (is_said, Late { beside: below(late.beside, LINE), ..late });
    }
    let Some(is_said) = Some(late.below).filter(|area| area.height >= COUNT_OVER_ALL).and_then(counted) else {
        return (false, late);
    };
    let is_said = is_said && page::is_read_from_afar(room, late.below, look);
    (is_said, Late { below: below(late.below, LINE), ..late })
}

/// Each side in a line of large letters, where all of them fit; gives whether they do, and what is left.
fn each(sides: &[SideProgress], late: Late, look: Look, buf: &mut Buffer) -> (bool, Late) {
    let Some(columns) = Columns::of(sides, late.below) else { return (false, late) };
    let left = sides.iter().fold(late.below, |area, side| {
        columns.draw(side, (area, look), buf);
        below(area, LINE)
    });
    (true, Late { below: left, ..late })
}

/// A bar shorter than this says nothing; beside larger letters it is longer.
const BAR_LEAST: u16 = 12;
const BAR_LARGE: u16 = 40;

/// How wide the columns of the sides are: the name, how many have finished, and a bar.
struct Columns {
    size: Size,
    name: u16,
    count: u16,
    bar: u16,
}

impl Columns {
    /// The largest letters in which all sides fit; none where none do.
    fn of(sides: &[SideProgress], area: Rect) -> Option<Self> {
        let height = u16::try_from(sides.len()).ok()?.checked_mul(LINE)?;
        if sides.is_empty() || height > area.height + 1 {
            return None;
        }
        [(Size::Large, BAR_LARGE), (Size::Small, BAR_LEAST)].into_iter().find_map(|(size, least)| {
            let widest = |text: fn(&SideProgress) -> String| sides.iter().map(|side| set(&text(side), size)).max()?;
            let (name, count) = (widest(|side| showable(&side.name))?, widest(done)?);
            let bar = area.width.checked_sub(name + count + 2 * gap(size))?;
            (bar >= least).then_some(Self { size, name, count, bar })
        })
    }

    fn draw(&self, side: &SideProgress, (area, look): (Rect, Look), buf: &mut Buffer) {
        let from = |x: u16, width: u16| Rect { x: area.x + x, width, ..area };
        let count = self.name + gap(self.size);
        letters::draw(&showable(&side.name), self.size, (from(0, self.name), look.strong()), buf);
        letters::draw(&done(side), self.size, (from(count, self.count), look.strong()), buf);
        self.share(side, (from(count + self.count + gap(self.size), self.bar), look), buf);
    }

    /// About how much a side has answered: a bar, and the same in words below it.
    fn share(&self, side: &SideProgress, (area, look): (Rect, Look), buf: &mut Buffer) {
        let Some(share) = side.share else { return };
        let filled = share.of_bar(self.bar.into());
        let bar = Span::styled("█".repeat(filled), look.accent());
        let rest = Span::styled("▄".repeat(usize::from(self.bar) - filled), look.quiet());
        lines(&[Line::from(bar.clone())], row(area, 1), buf);
        lines(&[Line::from(vec![bar, rest])], row(area, 2), buf);
        lines(&[Line::styled(cut(share.words(), self.bar), look.strong())], row(area, 3), buf);
    }
}

fn done(side: &SideProgress) -> String {
    format!("{}/{}", side.finished, side.joined)
}

/// How wide a text is; none where a sign has no picture.
fn set(text: &str, size: Size) -> Option<u16> {
    letters::fitting(text, u16::MAX).map(|_| letters::width(text, size))
}

/// Between two columns.
const fn gap(size: Size) -> u16 {
    size.cells() + 1
}
