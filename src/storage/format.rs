//! A record as TOML text, there and back.
//!
//! The head comes first, then responses and actions, then the questionnaire: so a person sees the answers at once, and
//! a list of records need not read the rest. The last line is always the same, which tells a whole file from one cut short.
//! No key is ever skipped: what this version does not know, it would lose when saving.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::outline::{self, Outline};
use super::{reason, stored};
use crate::definition::{Unconvertible, raw_of, unmarked};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Invalid, Record};
use crate::domain::text::showable;
use crate::wording::storage::{self as words, BANNER, END};

pub const FORMAT: i64 = 2;
/// The versions that it reads: all that there ever were.
pub const FORMATS: std::ops::RangeInclusive<i64> = 1..=FORMAT;

/// Why a record has no text: TOML has no years before 0.
#[derive(Debug, thiserror::Error)]
pub enum Unwritable {
    #[error("{}", words::too_long_ago("time", .0))]
    Time(Timestamp),
    #[error("{}", words::too_long_ago("day", .0))]
    Day(Date),
    #[error("{}", words::not_as_toml(&.0.to_string()))]
    Toml(#[from] toml::ser::Error),
}

/// Why a text is no record. Lines count from 1; a message is what the reader of TOML said, a value is safe to show.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("{}", words::EMPTY)]
    Empty,
    #[error("{}", words::CUT_SHORT)]
    CutShort,
    #[error("{}", words::not_toml(*line, message))]
    NotToml { line: usize, message: String },
    #[error("{}", words::NOT_A_RECORD)]
    NotOurs,
    #[error("{}", words::foreign_format(*.0, FORMAT))]
    Foreign(i64),
    #[error("{}", words::newer(*line, message))]
    Newer { line: usize, message: String },
    #[error("{}", words::later_key(.0))]
    Later(&'static str),
    /// A key is missing or has a value of the wrong kind.
    #[error("line {line}: {message}")]
    Key { line: usize, message: String },
    #[error("'{key}' cannot be {value}")]
    Value { key: &'static str, value: String },
    #[error("{}", words::questionnaire_unusable(&.0.to_string()))]
    Questionnaire(#[from] Unconvertible),
    #[error("{}", words::contradiction(&.0.to_string()))]
    Contradiction(#[from] Invalid),
}

/// The text of a record; [`from_text`] gives the same record back.
pub fn to_text(record: &Record) -> Result<String, Unwritable> {
    QuestionnaireText::default().to_text(record)
}

/// The text of the questionnaire in a record. It stays from one state of the record to the next, and making it takes
/// longer than all the rest, so whoever saves a record again and again keeps it.
#[derive(Debug, Default)]
pub struct QuestionnaireText(Option<(Arc<Questionnaire>, String)>);

impl QuestionnaireText {
    pub fn to_text(&mut self, record: &Record) -> Result<String, Unwritable> {
        let body = toml::to_string(&stored::Record::of(record)?)?;
        let asked = self.text(record.questionnaire())?;
        Ok(format!("{BANNER}\n{body}\n{asked}\n{END}\n"))
    }

    fn text(&mut self, questionnaire: &Arc<Questionnaire>) -> Result<&str, Unwritable> {
        let kept = self.0.take().filter(|(kept, _)| Arc::ptr_eq(kept, questionnaire));
        let text = match kept {
            Some((_, text)) => text,
            None => toml::to_string(&BTreeMap::from([("questionnaire", raw_of(questionnaire))]))?,
        };
        Ok(&self.0.insert((Arc::clone(questionnaire), text)).1)
    }
}

pub fn from_text(text: &str) -> Result<Record, Malformed> {
    let outline = Outline::of(text);
    check(text, &outline)?;
    as_usual(text).map_or_else(|| carefully(text, &outline), Ok)
}

/// The record in a text that stands as it is written; none where anything is otherwise, whatever that means.
fn as_usual(text: &str) -> Option<Record> {
    let (rest, responses) = outline::responses(text)?;
    let raw: stored::Record = toml::from_str(&rest).ok()?;
    // What the first version did not have has to be told.
    let is_known = raw.responses.is_empty() && raw.format == FORMAT;
    is_known.then(|| raw.convert(Some(responses)).ok()).flatten()
}

/// The record in any text that holds one, or what is wrong with it.
fn carefully(text: &str, outline: &Outline<'_>) -> Result<Record, Malformed> {
    let raw: stored::Record = toml::from_str(text).map_err(|error| explain(text, outline, &error))?;
    raw.convert(None)
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

/// Whether a text, or the end of one, has a record's last line.
pub fn is_whole(text: &[u8]) -> bool {
    let text = text.trim_ascii_end();
    text.strip_suffix(END.as_bytes()).is_some_and(|before| before.is_empty() || before.ends_with(b"\n"))
}

/// Whether a text starts as a record does, as far as there is any of it.
pub fn is_ours(text: &[u8]) -> bool {
    let first = BANNER.as_bytes().split(|byte| *byte == b'\n').next().unwrap_or_default();
    text.starts_with(first) || first.starts_with(text)
}

/// Whether a file holds a record or what is left of one, by the first line or the last. Others may stand before and
/// behind them: whoever merges two versions of a file leaves marks there.
pub fn is_record_of_ours(bytes: &[u8]) -> bool {
    let first = BANNER.split(':').next().unwrap_or_default().as_bytes();
    let text = unmarked(bytes);
    let mut lines = text.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.any(|line| line.starts_with(first) || line == END.as_bytes())
}

/// The largest file that is read, in bytes.
pub const SIZE_MAX: u64 = 64 << 20;

#[derive(Debug, thiserror::Error)]
#[error("{}", words::not_read(path, &why.to_string()))]
pub struct ReadError {
    pub path: PathBuf,
    pub why: Unreadable,
}

#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    #[error("{}", reason(.0))]
    Disk(#[source] io::Error),
    #[error("{}", words::NOT_A_FILE)]
    NotAFile,
    #[error("{}", words::too_big(SIZE_MAX >> 20))]
    TooBig,
    #[error("{}", words::NOT_TEXT)]
    NotText,
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

pub fn read(path: &Path) -> Result<Record, ReadError> {
    read_with_bytes(path).map(|(record, _)| record)
}

pub(super) fn read_with_bytes(path: &Path) -> Result<(Record, Vec<u8>), ReadError> {
    let read = bytes(path).and_then(|bytes| Ok((record_in(&bytes)?, bytes)));
    read.map_err(|why| ReadError { path: path.to_path_buf(), why })
}

/// The text of a file, if it could be a record by its size; in UTF-8, though an editor of Windows saved it otherwise.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    open(path)?.take(SIZE_MAX + 1).read_to_end(&mut bytes).map_err(Unreadable::Disk)?;
    if bytes.len() as u64 > SIZE_MAX { Err(Unreadable::TooBig) } else { Ok(unmarked(&bytes).into_owned()) }
}

/// Opens a file, if it could be a record by its kind and size. A pipe would be waited for without end.
pub(super) fn open(path: &Path) -> Result<File, Unreadable> {
    let about = path.metadata().map_err(Unreadable::Disk)?;
    match about.len() {
        _ if !about.is_file() => Err(Unreadable::NotAFile),
        length if length > SIZE_MAX => Err(Unreadable::TooBig),
        _ => File::open(path).map_err(Unreadable::Disk),
    }
}

fn record_in(bytes: &[u8]) -> Result<Record, Unreadable> {
    match str::from_utf8(bytes) {
        Ok(text) => Ok(from_text(text)?),
        // It ends in the middle of a character.
        Err(error) if error.error_len().is_none() && is_ours(bytes) => Err(Malformed::CutShort.into()),
        Err(_) => Err(Unreadable::NotText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::definition;
    use crate::domain::id::{Id, Token};
    use crate::domain::record::{Head, Kind};
    use crate::domain::response::{Answer, Response};
    use crate::domain::text::Label;

    /// A record of three people who answered something, one of them nothing at all.
    fn record() -> Record {
        let questionnaire = Arc::new(definition::built_in().unwrap());
        let response = |id: u128, count: usize| {
            let value = |at: usize| if at.is_multiple_of(3) { Answer::DoesNotApply } else { Answer::Value(4) };
            let answers = questionnaire.asked().take(count).enumerate().map(|(at, item)| (item.id.clone(), value(at)));
            let guesses = questionnaire.causes().iter().take(count.min(2)).map(|cause| (cause.id.clone(), 2));
            let guesses: BTreeMap<Id, i32> = guesses.collect();
            Response { answers: answers.collect(), guesses, ..Response::new(Token::new(id), "sales".parse().unwrap()) }
        };
        let head = Head {
            finished: Some("2026-11-23T16:20:00Z".parse().unwrap()),
            label: Label::new("[[responses]] \"\"\" EMEA").unwrap(),
            ..Head::begun(Token::new(1), Kind::Workshop, "2026-11-23T16:10:00Z".parse().unwrap(), 5)
        };
        Record::new(head, Arc::clone(&questionnaire), vec![response(7, 7), response(8, 0), response(9, 2)]).unwrap()
    }

    fn is_read_as_toml_is(text: &str, what: &str) {
        let outline = Outline::of(text);
        assert_eq!(from_text(text), check(text, &outline).and_then(|()| carefully(text, &outline)), "{what}");
    }

    #[test]
    fn a_record_as_it_is_written_is_read_without_a_tree_of_all_of_it() {
        let mut record = record();
        record.relabel(Label::default());
        assert_eq!(as_usual(&to_text(&record).unwrap()), Some(record));
    }

    /// What a hand, or another program, may make of a line.
    const CHANGES: [fn(&str) -> String; 16] = [
        |_| String::new(),
        |line| format!("{line}\n{line}"),
        |line| format!("{line} "),
        |line| format!("{line} # a word"),
        |line| format!(" {line}"),
        |line| format!("{line}\r"),
        |line| line.replace(" = ", "="),
        |line| line.replace(" = 4", " = +4"),
        |line| line.replace(" = 4", " = 04"),
        |line| line.replace(" = 4", " = 0x4"),
        |line| line.replace(" = 4", " = 99999999999"),
        |line| line.replace(" = 4", " = 6"),
        |line| line.replace("\"na\"", "'na'"),
        |line| line.replace("\"na\"", "\"n\\u0061\""),
        |line| line.replace("sales", "Sales"),
        |line| line.replace('-', "\u{2010}"),
    ];

    #[test]
    fn whatever_is_changed_in_a_record_it_is_read_or_refused_as_the_reader_of_toml_would_have_it() {
        let text = to_text(&record()).unwrap();
        is_read_as_toml_is(&text, "unchanged");
        let until = text.lines().position(|line| line.starts_with("[questionnaire")).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for at in 0..until {
            for changed in CHANGES.map(|change| change(lines[at])).iter().filter(|changed| *changed != lines[at]) {
                let text = [&lines[..at], &[changed.as_str()], &lines[at + 1..]].concat().join("\n");
                is_read_as_toml_is(&text, &format!("line {at}: {changed:?}"));
            }
        }
    }
}
