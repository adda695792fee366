//! Records that are taken together: they must be finished, and have been asked the same.
//!
//! Names, headings, first steps, prompts, guesses and the names of bands may differ: those of the newest hold.

use super::difference;
use super::record::Record;

/// A record with what it is called where somebody is told about it.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    /// What it is called: the file, safe to show.
    pub name: &'a str,
    /// The record.
    pub record: &'a Record,
}

/// Why records cannot be taken together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// Somebody is still answering.
    #[error("{0} is not finished yet: finish it first")]
    Unfinished(String),
    /// Something else was asked.
    #[error("{name} does not have the same questionnaire as {first}: {how}")]
    Different {
        /// The record that differs.
        name: String,
        /// The record that it differs from.
        first: String,
        /// What differs.
        how: String,
    },
}

/// The newest of some records: the one that was finished last.
pub fn newest<'a>(records: &[Named<'a>]) -> Option<Named<'a>> {
    records.iter().copied().max_by_key(|named| (named.record.head().finished, named.record.head().created))
}

/// Checks that records can be taken together.
///
/// # Errors
/// The first that is not finished, or whose questionnaire is not that of the first record.
pub fn check(records: &[Named<'_>]) -> Result<(), Apart> {
    if let Some(open) = records.iter().find(|named| !named.record.is_finished()) {
        return Err(Apart::Unfinished(open.name.to_owned()));
    }
    let Some(first) = records.first() else { return Ok(()) };
    records.iter().try_for_each(|named| {
        let how = difference::between(named.record.questionnaire(), first.record.questionnaire());
        if how.is_empty() {
            return Ok(());
        }
        Err(Apart::Different { name: named.name.to_owned(), first: first.name.to_owned(), how: how.join("; ") })
    })
}
