//! How a hosted room behaves.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};

use super::*;
use crate::domain::id::Token;
use crate::domain::questionnaire::SALES;
use crate::domain::record::Record;
use crate::domain::response::Answer;
use crate::live::ledger::Session;
use crate::live::room::samples::{answering, at, id, lobby, names, setup, take_on};
use crate::live::room::{Clock, Command, Given, NotNow, Phase, Receipt, Refusal, Request, RoomView};

/// A keeper that the test can look into, and break.
#[derive(Clone, Default)]
pub struct Shelf {
    record: Arc<Mutex<Option<Record>>>,
    broken: Arc<AtomicBool>,
}

impl Shelf {
    pub fn responses(&self) -> usize {
        self.record.lock().unwrap().as_ref().map_or(0, |record| record.responses().len())
    }
}

impl ResultStore for Shelf {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        if self.broken.load(Ordering::Relaxed) {
            return Err("the disk is full".to_owned());
        }
        *self.record.lock().unwrap() = Some(record.clone());
        Ok(())
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        Ok(self.record.lock().unwrap().clone())
    }
}

pub fn world(shelf: &Shelf) -> World {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let chance = || names(u128::from(NEXT.fetch_add(1, Ordering::Relaxed)), 1)[0];
    let chance = move || u128::from_str_radix(&chance().to_string(), 16).unwrap();
    World { keeper: Box::new(shelf.clone()), chance: Box::new(chance), now: at }
}

pub fn session() -> Session {
    let setup = setup();
    Session { id: setup.id, created: setup.created, label: setup.label, ..Session::sample() }
}

pub struct Stage {
    pub folder: tempfile::TempDir,
    pub shelf: Shelf,
}

impl Stage {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), shelf: Shelf::default() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ledger")
    }

    pub fn begin(&self) -> Host {
        let room = lobby();
        let ledger = Ledger::create(&self.path(), &session(), room.progress()).unwrap();
        let host = Host::start(room, ledger, world(&self.shelf)).unwrap();
        host.handle().command_now(Command::Start).unwrap().unwrap();
        host
    }

    /// A session in which one person has given one answer.
    fn answered(&self) -> (Host, Token) {
        let host = self.begin();
        let person = join(&host.handle());
        answer(&host.handle(), person, 1, 4).unwrap();
        (host, person)
    }

    pub fn keep(&self, record: &Record) {
        self.shelf.clone().keep(record).unwrap();
    }

    /// The record as it was kept last.
    pub fn record(&self) -> Record {
        self.shelf.clone().kept().unwrap().unwrap()
    }

    pub fn resume(&self) -> Host {
        let (ledger, stored) = Ledger::open(&self.path()).unwrap();
        let room = Room::restore(setup(), stored.progress, stored.people, self.shelf.clone().kept().unwrap());
        Host::start(room, ledger, world(&self.shelf)).unwrap()
    }
}

/// Has the facilitator do all of these.
pub fn done(host: &Host, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        host.handle().command_now(command).unwrap().unwrap();
    }
}

pub fn join(handle: &Handle) -> Token {
    handle.join_now(id(SALES)).unwrap().unwrap()
}

pub fn answer(handle: &Handle, person: Token, seq: u64, value: i32) -> Result<Receipt, Refusal> {
    handle.ask_now(Request::Answer { person, given: Given::new(1, id("leads-1"), seq, Answer::Value(value)) }).unwrap()
}

pub fn view(handle: &Handle) -> Arc<RoomView> {
    let (sender, receiver) = channel();
    handle.listen(move |view| {
        sender.send(Arc::clone(view)).unwrap();
        false
    });
    receiver.recv().unwrap()
}

pub const REVEALED: [Command; 2] = [Command::Stop, Command::Reveal];

/// Waits until the session says that it is in a phase: answers are put into the record after the command is taken.
fn wait_for(handle: &Handle, phase: Phase) {
    let (sender, phases) = channel();
    handle.listen(move |view| sender.send(view.progress.phase).is_ok());
    assert!(phases.iter().any(|one| one == phase));
}

#[test]
fn what_was_acknowledged_is_there_after_the_host_is_stopped_and_resumed() {
    let stage = Stage::new();
    let (host, person) = stage.answered();
    host.stop();
    let host = stage.resume();
    let seen = host.handle().look_now(person).unwrap().unwrap();
    assert_eq!(seen.mark(&id("leads-1")).unwrap().answer, Answer::Value(4));
    host.stop();
}

#[test]
fn another_name_is_in_the_record_as_soon_as_it_is_acknowledged() {
    let stage = Stage::new();
    let (host, _) = stage.answered();
    let name = |text: &str| Command::Name(crate::domain::text::Label::new(text).unwrap());
    done(&host, [name("APAC"), Command::Stop, Command::Reveal]);
    let kept = || stage.record().head().label.to_string();
    wait_for(&host.handle(), Phase::Revealed);
    assert_eq!(kept(), "APAC");
    host.handle().command_now(name("LATAM")).unwrap().unwrap();
    assert_eq!(kept(), "LATAM");
    host.stop();
}

#[test]
fn whoever_listens_is_told_how_late_it_is() {
    let stage = Stage::new();
    let host = stage.begin();
    let clock = view(&host.handle()).around.clock.unwrap();
    assert_eq!((clock.session, clock.phase), (0, 0), "the clock of this test stands");
    host.stop();
}

#[test]
fn a_clock_counts_whole_minutes_and_never_below_nothing() {
    let time = |text: &str| text.parse().unwrap();
    let begun = time("2026-11-24T16:00:30Z");
    let clock = Clock::at(time("2026-11-24T16:14:29Z"), begun, time("2026-11-24T16:08:29Z"));
    assert_eq!((clock.now, clock.session, clock.phase), (time("2026-11-24T16:14:00Z"), 13, 6));
    let early = Clock::at(time("2026-11-24T15:59:00Z"), begun, begun);
    assert_eq!((early.session, early.phase), (0, 0));
}

#[test]
fn a_host_that_stopped_answers_nobody() {
    let stage = Stage::new();
    let host = stage.begin();
    let handle = host.handle();
    host.stop();
    assert_eq!(handle.look_now(Token::new(1)), Err(Stopped));
}

/// Why answers are not written down, and why the result is not.
fn troubles(view: &RoomView) -> [Option<&str>; 2] {
    [view.around.not_saving.as_deref(), view.around.not_kept.as_deref()]
}

#[test]
fn on_a_full_disk_an_answer_is_refused_and_what_was_acknowledged_stays() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::default();
    let room = answering(0, 0);
    let ledger = Ledger::create(&folder.path().join("ledger"), &session(), room.progress()).unwrap();
    ledger.fill_disk(1);
    let host = Host::start(room, ledger, world(&shelf)).unwrap();
    let handle = host.handle();
    let joined: Vec<_> = (0..crate::live::room::SEATS).map(|_| handle.join_now(id(SALES)).unwrap()).collect();
    let acknowledged = joined.iter().filter(|joined| joined.is_ok()).count();
    let refusal = joined.into_iter().find_map(Result::err).unwrap();
    assert!(acknowledged > 0);
    assert_eq!(refusal, Refusal::NotSaved("the disk is full".to_owned()));
    assert_eq!(view(&handle).sides[0].joined, acknowledged);
    assert_eq!(troubles(&view(&handle)), [Some("the disk is full"), None]);
    host.stop();
}

#[test]
fn a_result_that_cannot_be_saved_is_saved_later_and_nothing_is_lost() {
    let stage = Stage::new();
    let (host, person) = stage.answered();
    let handle = host.handle();
    stage.shelf.broken.store(true, Ordering::Relaxed);
    done(&host, [Command::Stop, Command::Reveal]);
    let stuck = view(&handle);
    assert_eq!(stuck.progress.phase, Phase::Revealing);
    assert_eq!(troubles(&stuck), [None, Some("the disk is full")]);
    assert_eq!(answer(&handle, person, 2, 5), Err(Refusal::Closed));
    stage.shelf.broken.store(false, Ordering::Relaxed);
    drop(view(&handle));
    assert_eq!(view(&handle).progress.phase, Phase::Revealed);
    assert_eq!((stage.shelf.responses(), troubles(&view(&handle))), (1, [None; 2]));
    host.stop();
}

#[test]
fn an_action_is_kept_in_the_record_or_refused() {
    let stage = Stage::new();
    let (host, _) = stage.answered();
    let handle = host.handle();
    done(&host, [Command::Stop, Command::Reveal, take_on("leads", "Mark ten leads")]);
    assert_eq!(stage.record().actions().len(), 1);
    stage.shelf.broken.store(true, Ordering::Relaxed);
    let another = take_on("leads", "Mark ten more");
    assert_eq!(handle.command_now(another).unwrap(), Err(NotNow::NotSaved("the disk is full".to_owned())));
    assert_eq!(view(&handle).record.as_ref().unwrap().actions().len(), 1);
    host.stop();
}

#[test]
fn what_the_room_talked_about_outlives_the_host_and_is_in_the_record_once_it_is_over() {
    let stage = Stage::new();
    let (host, _) = stage.answered();
    let again = Command::SecondRound(vec![id("leads")]);
    let pins = ["money", "leads", "money"].map(|cause| Command::Pin(Some(id(cause))));
    done(&host, REVEALED.into_iter().chain(pins).chain([again]));
    host.stop();
    let host = stage.resume();
    let talked_about = [id("money"), id("leads")];
    assert_eq!(view(&host.handle()).progress.discussed, talked_about);
    done(&host, REVEALED.into_iter().chain([Command::End]));
    host.stop();
    assert_eq!(stage.record().discussed(), talked_about);
}

#[test]
fn an_end_that_cannot_be_put_into_the_record_is_refused_and_can_be_had_later() {
    let stage = Stage::new();
    let (host, _) = stage.answered();
    done(&host, REVEALED.into_iter().chain([Command::Pin(Some(id("leads")))]));
    stage.shelf.broken.store(true, Ordering::Relaxed);
    let refused = Err(NotNow::NotSaved("the disk is full".to_owned()));
    assert_eq!(host.handle().command_now(Command::End).unwrap(), refused);
    assert_eq!(view(&host.handle()).progress.phase, Phase::Revealed);
    stage.shelf.broken.store(false, Ordering::Relaxed);
    host.handle().command_now(Command::End).unwrap().unwrap();
    host.stop();
}

#[test]
fn an_ended_session_leaves_no_ledger() {
    let stage = Stage::new();
    let host = stage.begin();
    let person = join(&host.handle());
    done(&host, [Command::Stop, Command::Reveal, Command::End]);
    assert!(host.handle().look_now(person).unwrap().is_some());
    host.stop();
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_reader_that_never_looks_delays_nobody() {
    let stage = Stage::new();
    let host = stage.begin();
    let display = Latest::new();
    let place = display.clone();
    host.handle().listen(move |view| {
        place.put(Arc::clone(view));
        true
    });
    let person = join(&host.handle());
    for seq in 1..=1000 {
        answer(&host.handle(), person, seq, 3).unwrap();
    }
    drop(view(&host.handle()));
    assert_eq!(display.take().unwrap().sides[0].begun, 1);
    host.stop();
}

#[test]
fn right_after_a_resume_nobody_loses_a_seat() {
    let stage = Stage::new();
    let host = stage.begin();
    for _ in 0..crate::live::room::SEATS {
        host.handle().join(id(SALES), drop);
    }
    host.stop();
    let host = stage.resume();
    assert_eq!(host.handle().join_now(id(SALES)).unwrap(), Err(Refusal::Full));
    host.stop();
}

#[test]
fn a_slow_reader_finds_the_newest_value_and_is_woken_once() {
    let latest = Latest::new();
    assert!(latest.put(1));
    assert!(!latest.put(2));
    assert_eq!(latest.take(), Some(2));
    assert_eq!(latest.take(), None);
    assert!(latest.put(3));
}

#[test]
fn a_person_is_away_after_a_minute_of_silence_and_there_however_silent_with_a_stream_open() {
    let (mut presence, start, person) = (Presence::default(), Instant::now(), Token::new(1));
    let after = |seconds| start + Duration::from_secs(seconds);
    assert!(!presence.is_here(person, start), "never heard of");
    presence.heard(person, start);
    assert!(presence.is_here(person, after(59)) && !presence.is_here(person, after(60)));
    presence.stream(person, true, start);
    assert!(presence.is_here(person, after(3600)));
    presence.stream(person, false, after(3600));
    assert!(!presence.is_here(person, after(3660)));
}

#[test]
fn a_person_who_closes_one_of_two_tabs_is_there_until_the_other_is_closed_too() {
    let (mut presence, start, person) = (Presence::default(), Instant::now(), Token::new(1));
    for open in [true, true, false] {
        presence.stream(person, open, start);
    }
    assert!(presence.is_here(person, start + AWAY_AFTER));
    presence.stream(person, false, start);
    assert!(!presence.is_here(person, start + AWAY_AFTER));
}
