//! The self-test: whoever gives the worst answers must score 100 in every cause, and whoever gives the best 0.

use super::Found;
use crate::definition::diagnostic::{Problem, quoted};
use crate::definition::placed::Placed;
use crate::definition::raw;
use crate::domain::id::Token;
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::{Answer, Response};
use crate::domain::severity::{Severity, score};

/// A cause whose figures would be wrong.
pub fn scores_amiss(questionnaire: &Questionnaire, raw: &raw::Questionnaire, found: &mut Found) {
    for (cause, typed) in questionnaire.causes().iter().zip(&raw.cause) {
        for (answers, worst, wanted) in [("worst", true, 100.0), ("best", false, 0.0)] {
            let points = extreme(questionnaire, cause, worst).map(Severity::points);
            if points != Some(wanted) {
                let scored = points.map_or_else(|| "no figure".to_owned(), |points| points.to_string());
                let what = format!(
                    "the {answers} answers to the cause {} give {scored} instead of {wanted}",
                    quoted(cause.id.as_str())
                );
                let at = typed.id.placed().map_or(0..0, Placed::span);
                found.problems.push(Problem::new(at, what).help("bring the weights of its items closer to 1"));
            }
        }
    }
}

fn extreme(questionnaire: &Questionnaire, cause: &Cause, worst: bool) -> Option<Severity> {
    let side = questionnaire.head().sides.first()?;
    let mut response = Response::new(Token::new(0), side.id.clone());
    for item in &cause.items {
        response.answers.insert(item.id.clone(), Answer::Value(end(item, worst)));
    }
    score(&cause.items, &response).severity
}

fn end(item: &Item, worst: bool) -> i32 {
    if worst == item.reverse { item.scale.lowest() } else { item.scale.highest() }
}
