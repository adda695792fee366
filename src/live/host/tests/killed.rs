//! A host that was killed, and what the next one makes of its ledger and record.

use super::*;
use crate::live::room::Event;

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
