//! Runs side by side as lines.

use jiff::Zoned;

use super::Line;
use super::block::{line, row};
use crate::app::pages::{self, Block};
use crate::app::screens::trend::Trend;
use crate::wording::sentence;
use crate::wording::trend::heading;

pub(super) fn trend(trend: &Trend, now: &Zoned) -> Vec<Line> {
    let mut lines = vec![Line::new(sentence(&heading(&trend.runs)))];
    for block in pages::trend(&trend.runs, now) {
        match &block {
            Block::Table { heads, rows } => lines.extend(rows.iter().map(|told| Line::new(row(heads, told)))),
            block => lines.push(line(block)),
        }
    }
    lines
}
