//! What makes a file a good questionnaire: one function a rule, all of them in one pass; and the places of the schema, with
//! what each asks of a value there.
//!
//! ```text
//! walk           the file beside its schema, every key and value; limits of numbers and kinds of value
//! tables         tables and keys that do not stand where they were meant to, and what got lost
//! rules          what is called what, who names whom, what has to be there, the figures that would come out
//! texts          each text, texts beside each other, and "did you mean"
//! ```

mod rules;
mod tables;
mod texts;
mod walk;

use serde_json::Value;
use toml::de::DeTable;

use super::diagnostic::{Problem, quoted};
use super::raw::{self, generated};
use walk::{Owner, Walk};

pub use texts::{hidden, nearest};

pub(super) use rules::foreign;
pub(super) use tables::{Lost, tables};

/// What was found in a file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What keeps it from being used.
    pub problems: Vec<Problem>,
    /// What its author may want to know.
    pub notes: Vec<Problem>,
}

type Rule = fn(&raw::Questionnaire, &mut Found);

/// Rules about things that are there.
const EACH: &[Rule] = &[
    rules::not_a_slug,
    rules::used_twice,
    rules::language,
    texts::statement_repeated,
    texts::cause_repeated,
    texts::label_repeated,
    texts::name_repeated,
    texts::prompt_repeated,
    texts::too_wide,
    rules::tension_with_itself,
    rules::stem_names_no_side,
    rules::repeats,
    rules::scores_amiss,
];

/// Rules about how things fit together, each with what they need whole: they are of use only where nothing of it got
/// lost on the way. What has no value says so itself.
const TOGETHER: &[(Rule, &[&str])] = &[
    (rules::item_cause, &["cause"]),
    (rules::item_scale, &["scale"]),
    (rules::tension_causes, &["cause"]),
    (rules::unused_scale, &["item", "item.scale"]),
    (rules::names_none, &["item"]),
    (rules::misses, &["order"]),
    (rules::gaps, &["scale.points"]),
    (rules::without_items, &["item", "cause"]),
    (rules::pulse_misses, &["item", "cause", "item.pulse"]),
    (rules::keyed_one_way, &["item", "cause", "item.reverse"]),
    (rules::side_missing, &["sides"]),
    (rules::nothing_to_guess, &["cause", "cause.guess"]),
    (rules::no_stem, &["guess_stem"]),
];

/// Checks the table of a file beside the schema and takes out what cannot be read; gives what got lost so far.
pub(super) fn shape(source: &str, lost: Lost, table: &mut DeTable<'_>, found: &mut Found) -> Lost {
    let schema = generated();
    let root = Node::root(&schema);
    found.problems.extend(tables::put_back(root, table));
    let first = tables::first_header(source, table);
    if let Some(first) = first {
        found.problems.extend(tables::moved_up(root, first, table));
    }
    let mut walk = Walk { source, lost, first, problems: Vec::new() };
    walk.table(root, &Owner { key: String::new(), name: root.name(), at: 0..0 }, table);
    found.problems.append(&mut walk.problems);
    walk.lost
}

/// Checks what was typed.
pub(super) fn rules(raw: &raw::Questionnaire, lost: &Lost, found: &mut Found) {
    let together = TOGETHER.iter().filter(|(_, needs)| needs.iter().all(|name| lost.spares(name)));
    EACH.iter().chain(together.map(|(rule, _)| rule)).for_each(|rule| rule(raw, found));
}

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
