//! What the app wants done outside itself, one enum for each that does it, and what each replies: one reply to a
//! request, with its reason where it could not be done, as a sentence without its full stop.
//!
//! ```text
//! StoreRequest, StoreReply   records saved, claimed, deleted: `storage/saver.rs`
//! ReadRequest, ReadReply     records listed, shown, compared, exported: `commands/reader.rs`
//! SeatRequest                a participant's place in a live session: `commands/participant.rs`
//! ```
//!
//! A live session says more than it is asked; its part is `app::screens::seat::Heard`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::compare::Comparison;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::text::Label;

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
    Save {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Arc<Record>,
    },
    /// Save it in a new file, there and from then on. The reply is [`StoreReply::Saved`] too.
    SaveElsewhere {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Arc<Record>,
        /// The file or folder, as typed.
        path: String,
    },
    /// Take hold of a record in order to change it, and read it.
    Claim(Target),
    /// Delete a record.
    Discard {
        /// Which.
        target: Target,
        /// Whether it is meant although it is finished; otherwise one that was finished meanwhile stays.
        finished_too: bool,
    },
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
        /// Which record.
        id: Token,
        /// Which state.
        revision: Revision,
        /// The file it is in; none where a live session has it.
        result: Result<Option<PathBuf>, String>,
    },
    /// The record is ours to change.
    Claimed {
        /// Which record.
        id: Token,
        /// How it stands on the disk, and the file it is in.
        result: Result<(Box<Record>, PathBuf), String>,
    },
    /// The record is gone.
    Discarded {
        /// Which record.
        id: Token,
        /// Or why it is still there.
        result: Result<(), String>,
    },
    /// A deleted record is where it was.
    TakenBack {
        /// Which record.
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
        /// The label.
        label: Label,
        /// Whether the next screen hangs on them; they may only add to the one that is there.
        awaited: bool,
    },
    /// Write a report of a record, as it is on the disk, into the current folder.
    Export(Target),
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
    /// The heads of all records, newest first; what takes longer follows as [`Self::Topped`].
    Listed {
        /// The records that can be read.
        records: Vec<Listed>,
        /// What was begun and not finished, newest first.
        unfinished: Vec<Unfinished>,
        /// How many files cannot be read; they are left as they are.
        unreadable: usize,
    },
    /// The top cause of a listed record, as it is shown.
    Topped {
        /// The record.
        id: Token,
        /// Its file.
        file: Option<PathBuf>,
        /// Its top cause, or what else there is to say.
        top: String,
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
    /// The file of the report, as it is shown.
    Exported(Result<String, String>),
    /// Runs side by side.
    Trend(Result<Arc<Runs>, String>),
    /// A few people's answers side by side.
    Compared(Result<Arc<Comparison>, String>),
}

/// A record, as far as its head tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub id: Token,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// The side, or how many people, as it is shown.
    pub who: String,
    /// When it was begun, as it is shown.
    pub when: String,
    /// How many answers there are, while it is unfinished.
    pub unfinished: Option<usize>,
}

/// An assessment that was begun and not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// The record as it was found.
    pub record: Record,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Who else holds it, if anybody.
    pub holder: Option<String>,
}

/// A record that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// One person's record.
    One(Box<Record>),
    /// What may be shown of several people's record.
    Several(Arc<EveryoneAnalysis>),
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
    /// Count the participant as finished, with statements left open.
    Finish,
}
