//! Causes that were asked in two rounds: both figures on one track, in columns, and what changed.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::beside;
use super::draw::{padded, padded_left, width};
use super::page;
use super::theme::Look;
use crate::app::pages::RoundRow;
use crate::wording::trend::{CHANGE, HEADS, TrendRow};

/// Between two columns.
const GAP: u16 = 3;
/// The shortest and the longest track.
const TRACK: (u16, u16) = (24, 41);
/// The marks of the first and the second round.
const MARKS: [&str; 2] = ["○", "●"];
/// So many causes have a blank line between them.
const AIRY: usize = 5;

/// The names of the columns, and a line a cause; without a track where there is no room for one.
pub fn lines(rows: &[RoundRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let heads: Vec<String> = HEADS.iter().zip(MARKS).map(|(head, mark)| format!("{head} {mark}")).collect();
    let columns = Columns::of(&heads, rows, cells);
    if columns.track < TRACK.0 {
        let rows: Vec<TrendRow> = rows.iter().map(|told| told.row.clone()).collect();
        return page::table(&HEADS.map(str::to_owned), &rows, (cells, look));
    }
    let air = (rows.len() <= AIRY).then(Line::default);
    let told = rows.iter().flat_map(|told| air.clone().into_iter().chain([columns.row(told, look)]));
    [columns.heads(&heads, look)].into_iter().chain(told).collect()
}

/// How wide the columns are.
struct Columns {
    name: u16,
    track: u16,
    figure: u16,
}

impl Columns {
    fn of(heads: &[String], rows: &[RoundRow], cells: u16) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let name = widest(&mut rows.iter().map(|told| width(&told.row.name)));
        let figure = widest(&mut heads.iter().map(|head| width(head)));
        let change = widest(&mut rows.iter().map(|told| width(&told.row.change))).max(width(CHANGE));
        let others = name + 2 * (GAP + figure) + GAP + change;
        Self { name, track: cells.saturating_sub(others + GAP).min(TRACK.1), figure }
    }

    fn heads(&self, heads: &[String], look: Look) -> Line<'static> {
        let gap = " ".repeat(usize::from(GAP));
        let figures: String = heads.iter().flat_map(|head| [gap.clone(), padded_left(head, self.figure)]).collect();
        let told = format!("{}{gap}{}{figures}{gap}{CHANGE}", padded("", self.name), beside::numbers(self.track));
        Line::from(Span::styled(told, look.quiet()))
    }

    fn row(&self, told: &RoundRow, look: Look) -> Line<'static> {
        let gap = || Span::raw(" ".repeat(usize::from(GAP)));
        let mut spans = vec![Span::styled(padded(&told.row.name, self.name), look.strong()), gap()];
        spans.extend(beside::track(&told.figures, &MARKS.map(str::to_owned), self.track, look));
        for (cell, figure) in told.row.cells.iter().zip(&told.figures) {
            let style = figure.map_or(look.quiet(), |severity| look.band(severity.band()));
            spans.extend([gap(), Span::styled(padded_left(cell, self.figure), style)]);
        }
        spans.extend([gap(), Span::styled(told.row.change.clone(), Style::new())]);
        Line::from(spans)
    }
}
