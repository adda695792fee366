//! `undercurrent label RECORD TEXT`

use std::ffi::OsStr;

use super::ending::Misuse;
use super::environment::Environment;
use super::{Ending, find, output};
use crate::domain::text::Label;
use crate::storage::disk::RealDisk;
use crate::storage::locked_record::LockedRecord;

/// Gives a record another label.
///
/// # Errors
/// When the label cannot be used, or the record cannot be changed.
pub fn run(record: &OsStr, text: &str, environment: &Environment) -> anyhow::Result<Ending> {
    let label = Label::new(text).map_err(|error| Misuse(format!("that label cannot be used: {error}")))?;
    let path = find::record(record, environment)?;
    let (mut held, mut record) = LockedRecord::claim(&path)?;
    record.relabel(label.clone());
    held.save(&RealDisk, &record)?;
    let id = record.head().id.short();
    let told = if label.is_empty() { "has no label now".to_owned() } else { format!("is labelled {label} now") };
    output::note(&format!("{id} {told}."));
    Ok(Ending::Done)
}
