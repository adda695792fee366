//! Two or more records over time, side by side.

use std::borrow::Cow;

use jiff::Zoned;

use super::blocks::{Block, Document, Point, Role, Section, Table, Title};
use crate::domain::runs::Runs;
use crate::wording::{heads, trend};

/// Everything that is said of them, as it reads at `now`.
pub fn document<'a>(runs: &Runs, now: &Zoned) -> Document<'a> {
    let told = trend::table(runs, now);
    let run = |(name, occasion): (String, String)| Point { of: Some(name.into()), text: occasion };
    let changes = Section::unless_empty("changes", trend::CHANGES, Block::list(told.changes).into_iter().collect());
    let heads = [heads::CAUSE.to_owned()].into_iter().chain(told.heads).chain([trend::CHANGE.to_owned()]);
    let rows = told.rows.into_iter().map(|row| [row.name].into_iter().chain(row.cells).chain([row.change]).collect());
    let table = Table { heads: heads.map(Cow::Owned).collect(), rows: rows.collect() };
    let notes = told.notes.into_iter().map(|note| Block::text(Role::Note, note)).collect();
    let figures = Section { name: "figures", title: "", blocks: vec![Block::Table(table)] };
    let sections = [Some(figures), changes, Section::unless_empty("notes", "", notes)];
    Document {
        language: ENGLISH,
        title: Title::plain(told.heading.into()),
        lead: vec![Block::List(told.runs.into_iter().map(run).collect())],
        sections: sections.into_iter().flatten().collect(),
        is_dense: false,
    }
}

/// Causes may come from several questionnaires; the sentences are ours.
const ENGLISH: &str = "en";
