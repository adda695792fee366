//! Rules about keys: which there may be, and which there must be.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::misplaced::FirstHeader;
use super::near::nearest;
use super::node::{Kind, Node};
use super::walk::{Owner, Place};
use crate::definition::diagnostic::{Problem, quoted};

/// A key that there is not. Where it was meant for one that is absent, it is read as that one from here on.
pub fn unknown(node: Node<'_>, owner: &Owner, table: &mut DeTable<'_>) -> Vec<Problem> {
    let strange = table.keys().filter(|key| node.key(key.get_ref()).is_none()).cloned().collect::<Vec<_>>();
    let mut problems = Vec::new();
    for key in strange {
        let meant = nearest(key.get_ref(), node.keys());
        let known = || format!("its keys are {}", node.keys().collect::<Vec<_>>().join(", "));
        let problem = Problem::new(key.span(), format!("{} is not a key of {}", quoted(key.get_ref()), owner.name));
        problems.push(problem.help(meant.map_or_else(known, |meant| format!("did you mean '{meant}'?"))));
        if let (Some(value), Some(meant)) = (table.remove(key.get_ref().as_ref()), meant) {
            read_as(table, Spanned::new(key.span(), meant.to_owned().into()), value);
        }
    }
    problems
}

fn read_as<'i>(table: &mut DeTable<'i>, key: Spanned<std::borrow::Cow<'i, str>>, value: Spanned<DeValue<'i>>) {
    match (table.get_mut(key.get_ref().as_ref()).map(Spanned::get_mut), value.get_ref()) {
        (None, _) => {
            table.insert(key, value);
        }
        (Some(DeValue::Array(list)), DeValue::Array(more)) => more.iter().for_each(|entry| list.push(entry.clone())),
        _ => {}
    }
}

/// A key that there must be and is not. The first table of the file matters for where the questionnaire's own belong.
pub fn missing(
    (node, first): (Node<'_>, Option<FirstHeader>),
    owner: &Owner,
    is_there: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let first = first.filter(|_| owner.key.is_empty());
    let absent = node.required().filter(|key| !is_there(key));
    absent
        .map(|key| {
            let what = format!("'{key}' is missing in {}", owner.name);
            let add = node.key(key).map_or_else(String::new, |node| pattern(node, key, first));
            Problem::new(owner.at.clone(), what).help(add)
        })
        .collect()
}

/// A list with fewer or more entries than it may have.
pub fn too_few_or_many(place: &Place<'_>, span: &Range<usize>, count: usize) -> Option<Problem> {
    let least = place.node.count("minItems").unwrap_or(0);
    let most = place.node.count("maxItems").unwrap_or(usize::MAX);
    if (least..=most).contains(&count) {
        return None;
    }
    let amount = if count < least { "few" } else { "many" };
    let what = format!("'{}' of {} has too {amount} entries: {count}", place.key, place.owner.name);
    Some(Problem::new(span.clone(), what).help(format!("give it {least} to {most}")))
}

/// The line that an author would add, where it belongs, and what it is for.
fn pattern(node: Node<'_>, key: &str, first: Option<FirstHeader>) -> String {
    let line = match node.kind() {
        Kind::Text => format!("{key} = \"...\""),
        Kind::Date => format!("{key} = 2019-09-22"),
        Kind::Whole | Kind::Number => format!("{key} = {}", node.limit("minimum").unwrap_or(1.0).max(1.0)),
        Kind::Truth => format!("{key} = true"),
        Kind::List if node.entry().kind() == Kind::Table => format!("[[{key}]]"),
        Kind::List => format!("{key} = [\"...\"]"),
        Kind::Table => format!("[{key}]"),
    };
    let place = match first {
        Some(_) if line.starts_with('[') => " at the end of the file".to_owned(),
        Some(first) => format!(" above line {}, where the first table begins", first.line),
        None => String::new(),
    };
    format!("add {line}{place} ({})", node.description())
}
