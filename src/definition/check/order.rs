//! Rules about the order of asking: each item, once, and nothing else.

use std::collections::{HashMap, HashSet};

use super::Found;
use super::links::{dangling, known};
use super::near::nearest;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::Placed;
use crate::definition::raw::Questionnaire;

/// An order that names what is no item.
pub fn names_none(raw: &Questionnaire, found: &mut Found) {
    if let Some(items) = known(raw.item.iter().map(|item| &item.id)) {
        found.problems.extend(raw.order.iter().filter_map(|name| dangling("item", name, &items)));
        return;
    }
    // Where an item has no id, a name may be meant for it, unless it is like one that the order misses.
    let named: HashSet<&str> = raw.order.iter().map(|name| name.get().as_str()).collect();
    let items: Vec<&str> = raw.item.iter().filter_map(|item| item.id.get()).map(String::as_str).collect();
    let missed = || items.iter().copied().filter(|id| !named.contains(id));
    let like_one = |name: &&Placed<String>| nearest(name.get(), missed()).is_some();
    found.problems.extend(raw.order.iter().filter(like_one).filter_map(|name| dangling("item", name, &items)));
}

/// An order that asks an item again.
pub fn repeats(raw: &Questionnaire, found: &mut Found) {
    let mut first: HashMap<&str, &Placed<String>> = HashMap::new();
    for name in &raw.order {
        if let Some(earlier) = first.get(name.get().as_str()) {
            let problem = Problem::new(name.span(), format!("the order of asking repeats {}", quoted(name.get())));
            found.problems.push(problem.see(earlier.span(), "the first is here").help("name each item once"));
        } else {
            first.insert(name.get(), name);
        }
    }
}

/// An order that never asks an item.
pub fn misses(raw: &Questionnaire, found: &mut Found) {
    let named: HashSet<&String> = raw.order.iter().map(Placed::get).collect();
    if named.is_empty() {
        return;
    }
    for id in raw.item.iter().filter_map(|item| item.id.placed()).filter(|id| !named.contains(id.get())) {
        let problem = Problem::new(id.span(), format!("the order of asking misses the item {}", quoted(id.get())));
        found.problems.push(problem.help("add its id to 'order', where it is to be asked"));
    }
}
