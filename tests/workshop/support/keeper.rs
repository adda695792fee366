//! A keeper over the records of this house, and a look into what it kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use undercurrent::testing::domain::{Answer, Record, Response};
use undercurrent::testing::live::ResultStore;
use undercurrent::testing::storage::{LockedRecord, RealDisk, read};

/// One response as the tests compare it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    pub id: String,
    pub side: String,
    /// What was answered, by statement, and guessed, by cause.
    pub answers: BTreeMap<String, Option<i32>>,
}

/// The file of a record, looked at from outside.
#[derive(Debug, Clone)]
pub struct File {
    path: PathBuf,
}

impl File {
    pub fn new(folder: &Path) -> Self {
        Self { path: folder.join("record.toml") }
    }

    pub fn read(&self) -> Option<Record> {
        self.path.exists().then(|| read(&self.path).unwrap())
    }

    /// The responses in the file, in their order.
    pub fn rows(&self) -> Vec<Row> {
        self.read().map_or_else(Vec::new, |record| record.responses().iter().map(row).collect())
    }
}

/// A record that is ours to change.
pub struct RecordKeeper {
    file: File,
    held: LockedRecord,
}

impl RecordKeeper {
    pub fn new(folder: &Path) -> Self {
        let file = File::new(folder);
        Self { held: LockedRecord::begin(file.path.clone()).unwrap(), file }
    }
}

impl ResultStore for RecordKeeper {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        self.held.save(&RealDisk, record).map_err(|error| error.to_string())
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        if !self.file.path.exists() {
            return Ok(None);
        }
        self.held.reread().map(Some).map_err(|error| error.to_string())
    }
}

fn row(response: &Response) -> Row {
    let value = |answer: &Answer| match answer {
        Answer::Value(value) => Some(*value),
        Answer::DoesNotApply => None,
    };
    let answers = response.answers.iter().map(|(item, answer)| (item.to_string(), value(answer)));
    let guesses = response.guesses.iter().map(|(cause, value)| (cause.to_string(), Some(*value)));
    Row { id: response.id.to_string(), side: response.side.to_string(), answers: answers.chain(guesses).collect() }
}
