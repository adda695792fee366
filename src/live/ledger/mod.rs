//! The answers of an open session on disk: one file, one writer.
//!
//! One row per person and item, or cause that was guessed, by primary key, so that an answer can be there once at most.
//! The tables have no row numbers, and after a detach the file is written anew, so that it keeps no trace of who came
//! when.

mod stored;

use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::room::{Event, Progress};
use super::system;

pub use stored::{LedgerError, Session, Stored};

#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    /// None for a ledger in memory.
    path: Option<PathBuf>,
}

impl Ledger {
    /// Begins a ledger in a new file that only its owner may read.
    pub fn create(path: &Path, session: &Session, progress: &Progress) -> Result<Self, LedgerError> {
        system::private_file().write(true).create_new(true).open(path)?;
        let connection = stored::connect(path)?;
        stored::prepare(&connection)?;
        let ledger = Self { connection, path: Some(path.to_owned()) }.begin(session, progress)?;
        sync_folder(path)?;
        Ok(ledger)
    }

    /// Begins a ledger that leaves nothing on the disk, for a rehearsal.
    pub fn in_memory(session: &Session, progress: &Progress) -> Result<Self, LedgerError> {
        Self { connection: Connection::open_in_memory()?, path: None }.begin(session, progress)
    }

    /// Opens the ledger of a session that was interrupted, and reads what it holds.
    pub fn open(path: &Path) -> Result<(Self, Stored), LedgerError> {
        // Not by opening it: to close it again would undo the locks that this process may have on it.
        path.metadata()?;
        let mut connection = stored::connect(path)?;
        stored::check(&connection)?;
        stored::prepare(&connection)?;
        stored::complete(&mut connection)?;
        let stored = stored::read(&connection)?;
        let ledger = Self { connection, path: Some(path.to_owned()) };
        Ok((ledger, stored))
    }

    /// Writes what happened, all or nothing, and returns once it is on the disk.
    pub fn write(&mut self, events: &[Event], progress: &Progress) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        for event in events {
            stored::write_event(&transaction, event, progress)?;
        }
        Ok(transaction.commit()?)
    }

    /// Writes some pages and gives them back in the same commit: whether writing works again, with room for more.
    pub fn try_writing(&mut self) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(
            "INSERT INTO answer (person, item, seq) VALUES ('', hex(zeroblob(8192)), 1);
             DELETE FROM answer WHERE person = '';",
        )?;
        Ok(transaction.commit()?)
    }

    /// Writes down what the link to the big screen ends with, in a ledger of an earlier version.
    pub fn keep_screen(&self, screen: &str) -> Result<(), LedgerError> {
        stored::write_screen(&self.connection, screen)
    }

    /// Writes the file anew with nothing in it but what still counts, and empties its side files.
    pub fn scrub(&self) -> Result<(), LedgerError> {
        self.connection.execute_batch("VACUUM")?;
        Ok(self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    /// Deletes the ledger with its side files. What is written after that goes nowhere.
    pub fn delete(&mut self) -> Result<(), LedgerError> {
        // The file has to be let go of first.
        self.connection = Connection::open_in_memory()?;
        let Some(path) = &self.path else { return Ok(()) };
        for side in ["-wal", "-shm", "-journal"] {
            let mut name = path.as_os_str().to_owned();
            name.push(side);
            remove(Path::new(&name))?;
        }
        remove(path)?;
        Ok(sync_folder(path)?)
    }

    fn begin(mut self, session: &Session, progress: &Progress) -> Result<Self, LedgerError> {
        let transaction = self.connection.transaction()?;
        stored::create(&transaction)?;
        stored::write_session(&transaction, session)?;
        stored::write_progress(&transaction, progress)?;
        transaction.commit()?;
        Ok(self)
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    system::sync_names(folder.unwrap_or(Path::new(".")))
}

#[cfg(test)]
#[expect(clippy::missing_panics_doc, reason = "a test stops where it fails")]
impl Ledger {
    /// Lets the file grow by at most `pages` more, as a full disk would.
    pub fn fill_disk(&self, pages: u32) {
        let count: u32 = self.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        self.connection.pragma_update(None, "max_page_count", count + pages).unwrap();
    }

    /// Takes no answer to an item, as if its database could not hold it.
    pub fn choke_on(&self, item: &str) {
        let sql = format!(
            "CREATE TRIGGER choke BEFORE INSERT ON answer WHEN NEW.item = '{item}' BEGIN SELECT RAISE(ABORT, 'no'); END"
        );
        self.connection.execute_batch(&sql).unwrap();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Token;
    use crate::domain::questionnaire::SALES;
    use crate::domain::response::Answer;
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

        /// With so many people, who may answer.
        fn answering(people: u128) -> Self {
            let mut desk = Self::new();
            (1..=people).for_each(|person| desk.join(person));
            desk.command([Command::Start]);
            desk
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
            self.ask(Request::Answer { person: Token::new(person), given: Given::new(1, id(item), seq, answer) });
        }

        fn guess(&mut self, person: u128, cause: &str, value: i32) {
            let given = Given::guess(id(cause), id("marketing"), 1, value);
            self.ask(Request::Answer { person: Token::new(person), given });
        }

        fn command(&mut self, commands: impl IntoIterator<Item = Command>) {
            for command in commands {
                let event = self.room.command(command, at()).unwrap();
                self.write(event);
            }
        }

        /// Takes the answers out that are on their way into the record.
        fn detach(&mut self) {
            let event = self.room.detached(None).unwrap();
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
        let mut desk = Desk::answering(2);
        desk.answer(1, "leads-1", 1, Answer::Value(4));
        desk.answer(1, "leads-1", 2, Answer::DoesNotApply);
        desk.answer(2, "money-2", 7, Answer::Value(1));
        desk.ask(Request::Finish { person: Token::new(2), round: 1 });
        desk.command([Command::Lock(true)]);
        assert_eq!(desk.reopened(), desk.room);
    }

    #[test]
    fn that_answering_stops_soon_comes_back_as_it_was_announced() {
        let mut desk = Desk::answering(0);
        desk.command([Command::StopsSoon(true)]);
        let back = desk.reopened();
        assert_eq!(back, desk.room);
        assert_eq!(back.progress().stops.unwrap().at.as_second(), at().as_second() + 120);
        desk.command([Command::StopsSoon(false)]);
        assert_eq!(desk.reopened().progress().stops, None);
    }

    #[test]
    fn a_session_that_was_given_another_name_comes_back_with_it() {
        let mut desk = Desk::new();
        let label = crate::domain::text::Label::new("APAC").unwrap();
        desk.command([Command::Name(label.clone())]);
        drop(desk.ledger.take());
        assert_eq!(Ledger::open(&desk.path()).unwrap().1.session, Session { label, ..session() });
    }

    #[test]
    fn a_seat_that_was_given_away_is_given_away_for_good() {
        let mut desk = Desk::new();
        desk.join(1);
        let left = desk.room.make_way(|_| false);
        desk.write(left.unwrap());
        assert!(desk.reopened().people().is_empty());
    }

    #[test]
    fn another_side_and_freed_places_come_back_as_they_were() {
        let mut desk = Desk::answering(4);
        desk.answer(1, "leads-1", 1, Answer::Value(4));
        desk.ask(Request::Side { person: Token::new(1), side: id("marketing") });
        desk.command([Command::FreePlaces(Away([1, 2, 3].map(Token::new).into()))]);
        let back = desk.reopened();
        assert_eq!(back, desk.room);
        assert_eq!((back.people().len(), &back.people()[&Token::new(1)].side), (2, &id("marketing")));
    }

    #[test]
    fn guesses_come_back_as_they_were_and_those_before_a_change_of_side_do_not() {
        let mut desk = Desk::answering(2);
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
        let mut desk = Desk::answering(1);
        desk.answer(1, "leads-1", 1, Answer::Value(4));
        desk.command([Command::Stop]);
        assert_eq!(desk.reopened(), desk.room);
        desk.command([Command::Reveal]);
        assert_eq!(desk.reopened().people()[&Token::new(1)].marks.len(), 1);
        desk.detach();
        let back = desk.reopened();
        assert_eq!((back.progress().phase, back.progress().shown), (Phase::Revealed, 1));
        assert!(back.people()[&Token::new(1)].marks.is_empty());
    }

    #[test]
    fn whoever_sat_at_a_laptop_that_is_passed_round_is_gone_once_another_round_begins() {
        let mut desk = Desk::new();
        desk.room = Room::open(Setup { passed_round: true, ..setup() }, 5);
        desk.join(1);
        desk.command([Command::Start, Command::Stop, Command::Reveal]);
        desk.detach();
        desk.command([Command::SecondRound(vec![id("leads")])]);
        let back = desk.reopened();
        assert_eq!((back.progress(), back.people().len()), (desk.room.progress(), 0));
    }

    #[test]
    fn a_scrubbed_ledger_holds_no_trace_of_an_item() {
        let mut desk = Desk::answering(50);
        for person in 1..=50 {
            desk.answer(person, "leads-1", 1, Answer::Value(4));
            desk.guess(person, "leads", 5);
        }
        desk.command([Command::Stop, Command::Reveal]);
        desk.detach();
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
    fn a_second_host_can_neither_open_it_nor_begin_another_over_it() {
        let desk = Desk::new();
        assert!(matches!(Ledger::open(&desk.path()), Err(LedgerError::InUse)));
        let begun = Ledger::create(&desk.path(), &session(), desk.room.progress());
        assert!(matches!(begun, Err(LedgerError::Io(error)) if error.kind() == std::io::ErrorKind::AlreadyExists));
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
        let progress = lobby().progress().clone();
        let mut ledger = Ledger::in_memory(&session(), &progress).unwrap();
        ledger.write(&[Event::Joined { person: Token::new(1), side: id(SALES) }], &progress).unwrap();
        ledger.scrub().unwrap();
        ledger.delete().unwrap();
    }
}
