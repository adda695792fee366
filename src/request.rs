//! What the app wants done outside itself, one enum for each that does it, and what each replies: one reply to a
//! request, with its reason where it could not be done, as a sentence without its full stop.
//!
//! ```text
//! StoreRequest, StoreReply   records saved, claimed, deleted: `storage/saver.rs`
//! ReadRequest, ReadReply     records listed, shown, compared, exported; steps: `commands/reader.rs`
//! SeatRequest                a participant's place in a live session: `commands/participant.rs`
//! ```
//!
//! What is told of records in these replies is in `records`. A live session says more than it is asked; its part is
//! `app::screens::seat::Heard`.

mod records;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::compare::Comparison;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::text::Label;
use crate::format::{Export, Format};

pub use records::{Glimpse, Listed, OpenStep, Opened, Preview, Unfinished};

/// Counts the states of a record that were handed over for saving, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Revision(pub u64);

/// A record that something is to be done with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The record.
    pub id: Token,
    /// Its file, where it is known: another may be a copy. It is meant by all that follows with that record.
    pub file: Option<PathBuf>,
}

impl Target {
    /// A record in this file, where that is known.
    pub fn new(id: Token, file: Option<&Path>) -> Self {
        Self { id, file: file.map(Path::to_path_buf) }
    }
}

impl From<Token> for Target {
    fn from(id: Token) -> Self {
        Self { id, file: None }
    }
}

/// What whoever keeps records is asked to do. A save that a later one of the same record overtakes gets no reply of
/// its own: the reply to the later one covers it.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreRequest {
    /// Save this state of a record where it is kept; of a participant, with the live session.
    Save { revision: Revision, record: Arc<Record> },
    /// Save it in a new file, there and from then on. The reply is [`StoreReply::Saved`] too.
    SaveElsewhere {
        revision: Revision,
        record: Arc<Record>,
        /// The file or folder, as typed.
        path: String,
    },
    /// Take hold of a record in order to change it, and read it.
    Claim(Target),
    /// Delete a record.
    Discard {
        target: Target,
        /// Whether it is meant although it is finished; otherwise one that was finished meanwhile stays.
        finished_too: bool,
    },
    /// Give a record another name.
    Rename {
        target: Target,
        /// Its name from now on.
        label: Label,
    },
    /// Keep a new record among the others, and let it go.
    Add(Box<Record>),
    /// Take back a record that was deleted in this run.
    TakeBack(Token),
    /// Put back what runs left behind that were cut short, or delete it for good.
    Settle {
        /// Put it back.
        restore: bool,
    },
    /// Delete for good what was deleted in this run. The reply is [`StoreReply::Settled`] too.
    Empty,
}

/// What became of a [`StoreRequest`].
#[derive(Debug, Clone, PartialEq)]
pub enum StoreReply {
    /// This state of the record, and all before it, is on the disk.
    Saved {
        id: Token,
        revision: Revision,
        /// The file it is in; none where a live session has it.
        result: Result<Option<PathBuf>, String>,
    },
    /// The record is ours to change.
    Claimed {
        id: Token,
        /// How it stands on the disk, and the file it is in.
        result: Result<(Box<Record>, PathBuf), String>,
    },
    /// The record is gone.
    Discarded {
        id: Token,
        /// Or why it is still there.
        result: Result<(), String>,
    },
    /// The record has its new name.
    Renamed {
        id: Token,
        /// Or why it has not.
        result: Result<(), String>,
    },
    /// The new record is among the others.
    Added {
        id: Token,
        /// Or why it is not.
        result: Result<(), String>,
    },
    /// A deleted record is where it was.
    TakenBack {
        id: Token,
        /// Or why it is still gone.
        result: Result<(), String>,
    },
    /// What was deleted before is put back or gone for good, or why some of it is not.
    Settled(Result<Restored, String>),
}

/// What was put back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// How many records.
    pub records: usize,
    /// The files of those that are back where they were outside the folder of records, as they are shown.
    pub elsewhere: Vec<String>,
}

/// What whoever reads records is asked.
#[derive(Debug, Clone, PartialEq)]
pub enum ReadRequest {
    /// List the records.
    List,
    /// Read a record in order to show it.
    Open(Target),
    /// Find the finished records of a label.
    Earlier {
        label: Label,
        /// Whether the next screen hangs on them; they may only add to the one that is there.
        awaited: bool,
    },
    /// Find the steps of all records that wait.
    Steps,
    /// Name a file in the current folder that this could go into, and nothing is in yet.
    Suggest {
        /// What would be written.
        what: Exported,
        /// In which form it would be.
        form: Format,
    },
    Write {
        what: Exported,
        form: Format,
        /// Into which file, as typed.
        file: String,
        /// Whether a file that is there may be replaced.
        replace: bool,
    },
    /// Set these records side by side, a person each. The reply is [`ReadReply::Compared`].
    Beside(Vec<Called>),
    /// Set a record beside the newest one of the same name from the other side. The reply is
    /// [`ReadReply::Compared`].
    Counterpart(Target),
    /// Set these records side by side, as runs. The reply is [`ReadReply::Trend`].
    TrendOf(Vec<Called>),
    /// Put these records together, without keeping what comes of it.
    Merge(Vec<Called>),
    /// Set the finished records that have this one's label and form side by side.
    Trend(Target),
    /// Set these records side by side, as runs, each with what it is called. The reply is [`ReadReply::Trend`] too.
    Runs(Vec<(String, Record)>),
    /// Set the answers in these records side by side, each with what it is called.
    Compare(Vec<(String, Record)>),
}

/// What came of a [`ReadRequest`].
#[derive(Debug, Clone, PartialEq)]
pub enum ReadReply {
    /// Records that were deleted by a command, or in a run that was cut short. Sent before [`Self::Listed`], where
    /// there are any.
    LeftBehind(Vec<Listed>),
    /// The heads of all records, newest first; what takes longer follows as [`Self::Previewed`].
    Listed {
        /// The records that can be read.
        records: Vec<Listed>,
        /// What was begun and not finished, newest first.
        unfinished: Vec<Unfinished>,
        /// How many files cannot be read; they are left as they are.
        unreadable: usize,
    },
    /// What a listed record holds, once it was read whole.
    Previewed {
        /// The record.
        id: Token,
        file: Option<PathBuf>,
        /// What is shown of it beside the list, or why it cannot be read.
        preview: Result<Box<Preview>, String>,
    },
    /// A record that was asked for.
    Opened(Result<Opened, String>),
    /// The earlier finished records of a label.
    Earlier {
        /// Newest first; perhaps none.
        records: Vec<Record>,
        /// Whether the next screen hung on them.
        awaited: bool,
    },
    /// The steps that wait, in no order.
    Steps {
        steps: Vec<OpenStep>,
        /// How many files cannot be read; they are left as they are.
        unreadable: usize,
    },
    /// A file to write into.
    Suggested(Result<Suggested, String>),
    /// The file that it is in, as it is shown, or why it is not.
    Written(Result<String, NotWritten>),
    /// What records are together.
    Merged(Result<Box<Merging>, String>),
    /// Runs side by side.
    Trend(Result<Arc<Runs>, String>),
    /// A few people's answers side by side.
    Compared(Result<Arc<Comparison>, String>),
}

/// What is to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Exported {
    /// The result of a record, as it is on the disk.
    Record(Target),
    /// These answers, side by side.
    People(Arc<Comparison>),
    /// These records over time.
    Runs(Arc<Runs>),
    /// The steps of all records that wait, as they are on the disk.
    Steps,
}

impl Exported {
    /// What it is.
    pub const fn export(&self) -> Export {
        match self {
            Self::Record(_) => Export::Report,
            Self::People(_) => Export::Comparison,
            Self::Runs(_) => Export::Trend,
            Self::Steps => Export::Steps,
        }
    }
}

/// A record with what it is called where somebody is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// What it is called.
    pub name: String,
    /// The record.
    pub target: Target,
}

/// A file to write into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggested {
    /// The folder that it would be in, as it is shown.
    pub folder: String,
    pub name: String,
}

/// Why something is not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotWritten {
    /// A file is there that may be replaced.
    Taken,
    /// For this reason, as a sentence without its full stop.
    Refused(String),
}

/// Records that were put together, before that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Merging {
    /// The record of everybody.
    pub record: Record,
    /// How many there are in it, without a full stop.
    pub people: String,
    /// What is to be known besides, in sentences.
    pub notes: Vec<String>,
    /// What would give people away, in sentences; perhaps nothing.
    pub warnings: Vec<String>,
}

/// What a participant wants of a live session, besides that answers are saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeatRequest {
    /// Take a place in it; answered by `Heard::Stands` or `Heard::NotJoined`.
    Join {
        /// Whom the person answers for.
        side: Id,
        /// The code as typed; empty where none is needed.
        code: String,
    },
    /// Give up the seat at a laptop that is passed round, once the last answers have arrived; answered by
    /// `Heard::Vacated`, or by [`StoreReply::Saved`] with the reason where they do not arrive.
    Vacate {
        /// Give up what does not arrive.
        all_the_same: bool,
    },
    /// Answer for another side; answered by `Heard::Stands` or `Heard::NotJoined`.
    Side(Id),
    /// Count the participant as finished, with statements left open.
    Finish,
}
