//! The self-test: whoever gives the worst answers must score 100 in every cause, and whoever gives the best 0.

use std::sync::Arc;

use super::Found;
use super::causes::with_items;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::raw;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Point, Scale};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::{Severity, score};

/// A cause whose figures would be wrong. What else is wrong with its items is said elsewhere: they are left out.
pub fn scores_amiss(raw: &raw::Questionnaire, found: &mut Found) {
    for (id, typed) in with_items(raw) {
        let items: Vec<Item> =
            typed.iter().enumerate().filter_map(|(at, item)| to_score(at, item, &raw.scale)).collect();
        for (answers, worst, wanted) in [("worst", true, 100.0), ("best", false, 0.0)] {
            let points = extreme(&items, worst).map(Severity::points);
            if !items.is_empty() && points != Some(wanted) {
                let scored = points.map_or_else(|| "no figure".to_owned(), |points| points.to_string());
                let what = format!(
                    "the {answers} answers to the cause {} give {scored} instead of {wanted}",
                    quoted(id.get())
                );
                let problem = Problem::new(id.span(), what);
                found.problems.push(problem.help("bring the weights of its items closer to 1"));
            }
        }
    }
}

/// As much of an item as its score takes; none where part of that is missing or wrong.
fn to_score(at: usize, typed: &raw::Item, scales: &[raw::Scale]) -> Option<Item> {
    let scale = scales.iter().find(|scale| scale.id.get() == typed.scale.get())?;
    let values: Option<Vec<i64>> = scale.points.iter().map(|point| point.value.get().copied()).collect();
    let values: Vec<i32> = values?.into_iter().map(i32::try_from).collect::<Result<_, _>>().ok()?;
    let (lowest, highest) = (values.iter().min()?, values.iter().max()?);
    let weight = typed.weight.as_ref().map_or(1.0, |weight| *weight.get());
    let id: Id = format!("item-{at}").parse().ok()?;
    let points = [*lowest, *highest].map(|value| Point { value, label: String::new() }).into();
    (lowest < highest && weight.is_finite() && weight > 0.0).then(|| Item {
        id: id.clone(),
        text: String::new(),
        hint: None,
        scale: Arc::new(Scale { id, stem: String::new(), points, na: String::new() }),
        reverse: typed.reverse,
        pulse: false,
        weight,
    })
}

fn extreme(items: &[Item], worst: bool) -> Option<Severity> {
    let mut response = Response::new(Token::new(0), "sales".parse().ok()?);
    for item in items {
        response.answers.insert(item.id.clone(), Answer::Value(end(item, worst)));
    }
    score(items, &response).severity
}

fn end(item: &Item, worst: bool) -> i32 {
    if worst == item.reverse { item.scale.lowest() } else { item.scale.highest() }
}
