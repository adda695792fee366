//! One record, by path or by the short id that a list prints.

use std::path::{Path, PathBuf};

use super::listing::{Entry, ListError, Summary, list};
use super::reading::ReadError;
use super::wording::shown;
use crate::domain::id::Token;
use crate::domain::text::{narrowed, showable};

/// The fewest digits that name a record.
pub const DIGITS_LEAST: usize = 4;

/// Why a record is not found.
#[derive(Debug, thiserror::Error)]
pub enum FindError {
    /// Neither a file nor an id.
    #[error("there is no record '{}': give a path, or an id that 'undercurrent list' prints", showable(.0))]
    Nothing(String),
    /// Several records have ids that start so.
    #[error("'{wanted}' could be {}: {}", listed(.found), advice(.found))]
    Ambiguous {
        /// What was asked for.
        wanted: String,
        /// The records it could be.
        found: Vec<Summary>,
    },
    /// The file named after this id is not read as a record.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The records cannot be listed.
    #[error(transparent)]
    List(#[from] ListError),
}

/// How to name one of them. No digits tell the files of one record apart.
fn advice(found: &[Summary]) -> &'static str {
    let are_copies = found.windows(2).all(|pair| matches!(pair, [one, other] if one.head.id == other.head.id));
    if are_copies { "name the file" } else { "give more digits, or the path" }
}

fn listed(found: &[Summary]) -> String {
    let each = found.iter().map(|one| format!("{} in {}", one.head.id, shown(&one.path)));
    each.collect::<Vec<_>>().join(", or ")
}

/// Finds the file of a record: `wanted` is the start of an id of a record in `folder`, else a path.
///
/// # Errors
/// When there is none, or more than one.
pub fn find(folder: &Path, wanted: &str) -> Result<PathBuf, FindError> {
    let digits = narrowed(wanted.trim()).to_ascii_lowercase();
    if is_start_of_id(&digits)
        && let Some(path) = by_id(folder, &digits)?
    {
        return Ok(path);
    }
    let path = PathBuf::from(wanted);
    if path.exists() { Ok(path) } else { Err(FindError::Nothing(wanted.to_owned())) }
}

/// Finds the file of the record with this id. None if there is no such record in the folder.
///
/// # Errors
/// When there are several, or it cannot be read.
pub fn find_id(folder: &Path, id: Token) -> Result<Option<PathBuf>, FindError> {
    by_id(folder, &id.to_string())
}

fn is_start_of_id(text: &str) -> bool {
    (DIGITS_LEAST..=32).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn by_id(folder: &Path, digits: &str) -> Result<Option<PathBuf>, FindError> {
    let (mut found, mut unreadable) = (Vec::new(), None);
    for entry in list(folder)? {
        match entry {
            Entry::Readable(summary) if summary.head.id.to_string().starts_with(digits) => found.push(summary),
            Entry::Unreadable(error) if is_named_after(&error.path, digits) => unreadable = Some(error),
            _ => {}
        }
    }
    match (found.as_slice(), unreadable) {
        ([], Some(error)) => Err(error.into()),
        ([], None) => Ok(None),
        ([one], _) => Ok(Some(one.path.clone())),
        _ => Err(FindError::Ambiguous { wanted: digits.to_owned(), found }),
    }
}

fn is_named_after(path: &Path, digits: &str) -> bool {
    let name = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.rsplit('-').next());
    name.is_some_and(|short| short.len() == 8 && (short.starts_with(digits) || digits.starts_with(short)))
}
