//! What holds whenever things come: answers, stops, reveals, ends and people at the same time, or with a host that is killed
//! between them.

use super::*;
use crate::live::room::Event;

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
    let (sender, told) = channel();
    host.handle().listen(move |view| sender.send(view.sides[0].joined).is_ok());
    let start = Instant::now();
    for _ in 0..200 {
        join(&host.handle());
    }
    let seen: Vec<usize> = told.iter().take_while(|joined| *joined < 200).collect();
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

fn told(handle: &Handle, command: Command) -> Receiver<Result<(), NotNow>> {
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
    let stopped = told(&handle, Command::Stop);
    let revealed = told(&handle, Command::Reveal);
    let behind = asked(&handle, late, 1, 2);
    let changed = asked(&handle, early, 2, 5);
    let locked = told(&handle, Command::Lock(true));
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
    let record = room.detach(&names(9, 1), at()).unwrap().unwrap();
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
            stage.keep(&room.detach(&names(9, 1), at()).unwrap().unwrap());
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
