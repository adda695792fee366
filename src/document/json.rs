//! The result as data, for programs and for every later form.
//!
//! What is in it stays as it is; a later version only adds. The schemas are kept in `result.schema.json` and its like. Figures of one
//! person are exact. Of several people they are the whole points that are shown, but intervals are not cut to 0 and
//! 100; a figure that may not be shown is null, with the reason beside it.

mod beside;
mod form;
mod group;
mod several;

pub(super) use form::ActionState;

use form::{
    ActionPart, Advice, CausePart, ItemPart, Person, QuestionnairePart, RecordPart, Report, SCHEMA, SourcePart,
    TensionPart,
};
use jiff::Zoned;
use schemars::{Schema, schema_for};
use serde::Serialize;

use super::{Subject, actions};
use crate::domain::action::{Action, ActionStatus, Plan};
use crate::domain::analysis::{Analysis, CauseResult, Order, Outcome};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Item, Questionnaire, Tension};
use crate::domain::record::Head;
use crate::domain::severity::Severity;
use crate::domain::text::{Note, is_unshowable};
use crate::wording;

/// It as JSON, with a line end. What a terminal could act on is escaped.
pub fn json(subject: &Subject<'_>, now: &Zoned) -> serde_json::Result<String> {
    match subject {
        Subject::Record(super::Report { outcome: Outcome::One(analysis), .. }) => {
            printed(&form::AnyReport::One(report(analysis)))
        }
        Subject::Record(super::Report { outcome: Outcome::Several(several), .. }) => {
            printed(&form::AnyReport::Several(several::report(several)))
        }
        Subject::People(comparison) => printed(&beside::comparison(comparison)),
        Subject::Runs(runs) => printed(&beside::trend(runs, now)),
        Subject::Steps(waiting) => printed(&actions::data(waiting, now.date())),
    }
}

fn printed(data: &impl Serialize) -> serde_json::Result<String> {
    Ok(escaped(&serde_json::to_string_pretty(data)?) + "\n")
}

/// The JSON Schema of the data of a report.
pub fn schema() -> Schema {
    schema_for!(form::AnyReport<'_>)
}

/// The JSON Schema of the data of a comparison.
pub fn comparison_schema() -> Schema {
    schema_for!(beside::ComparisonData<'_>)
}

/// The JSON Schema of the data of a trend.
pub fn trend_schema() -> Schema {
    schema_for!(beside::TrendData<'_>)
}

/// The JSON Schema of the data of what still waits.
pub fn actions_schema() -> Schema {
    schema_for!(actions::Data<'_>)
}

/// Outside its strings JSON has no character that needs this; inside them the escape means the same.
pub fn escaped(json: &str) -> String {
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
    let raised = analysis.raised();
    let causes = analysis.causes(Order::Severity);
    Report {
        schema: SCHEMA,
        kind: analysis.head().kind.into(),
        people: 1,
        record: record(analysis.head()),
        questionnaire: questionnaire(analysis.questionnaire()),
        person: person(analysis),
        causes: causes.iter().map(|result| cause(analysis, result)).collect(),
        summary: wording::summary(analysis),
        advice: raised.iter().map(|result| advice_on(analysis.questionnaire(), result.cause)).collect(),
        tensions: analysis.tensions().into_iter().map(tension).collect(),
        actions: analysis.actions().iter().map(action).collect(),
        closing: &analysis.questionnaire().head().closing,
        note: analysis.note().map(Note::as_str),
        ask: wording::ask(analysis),
        limits: wording::limits(analysis.questionnaire()),
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
    let (cause, score, band) = (result.cause, *result.figures, result.band());
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

fn record(head: &Head) -> RecordPart<'_> {
    RecordPart {
        id: head.id.to_string(),
        label: head.label.as_str(),
        created: head.created.to_string(),
        finished: head.finished.map(|at| at.to_string()),
        changed: head.changed.map(|at| at.to_string()),
    }
}

fn questionnaire(questionnaire: &Questionnaire) -> QuestionnairePart<'_> {
    let head = questionnaire.head();
    QuestionnairePart {
        id: head.id.as_str(),
        version: &head.version,
        title: &head.title,
        language: &head.language,
        pulse: questionnaire.is_pulse(),
        source: SourcePart { title: &head.source.title, date: head.source.date.to_string() },
    }
}

fn advice_on<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Advice<'a> {
    let passages = wording::passages(questionnaire, cause).into_iter().map(Into::into).collect();
    Advice { cause: cause.id.as_str(), passages }
}

fn tension(tension: &Tension) -> TensionPart<'_> {
    TensionPart { causes: tension.causes.iter().map(Id::as_str).collect(), text: &tension.text }
}

fn action(action: &Action) -> ActionPart<'_> {
    let said = match action.state() {
        ActionStatus::Open => None,
        ActionStatus::Done(at) | ActionStatus::Going(at) | ActionStatus::Dropped(at) => Some(at),
    };
    ActionPart {
        cause: action.cause().as_str(),
        step: action.step(),
        when: action.plan().map(Plan::when),
        we: action.plan().map(Plan::we),
        owner: action.owner(),
        due: action.due().map(|day| day.to_string()),
        taken: action.taken().to_string(),
        state: action.state().into(),
        said: said.map(|at| at.to_string()),
    }
}
