//! What holds whenever things come: in one batch, where what somebody asks for can fail that alone; answers, stops, reveals
//! and ends at the same time; or with a host that is killed between them.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use proptest::prelude::*;

use super::actor::RoomActor;
use super::tests::{REVEALED, Stage, answer, done, join, session, view, world};
use super::*;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;
use crate::live::room::samples::{answering, at, id, lobby, names};
use crate::live::room::{Event, Given, HostStatus, Phase, SEATS};

/// A room of so many people from Sales that is being answered, and its ledger.
fn answered_by(stage: &Stage, people: u128) -> (Room, Ledger) {
    let room = answering(people, 0);
    let mut ledger = Ledger::create(&stage.path(), &session(), room.progress()).unwrap();
    let joined = |n| Event::Joined { person: Token::new(n), side: id(SALES) };
    ledger.write(&(1..=people).map(joined).collect::<Vec<_>>(), room.progress()).unwrap();
    (room, ledger)
}

#[test]
fn a_trouble_is_told_until_its_cause_is_gone_and_no_longer() {
    let stage = Stage::new();
    let (room, ledger) = answered_by(&stage, 0);
    ledger.fill_disk(0);
    let mut desk = RoomActor::new(room, ledger, world(&stage.shelf));
    let (sender, views) = channel();
    let listener: Listener =
        Box::new(move |view| sender.send((view.around.not_saving.clone(), view.around.not_kept.clone())).is_ok());
    desk.turn(Batch { asks: vec![Ask::Listen(listener)], ..Batch::default() });
    let joins = || (0..SEATS).map(|_| Ask::Join(id(SALES), Box::new(drop))).collect();
    desk.turn(Batch { asks: joins(), ..Batch::default() });
    desk.turn(Batch::default());
    desk.ledger.as_ref().unwrap().fill_disk(100);
    desk.turn(Batch::default());
    let troubles: Vec<_> = views.try_iter().collect();
    assert_eq!(troubles, [(None, None), (Some("the disk is full".to_owned()), None), (None, None)]);
}

#[test]
fn what_the_ledger_cannot_hold_fails_alone_and_is_no_trouble_of_the_room() {
    let stage = Stage::new();
    let (room, ledger) = answered_by(&stage, 3);
    ledger.choke_on("money-1");
    let mut desk = RoomActor::new(room, ledger, world(&stage.shelf));
    let (sender, replies) = channel();
    let ask = |person: u128, item: &str| {
        let given = Given::new(1, id(item), 1, Answer::Value(4));
        let sender = sender.clone();
        let reply = move |done: Result<Receipt, Refusal>| sender.send((person, done.err())).unwrap();
        Ask::Request(Request::Answer { person: Token::new(person), given }, Box::new(reply))
    };
    let (sender, commanded) = channel();
    let lock: Reply<Result<(), NotNow>> = Box::new(move |done| sender.send(done).unwrap());
    let asks = vec![ask(1, "leads-1"), ask(2, "money-1"), ask(3, "leads-1")];
    desk.turn(Batch { asks, command: Some((Command::Lock(true), lock)), stop: false });
    let replies: Vec<_> = replies.try_iter().collect();
    assert_eq!(replies, [(1, None), (2, Some(Refusal::Unstorable)), (3, None)]);
    assert_eq!((commanded.recv().unwrap(), desk.around()), (Ok(()), HostStatus::default()));
    drop(desk);
    let (_, stored) = Ledger::open(&stage.path()).unwrap();
    let held: Vec<usize> = stored.people.values().map(|person| person.marks.len()).collect();
    assert_eq!((held, stored.progress.locked), (vec![1, 0, 1], true));
}

#[test]
fn strangers_leave_no_trace_in_the_memory() {
    let stage = Stage::new();
    let (room, ledger) = answered_by(&stage, 1);
    let mut desk = RoomActor::new(room, ledger, world(&stage.shelf));
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
        let (mut room, ledger) = answered_by(&stage, 3);
        if chokes {
            ledger.choke_on("money-2");
        }
        drop(room.command(Command::Lock(false), at()));
        let host = Host::start(room, ledger, world(&stage.shelf)).unwrap();
        let (sender, refused) = channel();
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
    let stage = Stage::new();
    let (room, ledger) = answered_by(&stage, 2);
    let [person, other] = [1, 2].map(Token::new);
    let mut desk = RoomActor::new(room, ledger, world(&stage.shelf));
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

/// 50 people answer or guess at the same time as stops, what takes them back, and a reveal or an end arrive: what was
/// acknowledged is in the record, and nothing else.
fn race(seed: u128) {
    let stage = Stage::new();
    let host = stage.begin();
    let handle = host.handle();
    let people: Vec<Token> = (0..50).map(|_| join(&handle)).collect();
    let (sender, acknowledged) = channel();
    let order = names(seed, people.len());
    let last = if seed.is_multiple_of(2) { Command::Reveal } else { Command::End };
    for (at, &person) in people.iter().enumerate() {
        let sender = sender.clone();
        let given = match at % 3 {
            2 => Given::guess(id("leads"), id("marketing"), 1, 3),
            _ => Given::new(1, id("leads-1"), 1, Answer::Value(3)),
        };
        handle.ask(Request::Answer { person, given }, move |done| sender.send(done.is_ok()).unwrap());
        let early = order[at] < order[people.len() - 1];
        match at % 4 {
            1 => handle.command(Command::Stop, drop),
            3 if at <= 20 || !early => handle.command(Command::GoOn, drop),
            3 => handle.command(last.clone(), drop),
            _ => {}
        }
    }
    drop(sender);
    for command in [Command::Stop, last] {
        drop(handle.command_now(command).unwrap());
    }
    let stored = acknowledged.iter().filter(|&stored| stored).count();
    let phase = view(&handle).progress.phase;
    assert_eq!(phase, if seed.is_multiple_of(2) { Phase::Revealed } else { Phase::Ended });
    assert_eq!(stage.shelf.responses(), stored, "seed {seed}");
    host.stop();
}

#[test]
fn of_answers_racing_a_reveal_or_an_end_on_disk_those_acknowledged_are_in_the_record_and_no_others() {
    (0..20).for_each(race);
}

#[test]
#[ignore = "the large run: cargo test --release --lib racing -- --ignored"]
fn of_answers_racing_a_reveal_or_an_end_on_disk_none_is_lost_in_two_hundred_runs() {
    (0..200).for_each(race);
}

#[test]
fn a_rush_of_people_is_told_now_and_then_and_the_last_of_them_in_the_end() {
    let stage = Stage::new();
    let host = stage.begin();
    let (sender, receiver) = channel();
    host.handle().listen(move |view| sender.send(view.sides[0].joined).is_ok());
    let start = Instant::now();
    for _ in 0..200 {
        join(&host.handle());
    }
    let seen: Vec<usize> = receiver.iter().take_while(|joined| *joined < 200).collect();
    let most = start.elapsed().as_millis() / 40 + 3;
    assert!((seen.len() as u128) < most, "told {} times, at most {most}", seen.len());
    host.stop();
}

/// Keeps the thread of the room busy until something is sent, or the sender dropped.
fn busy(handle: &Handle) -> Sender<()> {
    let (go, waits) = channel::<()>();
    let (reached, there) = channel();
    handle.listen(move |_| {
        // The test waits for the first word and sends none itself.
        let _ = reached.send(());
        let _ = waits.recv();
        false
    });
    there.recv().unwrap();
    go
}

fn asked(handle: &Handle, person: Token, seq: u64, value: i32) -> Receiver<Result<Receipt, Refusal>> {
    let (sender, reply) = channel();
    let given = Given::new(1, id("leads-1"), seq, Answer::Value(value));
    handle.ask(Request::Answer { person, given }, move |done| drop(sender.send(done)));
    reply
}

fn commanded(handle: &Handle, command: Command) -> Receiver<Result<(), NotNow>> {
    let (sender, reply) = channel();
    handle.command(command, move |done| drop(sender.send(done)));
    reply
}

#[test]
fn an_answer_before_a_stop_is_kept_and_one_behind_it_refused_whatever_waits_with_them() {
    let stage = Stage::new();
    let host = stage.begin();
    let handle = host.handle();
    let [early, late] = [join(&handle), join(&handle)];
    let go = busy(&handle);
    let kept = asked(&handle, early, 1, 4);
    let stopped = commanded(&handle, Command::Stop);
    let revealed = commanded(&handle, Command::Reveal);
    let behind = asked(&handle, late, 1, 2);
    let changed = asked(&handle, early, 2, 5);
    let locked = commanded(&handle, Command::Lock(true));
    drop(go);
    assert!(matches!(kept.recv().unwrap(), Ok(Receipt::Stands { .. })));
    assert_eq!([stopped.recv().unwrap(), revealed.recv().unwrap()], [Ok(()), Ok(())]);
    assert_eq!([behind.recv().unwrap(), changed.recv().unwrap()], [Err(Refusal::Closed), Err(Refusal::Closed)]);
    drop(locked.recv().unwrap());
    let record = stage.record();
    let answers: Vec<_> = record.responses().iter().flat_map(|response| response.answers.values().copied()).collect();
    assert_eq!(answers, [Answer::Value(4)]);
    host.stop();
}

/// A session whose host was killed right after these commands, with one answer in the ledger.
fn killed_after(stage: &Stage, commands: &[Command]) -> Room {
    let mut room = lobby();
    let mut ledger = Ledger::create(&stage.path(), &session(), room.progress()).unwrap();
    let person = Token::new(1);
    let given = Given::new(1, id("leads-1"), 1, Answer::Value(4));
    let mut events = vec![room.ask(Request::Join { person, side: id(SALES) }).unwrap().1.unwrap()];
    room.command(Command::Start, at()).unwrap();
    events.push(room.ask(Request::Answer { person, given }).unwrap().1.unwrap());
    for command in commands {
        events.push(room.command(command.clone(), at()).unwrap());
    }
    ledger.write(&events, room.progress()).unwrap();
    room
}

fn assert_revealed_once(stage: &Stage, host: Host) {
    assert_eq!(view(&host.handle()).progress.phase, Phase::Revealed);
    assert_eq!(stage.shelf.responses(), 1);
    host.stop();
    let (_, stored) = Ledger::open(&stage.path()).unwrap();
    assert!(stored.people.values().all(|person| person.marks.is_empty()));
}

#[test]
fn killed_before_the_record_was_saved_the_reveal_is_brought_to_its_end() {
    let stage = Stage::new();
    killed_after(&stage, &REVEALED);
    assert_revealed_once(&stage, stage.resume());
}

#[test]
fn killed_between_the_record_and_the_ledger_no_answer_is_doubled_or_lost() {
    let stage = Stage::new();
    let room = killed_after(&stage, &REVEALED);
    let record = room.to_record(&names(9, 1), at()).unwrap().unwrap();
    stage.keep(&record);
    let before = stage.record();
    let host = stage.resume();
    assert_revealed_once(&stage, host);
    assert_eq!(stage.record(), before);
}

#[test]
fn killed_while_answering_was_stopped_it_resumes_stopped_and_can_go_on() {
    let stage = Stage::new();
    killed_after(&stage, &[Command::Stop]);
    let host = stage.resume();
    let (handle, person) = (host.handle(), Token::new(1));
    assert_eq!(view(&handle).progress.phase, Phase::Stopped);
    assert_eq!(answer(&handle, person, 2, 5), Err(Refusal::Stopped));
    assert_eq!(stage.shelf.responses(), 0, "nothing is final yet");
    handle.command_now(Command::GoOn).unwrap().unwrap();
    answer(&handle, person, 2, 5).unwrap();
    done(&host, REVEALED);
    assert_revealed_once(&stage, host);
}

#[test]
fn an_end_while_answering_is_stopped_keeps_the_record_shows_nothing_and_leaves_no_ledger() {
    let stage = Stage::new();
    killed_after(&stage, &[Command::Stop]);
    let host = stage.resume();
    host.handle().command_now(Command::End).unwrap().unwrap();
    let seen = view(&host.handle());
    assert_eq!((seen.progress.phase, seen.progress.shown), (Phase::Ended, 0));
    host.stop();
    assert_eq!(stage.shelf.responses(), 1);
    assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
}

#[test]
fn killed_while_it_ended_the_end_is_brought_to_its_end() {
    let stage = Stage::new();
    let room = killed_after(&stage, &[Command::Stop, Command::End]);
    for kept in [false, true] {
        if kept {
            stage.keep(&room.to_record(&names(9, 1), at()).unwrap().unwrap());
            let mut ledger = Ledger::create(&stage.path(), &session(), room.progress()).unwrap();
            let person = room.people()[&Token::new(1)].clone();
            let (item, mark) = person.marks.iter().next().unwrap();
            let joined = Event::Joined { person: Token::new(1), side: id(SALES) };
            let answered = Event::Answered { person: Token::new(1), item: item.clone(), mark: *mark };
            ledger.write(&[joined, answered], room.progress()).unwrap();
        }
        let host = stage.resume();
        assert_eq!(view(&host.handle()).progress.phase, Phase::Ended);
        host.stop();
        assert_eq!(stage.shelf.responses(), 1);
        assert_eq!(std::fs::read_dir(stage.folder.path()).unwrap().count(), 0);
    }
}
