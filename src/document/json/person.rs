//! The data of one person.

use super::common::{action, advice_on, questionnaire, record, tension};
use super::form::{CausePart, ItemPart, Person, Report, SCHEMA};
use crate::domain::action::Action;
use crate::domain::analysis::{Analysis, CauseResult, Order};
use crate::domain::questionnaire::Item;
use crate::domain::severity::Severity;
use crate::wording;

pub(super) fn report<'a>(analysis: &'a Analysis, taken: &'a [Action]) -> Report<'a> {
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
        actions: taken.iter().map(action).collect(),
        closing: &analysis.questionnaire().head().closing,
        ask: wording::ASK_COUNTERPART,
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
