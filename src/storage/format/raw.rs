//! A record as it is written.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use toml::Value;
use toml::value::Datetime;

use super::actions::Action;
use super::{FORMAT, Unwritable};
use crate::definition;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{self, Kind as DomainKind};
use crate::domain::response::{self, Answer};

/// How "does not apply" is written.
pub(super) const NA: &str = "na";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) format: i64,
    pub(super) id: String,
    pub(super) kind: Kind,
    pub(super) created: Datetime,
    pub(super) finished: Option<Datetime>,
    pub(super) label: String,
    pub(super) changed: Option<Datetime>,
    pub(super) min_people: u32,
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) responses: Vec<Response>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) actions: Vec<Action>,
    #[serde(default)]
    pub(super) rounds: Vec<Round>,
    pub(super) parts: Option<Vec<Part>>,
    pub(super) questionnaire: Option<definition::raw::Questionnaire>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Kind {
    Solo,
    Merged,
    Workshop,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    pub(super) id: String,
    pub(super) side: String,
    pub(super) round: u8,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Value>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) guesses: BTreeMap<String, i32>,
}

/// What a round asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Round {
    pub(super) round: u8,
    pub(super) items: Vec<String>,
}

/// A record of several people that is now in this one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    pub(super) record: String,
    pub(super) min_people: u32,
    pub(super) responses: Vec<String>,
}

impl Record {
    /// All but the questionnaire.
    pub(super) fn of(record: &record::Record) -> Result<Self, Unwritable> {
        let head = record.head();
        Ok(Self {
            format: FORMAT,
            id: head.id.to_string(),
            kind: kind(head.kind),
            created: datetime(head.created)?,
            finished: head.finished.map(datetime).transpose()?,
            label: head.label.to_string(),
            changed: head.changed.map(datetime).transpose()?,
            min_people: head.min_people,
            note: record.note().map(|note| note.as_str().to_owned()),
            responses: record.responses().iter().map(response).collect(),
            actions: record.actions().iter().map(Action::of).collect::<Result<_, _>>()?,
            rounds: record.rounds().known().map(round).collect(),
            parts: parts(record),
            questionnaire: None,
        })
    }
}

/// The questionnaire of a record. It is the last part of the text, and is made by itself.
#[derive(Serialize)]
pub(super) struct Asked {
    questionnaire: definition::raw::Questionnaire,
}

impl Asked {
    pub(super) fn of(questionnaire: &Questionnaire) -> Self {
        Self { questionnaire: definition::raw_of(questionnaire) }
    }
}

const fn kind(kind: DomainKind) -> Kind {
    match kind {
        DomainKind::Solo => Kind::Solo,
        DomainKind::Merged => Kind::Merged,
        DomainKind::Workshop => Kind::Workshop,
    }
}

pub(super) fn datetime(time: Timestamp) -> Result<Datetime, Unwritable> {
    time.to_string().parse().map_err(|_| Unwritable::Time(time))
}

fn response(response: &response::Response) -> Response {
    Response {
        id: response.id.to_string(),
        side: response.side.to_string(),
        round: response.round,
        answers: response.answers.iter().map(|(item, given)| (item.to_string(), answer(*given))).collect(),
        guesses: response.guesses.iter().map(|(cause, value)| (cause.to_string(), *value)).collect(),
    }
}

fn round((round, items): (u8, &[Id])) -> Round {
    Round { round, items: items.iter().map(Id::to_string).collect() }
}

/// Of a merged record they are there even where there are none: absent means that it is not known.
fn parts(record: &record::Record) -> Option<Vec<Part>> {
    let parts = record.parts().filter(|_| record.head().kind == DomainKind::Merged)?;
    let part = |part: &record::Part| Part {
        record: part.record.to_string(),
        min_people: part.min_people,
        responses: part.responses.iter().map(Token::to_string).collect(),
    };
    Some(parts.iter().map(part).collect())
}

fn answer(answer: Answer) -> Value {
    match answer {
        Answer::Value(value) => Value::Integer(value.into()),
        Answer::DoesNotApply => Value::String(NA.to_owned()),
    }
}
