//! Several files of one record, as a service that keeps folders in step leaves them.

use std::cmp::Reverse;
use std::path::Path;

use jiff::Timestamp;

use super::listing::{Entry, Summary};
use super::location::file_name;
use super::wording::shown;

/// Of several files of one record the first is the one that was changed last, then the one that is named as
/// Undercurrent names it, then the one with the shortest name: a copy's name is that of its record and more.
pub fn first_the_latest(found: &mut [&Summary]) {
    found.sort_by_key(|one| rank(one));
}

type Rank = (Reverse<(Option<Timestamp>, Option<Timestamp>)>, bool, usize, std::path::PathBuf);

fn rank(one: &Summary) -> Rank {
    let name = one.path.file_name().unwrap_or_default();
    let latest = Reverse((one.head.changed, one.head.finished));
    (latest, name != file_name(&one.head).as_str(), name.len(), one.path.clone())
}

/// Each record once, where it stands first; of its files the one that [`first_the_latest`] puts first.
#[must_use]
pub fn once<'a>(found: &[&'a Summary]) -> Vec<&'a Summary> {
    let mut kept: Vec<&Summary> = Vec::new();
    for one in found {
        match kept.iter_mut().find(|known| known.head.id == one.head.id) {
            Some(known) if rank(one) < rank(known) => *known = one,
            Some(_) => {}
            None => kept.push(one),
        }
    }
    kept
}

/// The other files of a record, as they are listed.
pub fn others<'a>(one: &'a Summary, entries: &'a [Entry]) -> impl Iterator<Item = &'a Summary> {
    let readable = entries.iter().filter_map(Entry::readable);
    readable.filter(move |other| other.head.id == one.head.id && other.path != one.path)
}

/// Which files hold one record, in a sentence for each such record.
#[must_use]
pub fn told(entries: &[Entry]) -> Vec<String> {
    let readable: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
    let told = |one: &&Summary| {
        let files: Vec<String> = others(one, entries).map(|other| named(&other.path)).collect();
        let id = one.head.id.short();
        (!files.is_empty()).then(|| format!("{} and {} are copies of {id}", named(&one.path), files.join(" and ")))
    };
    once(&readable).iter().filter_map(told).collect()
}

/// The name of a file among the records, safe to show.
#[must_use]
pub fn named(path: &Path) -> String {
    shown(path.file_name().map_or(path, Path::new))
}
