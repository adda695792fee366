//! Whoever sends or asks for anything is there.

use std::time::Instant;

use super::super::Ledger;
use super::super::actor::RoomActor;
use super::{Shelf, session, world};
use crate::domain::id::Token;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;
use crate::live::host::{Ask, Batch};
use crate::live::room::samples::{answering, id};
use crate::live::room::{Event, Given, Request};

#[test]
fn whatever_comes_from_a_person_is_a_word_from_that_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let room = answering(2, 0);
    let [person, other] = [1, 2].map(Token::new);
    let mut ledger = Ledger::create(&folder.path().join("ledger"), &session(), room.progress()).unwrap();
    ledger.write(&[person, other].map(|person| Event::Joined { person, side: id(SALES) }), room.progress()).unwrap();
    let mut desk = RoomActor::new(room, ledger, world(&Shelf::default()));
    let silent = desk.last_word(other);
    let given = Given::new(1, id("leads-1"), 1, Answer::Value(4));
    for (word, ask) in [
        ("a page that is loaded", Ask::Look(person, Box::new(drop))),
        ("a page that begins to listen", Ask::Stream(person, true)),
        ("a page that is closed", Ask::Stream(person, false)),
        ("an answer", Ask::Request(Request::Answer { person, given }, Box::new(drop))),
        ("another side", Ask::Request(Request::Side { person, side: id(MARKETING) }, Box::new(drop))),
        ("the wish to finish", Ask::Request(Request::Finish { person, round: 1 }, Box::new(drop))),
    ] {
        let before = Instant::now();
        // A clock may tell the same time twice.
        while Instant::now() == before {}
        desk.turn(Batch { asks: vec![ask], ..Batch::default() });
        assert!(desk.last_word(person) > Some(before), "{word}");
    }
    assert_eq!(desk.last_word(other), silent);
}
