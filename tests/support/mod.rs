//! Questionnaires and answers, built from the short form that the reference figures use.
#![allow(dead_code, reason = "every test takes what it needs")]

pub mod record;

use std::collections::BTreeMap;
use std::sync::Arc;

use record::{a_record, like};
use serde::Deserialize;
use serde_json::Value;
use undercurrent::testing::domain::{
    Answer, BandNames, Cause, Head, Id, Item, Kind, Point, Questionnaire, Record, Response, Scale, Side, Source, Token,
};

/// An item as the reference figures write it.
#[derive(Debug, Clone, Deserialize)]
pub struct Shape {
    pub min: i32,
    pub max: i32,
    #[serde(default)]
    pub reverse: bool,
    #[serde(default = "one")]
    pub weight: f64,
}

const fn one() -> f64 {
    1.0
}

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

pub fn item(name: &str, shape: &Shape) -> Item {
    Item {
        id: id(name),
        text: format!("The statement {name}."),
        hint: None,
        scale: scale(shape.min, shape.max),
        reverse: shape.reverse,
        pulse: false,
        weight: shape.weight,
    }
}

fn scale(min: i32, max: i32) -> Arc<Scale> {
    let points = (min..=max).map(|value| Point { value, label: format!("point {value}") }).collect();
    let id = id(&format!("scale-{}-{}", 100 + min, 100 + max));
    Arc::new(Scale { id, stem: "How often was this so?".to_owned(), points, na: "Does not apply".to_owned() })
}

/// The items of one cause, named after it.
pub fn items(cause: &str, shapes: &[Shape]) -> Vec<Item> {
    shapes.iter().enumerate().map(|(at, shape)| item(&format!("{cause}-i{at}"), shape)).collect()
}

/// One person's answers to some items: a number, `null` where skipped, or "na".
pub fn response(items: &[Item], answers: &[Value]) -> Response {
    let given = items.iter().zip(answers).filter_map(|(item, value)| Some((item.id.clone(), answer(value)?)));
    Response { answers: given.collect::<BTreeMap<_, _>>(), ..Response::new(Token::new(1), id("sales")) }
}

pub fn answer(value: &Value) -> Option<Answer> {
    match value {
        Value::Null => None,
        Value::String(text) if text == "na" => Some(Answer::DoesNotApply),
        number => Some(Answer::Value(i32::try_from(number.as_i64().unwrap()).unwrap())),
    }
}

/// A questionnaire of causes given by name and items, with the sides Sales, Marketing and Others.
pub fn questionnaire(causes: &[(String, Vec<Item>)], min_people: u32) -> Arc<Questionnaire> {
    let order: Vec<Id> = causes.iter().flat_map(|(_, items)| items).map(|item| item.id.clone()).collect();
    let causes = causes.iter().map(|(name, items)| cause(name, items.clone())).collect();
    Arc::new(Questionnaire::new(head(min_people), causes, &order).unwrap())
}

fn cause(name: &str, items: Vec<Item>) -> Cause {
    Cause {
        id: id(name),
        name: format!("Cause {name}"),
        heading: format!("The heading of {name}"),
        situation: "What happens.".to_owned(),
        experience: None,
        experience_note: None,
        remedy: "What to do.".to_owned(),
        first_step: "What to begin with.".to_owned(),
        care: None,
        prompts: vec!["What did you see?".to_owned()],
        guess: None,
        sem: None,
        items,
    }
}

fn head(min_people: u32) -> Head {
    let side = |name: &str| Side { id: id(&name.to_lowercase()), name: name.to_owned() };
    let band = str::to_owned;
    Head {
        id: id("reference"),
        version: "1".to_owned(),
        title: "Reference".to_owned(),
        language: "en".to_owned(),
        intro: "Answer what you have seen.".to_owned(),
        closing: "What is missing?".to_owned(),
        guess_stem: None,
        source: Source { title: "Reference figures".to_owned(), date: "2026-11-23".parse().unwrap() },
        words: Vec::new(),
        tensions: Vec::new(),
        bands: BandNames { low: band("low"), mixed: band("mixed"), elevated: band("elevated"), severe: band("severe") },
        sides: vec![side("Sales"), side("Marketing"), side("Other")],
        min_people,
    }
}

/// One person: the side, and the answers cause by cause.
#[derive(Debug, Clone)]
pub struct Person {
    pub side: String,
    pub answers: Vec<Vec<Value>>,
}

/// A workshop's record of one round.
pub fn record(questionnaire: &Arc<Questionnaire>, people: &[Person]) -> Record {
    let items: Vec<Item> = questionnaire.causes().iter().flat_map(|cause| cause.items.clone()).collect();
    let responses = people.iter().zip(1..).map(|(person, token)| Response {
        id: Token::new(token),
        side: id(&person.side),
        ..response(&items, &person.answers.concat())
    });
    let workshop = a_record(questionnaire).id(Token::new(0)).kind(Kind::Workshop).label("").unfinished();
    workshop.created("2026-11-23T16:10:00Z").people(responses).build()
}

/// The finished record of one person who answers the items in the order of definition.
pub fn solo(questionnaire: &Arc<Questionnaire>, answers: &[Value]) -> Record {
    let person = Person { side: "sales".to_owned(), answers: vec![answers.to_vec()] };
    like(&record(questionnaire, &[person])).kind(Kind::Solo).build()
}
