//! The seat of a laptop that is passed round: the same room, without a network.

use crate::domain::id::{Id, Token};
use crate::live::client::ClientError;
use crate::live::host::{Handle, Stopped};
use crate::live::refused::Refused;
use crate::live::room::{Given, Mark, Receipt, Refusal, Request, SeatView};
use crate::live::sync::Session;

/// The session that this laptop runs, as whoever sits at it reaches it. Each who comes in has a name of their own.
#[derive(Debug)]
pub struct Laptop {
    handle: Handle,
    person: Option<Token>,
}

impl Laptop {
    /// Nobody sits there yet.
    pub const fn new(handle: Handle) -> Self {
        Self { handle, person: None }
    }

    fn person(&self) -> Result<Token, ClientError> {
        self.person.ok_or(ClientError::Unknown)
    }
}

impl Session for Laptop {
    fn join(&mut self, _: &str, side: &Id) -> Result<(), ClientError> {
        self.person = None;
        self.person = Some(done(self.handle.join_now(side.clone()))?);
        Ok(())
    }

    fn look(&mut self) -> Result<SeatView, ClientError> {
        let view = self.handle.look_now(self.person()?).map_err(gone)?;
        view.map(|view| SeatView::from(&view)).ok_or(ClientError::Unknown)
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        let request = Request::Answer { person: self.person()?, given: given.clone() };
        match done(self.handle.ask_now(request))? {
            Receipt::Stands { mark, .. } => Ok(mark),
            Receipt::Joined | Receipt::Finished => Err(ClientError::NotASession),
        }
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        done(self.handle.ask_now(Request::Finish { person: self.person()?, round })).map(drop)
    }

    fn returns(&self) -> bool {
        false
    }
}

fn done<T>(asked: Result<Result<T, Refusal>, Stopped>) -> Result<T, ClientError> {
    Ok(asked.map_err(gone)?.map_err(Refused::from)?)
}

fn gone(stopped: Stopped) -> ClientError {
    ClientError::Unreachable(stopped.to_string())
}
