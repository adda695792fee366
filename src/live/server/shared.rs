//! What all handlers share.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use tokio::sync::{oneshot, watch};

use super::Site;
use super::api::Viewers;
use super::connections::{Limits, network};
use super::join::Pending;
use super::refusing::worded;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::live::host::{Ask, Handle, Reply};
use crate::live::page::{Frame, Pages};
use crate::live::protocol::{Headline, Refused, stamp};
use crate::live::room::{PersonView, Progress, Receipt, Refusal, Rejections, Request, Setup, Shown};
use crate::wording::refused as words;

/// The most event streams that one person holds open, for several tabs and some that are not yet known to be dead.
const STREAMS_MAX: usize = 12;

/// The most addresses that are remembered to have tried https.
const SECURE_MAX: usize = 1000;

pub struct Shared {
    pub site: Site,
    pub pages: Pages,
    pub handle: Handle,
    pub limits: Mutex<Limits>,
    /// How often clients misbehaved so far. Of https it is no count that only rises: those who have not got through since.
    pub counts: Mutex<Rejections>,
    /// What everybody may know of the room, as it last changed.
    pub public: watch::Receiver<Option<Arc<Public>>>,
    pub stopped: watch::Receiver<bool>,
    reached: AtomicBool,
    pending: Mutex<Pending>,
    pub viewers: Mutex<Viewers>,
    worked_out: tokio::sync::Mutex<Option<WorkedOut>>,
    /// The addresses that tried https and have not got through since.
    secure: Mutex<HashSet<IpAddr>>,
    next_stream: AtomicU64,
    /// Each open stream with what ends it, oldest first.
    streams: Mutex<HashMap<Token, BTreeMap<u64, oneshot::Sender<()>>>>,
}

/// What everybody may know of the room.
#[derive(Debug, Clone, PartialEq)]
pub struct Public {
    pub setup: Arc<Setup>,
    pub progress: Progress,
    pub stamp: String,
    /// What stands over every page, as it is sent.
    pub headline: Arc<str>,
}

impl Public {
    pub fn frame(&self) -> Frame {
        Frame::of(&self.setup, self.stamp.clone())
    }
}

/// What the room was shown, with the record and the rounds that it comes of.
struct WorkedOut {
    record: Arc<Record>,
    rounds: u8,
    shown: Option<Arc<Shown>>,
}

/// The room is no longer hosted.
#[derive(Debug, Clone, Copy)]
pub struct Gone;

impl Shared {
    pub fn new(site: Site, handle: Handle, stopped: watch::Receiver<bool>) -> Result<Arc<Self>, minijinja::Error> {
        let (sender, public) = watch::channel(None);
        handle.listen(move |view| {
            let stamp = stamp(&view.progress, view.record.as_deref());
            let headline = Headline::of(&view.setup, &view.progress);
            let headline = serde_json::to_string(&headline).unwrap_or_default().into();
            let now = Public { setup: Arc::clone(&view.setup), progress: view.progress.clone(), stamp, headline };
            sender.send_if_modified(|before| {
                let is_new = before.as_deref() != Some(&now);
                if is_new {
                    *before = Some(Arc::new(now));
                }
                is_new
            });
            !sender.is_closed()
        });
        Ok(Arc::new(Self {
            site,
            pages: Pages::new()?,
            handle,
            limits: Mutex::new(Limits::default()),
            counts: Mutex::default(),
            public,
            stopped,
            reached: AtomicBool::new(false),
            pending: Mutex::default(),
            viewers: Mutex::default(),
            worked_out: tokio::sync::Mutex::default(),
            secure: Mutex::default(),
            next_stream: AtomicU64::new(0),
            streams: Mutex::default(),
        }))
    }

    /// A name for somebody who may come in. They are in once the name comes back: a browser that keeps no cookies would
    /// make one more person of each try.
    pub async fn knock(&self, side: Id) -> Result<Result<Token, Refusal>, Gone> {
        let name = answer(|reply| self.handle.send(Ask::Knock(side.clone(), reply))).await?;
        if let Ok(person) = name {
            lock(&self.pending).wait_for(person, side, Instant::now());
        }
        Ok(name)
    }

    /// Lets a person in whose name has come back, if they are waited for.
    pub async fn confirm(&self, person: Token) -> Result<(), Refused> {
        let Some(side) = lock(&self.pending).side(person, Instant::now()) else { return Ok(()) };
        match self.ask(Request::Join { person, side }).await {
            Ok(joined) => joined.map(|_| lock(&self.pending).arrived(person)).map_err(Refused::from),
            Err(Gone) => Err(Refused::NotHosted),
        }
    }

    pub async fn ask(&self, request: Request) -> Result<Result<Receipt, Refusal>, Gone> {
        answer(|reply| self.handle.send(Ask::Request(request, reply))).await
    }

    pub async fn look(&self, person: Token) -> Result<Option<PersonView>, Gone> {
        answer(|reply| self.handle.send(Ask::Look(person, reply))).await
    }

    /// What the room was shown: worked out once for everybody, and not on the thread that serves.
    pub async fn shown(&self, view: &PersonView) -> Option<Arc<Shown>> {
        let (record, rounds) = (Arc::clone(view.record.as_ref()?), view.progress.shown);
        let mut known = self.worked_out.lock().await;
        let same = |known: &&WorkedOut| Arc::ptr_eq(&known.record, &record) && known.rounds == rounds;
        if let Some(known) = known.as_ref().filter(same) {
            return known.shown.clone();
        }
        let of = Arc::clone(&record);
        let shown = tokio::task::spawn_blocking(move || Shown::of(&of, rounds)).await.ok()?.map(Arc::new);
        *known = Some(WorkedOut { record, rounds, shown: shown.clone() });
        shown
    }

    /// What everybody may know of the room; waits for the first word after the start.
    pub async fn public(&self) -> Result<Arc<Public>, Gone> {
        if let Some(public) = &*self.public.borrow() {
            return Ok(Arc::clone(public));
        }
        let mut public = self.public.clone();
        let first = public.wait_for(Option::is_some).await.map_err(|_| Gone)?;
        first.clone().ok_or(Gone)
    }

    /// Notes that another device got through; the room is told once.
    pub fn note_reached(&self) {
        if !self.reached.swap(true, Ordering::Relaxed) {
            self.handle.send(Ask::Reached);
        }
    }

    /// Notes that somebody at an address tries https, which is not spoken here.
    pub fn note_secure(&self, from: IpAddr) {
        let mut secure = lock(&self.secure);
        if secure.len() < SECURE_MAX {
            secure.insert(network(from));
        }
        lock(&self.counts).secure = secure.len() as u64;
    }

    /// Notes that somebody at an address got through without.
    pub fn note_plain(&self, from: IpAddr) {
        if lock(&self.counts).secure == 0 {
            return;
        }
        let mut secure = lock(&self.secure);
        secure.remove(&network(from));
        lock(&self.counts).secure = secure.len() as u64;
    }

    /// Takes a place for one more event stream of a person; where there are too many, the oldest ends for it.
    pub fn open_stream(self: &Arc<Self>, person: Token) -> OpenStream {
        let number = self.next_stream.fetch_add(1, Ordering::Relaxed);
        let (end, ended) = oneshot::channel();
        let mut streams = lock(&self.streams);
        let open = streams.entry(person).or_default();
        open.insert(number, end);
        if open.len() > STREAMS_MAX {
            open.pop_first();
        }
        drop(streams);
        self.handle.send(Ask::Stream(person, true));
        OpenStream { shared: Arc::clone(self), person, number, ended }
    }

    /// Ends the event streams of a person who has left: what still listens hears nothing more.
    pub fn end_streams(&self, person: Token) {
        let mut streams = lock(&self.streams);
        if let Some(open) = streams.get_mut(&person) {
            open.clear();
        }
    }

    pub async fn problem(&self, status: StatusCode, heading: &str, text: &str, again: Option<&str>) -> Response {
        let Ok(public) = self.public().await else { return gone() };
        html(status, self.pages.problem(&public.frame(), heading, text, again))
    }

    pub async fn nowhere(&self) -> Response {
        self.problem(StatusCode::NOT_FOUND, words::NO_PAGE, words::NO_PAGE_HELP, Some("/")).await
    }
}

pub fn html(status: StatusCode, page: Result<String, minijinja::Error>) -> Response {
    match page {
        Ok(page) => worded((status, Html(page))),
        Err(_) => worded((StatusCode::INTERNAL_SERVER_ERROR, words::UNMADE)),
    }
}

pub fn to(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// What to say while hosting stops.
pub fn gone() -> Response {
    worded((StatusCode::SERVICE_UNAVAILABLE, Refused::NotHosted.say()))
}

/// What the room answers to a question that is put to it with a way to reply.
async fn answer<T: Send + 'static>(ask: impl FnOnce(Reply<T>)) -> Result<T, Gone> {
    let (sender, receiver) = oneshot::channel();
    ask(Box::new(|said| drop(sender.send(said))));
    receiver.await.map_err(|_| Gone)
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A place for an event stream, given back when the stream ends in whatever way.
pub struct OpenStream {
    shared: Arc<Shared>,
    person: Token,
    number: u64,
    /// Resolves when a newer stream takes the place.
    pub ended: oneshot::Receiver<()>,
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut streams = lock(&self.shared.streams);
        if let Some(open) = streams.get_mut(&self.person) {
            open.remove(&self.number);
            if open.is_empty() {
                streams.remove(&self.person);
            }
        }
        drop(streams);
        self.shared.handle.send(Ask::Stream(self.person, false));
    }
}
