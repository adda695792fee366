//! Rules about what names what: items their cause and scale, tensions their causes.

use std::collections::HashSet;

use super::Found;
use super::near::nearest;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::{Given, Placed};
use crate::definition::raw::Questionnaire;

/// How many names are listed where none is near.
const LISTED: usize = 12;

/// Ids that may be named; none where one of them could not be read, since a name may be meant for that one.
pub fn known<'a>(ids: impl Iterator<Item = &'a Given<String>>) -> Option<Vec<&'a str>> {
    let ids: Vec<&str> = ids.map(|id| id.get().map(String::as_str)).collect::<Option<_>>()?;
    (!ids.is_empty()).then_some(ids)
}

/// A name that nothing has.
pub fn dangling(noun: &str, name: &Placed<String>, known: &[&str]) -> Option<Problem> {
    let typed = name.get().as_str();
    if known.contains(&typed) || typed.trim().is_empty() {
        return None;
    }
    let listed = known.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let more = if known.len() > LISTED { ", ..." } else { "" };
    let list = || format!("the {noun}s are {listed}{more}");
    let help = nearest(typed, known.iter().copied()).map_or_else(list, |near| format!("did you mean '{near}'?"));
    Some(Problem::new(name.span(), format!("there is no {noun} {}", quoted(typed))).help(help))
}

/// An item of a cause that is not there.
pub fn item_cause(raw: &Questionnaire, found: &mut Found) {
    let Some(causes) = known(raw.cause.iter().map(|cause| &cause.id)) else { return };
    let named = raw.item.iter().filter_map(|item| item.cause.placed());
    found.problems.extend(named.filter_map(|name| dangling("cause", name, &causes)));
}

/// An item with a scale that is not there.
pub fn item_scale(raw: &Questionnaire, found: &mut Found) {
    let Some(scales) = known(raw.scale.iter().map(|scale| &scale.id)) else { return };
    let named = raw.item.iter().filter_map(|item| item.scale.placed());
    found.problems.extend(named.filter_map(|name| dangling("scale", name, &scales)));
}

/// A tension between causes that are not there.
pub fn tension_causes(raw: &Questionnaire, found: &mut Found) {
    let Some(causes) = known(raw.cause.iter().map(|cause| &cause.id)) else { return };
    let named = raw.tension.iter().flat_map(|tension| &tension.causes);
    found.problems.extend(named.filter_map(|name| dangling("cause", name, &causes)));
}

/// A tension that names one cause twice.
pub fn tension_with_itself(raw: &Questionnaire, found: &mut Found) {
    for tension in &raw.tension {
        let mut seen = HashSet::new();
        for name in tension.causes.iter().filter(|name| !seen.insert(name.get())) {
            let problem =
                Problem::new(name.span(), format!("this tension names the cause {} twice", quoted(name.get())));
            found.problems.push(problem.help("name each of its causes once"));
        }
    }
}

/// A scale that no item uses.
pub fn unused_scale(raw: &Questionnaire, found: &mut Found) {
    let scales: Vec<&str> = raw.scale.iter().filter_map(|scale| scale.id.get()).map(String::as_str).collect();
    let named = || raw.item.iter().filter_map(|item| item.scale.get());
    let meant = |name: &str| {
        let exact = scales.iter().copied().find(|scale| *scale == name);
        exact.or_else(|| nearest(name, scales.iter().copied()))
    };
    // A name that could mean any scale may mean the one that seems unused.
    let used: Option<HashSet<&str>> = named().map(|name| meant(name)).collect();
    let Some(used) = used else { return };
    let unused = raw.scale.iter().filter_map(|scale| scale.id.placed()).filter(|id| !used.contains(id.get().as_str()));
    for id in unused {
        let note = Problem::new(id.span(), format!("no item uses the scale {}", quoted(id.get())));
        found.notes.push(note.help("name it in an item, or take it out"));
    }
}
