//! What a whole room reads, in large letters where there is room for them: the sentence that a page begins with, and all
//! the rest where that has room as well. On the facilitator's own view nothing is read from afar.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::draw::{below, height};
use super::letters;
use super::letters::{LINE, LINES, Size};
use super::page;
use super::theme::Look;
use crate::app::hosting::Role;
use crate::app::pages::Block;
use crate::app::screens::room::Room;
use crate::domain::text::showable;

/// Draws the sentence that a page begins with in large letters, where that leaves room for the rest of the page; gives
/// what is left of both.
pub fn first<'a>(room: &Room, told: &'a [Block], (area, look): (Rect, Look), buf: &mut Buffer) -> (Rect, &'a [Block]) {
    let [Block::Title(sentence), rest @ ..] = told else { return (area, told) };
    if !is_read_from_afar(room, area, look) {
        return (area, told);
    }
    let heights = loud(rest, (area.width, look)).map(|texts| lines_of(&texts)).into_iter();
    let heights = heights.chain([height(&page::lay_out(rest, area.width, look))]);
    let set = |height| letters::wrapped(&showable(sentence), (area.width, area.height.saturating_sub(height)));
    let Some((size, lines)) = heights.into_iter().find_map(set) else { return (area, told) };
    (letters::stacked(&lines, size, (area, look.strong()), buf), rest)
}

/// Draws the rest of a page below its first sentence, in large letters where all of it fits so; gives how many lines it
/// could scroll.
pub fn rest(room: &Room, told: &[Block], (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let texts = loud(told, (area.width, look)).filter(|texts| lines_of(texts) <= area.height);
    let Some(texts) = texts.filter(|_| is_read_from_afar(room, area, look)) else {
        return page::draw(told, room.scroll.top(), (area, look), buf);
    };
    texts.iter().fold(area, |left, (lines, style)| letters::stacked(lines, Size::Small, (below(left, 1), *style), buf));
    0
}

/// A count in large letters, with the word for it where there is room; gives whether there is, and nothing where not even
/// the count has room.
pub fn counted((count, word): (&str, &str), (area, look): (Rect, Look), buf: &mut Buffer) -> Option<bool> {
    if look.ascii || area.height < LINES || letters::fitting(count, area.width) != Some(Size::Large) {
        return None;
    }
    letters::draw(count, Size::Large, (area, look.strong()), buf);
    let taken = letters::width(count, Size::Large) + Size::Large.cells();
    let beside = Rect { x: area.x + taken, width: area.width.saturating_sub(taken), ..area };
    let fits = letters::fitting(word, beside.width).is_some();
    if fits {
        letters::draw(word, Size::Small, (beside, look.strong()), buf);
    }
    Some(fits)
}

/// A narrower window is read from near by.
const AFAR: u16 = 100;

/// Whether a window is so wide that a whole room reads it.
pub fn is_read_from_afar(room: &Room, area: Rect, look: Look) -> bool {
    is_wide(area, look) && room.role == Role::Projector
}

/// Whether there is the width for large letters, on a terminal that can draw them.
pub const fn is_wide(area: Rect, look: Look) -> bool {
    area.width >= AFAR && !look.ascii
}

/// How many lines of the screen such texts take, with a line of air over each.
fn lines_of(texts: &[(Vec<String>, Style)]) -> u16 {
    let lines = texts.iter().map(|(lines, _)| u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(LINE));
    lines.fold(0, |all, lines| all.saturating_add(lines).saturating_add(1))
}

/// The texts of a page in lines of large letters; none where it holds anything but texts, or a sign without a picture.
fn loud(told: &[Block], (cells, look): (u16, Look)) -> Option<Vec<(Vec<String>, Style)>> {
    let set = |block: &Block| {
        let (text, style) = match block {
            Block::Title(text) => (text.clone(), look.strong()),
            Block::Text(text) => (text.clone(), Style::new()),
            Block::Quiet(text) => (text.clone(), look.quiet()),
            Block::Warning(text) => (format!("! {text}"), look.warning()),
            Block::Entry { label, note: None, text } if label.is_empty() => (text.clone(), Style::new()),
            Block::Entry { label, note: None, text } => (format!("{label}: {text}"), Style::new()),
            _ => return None,
        };
        Some((letters::small(&showable(&text), cells)?, style))
    };
    told.iter().map(set).collect()
}
