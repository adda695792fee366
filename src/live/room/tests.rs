//! How a room behaves.

mod chance;
mod guesses;
mod results;

use super::command::CannotDetach;
use super::samples::{answer, answering, at, detach, guess, id, join, lobby, names, reveal, setup};
use super::*;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;

fn stands(receipt: &Receipt) -> (u64, Answer, bool) {
    match receipt {
        Receipt::Stands { mark, fresh } => (mark.seq, mark.answer, *fresh),
        other => panic!("{other:?}"),
    }
}

fn view(room: &Room) -> RoomView {
    room.view(&HostStatus::default(), &std::collections::BTreeSet::new())
}

#[test]
fn an_answer_is_taken_and_a_later_one_replaces_it() {
    let mut room = answering(1, 0);
    assert_eq!(stands(&answer(&mut room, 1, "leads-1", 1, 4).unwrap()), (1, Answer::Value(4), true));
    assert_eq!(stands(&answer(&mut room, 1, "leads-1", 2, 5).unwrap()), (2, Answer::Value(5), true));
}

#[test]
fn an_older_or_equal_answer_is_acknowledged_and_not_stored() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 2, 4).unwrap();
    for seq in [1, 2] {
        assert_eq!(stands(&answer(&mut room, 1, "leads-1", seq, 1).unwrap()), (2, Answer::Value(4), false));
    }
}

#[test]
fn every_item_has_its_own_sequence() {
    let mut room = answering(2, 0);
    answer(&mut room, 1, "leads-1", 9, 4).unwrap();
    assert!(stands(&answer(&mut room, 1, "leads-2", 1, 4).unwrap()).2);
    assert!(stands(&answer(&mut room, 2, "leads-1", 1, 4).unwrap()).2);
}

#[test]
fn an_answer_from_nobody_or_to_nothing_is_refused() {
    let mut room = answering(1, 0);
    assert_eq!(answer(&mut room, 99, "leads-1", 1, 4), Err(Refusal::Unknown));
    assert!(matches!(answer(&mut room, 1, "nothing", 1, 4), Err(Refusal::Misfit(_))));
    assert!(matches!(answer(&mut room, 1, "leads-1", 1, 6), Err(Refusal::Misfit(_))));
}

#[test]
fn nothing_is_asked_in_the_lobby() {
    let mut room = lobby();
    join(&mut room, 1, SALES).unwrap();
    assert_eq!(answer(&mut room, 1, "leads-1", 1, 4), Err(Refusal::NotYet));
}

#[test]
fn late_joiners_are_welcome_until_the_reveal() {
    let mut room = answering(1, 0);
    assert_eq!(join(&mut room, 2, MARKETING), Ok(Receipt::Joined));
    reveal(&mut room, 1);
    assert_eq!(join(&mut room, 3, MARKETING), Err(Refusal::Closed));
}

#[test]
fn a_locked_room_lets_nobody_in_and_can_be_unlocked() {
    let mut room = lobby();
    room.command(Command::Lock(true), at()).unwrap();
    assert_eq!(join(&mut room, 1, SALES), Err(Refusal::Locked));
    room.command(Command::Lock(false), at()).unwrap();
    assert_eq!(join(&mut room, 1, SALES), Ok(Receipt::Joined));
}

#[test]
fn the_room_admits_two_thousand() {
    let mut room = answering(2000, 0);
    assert_eq!(join(&mut room, 2001, SALES), Err(Refusal::Full));
}

#[test]
fn only_a_seat_that_nobody_uses_is_given_away() {
    let mut room = answering(3, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
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
    let counts = view(&room);
    assert_eq!(counts.sides.iter().map(|side| side.begun).collect::<Vec<_>>(), [1, 0, 0]);
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(to(&mut room, MARKETING), Err(Refusal::Stopped));
    room.command(Command::Reveal, at()).unwrap();
    detach(&mut room, 1);
    assert_eq!(to(&mut room, MARKETING), Err(Refusal::Closed));
    assert_eq!(room.record().unwrap().responses()[0].side, id(SALES));
    assert_eq!(room.ask(Request::Side { person: Token::new(9), side: id(SALES) }), Err(Refusal::Unknown));
}

#[test]
fn places_are_freed_of_those_who_are_away_and_have_answered_nothing() {
    let mut room = answering(3, 1);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    let away = |people: &[u128]| Command::FreePlaces(Away(people.iter().copied().map(Token::new).collect()));
    assert_eq!(room.command(away(&[]), at()), Err(NotNow::NoPlace));
    assert_eq!(room.command(away(&[1]), at()), Err(NotNow::NoPlace), "who has answered stays");
    let freed = Event::Freed { people: vec![Token::new(2), Token::new(4)] };
    assert_eq!(room.command(away(&[1, 2, 4]), at()), Ok(freed));
    assert_eq!(room.people().keys().copied().collect::<Vec<_>>(), [Token::new(1), Token::new(3)]);
    assert_eq!(answer(&mut room, 2, "leads-1", 1, 4), Err(Refusal::Unknown));
    for command in [Command::Stop, Command::Reveal] {
        room.command(command, at()).unwrap();
    }
    assert_eq!(room.command(away(&[3]), at()), Err(NotNow::Phase(Phase::Revealing)));
}

#[test]
fn whoever_has_not_been_heard_of_is_counted_as_away_whatever_they_have_answered() {
    let mut room = answering(4, 0);
    for item in ["leads-1", "leads-2", "money-1", "money-2"] {
        answer(&mut room, 1, item, 1, 4).unwrap();
    }
    answer(&mut room, 2, "leads-1", 1, 4).unwrap();
    let away = [1, 2, 3].map(Token::new).into();
    let side = &room.view(&HostStatus::default(), &away).sides[0];
    assert_eq!((side.joined, side.finished, side.away, side.idle), (4, 1, 3, 1));
}

#[test]
fn where_each_cause_is_asked_with_one_statement_nothing_is_promised_of_fewer_than_five() {
    for (is_pulse, expected) in [(true, DisclosurePreview::Nothing(1)), (false, DisclosurePreview::Everyone)] {
        let pulse = setup().questionnaire.pulse().unwrap();
        let questionnaire = if is_pulse { Arc::new(pulse) } else { setup().questionnaire };
        let mut room = Room::open(Setup { questionnaire, ..setup() }, 3);
        for person in 1..=4 {
            join(&mut room, person, SALES).unwrap();
        }
        room.command(Command::Start, at()).unwrap();
        for person in 1..=4 {
            for item in room.asked().map(|item| item.id.to_string()).collect::<Vec<_>>() {
                answer(&mut room, person, &item, 1, 4).unwrap();
            }
        }
        assert_eq!(view(&room).prospects.first(), Some(&expected));
        room.command(Command::Stop, at()).unwrap();
        let shown = view(&room).preview.unwrap().everyone;
        assert_eq!(shown > 0, !is_pulse, "what is promised is what is shown");
    }
}

#[test]
fn the_fewest_shown_is_fixed_when_the_first_person_joins() {
    let mut room = lobby();
    assert_eq!(room.command(Command::MinPeople(2), at()), Err(NotNow::TooFew));
    room.command(Command::MinPeople(7), at()).unwrap();
    join(&mut room, 1, SALES).unwrap();
    assert_eq!(room.command(Command::MinPeople(3), at()), Err(NotNow::Fixed));
    assert_eq!(room.progress().min_people, 7);
}

#[test]
fn nothing_is_accepted_from_the_reveal_on() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    for command in [Command::Stop, Command::Reveal] {
        room.command(command, at()).unwrap();
    }
    assert_eq!(answer(&mut room, 1, "leads-1", 2, 5), Err(Refusal::Closed));
    detach(&mut room, 1);
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
    let again = stands(&answer(&mut room, 1, "leads-1", 2, 4).unwrap());
    assert_eq!(again, (2, Answer::Value(4), false), "its first reply may have been lost");
    let early = Given::new(2, id("leads-1"), 1, Answer::Value(1));
    assert_eq!(room.ask(Request::Answer { person: Token::new(1), given: early }), Err(Refusal::Closed));
    assert_eq!(join(&mut room, 3, MARKETING), Ok(Receipt::Joined), "answering may go on");
    room.command(Command::GoOn, at()).unwrap();
    assert_eq!(stands(&answer(&mut room, 1, "leads-1", 3, 5).unwrap()), (3, Answer::Value(5), true));
    assert_eq!(stands(&answer(&mut room, 2, "leads-1", 1, 5).unwrap()), (1, Answer::Value(5), true));
}

#[test]
fn only_a_session_that_is_stopped_is_let_go_on_and_only_one_is_revealed() {
    let mut room = answering(1, 0);
    for command in [Command::GoOn, Command::Reveal] {
        assert_eq!(room.command(command, at()), Err(NotNow::Phase(Phase::Answering)));
    }
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(room.command(Command::Stop, at()), Err(NotNow::Phase(Phase::Stopped)));
    room.command(Command::Reveal, at()).unwrap();
    for command in [Command::GoOn, Command::Stop, Command::Reveal, Command::End] {
        assert_eq!(room.command(command, at()), Err(NotNow::Phase(Phase::Revealing)));
    }
    detach(&mut room, 1);
    assert_eq!((room.progress().phase, room.progress().shown), (Phase::Revealed, 1));
}

#[test]
fn an_end_while_answering_is_stopped_keeps_the_answers_and_shows_nothing() {
    let mut room = answering(2, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    room.command(Command::End, at()).unwrap();
    assert_eq!(answer(&mut room, 1, "leads-1", 2, 5), Err(Refusal::Closed));
    detach(&mut room, 1);
    assert_eq!((room.progress().phase, room.progress().shown), (Phase::Ended, 0));
    assert_eq!(room.record().unwrap().responses().len(), 1);
    assert!(room.people().values().all(|person| person.marks.is_empty()));
}

#[test]
fn a_session_of_an_earlier_version_that_was_closed_is_revealed_or_ended() {
    for (phase, after) in [(Phase::Closing, Phase::Closed), (Phase::Ending, Phase::Ended)] {
        let mut room = answering(1, 0);
        answer(&mut room, 1, "leads-1", 1, 4).unwrap();
        let progress = Progress { phase, ..room.progress().clone() };
        let people = room.people().iter().map(|(token, person)| (*token, Person::clone(person))).collect();
        let mut room = Room::restore(setup(), progress, people, None);
        detach(&mut room, 1);
        assert_eq!((room.progress().phase, room.progress().shown), (after, 0));
        if after == Phase::Closed {
            assert_eq!(view(&room).record, None);
            room.command(Command::Reveal, at()).unwrap();
            assert_eq!((room.progress().phase, room.progress().shown), (Phase::Revealed, 1));
        }
    }
}

#[test]
fn a_view_counts_who_has_begun_and_finished() {
    let mut room = answering(3, 0);
    for (n, item) in ["leads-1", "leads-2", "money-1", "money-2"].into_iter().enumerate() {
        answer(&mut room, 1, item, 1, 3).unwrap();
        if n == 0 {
            answer(&mut room, 2, item, 1, 3).unwrap();
        }
    }
    let sales = view(&room).sides[0].clone();
    assert_eq!((sales.joined, sales.begun, sales.finished), (3, 2, 1));
    room.ask(Request::Finish { person: Token::new(2), round: 1 }).unwrap();
    assert_eq!(view(&room).sides[0].finished, 2);
}

#[test]
fn a_session_that_is_being_answered_cannot_be_ended() {
    let mut room = answering(1, 0);
    assert_eq!(room.command(Command::End, at()), Err(NotNow::Phase(Phase::Answering)));
    reveal(&mut room, 1);
    room.command(Command::End, at()).unwrap();
    assert_eq!(room.command(Command::Start, at()), Err(NotNow::Phase(Phase::Ended)));
}

#[test]
fn a_phase_is_written_by_its_name_and_known_by_it_again() {
    let names = Phase::ALL.map(|phase| phase.spec().name);
    assert_eq!(
        names,
        ["lobby", "answering", "stopped", "closing", "closed", "revealing", "revealed", "ending", "ended"]
    );
    for phase in Phase::ALL {
        assert_eq!(Phase::try_from(phase.spec().name.to_owned()), Ok(phase));
    }
    assert!(Phase::try_from("paused".to_owned()).is_err());
}

#[test]
fn that_answering_stops_soon_is_announced_while_people_answer_and_over_once_it_stops() {
    let mut room = answering(1, 0);
    let minutes = |room: &Room| room.progress().stops.map(|stops| stops.minutes);
    assert_eq!(room.command(Command::StopsSoon(true), at()), Ok(Event::Progressed));
    assert_eq!(minutes(&room), Some(2));
    for (seconds, left) in [(0, 2), (60, 1), (61, 1), (119, 1), (120, 0), (900, 0)] {
        room.tick(Timestamp::from_second(at().as_second() + seconds).unwrap());
        assert_eq!(minutes(&room), Some(left), "after {seconds} seconds");
    }
    room.command(Command::StopsSoon(false), at()).unwrap();
    assert_eq!(minutes(&room), None);
    room.command(Command::StopsSoon(true), at()).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(minutes(&room), None);
    assert_eq!(room.command(Command::StopsSoon(true), at()), Err(NotNow::Phase(Phase::Stopped)));
}

#[test]
fn a_session_is_given_another_name_with_its_record_until_it_ends() {
    let mut room = answering(5, 0);
    let label = |text: &str| Label::new(text).unwrap();
    let name = |room: &mut Room, text: &str| room.command(Command::Name(label(text)), at());
    assert_eq!(name(&mut room, "APAC"), Ok(Event::Named { label: label("APAC") }));
    assert_eq!(view(&room).setup.label, label("APAC"));
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    room.command(Command::Reveal, at()).unwrap();
    assert_eq!(name(&mut room, "LATAM"), Err(NotNow::Phase(Phase::Revealing)), "its record is being written");
    detach(&mut room, 1);
    assert_eq!(room.record().unwrap().head().label, label("APAC"));
    name(&mut room, "LATAM").unwrap();
    assert_eq!(room.record().unwrap().head().label, label("LATAM"));
    room.command(Command::End, at()).unwrap();
    assert_eq!(name(&mut room, "EMEA"), Err(NotNow::Phase(Phase::Ended)));
}
