//! What a session leaves on the disk while the program runs, looked at byte by byte.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};
use tempfile::TempDir;
use undercurrent::testing::storage::read;

use crate::home::Home;
use crate::room::{answer, items};

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

/// The random names of the people in a ledger, sorted.
fn people(ledger: &Path) -> Vec<String> {
    let (_folder, connection) = copied(ledger);
    let mut rows = connection.prepare("SELECT token FROM person ORDER BY token").unwrap();
    rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
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
    hosted.start();
    let participants = hosted.everybody_answers(4);
    let ties = ties(&home.ledgers()[0]);
    assert_eq!((ties.len(), found(&ties, &bytes(&home))), (4 * 36, 4 * 36), "until then that is how they are kept");
    hosted.press("stop answering", "c");
    hosted.window.wait_for("for good");
    assert_eq!(home.kept().len(), 0, "while it can be taken back nothing is final");
    hosted.press("for good", "\r");
    hosted.window.wait_for("discuss");
    assert_eq!((home.kept().len(), found(&ties, &bytes(&home))), (1, 0));
    assert_eq!(empty_pages(&home.ledgers()[0]), 0, "the file is written anew, and keeps no order of who came when");
    drop(participants);
}

#[test]
fn in_the_record_nobody_has_the_name_that_they_had_in_the_session_and_all_stand_in_the_order_of_their_new_ones() {
    let home = Home::new();
    let mut hosted = home.host(&["--min-people", "3"]);
    hosted.start();
    let participants: Vec<_> = (0..8).map(|_| hosted.somebody("sales")).collect();
    for participant in &participants {
        answer(participant, &items()[0], 1, 3);
    }
    let before = people(&home.ledgers()[0]);
    hosted.press("stop answering", "c");
    hosted.press("for good", "\r");
    hosted.window.wait_for("discuss");
    let record = read(&home.kept()[0]).unwrap();
    let names: Vec<String> = record.responses().iter().map(|response| response.id.to_string()).collect();
    assert_eq!((before.len(), names.len()), (8, 8));
    assert!(names.iter().all(|name| !before.contains(name)), "{names:?} and before that {before:?}");
    // In whatever order eight people came: by chance it is this one once in 40,320 times.
    assert!(names.is_sorted(), "{names:?}");
    let beginnings: std::collections::BTreeSet<&str> = names.iter().map(|name| &name[..8]).collect();
    assert_eq!(beginnings.len(), 8, "names are random, and not counted on: {names:?}");
}

/// Leaves in a ledger what a kill between the reveal and the cleaning leaves: answers that are deleted and not written
/// over.
fn soil(ledger: &Path, name: &str) {
    let mut connection = Connection::open(ledger).unwrap();
    connection.execute_batch("PRAGMA secure_delete = OFF").unwrap();
    let soiled = connection.transaction().unwrap();
    for item in items() {
        let row = params![name, item];
        soiled.execute("INSERT INTO answer (person, item, seq, value) VALUES (?1, ?2, 1, 3)", row).unwrap();
    }
    soiled.commit().unwrap();
    connection.execute("DELETE FROM answer", []).unwrap();
}

#[test]
fn killed_after_the_reveal_and_before_the_cleaning_it_is_cleaned_when_it_goes_on() {
    let home = Home::new();
    let mut hosted = home.host(&[]);
    hosted.start();
    let participant = hosted.somebody("sales");
    answer(&participant, &items()[0], 1, 3);
    hosted.press("stop answering", "c");
    hosted.press("for good", "\r");
    hosted.window.wait_for("No figure of this round is shown");
    hosted.kill();
    let ledger = home.ledgers().remove(0);
    let name = people(&ledger).remove(0);
    soil(&ledger, &name);
    let ties: Vec<Vec<u8>> = items().iter().map(|item| format!("{name}{item}").into_bytes()).collect();
    assert!(found(&ties, &bytes(&home)) > 0, "the traces are there");
    let hosted = home.resume();
    hosted.window.wait_for("No figure of this round is shown");
    assert_eq!(found(&ties, &bytes(&home)), 0);
    assert_eq!(empty_pages(&ledger), 0);
}
