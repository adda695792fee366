//! The rule about numbers: finite, and within the limits of their key.

use std::ops::Range;

use toml::de::DeValue;

use super::node::{Kind, Node};
use super::walk::Place;
use crate::definition::diagnostic::Problem;

/// Whether a value is a number of the kind that belongs here, and no larger than a computer holds.
pub fn readable(kind: Kind, value: &DeValue<'_>) -> bool {
    match value {
        DeValue::Integer(_) => figure(value).is_some(),
        DeValue::Float(_) => kind == Kind::Number && figure(value).is_some(),
        _ => false,
    }
}

/// A number beyond the limits of its key.
pub fn out_of_range(place: &Place<'_>, span: &Range<usize>, value: &DeValue<'_>) -> Option<Problem> {
    let number = figure(value)?;
    if allowed(place.node, number) {
        return None;
    }
    let (key, owner) = (place.key, &place.owner.name);
    let what = format!("'{key}' of {owner} is {number}, which is out of range");
    Some(Problem::new(span.clone(), what).help(format!("choose {}", limits(place.node))))
}

fn allowed(node: Node<'_>, number: f64) -> bool {
    number.is_finite()
        && node.limit("minimum").is_none_or(|least| number >= least)
        && node.limit("exclusiveMinimum").is_none_or(|bound| number > bound)
        && node.limit("maximum").is_none_or(|most| number <= most)
}

fn limits(node: Node<'_>) -> String {
    match (node.limit("minimum"), node.limit("exclusiveMinimum"), node.limit("maximum")) {
        (Some(least), _, Some(most)) => format!("a number from {least} to {most}"),
        (_, Some(bound), Some(most)) => format!("a number above {bound} and no more than {most}"),
        (_, Some(bound), None) => format!("a finite number above {bound}"),
        (Some(least), _, None) => format!("{least} or more"),
        (None, None, _) => "a finite number".to_owned(),
    }
}

#[expect(clippy::cast_precision_loss, reason = "only compared with small limits")]
fn figure(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok().map(|whole| whole as f64),
        DeValue::Float(digits) => {
            let number = digits.as_str().parse::<f64>().ok()?;
            (number.is_finite() || !digits.as_str().contains(|c: char| c.is_ascii_digit())).then_some(number)
        }
        _ => None,
    }
}
