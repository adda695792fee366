//! The result as data, for programs and for every later form.
//!
//! What is in it stays as it is; a later version only adds. The schema is kept in `result.schema.json`.

mod form;

use form::{
    Advice, CausePart, ItemPart, Person, QuestionnairePart, RecordPart, Report, SCHEMA, SourcePart, TensionPart,
};
use schemars::{Schema, schema_for};

use crate::domain::advice;
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Tension};
use crate::domain::severity::Severity;
use crate::domain::text::is_unshowable;
use crate::domain::wording;

/// The result of one person as JSON, with a line end. What a terminal could act on is escaped.
///
/// # Errors
/// None that is known: every value here can be written as JSON.
pub fn json(analysis: &Analysis) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(&report(analysis))?) + "\n")
}

/// The JSON Schema of [`json`]'s form.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Report<'_>)
}

/// Outside its strings JSON has no character that needs this; inside them the escape means the same.
fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unshowable(c) && c != '\n' {
            safe.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            safe.push(c);
        }
    }
    safe
}

fn report(analysis: &Analysis) -> Report<'_> {
    let raised = advice::raised(analysis);
    let causes = analysis.causes(Order::Severity);
    Report {
        schema: SCHEMA,
        kind: analysis.head().kind.into(),
        people: 1,
        record: record(analysis),
        questionnaire: questionnaire(analysis),
        person: Some(person(analysis)),
        causes: causes.iter().map(|result| cause(analysis, result)).collect(),
        summary: wording::summary(analysis),
        advice: raised.iter().map(advice).collect(),
        tensions: advice::tensions(analysis, &raised).into_iter().map(tension).collect(),
        closing: &analysis.questionnaire().head().closing,
        ask: wording::ASK_COUNTERPART,
        limits: wording::LIMITS,
    }
}

fn record(analysis: &Analysis) -> RecordPart<'_> {
    let head = analysis.head();
    RecordPart {
        id: head.id.to_string(),
        label: head.label.as_str(),
        created: head.created.to_string(),
        finished: head.finished.map(|at| at.to_string()),
        changed: head.changed.map(|at| at.to_string()),
    }
}

fn questionnaire(analysis: &Analysis) -> QuestionnairePart<'_> {
    let head = analysis.questionnaire().head();
    QuestionnairePart {
        id: head.id.as_str(),
        version: &head.version,
        title: &head.title,
        language: &head.language,
        pulse: analysis.questionnaire().is_pulse(),
        source: SourcePart { title: &head.source.title, date: head.source.date.to_string() },
    }
}

fn person(analysis: &Analysis) -> Person<'_> {
    let side = analysis.side();
    Person {
        side: side.map(|side| side.id.as_str()),
        side_name: side.map(|side| side.name.as_str()),
        answered: analysis.answered(),
    }
}

fn cause<'a>(analysis: &'a Analysis, result: &CauseResult<'a>) -> CausePart<'a> {
    let (cause, score, band) = (result.cause, result.score, result.band());
    CausePart {
        id: cause.id.as_str(),
        name: &cause.name,
        heading: &cause.heading,
        severity: score.severity.map(Severity::points),
        shown: score.severity.map(Severity::shown),
        band: band.map(Into::into),
        band_name: band.map(|band| analysis.questionnaire().head().bands.of(band)),
        rank: result.rank.map(|rank| rank.number),
        rank_shared: result.rank.is_some_and(|rank| rank.shared),
        raised: result.is_raised(),
        top: result.is_top(),
        answered: score.answered,
        na: score.na,
        items: cause.items.iter().map(|one| item(analysis, one)).collect(),
    }
}

fn item<'a>(analysis: &Analysis, item: &'a Item) -> ItemPart<'a> {
    ItemPart {
        id: item.id.as_str(),
        text: &item.text,
        reverse: item.reverse,
        weight: item.weight,
        lowest: item.scale.lowest(),
        highest: item.scale.highest(),
        answer: analysis.answer(item).map(Into::into),
    }
}

fn advice<'a>(result: &CauseResult<'a>) -> Advice<'a> {
    let passages = wording::passages(result.cause).into_iter().map(Into::into).collect();
    Advice { cause: result.cause.id.as_str(), passages }
}

fn tension(tension: &Tension) -> TensionPart<'_> {
    TensionPart { causes: tension.causes.iter().map(Id::as_str).collect(), text: &tension.text }
}
