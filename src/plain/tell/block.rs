//! The blocks of a page as lines.

use super::Line;
use crate::app::pages::Block;
use crate::domain::wording::reveal;

/// One block as one line.
pub(super) fn line(block: &Block) -> Line {
    Line::new(match block {
        Block::Title(text) | Block::Text(text) | Block::Quiet(text) => text.clone(),
        Block::Entry { label, text, .. } if label.is_empty() => text.clone(),
        Block::Entry { label, note: None, text } => format!("{label}: {text}"),
        Block::Entry { label, note: Some(note), text } => format!("{label}, {note}: {text}"),
        Block::Figure { name, severity: Ok((severity, band)) } => {
            format!("{name}: {} of 100, {band}.", severity.shown())
        }
        Block::Figure { name, severity: Err(why) } => format!("{name}: no figure, {why}."),
        Block::Bands(counts, names) => format!("Persons per band: {}.", reveal::bands(*counts, names)),
        Block::Distribution { statement, labels, counts } => {
            format!("{statement} {}.", reveal::item_counts(labels, counts))
        }
        Block::Answer { value, word, turned, statement } => {
            // Only a value of the scale is ever turned.
            let is_value = value.ends_with(|c: char| c.is_ascii_digit());
            let turned = if *turned && is_value { ", turned" } else { "" };
            format!("{word}{turned}: {statement}")
        }
    })
}
