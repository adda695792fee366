//! A participant's place in a live session: coming in, answering as alone, and waiting for the others.

mod join_form;
mod kiosk;
mod taken;

pub use join_form::{Entering, JoinForm, Step};
pub use kiosk::{Kiosk, Then};
pub use taken::Taken;

use std::sync::Arc;

use tui_input::Input;

use super::answering::Answering;
use crate::app::keys::{Action, KeyContext};
use crate::app::scroll::Scroll;
use crate::app::transition::{Ctx, Transition};
use crate::domain::record::Record;
use crate::live::room::{Phase, SeatView};

/// What a participant's screen hears from the session.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// The person stands like this now. Sent once they are in, and whenever something has changed.
    Stands {
        /// How they stand.
        view: Arc<SeatView>,
        /// Whether their place is kept for them when they leave.
        returns: bool,
    },
    /// The session cannot be reached just now; why, as a sentence without its full stop. It is tried again.
    Lost(String),
    /// The session can be reached again.
    Back,
    /// The latest answers were refused for good; why, as a sentence without its full stop.
    Refused(String),
    /// The session does not know the person any more.
    Unknown,
    /// The seat was given up, and everything in it is with the session.
    Vacated,
}

/// A participant.
#[derive(Debug, Clone)]
pub struct Seat {
    /// What they know of the session from outside.
    pub join_form: Arc<JoinForm>,
    /// How far they are.
    pub stage: Stage,
    /// Why the session cannot be reached just now.
    pub lost: Option<String>,
    /// What is behind the seat where one laptop is passed round.
    pub kiosk: Option<Kiosk>,
}

/// How far a participant is.
#[derive(Debug, Clone)]
pub enum Stage {
    /// Coming in.
    Entering(Entering),
    /// In.
    In(Box<Taken>),
}

impl Seat {
    /// In front of the session.
    pub fn new(join_form: Arc<JoinForm>) -> Self {
        let entering = Entering::new(&join_form);
        Self { join_form, stage: Stage::Entering(entering), lost: None, kiosk: None }
    }

    /// The place, once it is taken.
    pub const fn taken(&self) -> Option<&Taken> {
        match &self.stage {
            Stage::In(taken) => Some(taken),
            Stage::Entering(_) => None,
        }
    }

    /// The statements, while they are what is shown.
    pub const fn answering(&self) -> Option<&Answering> {
        match &self.stage {
            Stage::In(taken) => taken.shown(),
            Stage::Entering(_) => None,
        }
    }

    /// The answers in hand, while they can be changed.
    pub const fn record(&self) -> Option<&Record> {
        match &self.stage {
            Stage::In(taken) => taken.record(),
            Stage::Entering(_) => None,
        }
    }

    /// Whether the person sits at the laptop that runs the session.
    pub const fn is_kiosk(&self) -> bool {
        self.kiosk.is_some()
    }

    /// Whether leaving now would cost the person their place, with the session still asking.
    pub fn is_for_good(&self) -> bool {
        self.taken()
            .is_some_and(|taken| !taken.returns && matches!(taken.view.progress.phase, Phase::Lobby | Phase::Answering))
    }

    pub(super) const fn place(&self) -> KeyContext {
        match &self.stage {
            Stage::Entering(entering) => entering.place(),
            Stage::In(taken) if self.kiosk.is_some() && taken.page.is_some() => KeyContext::HandedBack,
            Stage::In(taken) => taken.place(),
        }
    }

    pub(super) const fn scroll(&self) -> Option<Scroll> {
        match &self.stage {
            Stage::Entering(entering) => entering.scroll(),
            Stage::In(taken) => taken.page,
        }
    }

    pub(super) const fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match &mut self.stage {
            Stage::Entering(entering) => entering.scroll_mut(),
            Stage::In(taken) => taken.page.as_mut(),
        }
    }

    pub(super) fn field(&mut self) -> Option<&mut Input> {
        match &mut self.stage {
            Stage::Entering(entering) => entering.field(),
            Stage::In(_) => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if let Some(turn) = self.act_at_kiosk(action) {
            return turn;
        }
        match &mut self.stage {
            Stage::Entering(entering) => entering.act(action, &self.join_form),
            Stage::In(taken) => taken.act(action, ctx),
        }
    }

    /// Takes in what the session says.
    pub(super) fn heard(&mut self, heard: Heard, ctx: &mut Ctx<'_>) -> Transition {
        match heard {
            Heard::Stands { view, returns } => self.stands(view, returns, ctx),
            Heard::Vacated => {
                ctx.keeping.forget();
                return self.vacated();
            }
            Heard::Lost(why) => self.lost = Some(why),
            Heard::Back => {
                self.lost = None;
                return Transition::notice("The session is back.");
            }
            Heard::Refused(why) => {
                ctx.keeping.forget();
                if let Stage::In(taken) = &mut self.stage {
                    taken.refused = Some(why.clone());
                }
                return Transition::notice(format!("Not taken: {why}."));
            }
            Heard::Unknown => {
                ctx.keeping.forget();
                self.stage = Stage::Entering(Entering::new(&self.join_form));
                return Transition::notice("The session does not know you any more. Join it again.");
            }
        }
        Transition::stay()
    }

    /// Takes in that the session does not let the person in.
    pub(super) const fn not_in(&mut self) {
        if let Stage::Entering(entering) = &mut self.stage {
            entering.asked = false;
        }
    }

    fn stands(&mut self, view: Arc<SeatView>, returns: bool, ctx: &mut Ctx<'_>) {
        match &mut self.stage {
            Stage::In(taken) => taken.moved_on(view, ctx),
            // At a laptop that is passed round, this could be about nobody but who asked.
            Stage::Entering(entering) if self.kiosk.is_some() && !entering.asked => {}
            Stage::Entering(_) => self.stage = Stage::In(Box::new(Taken::new(view, returns, ctx))),
        }
    }
}
