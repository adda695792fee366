//! The record that somebody names.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::environment::Environment;
use crate::storage::lookup::find;

/// The file of a record: `wanted` is a path, or the start of an id that `list` prints.
///
/// # Errors
/// When there is no such record, or more than one.
pub fn record(wanted: &OsStr, environment: &Environment) -> anyhow::Result<PathBuf> {
    match (wanted.to_str(), environment.records()) {
        (Some(text), Ok(folder)) => Ok(find(&folder, text)?),
        (_, Err(error)) if !Path::new(wanted).exists() => Err(error.into()),
        _ => Ok(PathBuf::from(wanted)),
    }
}
