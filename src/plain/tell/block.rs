//! The blocks of a page as lines.

use super::Line;
use crate::app::pages::{Block, SignedFigure};
use crate::wording::several;
use crate::wording::trend::TrendRow;

/// One block as one line.
pub(super) fn line(block: &Block) -> Line {
    Line::new(match block {
        Block::Title(text) | Block::Text(text) | Block::Quiet(text) | Block::Warning(text) => text.clone(),
        Block::Entry { label, text, .. } if label.is_empty() => text.clone(),
        Block::Entry { label, note: None, text } => format!("{label}: {text}"),
        Block::Entry { label, note: Some(note), text } => format!("{label}, {note}: {text}"),
        Block::Figure { name, severity: Ok((severity, band)) } => {
            format!("{name}: {} of 100, {band}.", severity.shown())
        }
        Block::Figure { name, severity: Err(why) } => format!("{name}: no figure, {why}."),
        Block::Bands(counts, names) => format!("Persons per band: {}.", several::bands(*counts, names)),
        Block::Distribution { statement, labels, counts } => {
            format!("{statement} {}.", several::item_counts(labels, counts))
        }
        Block::SignedFigures { name, rows } => {
            let told: Vec<String> = rows.iter().map(figure).collect();
            format!("{name}. {}.", told.join("; "))
        }
        Block::SignedAnswers { statement, rows, .. } => {
            let told: Vec<String> = rows.iter().map(|row| format!("{}: {}", row.sign, row.word)).collect();
            format!("{statement} {}.", told.join("; "))
        }
        Block::Table { heads, rows } => rows.iter().map(|told| row(heads, told)).collect::<Vec<_>>().join(" "),
        Block::Answer { value, word, turned, statement } => {
            // Only a value of the scale is ever turned.
            let is_value = value.ends_with(|c: char| c.is_ascii_digit());
            let turned = if *turned && is_value { ", turned" } else { "" };
            format!("{word}{turned}: {statement}")
        }
    })
}

/// One person's figure: `Sales, EMEA: 94 of 100, severe`.
fn figure(row: &SignedFigure) -> String {
    match &row.severity {
        Ok((severity, band)) => format!("{}: {} of 100, {band}", row.sign, severity.shown()),
        Err(why) => format!("{}: no figure, {why}", row.sign),
    }
}

/// One row of a table as a sentence: `Lead mismatch: 3 Mar 2026 66, 5 Jun 2026 41; −25, lower.`
pub(super) fn row(heads: &[String], row: &TrendRow) -> String {
    let figures: Vec<String> = heads.iter().zip(&row.cells).map(|(head, cell)| format!("{head} {cell}")).collect();
    let change = if row.change.is_empty() { String::new() } else { format!("; {}", row.change) };
    format!("{}: {}{change}.", row.name, figures.join(", "))
}
