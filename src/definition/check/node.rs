//! One place in the schema, and what it asks of a value there.

use serde_json::Value;

use crate::definition::diagnostic::quoted;

/// What kind of value belongs somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text in quotation marks.
    Text,
    /// A day.
    Date,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// True or false.
    Truth,
    /// A list of values or tables.
    List,
    /// A table of keys.
    Table,
}

/// A place in the schema.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    root: &'a Value,
    here: &'a Value,
    noun: &'a str,
    of_many: bool,
}

impl<'a> Node<'a> {
    /// The place of the whole file.
    pub const fn root(schema: &'a Value) -> Self {
        Self { root: schema, here: schema, noun: "questionnaire", of_many: false }
    }

    /// The whole schema.
    pub const fn schema(&self) -> &'a Value {
        self.root
    }

    /// What stands here, as a reader would call it: "the source", or "this item" where there are several.
    pub fn name(&self) -> String {
        format!("{} {}", if self.of_many { "this" } else { "the" }, self.noun)
    }

    /// The same with its id: "the item 'lead-fits'".
    pub fn name_with(&self, id: &str) -> String {
        format!("the {} {}", self.noun, quoted(id))
    }

    /// The place of a key in a table.
    pub fn key(&self, key: &'a str) -> Option<Self> {
        Some(self.follow(self.here.get("properties")?.get(key)?, key))
    }

    /// The place of an entry in a list.
    pub fn entry(&self) -> Self {
        let one = self.noun.strip_suffix('s').unwrap_or(self.noun);
        Self { of_many: true, ..self.follow(self.here.get("items").unwrap_or(&Value::Null), one) }
    }

    /// The keys that a table may have.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.here.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(key, _)| key.as_str())
    }

    /// The keys that a table must have.
    pub fn required(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.here.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// What it is for, as authors read it.
    pub fn description(&self) -> &'a str {
        self.here.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    /// A limit such as `maximum`.
    pub fn limit(&self, keyword: &str) -> Option<f64> {
        self.here.get(keyword)?.as_f64()
    }

    /// A limit that counts something, such as `maxLength`.
    pub fn count(&self, keyword: &str) -> Option<usize> {
        usize::try_from(self.here.get(keyword)?.as_u64()?).ok()
    }

    /// What kind of value belongs here.
    pub fn kind(&self) -> Kind {
        match self.here.get("type").and_then(Value::as_str) {
            Some("string") if self.here.get("format").is_some() => Kind::Date,
            Some("integer") => Kind::Whole,
            Some("number") => Kind::Number,
            Some("boolean") => Kind::Truth,
            Some("array") => Kind::List,
            Some("object") => Kind::Table,
            _ => Kind::Text,
        }
    }

    fn follow(&self, here: &'a Value, noun: &'a str) -> Self {
        let name = here.get("$ref").and_then(Value::as_str).and_then(|path| path.strip_prefix("#/$defs/"));
        let target = name.and_then(|name| self.root.get("$defs")?.get(name));
        Self { root: self.root, here: target.unwrap_or(here), noun, of_many: false }
    }
}
