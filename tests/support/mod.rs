//! Questionnaires and answers, built from the short form that the reference figures use.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use undercurrent::domain::id::{Id, Token};
use undercurrent::domain::questionnaire::{Item, Point, Scale};
use undercurrent::domain::response::{Answer, Response};

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
