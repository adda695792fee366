//! The open steps of all records, overdue first.

use jiff::Zoned;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE, FIRST, HELP, Key, LAST, LEAVE, MORE, ONE_ABOVE, ONE_BELOW, PAGE_DOWN_ALONE, PAGE_UP,
    SAVE_ELSEWHERE, STEP_DONE, STEP_DROP, STEP_EDIT, key,
};
use crate::app::screens::{
    Ctx, Effect, KeyContext, Msg, Question, ScreenState, Setup, Transition, to_change, to_list_once_saved, to_plan_at,
};
use crate::domain::action::{self, ActionStatus, Key as StepKey};
use crate::domain::record::{Invalid, Record};
use crate::request::{Exported, OpenStep, ReadReply, ReadRequest, StoreReply, StoreRequest, Target};
use crate::wording::{actions, home, keys as says, plan as words};

#[derive(Debug, Clone, Default)]
pub struct Steps {
    /// The steps, overdue first; none while they are being read.
    pub rows: Option<Vec<OpenStep>>,
    pub cursor: usize,
    /// Whether it is asked if the chosen step is to be dropped.
    pub dropping: bool,
    unreadable: usize,
    pending: Option<Verb>,
    /// The record whose step was changed last, ours to change.
    held: Option<Box<Record>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Toggle,
    Drop,
    Rewrite,
}

impl ScreenState for Steps {
    fn place(&self) -> KeyContext {
        if self.dropping { KeyContext::Dropping } else { KeyContext::Steps }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if self.dropping {
            self.dropping = false;
            return if action == Action::Confirm { self.claim(Verb::Drop) } else { Transition::stay() };
        }
        let Some(chosen) = self.chosen() else {
            return if action == Action::Close { to_list_once_saved(ctx) } else { Transition::stay() };
        };
        match action {
            Action::Close => return to_list_once_saved(ctx),
            Action::Toggle => return self.claim(Verb::Toggle),
            Action::Edit => return self.claim(Verb::Rewrite),
            Action::Drop if !chosen.open.action.is_dropped() => self.dropping = true,
            Action::Drop => return Transition::notice(words::CHOOSE_A_STEP),
            Action::Confirm => return Transition::effect(Effect::Read(ReadRequest::Open(chosen.target()))),
            _ => {
                let count = self.rows.as_ref().map_or(0, Vec::len);
                self.cursor = moved(Some(self.cursor), count, action).unwrap_or(0);
            }
        }
        Transition::stay()
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Read(ReadReply::Steps { steps, unreadable }) => self.found(steps, unreadable),
            Msg::Read(ReadReply::Opened(Ok(opened))) => {
                let key = self.chosen().map(|row| row.open.action.key());
                return to_plan_at(opened, key.as_ref());
            }
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => return self.claimed(*record, ctx),
            Msg::Store(StoreReply::Claimed { result: Err(_), .. }) => self.pending = None,
            _ => {}
        }
        Transition::stay()
    }

    fn exported(&self) -> Option<Exported> {
        let is_empty = self.rows.as_ref().is_none_or(Vec::is_empty);
        (!is_empty).then_some(Exported::Steps)
    }

    fn title(&self) -> Option<String> {
        Some(words::STEPS.to_owned())
    }

    fn label(&self) -> String {
        String::new()
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let chosen = self.chosen().filter(|_| self.dropping)?;
        let text = words::drop(&actions::reads(&chosen.open.action));
        Some(Question { text, help: words::DROP_HELP.to_owned(), options: Vec::new(), chosen: None, field: None })
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Toggle | Action::Edit | Action::Confirm => self.chosen().is_some(),
            Action::Drop => self.chosen().is_some_and(|row| !row.open.action.is_dropped()),
            _ => true,
        }
    }

    fn record(&self) -> Option<&Record> {
        self.held.as_deref()
    }
}

impl Steps {
    pub fn chosen(&self) -> Option<&OpenStep> {
        self.rows.as_ref()?.get(self.cursor)
    }

    /// The rows that an action does something with.
    pub fn taking(&self, action: Action) -> Vec<usize> {
        let rows = self.rows.as_deref().unwrap_or_default();
        let takes = |row: &OpenStep| match action {
            Action::Drop => !row.open.action.is_dropped(),
            Action::Toggle | Action::Edit => true,
            _ => false,
        };
        rows.iter().enumerate().filter(|(_, row)| takes(row)).map(|(at, _)| at).collect()
    }

    pub fn target(&self) -> Option<Target> {
        self.chosen().map(OpenStep::target)
    }

    pub fn unread(&self) -> Option<String> {
        (self.unreadable > 0).then(|| home::unreadable(self.unreadable))
    }

    /// Takes in a record that is ours to change now. Says whether its step is the chosen one.
    pub fn take_in(&mut self, record: Record) -> bool {
        let is_it = self.chosen().is_some_and(|row| row.open.record == record.head().id);
        self.held = Some(Box::new(record));
        is_it
    }

    /// Changes the record in hand, and shows its steps as they stand then.
    pub fn change(&mut self, change: impl FnOnce(&mut Record) -> Result<(), Invalid>) -> Result<(), Invalid> {
        if let Some(record) = self.held.as_deref_mut() {
            change(record)?;
            let id = record.head().id;
            for row in self.rows.iter_mut().flatten().filter(|row| row.open.record == id) {
                let key = row.open.action.key();
                if let Some(now) = record.actions().iter().find(|action| action.key() == key) {
                    row.open.action = now.clone();
                }
            }
        }
        Ok(())
    }

    fn found(&mut self, mut steps: Vec<OpenStep>, unreadable: usize) {
        steps.sort_by_key(|step| action::rank(&step.open));
        self.cursor = self.cursor.min(steps.len().saturating_sub(1));
        self.rows = Some(steps);
        self.unreadable = unreadable;
    }

    /// Takes hold of the record first: somebody else may have changed it since.
    fn claim(&mut self, verb: Verb) -> Transition {
        let Some(target) = self.target() else { return Transition::stay() };
        self.pending = Some(verb);
        Transition::effect(Effect::Store(StoreRequest::Claim(target)))
    }

    fn claimed(&mut self, record: Record, ctx: &mut Ctx<'_>) -> Transition {
        let record = ctx.keeping.latest_of(record);
        let (Some(verb), true) = (self.pending.take(), self.take_in(record)) else { return Transition::stay() };
        let Some(key) = self.chosen().map(|row| row.open.action.key()) else { return Transition::stay() };
        let Some((place, is_open)) = self.place_of(&key) else { return Transition::notice(words::GONE) };
        let now = ctx.at.now.timestamp();
        match verb {
            Verb::Rewrite => to_change(self.clone(), key, ctx.at.now.date()),
            Verb::Toggle => self.follow_up(place, ActionStatus::ticked(is_open, now), ctx),
            Verb::Drop => self.follow_up(place, ActionStatus::Dropped(now), ctx),
        }
    }

    /// Where a step stands in the record in hand, and whether it waits.
    fn place_of(&self, key: &StepKey) -> Option<(usize, bool)> {
        let actions = self.record()?.actions();
        let place = actions.iter().position(|action| action.key() == *key)?;
        Some((place, actions[place].is_open()))
    }

    fn follow_up(&mut self, place: usize, became: ActionStatus, ctx: &mut Ctx<'_>) -> Transition {
        let change = |record: &mut Record| {
            record.follow_up(place, became);
            Ok(())
        };
        if let Err(why) = self.change(change) {
            return Transition::notice(words::not_kept(&why));
        }
        let save = self.record().map(|record| ctx.keeping.save(record));
        Transition { effect: save, ..Transition::notice(words::became(became)) }
    }

    pub fn summary(&self, now: &Zoned) -> String {
        let Some(rows) = &self.rows else { return words::READING.to_owned() };
        let open: Vec<&action::Action> =
            rows.iter().map(|row| &row.open.action).filter(|action| action.is_open()).collect();
        let late = open.iter().filter(|action| action.is_overdue(now.date())).filter_map(|action| action.due());
        match (rows.is_empty(), open.len()) {
            (true, _) => words::NO_STEPS.to_owned(),
            (false, open) => words::waiting(open, &late.collect::<Vec<_>>(), now.date()),
        }
    }
}

const ITS_PLAN: Binding =
    key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "plan").meaning(says::ITS_PLAN);
pub(super) const STEPS_KEYS: &[Binding] = &[
    STEP_DONE, STEP_EDIT, STEP_DROP, ITS_PLAN, ONE_ABOVE, ONE_BELOW, PAGE_UP, PAGE_DOWN_ALONE, FIRST, LAST,
    SAVE_ELSEWHERE, CLOSE, MORE, HELP, LEAVE,
];
