//! The table of one person: a row an item, in exact figures.

use jiff::Zoned;

use super::context::{self, Context, with};
use super::{TableError, table as written};
use super::{maybe, text};
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::questionnaire::Item;
use crate::domain::response::Answer;
use crate::domain::severity::Severity;
use crate::wording;

const COLUMNS: [&str; 9] =
    ["item", "cause", "value", "severity", "band", "answer", "reverse", "cause_name", "statement"];

pub(super) fn table(analysis: &Analysis, now: &Zoned) -> Result<String, TableError> {
    let sides = analysis.side().map(|side| format!("{} 1", side.name)).unwrap_or_default();
    let (head, questionnaire) = (analysis.head(), analysis.questionnaire());
    let context = Context { head, questionnaire, people: 1, sides, limits: wording::limits(questionnaire) }.cells(now);
    let causes = analysis.causes(Order::Article);
    let items = causes.iter().flat_map(|result| result.cause.items.iter().map(move |item| (result, item)));
    let rows = items.map(|(result, item)| with(row(analysis, result, item), &context));
    written(&[&COLUMNS[..], &context::COLUMNS].concat(), rows)
}

fn row(analysis: &Analysis, result: &CauseResult<'_>, item: &Item) -> Vec<String> {
    let band = result.band().map(|band| analysis.questionnaire().head().bands.of(band));
    let (value, answer) = match analysis.answer(item) {
        Some(Answer::Value(value)) => (Some(value), item.scale.label(value).unwrap_or_default()),
        Some(Answer::DoesNotApply) => (None, item.scale.na.as_str()),
        None => (None, ""),
    };
    vec![
        item.id.to_string(),
        result.cause.id.to_string(),
        maybe(value),
        maybe(result.severity().map(Severity::points)),
        text(band.unwrap_or_default()),
        text(answer),
        item.reverse.to_string(),
        text(&result.cause.name),
        text(&item.text),
    ]
}
