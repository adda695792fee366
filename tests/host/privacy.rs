//! What a session leaves on the disk while the program runs, looked at byte by byte.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempDir;

use crate::room::Home;

/// How each answer is tied to a person in a ledger, as the bytes stand in its file: the person's random name, and right
/// behind it the item.
fn ties(ledger: &Path) -> Vec<Vec<u8>> {
    let (_folder, connection) = copied(ledger);
    let mut rows = connection.prepare("SELECT person || item FROM answer").unwrap();
    rows.query_map([], |row| row.get::<_, String>(0)).unwrap().map(|tie| tie.unwrap().into_bytes()).collect()
}

/// How many pages of a ledger's file hold nothing any more, so that what stood there is not written over.
fn empty_pages(ledger: &Path) -> i64 {
    let (_folder, connection) = copied(ledger);
    connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).unwrap()
}

/// A copy of a ledger, since the host holds its own, and the folder that the copy is in.
fn copied(ledger: &Path) -> (TempDir, Connection) {
    let copy = tempfile::tempdir().unwrap();
    let to = copy.path().join("ledger");
    for ending in ["", "-wal"] {
        fs::copy(with(ledger, ending), with(&to, ending)).unwrap();
    }
    let connection = Connection::open(&to).unwrap();
    (copy, connection)
}

fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// Everything that stands in any file under the folder.
fn bytes(home: &Home) -> Vec<u8> {
    let files = home.everything().into_iter().filter(|path| path.is_file());
    files.flat_map(|path| fs::read(path).unwrap()).collect()
}

fn found(ties: &[Vec<u8>], bytes: &[u8]) -> usize {
    ties.iter().filter(|tie| bytes.windows(tie.len()).any(|part| part == tie.as_slice())).count()
}

#[test]
fn after_the_answers_are_detached_no_byte_on_the_disk_ties_one_to_a_person() {
    let home = Home::new();
    let mut hosted = home.host(&["--min-people", "3"]);
    hosted.press("start", "\r");
    hosted.window.wait_for("close");
    let seats = hosted.everybody_answers(4);
    let ties = ties(&home.ledgers()[0]);
    assert_eq!((ties.len(), found(&ties, &bytes(&home))), (4 * 36, 4 * 36), "until then that is how they are kept");
    hosted.confirm("close", "c");
    hosted.window.wait_for("reveal");
    assert_eq!((home.records().len(), found(&ties, &bytes(&home))), (1, 0));
    assert_eq!(empty_pages(&home.ledgers()[0]), 0, "the file is written anew, and keeps no order of who came when");
    drop(seats);
}
