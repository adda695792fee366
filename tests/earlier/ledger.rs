//! Sessions that were interrupted before the program was brought up to date.

use std::path::PathBuf;

use rstest::rstest;
use rusqlite::Connection;
use undercurrent::testing::definition;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::{Ledger, Phase, Stored};

use crate::text;

/// A ledger as that version left it on the disk.
fn opened(name: &str) -> Stored {
    let folder = tempfile::tempdir().unwrap();
    let path: PathBuf = folder.path().join("session.ledger");
    Connection::open(&path).unwrap().execute_batch(&text(name)).unwrap();
    Ledger::open(&path).unwrap().1
}

#[test]
fn a_session_in_its_first_round_goes_on_with_everybody_in_it() {
    let stored = opened("ledger-first-round.sql");
    assert_eq!((stored.progress.phase, stored.progress.round), (Phase::Answering, 1));
    assert_eq!((stored.people.len(), stored.progress.min_people), (12, 5));
    assert!(stored.people.values().all(|person| person.marks.len() == 36));
    assert_eq!(stored.people.values().filter(|person| person.finished).count(), 4);
    let fits = |answer: Answer| {
        let item = "lead-fits".parse().unwrap();
        stored.people.values().filter(|person| person.marks.get(&item).is_some_and(|m| m.answer == answer)).count()
    };
    assert_eq!([1, 2, 3, 4, 5].map(|value| fits(Answer::Value(value))), FITS);
}

/// How many of the twelve answered the statement with 1, 2, 3, 4 and 5.
const FITS: [usize; 5] = [2, 3, 2, 2, 2];

#[test]
fn a_session_in_its_second_round_still_asks_what_was_chosen() {
    let stored = opened("ledger-second-round.sql");
    assert_eq!((stored.progress.phase, stored.progress.round), (Phase::Answering, 2));
    let causes: Vec<&str> = stored.progress.causes.iter().map(undercurrent::testing::domain::Id::as_str).collect();
    assert_eq!(causes, ["bad-leads", "looking-down"]);
    assert!(stored.people.values().all(|person| person.marks.len() == 8));
}

#[rstest]
#[case("ledger-first-round.sql")]
#[case("ledger-second-round.sql")]
fn what_such_a_session_asks_can_be_read(#[case] name: &str) {
    let session = opened(name).session;
    assert_eq!((session.code.as_str(), session.label.as_str()), ("K7QM4F", "EMEA"));
    let read = definition::read("the session", session.questionnaire.as_bytes()).unwrap();
    assert_eq!((read.questionnaire.len(), read.questionnaire.head().version.as_str()), (36, "1"));
}
