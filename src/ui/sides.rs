//! How far the people of each side are, a line a side: how many there are, about how much they have answered, and how
//! many have finished.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{width, wrapped};
use super::theme::Look;
use crate::app::pages::SideProgress;
use crate::wording::room::Share;

/// A bar shorter than this says nothing.
const BAR_LEAST: usize = 8;
/// Between two columns.
const GAP: usize = 3;

/// The sides in a line each, with a bar where there is room.
pub fn lines(sides: &[SideProgress], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let widest = |text: fn(&SideProgress) -> String| sides.iter().map(|side| cells_of(&text(side))).max().unwrap_or(0);
    let columns = [widest(|side| side.name.clone()), widest(|side| side.people.clone()), widest(words), widest(done)];
    let text = columns.iter().sum::<usize>() + GAP * (columns.len() - 1);
    if text > usize::from(cells) {
        return sides.iter().flat_map(|side| wrapped(&told(side), cells, Style::new())).collect();
    }
    let bar = usize::from(cells).saturating_sub(text + GAP);
    sides.iter().map(|side| line(side, columns, bar, look)).collect()
}

fn line(side: &SideProgress, [name, people, said, _]: [usize; 4], bar: usize, look: Look) -> Line<'static> {
    let padded = |text: String, cells: usize| format!("{text}{}", " ".repeat(cells + GAP - cells_of(&text)));
    let mut spans = vec![Span::styled(padded(side.name.clone(), name), look.strong())];
    spans.push(Span::raw(padded(side.people.clone(), people)));
    if bar >= BAR_LEAST {
        let twelfths = side.share.map_or(0, Share::twelfths);
        let filled = bar * usize::from(twelfths) / 12;
        spans.push(Span::styled("▇".repeat(filled), look.accent()));
        spans.push(Span::styled("─".repeat(bar - filled), look.quiet()));
        spans.push(Span::raw(" ".repeat(GAP)));
    }
    spans.push(Span::raw(padded(words(side), said)));
    spans.push(Span::styled(done(side), look.strong()));
    Line::from(spans)
}

/// A side in a sentence, where columns do not fit.
fn told(side: &SideProgress) -> String {
    let said = side.share.map(|share| format!(", {}", share.words())).unwrap_or_default();
    format!("{}: {}{said}, {}", side.name, side.people, done(side))
}

fn words(side: &SideProgress) -> String {
    side.share.map(|share| share.words().to_owned()).unwrap_or_default()
}

fn done(side: &SideProgress) -> String {
    format!("{} done", side.finished)
}

fn cells_of(text: &str) -> usize {
    usize::from(width(text))
}
