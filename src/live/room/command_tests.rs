//! What the facilitator may have done in a room, what is seen of it, and what a reveal makes of the answers.

use super::command::CannotDetach;
use super::samples::{answer, answering, at, done, id, join, lobby, names, reveal, setup, take_on, to_record, view};
use super::*;
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::response::Answer;

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
    done(&mut room, [Command::Stop, Command::Reveal]);
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
    to_record(&mut room, 1);
    assert_eq!((room.progress().phase, room.progress().shown), (Phase::Revealed, 1));
}

#[test]
fn an_end_while_answering_is_stopped_keeps_the_answers_and_shows_nothing() {
    let mut room = answering(2, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    done(&mut room, [Command::Stop, Command::End]);
    assert_eq!(answer(&mut room, 1, "leads-1", 2, 5), Err(Refusal::Closed));
    to_record(&mut room, 1);
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
        to_record(&mut room, 1);
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
    let names = ["lobby", "answering", "stopped", "closing", "closed", "revealing", "revealed", "ending", "ended"];
    for (place, name) in names.into_iter().enumerate() {
        let phase = Phase::named(name).unwrap();
        assert_eq!(
            (phase as usize, phase.spec().name, serde_json::to_value(phase).unwrap()),
            (place, name, name.into())
        );
    }
    assert_eq!((Phase::Ended as usize + 1, Phase::named("paused")), (names.len(), None));
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
    done(&mut room, [Command::StopsSoon(true), Command::Stop]);
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
    done(&mut room, [Command::Stop, Command::Reveal]);
    assert_eq!(name(&mut room, "LATAM"), Err(NotNow::Phase(Phase::Revealing)), "its record is being written");
    to_record(&mut room, 1);
    assert_eq!(room.record().unwrap().head().label, label("APAC"));
    name(&mut room, "LATAM").unwrap();
    assert_eq!(room.record().unwrap().head().label, label("LATAM"));
    room.command(Command::End, at()).unwrap();
    assert_eq!(name(&mut room, "EMEA"), Err(NotNow::Phase(Phase::Ended)));
}

#[test]
fn the_reveal_puts_each_answer_into_the_record_and_takes_it_from_the_room() {
    let mut room = answering(2, 1);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    answer(&mut room, 3, "money-2", 1, 2).unwrap();
    reveal(&mut room, 1);
    let record = room.record().unwrap();
    let mut sides: Vec<&str> = record.responses().iter().map(|response| response.side.as_str()).collect();
    sides.sort_unstable();
    assert_eq!(sides, [MARKETING, SALES]);
    assert!(room.people().values().all(|person| person.marks.is_empty()));
}

#[test]
fn the_order_of_the_responses_is_the_order_of_their_random_names() {
    let mut room = answering(20, 0);
    for n in 1..=20 {
        answer(&mut room, n, "leads-1", 1, 3).unwrap();
    }
    reveal(&mut room, 5);
    let ids: Vec<Token> = room.record().unwrap().responses().iter().map(|response| response.id).collect();
    assert!(ids.is_sorted());
    assert_ne!(ids, names(5, 20));
}

#[test]
fn a_room_in_which_nobody_answered_is_revealed_without_a_record_and_with_nothing_to_act_on() {
    let mut room = answering(3, 3);
    assert_eq!(room.to_record(&names(1, 6), at()), Err(CannotDetach::NotOnTheWay), "the round is open");
    reveal(&mut room, 1);
    assert_eq!((room.progress().phase, room.record()), (Phase::Revealed, None));
    assert_eq!(room.command(take_on("leads", "Mark ten leads"), at()), Err(NotNow::NoRecord));
}

#[test]
fn the_result_is_seen_only_once_it_is_revealed() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(view(&room).record, None);
    room.command(Command::Reveal, at()).unwrap();
    assert_eq!(view(&room).record, None);
    to_record(&mut room, 1);
    assert!(view(&room).record.is_some());
    assert_eq!(view(&room).kept, [(1, 1)].into());
}

#[test]
fn a_second_round_asks_only_the_chosen_causes() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 5, 4).unwrap();
    reveal(&mut room, 1);
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    assert_eq!(room.asked().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["money-1", "money-2"]);
    assert!(matches!(answer(&mut room, 1, "leads-1", 6, 4), Err(Refusal::Misfit(_))));
    answer(&mut room, 1, "money-1", 1, 2).unwrap();
    reveal(&mut room, 2);
    let record = room.record().unwrap();
    assert_eq!(record.responses().iter().map(|response| response.round).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn where_one_laptop_is_passed_round_a_second_round_begins_with_nobody() {
    let setup = Setup { passed_round: true, ..setup() };
    let mut room = Room::open(setup, 5);
    join(&mut room, 1, SALES).unwrap();
    room.command(Command::Start, at()).unwrap();
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    reveal(&mut room, 1);
    assert!(room.knows(Token::new(1)), "whoever sits there still sees what became of the answers");
    assert_eq!(room.command(Command::SecondRound(vec![id("money")]), at()), Ok(Event::Anew));
    assert!(room.people().is_empty());
    assert_eq!(room.kept(), [(1, 1)].into());
}

#[test]
fn what_was_meant_for_the_first_round_never_enters_the_second() {
    let mut room = answering(1, 0);
    reveal(&mut room, 1);
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    let person = Token::new(1);
    let given = Given::new(1, id("money-1"), 1, Answer::Value(1));
    for late in [Request::Answer { person, given }, Request::Finish { person, round: 1 }] {
        assert_eq!(room.ask(late), Err(Refusal::Closed));
    }
    assert_eq!((view(&room).sides[0].finished, room.people()[&person].marks.len()), (0, 0));
    room.ask(Request::Finish { person, round: 2 }).unwrap();
    assert_eq!(view(&room).sides[0].finished, 1);
}

#[test]
fn a_second_round_that_was_begun_in_error_is_taken_back_until_somebody_has_answered_in_it() {
    let mut room = answering(6, 6);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    assert_eq!(room.command(Command::NoSecondRound, at()), Err(NotNow::Phase(Phase::Answering)), "it is the first");
    reveal(&mut room, 1);
    let before = room.progress().clone();
    room.command(Command::SecondRound(vec![id("leads")]), at()).unwrap();
    assert_eq!(room.command(Command::NoSecondRound, at()), Ok(Event::Progressed));
    assert_eq!((room.progress(), room.people().len()), (&before, 12), "as if it had never begun");
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    room.ask(Request::Answer { person: Token::new(2), given: Given::new(2, id("money-1"), 1, Answer::Value(4)) })
        .unwrap();
    assert_eq!(room.command(Command::NoSecondRound, at()), Err(NotNow::Begun));
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(room.command(Command::NoSecondRound, at()), Err(NotNow::Phase(Phase::Stopped)));
}

#[test]
fn there_is_no_third_round() {
    let mut room = answering(1, 0);
    reveal(&mut room, 1);
    assert_eq!(room.command(Command::SecondRound(Vec::new()), at()), Err(NotNow::Nothing));
    assert_eq!(room.command(Command::SecondRound(vec![id("none")]), at()), Err(NotNow::NoCause));
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    reveal(&mut room, 2);
    assert_eq!(room.command(Command::SecondRound(vec![id("money")]), at()), Err(NotNow::NoMoreRounds));
}

#[test]
fn a_cause_is_pinned_only_while_it_can_be_discussed() {
    let mut room = answering(1, 0);
    assert_eq!(room.command(Command::Pin(Some(id("leads"))), at()), Err(NotNow::Phase(Phase::Answering)));
    reveal(&mut room, 1);
    assert_eq!(room.command(Command::Pin(Some(id("none"))), at()), Err(NotNow::NoCause));
    room.command(Command::Pin(Some(id("leads"))), at()).unwrap();
    assert_eq!(room.progress().pinned, Some(id("leads")));
}

#[test]
fn an_action_is_taken_on_once_the_result_is_shown_and_outlives_the_second_round() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(room.command(take_on("leads", "Mark ten leads"), at()), Err(NotNow::Phase(Phase::Stopped)));
    room.command(Command::Reveal, at()).unwrap();
    to_record(&mut room, 1);
    assert!(matches!(room.command(take_on("none", "Mark ten leads"), at()), Err(NotNow::Action(_))));
    assert_eq!(room.command(take_on("leads", "Mark ten leads"), at()), Ok(Event::Recorded));
    assert!(
        matches!(room.command(take_on("leads", "Mark ten leads"), at()), Err(NotNow::Action(_))),
        "the same step twice"
    );
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    reveal(&mut room, 2);
    assert_eq!(room.record().unwrap().actions().len(), 1);
}
