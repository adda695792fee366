//! A table of figures: aligned columns where they fit, else each row on lines of its own.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::draw::{width, wrapped};
use super::theme::Look;
use crate::wording::trend::{CHANGE, TrendRow};

/// The gap between two columns.
const GAP: u16 = 2;

/// The table in lines of at most `cells`.
pub fn lines(heads: &[String], rows: &[TrendRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let columns = Columns::of(heads, rows);
    if columns.figures() + GAP + columns.change <= cells {
        columns.beside(heads, rows, look)
    } else if columns.figures() <= cells {
        columns.above(heads, rows, (cells, look))
    } else {
        rows.iter().flat_map(|row| stacked(heads, row, (cells, look))).collect()
    }
}

/// How wide the columns are.
struct Columns {
    name: u16,
    cells: Vec<u16>,
    change: u16,
}

impl Columns {
    fn of(heads: &[String], rows: &[TrendRow]) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = &String>| texts.map(|text| width(text)).max().unwrap_or(0);
        let cell = |(at, head): (usize, &String)| {
            widest(&mut rows.iter().filter_map(|row| row.cells.get(at))).max(width(head))
        };
        Self {
            name: widest(&mut rows.iter().map(|row| &row.name)),
            cells: heads.iter().enumerate().map(cell).collect(),
            change: widest(&mut rows.iter().map(|row| &row.change)).max(width(CHANGE)),
        }
    }

    /// The width of names and figures.
    fn figures(&self) -> u16 {
        self.cells.iter().fold(self.name, |all, cell| all.saturating_add(GAP + cell))
    }

    /// Name, figures and change on one line.
    fn beside(&self, heads: &[String], rows: &[TrendRow], look: Look) -> Vec<Line<'static>> {
        let mut head = self.head(heads, look);
        head.push_span(Span::styled(format!("  {CHANGE}"), look.quiet()));
        let row = |row: &TrendRow| {
            let mut line = self.row(row, look);
            line.push_span(format!("  {}", row.change));
            line
        };
        [head].into_iter().chain(rows.iter().map(row)).collect()
    }

    /// The change under name and figures.
    fn above(&self, heads: &[String], rows: &[TrendRow], (cells, look): (u16, Look)) -> Vec<Line<'static>> {
        let row = |row: &TrendRow| [self.row(row, look)].into_iter().chain(change(row, cells));
        [self.head(heads, look)].into_iter().chain(rows.iter().flat_map(row)).collect()
    }

    fn head(&self, heads: &[String], look: Look) -> Line<'static> {
        Line::from(Span::styled(self.padded("") + &self.aligned(heads), look.quiet()))
    }

    fn row(&self, row: &TrendRow, look: Look) -> Line<'static> {
        Line::from(vec![Span::raw(self.padded(&row.name)), Span::styled(self.aligned(&row.cells), look.strong())])
    }

    /// A name that fills its column.
    fn padded(&self, name: &str) -> String {
        name.to_owned() + &" ".repeat(usize::from(self.name.saturating_sub(width(name))))
    }

    /// Texts at the right ends of their columns.
    fn aligned(&self, texts: &[String]) -> String {
        let mut line = String::new();
        for (text, cells) in texts.iter().zip(&self.cells) {
            line.push_str(&" ".repeat(usize::from(GAP + cells.saturating_sub(width(text)))));
            line.push_str(text);
        }
        line
    }
}

/// The name, each figure with its head, and the change, one under the other.
fn stacked(heads: &[String], row: &TrendRow, (cells, look): (u16, Look)) -> Vec<Line<'static>> {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
    let mut lines = wrapped(&row.name, cells, look.strong());
    lines.extend(indented(&figures.join(", "), cells));
    lines.extend(change(row, cells));
    lines
}

fn change(row: &TrendRow, cells: u16) -> Vec<Line<'static>> {
    if row.change.is_empty() { Vec::new() } else { indented(&row.change, cells) }
}

fn indented(text: &str, cells: u16) -> Vec<Line<'static>> {
    let mut lines = wrapped(text, cells.saturating_sub(GAP), Style::new());
    for line in &mut lines {
        line.spans.insert(0, Span::raw("  "));
    }
    lines
}
