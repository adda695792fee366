//! What is said of one person's record and of several people's alike.

use super::form::{ActionPart, ActionState, Advice, QuestionnairePart, RecordPart, SourcePart, TensionPart};
use crate::domain::action::{Action, Became};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire, Tension};
use crate::domain::record::Head;
use crate::domain::wording;

pub(super) fn record(head: &Head) -> RecordPart<'_> {
    RecordPart {
        id: head.id.to_string(),
        label: head.label.as_str(),
        created: head.created.to_string(),
        finished: head.finished.map(|at| at.to_string()),
        changed: head.changed.map(|at| at.to_string()),
    }
}

pub(super) fn questionnaire(questionnaire: &Questionnaire) -> QuestionnairePart<'_> {
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

pub(super) fn advice_on(cause: &Cause) -> Advice<'_> {
    let passages = wording::passages(cause).into_iter().map(Into::into).collect();
    Advice { cause: cause.id.as_str(), passages }
}

pub(super) fn tension(tension: &Tension) -> TensionPart<'_> {
    TensionPart { causes: tension.causes.iter().map(Id::as_str).collect(), text: &tension.text }
}

pub(super) fn action(action: &Action) -> ActionPart<'_> {
    let (state, said) = match action.state() {
        Became::Open => (ActionState::Open, None),
        Became::Done(at) => (ActionState::Done, Some(at)),
        Became::Going(at) => (ActionState::Going, Some(at)),
        Became::Dropped(at) => (ActionState::Dropped, Some(at)),
    };
    ActionPart {
        cause: action.cause().as_str(),
        step: action.step(),
        owner: action.owner(),
        due: action.due().map(|day| day.to_string()),
        taken: action.taken().to_string(),
        state,
        said: said.map(|at| at.to_string()),
    }
}
