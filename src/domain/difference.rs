//! What differs between two questionnaires that are not the same, in words.

use super::id::Id;
use super::questionnaire::{Cause, Head, Item, Questionnaire};

/// The most ids that are named in a row.
const NAMED: usize = 5;

/// What is different about `own` for somebody who has `other`, most telling first; empty only where they are equal.
#[must_use]
pub fn between(own: &Questionnaire, other: &Questionnaire) -> Vec<String> {
    if own == other {
        return Vec::new();
    }
    if own.pulse().as_ref() == Some(other) {
        return vec!["it was answered in full, not in the short form".to_owned()];
    }
    if other.pulse().as_ref() == Some(own) {
        return vec!["it was answered in the short form, not in full".to_owned()];
    }
    let mut told = heads(own.head(), other.head());
    told.extend(short_form(own, other));
    told.extend(causes(own.causes(), other.causes()));
    told.extend(items(own, other));
    if told.is_empty() {
        told.push("its causes or items come in another order".to_owned());
    }
    told
}

fn short_form(own: &Questionnaire, other: &Questionnaire) -> Option<String> {
    match (own.is_pulse(), other.is_pulse()) {
        (true, false) => Some("it is a short form".to_owned()),
        (false, true) => Some("it is not a short form".to_owned()),
        _ => None,
    }
}

fn heads(own: &Head, other: &Head) -> Vec<String> {
    let mut told = Vec::new();
    if own.title != other.title {
        told.push(format!("its title is \"{}\", not \"{}\"", own.title, other.title));
    }
    if own.version != other.version {
        told.push(format!("its version is {}, not {}", own.version, other.version));
    }
    if own.min_people != other.min_people {
        told.push(format!("its min_people is {}, not {}", own.min_people, other.min_people));
    }
    let parts = [
        ("id", own.id != other.id),
        ("language", own.language != other.language),
        ("intro", own.intro != other.intro),
        ("closing", own.closing != other.closing),
        ("source", own.source != other.source),
        ("words", own.words != other.words),
        ("tensions", own.tensions != other.tensions),
        ("names of the bands", own.bands != other.bands),
        ("sides", own.sides != other.sides),
    ];
    let changed: Vec<&str> = parts.iter().filter(|(_, differ)| *differ).map(|(name, _)| *name).collect();
    if !changed.is_empty() {
        told.push(format!("{} differ", changed.join(", ")));
    }
    told
}

fn causes(own: &[Cause], other: &[Cause]) -> Vec<String> {
    let ids = |causes: &[Cause]| causes.iter().map(|cause| cause.id.clone()).collect::<Vec<_>>();
    let differ = |id: &Id| {
        let find = |causes: &[Cause]| causes.iter().find(|cause| &cause.id == id).map(texts);
        find(own) != find(other)
    };
    listed(("cause", "causes"), &ids(own), &ids(other), differ)
}

/// A cause without its items.
fn texts(cause: &Cause) -> Cause {
    Cause { items: Vec::new(), ..cause.clone() }
}

/// Whether a part of two items is not alike.
type Differ = fn(&Item, &Item) -> bool;

/// The parts of an item, and how each is compared.
const PARTS: [(&str, Differ); 5] = [
    ("the wording", |a, b| a.text != b.text || a.hint != b.hint),
    ("the scale", |a, b| a.scale != b.scale),
    ("the reverse key", |a, b| a.reverse != b.reverse),
    ("the weight", |a, b| a.weight.to_bits() != b.weight.to_bits()),
    ("the part in the short form", |a, b| a.pulse != b.pulse),
];

fn items(own: &Questionnaire, other: &Questionnaire) -> Vec<String> {
    let ids = |all: &Questionnaire| all.asked().map(|item| item.id.clone()).collect::<Vec<_>>();
    let mut told = listed(("item", "items"), &ids(own), &ids(other), |_| false);
    let both: Vec<(&Item, &Item)> = own
        .asked()
        .filter_map(|item| Some((item, other.item(&item.id)?)))
        .filter(|(item, with)| item != with)
        .collect();
    for (part, differ) in PARTS {
        let ids: Vec<&Id> = both.iter().filter(|(a, b)| differ(a, b)).map(|(item, _)| &item.id).collect();
        if !ids.is_empty() {
            told.push(format!("{part} of the {} differs", named(("item", "items"), &ids)));
        }
    }
    told
}

/// What one has and the other lacks, and what both have and is not alike.
fn listed(noun: (&str, &str), own: &[Id], other: &[Id], differ: impl Fn(&Id) -> bool) -> Vec<String> {
    let lacks: Vec<&Id> = other.iter().filter(|id| !own.contains(id)).collect();
    let besides: Vec<&Id> = own.iter().filter(|id| !other.contains(id)).collect();
    let changed: Vec<&Id> = own.iter().filter(|id| other.contains(id) && differ(id)).collect();
    let told =
        [("it lacks the", "", lacks), ("it also has the", "", besides), ("the texts of the", " differ", changed)];
    told.into_iter()
        .filter(|(_, _, ids)| !ids.is_empty())
        .map(|(before, after, ids)| format!("{before} {}{after}", named(noun, &ids)))
        .collect()
}

/// `item 'a'`, `items 'a', 'b'`, and from the sixth on how many more.
fn named((one, many): (&str, &str), ids: &[&Id]) -> String {
    let mut names: Vec<String> = ids.iter().take(NAMED).map(|id| format!("'{id}'")).collect();
    if ids.len() > NAMED {
        names.push(format!("{} more", ids.len() - NAMED));
    }
    format!("{} {}", if ids.len() == 1 { one } else { many }, names.join(", "))
}
