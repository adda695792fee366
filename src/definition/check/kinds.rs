//! The rule about kinds of value: text, number, date, list or table, as the key asks.

use std::ops::Range;

use toml::de::{DeArray, DeValue};

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

/// A list whose entries are all texts or numbers where tables belong: said once.
pub fn all_wrong(place: &Place<'_>, span: &Range<usize>, list: &DeArray<'_>) -> Option<Problem> {
    let texts: Vec<&str> = list.iter().map(|entry| entry.get_ref().as_str()).collect::<Option<_>>()?;
    let (first, rest) = texts.split_first()?;
    if rest.is_empty() || place.node.entry().kind() != Kind::Table {
        return None;
    }
    let what = format!("'{}' of {} lists texts where tables belong", place.key, place.owner.name);
    let keys: Vec<String> = place.node.entry().required().map(|key| example(place.node.entry(), key, first)).collect();
    Some(Problem::new(span.clone(), what).help(format!("write each as a table, such as {{ {} }}", keys.join(", "))))
}

fn example(node: Node<'_>, key: &str, text: &str) -> String {
    match node.key(key).map(|node| node.kind()) {
        Some(Kind::Whole | Kind::Number) => format!("{key} = 1"),
        _ => format!("{key} = \"{}\"", text.chars().take(30).collect::<String>()),
    }
}

/// Whether a value is of the kind that belongs somewhere.
pub fn fits(node: Node<'_>, value: &DeValue<'_>) -> bool {
    matches!(
        (node.kind(), value),
        (Kind::Text, DeValue::String(_))
            | (Kind::Date, DeValue::Datetime(_))
            | (Kind::Whole | Kind::Number, DeValue::Integer(_) | DeValue::Float(_))
            | (Kind::Truth, DeValue::Boolean(_))
            | (Kind::List, DeValue::Array(_))
    )
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
