//! A result in every form that leaves the program.
//!
//! ```text
//! content    what is said, in its running order: for the three forms that people read
//! text       sentences that fit 80 columns
//! markdown   the same for a forge or a wiki
//! html       one page with charts, which prints
//! json       data with a schema version
//! csv        tables
//! rounding   what figures of several people may be exact to
//! name       what a file is called
//! compare    a few people's answers, side by side, in the three forms that people read
//! actions    what still waits, over several records
//! trend      two or more runs side by side
//! ```

pub(crate) mod actions;
pub(crate) mod compare;
mod content;
mod csv;
mod html;
mod json;
mod markdown;
mod name;
mod page;
mod rounding;
mod text;
pub(crate) mod trend;

pub use csv::{RAW_REVEALS, TableError, raw};
pub use json::schema;
pub use name::file_names;

use jiff::Zoned;

use crate::domain::action::Action;
use crate::domain::analysis::Outcome;
use crate::domain::trend::TeamTrend;

/// What a report is about.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The figures.
    pub outcome: &'a Outcome,
    /// What was taken on, in its order.
    pub actions: &'a [Action],
    /// What the second round of a session changed, where there was one.
    pub rounds: Option<&'a TeamTrend>,
}

/// A form of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Sentences that fit 80 columns.
    Text,
    /// For a forge or a wiki.
    Markdown,
    /// One page with charts.
    Html,
    /// Tables.
    Csv,
    /// Data with a schema version.
    Json,
}

impl Format {
    /// How the names of its files end.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form that a file's ending stands for.
    pub fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" => Self::Html,
            "csv" => Self::Csv,
            "json" => Self::Json,
            _ => return None,
        })
    }
}

/// Why a report cannot be written. No subject is known that brings this about.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// The page could not be filled.
    #[error("the page cannot be filled: {0}")]
    Html(#[from] minijinja::Error),
    /// The table could not be written.
    #[error(transparent)]
    Csv(#[from] TableError),
    /// The data could not be put into JSON.
    #[error("the data cannot be put into JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// Writes a report as it reads at `now`.
///
/// # Errors
/// None that is known: every analysis can be written in every form.
pub fn write(subject: &Subject<'_>, format: Format, now: &Zoned) -> Result<String, Unwritable> {
    let content = || content::content(subject, now);
    Ok(match format {
        Format::Text => text::text(&content()),
        Format::Markdown => markdown::markdown(&content()),
        Format::Html => html::html(&content())?,
        Format::Csv => csv::csv(subject, now)?,
        Format::Json => json::json(subject)?,
    })
}
