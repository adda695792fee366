//! The tables of a ledger, and how its file is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, Transaction};

use super::LedgerError;

/// Marks a file as ours: "ucrt" in ASCII.
const APPLICATION: i64 = 0x7563_7274;
/// The version of the tables.
const FORMAT: i64 = 1;

/// Without row numbers, since those would keep the order in which people came and answered.
const TABLES: &str = "
    CREATE TABLE session (
        id TEXT NOT NULL, created TEXT NOT NULL, label TEXT NOT NULL, rehearsal INTEGER NOT NULL,
        questionnaire TEXT NOT NULL, code TEXT NOT NULL, link TEXT NOT NULL, address TEXT NOT NULL, public_url TEXT
    ) STRICT;
    CREATE TABLE progress (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        phase TEXT NOT NULL, round INTEGER NOT NULL, causes TEXT NOT NULL, min_people INTEGER NOT NULL,
        locked INTEGER NOT NULL, pinned TEXT, blank INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE person (
        token TEXT PRIMARY KEY, side TEXT NOT NULL, finished INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE answer (
        person TEXT NOT NULL, item TEXT NOT NULL, seq INTEGER NOT NULL, value INTEGER,
        PRIMARY KEY (person, item)
    ) STRICT, WITHOUT ROWID;
";

/// Opens the file. An exclusive lock keeps a second host out.
pub fn connect(path: &Path) -> Result<Connection, LedgerError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::ZERO)?;
    connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
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
        FORMAT => Ok(()),
        newer => Err(LedgerError::Newer(newer)),
    }
}
