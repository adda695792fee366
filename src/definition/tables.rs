//! The places of the schema, with what each asks of a value there; tables and keys that do not stand where they were meant
//! to, and what got lost on the way.
//!
//! The trap of TOML: below the first table, every line belongs to a table. A key of the questionnaire that stands there
//! is moved up. A table whose first line was wrong and has been repaired goes where it was meant to be.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::diagnostic::{Problem, quoted};
use super::syntax::{Table, stands_for};
use super::texts::plain;
use super::walk::{Owner, Place, fits, wrong_kind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Date,
    Whole,
    Number,
    Truth,
    List,
    Table,
}

#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    root: &'a Value,
    here: &'a Value,
    noun: &'a str,
    of_many: bool,
}

impl<'a> Node<'a> {
    pub const fn root(schema: &'a Value) -> Self {
        Self { root: schema, here: schema, noun: "questionnaire", of_many: false }
    }

    /// What stands here, as a reader would call it: "the source", or "this item" where there are several.
    pub fn name(&self) -> String {
        format!("{} {}", if self.of_many { "this" } else { "the" }, self.noun)
    }

    /// The same with its id: "the item 'lead-fits'".
    pub fn name_with(&self, id: &str) -> String {
        format!("the {} {}", self.noun, quoted(id))
    }

    pub fn key(&self, key: &'a str) -> Option<Self> {
        Some(self.follow(self.here.get("properties")?.get(key)?, key))
    }

    pub fn entry(&self) -> Self {
        let one = self.noun.strip_suffix('s').unwrap_or(self.noun);
        Self { of_many: true, ..self.follow(self.here.get("items").unwrap_or(&Value::Null), one) }
    }

    pub fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.here.get("properties").and_then(Value::as_object).into_iter().flatten().map(|(key, _)| key.as_str())
    }

    pub fn required(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.here.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// What it is for, as authors read it.
    pub fn description(&self) -> &'a str {
        self.here.get("description").and_then(Value::as_str).unwrap_or_default()
    }

    pub fn limit(&self, keyword: &str) -> Option<f64> {
        self.here.get(keyword)?.as_f64()
    }

    /// A limit that counts something, such as `maxLength`.
    pub fn count(&self, keyword: &str) -> Option<usize> {
        usize::try_from(self.here.get(keyword)?.as_u64()?).ok()
    }

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
    let tables = tables(root.root);
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
            problems.push(wrong_kind(&Place { node, key: name, owner: &owner }, &there.span(), there.get_ref()));
            as_list(there);
        }
        if let (DeValue::Array(list), DeValue::Array(more)) = (there.get_mut(), value.into_inner()) {
            more.into_iter().for_each(|entry| list.push(entry));
        }
    }
    problems
}

pub fn as_list(value: &mut Spanned<DeValue<'_>>) {
    let at = value.span();
    let alone = std::mem::replace(value.get_mut(), DeValue::Array(DeArray::new()));
    if let DeValue::Array(list) = value.get_mut() {
        list.push(Spanned::new(at, alone));
    }
}

pub fn alone(value: &mut Spanned<DeValue<'_>>) {
    if let DeValue::Array(list) = std::mem::replace(value.get_mut(), DeValue::Boolean(false))
        && let Some(table) = list.into_iter().next()
    {
        *value = table;
    }
}

/// The line where the first table of a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstHeader {
    pub line: usize,
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

type Entry<'i> = (Spanned<Cow<'i, str>>, Spanned<DeValue<'i>>);

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

/// What could not be read: by name for the rules that look at several things together, by table for the keys that a
/// table must have.
#[derive(Debug, Default)]
pub struct Lost {
    names: HashSet<String>,
    in_table: HashMap<usize, HashSet<String>>,
    /// Tables of which nobody can say which keys they lost.
    torn: HashSet<usize>,
    anything: bool,
}

/// A line of the file, as far as this is about it.
struct Line<'a> {
    at: usize,
    text: &'a str,
    is_lost: bool,
}

/// The place of the questionnaire itself, which no line heads.
const ROOT: usize = 0;

impl Lost {
    /// What the rest of a broken file lacks: lines that are blank in it and were not.
    pub fn between(source: &str, rest: &str) -> Self {
        let mut lost = Self::default();
        let (mut table, mut name, mut key) = (ROOT, String::new(), None::<String>);
        for line in lines(source, rest) {
            if let Some(header) = header(line.text) {
                header.clone_into(&mut name);
                table = line.at;
                key = None;
                if line.is_lost {
                    lost.add_table(header);
                }
                continue;
            }
            key = key_of(line.text, line.is_lost).or(key);
            let heads_nothing = table != ROOT && rest.get(table..=table).is_some_and(|start| start == " ");
            if line.is_lost && !heads_nothing {
                lost.add_key((table, &name), key.as_deref());
            }
        }
        lost
    }

    fn add_table(&mut self, name: &str) {
        self.anything |= name.is_empty();
        self.names.insert(name.to_owned());
        self.in_table.entry(ROOT).or_default().insert(name.to_owned());
    }

    fn add_key(&mut self, (table, name): (usize, &str), key: Option<&str>) {
        if let Some(key) = key {
            self.in_table.entry(table).or_default().insert(key.to_owned());
            self.add(name, key);
        } else {
            self.anything = true;
            self.torn.insert(table);
        }
    }

    /// Adds that entries of a list, or a whole value, cannot be used.
    pub fn add(&mut self, table: &str, key: &str) {
        self.names.insert(path(table, key));
    }

    /// Whether nothing of what has this name got lost; `item` is the list of items, `item.cause` a key in them.
    pub fn spares(&self, name: &str) -> bool {
        !self.anything && !self.names.contains(name)
    }

    /// Whether the table that begins here may have had this key.
    pub fn may_have_had(&self, table: usize, key: &str) -> bool {
        self.torn.contains(&table) || self.in_table.get(&table).is_some_and(|keys| keys.contains(key))
    }
}

fn path(table: &str, key: &str) -> String {
    if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") }
}

fn lines<'a>(source: &'a str, rest: &'a str) -> impl Iterator<Item = Line<'a>> {
    let mut at = 0;
    source.split_inclusive('\n').map(move |text| {
        let start = at;
        at += text.len();
        let kept = rest.get(start..at).unwrap_or_default();
        Line { at: start, text, is_lost: kept.trim().is_empty() && !text.trim().is_empty() }
    })
}

/// The name in a line that heads a table, perhaps a broken one.
fn header(line: &str) -> Option<&str> {
    let inside = line.trim_start().strip_prefix('[')?.trim_start_matches('[').trim_start();
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inside.len());
    // A list may go on in lines that begin with a bracket, too.
    inside.get(..end).filter(|name| !name.is_empty() || !line.contains(['"', ',']))
}

/// The key that a line gives; of a broken line, the word that it begins with.
fn key_of(line: &str, is_lost: bool) -> Option<String> {
    let is_letter = |&c: &char| c.is_ascii_alphanumeric() || c == '_';
    let key: String = line.trim_start().chars().map(plain).take_while(is_letter).collect();
    let after = line.trim_start().chars().skip(key.chars().count()).collect::<String>();
    let is_key = is_lost || after.trim_start().starts_with('=');
    (is_key && key.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(key)
}
