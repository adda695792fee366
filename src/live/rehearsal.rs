//! People who are made up, so that a facilitator can try a session alone: the sides differ, some causes are rated higher
//! by one of them and some by the other, and in a crowd somebody comes late and somebody stops half-way.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::host::Handle;
use super::room::{Given, Progress, Request, RoomView};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, MARKETING, Questionnaire, SALES};
use crate::domain::response::Answer;

/// Between two answers of the whole crowd; a round of 24 people then takes about ten seconds.
const PACE: Duration = Duration::from_millis(12);

/// A crowd of made-up people in a room.
#[derive(Debug)]
pub struct Crowd {
    stop: mpsc::Sender<Word>,
    thread: JoinHandle<()>,
}

/// What the crowd's thread hears.
enum Word {
    Moved(Arc<RoomView>),
    Stop,
}

impl Crowd {
    /// Lets so many people of each side come in, and answer whenever the room asks.
    ///
    /// # Errors
    /// When no thread can be had.
    pub fn start(handle: Handle, people: &[(Id, usize)], seed: u64) -> io::Result<Self> {
        let (stop, words) = mpsc::channel();
        let moved = stop.clone();
        handle.listen(move |view| moved.send(Word::Moved(Arc::clone(view))).is_ok());
        let sides: Vec<Id> = people.iter().flat_map(|(side, count)| vec![side.clone(); *count]).collect();
        let thread = thread::Builder::new()
            .name("rehearsal".to_owned())
            .spawn(move || take_part(&handle, &sides, seed, &words))?;
        Ok(Self { stop, thread })
    }

    /// Sends everybody home.
    pub fn stop(self) {
        // A crowd that has gone already needs no word.
        drop(self.stop.send(Word::Stop));
        drop(self.thread.join());
    }
}

/// From so many people on, one of them comes late, and one stops half-way.
const CROWD: usize = 10;

fn take_part(handle: &Handle, sides: &[Id], seed: u64, words: &Receiver<Word>) {
    let in_time = if sides.len() < CROWD { sides.len() } else { sides.len() - 1 };
    let mut people = come_in(handle, &sides[..in_time]);
    let mut answered = 0;
    let mut waiting: Vec<Request> = Vec::new();
    loop {
        match words.recv_timeout(PACE) {
            Ok(Word::Moved(view)) => {
                if view.progress.is_answering() && view.progress.round > answered {
                    if view.setup.passed_round && answered > 0 {
                        people = come_in(handle, sides);
                    } else if answered == 0 {
                        people.extend(come_in(handle, &sides[in_time..]));
                    }
                    answered = view.progress.round;
                    waiting = answers(&view.setup.questionnaire, &view.progress, &people, seed);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(request) = waiting.pop() {
                    // What the room refuses, such as after a close, is of no more use.
                    handle.ask(request, drop);
                }
            }
            Ok(Word::Stop) | Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

fn come_in(handle: &Handle, sides: &[Id]) -> Vec<(Token, Id)> {
    sides.iter().filter_map(|side| Some((handle.join_now(side.clone()).ok()?.ok()?, side.clone()))).collect()
}

/// What everybody will answer in a round, last answer first.
fn answers(questionnaire: &Questionnaire, progress: &Progress, people: &[(Token, Id)], seed: u64) -> Vec<Request> {
    let mut chance = seed ^ u64::from(progress.round);
    let mut requests = Vec::new();
    let half = progress.asked(questionnaire).count() / 2;
    for (at, item) in progress.asked(questionnaire).enumerate() {
        for (place, (person, side)) in people.iter().enumerate() {
            let chance = step(&mut chance);
            // Whoever is in the middle of the crowd is called away.
            if people.len() >= CROWD && place == people.len() / 2 && at >= half {
                continue;
            }
            let lean = lean(cause_of(questionnaire, item), side, progress.round);
            let answer = made_up(item, lean, chance);
            let given = Given::new(progress.round, item.id.clone(), 1, answer);
            requests.push(Request::Answer { person: *person, given });
        }
    }
    requests.reverse();
    requests
}

/// The place of the cause that an item is of.
fn cause_of(questionnaire: &Questionnaire, item: &Item) -> usize {
    let mut causes = questionnaire.causes().iter();
    causes.position(|cause| cause.items.iter().any(|one| one.id == item.id)).unwrap_or(0)
}

/// How bad a cause is for most of a side, in quarters of the scale. Of three causes Sales rates one far higher than
/// Marketing, Marketing one somewhat higher than Sales, and both see one alike; a second round is milder.
fn lean(cause: usize, side: &Id, round: u8) -> i32 {
    const LEVELS: [i32; 5] = [3, 1, 2, 3, 1];
    let apart = match (cause % 3, side.as_str()) {
        (0, SALES) | (1, MARKETING) => 1,
        (0, MARKETING) => -2,
        _ => 0,
    };
    LEVELS[cause % LEVELS.len()] + apart - i32::from(round > 1)
}

/// An answer that somebody might give, who leans so many quarters of the scale to the bad; few cannot say.
fn made_up(item: &Item, lean: i32, chance: u64) -> Answer {
    if chance.is_multiple_of(23) {
        return Answer::DoesNotApply;
    }
    let (lowest, highest) = (item.scale.lowest(), item.scale.highest());
    let steps = highest - lowest;
    let wobble = i32::try_from(chance / 23 % 3).unwrap_or(0) - 1;
    let step = (lean * steps / 4 + wobble).clamp(0, steps);
    Answer::Value(if item.reverse { highest - step } else { lowest + step })
}

/// The next number of a plain generator (xorshift64): for show, not for secrets.
fn step(chance: &mut u64) -> u64 {
    *chance = (*chance).max(1);
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance
}
