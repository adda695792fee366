//! Finished records of one questionnaire, put together into one.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::analysis::pool::{Pool as Shown, pools};
use super::disclosure::{Published, may_refresh};
use super::id::Token;
use super::record::{Head, Invalid, Kind, PEOPLE_MAX, Record};
use super::response::Response;
use super::text::{LABEL_MAX, Label, alike};
use super::together::{Apart, Named, check};

/// The round that figures are shown of.
const ROUND: u8 = 1;

/// A record of everybody, and what became of the rest.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The record. Actions stay where they were.
    pub record: Record,
    /// How many copies of a response were left out, because it is in it already.
    pub copies: usize,
    /// Responses whose copies were not alike, in the order in which they were found.
    pub differing: Vec<Differing>,
    /// Records of several people whose figures, beside those of this one, would give away who was added.
    pub exposing: Vec<String>,
    /// Whether the labels were too long to be kept whole.
    pub label_cut: bool,
}

/// Two copies of a response that are not alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    /// The record whose copy was taken.
    pub taken: String,
    /// The record whose copy was left out.
    pub left: String,
    /// Whether the copy taken is known to be the later one. Otherwise the record named first won.
    pub later: bool,
}

/// Why records cannot be put together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is nothing to put together.
    #[error("it takes at least two records")]
    TooFew,
    /// They do not belong together.
    #[error(transparent)]
    Apart(#[from] Apart),
    /// There are more people than a record holds.
    #[error("together they hold {0} people, and a record holds at most {PEOPLE_MAX}")]
    TooMany(usize),
    /// The parts contradict each other. No records are known that bring this about.
    #[error(transparent)]
    Invalid(#[from] Invalid),
}

impl Refusal {
    fn of(invalid: Invalid) -> Self {
        if let Invalid::People(people) = invalid { Self::TooMany(people) } else { Self::Invalid(invalid) }
    }
}

/// Puts records together; `id` is a fresh random name.
///
/// A response is taken once, by its id. Where copies differ, the later change wins: a record that was changed after
/// finishing goes before one that was not, since finishing comes before every change.
///
/// # Errors
/// When they do not belong together, or are too many.
pub fn merge(records: &[Named<'_>], id: Token) -> Result<Merged, Refusal> {
    let [first, _, ..] = records else { return Err(Refusal::TooFew) };
    check(records)?;
    let pool = pool(records);
    let (label, label_cut) = label(records);
    let head = head(records, id, label);
    let responses = pool.taken.into_iter().map(|(_, response)| response.clone()).collect();
    let record = Record::new(head, Arc::clone(first.record.questionnaire()), responses).map_err(Refusal::of)?;
    let exposing = exposing(records, &record);
    Ok(Merged { record, copies: pool.copies, differing: pool.differing, exposing, label_cut })
}

/// The records whose figures differ from those of all by too few people: a subtraction gives those people's answers.
fn exposing(records: &[Named<'_>], all: &Record) -> Vec<String> {
    let least = usize::try_from(all.head().min_people).unwrap_or(usize::MAX);
    let now = published(all);
    let exposes = |named: &&Named<'_>| {
        let before = published(named.record);
        before.iter().zip(&now).any(|(before, now)| before != now && !may_refresh(before, now, least))
    };
    let several = records.iter().filter(|named| named.record.solo().is_none());
    several.filter(exposes).map(|named| named.name.to_owned()).collect()
}

/// How many people stand behind what is shown, cause by cause.
fn published(record: &Record) -> Vec<Published> {
    pools(record, ROUND).iter().map(Shown::published).collect()
}

/// The responses, each with the record that it was taken from.
#[derive(Default)]
struct Pool<'a> {
    taken: Vec<(Named<'a>, &'a Response)>,
    places: HashMap<Token, usize>,
    copies: usize,
    differing: Vec<Differing>,
}

fn pool<'a>(records: &[Named<'a>]) -> Pool<'a> {
    let mut pool = Pool::default();
    for named in records {
        for response in named.record.responses() {
            pool.take(*named, response);
        }
    }
    pool
}

impl<'a> Pool<'a> {
    fn take(&mut self, from: Named<'a>, response: &'a Response) {
        let known = self.places.get(&response.id).and_then(|&place| self.taken.get_mut(place));
        let Some(known) = known else {
            self.places.insert(response.id, self.taken.len());
            self.taken.push((from, response));
            return;
        };
        self.copies += 1;
        if known.1 == response {
            // The later record vouches for it from now on.
            if when(from.record) > when(known.0.record) {
                known.0 = from;
            }
            return;
        }
        let (own, other) = (when(from.record), when(known.0.record));
        let left = if own > other { std::mem::replace(known, (from, response)).0 } else { from };
        let (taken, left) = (known.0.name.to_owned(), left.name.to_owned());
        self.differing.push(Differing { taken, left, later: own != other });
    }
}

/// When a record was last changed, and when it was finished: what decides between copies.
const fn when(record: &Record) -> (Option<Timestamp>, Option<Timestamp>) {
    (record.head().changed, record.head().finished)
}

fn head(records: &[Named<'_>], id: Token, label: Label) -> Head {
    let heads = || records.iter().map(|named| named.record.head());
    Head {
        id,
        kind: Kind::Merged,
        created: heads().map(|head| head.created).min().unwrap_or_default(),
        finished: heads().filter_map(|head| head.finished).max(),
        label,
        changed: heads().filter_map(|head| head.changed).max(),
        min_people: heads().map(|head| head.min_people).max().unwrap_or_default(),
    }
}

/// The shared label, or the distinct ones with commas; and whether not all of it fits.
fn label(records: &[Named<'_>]) -> (Label, bool) {
    let labels = distinct(records);
    let whole = labels.join(", ");
    match Label::new(&whole) {
        Ok(label) => (label, false),
        Err(_) => (Label::new(&shortened(&labels)).unwrap_or_default(), true),
    }
}

/// The labels, each once; however it is written, and a merged record's label is taken apart again.
fn distinct<'a>(records: &[Named<'a>]) -> Vec<&'a str> {
    let mut labels: Vec<&str> = Vec::new();
    for head in records.iter().map(|named| named.record.head()) {
        let parts: Vec<&str> = match head.kind {
            Kind::Merged => head.label.as_str().split(", ").collect(),
            Kind::Solo | Kind::Workshop => vec![head.label.as_str()],
        };
        for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
            if labels.iter().all(|known| !alike(known, part)) {
                labels.push(part);
            }
        }
    }
    labels
}

/// As many labels as fit, and how many more there are; of a single long one its beginning.
fn shortened(labels: &[&str]) -> String {
    let told = |kept: usize| format!("{} and {} more", labels[..kept].join(", "), labels.len() - kept);
    let fits = |text: &String| text.chars().count() <= LABEL_MAX;
    (1..labels.len()).rev().map(told).find(fits).unwrap_or_else(|| {
        let end = format!("… and {} more", labels.len().saturating_sub(1));
        let room = LABEL_MAX.saturating_sub(end.chars().count());
        let start: String = labels.concat().chars().take(room).collect();
        format!("{}{end}", start.trim_end())
    })
}
