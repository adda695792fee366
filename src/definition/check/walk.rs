//! Goes through a file beside its schema: every key, every value.
//!
//! What is wrong is reported and taken out, so that the rest can still be read and checked.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use super::lost::Lost;
use super::misplaced::FirstHeader;
use super::node::{Kind, Node};
use super::{headers, keys, kinds, numbers, texts};
use crate::definition::diagnostic::Problem;

type Key<'i> = Spanned<DeString<'i>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// A table in the file, as a reader would call it.
pub struct Owner {
    /// The key that holds it; empty for the questionnaire itself.
    pub key: String,
    /// Such as "the item 'lead-fits'".
    pub name: String,
    /// Where it begins.
    pub at: Range<usize>,
}

/// What the walk is about, and what it has found.
pub struct Walk<'a> {
    /// The whole file.
    pub source: &'a str,
    /// What could not be read, and so is not missing.
    pub lost: Lost,
    /// The line where the first table begins, if there is one.
    pub first: Option<FirstHeader>,
    /// What was found.
    pub problems: Vec<Problem>,
}

/// A value's key and owner.
pub struct Place<'a> {
    /// The place in the schema.
    pub node: Node<'a>,
    /// The key that holds it, or holds the list that holds it.
    pub key: &'a str,
    /// The table that holds the key.
    pub owner: &'a Owner,
}

impl Walk<'_> {
    /// Checks a table and all that is in it.
    pub fn table(&mut self, node: Node<'_>, owner: &Owner, table: &mut DeTable<'_>) {
        self.problems.extend(keys::unknown(node, owner, table));
        let line = self.source.get(..owner.at.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let lost = |key: &str| self.lost.may_have_had(line, key);
        self.problems.extend(keys::missing((node, self.first), owner, |key| table.contains_key(key) || lost(key)));
        let entries = std::mem::replace(table, DeTable::new()).into_iter();
        *table = entries.filter_map(|(key, value)| self.entry(node, owner, key, value)).collect();
    }

    fn entry<'i>(
        &mut self,
        node: Node<'_>,
        owner: &Owner,
        key: Key<'i>,
        mut value: Value<'i>,
    ) -> Option<(Key<'i>, Value<'i>)> {
        let name = key.get_ref().as_ref();
        let place = Place { node: node.key(name)?, key: name, owner };
        self.value(&place, &mut value).then_some((key, value))
    }

    /// Checks a value; false where it is of the wrong kind.
    fn value(&mut self, place: &Place<'_>, value: &mut Value<'_>) -> bool {
        let span = value.span();
        match (place.node.kind(), value.get_mut()) {
            (Kind::Text, DeValue::String(text)) => {
                self.problems.extend(texts::problems(place, &span, text, self.source));
            }
            (Kind::Whole | Kind::Number, number) if numbers::readable(place.node.kind(), number) => {
                self.problems.extend(numbers::out_of_range(place, &span, number));
            }
            (Kind::Date, DeValue::Datetime(date)) if date.time.is_none() => {}
            (Kind::Truth, DeValue::Boolean(_)) => {}
            (Kind::List, DeValue::Array(list)) => self.list(place, &span, list),
            (Kind::Table, DeValue::Table(table)) => self.table(place.node, &owner(place, table, span), table),
            (Kind::List, DeValue::Table(_)) if place.node.entry().kind() == Kind::Table => {
                self.problems.push(kinds::wrong(place, &span, value.get_ref()));
                headers::as_list(value);
                return self.value(place, value);
            }
            (Kind::Table, DeValue::Array(list)) if matches!(only(list), Some(DeValue::Table(_))) => {
                self.problems.push(kinds::wrong(place, &span, value.get_ref()));
                headers::alone(value);
                return self.value(place, value);
            }
            (Kind::Truth, other) => {
                self.problems.push(kinds::wrong(place, &span, other));
                *other = DeValue::Boolean(kinds::truth(other));
            }
            (_, other) => {
                self.lost.add(&place.owner.key, place.key);
                self.problems.push(kinds::wrong(place, &span, other));
                return false;
            }
        }
        true
    }

    fn list(&mut self, place: &Place<'_>, span: &Range<usize>, list: &mut DeArray<'_>) {
        if let Some(problem) = keys::too_few_or_many(place, span, list.len()) {
            self.lost.add(&place.owner.key, place.key);
            self.problems.push(problem);
        }
        if let Some(problem) = kinds::all_wrong(place, span, list) {
            self.lost.add(&place.owner.key, place.key);
            self.problems.push(problem);
            *list = DeArray::new();
            return;
        }
        let most = place.node.count("maxItems").unwrap_or(usize::MAX);
        let entry = Place { node: place.node.entry(), ..*place };
        let entries = std::mem::replace(list, DeArray::new()).into_iter().take(most);
        *list = entries.filter_map(|mut value| self.value(&entry, &mut value).then_some(value)).collect();
    }
}

fn only<'a>(list: &'a DeArray<'_>) -> Option<&'a DeValue<'a>> {
    list.iter().next().map(Spanned::get_ref).filter(|_| list.len() == 1)
}

fn owner(place: &Place<'_>, table: &DeTable<'_>, at: Range<usize>) -> Owner {
    let id = table.get("id").and_then(|id| id.get_ref().as_str());
    let name = id.map_or_else(|| place.node.name(), |id| place.node.name_with(id));
    Owner { key: place.key.to_owned(), name, at }
}
