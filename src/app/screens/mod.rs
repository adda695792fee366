//! The screens: one file of state and update each.

pub mod answering;
pub mod begin;
pub mod everyone;
pub mod results;
pub mod welcome;

use super::keys::{Action, Place};
use super::message::Effect;
use super::scroll::Scroll;
use super::turn::{Around, Turn};
use crate::domain::id::Token;
use crate::domain::record::Record;
use answering::Answering;
use begin::Begin;
use everyone::Everyone;
use results::Results;
use welcome::Welcome;

/// Where the person is.
#[derive(Debug, Clone)]
pub enum Screen {
    /// What this is, and what was left unfinished.
    Welcome(Welcome),
    /// Side, label and length.
    Begin(Begin),
    /// Item by item.
    Answering(Answering),
    /// The chart and what hangs on it.
    Results(Results),
    /// The chart of several people and what hangs on it.
    Everyone(Everyone),
}

impl Screen {
    /// Which keys hold here.
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Welcome(welcome) => welcome.place(),
            Self::Begin(begin) => begin.place(),
            Self::Answering(answering) => answering.place(),
            Self::Results(results) => results.place(),
            Self::Everyone(everyone) => everyone.place(),
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, around: &mut Around<'_>) -> Turn {
        match self {
            Self::Welcome(welcome) => welcome.act(action, around),
            Self::Begin(begin) => begin.act(action, around),
            Self::Answering(answering) => answering.act(action, around),
            Self::Results(results) => results.act(action, around),
            Self::Everyone(everyone) => everyone.act(action),
        }
    }

    /// How far the page is scrolled, if this is one.
    #[must_use]
    pub const fn scroll(&self) -> Option<Scroll> {
        match self {
            Self::Welcome(welcome) => Some(welcome.scroll),
            Self::Results(results) => results.scroll(),
            Self::Everyone(everyone) => everyone.scroll(),
            Self::Begin(_) | Self::Answering(_) => None,
        }
    }

    /// The same, to be moved.
    pub const fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match self {
            Self::Welcome(welcome) => Some(&mut welcome.scroll),
            Self::Results(results) => results.scroll_mut(),
            Self::Everyone(everyone) => everyone.scroll_mut(),
            Self::Begin(_) | Self::Answering(_) => None,
        }
    }

    /// The text field, if one is open.
    pub fn field(&mut self) -> Option<&mut tui_input::Input> {
        match self {
            Self::Begin(begin) => begin.field(),
            _ => None,
        }
    }

    /// Takes in a record that is ours to change now.
    pub fn claimed(&mut self, record: Record, around: &mut Around<'_>) -> Turn {
        match self {
            Self::Welcome(_) => Welcome::resume(record, around),
            Self::Results(results) => results.claimed(record),
            Self::Begin(_) | Self::Answering(_) | Self::Everyone(_) => Turn::stay(),
        }
    }

    /// Takes in that a discarded record is gone.
    pub fn discarded(&mut self, gone: Token) {
        match self {
            Self::Welcome(welcome) => welcome.discarded(gone),
            Self::Begin(begin) => begin.from.discarded(gone),
            Self::Answering(_) | Self::Results(_) | Self::Everyone(_) => {}
        }
    }

    /// The record in hand, if there is one, to be saved as it stands.
    #[must_use]
    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Answering(answering) => Some(answering.assessment.record()),
            Self::Results(results) => Some(results.assessment.record()),
            Self::Welcome(_) | Self::Begin(_) | Self::Everyone(_) => None,
        }
    }
}

/// Saves the record and stays on the screen.
fn saved(around: &mut Around<'_>, record: &Record) -> Effect {
    around.keeping.save(record)
}
