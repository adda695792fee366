//! `undercurrent delete RECORD`

use std::ffi::OsStr;
use std::path::Path;

use super::environment::{Environment, now};
use super::{Ending, find, input, output};
use crate::domain::record::Record;
use crate::domain::text::{folded, showable};
use crate::storage::deleted::Bin;
use crate::storage::disk::RealDisk;
use crate::storage::locked_record::LockedRecord;
use crate::wording::{count, moment};

/// Deletes a record, which can be had back for a while; asks first, unless told not to.
///
/// # Errors
/// When there is no terminal to ask in, or the record cannot be deleted.
pub fn run(record: &OsStr, yes: bool, environment: &Environment) -> anyhow::Result<Ending> {
    if !yes {
        environment.need_terminal("delete asks first, and there is no terminal to ask in: add --yes")?;
    }
    let path = find::record(record, environment)?;
    let (held, record) = LockedRecord::claim(&path)?;
    if !yes && !is_wanted(&record, &path)? {
        output::note("Nothing was deleted.");
        return Ok(Ending::Done);
    }
    let id = record.head().id;
    let kept = Bin::default().put(&RealDisk, &environment.records()?, held, id)?;
    output::note(&format!("Deleted: {}.", about(&record)));
    if let Some(kept) = kept {
        output::note(&format!(
            "'undercurrent' offers it back when it is opened next. Until then it is {}.",
            showable(&kept.display().to_string())
        ));
    }
    Ok(Ending::Done)
}

fn is_wanted(record: &Record, path: &Path) -> anyhow::Result<bool> {
    output::note(&format!("{} in {}", about(record), showable(&path.display().to_string())));
    Ok(matches!(folded(&input::ask("Delete it? Type yes: ")?).as_str(), "yes" | "y"))
}

/// What it is that would be gone: `3f2a91c4, EMEA, begun today 16:10, 14 answers`.
fn about(record: &Record) -> String {
    let head = record.head();
    let label = if head.label.is_empty() { String::new() } else { format!(", {}", head.label) };
    let size = match record.solo() {
        Some(response) => count(response.answers.len(), "answer", "answers"),
        None => count(record.people(), "person", "people"),
    };
    format!("{}{label}, begun {}, {size}", head.id.short(), moment(head.created, &now()))
}
