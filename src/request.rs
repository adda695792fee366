//! What the app wants done outside itself, one enum for each that does it, and what each replies: one reply to a
//! request, with its reason where it could not be done, as a sentence without its full stop.
//!
//! ```text
//! StoreRequest, StoreReply   records saved, claimed, deleted: `storage/saver.rs`
//! ReadRequest, ReadReply     records listed, shown, compared, exported; steps: `commands/reader.rs`
//! SeatRequest                a participant's place in a live session: `commands/participant.rs`
//! ```
//!
//! A live session says more than it is asked; its part is `app::screens::participant::SessionEvent`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use crate::domain::action::OpenAction;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::compare::Comparison;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::severity::Severity;
use crate::domain::text::Label;
use crate::format::{Export, Format};

/// Counts the states of a record that were handed over for saving, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Revision(pub u64);

/// A record that something is to be done with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
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
    /// Save it in a new file, there and from then on; the file or folder as typed. Answered by [`StoreReply::Saved`].
    SaveElsewhere { revision: Revision, record: Arc<Record>, path: String },
    /// Take hold of a record in order to change it, and read it.
    Claim(Target),
    /// Delete a record. One that was finished meanwhile stays, unless it is meant although it is finished.
    Discard { target: Target, finished_too: bool },
    /// Give a record another name.
    Rename { target: Target, label: Label },
    /// Keep a new record among the others, and let it go.
    Add(Box<Record>),
    /// Take back a record that was deleted in this run.
    TakeBack(Token),
    /// Put back what runs left behind that were cut short, or delete it for good.
    Settle { restore: bool },
    /// Delete for good what was deleted in this run. The reply is [`StoreReply::Settled`] too.
    Empty,
}

/// What became of a [`StoreRequest`].
#[derive(Debug, Clone, PartialEq)]
pub enum StoreReply {
    /// This state of the record, and all before it, is on the disk, in this file; in none where a live session has it.
    Saved { id: Token, revision: Revision, result: Result<Option<PathBuf>, String> },
    /// The record is ours to change: how it stands on the disk, and the file it is in.
    Claimed { id: Token, result: Result<(Box<Record>, PathBuf), String> },
    /// The record is gone, or why it is still there.
    Discarded { id: Token, result: Result<(), String> },
    /// It has its new name.
    Renamed { id: Token, result: Result<(), String> },
    /// It is among the others.
    Added { id: Token, result: Result<(), String> },
    /// A deleted record is where it was.
    TakenBack { id: Token, result: Result<(), String> },
    /// What was deleted before is put back or gone for good, or why some of it is not.
    Settled(Result<Restored, String>),
}

/// What was put back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
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
    /// Find the finished records of a label; where they are awaited, the next screen hangs on them.
    Earlier { label: Label, awaited: bool },
    /// Find the steps of all records that wait.
    Steps,
    /// Name a file in the current folder that this could go into, and nothing is in yet.
    Suggest { what: Exported, form: Format },
    /// Write it into a file, as typed; one that is there only where that may be replaced.
    Write { what: Exported, form: Format, file: String, replace: bool },
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
    /// The heads of all records, and what was begun and not finished, newest first; what takes longer follows as
    /// [`Self::Previewed`]. So many files cannot be read; they are left as they are.
    Listed { records: Vec<Listed>, unfinished: Vec<Unfinished>, unreadable: usize },
    /// What is shown of a listed record beside the list, once it was read whole, or why it cannot be read.
    Previewed { id: Token, file: Option<PathBuf>, preview: Result<Box<Preview>, String> },
    /// A record that was asked for.
    Opened(Result<Opened, String>),
    /// The earlier finished records of a label, newest first; and whether the next screen hung on them.
    Earlier { records: Vec<Record>, awaited: bool },
    /// The steps that wait, in no order; and how many files cannot be read.
    Steps { steps: Vec<OpenStep>, unreadable: usize },
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

/// A record, as far as its head tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: Token,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    pub label: Label,
    /// The side, or how many people, as it is shown.
    pub who: String,
    /// The side, where one person answered.
    pub side: Option<Id>,
    pub begun: Timestamp,
    /// When it was begun, as it is told in a sentence.
    pub when: String,
    pub finished: Option<Timestamp>,
    /// How many answers there are, while it is unfinished.
    pub unfinished: Option<usize>,
}

/// A step that waits, with the file of its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenStep {
    pub open: OpenAction,
    /// The file of the record, where it is known.
    pub file: Option<PathBuf>,
}

impl OpenStep {
    pub fn target(&self) -> Target {
        Target::new(self.open.record, self.file.as_deref())
    }
}

/// What a record holds, as far as it is shown beside the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Its causes, in the order of its questionnaire; none while it is unfinished.
    pub causes: Vec<Glimpse>,
    /// How many statements were answered, of how many, where one person answered.
    pub answered: Option<(usize, usize)>,
    pub is_pulse: bool,
    pub sentence: String,
    /// What was taken on and still waits.
    pub open_actions: Vec<OpenAction>,
    /// The first step that is suggested for the worst cause, where one person answered.
    pub first_step: Option<String>,
    /// What both sides may ask each other about the worst cause.
    pub prompts: Vec<String>,
}

impl Preview {
    /// The most severe cause, of equal ones the first.
    pub fn worst(&self) -> Option<&Glimpse> {
        let severity = |one: &Glimpse| one.severity.map(Severity::millionths);
        let worst = self.causes.iter().filter_map(severity).max()?;
        self.causes.iter().find(|one| severity(one) == Some(worst))
    }
}

/// One cause of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Glimpse {
    pub id: Id,
    pub name: String,
    /// Its figure, where it has one that may be shown.
    pub severity: Option<Severity>,
    pub band: String,
    /// The same where the same was asked, and different where not.
    pub asked: u64,
    /// The least change that may be called one, in points.
    pub step: f64,
}

/// An assessment that was begun and not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    pub record: Record,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Who else holds it, if anybody.
    pub holder: Option<String>,
}

/// A record that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    One(Box<Record>),
    /// What may be shown of several people's record.
    Several(Arc<EveryoneAnalysis>),
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
    pub const fn export(&self) -> Export {
        match self {
            Self::Record(_) => Export::Report,
            Self::People(_) => Export::Comparison,
            Self::Runs(_) => Export::Trend,
            Self::Steps => Export::Steps,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    pub name: String,
    pub target: Target,
}

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
pub enum ParticipantRequest {
    /// Take a place in it, for a side; the code as typed, empty where none is needed. Answered by
    /// `SessionEvent::Stands` or `SessionEvent::NotJoined`.
    Join { side: Id, code: String },
    /// Give up the seat at a laptop that is passed round, once the last answers have arrived, or all the same; answered
    /// by `SessionEvent::Vacated`, or by [`StoreReply::Saved`] with the reason where they do not arrive.
    Vacate { all_the_same: bool },
    /// Answer for another side; answered by `SessionEvent::Stands` or `SessionEvent::NotJoined`.
    Side(Id),
    /// Count the participant as finished, with statements left open.
    Finish,
}
