//! The thread's own side: one batch after another.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::World;
use super::batch::Batch;
use super::handle::{Ask, Listener, Reply};
use super::presence::Presence;
use crate::domain::id::{Id, Token};
use crate::domain::record::Record;
use crate::workshop::ledger::Ledger;
use crate::workshop::room::{
    Event, NotNow, PersonView, Phase, Receipt, Refusal, Request, Room, RoomView, Surroundings, Trouble,
};

/// How often to look after people who fell silent, and a close that could not be brought to its end.
const ROUND_TRIP: Duration = Duration::from_secs(5);

/// A room, its ledger, and those who listen.
pub struct Desk {
    room: Room,
    /// None once the session has ended.
    ledger: Option<Ledger>,
    world: World,
    presence: Presence,
    away: BTreeSet<Token>,
    around: Surroundings,
    listeners: Vec<Listener>,
    told: Option<Arc<RoomView>>,
    /// Whether the ledger may still hold traces of answers that are gone.
    unclean: bool,
}

/// A reply that waits for the commit.
type Waiting = Box<dyn FnOnce(Option<&str>) + Send>;

impl Desk {
    /// Whoever is in the room already has a while to be heard of again.
    pub fn new(room: Room, ledger: Ledger, world: World) -> Self {
        let mut presence = Presence::default();
        room.people().keys().for_each(|&person| presence.heard(person, Instant::now()));
        Self {
            unclean: matches!(room.progress().phase, Phase::Closed | Phase::Revealed),
            room,
            ledger: Some(ledger),
            world,
            presence,
            away: BTreeSet::new(),
            around: Surroundings::default(),
            listeners: Vec::new(),
            told: None,
        }
    }

    pub fn run(mut self, asks: &Receiver<Ask>) {
        self.settle();
        loop {
            let batch = Batch::gather(asks, ROUND_TRIP);
            let stop = batch.stop;
            self.serve(batch);
            self.settle();
            self.away = self.presence.away(self.room.people().keys().copied(), Instant::now());
            self.tell();
            if stop {
                return;
            }
        }
    }

    /// Does a batch, writes it in one commit, and only then replies.
    fn serve(&mut self, batch: Batch) {
        let before = self.room.clone();
        let mut events = Vec::new();
        let mut waiting: Vec<Waiting> = Vec::new();
        let mut looks = Vec::new();
        for ask in batch.asks {
            match ask {
                Ask::Join(side, reply) => waiting.push(self.join(side, reply, &mut events)),
                Ask::Request(request, reply) => waiting.push(self.ask(request, reply, &mut events)),
                Ask::Look(person, reply) => looks.push((person, reply)),
                other => self.note(other),
            }
        }
        if let Some((command, reply)) = batch.command {
            let done = self.room.command(command, (self.world.now)()).map(|event| events.push(event));
            waiting.push(Box::new(move |why| reply(saved(done, why, NotNow::NotSaved))));
        }
        let failure = self.write(&events).err();
        if failure.is_some() {
            self.room = before;
        }
        for reply in waiting {
            reply(failure.as_deref());
        }
        for (person, reply) in looks {
            self.show(person, reply);
        }
    }

    fn join(&mut self, side: Id, reply: Reply<Result<Token, Refusal>>, events: &mut Vec<Event>) -> Waiting {
        let person = Token::new((self.world.chance)());
        let now = Instant::now();
        if self.room.is_full() {
            self.make_way(now, events);
        }
        let joined = self.room.ask(Request::Join { person, side }).map(|(_, event)| events.extend(event));
        if joined.is_ok() {
            self.presence.heard(person, now);
        }
        Box::new(move |why| reply(saved(joined.map(|()| person), why, Refusal::NotSaved)))
    }

    fn make_way(&mut self, now: Instant, events: &mut Vec<Event>) {
        if let Some(left) = self.room.make_way(|token| self.presence.is_here(token, now)) {
            if let Event::Left { person } = left {
                self.presence.forget(person);
            }
            events.push(left);
        }
    }

    fn ask(&mut self, request: Request, reply: Reply<Result<Receipt, Refusal>>, events: &mut Vec<Event>) -> Waiting {
        if let Request::Answer { person, .. } | Request::Finish { person, .. } = &request {
            self.presence.heard(*person, Instant::now());
        }
        let done = self.room.ask(request).map(|(receipt, event)| {
            events.extend(event);
            receipt
        });
        Box::new(move |why| reply(saved(done, why, Refusal::NotSaved)))
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
                self.told = None;
            }
            Ask::Stream(person, open) if self.room.knows(person) => self.presence.stream(person, open, Instant::now()),
            Ask::Reached => self.around.reached = true,
            Ask::Rude(rude) => self.around.rude = rude,
            _ => {}
        }
    }

    fn write(&mut self, events: &[Event]) -> Result<(), String> {
        if events.is_empty() {
            return Ok(());
        }
        let written = self.keep_changed(events).and_then(|()| match &mut self.ledger {
            Some(ledger) => ledger.write(events, self.room.progress()).map_err(|error| error.to_string()),
            None => Ok(()),
        });
        self.around.trouble = written.as_ref().err().cloned().map(Trouble::NotSaving);
        written
    }

    /// Keeps the record, if something in it changed.
    fn keep_changed(&mut self, events: &[Event]) -> Result<(), String> {
        match self.room.record() {
            Some(record) if events.contains(&Event::Recorded) => self.world.keeper.keep(record),
            _ => Ok(()),
        }
    }

    /// Brings a close to its end, and throws the ledger of an ended session away. What fails is tried again later.
    fn settle(&mut self) {
        let settled = match self.room.progress().phase {
            Phase::Closing => self.finish_close(),
            Phase::Ended => self.ledger.take().map_or(Ok(()), Ledger::delete).map_err(|error| error.to_string()),
            _ => Ok(()),
        };
        if let Err(why) = settled.and_then(|()| self.clean()) {
            self.around.trouble = Some(Trouble::NotKept(why));
        }
    }

    /// Removes the traces of answers that are gone.
    fn clean(&mut self) -> Result<(), String> {
        if let (Some(ledger), true) = (&self.ledger, self.unclean) {
            ledger.scrub().map_err(|error| error.to_string())?;
            self.unclean = false;
            self.around.trouble = None;
        }
        Ok(())
    }

    /// The record is on the disk before the answers leave the ledger. After a crash between the two, the record already
    /// holds this round, and only the second half is left to do.
    fn finish_close(&mut self) -> Result<(), String> {
        let kept = self.world.keeper.kept()?;
        let record = match kept {
            Some(record) if self.room.holds_round(&record) => Some(record),
            _ => self.make_record()?,
        };
        let before = self.room.clone();
        let event = self.room.detached(record).map_err(|error| error.to_string())?;
        if let Err(error) = self.write(&[event]) {
            self.room = before;
            return Err(error);
        }
        self.unclean = true;
        Ok(())
    }

    fn make_record(&mut self) -> Result<Option<Record>, String> {
        let names: Vec<Token> = self.room.people().iter().map(|_| Token::new((self.world.chance)())).collect();
        let record = self.room.detach(&names, (self.world.now)()).map_err(|error| error.to_string())?;
        if let Some(record) = &record {
            self.world.keeper.keep(record)?;
        }
        Ok(record)
    }

    /// Tells the listeners how the room stands, if that has changed.
    fn tell(&mut self) {
        let view = Arc::new(self.room.view(&self.around, &self.away));
        if self.told.as_ref() == Some(&view) {
            return;
        }
        self.listeners.retain_mut(|listener| listener(&view));
        self.told = Some(view);
    }
}

/// What to reply once the commit is done: that it is stored, or why it is not.
fn saved<T, E>(done: Result<T, E>, why: Option<&str>, not_saved: impl Fn(String) -> E) -> Result<T, E> {
    match why {
        Some(why) if done.is_ok() => Err(not_saved(why.to_owned())),
        _ => done,
    }
}
