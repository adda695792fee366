//! What somebody has taken on: a first step, who does it, by when, and what became of it; and how a record keeps it.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::id::{Id, Token};
use super::record::{self, Record};
use super::text::{Label, Note, TextError, folded, line};

/// The most actions that are taken on from one record.
pub const ACTIONS_MAX: usize = 3;
pub const STEP_MAX: usize = 400;
pub const PLAN_MAX: usize = 200;
pub const OWNER_MAX: usize = 60;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    cause: Id,
    step: String,
    owner: String,
    due: Option<Date>,
    taken: Timestamp,
    plan: Option<Plan>,
    became: ActionStatus,
}

/// What an action is known by: its cause, and when it was taken on.
pub type Key = (Id, Timestamp);

/// A step as a plan: when this happens, we do that. Build it with [`Plan::new`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "(String, String)", into = "(String, String)")]
pub struct Plan {
    when: String,
    we: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionStatus {
    Open,
    /// It was done, as was said then.
    Done(Timestamp),
    /// It was still going on, as was said then.
    Going(Timestamp),
    /// It was dropped, as was said then.
    Dropped(Timestamp),
}

impl ActionStatus {
    /// Ticked off where it waited; where it did not, that is taken back.
    pub const fn ticked(is_open: bool, at: Timestamp) -> Self {
        if is_open { Self::Done(at) } else { Self::Open }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent<'a> {
    pub cause: Id,
    pub step: &'a str,
    /// Who does it; may be empty.
    pub owner: &'a str,
    pub due: Option<Date>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    NoStep,
    Step(TextError),
    HalfAPlan,
    Plan(TextError),
    Owner(TextError),
    Twice,
}

impl Action {
    pub fn new(intent: Intent<'_>, taken: Timestamp) -> Result<Self, Invalid> {
        let step = line(intent.step, STEP_MAX).map_err(Invalid::Step)?;
        let owner = line(intent.owner, OWNER_MAX).map_err(Invalid::Owner)?;
        if step.is_empty() {
            return Err(Invalid::NoStep);
        }
        Ok(Self { cause: intent.cause, step, owner, due: intent.due, taken, plan: None, became: ActionStatus::Open })
    }

    pub fn planned(mut self, plan: Option<Plan>) -> Self {
        self.plan = plan;
        self
    }

    /// The same step, taken on when it was, with everything else as it is typed now.
    pub fn rewritten(&self, intent: Intent<'_>, plan: Option<Plan>) -> Result<Self, Invalid> {
        Ok(Self::new(intent, self.taken)?.planned(plan).became(self.became))
    }

    /// What it is known by while its record changes elsewhere.
    pub fn key(&self) -> Key {
        (self.cause.clone(), self.taken)
    }

    pub const fn became(mut self, became: ActionStatus) -> Self {
        self.became = became;
        self
    }

    pub const fn cause(&self) -> &Id {
        &self.cause
    }

    pub fn step(&self) -> &str {
        &self.step
    }

    /// Who does it; empty where nobody is named.
    pub fn owner(&self) -> &str {
        &self.owner
    }

    pub const fn due(&self) -> Option<Date> {
        self.due
    }

    pub const fn taken(&self) -> Timestamp {
        self.taken
    }

    pub const fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    pub const fn state(&self) -> ActionStatus {
        self.became
    }

    /// When something was last said of it: that it is taken on, or what became of it.
    pub fn touched(&self) -> Timestamp {
        match self.became {
            ActionStatus::Open => self.taken,
            ActionStatus::Done(at) | ActionStatus::Going(at) | ActionStatus::Dropped(at) => at.max(self.taken),
        }
    }

    pub const fn is_done(&self) -> bool {
        matches!(self.became, ActionStatus::Done(_))
    }

    pub const fn is_dropped(&self) -> bool {
        matches!(self.became, ActionStatus::Dropped(_))
    }

    /// Whether it still waits: neither done nor dropped.
    pub const fn is_open(&self) -> bool {
        matches!(self.became, ActionStatus::Open | ActionStatus::Going(_))
    }

    /// Whether it still waits and is this step for this cause, however that is typed.
    pub fn is_already(&self, cause: &Id, step: &str) -> bool {
        self.is_open() && &self.cause == cause && plainly(&self.step) == plainly(step)
    }

    /// Whether it was taken on by this moment and still waited then.
    pub fn waited_at(&self, moment: Timestamp) -> bool {
        let settled = match self.became {
            ActionStatus::Done(at) | ActionStatus::Dropped(at) => at < moment,
            ActionStatus::Open | ActionStatus::Going(_) => false,
        };
        self.taken <= moment && !settled
    }

    /// Whether it still waits and its day is over.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }
}

impl Plan {
    pub fn new(when: &str, we: &str) -> Result<Self, Invalid> {
        let half = |typed| line(typed, PLAN_MAX).map_err(Invalid::Plan);
        let (when, we) = (half(when)?, half(we)?);
        if when.is_empty() || we.is_empty() { Err(Invalid::HalfAPlan) } else { Ok(Self { when, we }) }
    }

    pub fn when(&self) -> &str {
        &self.when
    }

    pub fn we(&self) -> &str {
        &self.we
    }
}

impl TryFrom<(String, String)> for Plan {
    type Error = Invalid;

    fn try_from((when, we): (String, String)) -> Result<Self, Invalid> {
        Self::new(&when, &we)
    }
}

impl From<Plan> for (String, String) {
    fn from(Plan { when, we }: Plan) -> Self {
        (when, we)
    }
}

/// A step without what typing it again may change: capitals, blanks, a full stop.
fn plainly(step: &str) -> String {
    let words: Vec<&str> = step.split_whitespace().collect();
    folded(words.join(" ").trim_end_matches('.'))
}

/// An action that still waits, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAction {
    pub action: Action,
    pub cause: String,
    pub label: Label,
    pub record: Token,
}

/// The actions of a record that still wait, in its own order.
pub fn open_actions(record: &Record) -> Vec<OpenAction> {
    let open = record.actions().iter().filter(|action| action.is_open());
    open.map(|action| OpenAction {
        action: action.clone(),
        cause: record.questionnaire().cause_name(action.cause()).to_owned(),
        label: record.head().label.clone(),
        record: record.head().id,
    })
    .collect()
}

/// The earliest day first, so that what is overdue leads; what has no day last, the oldest first.
pub fn sort(all: &mut [OpenAction]) {
    all.sort_by_key(rank);
}

pub fn rank(one: &OpenAction) -> (bool, Option<Date>, Timestamp, Token) {
    (one.action.due().is_none(), one.action.due(), one.action.taken(), one.record)
}

/// How many of the actions were not dropped: so many of [`ACTIONS_MAX`] are taken on.
pub fn taken_on(actions: &[Action]) -> usize {
    actions.iter().filter(|action| !action.is_dropped()).count()
}

pub fn overdue(all: &[OpenAction], today: Date) -> usize {
    all.iter().filter(|one| one.action.is_overdue(today)).count()
}

impl Record {
    /// Takes an action on, perhaps as a plan. Where there are enough already, one that was dropped gives it its place.
    pub fn take_on(&mut self, intent: Intent<'_>, plan: Option<Plan>, at: Timestamp) -> Result<(), record::Invalid> {
        if self.actions.iter().any(|action| action.is_already(&intent.cause, intent.step)) {
            return Err(record::Invalid::Action(Invalid::Twice));
        }
        let mut actions = self.actions.clone();
        let dropped = actions.iter().position(Action::is_dropped);
        if let Some(place) = dropped.filter(|_| actions.len() >= ACTIONS_MAX) {
            actions.remove(place);
        }
        actions.push(Action::new(intent, at).map_err(record::Invalid::Action)?.planned(plan));
        *self = self.clone().with_actions(actions)?;
        Ok(())
    }

    /// Writes an action anew, by its place; not where that is another one that still waits.
    pub fn rewrite(&mut self, place: usize, intent: Intent<'_>, plan: Option<Plan>) -> Result<(), record::Invalid> {
        let mut others = self.actions.iter().enumerate().filter(|(other, _)| *other != place);
        if others.any(|(_, action)| action.is_already(&intent.cause, intent.step)) {
            return Err(record::Invalid::Action(Invalid::Twice));
        }
        let mut actions = self.actions.clone();
        if let Some(action) = actions.get_mut(place) {
            *action = action.rewritten(intent, plan).map_err(record::Invalid::Action)?;
        }
        *self = self.clone().with_actions(actions)?;
        Ok(())
    }

    /// Keeps the answer to the question at the end, or none any more.
    pub fn write_note(&mut self, note: Option<Note>) -> Result<(), record::Invalid> {
        *self = self.clone().with_note(note)?;
        Ok(())
    }

    pub fn follow_up(&mut self, place: usize, became: ActionStatus) {
        if let Some(action) = self.actions.get_mut(place) {
            *action = action.clone().became(became);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn action(step: &str, owner: &str) -> Result<Action, Invalid> {
        let cause = "bad-leads".parse().unwrap();
        let due = Some("2026-12-01".parse().unwrap());
        Action::new(Intent { cause, step, owner, due }, "2026-11-23T10:00:00Z".parse().unwrap())
    }

    #[test]
    fn an_action_keeps_the_step_in_the_owners_words() {
        let action = action("  Look at ten leads. ", " Kim ").unwrap();
        assert_eq!((action.step(), action.owner()), ("Look at ten leads.", "Kim"));
    }

    #[rstest]
    #[case("", "Kim")]
    #[case("  ", "Kim")]
    #[case("a\u{1b}b", "Kim")]
    #[case("Look.", "K\u{202e}im")]
    fn an_action_without_a_step_or_with_hidden_text_is_refused(#[case] step: &str, #[case] owner: &str) {
        assert!(action(step, owner).is_err());
    }

    #[rstest]
    #[case("2026-12-01", ActionStatus::Open, false)]
    #[case("2026-12-02", ActionStatus::Open, true)]
    #[case("2026-12-02", ActionStatus::Going("2026-11-30T10:00:00Z".parse().unwrap()), true)]
    #[case("2026-12-02", ActionStatus::Done("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    #[case("2026-12-02", ActionStatus::Dropped("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    fn an_open_action_is_overdue_from_the_day_after(
        #[case] today: &str,
        #[case] became: ActionStatus,
        #[case] overdue: bool,
    ) {
        assert_eq!(action("Look.", "Kim").unwrap().became(became).is_overdue(today.parse().unwrap()), overdue);
    }
    #[rstest]
    #[case("Look at ten leads.", ActionStatus::Open, true)]
    #[case(" look  at ten leads ", ActionStatus::Going("2026-11-30T10:00:00Z".parse().unwrap()), true)]
    #[case("Look at nine leads.", ActionStatus::Open, false)]
    #[case("Look at ten leads.", ActionStatus::Dropped("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    #[case("Look at ten leads.", ActionStatus::Done("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    fn a_step_that_still_waits_is_there_already_however_it_is_typed(
        #[case] step: &str,
        #[case] became: ActionStatus,
        #[case] already: bool,
    ) {
        let taken = action("Look at ten leads.", "Kim").unwrap().became(became);
        assert_eq!(taken.is_already(&"bad-leads".parse().unwrap(), step), already);
        assert!(!taken.is_already(&"another".parse().unwrap(), step));
    }

    #[rstest]
    #[case("2026-11-22T10:00:00Z", ActionStatus::Open, false)]
    #[case("2026-11-30T10:00:00Z", ActionStatus::Open, true)]
    #[case("2026-12-30T10:00:00Z", ActionStatus::Going("2026-11-30T10:00:00Z".parse().unwrap()), true)]
    #[case("2026-11-29T10:00:00Z", ActionStatus::Done("2026-11-30T10:00:00Z".parse().unwrap()), true)]
    #[case("2026-12-30T10:00:00Z", ActionStatus::Done("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    #[case("2026-12-30T10:00:00Z", ActionStatus::Dropped("2026-11-30T10:00:00Z".parse().unwrap()), false)]
    fn an_action_waits_from_when_it_was_taken_on_until_it_is_settled(
        #[case] moment: &str,
        #[case] became: ActionStatus,
        #[case] waited: bool,
    ) {
        assert_eq!(action("Look.", "Kim").unwrap().became(became).waited_at(moment.parse().unwrap()), waited);
    }
}
