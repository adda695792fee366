//! How others ask the room.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};

use crate::domain::id::{Id, Token};
use crate::live::room::{Command, NotNow, PersonView, Receipt, Refusal, Rejections, Request, RoomView};

/// What to do with an answer of the room.
pub type Reply<T> = Box<dyn FnOnce(T) + Send>;
/// Told whenever the room has changed; says whether it wants to hear more.
pub type Listener = Box<dyn FnMut(&Arc<RoomView>) -> bool + Send>;

/// The room's thread is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the session is not being hosted any more")]
pub struct Stopped;

/// What the room's thread is asked.
pub enum Ask {
    /// A person wants to come in under a name that the thread draws.
    Join(Id, Reply<Result<Token, Refusal>>),
    /// Somebody wants to know whether they would be let in, and under which name. It takes no seat.
    Knock(Id, Reply<Result<Token, Refusal>>),
    /// A person wants something done.
    Request(Request, Reply<Result<Receipt, Refusal>>),
    /// A person wants to see where they stand.
    Look(Token, Reply<Option<PersonView>>),
    /// The facilitator wants something done.
    Command(Command, Reply<Result<(), NotNow>>),
    /// Somebody wants to hear of changes.
    Listen(Listener),
    /// A person's event stream was opened or has ended.
    Stream(Token, bool),
    /// Another device got through.
    Reached,
    /// Clients misbehaved this often.
    Rejections(Rejections),
    /// Stop hosting.
    Stop,
}

/// A way to ask the room, for as many threads as want one.
#[derive(Debug, Clone)]
pub struct Handle {
    sender: Sender<Ask>,
}

impl Handle {
    pub(super) const fn new(sender: Sender<Ask>) -> Self {
        Self { sender }
    }

    /// Lets a person in; `reply` gets their random name once it is stored. It must not block.
    pub fn join(&self, side: Id, reply: impl FnOnce(Result<Token, Refusal>) + Send + 'static) {
        self.send(Ask::Join(side, Box::new(reply)));
    }

    /// Gives a name to somebody who would be let in now. They are in once they ask for that under the name.
    pub fn knock(&self, side: Id, reply: impl FnOnce(Result<Token, Refusal>) + Send + 'static) {
        self.send(Ask::Knock(side, Box::new(reply)));
    }

    /// Does what a person asks for; `reply` is told once it is stored. It must not block.
    pub fn ask(&self, request: Request, reply: impl FnOnce(Result<Receipt, Refusal>) + Send + 'static) {
        self.send(Ask::Request(request, Box::new(reply)));
    }

    /// Shows a person where they stand: nothing that is not stored. `reply` must not block.
    pub fn look(&self, person: Token, reply: impl FnOnce(Option<PersonView>) + Send + 'static) {
        self.send(Ask::Look(person, Box::new(reply)));
    }

    /// Does what the facilitator says; `reply` is told once it is stored. It must not block.
    pub fn command(&self, command: Command, reply: impl FnOnce(Result<(), NotNow>) + Send + 'static) {
        self.send(Ask::Command(command, Box::new(reply)));
    }

    /// Tells `listener` how the room stands, now and at every change, until it returns false. It must not block.
    pub fn listen(&self, listener: impl FnMut(&Arc<RoomView>) -> bool + Send + 'static) {
        self.send(Ask::Listen(Box::new(listener)));
    }

    /// Notes that a person's event stream was opened or has ended.
    pub fn stream(&self, person: Token, open: bool) {
        self.send(Ask::Stream(person, open));
    }

    /// Notes that another device got through.
    pub fn reached(&self) {
        self.send(Ask::Reached);
    }

    /// Notes how often clients misbehaved so far.
    pub fn rude(&self, rude: Rejections) {
        self.send(Ask::Rejections(rude));
    }

    /// Lets a person in and waits for it.
    ///
    /// # Errors
    /// When the room refuses, or is no longer hosted.
    pub fn join_now(&self, side: Id) -> Result<Result<Token, Refusal>, Stopped> {
        wait(|reply| self.join(side, reply))
    }

    /// Does what a person asks for and waits for it.
    ///
    /// # Errors
    /// When the room is no longer hosted.
    pub fn ask_now(&self, request: Request) -> Result<Result<Receipt, Refusal>, Stopped> {
        wait(|reply| self.ask(request, reply))
    }

    /// Shows a person where they stand, and waits for it.
    ///
    /// # Errors
    /// When the room is no longer hosted.
    pub fn look_now(&self, person: Token) -> Result<Option<PersonView>, Stopped> {
        wait(|reply| self.look(person, reply))
    }

    /// Does what the facilitator says and waits for it.
    ///
    /// # Errors
    /// When the room is no longer hosted.
    pub fn command_now(&self, command: Command) -> Result<Result<(), NotNow>, Stopped> {
        wait(|reply| self.command(command, reply))
    }

    pub(super) fn stop(&self) {
        self.send(Ask::Stop);
    }

    /// To a thread that is gone, this drops the reply, which is how the asker learns of it.
    fn send(&self, ask: Ask) {
        drop(self.sender.send(ask));
    }
}

fn wait<T: Send + 'static>(ask: impl FnOnce(Box<dyn FnOnce(T) + Send>)) -> Result<T, Stopped> {
    let (sender, receiver) = mpsc::channel();
    ask(Box::new(move |answer| drop(sender.send(answer))));
    receiver.recv().map_err(|_| Stopped)
}
