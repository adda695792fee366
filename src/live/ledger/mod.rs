//! The answers of an open session on disk: one file, one writer.
//!
//! One row per person and item, or cause that was guessed, by primary key, so that an answer can be there once at most.
//! The tables have no row numbers, and after a detach the file is written anew, so that it keeps no trace of who came
//! when.

mod stored;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, params};

use super::room::{Event, Mark, Progress};
use super::system;
use crate::domain::id::{Id, Token};
use crate::domain::response::Answer;

pub use stored::{Session, Stored};

/// The side files that the database may keep beside a ledger.
const SIDE_FILES: [&str; 3] = ["-wal", "-shm", "-journal"];

/// The answers of one open session, on disk.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    /// None for a ledger in memory.
    path: Option<PathBuf>,
}

impl Ledger {
    /// Begins a ledger in a new file that only its owner may read.
    pub fn create(path: &Path, session: &Session, progress: &Progress) -> Result<Self, LedgerError> {
        new_private_file(path)?;
        let connection = stored::connect(path)?;
        stored::prepare(&connection)?;
        let mut ledger = Self { connection, path: Some(path.to_owned()) };
        ledger.begin(session, progress)?;
        sync_folder(path)?;
        Ok(ledger)
    }

    /// Begins a ledger that leaves nothing on the disk, for a rehearsal.
    pub fn in_memory(session: &Session, progress: &Progress) -> Result<Self, LedgerError> {
        let mut ledger = Self { connection: Connection::open_in_memory()?, path: None };
        ledger.begin(session, progress)?;
        Ok(ledger)
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
    ///
    /// # Errors
    /// When it cannot be written; nothing of it is then kept.
    pub fn write(&mut self, events: &[Event], progress: &Progress) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        for event in events {
            write_event(&transaction, event, progress)?;
        }
        transaction.commit()?;
        Ok(())
    }

    /// Writes some pages and gives them back in the same commit: whether writing works again, with room for more.
    ///
    /// # Errors
    /// When it cannot be written; nothing of it is then kept.
    pub fn try_writing(&mut self) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(
            "INSERT INTO answer (person, item, seq) VALUES ('', hex(zeroblob(8192)), 1);
             DELETE FROM answer WHERE person = '';",
        )?;
        transaction.commit()?;
        Ok(())
    }

    /// Writes down what the link to the big screen ends with, in a ledger of an earlier version.
    pub fn keep_screen(&self, screen: &str) -> Result<(), LedgerError> {
        stored::write_screen(&self.connection, screen)
    }

    /// Writes the file anew with nothing in it but what still counts, and empties its side files.
    ///
    /// # Errors
    /// When it cannot be written; calling it again later mends that.
    pub fn scrub(&self) -> Result<(), LedgerError> {
        self.connection.execute_batch("VACUUM")?;
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }

    /// Deletes the ledger with its side files. What is written after that goes nowhere.
    ///
    /// # Errors
    /// When a file cannot be deleted; calling it again later mends that.
    pub fn delete(&mut self) -> Result<(), LedgerError> {
        // The file has to be let go of first.
        self.connection = Connection::open_in_memory()?;
        let Some(path) = &self.path else { return Ok(()) };
        for side in SIDE_FILES {
            remove(&beside(path, side))?;
        }
        remove(path)?;
        sync_folder(path)?;
        Ok(())
    }

    fn begin(&mut self, session: &Session, progress: &Progress) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        stored::create(&transaction)?;
        stored::write_session(&transaction, session)?;
        stored::write_progress(&transaction, progress)?;
        transaction.commit()?;
        Ok(())
    }
}

fn write_event(transaction: &Transaction<'_>, event: &Event, progress: &Progress) -> Result<(), LedgerError> {
    match event {
        Event::Joined { person, side } => {
            let sql = "INSERT INTO person (token, side, finished) VALUES (?1, ?2, 0)";
            transaction.prepare_cached(sql)?.execute(params![person.to_string(), side.as_str()])?;
        }
        Event::Sided { person, side, guesses } => change_side(transaction, *person, (side, guesses))?,
        Event::Named { label } => drop(transaction.execute("UPDATE session SET label = ?1", [label.as_str()])?),
        Event::Left { person } => leave(transaction, *person)?,
        Event::Freed { people } => people.iter().try_for_each(|person| leave(transaction, *person))?,
        Event::Answered { person, item, mark } => write_answer(transaction, *person, item, *mark)?,
        Event::Finished { person } => {
            transaction.execute("UPDATE person SET finished = 1 WHERE token = ?1", [person.to_string()])?;
        }
        // The record is kept elsewhere, and what is on the screen is not kept.
        Event::Recorded | Event::Shown => {}
        Event::Progressed | Event::Ended => stored::write_progress(transaction, progress)?,
        Event::Anew => {
            transaction.execute_batch("DELETE FROM person")?;
            stored::write_progress(transaction, progress)?;
        }
        Event::Detached => {
            transaction.execute_batch("DELETE FROM answer; UPDATE person SET finished = 0")?;
            stored::write_progress(transaction, progress)?;
        }
    }
    Ok(())
}

fn change_side(transaction: &Transaction<'_>, person: Token, (side, guesses): (&Id, &[Id])) -> Result<(), LedgerError> {
    let person = person.to_string();
    let sql = "UPDATE person SET side = ?2 WHERE token = ?1";
    transaction.prepare_cached(sql)?.execute(params![person, side.as_str()])?;
    for cause in guesses {
        let sql = "DELETE FROM answer WHERE person = ?1 AND item = ?2";
        transaction.prepare_cached(sql)?.execute(params![person, cause.as_str()])?;
    }
    Ok(())
}

fn leave(transaction: &Transaction<'_>, person: Token) -> Result<(), LedgerError> {
    transaction.prepare_cached("DELETE FROM person WHERE token = ?1")?.execute([person.to_string()])?;
    Ok(())
}

fn write_answer(transaction: &Transaction<'_>, person: Token, item: &Id, mark: Mark) -> Result<(), LedgerError> {
    let seq = i64::try_from(mark.seq).map_err(|_| LedgerError::Broken("a sequence number is too large".to_owned()))?;
    let value = match mark.answer {
        Answer::Value(value) => Some(value),
        Answer::DoesNotApply => None,
    };
    let sql = "INSERT INTO answer (person, item, seq, value) VALUES (?1, ?2, ?3, ?4) \
               ON CONFLICT (person, item) DO UPDATE SET seq = excluded.seq, value = excluded.value \
               WHERE excluded.seq > answer.seq";
    transaction.prepare_cached(sql)?.execute(params![person.to_string(), item.as_str(), seq, value])?;
    Ok(())
}

fn new_private_file(path: &Path) -> Result<(), LedgerError> {
    system::private_file().write(true).create_new(true).open(path)?;
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
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

/// Why a ledger cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("it is not the file of a session")]
    NotOurs,
    #[error("it was written by a newer version of undercurrent (format {0})")]
    Newer(i64),
    #[error("another undercurrent is hosting this session")]
    InUse,
    #[error("it is damaged: {0}")]
    Broken(String),
    #[error("the disk is full")]
    Full,
    /// The database said no.
    #[error("{0}")]
    Database(rusqlite::Error),
    /// The file could not be reached.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

impl LedgerError {
    /// Whether it is what was to be written that cannot be, whatever the state of the disk: something else may be.
    pub fn is_about_what_is_written(&self) -> bool {
        use rusqlite::ErrorCode::{ConstraintViolation, ParameterOutOfRange, TooBig, TypeMismatch};
        match self {
            Self::Broken(_) => true,
            Self::Database(error) => match error.sqlite_error_code() {
                Some(code) => matches!(code, ConstraintViolation | ParameterOutOfRange | TooBig | TypeMismatch),
                None => true,
            },
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::InUse,
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotOurs,
            _ => Self::Database(error),
        }
    }
}
