//! Actions, as they are written and as they are meant.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use toml::value::Datetime;

use super::meant::{time, wrong};
use super::raw::datetime;
use super::{Malformed, Unwritable};
use crate::domain::action::{self, ActionStatus, Intent, Plan};
use crate::domain::record::Invalid;
use crate::domain::text::kept;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Action {
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
    pub(super) fn of(action: &action::Action) -> Result<Self, Unwritable> {
        let state = state(action.state());
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

    pub(super) fn meant(&self) -> Result<action::Action, Malformed> {
        let (step, owner) = (kept(&self.step), kept(&self.owner));
        let intent = Intent {
            cause: self.cause.parse().map_err(|_| wrong("actions.cause", &self.cause))?,
            step: &step,
            owner: &owner,
            due: self.due.as_ref().map(meant_day).transpose()?,
        };
        let action = action::Action::new(intent, time("actions.taken", &self.taken)?).map_err(Invalid::from)?;
        Ok(action.planned(self.plan()?).became(self.became()?))
    }

    fn plan(&self) -> Result<Option<Plan>, Malformed> {
        match (&self.when, &self.we) {
            (None, None) => Ok(None),
            (when, we) => {
                let half = |half: &Option<String>| half.clone().unwrap_or_default();
                Ok(Some(Plan::new(&half(when), &half(we)).map_err(Invalid::from)?))
            }
        }
    }

    /// The first key in it that format 1 has not.
    pub(super) fn later_key(&self) -> Option<&'static str> {
        let keys = [("actions.when", self.when.is_some()), ("actions.we", self.we.is_some())];
        keys.into_iter().find_map(|(key, there)| there.then_some(key))
    }

    fn became(&self) -> Result<ActionStatus, Malformed> {
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

const fn state(became: ActionStatus) -> Option<(State, Timestamp)> {
    match became {
        ActionStatus::Open => None,
        ActionStatus::Done(said) => Some((State::Done, said)),
        ActionStatus::Going(said) => Some((State::Going, said)),
        ActionStatus::Dropped(said) => Some((State::Dropped, said)),
    }
}

fn day(due: Date) -> Result<Datetime, Unwritable> {
    due.to_string().parse().map_err(|_| Unwritable::Day(due))
}

fn meant_day(written: &Datetime) -> Result<Date, Malformed> {
    let text = written.to_string();
    let day = if written.time.is_none() { text.parse().ok() } else { None };
    day.ok_or_else(|| wrong("actions.due", &text))
}
