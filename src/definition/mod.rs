//! The only reader of questionnaire TOML: bytes to text, text to TOML, TOML to what was typed, and that to the
//! questionnaire.
//!
//! ```text
//! syntax         what is no TOML at all, and a line as it was most likely meant
//! raw            what was typed, with its place in the file; the same as a JSON Schema, for editors
//! walk           the file beside its schema, every key and value; limits of numbers and kinds of value
//! tables         tables and keys that do not stand where they were meant to, and what got lost
//! rules          what is called what, who names whom, what has to be there, the figures that would come out
//! texts          each text, texts beside each other, unusual characters, and "did you mean"
//! convert        from what was typed to the questionnaire; and back, for records
//! diagnostic     file:line:column, excerpt, caret, how to fix it
//! ```

mod convert;
mod diagnostic;
pub(crate) mod raw;
mod rules;
mod syntax;
mod tables;
mod texts;
mod walk;

pub use convert::{Unconvertible, convert, raw_of, text_of, text_without_causes};
pub use diagnostic::{Grade, Problem, Problems, quoted};
pub use raw::schema;
pub use syntax::{problems as broken, rest as unbroken};
pub use texts::{hidden, nearest};

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, Deserializer};

use crate::domain::questionnaire::Questionnaire;
use raw::generated;
use tables::{Lost, Node, tables};
use walk::{Owner, Walk};

/// The questionnaire that is asked when no other is given, as an author would type it.
pub const BUILT_IN: &str = include_str!("../../questions.toml");

/// Reads the questionnaire that is asked when no other is given. Its places in the file are left out, and so are the
/// rules, which its tests hold it to: nothing is on the screen before it is read.
pub fn built_in() -> Result<Questionnaire, Problems> {
    match toml::from_str(BUILT_IN).ok().and_then(|raw| convert(&raw).ok()) {
        Some(questionnaire) => Ok(questionnaire),
        None => Ok(read("questions.toml", BUILT_IN.as_bytes())?.questionnaire),
    }
}

/// The largest questionnaire file, in bytes.
pub const SIZE_MAX: usize = 1024 * 1024;

/// What some editors put before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();
/// How much of a file that is too large is looked at, in bytes.
const GLIMPSE: usize = 4096;

/// A questionnaire, and what its author may want to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    pub questionnaire: Questionnaire,
    /// What could be better; perhaps nothing.
    pub notes: Problems,
}

/// Reads a questionnaire file; `name` is what it is called in messages.
pub fn read(name: &str, bytes: &[u8]) -> Result<Read, Problems> {
    let mut found = Found::default();
    let source = text(bytes, &mut found);
    let questionnaire = if bytes.len() <= SIZE_MAX { questionnaire(&source, &mut found) } else { None };
    match questionnaire {
        Some(questionnaire) if found.problems.is_empty() => {
            Ok(Read { questionnaire, notes: Problems::new(name, &source, Grade::Note, found.notes) })
        }
        _ => Err(Problems::new(name, &source, Grade::Error, found.problems).and(Grade::Note, found.notes)),
    }
}

/// The file as text, or the start of one that is too large.
fn text(bytes: &[u8], found: &mut Found) -> String {
    if bytes.len() > SIZE_MAX {
        let what = format!("the file has {} bytes; a questionnaire has at most {SIZE_MAX}", bytes.len());
        found.problems.push(Problem::new(0..0, what).help("is this the right file?"));
        return String::from_utf8_lossy(&bytes[..GLIMPSE]).into_owned();
    }
    let (text, problems) = decoded(bytes);
    found.problems.extend(problems);
    text
}

/// The bytes of a text as UTF-8, without what some editors put before it. Some programs of Windows write UTF-16, and say
/// so by such a mark: its spreadsheets, and its shell where it writes what a program prints into a file.
pub fn unmarked(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, odd) = rest.as_chunks();
        let chars = char::decode_utf16(pairs.iter().map(|&pair| unit(pair)));
        // What is no text is told like any other byte that is none.
        let mut text: Vec<u8> = chars.flat_map(|c| c.map_or(vec![0xff], |c| c.to_string().into_bytes())).collect();
        text.extend(odd.iter().map(|_| 0xff));
        Cow::Owned(text)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)),
    }
}

/// Bytes as text, without a mark before it. Those that are no text are read as question marks, which keeps all places, and
/// told once: a file in another encoding has hundreds of them, and one way to be mended.
pub fn decoded(bytes: &[u8]) -> (String, Vec<Problem>) {
    let bytes = unmarked(bytes);
    let (mut text, mut broken) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            broken.push((text.len()..text.len() + chunk.invalid().len(), chunk.invalid()));
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
    }
    let problem = broken.first().map(|(at, bytes)| {
        let more = match broken.len() - 1 {
            0 => String::new(),
            1 => ", here and in 1 more place".to_owned(),
            more => format!(", here and in {more} more places"),
        };
        let what = format!("the bytes {bytes:02X?} are not UTF-8{more}");
        Problem::new(at.clone(), what).help("save the file as UTF-8; spreadsheets call that CSV UTF-8")
    });
    (text, problem.into_iter().collect())
}

fn questionnaire(source: &str, found: &mut Found) -> Option<Questionnaire> {
    let hidden = hidden(source);
    // What cannot be seen is no TOML either, but said once is enough.
    let seen: HashSet<usize> = hidden.iter().map(Problem::start).collect();
    found.problems.extend(hidden);
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        let raw = checked(source, table, Lost::default(), found)?;
        return found.problems.is_empty().then(|| whole(&raw, found)).flatten();
    }
    let schema = generated();
    let tables = tables(&schema);
    let mut problems = syntax::problems(source, &errors, &tables);
    if let Some(rest) = syntax::rest(source, &mut problems, &tables) {
        checked(&rest, DeTable::parse_recoverable(&rest).0, Lost::between(source, &rest), found);
    }
    found.problems.extend(problems.into_iter().filter(|problem| !seen.contains(&problem.start())));
    None
}

/// What was typed, checked, but for what got lost before.
fn checked(source: &str, mut table: Spanned<DeTable<'_>>, lost: Lost, found: &mut Found) -> Option<raw::Questionnaire> {
    found.problems.extend(rules::foreign(table.get_ref()));
    let lost = shape(source, lost, table.get_mut(), found);
    match raw::Questionnaire::deserialize(Deserializer::from(table)) {
        Ok(raw) => {
            all_rules(&raw, &lost, found);
            Some(raw)
        }
        Err(error) => {
            found.problems.push(Problem::new(error.span().unwrap_or(0..0), error.message()));
            None
        }
    }
}

fn whole(raw: &raw::Questionnaire, found: &mut Found) -> Option<Questionnaire> {
    let what = match convert(raw) {
        Ok(questionnaire) => return Some(questionnaire),
        Err(error) => format!("this makes no questionnaire, though no rule says why: {error}"),
    };
    found.problems.push(Problem::new(0..0, what));
    None
}

// The rules, each a function.

#[derive(Debug, Default)]
pub(crate) struct Found {
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
    texts::repetitions,
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
fn shape(source: &str, lost: Lost, table: &mut DeTable<'_>, found: &mut Found) -> Lost {
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

fn all_rules(raw: &raw::Questionnaire, lost: &Lost, found: &mut Found) {
    let together = TOGETHER.iter().filter(|(_, needs)| needs.iter().all(|name| lost.spares(name)));
    EACH.iter().chain(together.map(|(rule, _)| rule)).for_each(|rule| rule(raw, found));
}
