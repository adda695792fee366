//! What became of the actions of an earlier run with the same label, before the first item.

use crate::app::Setup;
use crate::app::assessment::Assessment;
use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE, HELP, Key, LEAVE, ONE_ABOVE, ONE_BELOW, SAVE_ELSEWHERE, SKIP, digits, key, more,
};
use crate::app::message::{Effect, Msg};
use crate::app::pages::Question;
use crate::app::screens::answering::Answering;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition};
use crate::domain::action;
use crate::domain::action::ActionStatus;
use crate::domain::record::Record;
use crate::request::{StoreReply, StoreRequest};
use crate::wording;
use crate::wording::actions;

/// How many things may have become of an action: done, still going, dropped.
const WAYS: usize = 3;

/// The open actions of earlier records, asked about one by one.
#[derive(Debug, Clone)]
pub struct FollowingUp {
    /// The earlier records.
    records: Vec<Record>,
    /// Record and action, as places, of each that is asked about.
    queue: Vec<(usize, usize)>,
    at: usize,
    /// What is chosen.
    pub cursor: Option<usize>,
    /// What is to be written once the record is ours.
    pending: Option<ActionStatus>,
    /// The assessment that waits.
    next: Assessment,
}

impl ScreenState for FollowingUp {
    fn place(&self) -> KeyContext {
        KeyContext::FollowingUp
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        let chosen = match action {
            Action::Pick(at) => Some(at),
            Action::Confirm => self.cursor,
            Action::Skip => return self.go_on(),
            Action::Close => return self.go_back(),
            _ => {
                self.cursor = moved(self.cursor, WAYS, action);
                return Transition::stay();
            }
        };
        match chosen.and_then(|at| became(at, ctx)) {
            Some(became) => self.write(became),
            None => Transition::notice(format!("Choose from 1 to {WAYS}.")),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => self.claimed(*record, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        Some("before you begin".to_owned())
    }

    fn question(&self, setup: &Setup) -> Option<Question<'_>> {
        following_up(self, setup)
    }

    fn record(&self) -> Option<&Record> {
        Some(self.next.record())
    }

    fn options(&self) -> usize {
        WAYS
    }
}

impl FollowingUp {
    /// Asks about the open actions of these records; with none, goes straight to the first item.
    pub(super) fn begin(records: Vec<Record>, next: Assessment) -> Transition {
        let open = |(at, record): (usize, &Record)| {
            let actions = record.actions().iter().enumerate().filter(|(_, action)| action.is_open());
            actions.map(|(action, _)| (at, action)).collect::<Vec<_>>()
        };
        let queue: Vec<(usize, usize)> = records.iter().enumerate().flat_map(open).collect();
        if queue.is_empty() {
            return Transition::go(Screen::Answering(Answering::new(next)));
        }
        Transition::go(Screen::FollowingUp(Self { records, queue, at: 0, cursor: None, pending: None, next }))
    }

    /// The action being asked about, with the record it belongs to.
    pub fn asked(&self) -> Option<(&Record, &action::Action)> {
        let &(record, action) = self.queue.get(self.at)?;
        let record = self.records.get(record)?;
        Some((record, record.actions().get(action)?))
    }

    /// Which one it is, from 1, and of how many.
    pub const fn progress(&self) -> (usize, usize) {
        (self.at + 1, self.queue.len())
    }

    /// The assessment that waits.
    pub const fn next(&self) -> &Assessment {
        &self.next
    }

    /// Takes hold of the earlier record first: somebody else may have changed it since.
    fn write(&mut self, became: ActionStatus) -> Transition {
        let Some((record, _)) = self.asked() else { return self.go_on() };
        let claim = Effect::Store(StoreRequest::Claim(record.head().id.into()));
        self.pending = Some(became);
        Transition::effect(claim)
    }

    /// Writes what became of the action into the earlier record, as it stands on the disk.
    /// What could not be written there the last time is not lost over it.
    fn claimed(&mut self, record: Record, ctx: &mut Ctx<'_>) -> Transition {
        let mut record = ctx.keeping.in_trouble_with(record.head().id).cloned().unwrap_or(record);
        let (Some(&(at, action)), Some(became)) = (self.queue.get(self.at), self.pending.take()) else {
            return Transition::stay();
        };
        record.follow_up(action, became);
        let save = ctx.keeping.save(&record);
        if let Some(kept) = self.records.get_mut(at) {
            *kept = record;
        }
        self.go_on().with(save)
    }

    fn go_on(&mut self) -> Transition {
        self.cursor = None;
        self.at += 1;
        if self.at < self.queue.len() {
            return Transition::stay();
        }
        Transition::go(Screen::Answering(Answering::new(self.next.clone())))
    }

    fn go_back(&mut self) -> Transition {
        self.cursor = None;
        match self.at.checked_sub(1) {
            Some(at) => {
                self.at = at;
                Transition::stay()
            }
            None => Transition::notice("This is the first."),
        }
    }
}

fn became(at: usize, ctx: &Ctx<'_>) -> Option<ActionStatus> {
    let now = ctx.at.now.timestamp();
    [ActionStatus::Done(now), ActionStatus::Going(now), ActionStatus::Dropped(now)].get(at).copied()
}

pub(super) const FOLLOWING_UP_KEYS: &[Binding] = &[
    digits("answer"),
    ONE_ABOVE,
    ONE_BELOW,
    more(&[Key::Enter], Action::Confirm, "take the chosen one"),
    key(SKIP, Action::Skip, "later"),
    CLOSE,
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];

fn following_up<'a>(following: &FollowingUp, setup: &Setup) -> Option<Question<'a>> {
    let (_, action) = following.asked()?;
    let (at, of) = following.progress();
    // No cause is named before the last answer is given.
    let whose = actions::whose(action);
    Some(Question {
        text: action.step().to_owned(),
        help: format!(
            "What became of this first step? Taken on {}: {whose}. Step {at} of {of}.",
            wording::day(action.taken(), &setup.opened)
        ),
        options: ["Done", "Still going", "Dropped"].map(str::to_owned).to_vec(),
        chosen: following.cursor,
        field: None,
    })
}
