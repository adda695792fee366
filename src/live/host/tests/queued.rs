//! What waits in the queue while the thread of the room is busy.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::*;

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
fn an_answer_before_a_close_is_kept_and_one_behind_it_refused_whatever_waits_with_them() {
    let stage = Stage::new();
    let host = stage.begin();
    let handle = host.handle();
    let [early, late] = [join(&handle), join(&handle)];
    let go = busy(&handle);
    let kept = asked(&handle, early, 1, 4);
    let closed = told(&handle, Command::Close);
    let behind = asked(&handle, late, 1, 2);
    let changed = asked(&handle, early, 2, 5);
    let locked = told(&handle, Command::Lock(true));
    drop(go);
    assert!(matches!(kept.recv().unwrap(), Ok(Receipt::Stands { .. })));
    assert_eq!(closed.recv().unwrap(), Ok(()));
    assert_eq!([behind.recv().unwrap(), changed.recv().unwrap()], [Err(Refusal::Closed), Err(Refusal::Closed)]);
    drop(locked.recv().unwrap());
    let record = stage.shelf.clone().kept().unwrap().unwrap();
    let answers: Vec<_> = record.responses().iter().flat_map(|response| response.answers.values().copied()).collect();
    assert_eq!(answers, [Answer::Value(4)]);
    host.stop();
}
