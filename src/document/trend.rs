//! Two or more runs as text that fits 80 columns.

use jiff::Zoned;
use unicode_width::UnicodeWidthStr;

use super::text::{Page, WIDTH};
use crate::domain::runs::Runs;
use crate::wording::trend::{self, CHANGE, CHANGES, TrendRow, TrendTable};

/// The gap between two columns, in cells.
const GAP: usize = 2;

/// The runs side by side: columns where they fit, else sentences.
pub fn text(runs: &Runs, now: &Zoned) -> String {
    let told = trend::table(runs, now);
    let mut page = Page::default();
    page.say(&format!("Undercurrent: {}", told.heading));
    page.gap();
    told.runs.iter().for_each(|(name, occasion)| page.say(&format!("{name}: {occasion}")));
    page.gap();
    match Columns::of(&told) {
        Some(columns) => columns.lines(&told).for_each(|line| page.say(&line)),
        None => told.rows.iter().for_each(|row| page.under(&sentence(row, &told.heads))),
    }
    if !told.changes.is_empty() {
        page.heading(CHANGES);
        told.changes.iter().for_each(|change| page.under(change));
    }
    for note in &told.notes {
        page.gap();
        page.say(note);
    }
    page.finish()
}

fn sentence(row: &TrendRow, heads: &[String]) -> String {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
    format!("{}: {}; {}", row.name, figures.join(", "), row.change)
}

/// How wide the columns are.
struct Columns {
    name: usize,
    cells: Vec<usize>,
}

impl Columns {
    /// The columns, if a page holds them.
    fn of(told: &TrendTable) -> Option<Self> {
        let name = told.rows.iter().map(|row| row.name.width()).max().unwrap_or(0);
        let cell = |(at, head): (usize, &String)| {
            told.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| cell.width()).fold(head.width(), usize::max)
        };
        let cells: Vec<usize> = told.heads.iter().enumerate().map(cell).collect();
        let change = told.rows.iter().map(|row| row.change.width()).fold(CHANGE.width(), usize::max);
        let all = name + cells.iter().map(|cell| GAP + cell).sum::<usize>() + GAP + change;
        (all <= WIDTH).then_some(Self { name, cells })
    }

    fn lines<'a>(&'a self, told: &'a TrendTable) -> impl Iterator<Item = String> + 'a {
        let heads = self.line("Cause", &told.heads, CHANGE);
        [heads].into_iter().chain(told.rows.iter().map(|row| self.line(&row.name, &row.cells, &row.change)))
    }

    fn line(&self, name: &str, cells: &[String], change: &str) -> String {
        let mut line = name.to_owned() + &" ".repeat(self.name.saturating_sub(name.width()));
        for (cell, cells) in cells.iter().zip(&self.cells) {
            line.push_str(&" ".repeat(GAP + cells.saturating_sub(cell.width())));
            line.push_str(cell);
        }
        line + &" ".repeat(GAP) + change
    }
}
