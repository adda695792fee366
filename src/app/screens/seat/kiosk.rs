//! One laptop passed round: a seat comes up in front of the facilitator's screen, and goes without a trace.

use std::sync::Arc;

use super::{JoinForm, Seat, Stage};
use crate::app::keys::Action;
use crate::app::message::Effect;
use crate::app::screens::Screen;
use crate::app::screens::room::Room;
use crate::app::transition::Transition;
use crate::wording::seat::Device;

/// Who gets the laptop once a seat is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// The next person.
    Next,
    /// The facilitator.
    Facilitator,
}

/// What a laptop that is passed round keeps behind a seat.
#[derive(Debug, Clone)]
pub struct Kiosk {
    /// The facilitator's screen.
    pub room: Box<Room>,
    /// Who is next, once it is known.
    then: Option<Then>,
}

impl Seat {
    /// A seat for the next person at the laptop that runs the session.
    pub(in crate::app) fn handed(room: Box<Room>) -> Self {
        let setup = &room.view().setup;
        let head = setup.questionnaire.head();
        let join_form = JoinForm {
            title: head.title.clone(),
            label: setup.label.to_string(),
            intro: head.intro.clone(),
            sides: head.sides.iter().map(|side| (side.id.clone(), side.name.clone())).collect(),
            words: head.words.clone(),
            min_people: room.view().progress.min_people,
            rehearsal: setup.rehearsal,
            device: Device::Laptop,
            code: None,
            address: None,
        };
        Self { kiosk: Some(Kiosk { room, then: None }), ..Self::new(Arc::new(join_form)) }
    }

    /// Gives the seat up: the answers that are on their way arrive first, unless it is to be all the same.
    pub(in crate::app) fn vacate(&mut self, then: Then, all_the_same: bool) -> Effect {
        if let Some(kiosk) = &mut self.kiosk {
            kiosk.then = Some(then);
        }
        Effect::Vacate { all_the_same }
    }

    /// Clears the answers from the screen, for whoever gets the laptop next.
    pub(in crate::app) fn clear(&mut self) {
        if let Stage::In(taken) = &mut self.stage {
            taken.hand_back();
        }
    }

    /// The facilitator's screen again, from in front of a seat that nobody took.
    pub(in crate::app) fn step_back(&self) -> Transition {
        match &self.kiosk {
            Some(kiosk) => Transition::go(Screen::Room(kiosk.room.clone())),
            None => Transition::stay(),
        }
    }

    /// What the keys do that only a laptop passed round has.
    pub(super) fn act_at_kiosk(&mut self, action: Action) -> Option<Transition> {
        self.kiosk.as_ref()?;
        match (&self.stage, action) {
            (Stage::Entering(entering), Action::Close) if !entering.asked => Some(self.step_back()),
            (Stage::In(taken), Action::HandOver) if taken.page.is_some() => {
                Some(Transition::effect(self.vacate(Then::Next, false)))
            }
            (Stage::In(taken), Action::Close) if taken.page.is_some() => {
                Some(Transition::effect(self.vacate(Then::Facilitator, false)))
            }
            _ => None,
        }
    }

    /// The seat is free: nothing of it is left here.
    pub(super) fn vacated(&mut self) -> Transition {
        let Some(Kiosk { room, then: Some(then) }) = self.kiosk.take_if(|kiosk| kiosk.then.is_some()) else {
            return Transition::stay();
        };
        let is_open = self.taken().is_some_and(|taken| taken.view.progress.is_answering());
        match then {
            Then::Next if is_open && room.view().progress.is_answering() => {
                Transition::go(Screen::Seat(Self::handed(room)))
            }
            Then::Next | Then::Facilitator => Transition::go(Screen::Room(room)),
        }
    }
}
