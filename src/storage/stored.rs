//! A record as serde reads and writes it. A new field stands here three times: in its type, in `of` and in `convert`.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::Value;
use toml::value::Datetime;

use super::format::{FORMAT, Malformed, Unwritable};
use crate::definition::{self, Unconvertible};
use crate::domain::action::{self, ActionStatus, Intent, Plan};
use crate::domain::id::Id;
use crate::domain::record::{self, Head, Invalid, Kind};
use crate::domain::response::{self, Answer};
use crate::domain::text::{Label, Note, kept, showable};

/// How "does not apply" is written.
const NA: &str = "na";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub(super) format: i64,
    id: String,
    kind: Kind,
    created: Datetime,
    finished: Option<Datetime>,
    label: String,
    changed: Option<Datetime>,
    min_people: u32,
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    discussed: Vec<String>,
    #[serde(default)]
    pub(super) responses: Vec<Response>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    actions: Vec<Action>,
    #[serde(default)]
    rounds: Vec<Round>,
    parts: Option<Vec<Part>>,
    questionnaire: Option<definition::raw::Questionnaire>,
}

impl Record {
    /// All but the questionnaire, which is the last part of the text and is made by itself.
    pub(super) fn of(record: &record::Record) -> Result<Self, Unwritable> {
        let head = record.head();
        Ok(Self {
            format: FORMAT,
            id: head.id.to_string(),
            kind: head.kind,
            created: datetime(head.created)?,
            finished: head.finished.map(datetime).transpose()?,
            label: head.label.to_string(),
            changed: head.changed.map(datetime).transpose()?,
            min_people: head.min_people,
            note: record.note().map(|note| note.as_str().to_owned()),
            discussed: written(record.discussed()),
            responses: record.responses().iter().map(Response::of).collect(),
            actions: record.actions().iter().map(Action::of).collect::<Result<_, _>>()?,
            rounds: record.rounds().known().map(|(round, items)| Round { round, items: written(items) }).collect(),
            // Of a merged record they are there even where there are none: absent means that it is not known.
            parts: record
                .parts()
                .filter(|_| head.kind == Kind::Merged)
                .map(|parts| parts.iter().map(Part::of).collect()),
            questionnaire: None,
        })
    }

    /// The record, with responses that were read already, if they were.
    pub(super) fn convert(&self, usual: Option<Vec<response::Response>>) -> Result<record::Record, Malformed> {
        if let Some(key) = self.later_key().filter(|_| self.format == 1) {
            return Err(Malformed::Later(key));
        }
        let head = self.head()?;
        let questionnaire = self.questionnaire.as_ref().ok_or(Unconvertible::Missing("questionnaire"))?;
        let questionnaire = Arc::new(definition::convert(questionnaire)?);
        let responses = usual.map_or_else(|| self.responses.iter().map(Response::convert).collect(), Ok)?;
        let actions = self.actions.iter().map(Action::convert).collect::<Result<_, _>>()?;
        let record = record::Record::new(head, questionnaire, responses)?.with_actions(actions)?;
        let record = record.with_note(self.note()?)?.with_discussed(parse_all("discussed", &self.discussed)?)?;
        self.with_what_came_later(record)
    }

    pub(super) fn head(&self) -> Result<Head, Malformed> {
        Ok(Head {
            id: parse("id", &self.id)?,
            kind: self.kind,
            created: time("created", &self.created)?,
            finished: self.finished.as_ref().map(|at| time("finished", at)).transpose()?,
            label: Label::new(&kept(&self.label)).map_err(|_| wrong("label", &self.label))?,
            changed: self.changed.as_ref().map(|at| time("changed", at)).transpose()?,
            min_people: self.min_people,
        })
    }

    fn note(&self) -> Result<Option<Note>, Malformed> {
        let Some(typed) = &self.note else { return Ok(None) };
        Note::new(typed).ok().flatten().map(Some).ok_or_else(|| wrong("note", typed))
    }

    /// What each round asked, and what a merged record was put together from. Format 1 did not say: its first round
    /// asked everything, and the rest is not known.
    fn with_what_came_later(&self, record: record::Record) -> Result<record::Record, Malformed> {
        let mut rounds = record.rounds().clone();
        for round in &self.rounds {
            rounds = rounds.with(round.round, parse_all("rounds.items", &round.items)?);
        }
        let parts = match (self.kind, &self.parts) {
            (Kind::Merged, None) => None,
            (_, parts) => Some(parts.iter().flatten().map(Part::convert).collect::<Result<_, _>>()?),
        };
        Ok(record.with_rounds(rounds)?.with_parts(parts)?)
    }

    /// The first key in it that format 1 has not.
    fn later_key(&self) -> Option<&'static str> {
        let keys = [
            ("note", self.note.is_some()),
            ("discussed", !self.discussed.is_empty()),
            ("rounds", !self.rounds.is_empty()),
            ("parts", self.parts.is_some()),
            ("responses.guesses", self.responses.iter().any(|response| !response.guesses.is_empty())),
            ("actions.when", self.actions.iter().any(|action| action.when.is_some())),
            ("actions.we", self.actions.iter().any(|action| action.we.is_some())),
        ];
        keys.into_iter().find_map(|(key, there)| there.then_some(key))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Response {
    id: String,
    pub(super) side: String,
    round: u8,
    #[serde(default)]
    pub(super) answers: BTreeMap<String, Value>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    guesses: BTreeMap<String, i32>,
}

impl Response {
    fn of(response: &response::Response) -> Self {
        let answer = |answer: &Answer| match *answer {
            Answer::Value(value) => Value::Integer(value.into()),
            Answer::DoesNotApply => Value::String(NA.to_owned()),
        };
        Self {
            id: response.id.to_string(),
            side: response.side.to_string(),
            round: response.round,
            answers: response.answers.iter().map(|(item, given)| (item.to_string(), answer(given))).collect(),
            guesses: response.guesses.iter().map(|(cause, value)| (cause.to_string(), *value)).collect(),
        }
    }

    fn convert(&self) -> Result<response::Response, Malformed> {
        let guess = |(cause, value): (&String, &i32)| Ok((parse("guesses", cause)?, *value));
        Ok(response::Response {
            id: parse("responses.id", &self.id)?,
            side: parse("responses.side", &self.side)?,
            round: self.round,
            answers: self.answers.iter().map(answer).collect::<Result<_, _>>()?,
            guesses: self.guesses.iter().map(guess).collect::<Result<_, Malformed>>()?,
        })
    }
}

fn answer((item, value): (&String, &Value)) -> Result<(Id, Answer), Malformed> {
    let id = parse("answers", item)?;
    let answer = match value {
        Value::Integer(value) => i32::try_from(*value).ok().map(Answer::Value),
        Value::String(word) if word == NA => Some(Answer::DoesNotApply),
        _ => None,
    };
    Ok((id, answer.ok_or_else(|| wrong("answers", &format!("{item} = {value}")))?))
}

/// What a round asked.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Round {
    round: u8,
    items: Vec<String>,
}

/// A record of several people that is now in this one.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    record: String,
    min_people: u32,
    responses: Vec<String>,
}

impl Part {
    fn of(part: &record::Part) -> Self {
        Self { record: part.record.to_string(), min_people: part.min_people, responses: written(&part.responses) }
    }

    fn convert(&self) -> Result<record::Part, Malformed> {
        Ok(record::Part {
            record: parse("parts.record", &self.record)?,
            min_people: self.min_people,
            responses: parse_all("parts.responses", &self.responses)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Action {
    cause: String,
    step: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    owner: String,
    due: Option<Datetime>,
    when: Option<String>,
    we: Option<String>,
    taken: Datetime,
    became: Option<State>,
    said: Option<Datetime>,
}

/// What became of an action; absent where nobody has said yet.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Done,
    Going,
    Dropped,
}

impl Action {
    fn of(action: &action::Action) -> Result<Self, Unwritable> {
        let state = match action.state() {
            ActionStatus::Open => None,
            ActionStatus::Done(said) => Some((State::Done, said)),
            ActionStatus::Going(said) => Some((State::Going, said)),
            ActionStatus::Dropped(said) => Some((State::Dropped, said)),
        };
        let day = |due: Date| due.to_string().parse().map_err(|_| Unwritable::Day(due));
        Ok(Self {
            cause: action.cause().to_string(),
            step: action.step().to_owned(),
            owner: action.owner().to_owned(),
            due: action.due().map(day).transpose()?,
            when: action.plan().map(|plan| plan.when().to_owned()),
            we: action.plan().map(|plan| plan.we().to_owned()),
            taken: datetime(action.taken())?,
            became: state.map(|(became, _)| became),
            said: state.map(|(_, said)| datetime(said)).transpose()?,
        })
    }

    fn convert(&self) -> Result<action::Action, Malformed> {
        let (step, owner) = (kept(&self.step), kept(&self.owner));
        let intent = Intent {
            cause: parse("actions.cause", &self.cause)?,
            step: &step,
            owner: &owner,
            due: self.due.as_ref().map(day).transpose()?,
        };
        let action = action::Action::new(intent, time("actions.taken", &self.taken)?).map_err(Invalid::Action)?;
        Ok(action.planned(self.plan()?).became(self.status()?))
    }

    fn plan(&self) -> Result<Option<Plan>, Malformed> {
        let half = |half: &Option<String>| half.clone().unwrap_or_default();
        let is_there = self.when.is_some() || self.we.is_some();
        Ok(is_there.then(|| Plan::new(&half(&self.when), &half(&self.we))).transpose().map_err(Invalid::Action)?)
    }

    fn status(&self) -> Result<ActionStatus, Malformed> {
        let said = self.said.as_ref().map(|said| time("actions.said", said)).transpose()?;
        match (self.became, said) {
            (None, None) => Ok(ActionStatus::Open),
            (Some(State::Done), Some(said)) => Ok(ActionStatus::Done(said)),
            (Some(State::Going), Some(said)) => Ok(ActionStatus::Going(said)),
            (Some(State::Dropped), Some(said)) => Ok(ActionStatus::Dropped(said)),
            (Some(_), None) => Err(wrong("actions.said", "absent")),
            (None, Some(_)) => Err(wrong("actions.became", "absent")),
        }
    }
}

fn datetime(time: Timestamp) -> Result<Datetime, Unwritable> {
    time.to_string().parse().map_err(|_| Unwritable::Time(time))
}

fn time(key: &'static str, written: &Datetime) -> Result<Timestamp, Malformed> {
    parse(key, &written.to_string())
}

fn day(written: &Datetime) -> Result<Date, Malformed> {
    if written.time.is_some() {
        return Err(wrong("actions.due", &written.to_string()));
    }
    parse("actions.due", &written.to_string())
}

fn written<'a, T: ToString + 'a>(values: impl IntoIterator<Item = &'a T>) -> Vec<String> {
    values.into_iter().map(T::to_string).collect()
}

fn parse<T: FromStr>(key: &'static str, text: &str) -> Result<T, Malformed> {
    text.parse().map_err(|_| wrong(key, text))
}

fn parse_all<T: FromStr, C: FromIterator<T>>(key: &'static str, texts: &[String]) -> Result<C, Malformed> {
    texts.iter().map(|text| parse(key, text)).collect()
}

fn wrong(key: &'static str, value: &str) -> Malformed {
    const LONGEST: usize = 60;
    let shown: String = showable(value).chars().take(LONGEST).collect();
    Malformed::Value { key, value: format!("\"{shown}\"") }
}
