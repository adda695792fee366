//! People who are made up, so that a facilitator can try a session alone: the sides differ, some causes are rated higher
//! by one of them and some by the other, of some they expect the other side to say more than it does and of some less, and
//! in a crowd somebody comes late and somebody stops half-way.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::host::{Ask, Handle};
use super::room::{Given, Progress, Request, RoomView};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, MARKETING, Questionnaire, SALES, Scale};
use crate::domain::response::Answer;

/// Between two answers of the whole crowd; a round of 24 people then takes about ten seconds.
const PACE: Duration = Duration::from_millis(12);

#[derive(Debug)]
pub struct Crowd {
    stop: mpsc::Sender<Word>,
    thread: JoinHandle<()>,
}

enum Word {
    Moved(Arc<RoomView>),
    Stop,
}

impl Crowd {
    /// Lets so many people of each side come in, and answer whenever the room asks.
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
                // A second round that was taken back is begun anew.
                answered = answered.min(view.progress.round);
                if view.progress.is_answering() && view.progress.round > answered {
                    if view.setup.passed_round && answered > 0 {
                        people = come_in(handle, sides);
                        listen(handle, &people);
                    } else if answered == 0 {
                        people.extend(come_in(handle, &sides[in_time..]));
                        listen(handle, &people);
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

/// Keeps everybody there, as open pages would, but for who is called away: the facilitator hears of nobody else missing.
fn listen(handle: &Handle, people: &[(Token, Id)]) {
    let here = people.iter().enumerate().filter(|(place, _)| !is_called_away(people, *place));
    here.for_each(|(_, (person, _))| handle.send(Ask::Stream(*person, true)));
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
            if is_called_away(people, place) && at >= half {
                continue;
            }
            let lean = lean(cause_of(questionnaire, item), side, progress.round);
            let answer = made_up(item, lean, chance);
            let given = Given::new(progress.round, item.id.clone(), 1, answer);
            requests.push(Request::Answer { person: *person, given });
        }
    }
    requests.extend(guesses((questionnaire, progress), people, &mut chance));
    requests.reverse();
    requests
}

/// What everybody guesses of the other side; somebody who is called away does not come to it.
fn guesses(
    (questionnaire, progress): (&Questionnaire, &Progress),
    people: &[(Token, Id)],
    chance: &mut u64,
) -> Vec<Request> {
    let mut requests = Vec::new();
    for (place, (person, side)) in people.iter().enumerate() {
        let of = progress.guessed(questionnaire, side).filter(|_| !is_called_away(people, place));
        let Some(of) = of else { continue };
        for (cause, item) in questionnaire.guess_items().enumerate() {
            let chance = step(chance);
            // Few skip one.
            if !chance.is_multiple_of(23) {
                let value = leaning(item.scale, expected(cause, &of.id), chance);
                let given = Given::guess(item.cause.id.clone(), of.id.clone(), 1, value);
                requests.push(Request::Answer { person: *person, given });
            }
        }
    }
    requests
}

/// Whether it is the one in the middle of a crowd, who is called away.
fn is_called_away(people: &[(Token, Id)], place: usize) -> bool {
    people.len() >= CROWD && place == people.len() / 2
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

/// How bad a side is expected to call a cause, in quarters of the scale: of three causes worse than it does, less bad, and
/// as it is.
fn expected(cause: usize, side: &Id) -> i32 {
    lean(cause, side, 1) + [2, -1, 0][cause % 3]
}

/// An answer that somebody might give, who leans so many quarters of the scale to the bad; few cannot say.
fn made_up(item: &Item, lean: i32, chance: u64) -> Answer {
    if chance.is_multiple_of(23) {
        return Answer::DoesNotApply;
    }
    let value = leaning(&item.scale, lean, chance);
    Answer::Value(if item.reverse { item.scale.highest() - (value - item.scale.lowest()) } else { value })
}

/// A value of a scale, so many quarters up, and one more or less.
fn leaning(scale: &Scale, lean: i32, chance: u64) -> i32 {
    let steps = scale.highest() - scale.lowest();
    let wobble = i32::try_from(chance / 23 % 3).unwrap_or(0) - 1;
    scale.lowest() + (lean * steps / 4 + wobble).clamp(0, steps)
}

/// The next number of a plain generator (xorshift64): for show, not for secrets.
fn step(chance: &mut u64) -> u64 {
    *chance = (*chance).max(1);
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::Response;
    use crate::domain::severity::{Severity, score};
    use crate::live::room::samples::{about, at, reveal, setup};
    use crate::live::room::{Command, Room, Setup};

    /// What a rehearsal of 13 people of Sales and 11 of Marketing has in its record.
    fn rehearsed(seed: u64) -> (Arc<Questionnaire>, Vec<Response>) {
        let questionnaire = about(&["a", "b", "c", "d", "e", "f", "g", "h", "i"]);
        let mut room = Room::open(Setup { questionnaire: Arc::clone(&questionnaire), ..setup() }, 5);
        let people: Vec<(Token, Id)> =
            (1..=24).map(|n| (Token::new(n), if n <= 13 { SALES } else { MARKETING }.parse().unwrap())).collect();
        for (person, side) in people.clone() {
            room.ask(Request::Join { person, side }).unwrap();
        }
        room.command(Command::Start, at()).unwrap();
        let mut requests = answers(&questionnaire, room.progress(), &people, seed);
        while let Some(request) = requests.pop() {
            room.ask(request).unwrap();
        }
        reveal(&mut room, 1);
        let record = room.record().unwrap();
        (questionnaire, record.responses().to_vec())
    }

    fn mean(values: impl Iterator<Item = f64>) -> f64 {
        let values: Vec<f64> = values.collect();
        values.iter().sum::<f64>() / f64::from(u32::try_from(values.len()).unwrap())
    }

    #[test]
    fn each_side_expects_the_other_to_say_more_of_some_causes_than_it_does_and_less_of_others() {
        for seed in 1..20 {
            let (questionnaire, responses) = rehearsed(seed);
            let of = |side: &'static str| responses.iter().filter(move |response| response.side.as_str() == side);
            for (guessing, guessed) in [(SALES, MARKETING), (MARKETING, SALES)] {
                let off: Vec<f64> = questionnaire
                    .guess_items()
                    .map(|item| {
                        let guesses = of(guessing).filter_map(|one| item.points(*one.guesses.get(&item.cause.id)?));
                        let said = of(guessed).filter_map(|one| score(&item.cause.items, one).severity);
                        mean(guesses) - mean(said.map(Severity::points))
                    })
                    .collect();
                let clear = |points: f64| off.iter().filter(|off| **off * points.signum() >= points.abs()).count();
                assert!(clear(15.0) >= 1 && clear(-15.0) >= 1, "{seed} {guessing}: {off:?}");
            }
        }
    }
}
