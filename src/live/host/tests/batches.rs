//! What the room makes of a batch: what somebody asks for can fail that alone, and whoever sends or asks for anything is there.

use std::sync::mpsc;
use std::time::Instant;

use proptest::prelude::*;

use super::super::actor::RoomActor;
use super::super::{Host, Ledger};
use super::{Shelf, Stage, session, view, world};
use crate::domain::id::Token;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;
use crate::live::host::{Ask, Batch, Listener, Reply};
use crate::live::room::samples::{answering, at, id};
use crate::live::room::{Command, Event, Given, HostStatus, NotNow, Receipt, Refusal, Request, SEATS};

#[test]
fn a_trouble_is_told_until_its_cause_is_gone_and_no_longer() {
    let shelf = Shelf::default();
    let folder = tempfile::tempdir().unwrap();
    let room = answering(0, 0);
    let ledger = Ledger::create(&folder.path().join("ledger"), &session(), room.progress()).unwrap();
    ledger.fill_disk(0);
    let mut desk = RoomActor::new(room, ledger, world(&shelf));
    let (sender, views) = mpsc::channel();
    let listener: Listener =
        Box::new(move |view| sender.send((view.around.not_saving.clone(), view.around.not_kept.clone())).is_ok());
    desk.turn(Batch { asks: vec![Ask::Listen(listener)], ..Batch::default() });
    let joins = || (0..SEATS).map(|_| Ask::Join(id(SALES), Box::new(drop))).collect();
    desk.turn(Batch { asks: joins(), ..Batch::default() });
    desk.turn(Batch::default());
    desk.ledger.as_ref().unwrap().fill_disk(100);
    desk.turn(Batch::default());
    let told: Vec<_> = views.try_iter().collect();
    assert_eq!(told, [(None, None), (Some("the disk is full".to_owned()), None), (None, None)]);
}

#[test]
fn what_the_ledger_cannot_hold_fails_alone_and_is_no_trouble_of_the_room() {
    let shelf = Shelf::default();
    let folder = tempfile::tempdir().unwrap();
    let room = answering(3, 0);
    let path = folder.path().join("ledger");
    let mut ledger = Ledger::create(&path, &session(), room.progress()).unwrap();
    let joined = |n| Event::Joined { person: Token::new(n), side: id(SALES) };
    ledger.write(&[joined(1), joined(2), joined(3)], room.progress()).unwrap();
    ledger.choke_on("money-1");
    let mut desk = RoomActor::new(room, ledger, world(&shelf));
    let (sender, replies) = mpsc::channel();
    let ask = |person: u128, item: &str| {
        let given = Given::new(1, id(item), 1, Answer::Value(4));
        let sender = sender.clone();
        let reply = move |done: Result<Receipt, Refusal>| sender.send((person, done.err())).unwrap();
        Ask::Request(Request::Answer { person: Token::new(person), given }, Box::new(reply))
    };
    let (sender, commanded) = mpsc::channel();
    let lock: Reply<Result<(), NotNow>> = Box::new(move |done| sender.send(done).unwrap());
    let asks = vec![ask(1, "leads-1"), ask(2, "money-1"), ask(3, "leads-1")];
    desk.turn(Batch { asks, command: Some((Command::Lock(true), lock)), stop: false });
    let replies: Vec<_> = replies.try_iter().collect();
    assert_eq!(replies, [(1, None), (2, Some(Refusal::Unstorable)), (3, None)]);
    assert_eq!((commanded.recv().unwrap(), desk.around()), (Ok(()), HostStatus::default()));
    drop(desk);
    let (_, stored) = Ledger::open(&path).unwrap();
    let held: Vec<usize> = stored.people.values().map(|person| person.marks.len()).collect();
    assert_eq!((held, stored.progress.locked), (vec![1, 0, 1], true));
}

#[test]
fn strangers_leave_no_trace_in_the_memory() {
    let shelf = Shelf::default();
    let folder = tempfile::tempdir().unwrap();
    let room = answering(1, 0);
    let ledger = Ledger::create(&folder.path().join("ledger"), &session(), room.progress()).unwrap();
    let mut desk = RoomActor::new(room, ledger, world(&shelf));
    let finish = |n| Ask::Request(Request::Finish { person: Token::new(n), round: 1 }, Box::new(drop));
    desk.turn(Batch { asks: (2..200).map(finish).collect(), ..Batch::default() });
    assert_eq!(desk.presence.count(), 1);
}

/// Numbers at their limits, and some in between.
fn hostile_number() -> impl Strategy<Value = u64> {
    let edges = [0, 1, (1 << 31) - 1, 1 << 31, 1 << 32, 1 << 53, (1 << 63) - 1, 1 << 63, u64::MAX - 1, u64::MAX];
    prop_oneof![proptest::sample::select(edges.to_vec()), any::<u64>()]
}

/// What somebody may ask for who is in the room as number 3, or is nobody.
fn hostile() -> impl Strategy<Value = Request> {
    let person = prop_oneof![Just(Token::new(3)), any::<u128>().prop_map(Token::new)];
    let items = ["leads-1", "leads-2", "money-1", "money-2", "leads", "nothing", "a"];
    let answer = prop_oneof![any::<i32>().prop_map(Answer::Value), Just(Answer::Value(4)), Just(Answer::DoesNotApply)];
    let parts = (person, any::<u8>(), proptest::sample::select(items.to_vec()), hostile_number(), answer);
    (0..4, prop_oneof![Just(1), any::<u8>()], parts).prop_map(
        |(kind, round, (person, _, item, seq, answer))| match kind {
            0 => Request::Join { person, side: id("nowhere") },
            1 => Request::Finish { person, round },
            2 => Request::Answer { person, given: Given::new(round, id(item), seq, answer) },
            _ => {
                let given = Given { of: Some(id("marketing")), ..Given::new(round, id(item), seq, answer) };
                Request::Answer { person, given }
            }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_others_ask_for_every_honest_answer_is_stored(
        mixed in proptest::collection::vec(prop_oneof![Just(None), hostile().prop_map(Some)], 1..200),
        chokes in any::<bool>(),
    ) {
        let stage = Stage::new();
        let mut room = answering(3, 0);
        let mut ledger = Ledger::create(&stage.path(), &session(), room.progress()).unwrap();
        let joined = |n| Event::Joined { person: Token::new(n), side: id(SALES) };
        ledger.write(&[joined(1), joined(2), joined(3)], room.progress()).unwrap();
        if chokes {
            ledger.choke_on("money-2");
        }
        drop(room.command(Command::Lock(false), at()));
        let host = Host::start(room, ledger, world(&stage.shelf)).unwrap();
        let (sender, refused) = mpsc::channel();
        let mut expected = [0; 3];
        for (number, ask) in mixed.into_iter().enumerate() {
            let Some(hostile) = ask else {
                let person = number % 2;
                expected[person] += 1;
                let value = i32::try_from(number % 5).unwrap() + 1;
                let given = Given::new(1, id("leads-1"), expected[person], Answer::Value(value));
                let sender = sender.clone();
                let request = Request::Answer { person: Token::new(person as u128 + 1), given };
                host.handle().ask(request, move |done| drop(done.map_err(|refusal| sender.send(refusal))));
                continue;
            };
            host.handle().ask(hostile, drop);
        }
        let around = HostStatus { clock: None, ..view(&host.handle()).around.clone() };
        prop_assert_eq!(around, HostStatus::default());
        drop(sender);
        prop_assert_eq!(refused.iter().next(), None);
        host.stop();
        let (_, stored) = Ledger::open(&stage.path()).unwrap();
        for (person, expected) in expected.iter().enumerate().take(2) {
            let held = stored.people[&Token::new(person as u128 + 1)].marks.get(&id("leads-1")).map_or(0, |mark| mark.seq);
            prop_assert_eq!(held, *expected);
        }
    }
}

#[test]
fn whatever_comes_from_a_person_is_a_word_from_that_person_alone() {
    let folder = tempfile::tempdir().unwrap();
    let room = answering(2, 0);
    let [person, other] = [1, 2].map(Token::new);
    let mut ledger = Ledger::create(&folder.path().join("ledger"), &session(), room.progress()).unwrap();
    ledger.write(&[person, other].map(|person| Event::Joined { person, side: id(SALES) }), room.progress()).unwrap();
    let mut desk = RoomActor::new(room, ledger, world(&Shelf::default()));
    let silent = desk.presence.last(other);
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
        assert!(desk.presence.last(person) > Some(before), "{word}");
    }
    assert_eq!(desk.presence.last(other), silent);
}
