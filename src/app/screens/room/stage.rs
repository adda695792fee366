//! What the screen is about: the phase of the session, or what the facilitator opened over it.

use super::acting::Acting;
use super::{Asked, Choosing, Opened, Room};
use crate::app::hosting::Role;
use crate::app::keys::KeyContext;
use crate::domain::questionnaire::Cause;
use crate::live::room::Phase;

/// What the screen is about.
#[derive(Debug, Clone, Copy)]
pub enum Stage<'a> {
    /// Nothing is shown for now.
    Blank,
    /// The code to scan, over the whole screen.
    Scan,
    /// A question that is asked once.
    Asked(Asked),
    /// Choosing the causes to ask once more.
    Choosing(&'a Choosing),
    /// Taking on a first step.
    Acting(&'a Acting),
    /// People come in.
    Lobby,
    /// People answer.
    Answering,
    /// The answers are on their way into the record.
    Closing,
    /// The answers are in the record; nothing is shown yet.
    Closed,
    /// All causes.
    Chart,
    /// What changed from the first round to the second.
    Change,
    /// The cause that is being discussed.
    Cause(&'a Cause),
    /// It is over.
    Ended,
}

impl Room {
    /// What the screen is about.
    pub fn stage(&self) -> Stage<'_> {
        match &self.opened {
            Some(Opened::Scan) => Stage::Scan,
            Some(Opened::Asked(asked)) => Stage::Asked(*asked),
            Some(Opened::Choosing(choosing)) => Stage::Choosing(choosing),
            Some(Opened::Acting(acting)) => Stage::Acting(acting),
            None => self.stage_of_phase(),
        }
    }

    pub(super) fn stage_of_phase(&self) -> Stage<'_> {
        let progress = &self.view().progress;
        if progress.blank && self.role == Role::Projector && progress.phase != Phase::Ended {
            return Stage::Blank;
        }
        match progress.phase {
            Phase::Lobby => Stage::Lobby,
            Phase::Answering => Stage::Answering,
            Phase::Closing => Stage::Closing,
            Phase::Closed => Stage::Closed,
            Phase::Revealed => self.revealed(),
            Phase::Ended => Stage::Ended,
        }
    }

    fn revealed(&self) -> Stage<'_> {
        match self.pinned() {
            Some(cause) => Stage::Cause(cause),
            None if self.changes && self.role == Role::Projector => Stage::Change,
            None => Stage::Chart,
        }
    }

    /// Which keys hold here.
    pub(in crate::app::screens) fn place(&self) -> KeyContext {
        match self.stage() {
            Stage::Blank => KeyContext::RoomBlank,
            Stage::Scan => KeyContext::RoomScan,
            Stage::Asked(Asked::Close) => KeyContext::RoomCloseAsked,
            Stage::Asked(Asked::End) => KeyContext::RoomEndAsked,
            Stage::Asked(Asked::Leave) => KeyContext::RoomLeaveAsked,
            Stage::Choosing(_) => KeyContext::RoomChoosing,
            Stage::Acting(acting) => acting.step.place(),
            Stage::Lobby => KeyContext::RoomLobby,
            Stage::Answering => KeyContext::RoomAnswering,
            Stage::Closing => KeyContext::RoomClosing,
            Stage::Closed => KeyContext::RoomClosed,
            Stage::Chart if self.lists_causes() => KeyContext::RoomChart,
            Stage::Chart => KeyContext::RoomUnshown,
            Stage::Change => KeyContext::RoomChange,
            Stage::Cause(_) => KeyContext::RoomCause,
            Stage::Ended => KeyContext::RoomEnded,
        }
    }

    /// Whether there are causes to choose from: with figures, or on the view that never has any.
    pub const fn lists_causes(&self) -> bool {
        self.causes.everyone.is_some() || matches!(self.role, Role::Console)
    }

    /// Whether the stage is a page to scroll.
    pub(in crate::app::screens) fn is_page(&self) -> bool {
        match self.stage() {
            Stage::Blank | Stage::Scan | Stage::Asked(_) | Stage::Choosing(_) | Stage::Acting(_) => false,
            Stage::Chart => !self.lists_causes(),
            _ => true,
        }
    }
}
