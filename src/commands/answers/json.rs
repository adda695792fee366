//! The same file in JSON.

use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::tree::{Entry, Placed, Value};
use crate::definition::Problem;

/// How deep tables are looked into: the file itself, and its answers.
const DEPTH: usize = 2;

/// What was typed, and what is wrong with the JSON itself. None of the former where it cannot be read.
pub fn entries(source: &str) -> (Option<Vec<Entry>>, Vec<Problem>) {
    match serde_json::from_str(source) {
        Ok(Pairs(pairs)) => (Some(of_pairs(source, &pairs, DEPTH)), Vec::new()),
        Err(error) => (None, vec![problem(source, &error)]),
    }
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
        f.write_str("a table in braces")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(pair) = map.next_entry()? {
            pairs.push(pair);
        }
        Ok(Pairs(pairs))
    }
}

fn of_pairs(source: &str, pairs: &[(&RawValue, &RawValue)], depth: usize) -> Vec<Entry> {
    pairs.iter().map(|(key, value)| entry(source, (key, value), depth)).collect()
}

fn entry(source: &str, (key, value): (&RawValue, &RawValue), depth: usize) -> Entry {
    let name = serde_json::from_str(key.get()).unwrap_or_else(|_| key.get().to_owned());
    Entry {
        key: Placed { value: name, at: place(source, key.get()) },
        value: Placed { value: of_value(source, value.get(), depth), at: place(source, value.get()) },
    }
}

fn of_value(source: &str, text: &str, depth: usize) -> Value {
    match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str(text).map_or(Value::Other("a text that cannot be read"), Value::Text),
        Some(b'{') if depth > 1 => match serde_json::from_str(text) {
            Ok(Pairs(pairs)) => Value::Table(of_pairs(source, &pairs, depth - 1)),
            Err(_) => Value::Other("a table that cannot be read"),
        },
        Some(b'{') => Value::Other("a table"),
        Some(b'[') => Value::Other("a list"),
        Some(b't' | b'f') => Value::Other("true or false"),
        Some(b'n') => Value::Other("null"),
        _ => text.parse().map_or(Value::Other("no whole number"), Value::Whole),
    }
}

/// Where a part of the source stands in it.
fn place(source: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(source.as_ptr().addr());
    start..start + part.len()
}

fn problem(source: &str, error: &serde_json::Error) -> Problem {
    let before: usize = source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = before + error.column().saturating_sub(1);
    let told = error.to_string();
    let told = told.split(" at line ").next().unwrap_or(&told).to_owned();
    Problem::new(at..at + 1, format!("this is not JSON: {told}"))
}
