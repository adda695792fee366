//! From what is written to what is meant.

use std::sync::Arc;

use jiff::Timestamp;
use toml::Value;
use toml::value::Datetime;

use super::Malformed;
use super::actions::Action;
use super::raw;
use crate::definition::{Unmeant, meant};
use crate::domain::id::Id;
use crate::domain::record::{Head, Kind, Record};
use crate::domain::response::{Answer, Response};
use crate::domain::text::{Label, showable};

pub(super) fn record(raw: &raw::Record) -> Result<Record, Malformed> {
    let head = head(raw)?;
    let questionnaire = raw.questionnaire.as_ref().ok_or(Unmeant::Missing("questionnaire"))?;
    let questionnaire = Arc::new(meant(questionnaire)?);
    let responses = raw.responses.iter().map(response).collect::<Result<_, _>>()?;
    let actions = raw.actions.iter().map(Action::meant).collect::<Result<_, _>>()?;
    Ok(Record::new(head, questionnaire, responses)?.with_actions(actions)?)
}

pub(super) fn head(raw: &raw::Record) -> Result<Head, Malformed> {
    Ok(Head {
        id: raw.id.parse().map_err(|_| wrong("id", &raw.id))?,
        kind: kind(raw.kind),
        created: time("created", &raw.created)?,
        finished: raw.finished.as_ref().map(|at| time("finished", at)).transpose()?,
        label: Label::new(&raw.label).map_err(|_| wrong("label", &raw.label))?,
        changed: raw.changed.as_ref().map(|at| time("changed", at)).transpose()?,
        min_people: raw.min_people,
    })
}

const fn kind(kind: raw::Kind) -> Kind {
    match kind {
        raw::Kind::Solo => Kind::Solo,
        raw::Kind::Merged => Kind::Merged,
        raw::Kind::Workshop => Kind::Workshop,
    }
}

pub(super) fn time(key: &'static str, written: &Datetime) -> Result<Timestamp, Malformed> {
    written.to_string().parse().map_err(|_| wrong(key, &written.to_string()))
}

fn response(raw: &raw::Response) -> Result<Response, Malformed> {
    Ok(Response {
        id: raw.id.parse().map_err(|_| wrong("responses.id", &raw.id))?,
        side: raw.side.parse().map_err(|_| wrong("responses.side", &raw.side))?,
        round: raw.round,
        answers: raw.answers.iter().map(|(item, value)| answer(item, value)).collect::<Result<_, _>>()?,
    })
}

fn answer(item: &str, value: &Value) -> Result<(Id, Answer), Malformed> {
    let id = item.parse().map_err(|_| wrong("answers", item))?;
    let answer = match value {
        Value::Integer(value) => i32::try_from(*value).ok().map(Answer::Value),
        Value::String(word) if word == raw::NA => Some(Answer::DoesNotApply),
        _ => None,
    };
    Ok((id, answer.ok_or_else(|| wrong("answers", &format!("{item} = {value}")))?))
}

pub(super) fn wrong(key: &'static str, value: &str) -> Malformed {
    const LONGEST: usize = 60;
    let mut shown: String = showable(value).chars().take(LONGEST).collect();
    shown.insert(0, '"');
    shown.push('"');
    Malformed::Value { key, value: shown }
}
