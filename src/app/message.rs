//! What goes into the app and what comes out.

use jiff::Zoned;

use super::key::Key;
use crate::domain::id::Token;
use crate::domain::record::Record;

/// When something happened, and a fresh piece of chance, should one be needed.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The time now, in the person's own time zone.
    pub now: Zoned,
    /// 128 bits that nobody else has.
    pub chance: [u128; 2],
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
    /// The screen was drawn and could scroll by this many lines.
    Drawn {
        /// Lines beyond the last that fits.
        room: u16,
    },
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
    /// The discarded record is gone.
    Discarded(Token),
    /// The record could not be discarded.
    NotDiscarded {
        /// Why, as a sentence without its full stop.
        why: String,
    },
}

/// What the app wants done outside itself. Each answer comes back as a [`Msg`].
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Save this state of the record; answered by [`Msg::Saved`] or [`Msg::NotSaved`].
    Save {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Box<Record>,
    },
    /// Save it in this file from now on; answered likewise.
    SaveElsewhere {
        /// Which state it is.
        revision: Revision,
        /// The record as it stands.
        record: Box<Record>,
        /// The file, as typed.
        path: String,
    },
    /// Take hold of a record in order to change it; answered by [`Msg::Claimed`] or [`Msg::Refused`].
    Claim(Token),
    /// Delete an unfinished record; answered by [`Msg::Discarded`] or [`Msg::NotDiscarded`].
    Discard(Token),
    /// Leave: everything that could be saved is saved, or the person chose to leave without.
    Quit,
}
