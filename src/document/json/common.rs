//! What is said of one person's record and of several people's alike.

use super::form::{ActionPart, Advice, QuestionnairePart, RecordPart, SourcePart, TensionPart};
use crate::domain::action::{Action, ActionStatus};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire, Tension};
use crate::domain::record::Head;
use crate::wording;

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

pub(super) fn advice_on<'a>(questionnaire: &Questionnaire, cause: &'a Cause) -> Advice<'a> {
    let passages = wording::passages(questionnaire, cause).into_iter().map(Into::into).collect();
    Advice { cause: cause.id.as_str(), passages }
}

pub(super) fn tension(tension: &Tension) -> TensionPart<'_> {
    TensionPart { causes: tension.causes.iter().map(Id::as_str).collect(), text: &tension.text }
}

pub(super) fn action(action: &Action) -> ActionPart<'_> {
    let said = match action.state() {
        ActionStatus::Open => None,
        ActionStatus::Done(at) | ActionStatus::Going(at) | ActionStatus::Dropped(at) => Some(at),
    };
    ActionPart {
        cause: action.cause().as_str(),
        step: action.step(),
        owner: action.owner(),
        due: action.due().map(|day| day.to_string()),
        taken: action.taken().to_string(),
        state: action.state().into(),
        said: said.map(|at| at.to_string()),
    }
}
