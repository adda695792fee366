//! Two or more runs side by side: severities in columns, and what may be said of the last two.

use jiff::Zoned;

use super::{Block, entry};
use crate::domain::runs::Runs;
use crate::wording::trend::{CHANGES, NO_REASON, table};

/// What the page says.
pub fn trend(runs: &Runs, now: &Zoned) -> Vec<Block> {
    let told = table(runs, now);
    let mut page: Vec<Block> = told.runs.into_iter().map(|(name, occasion)| entry(name, occasion)).collect();
    page.push(Block::Table { heads: told.heads, rows: told.rows });
    if !told.changes.is_empty() {
        page.push(Block::Title(CHANGES.to_owned()));
        page.extend(told.changes.into_iter().map(Block::Text));
    }
    let quiet = |note: String| if note == NO_REASON { Block::Quiet(note) } else { Block::Text(note) };
    page.extend(told.notes.into_iter().map(quiet));
    page
}
