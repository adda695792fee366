//! `undercurrent merge RECORD... --output FILE`

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::environment::{Environment, chance};
use super::export::{Went, save_record};
use super::{Ending, find, output};
use crate::domain::id::Token;
use crate::domain::merge::merge;
use crate::domain::record::Record;
use crate::domain::together::Named;
use crate::domain::wording;
use crate::record::reading::read;
use crate::record::wording::shown;

/// Puts finished records together into a new one, and says what became of them.
///
/// # Errors
/// When the records do not belong together, one cannot be read, or the new one cannot be written.
pub fn run(records: &[OsString], to: &Path, environment: &Environment) -> anyhow::Result<Ending> {
    let from = paths(records, environment)?;
    let files = files(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let [id, _] = chance()?;
    let merged = merge(&named, Token::new(id))?;
    let record = &merged.record;
    let went = save_record(to, &from, record)?;
    for sentence in wording::merge::merged(&merged) {
        output::note(&sentence);
    }
    if went == Went::File {
        output::note(&format!("They are in {}. 'undercurrent results' with that file shows them.", shown(to)));
    }
    Ok(Ending::Done)
}

/// The files of the records that somebody names.
///
/// # Errors
/// When there is no such record.
pub fn paths(records: &[OsString], environment: &Environment) -> anyhow::Result<Vec<PathBuf>> {
    records.iter().map(|wanted| find::record(wanted, environment)).collect()
}

/// The records in some files, each with its file as it is told.
///
/// # Errors
/// When one cannot be read.
pub fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<(String, Record)>> {
    paths.iter().map(|path| Ok((shown(path), read(path)?))).collect()
}
