//! `undercurrent share RECORD`: the copy of a record that is handed over.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::environment::{Environment, now};
use super::output::{self, Instead, Went, save_record};
use super::{Ending, Misuse};
use crate::cli;
use crate::document::file_names;
use crate::domain::merge::handed_over;
use crate::domain::record::Record;
use crate::storage::format::read;
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::compare;

/// How many names are tried before giving up.
const NAMES: usize = 1000;

/// Writes the copy of a record that is handed over: without note and steps, which are nobody else's.
///
/// # Errors
/// When there is no such record, it is not finished, or the copy cannot be written.
pub fn share(asked: &cli::Share, environment: &Environment) -> anyhow::Result<Ending> {
    let from = [environment.find(&asked.record)?];
    let record = read(&from[0])?;
    if !record.is_finished() {
        return Err(Misuse(compare::not_finished(&shown(&from[0]))).into());
    }
    let copy = handed_over(&record)?;
    let path = match &asked.output {
        Some(path) => path.clone(),
        None => own_name(&record)?,
    };
    let wanted = Wanted { path: &path, inputs: &from, force: asked.force };
    if save_record(&wanted, &copy, Instead::Force)? == Went::File {
        output::note(&compare::shared(&shown(&path)));
    }
    Ok(Ending::Done)
}

/// A name that nothing in the current folder has.
fn own_name(record: &Record) -> anyhow::Result<PathBuf> {
    let head = record.head();
    let day = head.finished.unwrap_or(head.created).to_zoned(now().time_zone().clone()).date();
    let is_free = |name: &String| Path::new(name).symlink_metadata().is_err();
    match file_names(head.label.as_str(), day, "toml").take(NAMES).find(is_free) {
        Some(name) => Ok(PathBuf::from(name)),
        None => bail!("this folder is full of copies: name another with --output"),
    }
}
