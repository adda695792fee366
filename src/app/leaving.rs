//! Leaving a seat at a laptop that is passed round: not the program, and never back into a seat.

use super::App;
use super::message::{Effect, Moment};
use super::modal::Modal;
use super::save_tracker::SaveState;
use super::screens::seat::{Seat, Then};
use super::screens::{Screen, seat};

impl App {
    /// The seat at a laptop that is passed round, if somebody sits in it.
    pub(super) fn kiosk_seat(&mut self) -> Option<&mut Seat> {
        match &mut self.screen {
            Screen::Seat(seat) if seat.kiosk.is_some() => Some(seat),
            _ => None,
        }
    }

    /// Asks before a seat is given up that was taken; from one that was not, it is a step back.
    pub(super) fn leave_seat(&mut self, at: &Moment) -> Option<Effect> {
        let unsaved = matches!(self.keeping.state(), SaveState::NotSaved(_));
        self.over = None;
        let Screen::Seat(seat) = &mut self.screen else { return None };
        match &seat.stage {
            seat::Stage::Entering(entering) if entering.asked => None,
            seat::Stage::Entering(_) => self.turn(at, |screen, _| match screen {
                Screen::Seat(seat) => seat.step_back(),
                _ => super::transition::Transition::stay(),
            }),
            seat::Stage::In(_) if unsaved => {
                self.over = Some(Modal::Leaving);
                None
            }
            seat::Stage::In(taken) if taken.page.is_none() => {
                self.over = Some(Modal::Parting);
                None
            }
            seat::Stage::In(_) => Some(seat.vacate(Then::Facilitator, false)),
        }
    }

    /// The person leaves all the same: the screen is cleared, and what cannot be saved is given up.
    pub(super) fn leave_seat_all_the_same(&mut self) -> Option<Effect> {
        let unsaved = matches!(self.over, Some(Modal::Leaving));
        self.over = None;
        let seat = self.kiosk_seat()?;
        seat.clear();
        unsaved.then(|| seat.vacate(Then::Facilitator, true))
    }
}
