//! What of a file got lost on the way, so that nothing is said to be missing that was only unreadable.

use std::collections::{HashMap, HashSet};

use crate::definition::unusual::plain;

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
