//! Earlier records whose figures, beside those of a new one, would give single people away.
//!
//! Two sets of people whose figures are both out may be subtracted: what differs between them must be nobody, or as
//! many people as figures are shown of.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::analysis::pool::{Crowd, pools};
use crate::domain::compatibility::Named;
use crate::domain::id::{Id, Token};
use crate::domain::record::{Kind, Record};
use crate::domain::response::Response;

/// A record of several people that stands too near to the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposing {
    /// What the record is called.
    pub name: String,
    /// What would come out.
    pub what: Exposed,
}

/// What could be worked out from the figures of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposed {
    /// What the few people said who are only in one of them.
    Few,
    /// What somebody changed who is in both.
    Change,
}

/// The records among `others` that stand too near to `all`.
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
    let least = before.head().min_people.max(all.head().min_people);
    let least = usize::try_from(least).unwrap_or(usize::MAX);
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
        pools(record, round).iter().map(|pool| (pool.cause().clone(), pool.shown())).collect()
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
