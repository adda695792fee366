//! Statements, one by one and in lists.

use super::Line;
use crate::app::pages::Review;
use crate::app::screens::answering::{Answering, Asked, View};
use crate::app::{App, Assessment, pages};
use crate::domain::questionnaire::Item;
use crate::domain::response::Answer;

pub(super) fn answering(app: &App, answering: &Answering) -> Vec<Line> {
    let assessment = &answering.assessment;
    match answering.view {
        View::Item(asked) => item(assessment, asked),
        View::Items { .. } => {
            let places = 0..assessment.questionnaire().len();
            places.filter_map(|place| listed(assessment, place)).map(Line::new).collect()
        }
        View::Review { .. } => review(assessment, &pages::review(app, answering)),
    }
}

/// The number first, then the statement, the question above it, and the answers.
pub(super) fn item(assessment: &Assessment, asked: Asked) -> Vec<Line> {
    let Some((item, given)) = assessment.item(asked.place) else { return Vec::new() };
    let of = assessment.questionnaire().len();
    let mut lines =
        vec![Line::new(format!("{} of {of}. {}", asked.place + 1, item.text)), Line::once(item.scale.stem.clone())];
    lines.extend(item.hint.clone().map(Line::once));
    lines.extend((1..).zip(&item.scale.points).map(|(at, point)| Line::new(format!("{at}. {}.", point.label))));
    lines.push(Line::new(format!("x. {}.", item.scale.na)));
    lines.extend(given.map(|given| Line::new(format!("Your answer so far: {}.", label(item, given)))));
    lines
}

fn label(item: &Item, given: Answer) -> &str {
    match given {
        Answer::DoesNotApply => &item.scale.na,
        Answer::Value(value) => item.scale.label(value).unwrap_or_default(),
    }
}

fn listed(assessment: &Assessment, place: usize) -> Option<String> {
    let (item, given) = assessment.item(place)?;
    let state = if given.is_some() { "answered" } else { "not answered" };
    Some(format!("{}. {state}: {}", place + 1, item.text))
}

fn review(assessment: &Assessment, told: &Review) -> Vec<Line> {
    let mut lines = vec![Line::new(told.open.clone()), Line::new(told.meaning.clone())];
    lines.extend(assessment.unanswered().iter().filter_map(|&place| listed(assessment, place)).map(Line::new));
    lines
}
