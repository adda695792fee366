//! Rules about causes and the items they have.

use std::collections::HashSet;

use super::Found;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::Placed;
use crate::definition::raw::{Item, Questionnaire};

/// Each cause's id with the items that name it.
fn with_items(raw: &Questionnaire) -> impl Iterator<Item = (&Placed<String>, Vec<&Item>)> {
    let items = |id: &Placed<String>| raw.item.iter().filter(|item| item.cause.get() == Some(id.get())).collect();
    raw.cause.iter().filter_map(|cause| cause.id.placed()).map(move |id| (id, items(id)))
}

/// Whether every item names a cause that is there; an item astray may be the one that a cause seems to lack.
fn none_astray(raw: &Questionnaire) -> bool {
    let causes: HashSet<&String> = raw.cause.iter().filter_map(|cause| cause.id.get()).collect();
    raw.item.iter().all(|item| item.cause.get().is_some_and(|cause| causes.contains(cause)))
}

/// A cause that no item belongs to.
pub fn without_items(raw: &Questionnaire, found: &mut Found) {
    if raw.item.is_empty() || !none_astray(raw) {
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
    if !raw.item.iter().any(|item| item.pulse) || !none_astray(raw) {
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
        if items.len() > 1 && (reversed == 0 || reversed == items.len()) {
            let note =
                Problem::new(id.span(), format!("all items of the cause {} are keyed one way", quoted(id.get())));
            found.notes.push(note.help("let about half of them describe good news, with reverse = true, so that a habit of saying 'often' cannot move the figure"));
        }
    }
}
