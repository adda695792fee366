//! What all handlers share.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use tokio::sync::{oneshot, watch};

use super::Site;
use super::connections::{Counts, Limits, network};
use super::join::Pending;
use super::refusing::Worded;
use super::screen::Viewers;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::live::host::Handle;
use crate::live::page::{Frame, Pages};
use crate::live::protocol::{Headline, stamp};
use crate::live::refused::Refused;
use crate::live::room::{PersonView, Progress, Receipt, Refusal, Request, Setup, Shown};

/// The most event streams that one person holds open, for several tabs and some that are not yet known to be dead.
const STREAMS_MAX: usize = 12;

/// The most addresses that are remembered to have tried https.
const SECURE_MAX: usize = 1000;

/// What all handlers share.
pub struct Shared {
    pub site: Site,
    pub pages: Pages,
    pub handle: Handle,
    pub limits: Mutex<Limits>,
    pub counts: Counts,
    /// What everybody may know of the room, as it last changed.
    pub public: watch::Receiver<Option<Arc<Public>>>,
    pub stopped: watch::Receiver<bool>,
    reached: AtomicBool,
    pending: Mutex<Pending>,
    viewers: Mutex<Viewers>,
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
            sender.send_if_modified(|before| replace_if_new(before, now));
            !sender.is_closed()
        });
        Ok(Arc::new(Self {
            site,
            pages: Pages::new()?,
            handle,
            limits: Mutex::new(Limits::default()),
            counts: Counts::default(),
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
        let (sender, receiver) = oneshot::channel();
        self.handle.knock(side.clone(), |name| drop(sender.send(name)));
        let name = receiver.await.map_err(|_| Gone)?;
        if let Ok(person) = name {
            self.pending().wait_for(person, side, Instant::now());
        }
        Ok(name)
    }

    /// Lets a person in whose name has come back, if they are waited for.
    pub async fn confirm(&self, person: Token) -> Result<(), Refused> {
        let Some(side) = self.pending().side(person, Instant::now()) else { return Ok(()) };
        match self.ask(Request::Join { person, side }).await {
            Ok(joined) => joined.map(|_| self.pending().arrived(person)).map_err(Refused::from),
            Err(Gone) => Err(Refused::NotHosted),
        }
    }

    fn pending(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those who look at the big screen from elsewhere.
    pub fn viewers(&self) -> MutexGuard<'_, Viewers> {
        self.viewers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub async fn ask(&self, request: Request) -> Result<Result<Receipt, Refusal>, Gone> {
        let (sender, receiver) = oneshot::channel();
        self.handle.ask(request, |done| drop(sender.send(done)));
        receiver.await.map_err(|_| Gone)
    }

    pub async fn look(&self, person: Token) -> Result<Option<PersonView>, Gone> {
        let (sender, receiver) = oneshot::channel();
        self.handle.look(person, |view| drop(sender.send(view)));
        receiver.await.map_err(|_| Gone)
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

    /// Whether a wrong code from this address may be tried now.
    pub fn may_guess(&self, from: IpAddr) -> bool {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).guesses.take(from, Instant::now())
    }

    /// Whether codes from this address are looked at now.
    pub fn has_guesses(&self, from: IpAddr) -> bool {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).guesses.has(from, Instant::now())
    }

    /// Notes that another device got through; the room is told once.
    pub fn note_reached(&self) {
        if !self.reached.swap(true, Ordering::Relaxed) {
            self.handle.reached();
        }
    }

    /// Notes that somebody at an address tries https, which is not spoken here.
    pub fn note_secure(&self, from: IpAddr) {
        let mut secure = self.secure.lock().unwrap_or_else(PoisonError::into_inner);
        if secure.len() < SECURE_MAX {
            secure.insert(network(from));
        }
        self.counts.secure.store(secure.len() as u64, Ordering::Relaxed);
    }

    /// Notes that somebody at an address got through without.
    pub fn note_plain(&self, from: IpAddr) {
        if self.counts.secure.load(Ordering::Relaxed) == 0 {
            return;
        }
        let mut secure = self.secure.lock().unwrap_or_else(PoisonError::into_inner);
        secure.remove(&network(from));
        self.counts.secure.store(secure.len() as u64, Ordering::Relaxed);
    }

    /// Whether somebody may join from this address now.
    pub fn may_join(&self, from: IpAddr) -> bool {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).joins.take(from, Instant::now())
    }

    /// Takes a place for one more event stream of a person; where there are too many, the oldest ends for it.
    pub fn open_stream(self: &Arc<Self>, person: Token) -> OpenStream {
        let number = self.next_stream.fetch_add(1, Ordering::Relaxed);
        let (end, ended) = oneshot::channel();
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        let open = streams.entry(person).or_default();
        open.insert(number, end);
        if open.len() > STREAMS_MAX {
            open.pop_first();
        }
        drop(streams);
        self.handle.stream(person, true);
        OpenStream { shared: Arc::clone(self), person, number, ended }
    }

    /// Ends the event streams of a person who has left: what still listens hears nothing more.
    pub fn end_streams(&self, person: Token) {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&person) {
            open.clear();
        }
    }

    /// A page that says what went wrong.
    pub async fn problem(&self, status: StatusCode, heading: &str, text: &str, again: Option<&str>) -> Response {
        let Ok(public) = self.public().await else { return self.gone() };
        let frame = Frame::of(&public.setup, public.stamp.clone());
        self.html(status, self.pages.problem(&frame, heading, text, again))
    }

    /// The page for a path that leads nowhere.
    pub async fn nowhere(&self) -> Response {
        let text = "Check the address, or scan the code on the screen again.";
        self.problem(StatusCode::NOT_FOUND, "There is no such page", text, Some("/")).await
    }

    /// A filled page as an answer.
    #[expect(clippy::unused_self, reason = "reads better beside the others")]
    pub fn html(&self, status: StatusCode, page: Result<String, minijinja::Error>) -> Response {
        let mut response = match page {
            Ok(page) => (status, Html(page)).into_response(),
            Err(_) => (StatusCode::INTERNAL_SERVER_ERROR, "This page could not be made.").into_response(),
        };
        response.extensions_mut().insert(Worded);
        response
    }

    /// What to say while hosting stops.
    #[expect(clippy::unused_self, reason = "reads better beside the others")]
    pub fn gone(&self) -> Response {
        let mut response = (StatusCode::SERVICE_UNAVAILABLE, Refused::NotHosted.say()).into_response();
        response.extensions_mut().insert(Worded);
        response
    }
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
        let mut streams = self.shared.streams.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = streams.get_mut(&self.person) {
            open.remove(&self.number);
            if open.is_empty() {
                streams.remove(&self.person);
            }
        }
        drop(streams);
        self.shared.handle.stream(self.person, false);
    }
}

fn replace_if_new(before: &mut Option<Arc<Public>>, now: Public) -> bool {
    if before.as_deref() == Some(&now) {
        return false;
    }
    *before = Some(Arc::new(now));
    true
}
