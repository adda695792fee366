//! What a ledger holds: its tables, how its file is opened, and how they are written and read back.

use std::collections::BTreeMap;
use std::path::Path;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use super::LedgerError;
use crate::domain::id::{Id, Token};
use crate::domain::response::Answer;
use crate::domain::text::Label;
use crate::live::room::{Mark, NoPhase, Person, Progress, Stops};

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

/// Makes the tables in an empty file.
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
    transaction.commit()?;
    Ok(())
}

/// What a session needs in order to go on after the host was stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The random name that its record will have.
    pub id: Token,
    /// When it was begun.
    pub created: Timestamp,
    /// Which Sales and which Marketing.
    pub label: Label,
    /// Whether the people in it are made up.
    pub rehearsal: bool,
    /// The questionnaire as text, for the one who reads questionnaires.
    pub questionnaire: String,
    /// What people type to get in.
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

/// Everything that a ledger holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// What does not change.
    pub session: Session,
    /// How far it has come.
    pub progress: Progress,
    /// Who is in the room, and what they answered.
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

/// Writes down what the link to the big screen ends with.
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
    progress.discussed = read_discussed(connection)?;
    let mut people = read_people(connection)?;
    read_answers(connection, &mut people)?;
    Ok(Stored { session, progress, people })
}

fn session(row: &Row<'_>) -> Result<Session, LedgerError> {
    let label: String = row.get("label")?;
    Ok(Session {
        id: parse(row, "id")?,
        created: parse(row, "created")?,
        label: Label::try_from(label).map_err(|error| LedgerError::Broken(format!("the label: {error}")))?,
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
    let causes: String = row.get("causes")?;
    let pinned: Option<String> = row.get("pinned")?;
    let id = |text: &str| text.parse().map_err(|_| LedgerError::Broken(format!("the cause '{text}'")));
    Ok(Progress {
        phase: row
            .get::<_, String>("phase")?
            .try_into()
            .map_err(|error: NoPhase| LedgerError::Broken(error.to_string()))?,
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

fn read_discussed(connection: &Connection) -> Result<Vec<Id>, LedgerError> {
    let mut statement = connection.prepare("SELECT cause FROM discussed ORDER BY place")?;
    let mut rows = statement.query([])?;
    let mut causes = Vec::new();
    while let Some(row) = rows.next()? {
        causes.push(parse(row, "cause")?);
    }
    Ok(causes)
}

fn read_people(connection: &Connection) -> Result<BTreeMap<Token, Person>, LedgerError> {
    let mut statement = connection.prepare("SELECT token, side, finished FROM person")?;
    let mut rows = statement.query([])?;
    let mut people = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let mut person = Person::new(parse(row, "side")?);
        person.finished = row.get("finished")?;
        people.insert(parse(row, "token")?, person);
    }
    Ok(people)
}

fn read_answers(connection: &Connection, people: &mut BTreeMap<Token, Person>) -> Result<(), LedgerError> {
    let mut statement = connection.prepare("SELECT person, item, seq, value FROM answer")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let value: Option<i32> = row.get("value")?;
        let seq = u64::try_from(row.get::<_, i64>("seq")?).unwrap_or(0);
        let mark = Mark { seq, answer: value.map_or(Answer::DoesNotApply, Answer::Value) };
        let person: Token = parse(row, "person")?;
        let entry = people.get_mut(&person);
        entry
            .ok_or_else(|| LedgerError::Broken("an answer of nobody".to_owned()))?
            .marks
            .insert(parse(row, "item")?, mark);
    }
    Ok(())
}

fn parse<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T, LedgerError> {
    let text: String = row.get(column)?;
    text.parse().map_err(|_| LedgerError::Broken(format!("the {column} of a row")))
}
