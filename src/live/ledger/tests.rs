//! How a ledger behaves.

use super::*;
use crate::domain::questionnaire::SALES;
use crate::live::room::samples::{at, id, lobby, setup};
use crate::live::room::{Away, Command, Given, Phase, Request, Room, Setup};

fn session() -> Session {
    let setup = setup();
    Session {
        id: setup.id,
        created: at(),
        label: setup.label,
        questionnaire: "format = 1".to_owned(),
        address: "192.168.1.20:7777".to_owned(),
        ..Session::sample()
    }
}

struct Desk {
    folder: tempfile::TempDir,
    room: Room,
    ledger: Option<Ledger>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let room = lobby();
        let ledger = Ledger::create(&folder.path().join("session.ledger"), &session(), room.progress()).unwrap();
        Self { folder, room, ledger: Some(ledger) }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("session.ledger")
    }

    fn write(&mut self, event: Event) {
        self.ledger.as_mut().unwrap().write(&[event], self.room.progress()).unwrap();
    }

    fn ask(&mut self, request: Request) {
        if let Some(event) = self.room.ask(request).unwrap().1 {
            self.write(event);
        }
    }

    fn join(&mut self, person: u128) {
        self.ask(Request::Join { person: Token::new(person), side: id(SALES) });
    }

    fn answer(&mut self, person: u128, item: &str, seq: u64, answer: Answer) {
        let given = Given::new(1, id(item), seq, answer);
        self.ask(Request::Answer { person: Token::new(person), given });
    }

    fn guess(&mut self, person: u128, cause: &str, value: i32) {
        let given = Given::guess(id(cause), id("marketing"), 1, value);
        self.ask(Request::Answer { person: Token::new(person), given });
    }

    fn command(&mut self, command: Command) {
        let event = self.room.command(command, at()).unwrap();
        self.write(event);
    }

    /// The room as it is after the ledger was closed and opened again.
    fn reopened(&mut self) -> Room {
        drop(self.ledger.take());
        let (ledger, stored) = Ledger::open(&self.path()).unwrap();
        self.ledger = Some(ledger);
        assert_eq!(stored.session, session());
        Room::restore(setup(), stored.progress, stored.people, None)
    }
}

#[test]
fn a_room_comes_back_as_it_was() {
    let mut desk = Desk::new();
    desk.join(1);
    desk.join(2);
    desk.command(Command::Start);
    desk.answer(1, "leads-1", 1, Answer::Value(4));
    desk.answer(1, "leads-1", 2, Answer::DoesNotApply);
    desk.answer(2, "money-2", 7, Answer::Value(1));
    desk.ask(Request::Finish { person: Token::new(2), round: 1 });
    desk.command(Command::Lock(true));
    assert_eq!(desk.reopened(), desk.room);
}

#[test]
fn that_answering_stops_soon_comes_back_as_it_was_announced() {
    let mut desk = Desk::new();
    desk.command(Command::Start);
    desk.command(Command::StopsSoon(true));
    let back = desk.reopened();
    assert_eq!(back, desk.room);
    assert_eq!(back.progress().stops.unwrap().at.as_second(), at().as_second() + 120);
    desk.command(Command::StopsSoon(false));
    assert_eq!(desk.reopened().progress().stops, None);
}

#[test]
fn a_session_that_was_given_another_name_comes_back_with_it() {
    let mut desk = Desk::new();
    let label = crate::domain::text::Label::new("APAC").unwrap();
    desk.command(Command::Name(label.clone()));
    drop(desk.ledger.take());
    assert_eq!(Ledger::open(&desk.path()).unwrap().1.session, Session { label, ..session() });
}

#[test]
fn a_seat_that_was_given_away_is_given_away_for_good() {
    let mut desk = Desk::new();
    desk.join(1);
    let event = desk.room.make_way(|_| false).unwrap();
    desk.write(event);
    assert!(desk.reopened().people().is_empty());
}

#[test]
fn another_side_and_freed_places_come_back_as_they_were() {
    let mut desk = Desk::new();
    for person in 1..=4 {
        desk.join(person);
    }
    desk.command(Command::Start);
    desk.answer(1, "leads-1", 1, Answer::Value(4));
    desk.ask(Request::Side { person: Token::new(1), side: id("marketing") });
    desk.command(Command::FreePlaces(Away([1, 2, 3].map(Token::new).into())));
    let back = desk.reopened();
    assert_eq!(back, desk.room);
    assert_eq!((back.people().len(), &back.people()[&Token::new(1)].side), (2, &id("marketing")));
}

#[test]
fn guesses_come_back_as_they_were_and_those_before_a_change_of_side_do_not() {
    let mut desk = Desk::new();
    for person in 1..=2 {
        desk.join(person);
    }
    desk.command(Command::Start);
    for person in 1..=2 {
        desk.answer(person, "leads-1", 1, Answer::Value(4));
        desk.guess(person, "leads", 5);
        desk.guess(person, "money", 1);
    }
    desk.ask(Request::Side { person: Token::new(1), side: id("marketing") });
    let back = desk.reopened();
    assert_eq!(back, desk.room);
    assert_eq!(back.people().values().map(|person| person.marks.len()).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn of_a_batch_that_fails_nothing_is_kept() {
    let mut desk = Desk::new();
    desk.join(1);
    let twice = Event::Joined { person: Token::new(1), side: id(SALES) };
    let fresh = Event::Joined { person: Token::new(2), side: id(SALES) };
    let progress = desk.room.progress().clone();
    assert!(desk.ledger.as_mut().unwrap().write(&[fresh, twice], &progress).is_err());
    assert_eq!(desk.reopened().people().len(), 1);
}

#[test]
fn the_reveal_takes_all_answers_out_in_one_step() {
    let mut desk = Desk::new();
    desk.join(1);
    desk.command(Command::Start);
    desk.answer(1, "leads-1", 1, Answer::Value(4));
    desk.command(Command::Stop);
    assert_eq!(desk.reopened(), desk.room);
    desk.command(Command::Reveal);
    assert_eq!(desk.reopened().people()[&Token::new(1)].marks.len(), 1);
    let event = desk.room.detached(None).unwrap();
    desk.write(event);
    let back = desk.reopened();
    assert_eq!((back.progress().phase, back.progress().shown), (Phase::Revealed, 1));
    assert!(back.people()[&Token::new(1)].marks.is_empty());
}

#[test]
fn whoever_sat_at_a_laptop_that_is_passed_round_is_gone_once_another_round_begins() {
    let mut desk = Desk::new();
    desk.room = Room::open(Setup { passed_round: true, ..setup() }, 5);
    desk.join(1);
    for command in [Command::Start, Command::Stop, Command::Reveal] {
        desk.command(command);
    }
    let event = desk.room.detached(None).unwrap();
    desk.write(event);
    desk.command(Command::SecondRound(vec![id("leads")]));
    let back = desk.reopened();
    assert_eq!((back.progress(), back.people().len()), (desk.room.progress(), 0));
}

#[test]
fn a_scrubbed_ledger_holds_no_trace_of_an_item() {
    let mut desk = Desk::new();
    desk.command(Command::Start);
    for person in 1..=50 {
        desk.join(person);
        desk.answer(person, "leads-1", 1, Answer::Value(4));
        desk.guess(person, "leads", 5);
    }
    desk.command(Command::Stop);
    desk.command(Command::Reveal);
    let event = desk.room.detached(None).unwrap();
    desk.write(event);
    desk.ledger.as_ref().unwrap().scrub().unwrap();
    for entry in std::fs::read_dir(desk.folder.path()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"leads"));
    }
}

#[test]
fn what_is_written_is_on_the_disk_before_it_is_acknowledged_and_what_is_deleted_is_overwritten() {
    let desk = Desk::new();
    let ledger = desk.ledger.as_ref().unwrap();
    let pragma = |name| ledger.connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
    let (full, on, in_memory) = (2, 1, 2);
    assert_eq!((pragma("synchronous"), pragma("fullfsync"), pragma("checkpoint_fullfsync")), (full, on, on));
    assert_eq!((pragma("secure_delete"), pragma("temp_store")), (on, in_memory));
}

#[test]
fn a_deleted_ledger_leaves_no_file() {
    let mut desk = Desk::new();
    desk.join(1);
    desk.ledger.take().unwrap().delete().unwrap();
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn a_second_host_cannot_open_it() {
    let desk = Desk::new();
    assert!(matches!(Ledger::open(&desk.path()), Err(LedgerError::InUse)));
}

#[test]
fn a_ledger_is_never_begun_over_another_file() {
    let desk = Desk::new();
    assert!(matches!(
        Ledger::create(&desk.path(), &session(), desk.room.progress()),
        Err(LedgerError::Io(error)) if error.kind() == std::io::ErrorKind::AlreadyExists
    ));
}

#[test]
fn a_file_that_is_not_ours_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "milk, eggs, and a good deal more text than fits into a header".repeat(20)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotOurs)));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_ledger_of_a_newer_version_is_refused() {
    let mut desk = Desk::new();
    desk.ledger.take().unwrap().connection.pragma_update(None, "user_version", 4).unwrap();
    assert!(matches!(Ledger::open(&desk.path()), Err(LedgerError::Newer(4))));
}

#[test]
fn a_rehearsal_leaves_nothing_on_the_disk() {
    let room = lobby();
    let mut ledger = Ledger::in_memory(&session(), room.progress()).unwrap();
    ledger.write(&[Event::Joined { person: Token::new(1), side: id(SALES) }], room.progress()).unwrap();
    ledger.scrub().unwrap();
    ledger.delete().unwrap();
}
