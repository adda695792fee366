//! A session over the network, and the place that a person has in it.

use std::sync::Arc;

use super::pass::Pass;
use crate::definition;
use crate::domain::id::Id;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::text::{Label, kept};
use crate::live::client::{ClientError, Door, Seat};
use crate::live::room::{Given, Mark, Phase, SeatView};
use crate::live::sync::Session;
use crate::live::wire::Welcome;

/// A session over the network.
#[derive(Debug)]
pub struct Remote {
    door: Door,
    label: Label,
    rehearsal: bool,
    pass: Pass,
    seat: Option<Seat>,
    questionnaire: Option<Arc<Questionnaire>>,
}

impl Remote {
    /// Stands in front of a session, or at the place that a pass stands for.
    pub fn new(door: Door, welcome: &Welcome, pass: Pass) -> Self {
        let seat = pass.known().map(|known| door.seat(known));
        // A label is shown and nothing else: one that could not be typed here is left away.
        let label = Label::new(&kept(&welcome.label)).unwrap_or_default();
        Self { door, label, rehearsal: welcome.rehearsal, pass, seat, questionnaire: None }
    }

    /// Whether there is a place to go back to.
    pub const fn is_seated(&self) -> bool {
        self.seat.is_some()
    }

    fn seat(&self) -> Result<&Seat, ClientError> {
        self.seat.as_ref().ok_or(ClientError::Unknown)
    }

    fn questionnaire(&mut self) -> Result<Arc<Questionnaire>, ClientError> {
        if let Some(known) = &self.questionnaire {
            return Ok(Arc::clone(known));
        }
        let text = self.seat()?.questionnaire()?;
        let read = definition::read("the session", text.as_bytes()).map_err(|_| ClientError::NotASession)?;
        let questionnaire = Arc::new(read.questionnaire);
        self.questionnaire = Some(Arc::clone(&questionnaire));
        Ok(questionnaire)
    }

    fn view(&mut self) -> Result<SeatView, ClientError> {
        let questionnaire = self.questionnaire()?;
        let stands = self.seat()?.look()?;
        Ok(stands.seen(&questionnaire, (&self.label, self.rehearsal)))
    }
}

impl Session for Remote {
    fn join(&mut self, code: &str, side: &Id) -> Result<(), ClientError> {
        let seat = self.door.join(code, side)?;
        self.pass.keep(seat.pass());
        self.seat = Some(seat);
        self.questionnaire = None;
        Ok(())
    }

    /// A pass that opens nothing any more is thrown away.
    fn look(&mut self) -> Result<SeatView, ClientError> {
        let looked = self.view();
        let is_over = match &looked {
            Ok(view) => view.progress.phase == Phase::Ended,
            Err(error) => *error == ClientError::Unknown,
        };
        if is_over {
            self.pass.forget();
        }
        looked
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        self.seat()?.answer(given)
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        self.seat()?.finish(round)
    }

    fn returns(&self) -> bool {
        self.pass.is_kept()
    }
}
