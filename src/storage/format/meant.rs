//! From what is written to what is meant.

use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use toml::Value;
use toml::value::Datetime;

use super::Malformed;
use super::actions::Action;
use super::raw;
use crate::definition::{Unmeant, meant};
use crate::domain::id::Id;
use crate::domain::record::{Head, Kind, Note, Part, Record};
use crate::domain::response::{Answer, Response};
use crate::domain::text::{Label, kept, showable};

pub(super) fn record(raw: &raw::Record) -> Result<Record, Malformed> {
    if let Some(key) = later_key(raw).filter(|_| raw.format == 1) {
        return Err(Malformed::Later(key));
    }
    let head = head(raw)?;
    let questionnaire = raw.questionnaire.as_ref().ok_or(Unmeant::Missing("questionnaire"))?;
    let questionnaire = Arc::new(meant(questionnaire)?);
    let responses = raw.responses.iter().map(response).collect::<Result<_, _>>()?;
    let actions = raw.actions.iter().map(Action::meant).collect::<Result<_, _>>()?;
    let record = Record::new(head, questionnaire, responses)?.with_actions(actions)?;
    later(record.with_note(note(raw)?)?, raw)
}

/// What each round asked, and what a merged record was put together from. Format 1 did not say: its first round asked
/// everything, and the rest is not known.
fn later(record: Record, raw: &raw::Record) -> Result<Record, Malformed> {
    let mut rounds = record.rounds().clone();
    for round in &raw.rounds {
        rounds = rounds.with(round.round, ids("rounds.items", &round.items)?);
    }
    let parts = match (record.head().kind, &raw.parts) {
        (Kind::Merged, None) => None,
        (_, parts) => Some(parts.iter().flatten().map(part).collect::<Result<_, _>>()?),
    };
    Ok(record.with_rounds(rounds)?.with_parts(parts)?)
}

/// The first key in it that format 1 has not.
fn later_key(raw: &raw::Record) -> Option<&'static str> {
    let keys = [
        ("note", raw.note.is_some()),
        ("rounds", !raw.rounds.is_empty()),
        ("parts", raw.parts.is_some()),
        ("responses.guesses", raw.responses.iter().any(|response| !response.guesses.is_empty())),
    ];
    let own = keys.into_iter().find_map(|(key, there)| there.then_some(key));
    own.or_else(|| raw.actions.iter().find_map(Action::later_key))
}

fn note(raw: &raw::Record) -> Result<Option<Note>, Malformed> {
    let Some(typed) = &raw.note else { return Ok(None) };
    match Note::new(typed) {
        Ok(Some(note)) => Ok(Some(note)),
        Ok(None) | Err(_) => Err(wrong("note", typed)),
    }
}

fn part(raw: &raw::Part) -> Result<Part, Malformed> {
    Ok(Part {
        record: raw.record.parse().map_err(|_| wrong("parts.record", &raw.record))?,
        min_people: raw.min_people,
        responses: ids("parts.responses", &raw.responses)?,
    })
}

fn ids<T: FromStr, C: FromIterator<T>>(key: &'static str, texts: &[String]) -> Result<C, Malformed> {
    texts.iter().map(|text| text.parse().map_err(|_| wrong(key, text))).collect()
}

pub(super) fn head(raw: &raw::Record) -> Result<Head, Malformed> {
    Ok(Head {
        id: raw.id.parse().map_err(|_| wrong("id", &raw.id))?,
        kind: kind(raw.kind),
        created: time("created", &raw.created)?,
        finished: raw.finished.as_ref().map(|at| time("finished", at)).transpose()?,
        label: Label::new(&kept(&raw.label)).map_err(|_| wrong("label", &raw.label))?,
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
        guesses: raw.guesses.iter().map(guess).collect::<Result<_, _>>()?,
    })
}

fn guess((cause, value): (&String, &i32)) -> Result<(Id, i32), Malformed> {
    Ok((cause.parse().map_err(|_| wrong("guesses", cause))?, *value))
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
