//! How far everybody is while people answer, to be read from the last row of a room: how to join beside how many have
//! finished, then each side.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::aloud;
use super::draw::{below, cut, height, lines, row};
use super::letters;
use super::letters::{LINE, Size};
use super::lobby;
use super::page;
use super::theme::Look;
use crate::app::hosting::Role;
use crate::app::pages::{Block, SideProgress};
use crate::app::screens::room::Room;
use crate::domain::text::showable;
use crate::wording::several::FINISHED;

/// From this height on, the count stands over all in large letters.
const TALL: u16 = 18;
/// Below a code to scan stays so much room for what is said in plain letters.
const SAID: u16 = 8;

/// Draws the counts; gives how many lines their page could scroll.
pub fn draw(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let sides = told.iter().find_map(|block| if let Block::Sides(sides) = block { Some(&sides[..]) } else { None });
    let sides = sides.filter(|_| aloud::is_read_from_afar(room, area, look)).unwrap_or_default();
    let late = lobby::late(room, (area, look), below_code(sides), buf);
    let (is_said, late) = total(room, late, look, buf);
    let (is_each_said, late) = each(sides, late, look, buf);
    let is_left = |block: &&Block| match block {
        Block::Title(_) => !is_said,
        Block::Sides(_) => !is_each_said,
        _ => true,
    };
    let told: Vec<Block> = told.iter().filter(is_left).cloned().collect();
    let is_beside = late.is_scanned && height(&page::lay_out(&told, late.beside.width, look)) <= late.beside.height;
    aloud::rest(room, &told, (if is_beside { late.beside } else { late.below }, look), buf)
}

/// How much room the sides want below a code to scan.
fn below_code(sides: &[SideProgress]) -> u16 {
    u16::try_from(sides.len()).unwrap_or(u16::MAX).saturating_mul(LINE).max(SAID)
}

/// How many have finished, in large letters beside how to join, or below it; gives whether it is said in words as well,
/// and what is left.
fn total(room: &Room, late: lobby::Late, look: Look, buf: &mut Buffer) -> (bool, lobby::Late) {
    let joined = room.view().joined();
    if room.role != Role::Projector || joined == 0 {
        return (false, late);
    }
    let count = format!("{}/{joined}", room.view().finished());
    let mut counted = |area: Rect| aloud::counted((&count, FINISHED), (area, look), buf);
    if let Some(is_said) = counted(late.beside) {
        return (is_said, lobby::Late { beside: below(late.beside, LINE), ..late });
    }
    let Some(is_said) = Some(late.below).filter(|area| area.height >= TALL).and_then(counted) else {
        return (false, late);
    };
    let is_said = is_said && aloud::is_read_from_afar(room, late.below, look);
    (is_said, lobby::Late { below: below(late.below, LINE), ..late })
}

/// Each side in a line of large letters, where all of them fit; gives whether they do, and what is left.
fn each(sides: &[SideProgress], late: lobby::Late, look: Look, buf: &mut Buffer) -> (bool, lobby::Late) {
    let Some(columns) = Columns::of(sides, late.below) else { return (false, late) };
    let left = sides.iter().fold(late.below, |area, side| {
        columns.draw(side, (area, look), buf);
        below(area, LINE)
    });
    (true, lobby::Late { below: left, ..late })
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
            let (name, count) = (widest(named)?, widest(done)?);
            let bar = area.width.checked_sub(name + count + 2 * gap(size))?;
            (bar >= least).then_some(Self { size, name, count, bar })
        })
    }

    fn draw(&self, side: &SideProgress, (area, look): (Rect, Look), buf: &mut Buffer) {
        let from = |x: u16, width: u16| Rect { x: area.x + x, width, ..area };
        let count = self.name + gap(self.size);
        letters::draw(&named(side), self.size, (from(0, self.name), look.strong()), buf);
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

fn named(side: &SideProgress) -> String {
    showable(&side.name)
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
