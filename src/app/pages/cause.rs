//! The page of one cause.

use super::{Block, entry};
use crate::domain::analysis::{Analysis, CauseResult};
use crate::domain::questionnaire::{Cause, Item, Questionnaire};
use crate::domain::response::Answer;
use crate::wording::{self, Part};

/// What the page of a cause says under its heading: article, remedy, first step, prompts, own answers, and the sum.
pub fn cause(analysis: &Analysis, result: &CauseResult<'_>) -> Vec<Block> {
    let mut page: Vec<Block> = passages(analysis.questionnaire(), result.cause, |_| true).collect();
    page.push(Block::Title(wording::OWN_ANSWERS.to_owned()));
    page.extend(result.cause.items.iter().map(|item| own_answer(analysis, item)));
    page.push(match wording::workings(analysis, result) {
        Some(sum) => Block::Quiet(sum),
        None => Block::Quiet(format!(
            "No figure: {}, {}.",
            wording::answered(*result.figures),
            wording::missing(*result.figures)
        )),
    });
    page
}

/// The passages of a cause that belong to some parts, as blocks.
pub(super) fn passages<'a>(
    questionnaire: &'a Questionnaire,
    cause: &'a Cause,
    wanted: impl Fn(Part) -> bool + 'a,
) -> impl Iterator<Item = Block> + 'a {
    wording::passages(questionnaire, cause).into_iter().filter(move |told| wanted(told.part)).map(|told| passage(&told))
}

/// A passage as a block; the heading stands in quotation marks.
pub(super) fn passage(passage: &wording::Passage<'_>) -> Block {
    let text = match passage.part {
        Part::Heading => format!("“{}”", passage.text),
        _ => passage.text.to_owned(),
    };
    match passage.note {
        Some(note) => Block::Entry { label: passage.label.clone().into_owned(), note: Some(note), text },
        None => entry(passage.label.clone(), text),
    }
}

fn own_answer(analysis: &Analysis, item: &Item) -> Block {
    let (value, word) = match analysis.answer(item) {
        None => ("–".to_owned(), "not answered".to_owned()),
        Some(Answer::DoesNotApply) => ("x".to_owned(), item.scale.na.clone()),
        Some(Answer::Value(value)) => {
            (value.to_string(), item.scale.label(value).map(str::to_owned).unwrap_or_default())
        }
    };
    Block::Answer { value, word, turned: item.reverse, statement: item.text.clone() }
}
