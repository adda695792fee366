//! Results of answers written as letters, on the built-in questionnaire or one changed from it.

use std::sync::Arc;

use undercurrent::testing::domain::{
    Analysis, Cause, CauseResult, Id, Item, Kind, Order, Point, Questionnaire, Record, Response, Scale, Token,
};

use crate::answers::{built_in, finished};
use crate::record::like;

/// The result of answers to the built-in questionnaire, cause by cause as the article has them.
pub fn result(letters: &[&str]) -> Analysis {
    result_on(&built_in(), letters)
}

pub fn result_on(questionnaire: &Arc<Questionnaire>, letters: &[&str]) -> Analysis {
    Analysis::of(&finished(questionnaire, letters)).unwrap()
}

/// A finished record of people of both sides: so many who answer the first cause so, the second so, and the rest alike.
pub fn room(groups: &[(&str, usize, &[&str])]) -> Record {
    room_of(&built_in(), groups)
}

/// The same on a questionnaire of the same shape.
pub fn room_of(questionnaire: &Arc<Questionnaire>, groups: &[(&str, usize, &[&str])]) -> Record {
    let mut responses = Vec::new();
    for (side, people, letters) in groups {
        let one = finished(questionnaire, &letters.iter().copied().chain(["1515"; 9]).take(9).collect::<Vec<_>>());
        responses.extend((0..*people).map(|_| one.responses()[0].clone()).map(|answers| (*side, answers)));
    }
    let responses = (1..).zip(responses).map(|(number, (side, answers))| Response {
        id: Token::new(number),
        side: side.parse().unwrap(),
        ..answers
    });
    like(&finished(questionnaire, &["1515"; 9])).kind(Kind::Workshop).people(responses).build()
}

/// The same answers to every cause but the first few.
pub fn rest(letters: &[&'static str], others: &'static str) -> Vec<&'static str> {
    let mut all = letters.to_vec();
    all.resize(9, others);
    all
}

/// The result of one cause, by its name.
pub fn cause<'a>(analysis: &'a Analysis, name: &str) -> CauseResult<'a> {
    analysis.causes(Order::Article).into_iter().find(|result| result.cause.name == name).unwrap()
}

/// The built-in questionnaire with its first cause changed.
pub fn with_first(change: impl FnOnce(&mut Cause)) -> Arc<Questionnaire> {
    let mut causes = built_in().causes().to_vec();
    change(&mut causes[0]);
    let order: Vec<Id> = causes.iter().flat_map(|cause| &cause.items).map(|item| item.id.clone()).collect();
    Arc::new(Questionnaire::new(built_in().head().clone(), causes, &order).unwrap())
}

/// Gives an item a scale of its own, from one value to another.
pub fn scale(item: &mut Item, lowest: i32, highest: i32) {
    let points = (lowest..=highest).map(|value| Point { value, label: format!("point {value}") }).collect();
    let id = "made-up".parse().unwrap();
    item.scale = Arc::new(Scale { id, stem: "How often?".to_owned(), points, na: "Cannot say".to_owned() });
}
