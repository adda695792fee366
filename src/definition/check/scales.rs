//! Rules about scales.

use super::Found;
use crate::definition::diagnostic::Problem;
use crate::definition::placed::Placed;
use crate::definition::raw::{Questionnaire, Scale};

/// A scale whose values are not consecutive whole numbers, lowest first.
pub fn gaps(raw: &Questionnaire, found: &mut Found) {
    found.problems.extend(raw.scale.iter().flat_map(gaps_of));
}

fn gaps_of(scale: &Scale) -> Vec<Problem> {
    let values: Option<Vec<&Placed<i64>>> = scale.points.iter().map(|point| point.value.placed()).collect();
    let values = values.unwrap_or_default();
    let pairs = values.iter().zip(values.iter().skip(1));
    pairs
        .filter(|(one, next)| one.get().checked_add(1) != Some(*next.get()))
        .map(|(one, next)| gap(one, next))
        .collect()
}

fn gap(one: &Placed<i64>, next: &Placed<i64>) -> Problem {
    let what = format!("the value {} follows {}", next.get(), one.get());
    let help = "let the values of a scale rise by one from answer to answer, such as 1, 2, 3, 4, 5";
    Problem::new(next.span(), what).see(one.span(), "after this one").help(help)
}
