//! Records of one name over time: a column a record, the same as small columns, first to last, and the last step. What
//! does not fit goes in this order: the records in the middle, the small columns, the last step.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::axis;
use super::draw::{cut, padded, padded_left, width};
use super::theme::Look;
use crate::wording::count;
use crate::wording::over_time::{RunsRow, STEP, Step, WHOLE};
use crate::wording::trend::CHANGE;

/// Between two columns, where there is room; one less where not.
const GAP: u16 = 3;
/// The narrowest that names of causes get.
const NAME_LEAST: u16 = 12;

/// The names of the columns, and a line a cause.
pub fn lines(heads: &[String], rows: &[RunsRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let columns = Columns::of(heads, rows, cells);
    let mut all = vec![columns.heads(heads, look)];
    all.extend(rows.iter().map(|row| columns.row(row, look)));
    let left_out = heads.len() - columns.shown.len();
    if left_out > 0 {
        let told = format!("{} in between without a column here", count(left_out, "record", "records"));
        all.push(Line::from(Span::styled(cut(&told, cells), look.quiet())));
    }
    all
}

/// How wide the columns are; 0 where one gives way.
struct Columns {
    name: u16,
    /// The places of the records that have a column, and how wide it is.
    shown: Vec<usize>,
    cell: u16,
    /// The small columns.
    small: u16,
    whole: u16,
    step: u16,
    gap: u16,
}

impl Columns {
    fn of(heads: &[String], rows: &[RunsRow], cells: u16) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = u16>| texts.max().unwrap_or(0);
        let told = |step: &Step| width(&step.told());
        let mut columns = Self {
            name: widest(&mut rows.iter().map(|row| width(&row.name))),
            shown: (0..heads.len()).collect(),
            cell: widest(&mut heads.iter().map(|head| width(head))).max(3),
            small: if heads.len() > 2 { u16::try_from(heads.len()).unwrap_or(0) } else { 0 },
            whole: widest(&mut rows.iter().map(|row| told(&row.whole))).max(width(WHOLE)),
            gap: GAP,
            step: widest(&mut rows.iter().filter_map(|row| row.step.as_ref()).map(told)),
        };
        if columns.step > 0 {
            columns.step = columns.step.max(width(STEP));
        }
        if columns.width() > cells {
            columns.gap = GAP - 1;
        }
        // The first and the last are what the change is about.
        while columns.width() > cells && columns.shown.len() > 3 {
            columns.shown.remove(1);
        }
        if columns.width() > cells {
            columns.small = 0;
        }
        if columns.width() > cells && columns.shown.len() > 2 {
            columns.shown.remove(1);
        }
        if columns.width() > cells {
            columns.step = 0;
        }
        if columns.width() > cells {
            columns.whole = widest(&mut rows.iter().map(|row| told(&row.whole))).max(width(CHANGE));
        }
        let rest = columns.width() - columns.name;
        columns.name = columns.name.min(cells.saturating_sub(rest).max(NAME_LEAST));
        columns
    }

    fn width(&self) -> u16 {
        let all = self.name + (self.gap + self.cell) * u16::try_from(self.shown.len()).unwrap_or(u16::MAX / 8);
        let gapped = |cells: u16| if cells > 0 { self.gap + cells } else { 0 };
        all.saturating_add(gapped(self.small) + gapped(self.whole) + gapped(self.step))
    }

    fn heads(&self, heads: &[String], look: Look) -> Line<'static> {
        let mut told = " ".repeat(usize::from(self.name));
        for at in &self.shown {
            told += &padded_left(heads.get(*at).map_or("", String::as_str), self.gap + self.cell);
        }
        if self.small > 0 {
            told += &" ".repeat(usize::from(self.gap + self.small));
        }
        let whole = if width(WHOLE) <= self.whole { WHOLE } else { CHANGE };
        let gap = " ".repeat(usize::from(self.gap));
        told += &gap;
        told += &padded(whole, self.whole);
        if self.step > 0 {
            told += &gap;
            told += STEP;
        }
        Line::from(Span::styled(told.trim_end().to_owned(), look.quiet()))
    }

    fn row(&self, row: &RunsRow, look: Look) -> Line<'static> {
        let mut line = Line::from(padded(&cut(&row.name, self.name), self.name));
        for at in &self.shown {
            let figure = row.cells.get(*at).copied().flatten();
            let text = figure.map_or_else(|| "–".to_owned(), |severity| severity.shown().to_string());
            line.push_span(Span::styled(padded_left(&text, self.gap + self.cell), look.strong()));
        }
        if self.small > 0 {
            line.push_span(" ".repeat(usize::from(self.gap)));
            for cell in &row.cells {
                line.push_span(match cell {
                    Some(severity) => Span::styled(axis::column(*severity, look), look.band(severity.band())),
                    None => Span::styled("·", look.quiet()),
                });
            }
        }
        line.spans.extend(change(&row.whole, (self.gap, self.whole), look));
        if let Some(step) = row.step.as_ref().filter(|_| self.step > 0) {
            line.spans.extend(change(step, (self.gap, self.step), look));
        }
        line
    }
}

/// A change: the figure, and its word where there is one. Below the mark it is quiet.
fn change(step: &Step, (gap, cells): (u16, u16), look: Look) -> Vec<Span<'static>> {
    let style = if step.word.is_empty() { look.quiet() } else { Style::new() };
    vec![Span::raw(" ".repeat(usize::from(gap))), Span::styled(padded(&step.told(), cells), style)]
}
