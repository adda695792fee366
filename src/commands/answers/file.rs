//! A file of answers as it was typed, in TOML or JSON: every key and value with its place.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::definition::{Problem, broken, unbroken};
use crate::domain::text::narrow;
use crate::wording::answers as words;

/// Something and where it stands, in bytes from the start of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueAt<T> {
    pub value: T,
    pub at: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub key: ValueAt<String>,
    pub value: ValueAt<Value>,
}

/// A value, as far as a file of answers has a use for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    /// A whole number.
    Whole(i64),
    Table(Vec<Entry>),
    List(Vec<ValueAt<Value>>),
    /// Anything else; what it is, with its article.
    Other(&'static str),
}

impl Value {
    /// What kind of value it is, with its article.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "a text",
            Self::Whole(_) => "a number",
            Self::Table(_) => "a table",
            Self::List(_) => "a list",
            Self::Other(kind) => kind,
        }
    }
}

/// What was typed, and the problems of the TOML itself. None of the former where nothing of it can be read.
pub fn toml_entries(source: &str) -> (Option<Vec<Entry>>, Vec<Problem>) {
    let (parsed, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        return (Some(toml_table(parsed.get_ref())), Vec::new());
    }
    let mut problems = broken(source, &errors, &[]);
    let rest = unbroken(source, &mut problems, &[]);
    (rest.map(|rest| toml_table(DeTable::parse_recoverable(&rest).0.get_ref())), problems)
}

/// TOML limits how deep tables nest, and so does this.
fn toml_table(table: &DeTable<'_>) -> Vec<Entry> {
    let key = |key: &Spanned<Cow<'_, str>>| ValueAt { value: key.get_ref().to_string(), at: key.span() };
    let mut entries: Vec<Entry> =
        table.iter().map(|(name, value)| Entry { key: key(name), value: toml_value(value) }).collect();
    entries.sort_by_key(|entry| entry.key.at.start);
    entries
}

fn toml_value(typed: &Spanned<DeValue<'_>>) -> ValueAt<Value> {
    let value = match typed.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Other(words::HUGE), Value::Whole)
        }
        DeValue::Table(table) => Value::Table(toml_table(table)),
        DeValue::Float(_) => Value::Other(words::FRACTION),
        DeValue::Boolean(_) => Value::Other(words::TRUTH),
        DeValue::Datetime(_) => Value::Other(words::MOMENT),
        DeValue::Array(list) => Value::List(list.iter().map(toml_value).collect()),
    };
    ValueAt { value, at: typed.span() }
}

/// How deep tables and lists are looked into: the file itself, its people, each of them, and their answers.
const DEPTH: usize = 4;

/// What was typed, and what is wrong with the JSON itself. None of the former where it cannot be read.
pub fn json_entries(source: &str) -> (Option<Vec<Entry>>, Vec<Problem>) {
    if source.trim_start().starts_with('[') {
        return match serde_json::from_str::<Vec<&RawValue>>(source) {
            Ok(people) => (Some(vec![people_of(source, &people)]), Vec::new()),
            Err(error) => (None, vec![json_problem(source, &error)]),
        };
    }
    match serde_json::from_str(source) {
        Ok(Pairs(pairs)) => (Some(json_table(source, &pairs, DEPTH)), Vec::new()),
        Err(error) => (None, vec![json_problem(source, &error)]),
    }
}

/// A bare list is one of people.
fn people_of(source: &str, people: &[&RawValue]) -> Entry {
    let start = source.len() - source.trim_start().len();
    Entry {
        key: ValueAt { value: "people".to_owned(), at: start..start },
        value: ValueAt { value: json_list(source, people, DEPTH - 1), at: start..start + 1 },
    }
}

fn json_list(source: &str, values: &[&RawValue], depth: usize) -> Value {
    Value::List(values.iter().map(|value| json_value(source, value, depth)).collect())
}

/// The keys and values of a table as they stand in the file. Unlike a map it keeps keys that come twice.
struct Pairs<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(PairsVisitor)
    }
}

struct PairsVisitor;

impl<'de> Visitor<'de> for PairsVisitor {
    type Value = Pairs<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(words::BRACES)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

fn json_table(source: &str, pairs: &[(&RawValue, &RawValue)], depth: usize) -> Vec<Entry> {
    let name = |key: &RawValue| serde_json::from_str(key.get()).unwrap_or_else(|_| key.get().to_owned());
    let key = |key: &RawValue| ValueAt { value: name(key), at: place(source, key.get()) };
    pairs.iter().map(|(name, value)| Entry { key: key(name), value: json_value(source, value, depth) }).collect()
}

fn json_value(source: &str, typed: &RawValue, depth: usize) -> ValueAt<Value> {
    let text = typed.get();
    let value = match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str(text).map_or(Value::Other(words::BROKEN_TEXT), Value::Text),
        Some(b'{') if depth > 1 => match serde_json::from_str(text) {
            Ok(Pairs(pairs)) => Value::Table(json_table(source, &pairs, depth - 1)),
            Err(_) => Value::Other(words::BROKEN_TABLE),
        },
        Some(b'{') => Value::Other("a table"),
        Some(b'[') if depth > 1 => match serde_json::from_str::<Vec<&RawValue>>(text) {
            Ok(values) => json_list(source, &values, depth - 1),
            Err(_) => Value::Other(words::BROKEN_LIST),
        },
        Some(b'[') => Value::Other("a list"),
        Some(b't' | b'f') => Value::Other(words::TRUTH),
        Some(b'n') => Value::Other("null"),
        _ => text.parse().map_or(Value::Other(words::NOT_WHOLE), Value::Whole),
    };
    ValueAt { value, at: place(source, text) }
}

/// Where a part of the source stands in it.
fn place(source: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(source.as_ptr().addr());
    start..start + part.len()
}

fn json_problem(source: &str, error: &serde_json::Error) -> Problem {
    let before: usize = source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = before + error.column().saturating_sub(1);
    let why = error.to_string();
    Problem::new(at..at + 1, words::no_json(why.split(" at line ").next().unwrap_or(&why)))
}

/// Where the next character stands.
#[derive(Clone, Copy)]
enum Inside {
    /// Among keys, numbers and signs.
    Nothing,
    /// In a text that this quotation mark ends, after a backslash or not.
    Text {
        end: char,
        escaped: bool,
    },
    Comment,
}

/// The source with plain letters, digits and signs for those of double width, but for texts and comments, which stay
/// what they are. Every character stays at its place, counted in characters.
pub fn narrowed_outside_texts(source: &str) -> String {
    let mut inside = Inside::Nothing;
    let mut narrowed = String::with_capacity(source.len());
    for c in source.chars() {
        let ends = matches!(inside, Inside::Text { end, escaped: false } if end == c);
        narrowed.push(if matches!(inside, Inside::Nothing) || ends { narrow(c) } else { c });
        inside = after(inside, c);
    }
    narrowed
}

fn after(inside: Inside, c: char) -> Inside {
    match (inside, narrow(c)) {
        (Inside::Nothing, '"' | '\'') => Inside::Text { end: c, escaped: false },
        (Inside::Nothing, '#') => Inside::Comment,
        (Inside::Comment, '\n') => Inside::Nothing,
        (Inside::Text { end, escaped: false }, _) if c == end => Inside::Nothing,
        (Inside::Text { end, escaped }, plain) => {
            Inside::Text { end, escaped: plain == '\\' && !escaped && narrow(end) == '"' }
        }
        (inside, _) => inside,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ｌｅａｄ-fits　＝　３", "lead-fits = 3")]
    #[case("label = \"ＥＭＥＡ\" # ３\nx = ３", "label = \"ＥＭＥＡ\" # ３\nx = 3")]
    #[case("side ＝ ＂ｓ＂", "side = \"ｓ\"")]
    #[case("a = \"\"\"３\n３\"\"\"\nb = ３", "a = \"\"\"３\n３\"\"\"\nb = 3")]
    #[case("a = '３\\'\nb = ３", "a = '３\\'\nb = 3")]
    #[case("a = \"\\\"３\"\nb = ３", "a = \"\\\"３\"\nb = 3")]
    #[case("｛\"a\"：３｝", "{\"a\":3}")]
    fn only_texts_and_comments_keep_their_width(#[case] typed: &str, #[case] read: &str) {
        assert_eq!(narrowed_outside_texts(typed), read);
    }
}
