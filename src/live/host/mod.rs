//! The one thread that owns a room and its ledger. Everybody else asks it, through a [`Handle`].
//!
//! Whatever has queued up is written in one commit, and only then does anybody hear that it is stored. So a slow disk
//! makes the commits larger, not the queue longer; and no screen or network is ever waited for.

mod actor;
mod presence;
#[cfg(test)]
mod racing_tests;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::Timestamp;

use super::ledger::Ledger;
use super::room::{Command, NotNow, PersonView, Receipt, Refusal, Rejections, Request, Room, RoomView};
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use actor::RoomActor;

/// What the thread needs from the world outside.
pub struct World {
    /// Where the result goes.
    pub keeper: Box<dyn Keeper>,
    /// 128 fresh bits of chance at each call.
    pub chance: Box<dyn FnMut() -> u128 + Send>,
    /// The time now.
    pub now: fn() -> Timestamp,
}

/// A room that is being hosted.
#[derive(Debug)]
pub struct Host {
    handle: Handle,
    thread: JoinHandle<()>,
}

impl Host {
    /// Takes over a room and its ledger. A reveal or an end that a crash interrupted is brought to its end first.
    pub fn start(room: Room, ledger: Ledger, world: World) -> io::Result<Self> {
        let (sender, asks) = mpsc::channel();
        let desk = RoomActor::new(room, ledger, world);
        let thread = thread::Builder::new().name("room".to_owned()).spawn(move || desk.run(&asks))?;
        Ok(Self { handle: Handle::new(sender), thread })
    }

    /// A way to ask the room.
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Stops hosting. What is stored stays, and the session can be resumed, unless it was ended.
    pub fn stop(self) {
        self.handle.stop();
        // A thread that panicked has nothing more to say; what it stored is on the disk.
        drop(self.thread.join());
    }
}

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
    /// So many look at the big screen from elsewhere.
    Watched(usize),
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

    /// Notes how many look at the big screen from elsewhere.
    pub fn watched(&self, look: usize) {
        self.send(Ask::Watched(look));
    }

    /// Lets a person in and waits for it.
    pub fn join_now(&self, side: Id) -> Result<Result<Token, Refusal>, Stopped> {
        wait(|reply| self.join(side, reply))
    }

    /// Does what a person asks for and waits for it.
    pub fn ask_now(&self, request: Request) -> Result<Result<Receipt, Refusal>, Stopped> {
        wait(|reply| self.ask(request, reply))
    }

    /// Shows a person where they stand, and waits for it.
    pub fn look_now(&self, person: Token) -> Result<Option<PersonView>, Stopped> {
        wait(|reply| self.look(person, reply))
    }

    /// Does what the facilitator says and waits for it.
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

/// The most asks in one commit, so that none takes longer than a few hundredths of a second.
const BATCH_MAX: usize = 256;

/// Everything that has queued up, to be written in one commit. A command ends a batch: it comes last in it.
#[derive(Default)]
pub struct Batch {
    /// In the order in which they came.
    pub asks: Vec<Ask>,
    /// The facilitator's word, if there was one.
    pub command: Option<(Command, Reply<Result<(), NotNow>>)>,
    /// Whether hosting stops after this.
    pub stop: bool,
}

impl Batch {
    /// Waits for something to do, at most for `timeout`, and takes all that is there without waiting for more.
    pub fn gather(asks: &Receiver<Ask>, timeout: Duration) -> Self {
        let mut batch = Self::default();
        match asks.recv_timeout(timeout) {
            Ok(first) => batch.take(first),
            Err(RecvTimeoutError::Timeout) => return batch,
            Err(RecvTimeoutError::Disconnected) => batch.stop = true,
        }
        while !batch.is_full() {
            match asks.try_recv() {
                Ok(next) => batch.take(next),
                Err(_) => break,
            }
        }
        batch
    }

    const fn is_full(&self) -> bool {
        self.command.is_some() || self.stop || self.asks.len() >= BATCH_MAX
    }

    fn take(&mut self, ask: Ask) {
        match ask {
            Ask::Command(command, reply) => self.command = Some((command, reply)),
            Ask::Stop => self.stop = true,
            other => self.asks.push(other),
        }
    }
}

/// Where the result of a session goes.
pub trait Keeper: Send {
    /// Saves the record in place of its earlier state, and returns once it is on the disk.
    ///
    /// # Errors
    /// Why it could not be saved, as a sentence without its full stop; the earlier state is then still there.
    fn keep(&mut self, record: &Record) -> Result<(), String>;

    /// The record as it was last saved, if it ever was.
    ///
    /// # Errors
    /// Why it could not be read, as a sentence without its full stop.
    fn kept(&mut self) -> Result<Option<Record>, String>;
}

/// Keeps the result in memory only: a rehearsal is never saved.
#[derive(Debug, Default)]
pub struct Nowhere(Option<Record>);

impl Keeper for Nowhere {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        self.0 = Some(record.clone());
        Ok(())
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        Ok(self.0.clone())
    }
}

/// Holds the newest value that was put in until it is taken out. Putting never waits for the reader.
#[derive(Debug)]
pub struct Latest<T>(Arc<Mutex<Option<T>>>);

impl<T> Latest<T> {
    /// An empty place.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Puts a value in, in place of one that was not taken. Returns whether the place was empty, which is when the
    /// reader should be woken: so a reader that stalls has one wake-up waiting at most.
    pub fn put(&self, value: T) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(value).is_none()
    }

    /// Takes the newest value, if there is one.
    pub fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self::new()
    }
}

/// What somebody wants done.
pub enum Deed {
    /// A person in the room, or one who wants to come in.
    Request(Request, Reply<Result<Receipt, Refusal>>),
    /// The facilitator.
    Command(Command, Reply<Result<(), NotNow>>),
}

/// What the room says to it.
pub enum Done {
    /// To a person.
    Request(Result<Receipt, Refusal>),
    /// To the facilitator.
    Command(Result<(), NotNow>),
}

/// Why what was done could not be written down, so that it does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is one that the ledger cannot hold; others may be written all the same.
    #[error("the ledger cannot hold it")]
    Unstorable,
    /// Nothing can be written just now.
    #[error("{0}")]
    NotSaved(String),
}

impl Deed {
    /// Replies: what was done counts unless it could not be written down. What was refused stays refused.
    pub fn reply(self, done: Done, failure: Option<&Failure>) {
        match (self, done) {
            (Self::Request(_, reply), Done::Request(done)) => reply(match failure {
                Some(failure) if done.is_ok() => Err(failure.to_person()),
                _ => done,
            }),
            (Self::Command(_, reply), Done::Command(done)) => reply(match failure {
                Some(failure) if done.is_ok() => Err(failure.to_facilitator()),
                _ => done,
            }),
            // The two are made together.
            _ => {}
        }
    }
}

impl Failure {
    fn to_person(&self) -> Refusal {
        match self {
            Self::Unstorable => Refusal::Unstorable,
            Self::NotSaved(why) => Refusal::NotSaved(why.clone()),
        }
    }

    fn to_facilitator(&self) -> NotNow {
        NotNow::NotSaved(match self {
            Self::Unstorable => Refusal::Unstorable.to_string(),
            Self::NotSaved(why) => why.clone(),
        })
    }
}
