//! What people in a room may ask for, answers and guesses alike, in whatever order answers and commands come.

use proptest::prelude::*;

use super::request::SEQ_MAX;
use super::samples::{answer, answering, at, done, guess, id, join, lobby, names, reveal, to_record, view};
use super::*;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;

/// Of an answer that was taken: its number, its value, and whether it is the one that was sent.
fn stands(receipt: Result<Receipt, Refusal>) -> (u64, Answer, bool) {
    match receipt {
        Ok(Receipt::Stands { mark, fresh }) => (mark.seq, mark.answer, fresh),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_latest_answer_to_an_item_stands_and_an_older_or_equal_one_is_acknowledged_and_not_stored() {
    let mut room = answering(2, 0);
    for (person, item, seq, value, expected) in [
        (1, "leads-1", 1, 4, (1, 4, true)),
        (1, "leads-1", 2, 5, (2, 5, true)),
        (1, "leads-1", 1, 1, (2, 5, false)),
        (1, "leads-1", 2, 1, (2, 5, false)),
        (1, "leads-2", 1, 4, (1, 4, true)),
        (2, "leads-1", 1, 4, (1, 4, true)),
    ] {
        let (of, answer, fresh) = stands(answer(&mut room, person, item, seq, value));
        assert_eq!((of, answer, fresh), (expected.0, Answer::Value(expected.1), expected.2), "{person} {item} {seq}");
    }
}

#[test]
fn an_answer_from_nobody_or_to_nothing_is_refused() {
    let mut room = answering(1, 0);
    assert_eq!(answer(&mut room, 99, "leads-1", 1, 4), Err(Refusal::Unknown));
    assert!(matches!(answer(&mut room, 1, "nothing", 1, 4), Err(Refusal::Misfit(_))));
    assert!(matches!(answer(&mut room, 1, "leads-1", 1, 6), Err(Refusal::Misfit(_))));
}

#[test]
fn people_are_let_in_until_the_reveal_while_the_door_is_open_and_a_seat_is_free() {
    let mut room = lobby();
    done(&mut room, [Command::Lock(true)]);
    assert_eq!(join(&mut room, 1, SALES), Err(Refusal::Locked));
    done(&mut room, [Command::Lock(false)]);
    assert_eq!(join(&mut room, 1, SALES), Ok(Receipt::Joined));
    assert_eq!(answer(&mut room, 1, "leads-1", 1, 4), Err(Refusal::NotYet), "nothing is asked in the lobby");
    done(&mut room, [Command::Start]);
    assert_eq!(join(&mut room, 2, MARKETING), Ok(Receipt::Joined), "whoever comes late is welcome");
    reveal(&mut room, 1);
    assert_eq!(join(&mut room, 3, MARKETING), Err(Refusal::Closed));
    assert_eq!(join(&mut answering(2000, 0), 2001, SALES), Err(Refusal::Full));
}

#[test]
fn only_a_seat_that_nobody_uses_is_given_away() {
    let mut room = answering(4, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    guess(&mut room, 4, LEADS, 1, 4).unwrap();
    let here = |token| token == Token::new(2);
    assert_eq!(room.make_way(here), Some(Event::Left { person: Token::new(3) }));
    assert_eq!(room.make_way(here), None);
}

#[test]
fn whoever_is_on_the_wrong_side_changes_it_until_answering_stops_and_keeps_the_answers() {
    let mut room = lobby();
    join(&mut room, 1, SALES).unwrap();
    let to = |room: &mut Room, side: &str| room.ask(Request::Side { person: Token::new(1), side: id(side) });
    assert!(matches!(to(&mut room, MARKETING), Ok((Receipt::Sided, Some(Event::Sided { .. })))));
    assert_eq!(to(&mut room, MARKETING), Ok((Receipt::Sided, None)));
    assert_eq!(to(&mut room, "nowhere"), Err(Refusal::NoSide));
    room.command(Command::Start, at()).unwrap();
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Lock(true), at()).unwrap();
    to(&mut room, SALES).unwrap();
    assert_eq!(room.people()[&Token::new(1)].marks.len(), 1);
    assert_eq!(view(&room).sides.iter().map(|side| side.begun).collect::<Vec<_>>(), [1, 0, 0]);
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(to(&mut room, MARKETING), Err(Refusal::Stopped));
    room.command(Command::Reveal, at()).unwrap();
    to_record(&mut room, 1);
    assert_eq!(to(&mut room, MARKETING), Err(Refusal::Closed));
    assert_eq!(room.record().unwrap().responses()[0].side, id(SALES));
    assert_eq!(room.ask(Request::Side { person: Token::new(9), side: id(SALES) }), Err(Refusal::Unknown));
}

#[test]
fn nothing_is_accepted_from_the_reveal_on() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    done(&mut room, [Command::Stop, Command::Reveal]);
    assert_eq!(answer(&mut room, 1, "leads-1", 2, 5), Err(Refusal::Closed));
    to_record(&mut room, 1);
    assert_eq!(answer(&mut room, 1, "leads-1", 2, 5), Err(Refusal::Closed));
}

#[test]
fn while_answering_is_stopped_nothing_new_is_taken_and_what_is_stored_is_acknowledged() {
    let mut room = answering(2, 0);
    answer(&mut room, 1, "leads-1", 2, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(answer(&mut room, 1, "leads-1", 3, 5), Err(Refusal::Stopped));
    assert_eq!(answer(&mut room, 2, "leads-1", 1, 5), Err(Refusal::Stopped));
    assert_eq!(room.ask(Request::Finish { person: Token::new(1), round: 1 }), Err(Refusal::Stopped));
    let again = stands(answer(&mut room, 1, "leads-1", 2, 4));
    assert_eq!(again, (2, Answer::Value(4), false), "its first reply may have been lost");
    let early = Given::new(2, id("leads-1"), 1, Answer::Value(1));
    assert_eq!(room.ask(Request::Answer { person: Token::new(1), given: early }), Err(Refusal::Closed));
    assert_eq!(join(&mut room, 3, MARKETING), Ok(Receipt::Joined), "answering may go on");
    room.command(Command::GoOn, at()).unwrap();
    assert_eq!(stands(answer(&mut room, 1, "leads-1", 3, 5)), (3, Answer::Value(5), true));
    assert_eq!(stands(answer(&mut room, 2, "leads-1", 1, 5)), (1, Answer::Value(5), true));
}

const LEADS: (&str, &str) = ("leads", MARKETING);

fn change_side(room: &mut Room, person: u128, side: &str) -> Option<Event> {
    room.ask(Request::Side { person: Token::new(person), side: id(side) }).unwrap().1
}

#[test]
fn sales_guesses_marketing_and_marketing_sales_and_nobody_else_anything() {
    let mut room = lobby();
    for (person, side) in [(1, SALES), (2, MARKETING), (3, "other")] {
        join(&mut room, person, side).unwrap();
    }
    room.command(Command::Start, at()).unwrap();
    for (person, of) in [(1, MARKETING), (2, SALES)] {
        assert_eq!(stands(guess(&mut room, person, ("leads", of), 1, 4)), (1, Answer::Value(4), true));
    }
    for (person, of) in [(1, SALES), (1, "other"), (2, MARKETING), (3, SALES), (3, MARKETING), (3, "other")] {
        let refused = guess(&mut room, person, ("money", of), 1, 4);
        assert!(matches!(refused, Err(Refusal::Misfit(_))), "{person} {of}");
    }
}

#[test]
fn a_guess_is_a_point_of_the_scale_about_a_cause_and_nothing_else() {
    let mut room = answering(1, 0);
    for (cause, value) in [("leads", 0), ("leads", 6), ("leads-1", 4), ("nothing", 4)] {
        assert!(
            matches!(guess(&mut room, 1, (cause, MARKETING), 1, value), Err(Refusal::Misfit(_))),
            "{cause} {value}"
        );
    }
    let apart =
        Given { mark: Mark { seq: 1, answer: Answer::DoesNotApply }, ..Given::guess(id("leads"), id(MARKETING), 1, 4) };
    assert!(matches!(room.ask(Request::Answer { person: Token::new(1), given: apart }), Err(Refusal::Misfit(_))));
    assert!(matches!(answer(&mut room, 1, "leads", 1, 4), Err(Refusal::Misfit(_))));
    assert!(room.people()[&Token::new(1)].marks.is_empty());
}

#[test]
fn where_nothing_is_guessed_every_guess_is_refused() {
    let asked = Arc::new(Questionnaire::clone(&lobby().setup.questionnaire).without_guesses());
    let mut room = Room::open(Setup { questionnaire: asked, ..lobby().setup().clone() }, 5);
    join(&mut room, 1, SALES).unwrap();
    room.command(Command::Start, at()).unwrap();
    assert!(matches!(guess(&mut room, 1, LEADS, 1, 4), Err(Refusal::Misfit(_))));
}

#[test]
fn a_guess_counts_its_own_sequence_and_is_refused_as_an_answer_is() {
    let mut room = lobby();
    join(&mut room, 1, SALES).unwrap();
    assert_eq!(guess(&mut room, 1, LEADS, 1, 4), Err(Refusal::NotYet));
    room.command(Command::Start, at()).unwrap();
    assert_eq!(guess(&mut room, 9, LEADS, 1, 4), Err(Refusal::Unknown));
    for seq in [0, SEQ_MAX + 1] {
        assert_eq!(guess(&mut room, 1, LEADS, seq, 4), Err(Refusal::Misnumbered));
    }
    assert_eq!(stands(guess(&mut room, 1, LEADS, 2, 4)), (2, Answer::Value(4), true));
    assert_eq!(stands(guess(&mut room, 1, LEADS, 2, 1)), (2, Answer::Value(4), false));
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(stands(guess(&mut room, 1, LEADS, 2, 4)), (2, Answer::Value(4), false));
    assert_eq!(guess(&mut room, 1, LEADS, 3, 5), Err(Refusal::Stopped));
    room.command(Command::GoOn, at()).unwrap();
    assert_eq!(stands(guess(&mut room, 1, LEADS, 3, 5)), (3, Answer::Value(5), true));
    reveal(&mut room, 1);
    assert_eq!(guess(&mut room, 1, LEADS, 4, 5), Err(Refusal::Closed));
}

#[test]
fn a_second_round_asks_no_guess() {
    let mut room = answering(1, 1);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    guess(&mut room, 1, LEADS, 1, 4).unwrap();
    reveal(&mut room, 1);
    room.command(Command::SecondRound(vec![id("leads")]), at()).unwrap();
    assert_eq!(guess(&mut room, 1, LEADS, 2, 5), Err(Refusal::Closed));
    let late = Given { round: 2, ..Given::guess(id("leads"), id(MARKETING), 2, 5) };
    assert!(matches!(room.ask(Request::Answer { person: Token::new(1), given: late }), Err(Refusal::Misfit(_))));
    answer(&mut room, 1, "leads-1", 1, 2).unwrap();
    reveal(&mut room, 2);
    let guesses = |round| {
        let responses = room.record().unwrap().responses().iter().filter(move |response| response.round == round);
        responses.map(|response| response.guesses.len()).sum::<usize>()
    };
    assert_eq!((guesses(1), guesses(2)), (1, 0));
}

#[test]
fn whoever_changes_sides_keeps_the_answers_and_is_asked_to_guess_anew() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    guess(&mut room, 1, LEADS, 7, 4).unwrap();
    guess(&mut room, 1, ("money", MARKETING), 1, 4).unwrap();
    let event = change_side(&mut room, 1, MARKETING);
    let guesses = ["leads", "money"].map(id).to_vec();
    assert_eq!(event, Some(Event::Sided { person: Token::new(1), side: id(MARKETING), guesses }));
    assert_eq!(room.people()[&Token::new(1)].marks.keys().collect::<Vec<_>>(), [&id("leads-1")]);
    // One that was on its way is of the side that the person belongs to now.
    assert!(matches!(guess(&mut room, 1, LEADS, 8, 4), Err(Refusal::Misfit(_))));
    assert_eq!(stands(guess(&mut room, 1, ("leads", SALES), 1, 2)), (1, Answer::Value(2), true));
    change_side(&mut room, 1, "other");
    reveal(&mut room, 1);
    let [response] = room.record().unwrap().responses() else { panic!("one person") };
    assert_eq!((response.answers.len(), response.guesses.len()), (1, 0));
}

#[test]
fn the_reveal_puts_each_guess_into_the_record_and_takes_it_from_the_room() {
    let mut room = answering(2, 1);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    guess(&mut room, 1, LEADS, 1, 5).unwrap();
    guess(&mut room, 2, ("money", MARKETING), 1, 2).unwrap();
    reveal(&mut room, 1);
    assert!(room.people().values().all(|person| person.marks.is_empty()));
    let record = room.record().unwrap();
    let mut rows: Vec<_> = record.responses().iter().map(|one| (one.answers.len(), one.guesses.clone())).collect();
    rows.sort_by_key(|(answers, _)| *answers);
    // Whoever only guessed is in it as well, and is not among those who answered.
    assert_eq!(rows, [(0, [(id("money"), 2)].into()), (1, [(id("leads"), 5)].into())]);
    assert_eq!(room.kept(), [(1, 1)].into());
}

#[test]
fn where_nobody_answered_no_guess_is_kept() {
    let mut room = answering(1, 1);
    guess(&mut room, 1, LEADS, 1, 5).unwrap();
    reveal(&mut room, 1);
    assert_eq!(room.record(), None);
    assert!(room.people().values().all(|person| person.marks.is_empty()));
}

#[test]
fn whoever_answered_everything_is_done_whatever_is_guessed() {
    let mut room = answering(2, 0);
    for item in ["leads-1", "leads-2", "money-1"] {
        answer(&mut room, 1, item, 1, 4).unwrap();
    }
    guess(&mut room, 1, LEADS, 1, 4).unwrap();
    guess(&mut room, 2, LEADS, 1, 4).unwrap();
    let counts = |room: &Room| (view(room).sides[0].begun, view(room).sides[0].finished);
    assert_eq!(counts(&room), (1, 0));
    answer(&mut room, 1, "money-2", 1, 4).unwrap();
    assert_eq!(counts(&room), (1, 1));
    guess(&mut room, 1, ("money", MARKETING), 1, 4).unwrap();
    assert_eq!(counts(&room), (1, 1));
    let person = &room.people()[&Token::new(1)];
    assert_eq!((person.marks.len(), person.answered(&room.setup().questionnaire)), (6, 4));
}

#[test]
fn no_guess_is_told_to_the_facilitator_as_an_answer() {
    let mut room = answering(2, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    for person in [1, 2] {
        guess(&mut room, person, LEADS, 1, 4).unwrap();
        guess(&mut room, person, ("money", MARKETING), 1, 4).unwrap();
    }
    let side = &view(&room).sides[0];
    assert_eq!((side.joined, side.begun, side.answers, side.finished), (2, 1, 1, 0));
}

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
                let record = room.to_record(&names, at()).unwrap();
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
        let record = room.to_record(&names(u128::from(seed), 50), at()).unwrap();
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
