//! A participant's session: what the app wants done, and what the session says, as messages to the app.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};
use std::{io, thread};

use super::storage::SaveOutcome;
use crate::app::screens::participant::SessionEvent;
use crate::app::{Effect, Msg};
use crate::domain::id::{Id, Token};
use crate::live::client::ClientError;
use crate::live::host::{Handle, Stopped};
use crate::live::protocol::Refused;
use crate::live::room::{Given, Mark, ParticipantView, Receipt, Refusal, Request};
use crate::live::sync::{AnswerSync, SendEvent, Session, SyncEvent};
use crate::request::{ParticipantRequest, Revision, StoreReply, StoreRequest};
use crate::wording::participant as words;

/// How often it is looked how the session stands, and what could not be sent is sent again.
const PAUSE: Duration = Duration::from_secs(1);
/// How long leaving may wait for the session.
const LAST_WAIT: Duration = Duration::from_millis(1500);

/// One participant's line to a session. Every call may wait for the session, so it belongs on a thread of its own.
#[derive(Debug)]
pub struct ParticipantWorker<S> {
    sync: AnswerSync<S>,
    latest: (Token, Revision),
    /// The last state of which it was told what became of it, and why it is not saved, if it is not.
    settled: (Revision, Option<String>),
}

impl<S: Session> ParticipantWorker<S> {
    /// A line to a session; `seated` when the person has a place in it already.
    pub const fn new(session: S, seated: bool) -> Self {
        Self {
            sync: AnswerSync::new(session, seated),
            latest: (Token::new(0), Revision(0)),
            settled: (Revision(0), None),
        }
    }

    /// Takes in what the app wants. Answers are sent by [`Self::deliver`] alone, many at once if there are many.
    pub fn take(&mut self, effect: Effect, send: &mut dyn FnMut(Msg)) {
        match effect {
            Effect::Store(StoreRequest::Save { revision, record }) => {
                self.latest = (record.head().id, revision);
                if let Some(response) = record.solo() {
                    let guessed = record.questionnaire().guessed_by(&response.side);
                    self.sync.wants(response, guessed.map(|side| &side.id));
                }
            }
            Effect::Participant(ParticipantRequest::Finish) => self.sync.wants_to_finish(),
            Effect::Participant(ParticipantRequest::Vacate { all_the_same }) => {
                self.deliver(send);
                if all_the_same || !self.sync.has_unsent() {
                    self.sync.vacate();
                    send(Msg::Participant(SessionEvent::Vacated));
                }
            }
            Effect::Participant(ParticipantRequest::Side(side)) => {
                self.request(send, |sync, news| sync.change_side(&side, news));
            }
            Effect::Participant(ParticipantRequest::Join { side, code }) => {
                self.request(send, |sync, news| sync.join(&code, &side, news));
            }
            // The answers of a participant are in no file, and the facilitator's commands go to the room.
            Effect::Store(_) | Effect::Read(_) | Effect::Command(_) | Effect::Copy(_) | Effect::Quit => {}
        }
    }

    pub fn deliver(&mut self, send: &mut dyn FnMut(Msg)) {
        let mut is_refused = false;
        self.request(send, |sync, news| {
            sync.deliver(&mut |one| {
                is_refused |= matches!(one, SyncEvent::Refused(_));
                news(one);
            });
        });
        // Whoever is refused wants to see why.
        if is_refused {
            self.look(send);
        }
    }

    /// Sends what could not be sent so far, and looks how the session stands.
    pub fn look(&mut self, send: &mut dyn FnMut(Msg)) {
        if self.sync.has_unsent() {
            self.deliver(send);
        }
        // What cannot be reached cannot be looked at either.
        if !self.sync.is_lost() {
            self.request(send, AnswerSync::look);
        }
    }

    /// Why the latest answers have not been acknowledged, if they have not.
    fn trouble(&self) -> Option<String> {
        self.sync.has_unsent().then(|| words::NOT_ACKNOWLEDGED.to_owned())
    }

    /// Asks the session for something, and tells what comes of it.
    fn request(&mut self, send: &mut dyn FnMut(Msg), ask: impl FnOnce(&mut AnswerSync<S>, SendEvent<'_>)) {
        let mut news = Vec::new();
        ask(&mut self.sync, &mut |one| news.push(one));
        news.into_iter().filter_map(|one| self.msg(one)).for_each(send);
    }

    fn msg(&mut self, news: SyncEvent) -> Option<Msg> {
        Some(match news {
            SyncEvent::Stands(view) => {
                Msg::Participant(SessionEvent::Stands { view, returns: self.sync.session().returns() })
            }
            SyncEvent::NotIn(why) => Msg::Participant(SessionEvent::NotJoined(without_stop(&why))),
            SyncEvent::Lost(why) => Msg::Participant(SessionEvent::Lost(without_stop(&why))),
            SyncEvent::Back => Msg::Participant(SessionEvent::Back),
            SyncEvent::Refused(why) => Msg::Participant(SessionEvent::Refused(without_stop(&why))),
            SyncEvent::Unknown { held } => Msg::Participant(SessionEvent::Unknown { held }),
            SyncEvent::Delivered => return self.settle(Ok(None)),
            SyncEvent::Undelivered(why) => return self.settle(Err(without_stop(&why))),
        })
    }

    /// Notes what became of the latest state, and says it where that is news.
    fn settle(&mut self, result: Result<Option<PathBuf>, String>) -> Option<Msg> {
        let (id, revision) = self.latest;
        let now = (revision, result.as_ref().err().cloned());
        let is_news = self.settled != now;
        self.settled = now;
        is_news.then_some(Msg::Store(StoreReply::Saved { id, revision, result }))
    }
}

fn without_stop(text: &str) -> String {
    text.trim_end_matches('.').to_owned()
}

pub struct ParticipantThread {
    wishes: Sender<Effect>,
    done: Receiver<Option<String>>,
}

impl ParticipantThread {
    /// Starts the thread; `send` reaches the app.
    pub fn start<S: Session + Send + 'static>(
        line: ParticipantWorker<S>,
        send: impl Fn(Msg) + Send + 'static,
    ) -> io::Result<Self> {
        let (wishes, waiting) = channel();
        let (last, done) = channel();
        thread::Builder::new().name("participant".to_owned()).spawn(move || {
            // Nobody listens any more once leaving has waited long enough.
            drop(last.send(carry(line, &waiting, &mut |msg| send(msg))));
        })?;
        Ok(Self { wishes, done })
    }

    /// Does what the app asked for. Never waits.
    pub fn take(&self, effect: Effect) {
        // The thread outlives this sender, unless it panicked, which ends the program anyway.
        let _ = self.wishes.send(effect);
    }

    /// Waits for the last answers to be acknowledged, though not for ever; says what became of them.
    pub fn finish(self) -> SaveOutcome {
        drop(self.wishes);
        let late = |_| Some(words::TOO_LATE.to_owned());
        SaveOutcome::elsewhere(self.done.recv_timeout(LAST_WAIT).unwrap_or_else(late))
    }
}

fn carry<S: Session>(
    mut line: ParticipantWorker<S>,
    waiting: &Receiver<Effect>,
    send: &mut dyn FnMut(Msg),
) -> Option<String> {
    line.look(send);
    let mut looked = Instant::now();
    loop {
        match waiting.recv_timeout(PAUSE) {
            Ok(effect) => {
                line.take(effect, send);
                for effect in waiting.try_iter() {
                    line.take(effect, send);
                }
                line.deliver(send);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return line.trouble(),
        }
        if looked.elapsed() >= PAUSE {
            line.look(send);
            looked = Instant::now();
        }
    }
}

/// The session that this laptop runs, as whoever sits at it reaches it. Each who comes in has a name of their own.
#[derive(Debug)]
pub struct Laptop {
    handle: Handle,
    person: Option<Token>,
}

impl Laptop {
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

    fn look(&mut self) -> Result<ParticipantView, ClientError> {
        let view = self.handle.look_now(self.person()?).map_err(gone)?;
        view.map(|view| ParticipantView::from(&view)).ok_or(ClientError::Unknown)
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        let request = Request::Answer { person: self.person()?, given: given.clone() };
        match done(self.handle.ask_now(request))? {
            Receipt::Stands { mark, .. } => Ok(mark),
            Receipt::Joined | Receipt::Sided | Receipt::Finished => Err(ClientError::NotASession),
        }
    }

    fn change_side(&mut self, side: &Id) -> Result<(), ClientError> {
        done(self.handle.ask_now(Request::Side { person: self.person()?, side: side.clone() })).map(drop)
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        done(self.handle.ask_now(Request::Finish { person: self.person()?, round })).map(drop)
    }

    fn returns(&self) -> bool {
        false
    }

    /// Whoever sits down next is somebody else.
    fn which(&self) -> Option<String> {
        None
    }
}

fn done<T>(asked: Result<Result<T, Refusal>, Stopped>) -> Result<T, ClientError> {
    Ok(asked.map_err(gone)?.map_err(Refused::from)?)
}

fn gone(stopped: Stopped) -> ClientError {
    ClientError::Unreachable(stopped.to_string())
}
