//! Several files of one record, as a service that keeps folders in step leaves them.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::listing::{Entry, Summary};
use super::location::file_name;
use super::reading::read;
use super::wording::shown;
use crate::domain::id::Token;
use crate::domain::record::Record;

/// Of several files of one record the first is the one that was changed last, then the one that is named as
/// Undercurrent names it, then the one with the shortest name: a copy's name is that of its record and more.
pub fn first_the_latest(found: &mut [&Summary]) {
    let mut files: HashMap<Token, usize> = HashMap::new();
    for one in found.iter() {
        *files.entry(one.head.id).or_default() += 1;
    }
    found.sort_by_cached_key(|one| rank(one, files.get(&one.head.id).is_some_and(|&files| files > 1)));
}

type Rank = (Reverse<Option<Timestamp>>, bool, usize, PathBuf);

/// A head does not tell when a step was taken on or settled, so that copies are read whole; nothing else needs to be.
fn rank(one: &Summary, is_copied: bool) -> Rank {
    let name = one.path.file_name().unwrap_or_default();
    let touched = if is_copied { read(&one.path).ok().as_ref().map(Record::touched) } else { None };
    (Reverse(touched), name != file_name(&one.head).as_str(), name.len(), one.path.clone())
}

/// Each record once, where it stands first; of its files the one that [`first_the_latest`] puts first.
pub fn once<'a>(found: &[&'a Summary]) -> Vec<&'a Summary> {
    let mut ranked = found.to_vec();
    first_the_latest(&mut ranked);
    let mut kept: HashMap<Token, &Summary> = HashMap::new();
    for one in ranked {
        kept.entry(one.head.id).or_insert(one);
    }
    found.iter().filter_map(|one| kept.remove(&one.head.id)).collect()
}

/// The other files of a record, as they are listed.
pub fn others<'a>(one: &'a Summary, entries: &'a [Entry]) -> impl Iterator<Item = &'a Summary> {
    let readable = entries.iter().filter_map(Entry::readable);
    readable.filter(move |other| other.head.id == one.head.id && other.path != one.path)
}

/// Which files hold one record, in a sentence without its full stop.
pub fn told(one: &Summary, others: &[&Summary]) -> String {
    let files: Vec<String> = others.iter().map(|other| named(&other.path)).collect();
    format!("{} and {} are copies of {}", named(&one.path), files.join(" and "), one.head.id.short())
}

/// The name of a file among the records, safe to show.
pub fn named(path: &Path) -> String {
    shown(path.file_name().map_or(path, Path::new))
}
