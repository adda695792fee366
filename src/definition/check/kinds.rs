//! The rule about kinds of value: text, number, date, list or table, as the key asks.

use std::ops::Range;

use toml::de::DeValue;

use super::node::{Kind, Node};
use super::walk::Place;
use crate::definition::diagnostic::{Problem, quoted};

/// A value of another kind than its key takes.
pub fn wrong(place: &Place<'_>, span: &Range<usize>, value: &DeValue<'_>) -> Problem {
    let (key, owner) = (place.key, &place.owner.name);
    match (place.node.kind(), value) {
        (Kind::Number, DeValue::Integer(_) | DeValue::Float(_)) | (Kind::Whole, DeValue::Integer(_)) => {
            let what = format!("'{key}' of {owner} holds {}, which is too large to reckon with", found(value));
            Problem::new(span.clone(), what).help("write a smaller one")
        }
        _ => {
            let what = format!("'{key}' of {owner} holds {} where {} belongs", found(value), expected(place.node, key));
            Problem::new(span.clone(), what).help(mend(place, value))
        }
    }
}

/// What an author most likely meant by a value where true or false belongs.
pub fn truth(value: &DeValue<'_>) -> bool {
    let text = value.as_str().unwrap_or_default().to_lowercase();
    !["false", "no", "off", "n"].contains(&text.as_str())
}

fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text {}", quoted(text)),
        DeValue::Integer(number) => format!("the number {}", quoted(number.as_str())),
        DeValue::Float(number) => format!("the number {}", quoted(number.as_str())),
        DeValue::Boolean(truth) => truth.to_string(),
        DeValue::Datetime(date) => format!("the date or time {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

fn expected(node: Node<'_>, key: &str) -> String {
    match node.kind() {
        Kind::Text => "text".to_owned(),
        Kind::Date => "a date".to_owned(),
        Kind::Whole => "a whole number".to_owned(),
        Kind::Number => "a number".to_owned(),
        Kind::Truth => "true or false".to_owned(),
        Kind::List if node.entry().kind() == Kind::Table => format!("a list of tables such as [[{key}]]"),
        Kind::List => "a list of texts".to_owned(),
        Kind::Table => "a table".to_owned(),
    }
}

fn mend(place: &Place<'_>, value: &DeValue<'_>) -> String {
    let key = place.key;
    match (place.node.kind(), value) {
        (Kind::Text, DeValue::Table(_) | DeValue::Array(_)) => "write one text in double quotes".to_owned(),
        (Kind::Text, _) => "put it in double quotes".to_owned(),
        (Kind::Date, _) => "write year, month and day without quotation marks, such as 2019-09-22".to_owned(),
        (Kind::Whole, _) => "write digits alone, without quotation marks".to_owned(),
        (Kind::Number, _) => "write a number such as 1.5, without quotation marks".to_owned(),
        (Kind::Truth, _) => "write true or false, without quotation marks".to_owned(),
        (Kind::List, DeValue::Table(_)) => format!("head it [[{key}]], with two pairs of brackets"),
        (Kind::List, _) if place.node.entry().kind() == Kind::Table => {
            format!("start each entry with a line [[{key}]]")
        }
        (Kind::List, _) => format!("put it in brackets: {key} = [\"...\"]"),
        (Kind::Table, DeValue::Array(_)) => format!("head it [{key}], with one pair of brackets"),
        (Kind::Table, _) => "write a table, with a key and a value for each part".to_owned(),
    }
}
