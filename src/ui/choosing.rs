//! The causes of a session in a list: with their figures, or to be marked for a second round.

use std::array::from_fn;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Line;

use super::aloud;
use super::draw::{below, cut, height, lines, mark, padded, row, width, window, without};
use super::letters;
use super::letters::{LINE, LINES, Size};
use super::page;
use super::theme::Look;
use crate::app::pages;
use crate::app::pages::Block;
use crate::app::screens::everyone::Everyone;
use crate::app::screens::room::{Choosing, Room};
use crate::domain::analysis::EveryoneCause;
use crate::domain::id::Id;
use crate::domain::text::showable;
use crate::wording::{self, session};

/// A cause in the list: its name with what stands before it, and what is said of it.
struct Row {
    name: String,
    said: String,
}

/// Draws the causes as the facilitator sees them, from the top: the name, everyone's figure and the gap. Gives how many
/// lines they take, with a gap below, which says where not all are in sight.
pub fn list(everyone: &Everyone, chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) -> u16 {
    let causes = everyone.causes();
    let all: Vec<Row> = causes.iter().map(figures).collect();
    let most = area.height.saturating_sub(BELOW_CAUSES).max(4).min(area.height);
    let taken = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_add(1).min(most);
    let height = if usize::from(taken) > all.len() { taken - 1 } else { taken };
    rows(&all, chosen, (Rect { height, ..area }, look), buf);
    taken
}

/// What is said below the causes has at least so many lines, where there are any to spare.
const BELOW_CAUSES: u16 = 4;

fn figures(result: &EveryoneCause<'_>) -> Row {
    let [figure, gap, verdict] = pages::room::columns(result);
    let figure = if figure.is_empty() { "  -" } else { &figure };
    let gap = if gap.is_empty() { gap } else { format!("   {gap}  {verdict}") };
    Row { name: result.cause.name.clone(), said: format!("{figure}{gap}") }
}

/// Draws the causes with their marks, in large letters where all of them fit so.
pub fn draw(room: &Room, choosing: &Choosing, (area, look): (Rect, Look), buf: &mut Buffer) {
    let all = to_choose(room, choosing);
    let count = u16::try_from(all.len()).unwrap_or(u16::MAX);
    let is_loud = |area: Rect| {
        let is_set = |row: &Row| letters::fitting(&row.name, area.width / 2).is_some();
        aloud::is_read_from_afar(room, area, look)
            && count.saturating_mul(LINE) <= area.height + 1
            && all.iter().all(is_set)
    };
    let pitch = if is_loud(without(area, LOUD_HEAD)) { LINE } else { 2 };
    let area = over_the_causes(room, count.saturating_mul(pitch), (area, look), buf);
    if is_loud(area) {
        loud_rows(&all, choosing.cursor, (area, look), buf);
    } else {
        rows(&all, choosing.cursor, (area, look), buf);
    }
}

/// What is asked takes so many lines over causes in large letters.
const LOUD_HEAD: u16 = 8;

fn to_choose(room: &Room, choosing: &Choosing) -> Vec<Row> {
    let told = pages::room::to_choose(room, &choosing.causes);
    let widest: [u16; 5] = from_fn(|part| told.iter().map(|line| width(&line[part])).max().unwrap_or(0));
    let row = |([name, said @ ..], (_, is_marked)): (&[String; 5], &(Id, bool))| {
        let said: Vec<String> = said.iter().zip(&widest[1..]).map(|(part, cells)| padded(part, *cells)).collect();
        let mark = if *is_marked { "[x]" } else { "[ ]" };
        Row { name: format!("{mark} {}", showable(name)), said: said.join("   ").trim_end().to_owned() }
    };
    told.iter().zip(&choosing.causes).map(row).collect()
}

/// Draws what is asked over causes that take so many lines, in large letters where these still fit; gives what is left.
fn over_the_causes(room: &Room, causes: u16, (area, look): (Rect, Look), buf: &mut Buffer) -> Rect {
    let told = [Block::Title(session::WHICH_AGAIN.to_owned()), Block::Quiet(session::WHICH_AGAIN_HELP.to_owned())];
    let told = if area.height > LOW { &told[..] } else { &told[..1] };
    let (head, rest) = aloud::first(room, told, (without(area, causes), look), buf);
    let area = below(area, head.y - area.y);
    page::draw(rest, 0, (area, look), buf);
    below(area, height(&page::lay_out(rest, area.width, look)) + u16::from(area.height > LOW))
}

/// In a body of so many lines, what is asked stands over the causes alone.
const LOW: u16 = 14;

/// The rows around the chosen one, with a line of air between them where there is room.
fn rows(all: &[Row], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let is_cut = all.len() > usize::from(area.height);
    let area = without(area, u16::from(is_cut));
    let first = window(chosen, all.len(), area.height);
    let seen = first..all.len().min(first + usize::from(area.height));
    let pitch = if usize::from(area.height) + 1 >= 2 * all.len() { 2 } else { 1 };
    let name = all.iter().map(|row| width(&row.name)).max().unwrap_or(0);
    for (at, place) in seen.clone().zip((0..).map(|at| row(area, at * pitch))) {
        let style = if at == chosen { look.strong() } else { Style::new() };
        let told = format!("{}  {}", padded(&all[at].name, name), all[at].said);
        lines(&[Line::styled(cut(told.trim_end(), area.width), style)], place, buf);
        if at == chosen {
            mark(place, look, buf);
        }
    }
    let told = wording::in_sight(&seen, all.len()).filter(|_| is_cut);
    let sight = told.map(|told| Line::styled(told, look.quiet()));
    lines(sight.as_slice(), Rect { y: area.y + area.height, height: u16::from(is_cut), ..area }, buf);
}

/// All rows, with their names in large letters and what is said of them beside these.
fn loud_rows(all: &[Row], chosen: usize, (area, look): (Rect, Look), buf: &mut Buffer) {
    let name = all.iter().map(|row| letters::width(&row.name, Size::Small)).max().unwrap_or(0);
    for (at, each) in all.iter().enumerate() {
        let place = below(area, u16::try_from(at).unwrap_or(u16::MAX).saturating_mul(LINE));
        let style = if at == chosen { look.strong() } else { Style::new() };
        letters::draw(&each.name, Size::Small, (place, style), buf);
        let beside = Rect { x: place.x + name + GAP, width: place.width.saturating_sub(name + GAP), ..place };
        lines(&[Line::styled(cut(&each.said, beside.width), style)], row(beside, 1), buf);
        for down in (0..LINES).filter(|_| at == chosen) {
            mark(row(place, down), look, buf);
        }
    }
}

/// Between a name in large letters and what is said of it.
const GAP: u16 = 6;
