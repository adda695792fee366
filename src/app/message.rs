//! What goes into the app and what comes out.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use jiff::Zoned;

use crate::app::keys::Key;
use crate::app::screens::room::{HostView, Wrote};
use crate::app::screens::seat::Heard;
use crate::app::sight::Subject;
use crate::domain::id::Token;
use crate::domain::text::showable;
use crate::live::room::Command;
use crate::request::{ReadReply, ReadRequest, SeatRequest, StoreReply, StoreRequest};

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
    /// How many lines, or rows of a list, are in sight.
    pub page: u16,
    /// Whether the window is large enough to show what keys do.
    pub legible: bool,
}

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
    /// What became of a record that was to be saved, claimed or deleted.
    Store(StoreReply),
    Read(ReadReply),
    /// A live session stands like this now. Sent on every change; only the newest counts.
    Room(Arc<HostView>),
    /// The facilitator's last command was done; or it was refused, or could not be saved, for this reason.
    Command(Result<(), String>),
    /// After the end of a session: what was written. A rehearsal writes nothing.
    Wrote(Wrote),
    /// The terminal asked the program to stop for a while, and it may not; see [`super::App::may_pause`].
    NotPaused,
    /// A live session says something to a participant.
    Seat(Heard),
}

/// What the app wants done outside itself, by whom. Each answer comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// By whoever keeps records; answered by [`Msg::Store`].
    Store(StoreRequest),
    /// By whoever reads records; answered by [`Msg::Read`].
    Read(ReadRequest),
    /// By the live session that the person takes part in; answered by [`Msg::Seat`].
    Seat(SeatRequest),
    /// By the room that the facilitator runs; answered by [`Msg::Command`]. Keys go on meanwhile.
    Command(Command),
    /// Hand this text to the clipboard of the terminal; nothing answers.
    Copy(String),
    /// Leave: everything that could be saved is saved, or the person chose to leave without. A live session stays
    /// resumable.
    Quit,
}

impl Effect {
    /// Whether the next screen hangs on the answer, so that keys typed meanwhile are meant for that screen.
    pub const fn is_awaited(&self) -> bool {
        match self {
            Self::Store(StoreRequest::Save { .. } | StoreRequest::SaveElsewhere { .. } | StoreRequest::Empty)
            | Self::Read(ReadRequest::Write { .. } | ReadRequest::Earlier { awaited: false, .. })
            | Self::Seat(SeatRequest::Vacate { .. } | SeatRequest::Finish | SeatRequest::Side(_))
            | Self::Command(_)
            | Self::Copy(_)
            | Self::Quit => false,
            Self::Store(_) | Self::Read(_) | Self::Seat(SeatRequest::Join { .. }) => true,
        }
    }
}

impl Msg {
    /// Whether this answers an effect that was awaited.
    pub const fn ends_waiting(&self) -> bool {
        match self {
            Self::Store(StoreReply::Saved { .. })
            | Self::Read(
                ReadReply::LeftBehind(_)
                | ReadReply::Previewed { .. }
                | ReadReply::Written(_)
                | ReadReply::Earlier { awaited: false, .. },
            ) => false,
            Self::Store(_) | Self::Read(_) => true,
            Self::Seat(heard) => matches!(heard, Heard::Stands { .. } | Heard::NotJoined(_)),
            _ => false,
        }
    }

    /// Whether the screen does not come that an effect was to lead to.
    pub const fn refuses(&self) -> bool {
        matches!(
            self,
            Self::Store(
                StoreReply::Claimed { result: Err(_), .. }
                    | StoreReply::Discarded { result: Err(_), .. }
                    | StoreReply::TakenBack { result: Err(_), .. }
                    | StoreReply::Renamed { result: Err(_), .. }
                    | StoreReply::Added { result: Err(_), .. }
            ) | Self::Read(
                ReadReply::Opened(Err(_))
                    | ReadReply::Trend(Err(_))
                    | ReadReply::Compared(Err(_))
                    | ReadReply::Merged(Err(_))
                    | ReadReply::Suggested(Err(_))
            ) | Self::Seat(Heard::NotJoined(_))
        )
    }
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
