//! What a side expects the other to say is taken, refused, counted and put into the record as answers are.

use super::*;

const LEADS: (&str, &str) = ("leads", MARKETING);

fn fresh(receipt: Result<Receipt, Refusal>) -> (u64, Answer, bool) {
    stands(&receipt.unwrap())
}

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
        assert_eq!(fresh(guess(&mut room, person, ("leads", of), 1, 4)), (1, Answer::Value(4), true));
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
    assert_eq!(fresh(guess(&mut room, 1, LEADS, 2, 4)), (2, Answer::Value(4), true));
    assert_eq!(fresh(guess(&mut room, 1, LEADS, 2, 1)), (2, Answer::Value(4), false));
    room.command(Command::Stop, at()).unwrap();
    assert_eq!(fresh(guess(&mut room, 1, LEADS, 2, 4)), (2, Answer::Value(4), false));
    assert_eq!(guess(&mut room, 1, LEADS, 3, 5), Err(Refusal::Stopped));
    room.command(Command::GoOn, at()).unwrap();
    assert_eq!(fresh(guess(&mut room, 1, LEADS, 3, 5)), (3, Answer::Value(5), true));
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
    assert_eq!(fresh(guess(&mut room, 1, ("leads", SALES), 1, 2)), (1, Answer::Value(2), true));
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

#[test]
fn whoever_guessed_keeps_the_seat() {
    let mut room = answering(2, 0);
    guess(&mut room, 1, LEADS, 1, 4).unwrap();
    assert!(matches!(room.make_way(|_| false), Some(Event::Left { person }) if person == Token::new(2)));
    assert_eq!(room.make_way(|_| false), None);
}
