//! A live session as it would stand: the real room, with people who join and answer.
#![allow(dead_code, reason = "every test takes what it needs")]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use jiff::Timestamp;
use undercurrent::testing::app::{Figures, HostView, Invitation, Second, Way};
use undercurrent::testing::domain::{Answer, Id, Label, Questionnaire, Record, Run, Several, Token, of_team};
use undercurrent::testing::live::{Command, Given, HostStatus, Person, Phase, Progress, Qr, Request, Room, Setup};

/// A session under way.
#[derive(Clone)]
pub struct Session {
    room: Room,
    people: Vec<(Token, String)>,
    away: usize,
    pub around: HostStatus,
}

pub fn at() -> Timestamp {
    "2026-11-24T17:00:00Z".parse().unwrap()
}

/// What the link to the big screen ends with, which no screen that the room sees may show.
pub const SCREEN: &str = "00112233445566778899aabbccddeeff";

const URL: &str = "http://192.168.178.20:7777";

/// How phones find the session.
pub fn invitation() -> Invitation {
    static QR: LazyLock<Qr> = LazyLock::new(|| Qr::new(&format!("{URL}/j/0123456789abcdef")).unwrap());
    Invitation {
        url: URL.to_owned(),
        code: "K7MQ2X".to_owned(),
        qr: Some(QR.clone()),
        screen: Some(format!("{URL}/screen/{SCREEN}")),
        notes: vec![
            "No phone gets through? Guest networks often keep devices apart: use another network or a hotspot."
                .to_owned(),
        ],
    }
}

pub fn network() -> Way {
    Way::Network(invitation())
}

impl Session {
    /// An open lobby.
    pub fn open(questionnaire: &Arc<Questionnaire>) -> Self {
        Self::opened(questionnaire, false)
    }

    /// The lobby of a rehearsal.
    pub fn rehearsal(questionnaire: &Arc<Questionnaire>) -> Self {
        Self::opened(questionnaire, true)
    }

    fn opened(questionnaire: &Arc<Questionnaire>, rehearsal: bool) -> Self {
        let setup = Setup {
            id: Token::new(7 << 96),
            created: at(),
            label: Label::new("Kick-off EMEA").unwrap(),
            questionnaire: Arc::clone(questionnaire),
            rehearsal,
            passed_round: false,
        };
        Self { room: Room::open(setup, 5), people: Vec::new(), away: 0, around: HostStatus::default() }
    }

    /// So many people of a side come in.
    pub fn joined(mut self, side: &str, count: usize) -> Self {
        for _ in 0..count {
            let person = Token::new(self.people.len() as u128 + 1);
            self.room.ask(Request::Join { person, side: side.parse().unwrap() }).unwrap();
            self.people.push((person, side.to_owned()));
        }
        self
    }

    /// The usual room: twelve from Sales, nine from Marketing and three others.
    pub fn usual(questionnaire: &Arc<Questionnaire>) -> Self {
        Self::open(questionnaire).joined("sales", 12).joined("marketing", 9).joined("other", 3)
    }

    /// The facilitator's word.
    pub fn receives(mut self, command: Command) -> Self {
        self.room.command(command, at()).unwrap();
        self
    }

    /// The first so many people answer everything; Marketing rates the first causes lower, and every third is milder.
    pub fn answered(mut self, count: usize) -> Self {
        for at in 0..count {
            self.answer(at, usize::MAX);
        }
        self
    }

    /// Somebody answers the first so many items.
    pub fn begun(mut self, person: usize, items: usize) -> Self {
        self.answer(person, items);
        self
    }

    fn answer(&mut self, at: usize, items: usize) {
        let (person, side) = self.people[at].clone();
        let round = self.room.progress().round;
        let asked: Vec<(Id, bool)> =
            self.room.asked().map(|item| (item.id.clone(), item.reverse)).take(items).collect();
        for (item, reverse) in asked {
            let cause = self.cause_of(&item);
            let answer = Answer::Value(points(cause, (at, &side), round, reverse));
            let given = Given::new(round, item, 1, answer);
            self.room.ask(Request::Answer { person, given }).unwrap();
        }
    }

    fn cause_of(&self, item: &Id) -> usize {
        let causes = self.room.setup().questionnaire.causes();
        causes.iter().position(|cause| cause.items.iter().any(|one| &one.id == item)).unwrap()
    }

    /// Takes no answers for now.
    pub fn stopped(self) -> Self {
        self.receives(Command::Stop)
    }

    /// Takes no more answers; they are still on their way into the record.
    pub fn closing(self) -> Self {
        self.stopped().receives(Command::Reveal)
    }

    /// The answers are in the record and nothing is shown, as an earlier version left it.
    pub fn closed(mut self) -> Self {
        let progress = Progress { phase: Phase::Closing, ..self.room.progress().clone() };
        let people = self.room.people().iter().map(|(token, person)| (*token, Person::clone(person))).collect();
        let record = self.room.record().map(|record| Record::clone(record));
        self.room = Room::restore(self.room.setup().clone(), progress, people, record);
        self.detached()
    }

    /// The answers that are on their way get into the record.
    fn detached(self) -> Self {
        let mut session = self;
        let first = 1 + 10_000 * u128::from(session.room.progress().round);
        let names: Vec<Token> =
            (first..first + 2000).map(|n| Token::new((n * 0x9E37_79B9_7F4A_7C15) << 32 | n)).collect();
        let record = session.room.to_record(&names, at()).unwrap();
        session.room.detached(record).unwrap();
        session
    }

    /// The figures are on the screen.
    pub fn revealed(self) -> Self {
        self.closing().detached()
    }

    /// Everybody of a record comes in and answers as they did in it.
    pub fn of(record: &Record) -> Self {
        let mut session = Self::open(record.questionnaire());
        for response in record.responses() {
            session = session.joined(response.side.as_str(), 1);
        }
        let mut session = session.started();
        for ((person, _), response) in session.people.clone().iter().zip(record.responses()) {
            for (item, &answer) in &response.answers {
                let given = Given::new(1, item.clone(), 1, answer);
                session.room.ask(Request::Answer { person: *person, given }).unwrap();
            }
        }
        session
    }

    /// The room itself.
    pub const fn room(&self) -> &Room {
        &self.room
    }

    /// Begins answering.
    pub fn started(self) -> Self {
        self.receives(Command::Start)
    }

    /// The cause at a place is being discussed.
    pub fn pinned(self, place: usize) -> Self {
        let cause = self.cause(place);
        self.receives(Command::Pin(Some(cause)))
    }

    /// The id of the cause at a place.
    pub fn cause(&self, place: usize) -> Id {
        self.room.setup().questionnaire.causes()[place].id.clone()
    }

    /// The last so many people have not been heard of for a while.
    pub fn away(mut self, count: usize) -> Self {
        self.away = count;
        self
    }

    /// How it stands, with figures once they are revealed.
    pub fn seen(&self) -> Arc<HostView> {
        self.seen_with(self.figures())
    }

    /// How it stands, with these figures, which are worth keeping: reckoning takes longer than all else.
    pub fn seen_with(&self, figures: Option<Arc<Figures>>) -> Arc<HostView> {
        let away: BTreeSet<Token> = self.people.iter().rev().take(self.away).map(|(person, _)| *person).collect();
        Arc::new(HostView { view: self.room.view(&self.around, &away), figures })
    }

    /// The figures, once they are revealed.
    pub fn figures(&self) -> Option<Arc<Figures>> {
        let view = self.room.view(&self.around, &BTreeSet::new());
        let record = view.record.as_ref()?;
        let first = Some(Arc::new(Several::of_round(record, 1)));
        let has_second = record.responses().iter().any(|response| response.round == 2);
        let run = |round| Run { record, round };
        let second = has_second.then(|| Second {
            several: Arc::new(Several::of_round(record, 2)),
            change: Arc::new(of_team(run(1), run(2)).unwrap()),
        });
        Some(Arc::new(Figures { first, second }))
    }

    /// How it stands for the facilitator's own view: the same.
    pub fn seen_from_the_desk(&self) -> Arc<HostView> {
        self.seen()
    }
}

/// What somebody answers: the second round is milder.
fn points(cause: usize, (person, side): (usize, &str), round: u8, reverse: bool) -> i32 {
    let milder = match side {
        "sales" => 0,
        "marketing" if cause < 4 => 2,
        "other" => 1,
        _ => i32::try_from(cause / 3).unwrap(),
    };
    let worst = 5 - i32::from(person.is_multiple_of(3)) - milder - if round == 2 { 2 } else { 0 };
    let worst = worst.max(1);
    if reverse { 6 - worst } else { worst }
}
