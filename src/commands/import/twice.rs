//! Whether people were imported before. A record says nothing of the file that it came from, so that nobody's address or
//! hour stays in it; so it is known by what they answered.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::sheet::Person;
use crate::domain::id::Id;
use crate::domain::record::{Kind, Record};
use crate::domain::response::Answer;
use crate::domain::text::Label;
use crate::storage::format::read;
use crate::storage::listing::{Entry, list};
use crate::wording::import as told;

/// Whose records are looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// The people who are to be imported.
    pub people: &'a [Person],
    /// Under this name.
    pub label: &'a Label,
    /// In a record each.
    pub each: bool,
}

/// What is there already of these people, in sentences. A record that cannot be read holds nobody.
pub fn there(wanted: Wanted<'_>, folder: &Path) -> anyhow::Result<Vec<String>> {
    let entries = list(folder)?;
    let finished = entries.iter().filter_map(Entry::readable).filter(|one| one.head.finished.is_some());
    let records = finished.filter_map(|one| read(&one.path).ok());
    let (solo, mut several): (Vec<Record>, Vec<Record>) = records.partition(|one| one.head().kind == Kind::Solo);
    // A table of one person never became part of a record of several, where somebody may have answered alike.
    several.retain(|_| wanted.people.len() > 1);
    Ok(together(wanted, several).into_iter().chain(alone(wanted, solo)).collect())
}

/// A person's side and answers, as a text to compare.
fn key(side: &Id, answers: &BTreeMap<Id, Answer>) -> String {
    let answers: Vec<String> = answers.iter().map(|(id, answer)| format!("{id}={}", String::from(*answer))).collect();
    format!("{}:{}", side.as_str(), answers.join(","))
}

/// How many people there are of each key.
type Many = HashMap<String, usize>;

fn many<'a>(people: impl Iterator<Item = (&'a Id, &'a BTreeMap<Id, Answer>)>) -> Many {
    let mut many = Many::new();
    people.for_each(|(side, answers)| *many.entry(key(side, answers)).or_default() += 1);
    many
}

fn wanted_people(people: &[Person]) -> Many {
    many(people.iter().map(|one| (&one.side, &one.answers)))
}

fn people_of(record: &Record) -> Many {
    let first = record.responses().iter().filter(|one| one.round == 1);
    many(first.map(|one| (&one.side, &one.answers)))
}

/// Records of several people that hold all or most of them.
fn together(wanted: Wanted<'_>, records: Vec<Record>) -> Vec<String> {
    let (ours, people) = (wanted_people(wanted.people), wanted.people.len());
    let told = |record: Record| {
        let theirs = people_of(&record);
        let found: usize = ours.iter().map(|(key, many)| *many.min(theirs.get(key).unwrap_or(&0))).sum();
        let id = record.head().id.short();
        match found {
            _ if found == people && found == record.people() => Some(told::there_already(&id)),
            _ if found * 2 > people.min(record.people()) => Some(told::nearly_there(&id, found, people)),
            _ => None,
        }
    };
    records.into_iter().filter_map(told).collect()
}

/// How many records are named at most.
const NAMED: usize = 5;

/// Records of one person each, of the same name, that hold one of them, or most of those who would get into one record.
fn alone(wanted: Wanted<'_>, records: Vec<Record>) -> Vec<String> {
    let mut ours = wanted_people(wanted.people);
    let is_named = |record: &Record| alike(&record.head().label, wanted.label);
    let mut ids: Vec<String> = Vec::new();
    for record in records.into_iter().filter(is_named) {
        let taken = people_of(&record).into_keys().next().and_then(|key| ours.get_mut(&key).filter(|left| **left > 0));
        if let Some(left) = taken {
            *left -= 1;
            ids.push(record.head().id.short());
        }
    }
    let (found, people) = (ids.len(), wanted.people.len());
    if found == 0 || !wanted.each && found * 2 <= people {
        return Vec::new();
    }
    if found > NAMED {
        ids.truncate(NAMED);
        ids.push(format!("{} more", found - NAMED));
    }
    vec![told::some_there(found, people, &ids)]
}

fn alike(one: &Label, other: &Label) -> bool {
    one.matches(other) || one.is_empty() && other.is_empty()
}
