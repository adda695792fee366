//! A report as one table: a row an item for one person, a row a cause and side for several people.
//!
//! What every row has in common, which a table has no other place for, stands in the last columns of each row.

pub(super) mod cell;
mod context;
mod person;
mod raw;
mod several;

pub use raw::{RAW_REVEALS, raw};

use jiff::Zoned;

use super::Subject;
use crate::domain::analysis::Outcome;

/// Why a table cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A row did not fit the others.
    #[error("the table cannot be written: {0}")]
    Row(#[from] csv::Error),
    /// What was written is no text.
    #[error("the table is not UTF-8: {0}")]
    Text(#[from] std::string::FromUtf8Error),
}

/// A report as a table.
///
/// # Errors
/// None that is known: all rows have the columns of the first.
pub fn csv(subject: &Subject<'_>, now: &Zoned) -> Result<String, TableError> {
    match subject.outcome {
        Outcome::One(analysis) => person::table(analysis, now),
        Outcome::Several(several) => several::table(several, now),
    }
}

/// Rows under their column names, as text.
pub(super) fn table(columns: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, TableError> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes)?)
}
