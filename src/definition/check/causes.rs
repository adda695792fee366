//! Rules about causes and the items they have.

use super::Found;
use super::near::nearest;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::Placed;
use crate::definition::raw::{Item, Questionnaire};

/// Each cause's id with the items that name it.
pub fn with_items(raw: &Questionnaire) -> impl Iterator<Item = (&Placed<String>, Vec<&Item>)> {
    let causes: Vec<&str> = raw.cause.iter().filter_map(|cause| cause.id.get()).map(String::as_str).collect();
    let meant: Vec<Option<&str>> = raw.item.iter().map(|item| meant(item, &causes)).collect();
    let items = move |id: &Placed<String>| {
        let own = raw.item.iter().zip(&meant).filter(|(_, meant)| **meant == Some(id.get().as_str()));
        own.map(|(item, _)| item).collect()
    };
    raw.cause.iter().filter_map(|cause| cause.id.placed()).map(move |id| (id, items(id)))
}

/// The cause that an item names, or was meant to.
fn meant<'a>(item: &'a Item, causes: &[&'a str]) -> Option<&'a str> {
    let named = item.cause.get()?.as_str();
    if causes.contains(&named) { Some(named) } else { nearest(named, causes.iter().copied()) }
}

/// The items that cannot be told to belong to a cause that is there; one of them may be what a cause seems to lack.
fn astray(raw: &Questionnaire) -> impl Iterator<Item = &Item> {
    let causes: Vec<&str> = raw.cause.iter().filter_map(|cause| cause.id.get()).map(String::as_str).collect();
    raw.item.iter().filter(move |item| meant(item, &causes).is_none())
}

/// A cause that no item belongs to.
pub fn without_items(raw: &Questionnaire, found: &mut Found) {
    if raw.item.is_empty() || astray(raw).next().is_some() {
        return;
    }
    for (id, _) in with_items(raw).filter(|(_, items)| items.is_empty()) {
        let problem = Problem::new(id.span(), format!("the cause {} has no item", quoted(id.get())));
        found
            .problems
            .push(problem.help(format!("add an [[item]] with cause = \"{}\", or take the cause out", id.get())));
    }
}

/// A short form that leaves out a cause.
pub fn pulse_misses(raw: &Questionnaire, found: &mut Found) {
    if !raw.item.iter().any(|item| item.pulse) || astray(raw).any(|item| item.pulse) {
        return;
    }
    for (id, items) in with_items(raw) {
        if !items.is_empty() && !items.iter().any(|item| item.pulse) {
            let problem = Problem::new(id.span(), format!("the short form leaves out the cause {}", quoted(id.get())));
            found.problems.push(problem.help("write pulse = true in one of its items, or in no item at all"));
        }
    }
}

/// A cause whose items are all keyed the same way.
pub fn keyed_one_way(raw: &Questionnaire, found: &mut Found) {
    for (id, items) in with_items(raw) {
        let reversed = items.iter().filter(|item| item.reverse).count();
        let could_differ = astray(raw).any(|item| item.reverse == (reversed == 0));
        if items.len() > 1 && (reversed == 0 || reversed == items.len()) && !could_differ {
            let note =
                Problem::new(id.span(), format!("all items of the cause {} are keyed one way", quoted(id.get())));
            found.notes.push(note.help("let about half of them describe good news, with reverse = true, so that a habit of saying 'often' cannot move the figure"));
        }
    }
}
