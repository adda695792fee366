//! Finished records of one questionnaire, put together into one; and earlier records whose figures, beside those of the
//! new one, would give single people away.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;

use super::compare::{Apart, Named, check, newest};
use super::disclosure::{Crowd, pools};
use super::id::{Id, Token};
use super::record::{Head, Invalid, Kind, Part, Record};
use super::response::{Response, Rounds};
use super::text::{LABEL_MAX, Label, alike};

#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The record. Actions stay where they were.
    pub record: Record,
    /// How many copies of a response were left out, because it is in it already.
    pub copies: usize,
    /// Responses whose copies were not alike, in the order in which they were found.
    pub differing: Vec<Differing>,
    /// Records of several people whose figures, beside those of this one, would give away who was added.
    pub exposing: Vec<Exposing>,
    /// Whether every record put together was of one person, so that they could be compared.
    pub of_single_people: bool,
    /// Whether the labels were too long to be kept whole.
    pub label_cut: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    pub taken: String,
    pub left: String,
    /// Whether the copy taken is known to be the later one. Otherwise the record named first won.
    pub later: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    TooFew,
    OnePerson,
    Apart(Apart),
    TooMany(usize),
    /// The parts contradict each other. No records are known that bring this about.
    Invalid(Invalid),
}

impl Refusal {
    fn of(invalid: Invalid) -> Self {
        if let Invalid::People(people) = invalid { Self::TooMany(people) } else { Self::Invalid(invalid) }
    }
}

/// Puts records together; `id` is a fresh random name.
///
/// A response is taken once, by its id. Where copies differ, the later change wins: a record that was changed after
/// finishing goes before one that was not, since finishing comes before every change. What does not bear on figures
/// comes from the newest record. Actions and notes stay where they were.
pub fn merge(records: &[Named<'_>], id: Token) -> Result<Merged, Refusal> {
    let [_, _, ..] = records else { return Err(Refusal::TooFew) };
    check(records).map_err(Refusal::Apart)?;
    let newest = newest(records).ok_or(Refusal::TooFew)?;
    let pool = pool(records);
    if pool.taken.len() == 1 {
        return Err(Refusal::OnePerson);
    }
    let (label, label_cut) = label(records);
    let head = head(records, id, label);
    let responses = pool.taken.into_iter().map(|(_, response)| response.clone()).collect();
    let record = Record::new(head, Arc::clone(newest.record.questionnaire()), responses).map_err(Refusal::of)?;
    let record = record.with_rounds(rounds(records, newest.record)).map_err(Refusal::Invalid)?;
    let record = record.with_parts(parts(records)).map_err(Refusal::Invalid)?;
    let exposing = exposing(records, &record);
    let of_single_people = records.iter().all(|named| named.record.head().kind == Kind::Solo);
    Ok(Merged { record, copies: pool.copies, differing: pool.differing, exposing, of_single_people, label_cut })
}

/// The copy of a record that is handed over: nothing that is its owner's alone, and guesses only where they say so.
pub fn handed_over(record: &Record, with_guess: bool) -> Result<Record, Invalid> {
    let questionnaire = Arc::clone(record.questionnaire());
    let mut responses = record.responses().to_vec();
    if record.head().kind == Kind::Solo && !with_guess {
        for response in &mut responses {
            response.guesses.clear();
        }
    }
    let copy = Record::new(record.head().clone(), questionnaire, responses)?;
    let parts = record.parts().map(<[Part]>::to_vec);
    copy.with_rounds(record.rounds().clone())?.with_parts(parts)
}

/// The records of several people among them, and what these were put together from; none where one does not say.
fn parts(records: &[Named<'_>]) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let several = records.iter().map(|named| named.record).filter(|record| record.head().kind != Kind::Solo);
    for record in several {
        let own = Part {
            record: record.head().id,
            min_people: record.head().min_people,
            responses: record.responses().iter().map(|response| response.id).collect(),
        };
        for part in record.parts()?.iter().chain([&own]) {
            if !parts.contains(part) {
                parts.push(part.clone());
            }
        }
    }
    Some(parts)
}

/// What each round asked: everything that any of the records asked in it. Where one does not say, it is not known.
fn rounds(records: &[Named<'_>], newest: &Record) -> Rounds {
    let all: Vec<&Id> = newest.questionnaire().asked().map(|item| &item.id).collect();
    let mut asked: BTreeMap<u8, Option<BTreeSet<&Id>>> = BTreeMap::new();
    for record in records.iter().map(|named| named.record) {
        let answered: BTreeSet<u8> = record.responses().iter().map(|response| response.round).collect();
        for round in answered {
            let items = record.rounds().items(round);
            let so_far = asked.entry(round).or_insert_with(|| Some(BTreeSet::new()));
            *so_far = so_far.take().zip(items).map(|(so_far, items)| so_far.into_iter().chain(items).collect());
        }
    }
    let in_order = |set: &BTreeSet<&Id>| all.iter().filter(|id| set.contains(*id)).map(|id| (*id).clone()).collect();
    let known = asked.iter().filter_map(|(round, set)| Some((*round, in_order(set.as_ref()?))));
    known.fold(newest.rounds().first_only(), |rounds, (round, items)| rounds.with(round, items))
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
    let begun = heads().map(|head| head.created).min().unwrap_or_default();
    let min_people = heads().map(|head| head.min_people).max().unwrap_or_default();
    Head {
        finished: heads().filter_map(|head| head.finished).max(),
        label,
        changed: heads().filter_map(|head| head.changed).max(),
        ..Head::begun(id, Kind::Merged, begun, min_people)
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
    let short = |kept: usize| format!("{} and {} more", labels[..kept].join(", "), labels.len() - kept);
    let fits = |text: &String| text.chars().count() <= LABEL_MAX;
    (1..labels.len()).rev().map(short).find(fits).unwrap_or_else(|| {
        let end = format!("… and {} more", labels.len().saturating_sub(1));
        let room = LABEL_MAX.saturating_sub(end.chars().count());
        let start: String = labels.concat().chars().take(room).collect();
        format!("{}{end}", start.trim_end())
    })
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposing {
    pub name: String,
    pub what: Exposed,
}

/// What could be worked out from the figures of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposed {
    Few,
    Change,
}

pub fn exposing(others: &[Named<'_>], all: &Record) -> Vec<Exposing> {
    let several = others.iter().filter(|named| named.record.head().kind != Kind::Solo);
    let near =
        |named: &Named<'_>| exposed(named.record, all).map(|what| Exposing { name: named.name.to_owned(), what });
    several.filter_map(near).collect()
}

/// What of a record and a new one that are both shown could be worked out, if anything.
fn exposed(before: &Record, all: &Record) -> Option<Exposed> {
    let known: BTreeMap<Token, &Response> = all.responses().iter().map(|response| (response.id, response)).collect();
    let shared: Vec<(&Response, &Response)> =
        before.responses().iter().filter_map(|one| Some((one, *known.get(&one.id)?))).collect();
    let least = before.head().least().max(all.head().least());
    let rounds: BTreeSet<u8> = shared.iter().map(|(one, _)| one.round).collect();
    let pairs: Vec<(Shown, Shown)> = rounds.iter().flat_map(|&round| side_by_side(before, all, round)).collect();
    if pairs.iter().any(|(before, now)| few(before, now, least)) {
        return Some(Exposed::Few);
    }
    let changed = shared.iter().any(|(one, other)| one.answers != other.answers || one.side != other.side);
    let shown = pairs.iter().any(|(before, now)| !before.is_empty() && !now.is_empty());
    (changed && shown).then_some(Exposed::Change)
}

/// The sets of people whose figures are shown of one cause: of a side, or of everyone.
type Shown = BTreeMap<Crowd, BTreeSet<Token>>;

/// What is shown of each cause that both records asked about.
fn side_by_side(before: &Record, all: &Record, round: u8) -> Vec<(Shown, Shown)> {
    let shown = |record: &Record| -> BTreeMap<Id, Shown> {
        pools(record, round).iter().map(|pool| (pool.cause.id.clone(), pool.shown())).collect()
    };
    let mut now = shown(all);
    shown(before).into_iter().filter_map(|(cause, before)| Some((before, now.remove(&cause)?))).collect()
}

/// Whether a set shown before and one shown now differ by a few people only.
fn few(before: &Shown, now: &Shown, least: usize) -> bool {
    let pairs = before.iter().flat_map(|one| now.iter().map(move |other| (one, other)));
    pairs.into_iter().any(|((crowd, earlier), (other, later))| {
        let (gone, new) = (earlier.difference(later).count(), later.difference(earlier).count());
        let is_few = |people: usize| people > 0 && people < least;
        let overlap = gone < earlier.len();
        // Of different crowds only one that lies in the other can be taken from it.
        overlap && (is_few(gone) && (new == 0 || crowd == other) || is_few(new) && (gone == 0 || crowd == other))
    })
}
