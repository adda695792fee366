//! The trap of TOML: below the first table, every line belongs to a table. A key of the questionnaire that stands there
//! is read as if it stood above.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::kinds::fits;
use super::node::{Kind, Node};
use crate::definition::diagnostic::{Problem, quoted};

/// The line where the first table of a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstHeader {
    /// Its number.
    pub line: usize,
    /// Where it begins, in bytes.
    pub at: usize,
}

/// The first line that heads a table. A table in braces is none.
pub fn first_header(source: &str, table: &DeTable<'_>) -> Option<FirstHeader> {
    let heads = |at: usize| {
        let start = source.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        source.get(start..at)?.trim_start().starts_with('[').then_some(start)
    };
    let at = table.iter().filter_map(|(key, _)| heads(key.span().start)).min()?;
    Some(FirstHeader { line: 1 + source.get(..at)?.matches('\n').count(), at })
}

/// Takes the questionnaire's own keys out of its tables, puts them where they belong, and says so.
pub fn moved_up(root: Node<'_>, first: FirstHeader, table: &mut DeTable<'_>) -> Vec<Problem> {
    let mut astray = Vec::new();
    let there: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
    for (key, value) in table.iter_mut() {
        let Some(node) = root.key(key.get_ref()) else { continue };
        match value.get_mut() {
            DeValue::Table(inner) => take_out((root, node), &there, inner, &mut astray),
            DeValue::Array(list) => {
                for entry in list.iter_mut() {
                    if let DeValue::Table(inner) = entry.get_mut() {
                        take_out((root, node.entry()), &there, inner, &mut astray);
                    }
                }
            }
            _ => {}
        }
    }
    let mut problems = Vec::new();
    for (key, value) in astray.into_iter().filter(|(key, _)| key.span().start > first.at) {
        let what = format!(
            "{} belongs to the questionnaire, but stands below a line that begins a table, and so in that table",
            quoted(key.get_ref())
        );
        let help = format!("move it above line {}, where the first table begins", first.line);
        problems.push(Problem::new(key.span(), what).help(help));
        table.insert(key, value);
    }
    problems
}

type Entry<'i> = (Spanned<std::borrow::Cow<'i, str>>, Spanned<DeValue<'i>>);

fn take_out<'i>(
    (root, node): (Node<'_>, Node<'_>),
    there: &[String],
    table: &mut DeTable<'i>,
    astray: &mut Vec<Entry<'i>>,
) {
    let is_astray = |key: &str, value: &DeValue<'_>| {
        let meant = root.key(key).filter(|_| node.key(key).is_none() && !there.iter().any(|own| own == key));
        meant.is_some_and(|meant| meant.kind() != Kind::Table && fits(meant, value))
    };
    let keys: Vec<_> = table
        .iter()
        .filter(|(key, value)| is_astray(key.get_ref(), value.get_ref()))
        .map(|(key, _)| key.clone())
        .collect();
    for key in keys {
        if let Some(value) = table.remove(key.get_ref().as_ref())
            && astray.iter().all(|(other, _)| other.get_ref() != key.get_ref())
        {
            astray.push((key, value));
        }
    }
}
