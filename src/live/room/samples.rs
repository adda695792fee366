//! A small questionnaire and rooms for the tests.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Command, Given, HostStatus, Receipt, Refusal, Request, Room, RoomView, Setup};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{
    BandNames, Cause, Head, Item, MARKETING, Point, Questionnaire, SALES, Scale, Side, Source,
};
use crate::domain::response::Answer;
use crate::domain::text::Label;

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn scale() -> Arc<Scale> {
    let labels = ["Almost never", "Rarely", "Sometimes", "Often", "Almost always"];
    let points = (1..).zip(labels).map(|(value, label)| Point { value, label: label.to_owned() }).collect();
    Arc::new(Scale { id: id("often"), stem: "How often was this so?".to_owned(), points, na: "Cannot say".to_owned() })
}

fn cause(name: &str) -> Cause {
    let item = |n: u8| Item {
        id: id(&format!("{name}-{n}")),
        text: format!("Statement {n} of {name}."),
        hint: None,
        scale: scale(),
        reverse: n == 2,
        pulse: n == 1,
        weight: 1.0,
    };
    Cause {
        id: id(name),
        name: name.to_owned(),
        heading: format!("The heading of {name}"),
        situation: format!("What happens in {name}."),
        experience: None,
        experience_note: None,
        remedy: "A remedy.".to_owned(),
        first_step: "A first step.".to_owned(),
        care: None,
        prompts: vec!["What did you see?".to_owned()],
        guess: Some(format!("{name} is a sore point")),
        sem: None,
        items: vec![item(1), item(2)],
    }
}

pub fn questionnaire() -> Arc<Questionnaire> {
    about(&["leads", "money"])
}

/// Two statements on each of these causes.
pub fn about(causes: &[&str]) -> Arc<Questionnaire> {
    let side = |side: &str, name: &str| Side { id: id(side), name: name.to_owned() };
    let head = Head {
        id: id("sample"),
        version: "1".to_owned(),
        title: "Sample".to_owned(),
        language: "en".to_owned(),
        intro: "Whose view this is.".to_owned(),
        closing: "What is missing?".to_owned(),
        guess_stem: Some("How often will people in {side} say".to_owned()),
        source: Source { title: "A text".to_owned(), date: "2019-09-22".parse().unwrap() },
        words: Vec::new(),
        tensions: Vec::new(),
        bands: BandNames {
            low: "low".to_owned(),
            mixed: "mixed".to_owned(),
            elevated: "elevated".to_owned(),
            severe: "severe".to_owned(),
        },
        sides: vec![side(SALES, "Sales"), side(MARKETING, "Marketing"), side("other", "Somewhere else")],
        min_people: 5,
    };
    let order = [1, 2].into_iter().flat_map(|pass| causes.iter().map(move |name| id(&format!("{name}-{pass}"))));
    let order: Vec<Id> = order.collect();
    Arc::new(Questionnaire::new(head, causes.iter().map(|name| cause(name)).collect(), &order).unwrap())
}

pub fn at() -> Timestamp {
    "2026-11-23T16:10:00Z".parse().unwrap()
}

pub fn setup() -> Setup {
    Setup {
        id: Token::new(7),
        created: at(),
        label: Label::new("EMEA").unwrap(),
        questionnaire: questionnaire(),
        rehearsal: false,
        passed_round: false,
    }
}

/// An open lobby with nobody in it.
pub fn lobby() -> Room {
    Room::open(setup(), 5)
}

/// A room that is being answered by `sales` people from Sales, named 1 and on, and then `marketing` from Marketing.
pub fn answering(sales: u128, marketing: u128) -> Room {
    let mut room = lobby();
    for n in 1..=sales + marketing {
        join(&mut room, n, if n <= sales { SALES } else { MARKETING }).unwrap();
    }
    room.command(Command::Start, at()).unwrap();
    room
}

pub fn join(room: &mut Room, person: u128, side: &str) -> Result<Receipt, Refusal> {
    room.ask(Request::Join { person: Token::new(person), side: id(side) }).map(|(receipt, _)| receipt)
}

pub fn answer(room: &mut Room, person: u128, item: &str, seq: u64, value: i32) -> Result<Receipt, Refusal> {
    let given = Given::new(room.progress().round, id(item), seq, Answer::Value(value));
    room.ask(Request::Answer { person: Token::new(person), given }).map(|(receipt, _)| receipt)
}

/// A guess of what Marketing says about a cause, or whichever side it is of.
pub fn guess(
    room: &mut Room,
    person: u128,
    (cause, of): (&str, &str),
    seq: u64,
    value: i32,
) -> Result<Receipt, Refusal> {
    let given = Given::guess(id(cause), id(of), seq, value);
    room.ask(Request::Answer { person: Token::new(person), given }).map(|(receipt, _)| receipt)
}

/// Takes a first step on that nobody is named for.
pub fn take_on(cause: &str, step: &str) -> Command {
    Command::TakeOn { cause: id(cause), step: step.to_owned(), owner: String::new(), due: None, plan: None }
}

/// Fresh names, as chance would give them: none says anything about its place.
pub fn names(seed: u128, count: usize) -> Vec<Token> {
    let mix = |n: u128| (n + seed).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).rotate_left(61) ^ n;
    (1..).map(|n| Token::new(mix(n).wrapping_mul(0xD134_2543_DE82_EF95_2545_F491_4F6C_DD1D))).take(count).collect()
}

/// Has the facilitator do all of these.
pub fn done(room: &mut Room, commands: impl IntoIterator<Item = Command>) {
    for command in commands {
        room.command(command, at()).unwrap();
    }
}

/// Stops answering, and takes the answers out on the way to the reveal.
pub fn reveal(room: &mut Room, seed: u128) {
    done(room, [Command::Stop, Command::Reveal]);
    to_record(room, seed);
}

/// Takes the answers out that are on their way into the record.
pub fn to_record(room: &mut Room, seed: u128) {
    let record = room.to_record(&names(seed, room.people().len()), at()).unwrap();
    room.detached(record).unwrap();
}

pub fn view(room: &Room) -> RoomView {
    room.view(&HostStatus::default(), &BTreeSet::new())
}
