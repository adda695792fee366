//! The one thread that owns a room and its ledger. Everybody else asks it, through a [`Handle`].
//!
//! Whatever has queued up is written in one commit, and only then does anybody hear that it is stored. So a slow disk
//! makes the commits larger, not the queue longer; and no screen or network is ever waited for. Who has been heard of
//! lately is known here, too.

mod actor;
#[cfg(test)]
mod racing_tests;
#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::ledger::Ledger;
use super::room::{Command, NotNow, PersonView, Receipt, Refusal, Rejections, Request, Room, RoomView};
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::wording::connecting::{NOT_HOSTED, UNHELD};
use actor::RoomActor;

/// What the thread needs from the world outside.
pub struct World {
    pub keeper: Box<dyn ResultStore>,
    /// 128 fresh bits of chance at each call.
    pub chance: Box<dyn FnMut() -> u128 + Send>,
    pub now: fn() -> Timestamp,
}

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
        Ok(Self { handle: Handle { sender }, thread })
    }

    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }

    /// Stops hosting. What is stored stays, and the session can be resumed, unless it was ended.
    pub fn stop(self) {
        self.handle.send(Ask::Stop);
        // A thread that panicked has nothing more to say; what it stored is on the disk.
        drop(self.thread.join());
    }
}

pub type Reply<T> = Box<dyn FnOnce(T) + Send>;
/// Told whenever the room has changed; says whether it wants to hear more.
pub type Listener = Box<dyn FnMut(&Arc<RoomView>) -> bool + Send>;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{NOT_HOSTED}")]
pub struct Stopped;

pub enum Ask {
    /// A person wants to come in under a name that the thread draws.
    Join(Id, Reply<Result<Token, Refusal>>),
    /// Somebody wants to know whether they would be let in, and under which name. It takes no seat: they are in once they
    /// ask for that under the name.
    Knock(Id, Reply<Result<Token, Refusal>>),
    Request(Request, Reply<Result<Receipt, Refusal>>),
    /// A person wants to see where they stand: nothing that is not stored.
    Look(Token, Reply<Option<PersonView>>),
    Command(Command, Reply<Result<(), NotNow>>),
    Listen(Listener),
    /// A person's event stream was opened or has ended.
    Stream(Token, bool),
    Reached,
    Rejections(Rejections),
    /// So many look at the big screen from elsewhere.
    Watched(usize),
    Stop,
}

/// A way to ask the room, for as many threads as want one. No reply and no listener must block.
#[derive(Debug, Clone)]
pub struct Handle {
    sender: Sender<Ask>,
}

impl Handle {
    /// Lets a person in; `reply` gets their random name once it is stored.
    pub fn join(&self, side: Id, reply: impl FnOnce(Result<Token, Refusal>) + Send + 'static) {
        self.send(Ask::Join(side, Box::new(reply)));
    }

    /// Does what a person asks for; `reply` is told once it is stored.
    pub fn ask(&self, request: Request, reply: impl FnOnce(Result<Receipt, Refusal>) + Send + 'static) {
        self.send(Ask::Request(request, Box::new(reply)));
    }

    /// Does what the facilitator says; `reply` is told once it is stored.
    pub fn command(&self, command: Command, reply: impl FnOnce(Result<(), NotNow>) + Send + 'static) {
        self.send(Ask::Command(command, Box::new(reply)));
    }

    /// Tells `listener` how the room stands, now and at every change, until it returns false.
    pub fn listen(&self, listener: impl FnMut(&Arc<RoomView>) -> bool + Send + 'static) {
        self.send(Ask::Listen(Box::new(listener)));
    }

    pub fn join_now(&self, side: Id) -> Result<Result<Token, Refusal>, Stopped> {
        wait(|reply| self.join(side, reply))
    }

    pub fn ask_now(&self, request: Request) -> Result<Result<Receipt, Refusal>, Stopped> {
        wait(|reply| self.send(Ask::Request(request, reply)))
    }

    pub fn look_now(&self, person: Token) -> Result<Option<PersonView>, Stopped> {
        wait(|reply| self.send(Ask::Look(person, reply)))
    }

    pub fn command_now(&self, command: Command) -> Result<Result<(), NotNow>, Stopped> {
        wait(|reply| self.send(Ask::Command(command, reply)))
    }

    /// To a thread that is gone, this drops the reply, which is how the asker learns of it.
    pub fn send(&self, ask: Ask) {
        drop(self.sender.send(ask));
    }
}

fn wait<T: Send + 'static>(ask: impl FnOnce(Reply<T>)) -> Result<T, Stopped> {
    let (sender, receiver) = mpsc::channel();
    ask(Box::new(move |answer| drop(sender.send(answer))));
    receiver.recv().map_err(|_| Stopped)
}

/// The most asks in one commit, so that none takes longer than a few hundredths of a second.
const BATCH_MAX: usize = 256;

/// Everything that has queued up, to be written in one commit. A command ends a batch: it comes last in it.
#[derive(Default)]
pub struct Batch {
    pub asks: Vec<Ask>,
    pub command: Option<(Command, Reply<Result<(), NotNow>>)>,
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
pub trait ResultStore: Send {
    /// Saves the record in place of its earlier state, and returns once it is on the disk; else says why not, without a full
    /// stop, and the earlier state is still there.
    fn keep(&mut self, record: &Record) -> Result<(), String>;

    /// The record as it was last saved, if it ever was.
    fn kept(&mut self) -> Result<Option<Record>, String>;
}

/// Keeps the result in memory only: a rehearsal is never saved.
#[derive(Debug, Default)]
pub struct Nowhere(Option<Record>);

impl ResultStore for Nowhere {
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
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(None)))
    }

    /// Puts a value in, in place of one that was not taken. Returns whether the place was empty, which is when the
    /// reader should be woken: so a reader that stalls has one wake-up waiting at most.
    pub fn put(&self, value: T) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).replace(value).is_none()
    }

    pub fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

pub enum Deed {
    Request(Request, Reply<Result<Receipt, Refusal>>),
    Command(Command, Reply<Result<(), NotNow>>),
}

pub enum Done {
    Request(Result<Receipt, Refusal>),
    Command(Result<(), NotNow>),
}

/// Why what was done could not be written down, so that it does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It is one that the ledger cannot hold; others may be written all the same.
    #[error("{UNHELD}")]
    Unstorable,
    #[error("{0}")]
    NotSaved(String),
}

impl Deed {
    /// Replies: what was done counts unless it could not be written down. What was refused stays refused.
    pub fn reply(self, done: Done, failure: Option<&Failure>) {
        match (self, done) {
            (Self::Request(_, reply), Done::Request(done)) => reply(match failure {
                Some(Failure::Unstorable) if done.is_ok() => Err(Refusal::Unstorable),
                Some(Failure::NotSaved(why)) if done.is_ok() => Err(Refusal::NotSaved(why.clone())),
                _ => done,
            }),
            (Self::Command(_, reply), Done::Command(done)) => reply(match failure {
                Some(Failure::Unstorable) if done.is_ok() => Err(NotNow::NotSaved(Refusal::Unstorable.to_string())),
                Some(Failure::NotSaved(why)) if done.is_ok() => Err(NotNow::NotSaved(why.clone())),
                _ => done,
            }),
            // The two are made together.
            _ => {}
        }
    }
}

/// After how long without a word a person counts as away.
const AWAY_AFTER: Duration = Duration::from_secs(60);

/// When each person was last heard of, and how many event streams they hold open.
#[derive(Debug, Default)]
pub struct Presence {
    people: HashMap<Token, LastSign>,
}

#[derive(Debug, Clone, Copy)]
struct LastSign {
    last: Instant,
    streams: usize,
}

impl Presence {
    pub fn heard(&mut self, person: Token, now: Instant) {
        self.people.entry(person).or_insert(LastSign { last: now, streams: 0 }).last = now;
    }

    /// Notes that a person's event stream was opened or has ended.
    pub fn stream(&mut self, person: Token, open: bool, now: Instant) {
        let sign = self.people.entry(person).or_insert(LastSign { last: now, streams: 0 });
        sign.last = now;
        sign.streams = if open { sign.streams + 1 } else { sign.streams.saturating_sub(1) };
    }

    pub fn forget(&mut self, person: Token) {
        self.people.remove(&person);
    }

    pub fn keep_only(&mut self, known: impl Fn(Token) -> bool) {
        self.people.retain(|&person, _| known(person));
    }

    /// Whether a person is there: an event stream is open, or they were heard of lately.
    pub fn is_here(&self, person: Token, now: Instant) -> bool {
        let here = |sign: &LastSign| sign.streams > 0 || now.saturating_duration_since(sign.last) < AWAY_AFTER;
        self.people.get(&person).is_some_and(here)
    }

    pub fn away(&self, people: impl Iterator<Item = Token>, now: Instant) -> BTreeSet<Token> {
        people.filter(|&person| !self.is_here(person, now)).collect()
    }
}

#[cfg(test)]
impl Presence {
    pub fn last(&self, person: Token) -> Option<Instant> {
        self.people.get(&person).map(|sign| sign.last)
    }

    pub fn count(&self) -> usize {
        self.people.len()
    }
}
