//! The responses of a record that stands as this program writes it, read line by line.
//!
//! A reader of TOML makes a tree of all that a file holds before anything is looked at. For five thousand people that takes
//! longer than everything else a report needs. So the part that grows with the people is read here where each of its lines
//! has the one form in which it is written, and left to the reader of TOML where a single one has not.

use std::collections::BTreeMap;

use crate::domain::id::{Id, Token};
use crate::domain::response::{Answer, Response};

/// Where a response, its answers and its guesses begin.
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
    /// The next line, if there is a whole one.
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
            let (key, told) = line.split_once(" = ")?;
            let key: Id = key.parse().ok()?;
            if rows.last().is_some_and(|(last, _)| *last >= key) {
                return None;
            }
            rows.push((key, value(told)?));
        }
    }
}

/// A text between quotes with nothing in it that a quote could hide.
fn word<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let text = line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"')?;
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-').then_some(text)
}

fn answer(told: &str) -> Option<Answer> {
    if told == "\"na\"" { Some(Answer::DoesNotApply) } else { whole(told).map(Answer::Value) }
}

/// A whole number in its only plain form.
fn whole(told: &str) -> Option<i32> {
    let digits = told.strip_prefix('-').unwrap_or(told);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if is_plain && told != "-0" { told.parse().ok() } else { None }
}
