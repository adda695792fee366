//! What a ledger holds: its tables, how its file is opened, how they are written and read back, and why they cannot be.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::domain::id::{Id, Token};
use crate::domain::response::Answer;
use crate::domain::text::Label;
use crate::live::room::{Event, Mark, Person, Phase, Progress, Stops};
use crate::wording::connecting as words;
use crate::wording::storage::DISK_FULL;

/// Marks a file as ours: "ucrt" in ASCII.
const APPLICATION: i64 = 0x7563_7274;
/// The version of the tables. The third holds guesses among the answers, of which earlier programs know nothing.
const FORMAT: i64 = 3;
/// The version from which on it is kept which rounds were shown.
const SHOWN_FROM: i64 = 2;
/// The first version, which this one completes.
const FIRST_FORMAT: i64 = 1;

/// Without row numbers, since those would keep the order in which people came and answered.
const TABLES: &str = "
    CREATE TABLE session (
        id TEXT NOT NULL, created TEXT NOT NULL, label TEXT NOT NULL, rehearsal INTEGER NOT NULL,
        questionnaire TEXT NOT NULL, code TEXT NOT NULL, link TEXT NOT NULL, address TEXT NOT NULL, public_url TEXT
    ) STRICT;
    CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        phase TEXT NOT NULL, round INTEGER NOT NULL, causes TEXT NOT NULL, min_people INTEGER NOT NULL,
        locked INTEGER NOT NULL, pinned TEXT, blank INTEGER NOT NULL, shown INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE person (
        token TEXT PRIMARY KEY, side TEXT NOT NULL, finished INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE answer (
        person TEXT NOT NULL, item TEXT NOT NULL, seq INTEGER NOT NULL, value INTEGER,
        PRIMARY KEY (person, item)
    ) STRICT, WITHOUT ROWID;
";

/// Tables that earlier versions neither make nor miss. The second holds when answering stops, once that is announced; the
/// third the causes that the room has talked about, in that order.
const LATER_TABLES: &str = "CREATE TABLE IF NOT EXISTS screen (link TEXT NOT NULL) STRICT;
     CREATE TABLE IF NOT EXISTS stops (at TEXT NOT NULL) STRICT;
     CREATE TABLE IF NOT EXISTS discussed (place INTEGER PRIMARY KEY, cause TEXT NOT NULL) STRICT;";

/// Opens the file. An exclusive lock keeps a second host out.
pub fn connect(path: &Path) -> Result<Connection, LedgerError> {
    let connection = Connection::open(path)?;
    // By a pragma: the function of the same name asks for SQLite 3.44, which is newer than what machines bring along.
    connection.execute_batch("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE")?;
    Ok(connection)
}

/// Makes it ready for one writer: every commit waits for the disk, and what is deleted is overwritten.
pub fn prepare(connection: &Connection) -> Result<(), LedgerError> {
    connection.execute_batch(
        "PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA checkpoint_fullfsync = ON;
         BEGIN EXCLUSIVE; COMMIT;",
    )?;
    Ok(())
}

pub fn create(transaction: &Transaction<'_>) -> Result<(), LedgerError> {
    transaction.execute_batch(TABLES)?;
    transaction.execute_batch(LATER_TABLES)?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", FORMAT)?;
    Ok(())
}

/// Refuses a file that is not a ledger, or is a newer one.
pub fn check(connection: &Connection) -> Result<(), LedgerError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if pragma("application_id")? != APPLICATION {
        return Err(LedgerError::NotOurs);
    }
    match pragma("user_version")? {
        FIRST_FORMAT..=FORMAT => Ok(()),
        newer => Err(LedgerError::Newer(newer)),
    }
}

/// Adds what a ledger of an earlier version lacks. Its figures were shown in the round in which it was revealed, and in
/// every round before.
pub fn complete(connection: &mut Connection) -> Result<(), LedgerError> {
    let transaction = connection.transaction()?;
    let format: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if format < SHOWN_FROM {
        transaction.execute_batch(
            "ALTER TABLE progress ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
             UPDATE progress SET shown = CASE phase WHEN 'revealed' THEN round ELSE round - 1 END;",
        )?;
    }
    if format < FORMAT {
        transaction.pragma_update(None, "user_version", FORMAT)?;
    }
    transaction.execute_batch(LATER_TABLES)?;
    Ok(transaction.commit()?)
}

/// What a session needs in order to go on after the host was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The random name that its record will have.
    pub id: Token,
    pub created: Timestamp,
    pub label: Label,
    pub rehearsal: bool,
    /// The questionnaire as text, for the one who reads questionnaires.
    pub questionnaire: String,
    pub code: String,
    /// What the link in the QR code ends with.
    pub link: String,
    /// What the link to the big screen ends with, for people elsewhere; empty in a session that an earlier version began.
    pub screen: String,
    /// The address that phones reach, such as `192.168.1.20:7777`; empty where there is no network.
    pub address: String,
    /// The address of a reverse proxy in front of it.
    pub public_url: Option<String>,
}

#[cfg(test)]
impl Session {
    /// A session for tests, which say themselves what they are about.
    pub fn sample() -> Self {
        Self {
            id: Token::new(1),
            created: Timestamp::UNIX_EPOCH,
            label: Label::default(),
            rehearsal: false,
            questionnaire: String::new(),
            code: "K7QM4F".to_owned(),
            link: "0123456789abcdef".to_owned(),
            screen: "00112233445566778899aabbccddeeff".to_owned(),
            address: String::new(),
            public_url: None,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What does not change.
    pub session: Session,
    pub progress: Progress,
    pub people: BTreeMap<Token, Person>,
}

pub fn write_session(transaction: &Transaction<'_>, session: &Session) -> Result<(), LedgerError> {
    transaction.execute(
        "INSERT INTO session VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            session.id.to_string(),
            session.created.to_string(),
            session.label.as_str(),
            session.rehearsal,
            session.questionnaire,
            session.code,
            session.link,
            session.address,
            session.public_url,
        ],
    )?;
    write_screen(transaction, &session.screen)
}

pub fn write_screen(connection: &Connection, screen: &str) -> Result<(), LedgerError> {
    connection.execute("INSERT INTO screen VALUES (?1)", [screen])?;
    Ok(())
}

pub fn write_progress(transaction: &Transaction<'_>, progress: &Progress) -> Result<(), LedgerError> {
    let causes: Vec<&str> = progress.causes.iter().map(Id::as_str).collect();
    transaction.execute(
        "INSERT OR REPLACE INTO progress VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            progress.phase.spec().name,
            progress.round,
            causes.join(" "),
            progress.min_people,
            progress.locked,
            progress.pinned.as_ref().map(Id::as_str),
            progress.blank,
            progress.shown,
        ],
    )?;
    transaction.execute("DELETE FROM stops", [])?;
    if let Some(stops) = progress.stops {
        transaction.execute("INSERT INTO stops VALUES (?1)", [stops.at.to_string()])?;
    }
    transaction.execute("DELETE FROM discussed", [])?;
    for cause in &progress.discussed {
        transaction.execute("INSERT INTO discussed (cause) VALUES (?1)", [cause.as_str()])?;
    }
    Ok(())
}

pub fn read(connection: &Connection) -> Result<Stored, LedgerError> {
    let mut session = connection.query_row("SELECT * FROM session", [], |row| Ok(session(row)))??;
    let screen = connection.query_row("SELECT link FROM screen LIMIT 1", [], |row| row.get(0)).optional()?;
    session.screen = screen.unwrap_or_default();
    let mut progress = connection.query_row("SELECT * FROM progress", [], |row| Ok(progress(row)))??;
    let stops = connection.query_row("SELECT at FROM stops LIMIT 1", [], |row| Ok(parse(row, "at"))).optional()?;
    progress.stops = stops.transpose()?.map(Stops::by);
    progress.discussed = rows(connection, "SELECT cause FROM discussed ORDER BY place", |row| parse(row, "cause"))?;
    let people = rows(connection, "SELECT token, side, finished FROM person", person)?;
    let mut people: BTreeMap<Token, Person> = people.into_iter().collect();
    for (person, item, mark) in rows(connection, "SELECT person, item, seq, value FROM answer", answer)? {
        let person = people.get_mut(&person).ok_or_else(|| broken(words::NOBODYS_ANSWER))?;
        person.marks.insert(item, mark);
    }
    Ok(Stored { session, progress, people })
}

fn session(row: &Row<'_>) -> Result<Session, LedgerError> {
    let label: String = row.get("label")?;
    Ok(Session {
        id: parse(row, "id")?,
        created: parse(row, "created")?,
        label: Label::try_from(label).map_err(|error| broken(format!("the label: {error}")))?,
        rehearsal: row.get("rehearsal")?,
        questionnaire: row.get("questionnaire")?,
        code: row.get("code")?,
        link: row.get("link")?,
        screen: String::new(),
        address: row.get("address")?,
        public_url: row.get("public_url")?,
    })
}

fn progress(row: &Row<'_>) -> Result<Progress, LedgerError> {
    let (phase, causes): (String, String) = (row.get("phase")?, row.get("causes")?);
    let pinned: Option<String> = row.get("pinned")?;
    let id = |text: &str| text.parse().map_err(|_| broken(format!("the cause '{text}'")));
    Ok(Progress {
        phase: Phase::named(&phase).ok_or_else(|| broken(format!("the phase '{phase}'")))?,
        round: row.get("round")?,
        causes: causes.split_whitespace().map(id).collect::<Result<_, _>>()?,
        min_people: row.get("min_people")?,
        locked: row.get("locked")?,
        pinned: pinned.as_deref().map(id).transpose()?,
        discussed: Vec::new(),
        blank: row.get("blank")?,
        shown: row.get("shown")?,
        stops: None,
    })
}

/// What a query gives, row by row.
fn rows<T>(
    connection: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Result<T, LedgerError>,
) -> Result<Vec<T>, LedgerError> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

fn person(row: &Row<'_>) -> Result<(Token, Person), LedgerError> {
    let person = Person { finished: row.get("finished")?, ..Person::new(parse(row, "side")?) };
    Ok((parse(row, "token")?, person))
}

fn answer(row: &Row<'_>) -> Result<(Token, Id, Mark), LedgerError> {
    let value: Option<i32> = row.get("value")?;
    let seq = u64::try_from(row.get::<_, i64>("seq")?).unwrap_or(0);
    let mark = Mark { seq, answer: value.map_or(Answer::DoesNotApply, Answer::Value) };
    Ok((parse(row, "person")?, parse(row, "item")?, mark))
}

fn parse<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T, LedgerError> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| broken(words::broken_column(column)))
}

pub fn write_event(transaction: &Transaction<'_>, event: &Event, progress: &Progress) -> Result<(), LedgerError> {
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
        Event::Progressed | Event::Ended => write_progress(transaction, progress)?,
        Event::Anew => {
            transaction.execute_batch("DELETE FROM person")?;
            write_progress(transaction, progress)?;
        }
        Event::Detached => {
            transaction.execute_batch("DELETE FROM answer; UPDATE person SET finished = 0")?;
            write_progress(transaction, progress)?;
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
    let seq = i64::try_from(mark.seq).map_err(|_| broken(words::LARGE_NUMBER))?;
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

/// Why a ledger cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("{}", words::NOT_A_LEDGER)]
    NotOurs,
    #[error("{}", words::newer(*.0))]
    Newer(i64),
    #[error("{}", words::IN_USE)]
    InUse,
    #[error("{}", words::damaged(.0))]
    Broken(String),
    #[error("{}", DISK_FULL)]
    Full,
    #[error("{0}")]
    Database(rusqlite::Error),
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

fn broken(what: impl Into<String>) -> LedgerError {
    LedgerError::Broken(what.into())
}
