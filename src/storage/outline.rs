//! What a record's text says of itself without being read whole: its head, and who answered.

use std::ops::Range;

use super::format::FORMATS;
use super::stored;
use crate::domain::id::Id;
use crate::domain::record::{Head, Kind};

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
    /// One person alone.
    One {
        /// Whom the person answers for.
        side: Id,
        /// How many items have an answer.
        answered: usize,
    },
    /// This many people: the responses of the first round, merged or from a workshop.
    Several(usize),
}

impl<'a> Outline<'a> {
    /// Finds the parts. A line that looks like a table but stands inside a text can mislead it; see [`Self::read`].
    pub fn of(text: &'a str) -> Self {
        let until = |lines: Range<usize>| text.get(lines).unwrap_or_default();
        let head = line_start(text, "[").unwrap_or(text.len());
        let questionnaire = line_start(text, QUESTIONNAIRE).unwrap_or(text.len());
        let before_questionnaire = until(0..questionnaire);
        let responses = before_questionnaire.lines().filter(|line| line.starts_with("[[responses]]")).count();
        Self { head: until(0..head), before_questionnaire, responses, people: first_round(before_questionnaire) }
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
        let who = self.who(head.kind, &raw)?;
        FORMATS.contains(&raw.format).then_some((head, who))
    }

    fn who(&self, kind: Kind, raw: &stored::Record) -> Option<Who> {
        match (kind, raw.responses.as_slice()) {
            (Kind::Solo, [one]) => Some(Who::One { side: one.side.parse().ok()?, answered: one.answers.len() }),
            (Kind::Merged | Kind::Workshop, _) if self.responses > 0 => Some(Who::Several(self.people)),
            _ => None,
        }
    }
}

/// How many responses are of the first round. The line that says so stands before the answers, among which an item may
/// be called the same.
fn first_round(text: &str) -> usize {
    let mut among_responses = false;
    let is_first = |line: &&str| {
        if line.starts_with('[') {
            among_responses = line.starts_with("[[responses]]");
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
