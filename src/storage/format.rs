//! A record as TOML text, there and back.
//!
//! The head comes first, then responses and actions, then the questionnaire: so a person sees the answers at once, and
//! a list of records need not read the rest. The last line is always the same, which tells a whole file from one cut short.
//! No key is ever skipped: what this version does not know, it would lose when saving.

mod actions;
mod meant;
mod outline;
mod raw;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::definition::Unmeant;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Invalid, Record};
use crate::domain::text::showable;
pub use outline::Who;
pub(super) use outline::{Outline, QUESTIONNAIRE, is_ours, is_record_of_ours, is_whole};

/// The version of the format that this program writes.
pub const FORMAT: i64 = 2;
/// The versions that it reads: all that there ever were.
pub const FORMATS: std::ops::RangeInclusive<i64> = 1..=FORMAT;

/// Why a record has no text.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    /// TOML has no years before 0.
    #[error("the time {0} is too long ago to be written")]
    Time(Timestamp),
    /// Nor days.
    #[error("the day {0} is too long ago to be written")]
    Day(Date),
    /// The text could not be made.
    #[error("the record cannot be written as TOML: {0}")]
    Toml(#[from] toml::ser::Error),
}

/// Why a text is no record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It was a record, but not all of it is there.
    #[error("it is cut short: its last line is missing")]
    CutShort,
    /// It is not TOML.
    #[error("it is not TOML: line {line}: {message}")]
    NotToml {
        /// The line, from 1.
        line: usize,
        /// What the reader of TOML said.
        message: String,
    },
    /// It is TOML, but no record.
    #[error("it is not a record of Undercurrent")]
    NotOurs,
    /// It is a record in another version of the format.
    #[error("it is written in format {0}, and this version of Undercurrent reads formats 1 to {FORMAT}")]
    Foreign(i64),
    /// It holds something that this version does not know.
    #[error("it was written by a newer version of Undercurrent: line {line}: {message}")]
    Newer {
        /// The line, from 1.
        line: usize,
        /// What is unknown.
        message: String,
    },
    /// It says that it is of an older format than what is in it.
    #[error("it says format = 1, and '{0}' came with format 2")]
    Later(&'static str),
    /// A key is missing or has a value of the wrong kind.
    #[error("line {line}: {message}")]
    Key {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// A key has a value that it cannot take.
    #[error("'{key}' cannot be {value}")]
    Value {
        /// The key.
        key: &'static str,
        /// The value, safe to show.
        value: String,
    },
    /// The questionnaire in it cannot be used.
    #[error("its questionnaire cannot be used: {0}")]
    Questionnaire(#[from] Unmeant),
    /// Its parts contradict each other.
    #[error("it contradicts itself: {0}")]
    Contradiction(#[from] Invalid),
}

/// The text of a record; [`from_text`] gives the same record back.
///
/// # Errors
/// When a time in it is before the year 0.
pub fn to_text(record: &Record) -> Result<String, Unwritable> {
    Asked::default().to_text(record)
}

/// The text of the questionnaire in a record. It stays from one state of the record to the next, and making it takes
/// longer than all the rest, so whoever saves a record again and again keeps it.
#[derive(Debug, Default)]
pub struct Asked(Option<(Arc<Questionnaire>, String)>);

impl Asked {
    /// The text of a record, as [`to_text`] gives it.
    ///
    /// # Errors
    /// When a time in it is before the year 0.
    pub fn to_text(&mut self, record: &Record) -> Result<String, Unwritable> {
        let body = toml::to_string(&raw::Record::of(record)?)?;
        let asked = self.text(record.questionnaire())?;
        Ok(format!("{}\n{body}\n{asked}\n{}\n", outline::BANNER, outline::END))
    }

    fn text(&mut self, questionnaire: &Arc<Questionnaire>) -> Result<&str, Unwritable> {
        let kept = self.0.take().filter(|(kept, _)| Arc::ptr_eq(kept, questionnaire));
        let text = match kept {
            Some((_, text)) => text,
            None => toml::to_string(&raw::Asked::of(questionnaire))?,
        };
        Ok(&self.0.insert((Arc::clone(questionnaire), text)).1)
    }
}

/// The record in a text.
///
/// # Errors
/// When the text is not all of a record, or not one that this version reads.
pub fn from_text(text: &str) -> Result<Record, Malformed> {
    let outline = Outline::of(text);
    check(text, &outline)?;
    let raw: raw::Record = toml::from_str(text).map_err(|error| explain(text, &outline, &error))?;
    meant::record(&raw)
}

/// The reasons not to look closer.
fn check(text: &str, outline: &Outline) -> Result<(), Malformed> {
    match outline.format() {
        _ if text.trim().is_empty() => Err(Malformed::Empty),
        Some(format) if !FORMATS.contains(&format) => Err(Malformed::Foreign(format)),
        format if !is_whole(text.as_bytes()) && (format.is_some() || is_ours(text.as_bytes())) => {
            Err(Malformed::CutShort)
        }
        _ => Ok(()),
    }
}

fn explain(text: &str, outline: &Outline, error: &toml::de::Error) -> Malformed {
    let line = line_of(text, error);
    let message = showable(&error.message().replace('\n', " "));
    if outline.format().is_some() {
        return match message.split_once(", expected") {
            Some((what, _)) if what.starts_with("unknown") => Malformed::Newer { line, message: what.to_owned() },
            _ => Malformed::Key { line, message },
        };
    }
    match toml::from_str::<toml::Table>(text) {
        Ok(_) => Malformed::NotOurs,
        Err(_) => Malformed::NotToml { line, message },
    }
}

fn line_of(text: &str, error: &toml::de::Error) -> usize {
    let start = error.span().map_or(0, |span| span.start);
    text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1
}
