//! Tables whose first line was wrong and has been repaired: each goes where it was meant to be.

use std::borrow::Cow;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::kinds;
use super::node::{Kind, Node};
use super::walk::{Owner, Place};
use crate::definition::diagnostic::Problem;
use crate::definition::repaired::{Table, stands_for};

/// The tables that a questionnaire has.
pub fn tables(schema: &Value) -> Vec<Table<'_>> {
    let root = Node::root(schema);
    let table = |key| match root.key(key) {
        Some(node) if node.kind() == Kind::Table => Some((key, false)),
        Some(node) if node.kind() == Kind::List && node.entry().kind() == Kind::Table => Some((key, true)),
        _ => None,
    };
    root.keys().filter_map(table).collect()
}

/// Puts the tables under repaired lines beside their like; an only one of what should be several is reported.
pub fn put_back(root: Node<'_>, table: &mut DeTable<'_>) -> Vec<Problem> {
    let tables = tables(root.schema());
    let repaired: Vec<_> = table.keys().filter(|key| stands_for(key.get_ref(), &tables).is_some()).cloned().collect();
    let owner = Owner { key: String::new(), name: root.name(), at: 0..0 };
    let mut problems = Vec::new();
    for key in repaired {
        let (Some((name, _)), Some(value)) = (stands_for(key.get_ref(), &tables), table.remove(key.get_ref().as_ref()))
        else {
            continue;
        };
        let Some(there) = table.get_mut(name) else {
            table.insert(Spanned::new(key.span(), Cow::Owned(name.to_owned())), value);
            continue;
        };
        if let (Some(node), DeValue::Table(_)) = (root.key(name), there.get_ref()) {
            problems.push(kinds::wrong(&Place { node, key: name, owner: &owner }, &there.span(), there.get_ref()));
            as_list(there);
        }
        if let (DeValue::Array(list), DeValue::Array(more)) = (there.get_mut(), value.into_inner()) {
            more.into_iter().for_each(|entry| list.push(entry));
        }
    }
    problems
}

/// A table alone as a list of one.
pub fn as_list(value: &mut Spanned<DeValue<'_>>) {
    let at = value.span();
    let alone = std::mem::replace(value.get_mut(), DeValue::Array(DeArray::new()));
    if let DeValue::Array(list) = value.get_mut() {
        list.push(Spanned::new(at, alone));
    }
}

/// The one table of a list alone.
pub fn alone(value: &mut Spanned<DeValue<'_>>) {
    if let DeValue::Array(list) = std::mem::replace(value.get_mut(), DeValue::Boolean(false))
        && let Some(table) = list.into_iter().next()
    {
        *value = table;
    }
}
