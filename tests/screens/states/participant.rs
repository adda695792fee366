//! A participant of a live session: at the door, answering, and waiting.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use undercurrent::testing::app::{App, HostView, JoinForm, Msg, SessionEvent, Setup, Store, Way};
use undercurrent::testing::domain::{Answer, Label, Questionnaire, Token};
use undercurrent::testing::live::{
    HostStatus, Mark, ParticipantView, Person, Phase, Progress, Room, RoomView, Setup as Of, Shown, ShownCause,
    SideCount,
};

use super::State;
use crate::answers::built_in;
use crate::join_form::join_form;
use crate::sitting::{NOW, Sitting};

/// What is said where nobody answers at the session's address.
const LOST: &str = "the session cannot be reached: nobody runs it at that address just now";

/// In front of a session that asks this.
pub fn at_the_door(questionnaire: &Arc<Questionnaire>) -> Sitting {
    at(join_form(questionnaire))
}

fn at(join_form: JoinForm) -> Sitting {
    let setup = Setup::new(built_in(), Store::Session, NOW.parse().unwrap());
    Sitting::at(App::participant(setup, Arc::new(join_form)))
}

/// How somebody from Marketing stands who has answered so many statements.
pub fn view(questionnaire: &Arc<Questionnaire>, phase: Phase, answered: usize) -> ParticipantView {
    let mark = |value| Mark { seq: 1, answer: Answer::Value(value) };
    let marks = questionnaire.asked().take(answered).map(|item| (item.id.clone(), mark(item.scale.lowest())));
    let person = Person { marks: marks.collect(), ..Person::new("marketing".parse().unwrap()) };
    ParticipantView {
        questionnaire: Arc::clone(questionnaire),
        label: Label::new("EMEA").unwrap(),
        notice: None,
        rehearsal: false,
        progress: Progress { phase, ..Progress::new(5) },
        person: Arc::new(person),
        kept: BTreeMap::new(),
        discussed: None,
        again: Vec::new(),
        shown: None,
        least: 5,
    }
}

/// In a session that stands like this, with the place kept.
pub fn seated(view: ParticipantView) -> Sitting {
    let questionnaire = Arc::clone(&view.questionnaire);
    at_the_door(&questionnaire).receives(Msg::Participant(SessionEvent::Stands { view: Arc::new(view), returns: true }))
}

fn asked(answered: usize) -> Sitting {
    seated(view(&built_in(), Phase::Answering, answered))
}

fn after(sitting: Sitting, event: SessionEvent) -> Sitting {
    sitting.receives(Msg::Participant(event))
}

fn kept(phase: Phase, people: usize) -> ParticipantView {
    ParticipantView { kept: BTreeMap::from([(1, people)]), ..view(&built_in(), phase, 0) }
}

/// What a room of twelve was shown, with a step that it took on.
fn shown() -> Arc<Shown> {
    let questionnaire = built_in();
    let causes = (1..).zip(questionnaire.causes()).map(|(number, cause)| ShownCause {
        guesses: Vec::new(),
        id: cause.id.clone(),
        name: cause.name.clone(),
        severity: Some(66 - number),
        level: 3,
        mark: "●●●○".to_owned(),
        band: "elevated".to_owned(),
        sides: Some("Sales 71 (6 people), Marketing 60 (6 people).".to_owned()),
        gap: Some("Sales rates this 11 points higher. Could well be chance.".to_owned()),
        sentence: format!("{number}. {}: {} of 100, elevated; 12 people.", cause.name, 66 - number),
    });
    Arc::new(Shown {
        guesses: Vec::new(),
        summary: "Start with Lead mismatch. 9 elevated.".to_owned(),
        people: "12 people: Sales 6, Marketing 6".to_owned(),
        causes: causes.collect(),
        second: vec!["20 people, then 18.".to_owned()],
        steps: vec!["Mark ten leads together. Anna, by 15 December 2026.".to_owned()],
    })
}

/// At a laptop that is passed round, while people answer.
pub fn passed_round() -> Sitting {
    let people = [("sales", 3, 2), ("marketing", 2, 2)];
    let count = |(side, joined, finished): (&str, usize, usize)| SideCount {
        side: side.parse().unwrap(),
        joined,
        answers: 0,
        begun: joined,
        finished,
        away: 0,
        idle: 0,
    };
    let of = Of {
        id: Token::new(7),
        created: "2026-11-24T16:00:00Z".parse().unwrap(),
        label: Label::new("EMEA").unwrap(),
        questionnaire: built_in(),
        rehearsal: false,
        passed_round: false,
    };
    let view = RoomView {
        sides: people.into_iter().map(count).collect(),
        ..Room::open(of, 5).view(&HostStatus::default(), &BTreeSet::new())
    };
    let progress = Progress { phase: Phase::Answering, ..view.progress.clone() };
    let seen = HostView { view: RoomView { progress, ..view }, figures: None };
    Sitting::at(App::hosting(crate::sitting::setup(&built_in()), Way::Kiosk, Arc::new(seen)))
}

pub fn kiosk() -> Vec<State> {
    let stands = |answered| {
        let view = Arc::new(view(&built_in(), Phase::Answering, answered));
        passed_round().press("n 2").receives(Msg::Participant(SessionEvent::Stands { view, returns: false }))
    };
    vec![
        ("kiosk_answering", passed_round()),
        ("kiosk_door", passed_round().press("n")),
        ("kiosk_asking", stands(0)),
        ("kiosk_leaving_a_seat", stands(3).press("q")),
        ("kiosk_handed_back", stands(35).press("4 Tab").saved()),
        ("kiosk_handed_back_early", stands(3).press("q y")),
        ("kiosk_handed_back_unsaved", stands(35).press("4 Tab").not_saved("the disk is full")),
    ]
}

pub fn doors() -> Vec<State> {
    let door = |script| at_the_door(&built_in()).press(script);
    let wrong = Msg::Participant(SessionEvent::NotJoined("That is not the code on the screen".to_owned()));
    let plain = JoinForm { label: String::new(), ..join_form(&built_in()) };
    vec![
        ("door", door("")),
        ("door_with_a_side_chosen", door("Down Down")),
        ("door_without_a_side", door("Enter")),
        ("door_read_on", door("PgDn PgDn")),
        ("door_of_a_rehearsal", at(JoinForm { rehearsal: true, ..plain })),
        (
            "door_locked",
            at(JoinForm { shut: Some("Joining is locked; ask the facilitator.".to_owned()), ..join_form(&built_in()) }),
        ),
        ("door_code", door("2")),
        ("door_code_typed", door("2 text:k7q")),
        ("door_code_missing", door("2 Enter")),
        ("door_joining", door("2 text:K7QM4F Enter")),
        ("door_wrong_code", door("2 text:AAAAAA Enter").receives(wrong)),
        ("door_after_being_forgotten", after(asked(3), SessionEvent::Unknown { held: false })),
        ("door_with_answers_held", after(asked(3).press("4"), SessionEvent::Unknown { held: true })),
    ]
}

pub fn participants() -> Vec<State> {
    let lost = || SessionEvent::Lost(LOST.to_owned());
    let late = SessionEvent::Refused("answering is closed".to_owned());
    let cause = built_in().causes()[0].clone();
    let mut pinned = kept(Phase::Revealed, 12);
    pinned.progress.pinned = Some(cause.id.clone());
    pinned.discussed = Some(Arc::new(cause));
    let pinned_with_figures = ParticipantView { shown: Some(shown()), ..pinned.clone() };
    let mut announced = view(&built_in(), Phase::Answering, 0);
    announced.progress.round = 2;
    announced.again = ["Disputed spend", "Sales bypassed"].map(str::to_owned).to_vec();
    let closed = || SessionEvent::Stands { view: Arc::new(kept(Phase::Closed, 12)), returns: true };
    let forgotten = SessionEvent::Stands { view: Arc::new(view(&built_in(), Phase::Answering, 3)), returns: false };
    let rehearsal = ParticipantView { rehearsal: true, ..view(&built_in(), Phase::Lobby, 0) };
    vec![
        ("seat_in_the_lobby", seated(view(&built_in(), Phase::Lobby, 0))),
        ("seat_choosing_another_side", seated(view(&built_in(), Phase::Lobby, 0)).press("w")),
        ("seat_stopped", seated(view(&built_in(), Phase::Stopped, 12))),
        ("seat_in_the_lobby_of_a_rehearsal", seated(rehearsal)),
        ("seat_in_the_lobby_lost", after(seated(view(&built_in(), Phase::Lobby, 0)), lost())),
        ("seat_asking", asked(0)),
        (
            "seat_asking_in_a_rehearsal",
            seated(ParticipantView { rehearsal: true, ..view(&built_in(), Phase::Answering, 3) }),
        ),
        ("seat_asking_with_some_saved", asked(3).press("4").saved()),
        ("seat_asking_while_saving", asked(3).press("4")),
        ("seat_asking_lost", after(asked(3), lost())),
        ("seat_asking_lost_and_unsaved", after(asked(3).press("4"), lost()).not_saved(LOST)),
        ("seat_asking_back", after(after(asked(3), lost()), SessionEvent::Back)),
        ("seat_items", asked(3).press("/")),
        ("seat_review", asked(30).press("6*Tab")),
        ("seat_review_at_its_end", asked(30).press("6*Tab End")),
        ("seat_guess_ahead", asked(35).press("4").saved()),
        ("seat_guessing", asked(35).press("4 Enter").saved()),
        ("seat_handed", asked(35).press("4 Tab").saved()),
        ("seat_handed_with_gaps", asked(30).press("6*Tab End Enter Tab")),
        ("seat_being_closed", seated(view(&built_in(), Phase::Closing, 0))),
        ("seat_closed", seated(kept(Phase::Closed, 12))),
        ("seat_closed_with_a_late_answer", after(after(asked(3).press("4"), late), closed())),
        ("seat_closed_with_few", seated(kept(Phase::Closed, 4))),
        ("seat_closed_with_nobody", seated(view(&built_in(), Phase::Closed, 0))),
        ("seat_revealed", seated(kept(Phase::Revealed, 12))),
        ("seat_pinned", seated(pinned)),
        ("seat_pinned_with_figures", seated(pinned_with_figures)),
        ("seat_announced", seated(announced)),
        ("seat_ended_with_figures", seated(ParticipantView { shown: Some(shown()), ..kept(Phase::Ended, 12) })),
        ("seat_ended", seated(kept(Phase::Ended, 12))),
        ("seat_help", asked(3).press("?")),
        ("seat_leaving_while_saving", asked(3).press("4 q")),
        ("seat_leaving_unsaved", after(asked(3).press("4"), lost()).not_saved(LOST).press("q")),
        ("seat_leaving_for_good", after(at_the_door(&built_in()), forgotten).press("q")),
    ]
}
