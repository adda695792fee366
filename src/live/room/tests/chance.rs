//! What holds in whatever order answers and commands come.

use proptest::prelude::*;

use super::*;

fn commands() -> impl Strategy<Value = Command> {
    prop_oneof![
        Just(Command::Start),
        any::<bool>().prop_map(Command::Lock),
        (0..9u32).prop_map(Command::MinPeople),
        Just(Command::Stop),
        Just(Command::GoOn),
        Just(Command::Reveal),
        Just(Command::Pin(Some(id("leads")))),
        Just(Command::SecondRound(vec![id("money")])),
        Just(Command::End),
    ]
}

fn requests() -> impl Strategy<Value = Request> {
    let person = || (1..6u128).prop_map(Token::new);
    let items = prop_oneof![Just("leads-1"), Just("money-2"), Just("none")];
    let causes = prop_oneof![Just("leads"), Just("money"), Just("leads-1")];
    let sides = || prop_oneof![Just(SALES), Just(MARKETING), Just("nowhere")];
    prop_oneof![
        person().prop_map(|person| Request::Join { person, side: id(SALES) }),
        (person(), items, 1..3u8, 1..4u64, 0..7i32).prop_map(|(person, item, round, seq, value)| {
            Request::Answer { person, given: Given::new(round, id(item), seq, Answer::Value(value)) }
        }),
        (person(), causes, sides(), 1..4u64, 0..7i32).prop_map(|(person, cause, of, seq, value)| {
            Request::Answer { person, given: Given::guess(id(cause), id(of), seq, value) }
        }),
        (person(), sides()).prop_map(|(person, side)| Request::Side { person, side: id(side) }),
        (person(), 1..3u8).prop_map(|(person, round)| Request::Finish { person, round }),
    ]
}

proptest! {
    #[test]
    fn a_refusal_leaves_the_room_as_it_was(steps in prop::collection::vec((requests(), commands()), 1..60)) {
        let mut room = lobby();
        for (request, command) in steps {
            let before = room.clone();
            if room.ask(request).is_err() {
                prop_assert_eq!(&room, &before);
            }
            let before = room.clone();
            if room.command(command, at()).is_err() {
                prop_assert_eq!(&room, &before);
            }
            if room.progress().phase.after_detach().is_some() {
                let names = names(1000 * u128::from(room.progress().round), room.people().len());
                let record = room.detach(&names, at()).unwrap();
                room.detached(record).unwrap();
            }
        }
    }
}

/// 50 answers and 50 guesses race stops, what takes a stop back, reveals and ends: what was taken is in the record, and
/// nothing else; from the first reveal or end on all is refused for good.
#[test]
fn of_answers_racing_stops_reveals_and_ends_those_taken_are_in_the_record_and_no_others() {
    let mut ways = [0; 2];
    for seed in 0..1000_u64 {
        let mut room = answering(50, 0);
        let mut taken = [0; 2];
        for step in shuffled(seed) {
            match step {
                Ok(person) => {
                    let is_over = room.progress().phase.after_detach().is_some();
                    let given = match person {
                        ..=50 => answer(&mut room, person, "leads-1", 1, 3),
                        _ => guess(&mut room, person - 50, ("leads", MARKETING), 1, 3),
                    };
                    assert!(!is_over || given == Err(Refusal::Closed), "seed {seed}");
                    taken[usize::from(person > 50)] += usize::from(given.is_ok());
                }
                Err(command) => drop(room.command(command, at())),
            }
        }
        for command in [Command::Stop, Command::Reveal] {
            drop(room.command(command, at()));
        }
        ways[usize::from(room.progress().phase == Phase::Ending)] += 1;
        let record = room.detach(&names(u128::from(seed), 50), at()).unwrap();
        let responses = record.as_ref().map_or(&[][..], |record| record.responses());
        let answers: usize = responses.iter().map(|response| response.answers.len()).sum();
        let guesses: usize = responses.iter().map(|response| response.guesses.len()).sum();
        // Where nobody answered, nothing could be told of a guess.
        let of_use = if taken[0] == 0 { 0 } else { taken[1] };
        assert_eq!([answers, guesses], [taken[0], of_use], "seed {seed}");
    }
    assert!(ways.iter().all(|&way| way > 100), "{ways:?}");
}

/// 50 people's answers, their guesses, and 50 commands in an order that the seed decides.
fn shuffled(seed: u64) -> Vec<Result<u128, Command>> {
    let commands = [Command::Stop, Command::GoOn, Command::Stop, Command::GoOn, Command::GoOn];
    let commands = commands.into_iter().cycle().take(46);
    let commands = commands.chain([Command::Reveal, Command::Reveal, Command::End, Command::End]);
    let mut steps: Vec<_> = (1..=100).map(Ok).chain(commands.map(Err)).collect();
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    for at in (1..steps.len()).rev() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        steps.swap(at, usize::try_from(state % (at as u64 + 1)).unwrap());
    }
    steps
}
