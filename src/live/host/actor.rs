//! The thread's own side: one batch after another.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{Ask, Batch, Deed, Done, Failure, Listener, Presence, Reply, World};
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::live::ledger::Ledger;
use crate::live::room::{
    Away, Clock, Command, Event, HostStatus, PersonView, Phase, Receipt, Refusal, Request, Room, RoomView,
};

/// How often to look after people who fell silent, and a record that could not be written.
const ROUND_TRIP: Duration = Duration::from_secs(5);
/// How often at most it is counted who fell silent, for which each person is looked at.
const ROLL_CALL: Duration = Duration::from_secs(1);
/// How often at most it is told how many have joined and answered, for which each person is looked at, too. What moves the
/// session on is told at once.
const NOTIFY_EVERY: Duration = Duration::from_millis(40);

pub struct RoomActor {
    room: Room,
    /// None once the session has ended.
    pub(super) ledger: Option<Ledger>,
    world: World,
    pub(super) presence: Presence,
    away: BTreeSet<Token>,
    called: Option<Instant>,
    around: HostStatus,
    phase: ((Phase, u8), Timestamp),
    /// Why the record could not be written, or the ledger not be thrown away, so far.
    not_kept: Option<String>,
    listeners: Vec<Listener>,
    last_view: Option<Arc<RoomView>>,
    /// When it was last looked whether there is something to tell, and whether that was put off since.
    looked: Option<Instant>,
    is_behind: bool,
    /// Whether the ledger may still hold traces of answers that are gone.
    unclean: bool,
}

impl RoomActor {
    /// Whoever is in the room already has a while to be heard of again.
    pub fn new(room: Room, ledger: Ledger, world: World) -> Self {
        let mut presence = Presence::default();
        room.people().keys().for_each(|&person| presence.heard(person, Instant::now()));
        let phase = ((room.progress().phase, room.progress().round), (world.now)());
        Self {
            unclean: matches!(room.progress().phase, Phase::Closed | Phase::Revealed),
            room,
            ledger: Some(ledger),
            world,
            presence,
            away: BTreeSet::new(),
            called: None,
            around: HostStatus::default(),
            phase,
            not_kept: None,
            listeners: Vec::new(),
            last_view: None,
            looked: None,
            is_behind: false,
        }
    }

    pub fn run(mut self, asks: &Receiver<Ask>) {
        self.settle();
        loop {
            let batch = Batch::gather(asks, self.timeout());
            let stop = batch.stop;
            self.turn(batch);
            if stop {
                return;
            }
        }
    }

    /// Does a batch, looks after what is unfinished, and tells those who listen.
    pub(super) fn turn(&mut self, batch: Batch) {
        let is_urgent = batch.asks.is_empty() || batch.command.is_some();
        self.room.tick((self.world.now)());
        self.serve(batch);
        self.mend();
        self.settle();
        if is_urgent || self.last_view.is_none() || self.since_looked() >= NOTIFY_EVERY || self.has_moved() {
            self.call_roll(is_urgent);
            self.looked = Some(Instant::now());
            self.is_behind = false;
            self.notify();
        } else {
            self.is_behind = true;
        }
    }

    fn timeout(&self) -> Duration {
        if self.is_behind { NOTIFY_EVERY.saturating_sub(self.since_looked()) } else { ROUND_TRIP }
    }

    fn since_looked(&self) -> Duration {
        self.looked.map_or(Duration::MAX, |looked| looked.elapsed())
    }

    /// Whether more has changed than how many have joined and answered.
    fn has_moved(&self) -> bool {
        self.last_view.as_ref().is_none_or(|last| {
            let trouble = self.around.not_saving.is_some() || self.not_kept.is_some();
            last.progress != *self.room.progress() || trouble || last.around.is_in_trouble()
        })
    }

    fn call_roll(&mut self, anyway: bool) {
        if anyway || self.called.is_none_or(|called| called.elapsed() >= ROLL_CALL) {
            self.away = self.absent();
            self.called = Some(Instant::now());
        }
    }

    fn absent(&self) -> BTreeSet<Token> {
        self.presence.away(self.room.people().keys().copied(), Instant::now())
    }

    /// Does a batch, writes it in one commit, and only then replies.
    fn serve(&mut self, batch: Batch) {
        let mut deeds = Vec::new();
        let mut looks = Vec::new();
        let mut knocks = Vec::new();
        for ask in batch.asks {
            match ask {
                Ask::Join(side, reply) => deeds.push(self.newcomer(side, reply)),
                Ask::Request(request, reply) => deeds.push(Deed::Request(request, reply)),
                Ask::Look(person, reply) => looks.push((person, reply)),
                Ask::Knock(side, reply) => knocks.push((side, reply)),
                other => self.note(other),
            }
        }
        deeds.extend(batch.command.map(|(command, reply)| Deed::Command(command, reply)));
        self.carry_out(deeds);
        for (person, reply) in looks {
            self.show(person, reply);
        }
        for (side, reply) in knocks {
            reply(self.knock(&side));
        }
    }

    /// A name for somebody who would be let in now.
    fn knock(&mut self, side: &Id) -> Result<Token, Refusal> {
        let now = Instant::now();
        self.room.has_place(side, |token| self.presence.is_here(token, now))?;
        Ok(Token::new((self.world.chance)()))
    }

    /// Does what is wanted, all in one commit. Where one deed is such that the ledger cannot hold it, each is done by
    /// itself, so that it fails alone.
    fn carry_out(&mut self, deeds: Vec<Deed>) {
        let before = self.room.clone();
        let mut events = Vec::new();
        let done: Vec<Done> = deeds.iter().map(|deed| self.attempt(deed, &mut events)).collect();
        let failure = self.write(&events).err();
        if failure.is_some() {
            self.room = before;
            self.presence.keep_only(|person| self.room.knows(person));
        }
        if failure == Some(Failure::Unstorable) && deeds.len() > 1 {
            for deed in deeds {
                self.carry_out(vec![deed]);
            }
            return;
        }
        for (deed, done) in deeds.into_iter().zip(done) {
            deed.reply(done, failure.as_ref());
        }
    }

    fn newcomer(&mut self, side: Id, reply: Reply<Result<Token, Refusal>>) -> Deed {
        let person = Token::new((self.world.chance)());
        Deed::Request(Request::Join { person, side }, Box::new(move |done| reply(done.map(|_| person))))
    }

    fn attempt(&mut self, deed: &Deed, events: &mut Vec<Event>) -> Done {
        match deed {
            Deed::Request(request, _) => Done::Request(self.ask(request.clone(), events)),
            Deed::Command(command, _) => {
                let command = match command {
                    Command::FreePlaces(_) => Command::FreePlaces(Away(self.absent())),
                    other => other.clone(),
                };
                let done = self.room.command(command, (self.world.now)());
                Done::Command(done.map(|event| {
                    if let Event::Freed { people } = &event {
                        for person in people {
                            self.presence.forget(*person);
                        }
                    }
                    events.push(event);
                }))
            }
        }
    }

    fn ask(&mut self, request: Request, events: &mut Vec<Event>) -> Result<Receipt, Refusal> {
        let (Request::Join { person, .. }
        | Request::Answer { person, .. }
        | Request::Side { person, .. }
        | Request::Finish { person, .. }) = request;
        let now = Instant::now();
        if matches!(request, Request::Join { .. }) && self.room.is_full() && !self.room.knows(person) {
            self.make_way(now, events);
        }
        let done = self.room.ask(request).map(|(receipt, event)| {
            events.extend(event);
            receipt
        });
        // Of those who are not in the room nothing is remembered, or strangers could fill the memory.
        if self.room.knows(person) {
            self.presence.heard(person, now);
        }
        done
    }

    fn make_way(&mut self, now: Instant, events: &mut Vec<Event>) {
        if let Some(left) = self.room.make_way(|token| self.presence.is_here(token, now)) {
            if let Event::Left { person } = left {
                self.presence.forget(person);
            }
            events.push(left);
        }
    }

    fn show(&mut self, person: Token, reply: Reply<Option<PersonView>>) {
        let view = self.room.person_view(person);
        if view.is_some() {
            self.presence.heard(person, Instant::now());
        }
        reply(view);
    }

    fn note(&mut self, ask: Ask) {
        match ask {
            Ask::Listen(listener) => {
                self.listeners.push(listener);
                self.last_view = None;
            }
            Ask::Stream(person, open) if self.room.knows(person) => self.presence.stream(person, open, Instant::now()),
            Ask::Reached => self.around.reached = true,
            Ask::Rejections(rude) => self.around.rude = rude,
            Ask::Watched(look) => self.around.watching = look,
            _ => {}
        }
    }

    fn write(&mut self, events: &[Event]) -> Result<(), Failure> {
        if events.is_empty() {
            return Ok(());
        }
        // The facilitator is told of a record that cannot be written; nobody's answers hang on it.
        let changes_record = |event: &Event| matches!(event, Event::Recorded | Event::Named { .. } | Event::Ended);
        if let Some(record) = self.room.record().filter(|_| events.iter().any(changes_record)) {
            self.world.keeper.keep(record).map_err(Failure::NotSaved)?;
        }
        let Some(ledger) = &mut self.ledger else { return Ok(()) };
        let written = ledger.write(events, self.room.progress());
        match written {
            Ok(()) => self.around.not_saving = None,
            Err(error) if error.is_about_what_is_written() => return Err(Failure::Unstorable),
            Err(error) => {
                self.around.not_saving = Some(error.to_string());
                return Err(Failure::NotSaved(error.to_string()));
            }
        }
        Ok(())
    }

    /// Sees whether what could not be written could be by now, so that a trouble that is over is not told any more.
    fn mend(&mut self) {
        if let (Some(ledger), Some(_)) = (&mut self.ledger, &self.around.not_saving) {
            self.around.not_saving = ledger.try_writing().err().map(|error| error.to_string());
        }
    }

    /// Brings answers that are on their way into the record there, and throws the ledger of an ended session away. What
    /// fails is tried again later.
    fn settle(&mut self) {
        let detached = match self.room.progress().phase.after_detach() {
            Some(_) => self.finish_detach(),
            None => Ok(()),
        };
        let settled = detached.and_then(|()| match self.room.progress().phase {
            Phase::Ended => self.clear_away(),
            _ => Ok(()),
        });
        self.not_kept = settled.and_then(|()| self.clean()).err();
    }

    fn clear_away(&mut self) -> Result<(), String> {
        if let Some(ledger) = &mut self.ledger {
            ledger.delete().map_err(|error| error.to_string())?;
        }
        self.ledger = None;
        Ok(())
    }

    /// Removes the traces of answers that are gone.
    fn clean(&mut self) -> Result<(), String> {
        if let (Some(ledger), true) = (&self.ledger, self.unclean) {
            ledger.scrub().map_err(|error| error.to_string())?;
            self.unclean = false;
        }
        Ok(())
    }

    /// The record is on the disk before the answers leave the ledger. After a crash between the two, the record already
    /// holds this round, and only the second half is left to do.
    fn finish_detach(&mut self) -> Result<(), String> {
        let kept = self.world.keeper.kept()?;
        let record = match kept {
            Some(record) if self.room.holds_round(&record) => Some(record),
            _ => self.make_record()?,
        };
        let before = self.room.clone();
        let event = self.room.detached(record).map_err(|error| error.to_string())?;
        if let Err(failure) = self.write(&[event]) {
            self.room = before;
            return Err(failure.to_string());
        }
        self.unclean = true;
        Ok(())
    }

    fn make_record(&mut self) -> Result<Option<Record>, String> {
        let names: Vec<Token> = self.room.people().iter().map(|_| Token::new((self.world.chance)())).collect();
        let record = self.room.to_record(&names, (self.world.now)()).map_err(|error| error.to_string())?;
        if let Some(record) = &record {
            self.world.keeper.keep(record)?;
        }
        Ok(record)
    }

    /// How late it is; a phase that was not seen before begins now.
    fn clock(&mut self) -> Clock {
        let now = (self.world.now)();
        let phase = (self.room.progress().phase, self.room.progress().round);
        if self.phase.0 != phase {
            self.phase = (phase, now);
        }
        Clock::at(now, self.room.setup().created, self.phase.1)
    }

    /// Tells the listeners how the room stands, if that has changed.
    fn notify(&mut self) {
        self.around.clock = Some(self.clock());
        self.around.not_kept = self.not_kept.clone().filter(|_| self.around.not_saving.is_none());
        let view = Arc::new(self.room.view(&self.around, &self.away));
        if self.last_view.as_ref() == Some(&view) {
            return;
        }
        self.listeners.retain_mut(|listener| listener(&view));
        self.last_view = Some(view);
    }
}

#[cfg(test)]
impl RoomActor {
    /// What the room sees around it, but for the time.
    pub fn around(&self) -> HostStatus {
        HostStatus { clock: None, ..self.around.clone() }
    }
}
