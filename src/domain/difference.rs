//! What two questionnaires asked otherwise, in words.

use super::id::Id;
use super::questionnaire::{Cause, Head, Item, Questionnaire};

/// The most ids that are named in a row.
const NAMED: usize = 5;

/// What was asked otherwise of `own` than of somebody who has `other`, most telling first; empty where they go together.
///
/// Names, headings and whatever else is read about a cause, the names of bands and the order of asking are not among it.
pub fn between(own: &Questionnaire, other: &Questionnaire) -> Vec<String> {
    let told = asked(own, other);
    if told.is_empty() {
        return told;
    }
    let is_short_of = |whole: &Questionnaire, short| whole.pulse().is_some_and(|pulse| asked(&pulse, short).is_empty());
    if is_short_of(own, other) {
        return vec!["it was answered in full, not in the short form".to_owned()];
    }
    if is_short_of(other, own) {
        return vec!["it was answered in the short form, not in full".to_owned()];
    }
    told
}

fn asked(own: &Questionnaire, other: &Questionnaire) -> Vec<String> {
    let mut told = heads(own.head(), other.head());
    told.extend(short_form(own, other));
    told.extend(causes(own.causes(), other.causes()));
    told.extend(items(own, other));
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
    if own.id != other.id {
        told.push(format!("its id is '{}', not '{}'", own.id, other.id));
    }
    let ids = |head: &Head| head.sides.iter().map(|side| side.id.clone()).collect::<Vec<_>>();
    told.extend(listed(("side", "sides"), &ids(own), &ids(other)));
    told
}

fn causes(own: &[Cause], other: &[Cause]) -> Vec<String> {
    let ids = |causes: &[Cause]| causes.iter().map(|cause| cause.id.clone()).collect::<Vec<_>>();
    listed(("cause", "causes"), &ids(own), &ids(other))
}

/// Whether a part of two items is not alike.
type Differ = fn(&Item, &Item) -> bool;

/// The parts of an item, and how each is compared.
const PARTS: [(&str, Differ); 5] = [
    ("the wording", |a, b| a.text != b.text),
    ("the scale", |a, b| a.scale != b.scale),
    ("the reverse key", |a, b| a.reverse != b.reverse),
    ("the weight", |a, b| a.weight.to_bits() != b.weight.to_bits()),
    ("the part in the short form", |a, b| a.pulse != b.pulse),
];

fn items(own: &Questionnaire, other: &Questionnaire) -> Vec<String> {
    let ids = |all: &Questionnaire| all.asked().map(|item| item.id.clone()).collect::<Vec<_>>();
    let mut told = listed(("item", "items"), &ids(own), &ids(other));
    let both: Vec<(&Item, &Item)> = own.asked().filter_map(|item| Some((item, other.item(&item.id)?))).collect();
    let moved = |id: &Id| cause_of(own, id) != cause_of(other, id);
    let moved: Vec<&Id> = both.iter().map(|(item, _)| &item.id).filter(|id| moved(id)).collect();
    if !moved.is_empty() {
        told.push(format!("the cause of the {} differs", named(("item", "items"), &moved)));
    }
    for (part, differ) in PARTS {
        let ids: Vec<&Id> = both.iter().filter(|(a, b)| differ(a, b)).map(|(item, _)| &item.id).collect();
        if !ids.is_empty() {
            told.push(format!("{part} of the {} differs", named(("item", "items"), &ids)));
        }
    }
    told
}

fn cause_of<'a>(questionnaire: &'a Questionnaire, item: &Id) -> Option<&'a Id> {
    let mut causes = questionnaire.causes().iter();
    causes.find(|cause| cause.items.iter().any(|own| &own.id == item)).map(|cause| &cause.id)
}

/// What one has and the other lacks.
fn listed(noun: (&str, &str), own: &[Id], other: &[Id]) -> Vec<String> {
    let lacks: Vec<&Id> = other.iter().filter(|id| !own.contains(id)).collect();
    let besides: Vec<&Id> = own.iter().filter(|id| !other.contains(id)).collect();
    [("it lacks the", lacks), ("it also has the", besides)]
        .into_iter()
        .filter(|(_, ids)| !ids.is_empty())
        .map(|(before, ids)| format!("{before} {}", named(noun, &ids)))
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
