//! What a reveal makes of the answers, and what is done with it: second rounds, pins, steps.

use super::*;

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
fn a_room_in_which_nobody_answered_is_revealed_without_a_record() {
    let mut room = answering(3, 3);
    reveal(&mut room, 1);
    assert_eq!(room.progress().phase, Phase::Revealed);
    assert_eq!(room.record(), None);
}

#[test]
fn the_answers_cannot_be_taken_out_of_an_open_round() {
    assert_eq!(answering(1, 0).detach(&names(1, 1), at()), Err(CannotDetach::NotOnTheWay));
}

#[test]
fn the_result_is_seen_only_once_it_is_revealed() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(view(&room).record, None);
    room.command(Command::Reveal, at()).unwrap();
    assert_eq!(view(&room).record, None);
    detach(&mut room, 1);
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
fn an_answer_meant_for_the_first_round_never_enters_the_second() {
    let mut room = answering(1, 0);
    let old = Given::new(1, id("money-1"), 1, Answer::Value(1));
    reveal(&mut room, 1);
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    let replay = Request::Answer { person: Token::new(1), given: old };
    assert_eq!(room.ask(replay), Err(Refusal::Closed));
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
fn who_said_in_the_first_round_that_they_have_finished_has_not_finished_the_second() {
    let mut room = answering(1, 0);
    reveal(&mut room, 1);
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    let late = |round| Request::Finish { person: Token::new(1), round };
    assert_eq!(room.ask(late(1)), Err(Refusal::Closed));
    assert_eq!(view(&room).sides[0].finished, 0);
    room.ask(late(2)).unwrap();
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

fn action(cause: &str) -> Command {
    Command::TakeOn {
        cause: id(cause),
        step: "Mark ten leads".to_owned(),
        owner: "Ada".to_owned(),
        due: None,
        plan: None,
    }
}

#[test]
fn an_action_is_taken_on_once_the_result_is_shown_and_outlives_the_second_round() {
    let mut room = answering(1, 0);
    answer(&mut room, 1, "leads-1", 1, 4).unwrap();
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(room.command(action("leads"), at()), Err(NotNow::Phase(Phase::Stopped)));
    room.command(Command::Reveal, at()).unwrap();
    detach(&mut room, 1);
    assert!(matches!(room.command(action("none"), at()), Err(NotNow::Action(_))));
    assert_eq!(room.command(action("leads"), at()), Ok(Event::Recorded));
    assert!(matches!(room.command(action("leads"), at()), Err(NotNow::Action(_))), "the same step twice");
    room.command(Command::SecondRound(vec![id("money")]), at()).unwrap();
    reveal(&mut room, 2);
    assert_eq!(room.record().unwrap().actions().len(), 1);
}

#[test]
fn where_nobody_answered_there_is_nothing_to_act_on() {
    let mut room = answering(1, 0);
    reveal(&mut room, 1);
    assert_eq!(room.command(action("leads"), at()), Err(NotNow::NoRecord));
}
