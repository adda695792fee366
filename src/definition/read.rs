//! Reading a questionnaire file: bytes to text, text to TOML, TOML to what was typed, and that to what is meant.

use std::collections::HashSet;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, Deserializer};

use super::check::{self, Found, Lost};
use super::diagnostic::{Grade, Problem, Problems};
use super::meant::meant;
use super::schema::generated;
use super::{raw, syntax};
use crate::domain::questionnaire::Questionnaire;

/// The largest questionnaire file, in bytes.
pub const SIZE_MAX: usize = 1024 * 1024;

/// What some editors put before a text.
const BYTE_ORDER_MARK: &[u8] = "\u{FEFF}".as_bytes();
/// How much of a file that is too large is looked at, in bytes.
const GLIMPSE: usize = 4096;

/// A questionnaire, and what its author may want to know.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What is meant.
    pub questionnaire: Questionnaire,
    /// What could be better; perhaps nothing.
    pub notes: Problems,
}

/// Reads a questionnaire file; `name` is what it is called in messages.
///
/// # Errors
/// All problems of the file, each with its place, when there is any.
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
    let (text, problems) = decoded(unmarked(bytes));
    found.problems.extend(problems);
    text
}

/// The bytes of a text without what some editors put before it.
pub fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)
}

/// Bytes as text. Those that are no text are reported and read as question marks, which keeps all places.
pub fn decoded(bytes: &[u8]) -> (String, Vec<Problem>) {
    let (mut text, mut problems) = (String::with_capacity(bytes.len()), Vec::new());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let at = text.len()..text.len() + chunk.invalid().len();
            let what = format!("the bytes {:02X?} are not UTF-8", chunk.invalid());
            problems.push(Problem::new(at, what).help("save the file as UTF-8"));
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
    }
    (text, problems)
}

fn questionnaire(source: &str, found: &mut Found) -> Option<Questionnaire> {
    let hidden = check::hidden(source);
    // What cannot be seen is no TOML either, but said once is enough.
    let seen: HashSet<usize> = hidden.iter().map(Problem::start).collect();
    found.problems.extend(hidden);
    let (table, errors) = DeTable::parse_recoverable(source);
    if errors.is_empty() {
        let raw = checked(source, table, Lost::default(), found)?;
        return found.problems.is_empty().then(|| whole(&raw, found)).flatten();
    }
    let schema = generated();
    let tables = check::tables(&schema);
    let mut problems = syntax::problems(source, &errors, &tables);
    if let Some(rest) = syntax::rest(source, &mut problems, &tables) {
        checked(&rest, DeTable::parse_recoverable(&rest).0, Lost::between(source, &rest), found);
    }
    found.problems.extend(problems.into_iter().filter(|problem| !seen.contains(&problem.start())));
    None
}

/// What was typed, checked, but for what got lost before.
fn checked(source: &str, mut table: Spanned<DeTable<'_>>, lost: Lost, found: &mut Found) -> Option<raw::Questionnaire> {
    found.problems.extend(check::foreign(table.get_ref()));
    let lost = check::shape(source, lost, table.get_mut(), found);
    match raw::Questionnaire::deserialize(Deserializer::from(table)) {
        Ok(raw) => {
            check::rules(&raw, &lost, found);
            Some(raw)
        }
        Err(error) => {
            found.problems.push(Problem::new(error.span().unwrap_or(0..0), error.message()));
            None
        }
    }
}

/// The questionnaire that is meant.
fn whole(raw: &raw::Questionnaire, found: &mut Found) -> Option<Questionnaire> {
    let what = match meant(raw) {
        Ok(questionnaire) => return Some(questionnaire),
        Err(error) => format!("this makes no questionnaire, though no rule says why: {error}"),
    };
    found.problems.push(Problem::new(0..0, what));
    None
}
