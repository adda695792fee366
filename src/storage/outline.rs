//! What a record's text says of itself without being read whole, and its responses where they stand as this program writes
//! them, read line by line.
//!
//! A reader of TOML makes a tree of all that a file holds before anything is looked at. For five thousand people that takes
//! longer than everything else a report needs. So the part that grows with the people is read here where each of its lines
//! has the one form in which it is written, and left to the reader of TOML where a single one has not.

use std::collections::BTreeMap;

use super::format::FORMATS;
use super::stored;
use crate::domain::id::{Id, Token};
use crate::domain::record::{Head, Kind};
use crate::domain::response::{Answer, Response};

/// Where the parts of a record's text start, found by its lines alone.
#[derive(Debug)]
pub struct Outline<'a> {
    head: &'a str,
    before_questionnaire: &'a str,
    responses: usize,
    people: usize,
}

/// Who answered, as far as a list says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// One person alone, for a side, with answers to so many items.
    One { side: Id, answered: usize },
    /// This many people: the responses of the first round, merged or from a workshop.
    Several(usize),
}

impl<'a> Outline<'a> {
    /// Finds the parts. A line that looks like a table but stands inside a text can mislead it; see [`Self::read`].
    pub fn of(text: &'a str) -> Self {
        let before = |start| line_start(text, start).and_then(|at| text.get(..at)).unwrap_or(text);
        let before_questionnaire = before(QUESTIONNAIRE);
        let responses = before_questionnaire.lines().filter(|line| line.starts_with(RESPONSE)).count();
        Self { head: before("["), before_questionnaire, responses, people: first_round(before_questionnaire) }
    }

    /// The version of the format, if the head says it.
    pub fn format(&self) -> Option<i64> {
        let head: toml::Table = toml::from_str(self.head).ok()?;
        head.get("format")?.as_integer()
    }

    /// The head, and who answered. None where only the whole text can tell.
    pub fn read(&self) -> Option<(Head, Who)> {
        let part = if self.responses == 1 { self.before_questionnaire } else { self.head };
        let raw: stored::Record = toml::from_str(part).ok()?;
        let head = raw.head().ok()?;
        let who = match (head.kind, raw.responses.as_slice()) {
            (Kind::Solo, [one]) => Who::One { side: one.side.parse().ok()?, answered: one.answers.len() },
            (Kind::Merged | Kind::Workshop, _) if self.responses > 0 => Who::Several(self.people),
            _ => return None,
        };
        FORMATS.contains(&raw.format).then_some((head, who))
    }
}

/// How many responses are of the first round. The line that says so stands before the answers, among which an item may
/// be called the same.
fn first_round(text: &str) -> usize {
    let mut among_responses = false;
    let is_first = |line: &&str| {
        if line.starts_with('[') {
            among_responses = line.starts_with(RESPONSE);
        }
        among_responses && line.trim_end() == "round = 1"
    };
    text.lines().filter(is_first).count()
}

/// How the first line of the questionnaire starts; it is the last part of a record.
pub const QUESTIONNAIRE: &str = "[questionnaire";

fn line_start(text: &str, start: &str) -> Option<usize> {
    let mut at = 0;
    text.split_inclusive('\n').find_map(|line| {
        let here = at;
        at += line.len();
        line.starts_with(start).then_some(here)
    })
}

const RESPONSE: &str = "[[responses]]";
const ANSWERS: &str = "[responses.answers]";
const GUESSES: &str = "[responses.guesses]";

/// The responses in a text, and the text without them; none where anything stands otherwise than it is written.
pub fn responses(text: &str) -> Option<(String, Vec<Response>)> {
    let start = text.find("\n[[responses]]\n")? + 1;
    let (head, rest) = text.split_at(start);
    // Within a text of several lines a line may look like any other.
    if head.contains("\"\"\"") || head.contains("'''") {
        return None;
    }
    let mut found = Vec::new();
    let mut reader = Reader { rest };
    while reader.take_line(RESPONSE) {
        found.push(reader.response()?);
    }
    (reader.rest.starts_with('[') || reader.rest.starts_with('#')).then(|| (format!("{head}{}", reader.rest), found))
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn line(&mut self) -> Option<&'a str> {
        let (line, rest) = self.rest.split_once('\n')?;
        self.rest = rest;
        Some(line)
    }

    /// Passes over a line, if it is the next one.
    fn take_line(&mut self, line: &str) -> bool {
        let after = self.rest.strip_prefix(line).and_then(|rest| rest.strip_prefix('\n'));
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn response(&mut self) -> Option<Response> {
        let id = word(self.line()?, "id")?.parse::<Token>().ok()?;
        let side = word(self.line()?, "side")?.parse::<Id>().ok()?;
        let round = u8::try_from(whole(self.line()?.strip_prefix("round = ")?)?).ok()?;
        let mut response = Response { round, ..Response::new(id, side) };
        self.take_line("").then_some(())?;
        if self.take_line(ANSWERS) {
            response.answers = self.table(answer)?;
        }
        if self.take_line(GUESSES) {
            response.guesses = self.table(whole)?;
        }
        Some(response)
    }

    /// A table up to the empty line after it. Its keys rise, so that none is there twice.
    fn table<T>(&mut self, value: impl Fn(&str) -> Option<T>) -> Option<BTreeMap<Id, T>> {
        let mut rows: Vec<(Id, T)> = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Some(rows.into_iter().collect());
            }
            let (key, text) = line.split_once(" = ")?;
            let key: Id = key.parse().ok()?;
            if rows.last().is_some_and(|(last, _)| *last >= key) {
                return None;
            }
            rows.push((key, value(text)?));
        }
    }
}

/// A text between quotes with nothing in it that a quote could hide.
fn word<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let text = line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')?;
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then_some(text)
}

fn answer(text: &str) -> Option<Answer> {
    if text == "\"na\"" { Some(Answer::DoesNotApply) } else { whole(text).map(Answer::Value) }
}

/// A whole number in its only plain form.
fn whole(text: &str) -> Option<i32> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if is_plain && text != "-0" { text.parse().ok() } else { None }
}
