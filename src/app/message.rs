//! What goes into the app and what comes out.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use crate::app::keys::Key;
use crate::app::screens::room::HostView;
use crate::app::screens::seat::Heard;
use crate::app::sight::Subject;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::compare::Comparison;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::domain::text::{Label, showable};
use crate::live::room::Command;

/// When something happened, and a fresh piece of chance, should one be needed.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The time now, in the person's own time zone.
    pub now: Zoned,
    /// 128 bits that nobody else has.
    pub chance: [u128; 2],
    /// How long the program runs, by a clock that only goes forward and that nobody sets.
    pub since: Duration,
}

/// What came of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// By how many lines the page could scroll.
    pub room: u16,
    /// Whether the window is large enough to show what keys do.
    pub legible: bool,
}

/// Counts the states of a record that were handed over for saving, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Revision(pub u64);

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Pasted(String),
    /// The screen was drawn. Sent of the first frame, and whenever something of it has changed.
    Drawn(Drawn),
    /// A frame is written to the terminal that asks for an answer. Sent after each such frame.
    Displayed {
        /// What an answer would be to.
        asks: Subject,
    },
    /// The app is told in lines, in place of a screen. Sent once, first of all.
    Told,
    /// This state of the record, and all before it, is synced to the disk.
    Saved(Revision),
    /// This state of the record could not be saved.
    NotSaved {
        /// Which state.
        revision: Revision,
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// The record is ours to change; this is how it stands on the disk.
    Claimed(Box<Record>),
    /// The record cannot be changed by us.
    Refused {
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// The heads of all records, newest first; what takes longer follows as [`Msg::Topped`].
    Listed {
        /// The records that can be read.
        records: Vec<Listed>,
        /// What was begun and not finished, newest first.
        unfinished: Vec<Unfinished>,
        /// How many files cannot be read; they are left as they are.
        unreadable: usize,
    },
    /// Records that were deleted by a command, or in a run that was cut short. Sent before [`Msg::Listed`], where there
    /// are any.
    LeftBehind(Vec<Listed>),
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
    Opened(Opened),
    /// The earlier finished records of a label.
    Earlier {
        /// Newest first; perhaps none.
        records: Vec<Record>,
        /// Whether the next screen hung on them.
        awaited: bool,
    },
    /// A report was written here.
    Exported {
        /// The file, as it is shown.
        path: String,
    },
    /// The report could not be written.
    NotExported {
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// Runs side by side that were asked for.
    Trend(Arc<Runs>),
    /// A few people's answers side by side that were asked for.
    Compared(Arc<Comparison>),
    /// A live session stands like this now. Sent on every change; only the newest counts.
    Room(Arc<HostView>),
    /// The facilitator's last command was done.
    CommandDone,
    /// The facilitator's last command was refused, or could not be saved.
    NotNow {
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// After the end of a session: what was written. A rehearsal writes nothing.
    Wrote {
        /// The record, as it is shown.
        record: Option<String>,
        /// The report, as it is shown.
        report: Option<String>,
        /// What could not be written, as a sentence without its full stop.
        trouble: Option<String>,
    },
    /// The discarded record is gone.
    Discarded(Token),
    /// A record that was discarded is back where it was.
    TakenBack(Token),
    /// What was left behind is back among the records, or gone for good.
    Settled {
        /// Why some of it is not, as a sentence without its full stop.
        trouble: Option<String>,
    },
    /// The record could not be discarded, or not taken back.
    NotDiscarded {
        /// Why, as a sentence without its full stop.
        why: String,
    },
    /// The terminal asked the program to stop for a while, and it may not; see [`super::App::may_pause`].
    NotPaused,
    /// A live session says something to a participant.
    Seat(Heard),
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

/// A record that can be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// One person's record.
    One(Box<Record>),
    /// What may be shown of several people's record.
    Several(Arc<EveryoneAnalysis>),
}

/// What the app wants done outside itself. Each answer comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Save this state of the record; answered by [`Msg::Saved`] or [`Msg::NotSaved`].
    Save {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Arc<Record>,
    },
    /// Save it in this file from now on; answered likewise.
    SaveElsewhere {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Arc<Record>,
        /// The file, as typed.
        path: String,
    },
    /// Take hold of a record in order to change it; answered by [`Msg::Claimed`] or [`Msg::Refused`].
    Claim(Token),
    /// Do this with the record in this file, and all that follows with that record: another file may be a copy of it.
    In {
        /// The file.
        file: PathBuf,
        /// What to do.
        effect: Box<Self>,
    },
    /// List the records; answered by [`Msg::Listed`].
    List,
    /// Read a record in order to show it; answered by [`Msg::Opened`] or [`Msg::Refused`].
    Open(Token),
    /// Find the finished records of a label; answered by [`Msg::Earlier`].
    Earlier {
        /// The label.
        label: Label,
        /// Whether the next screen hangs on them; they may only add to the one that is there.
        awaited: bool,
    },
    /// Write a report of a record, as it is on the disk, into the current folder; answered by [`Msg::Exported`] or
    /// [`Msg::NotExported`].
    Export(Token),
    /// Set the finished records that have this one's label and form side by side; answered by [`Msg::Trend`] or
    /// [`Msg::Refused`].
    Trend(Token),
    /// Set these records side by side, as runs, each with what it is called; answered likewise.
    Runs(Vec<(String, Record)>),
    /// Set the answers in these records side by side, each with what it is called; answered by [`Msg::Compared`] or
    /// [`Msg::Refused`].
    Compare(Vec<(String, Record)>),
    /// Delete an unfinished record; answered by [`Msg::Discarded`] or [`Msg::NotDiscarded`].
    Discard(Token),
    /// Delete a record, finished or not; answered likewise.
    Delete(Token),
    /// Take back a record that was deleted since the program was opened; answered by [`Msg::TakenBack`] or
    /// [`Msg::NotDiscarded`].
    TakeBack(Token),
    /// Restore what was left behind, or delete it for good; answered by [`Msg::Settled`].
    Settle {
        /// Restore it.
        restore: bool,
    },
    /// Carry out what the facilitator says; answered by [`Msg::CommandDone`] or [`Msg::NotNow`]. Keys go on meanwhile.
    Command(Command),
    /// Take a place in a live session; answered by [`Heard::Stands`], or by [`Msg::Refused`].
    Join {
        /// Whom the person answers for.
        side: Id,
        /// The code as typed; empty where none is needed.
        code: String,
    },
    /// Give up the seat at a laptop that is passed round, once the last answers have arrived; answered by
    /// [`Heard::Vacated`], or by [`Msg::NotSaved`] where they do not arrive.
    Vacate {
        /// Give up what does not arrive.
        all_the_same: bool,
    },
    /// Count the participant as finished, with statements left open.
    Finish,
    /// Leave: everything that could be saved is saved, or the person chose to leave without. A live session stays
    /// resumable.
    Quit,
}

impl Effect {
    /// The same, done with the record in this file, where that is known.
    pub fn in_file(self, file: Option<&Path>) -> Self {
        match file {
            Some(file) => Self::In { file: file.to_path_buf(), effect: Box::new(self) },
            None => self,
        }
    }

    /// Whether the next screen hangs on the answer, so that keys typed meanwhile are meant for that screen.
    pub const fn is_awaited(&self) -> bool {
        if let Self::In { effect, .. } = self {
            return effect.is_awaited();
        }
        matches!(
            self,
            Self::Earlier { awaited: true, .. }
                | Self::Claim(_)
                | Self::Discard(_)
                | Self::Delete(_)
                | Self::TakeBack(_)
                | Self::Settle { .. }
                | Self::List
                | Self::Open(_)
                | Self::Trend(_)
                | Self::Runs(_)
                | Self::Compare(_)
                | Self::Join { .. }
        )
    }
}

impl Msg {
    /// Whether this answers an effect that was awaited.
    pub const fn ends_waiting(&self) -> bool {
        matches!(
            self,
            Self::Earlier { awaited: true, .. }
                | Self::Claimed(_)
                | Self::Refused { .. }
                | Self::Discarded(_)
                | Self::TakenBack(_)
                | Self::Settled { .. }
                | Self::NotDiscarded { .. }
                | Self::Listed { .. }
                | Self::Opened(_)
                | Self::Trend(_)
                | Self::Compared(_)
                | Self::Seat(Heard::Stands { .. })
        )
    }
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

/// A record and its file, where that is known.
pub type RecordFile<'a> = (Token, Option<&'a Path>);

/// For each place the name of its file, where another place is a copy of its record.
pub fn copies(places: &[RecordFile<'_>]) -> Vec<Option<String>> {
    let has_copy = |one: &RecordFile<'_>| places.iter().filter(|other| other.0 == one.0).count() > 1;
    places.iter().map(|one| has_copy(one).then(|| one.1.map(name)).flatten()).collect()
}

fn name(file: &Path) -> String {
    showable(&Path::new(file.file_name().unwrap_or_default()).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_only_where_another_has_the_same_record() {
        let [one, other] = [Token::new(1), Token::new(2)];
        let (a, b, c) = (Path::new("records/a.toml"), Path::new("records/a (2).toml"), Path::new("records/c.toml"));
        let named = copies(&[(one, Some(a)), (other, Some(c)), (one, Some(b)), (Token::new(3), None)]);
        assert_eq!(named, [Some("a.toml".to_owned()), None, Some("a (2).toml".to_owned()), None]);
    }
}
