//! The plan: the steps that were taken on, the causes that have none yet, and what to mind before anybody acts.

use jiff::Zoned;
use tui_input::Input;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE, ESCAPE_BACK, FIRST, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, MORE, NO,
    ONE_ABOVE, ONE_BELOW, PAGE_DOWN, PAGE_DOWN_ALONE, PAGE_UP, SAVE_ELSEWHERE, STEP_DONE, STEP_DROP, STEP_EDIT,
    TAKE_ON, key,
};
use crate::app::screens::plan_rows::{Row, of_row};
use crate::app::screens::taking_on::{For, Source};
use crate::app::screens::{
    Block, Ctx, Effect, KeyContext, Msg, Question, ScreenState, Scroll, Setup, Transition, to_taking_on,
};
use crate::domain::action::{self, ACTIONS_MAX, ActionStatus, taken_on};
use crate::domain::record::Record;
use crate::domain::text::Note;
use crate::request::{ReadReply, StoreReply, Target};
use crate::wording::{actions, keys as says, plan as words};

#[derive(Debug, Clone)]
pub struct Plan {
    /// Whose it is, and the screen that it was opened from.
    pub source: Source,
    pub cursor: usize,
    pub mode: Mode,
    /// Whether two more first steps are offered than the one to start with.
    pub more: bool,
    /// What is to be done once the record is ours.
    pending: Option<Verb>,
    /// Whether one thing is done on the way, and the screen before comes back.
    passing: bool,
}

#[derive(Debug, Clone)]
pub enum Mode {
    List,
    Reading(Scroll),
    Dropping,
    Noting(Input),
}

#[derive(Debug, Clone)]
enum Verb {
    Toggle(action::Key),
    Drop(action::Key),
    Rewrite(action::Key),
    TakeOn(Vec<usize>),
    Note(Option<Note>),
}

impl ScreenState for Plan {
    fn place(&self) -> KeyContext {
        match self.mode {
            Mode::List => KeyContext::Plan,
            Mode::Reading(_) => KeyContext::PlanPage,
            Mode::Dropping => KeyContext::Dropping,
            Mode::Noting(_) => KeyContext::Noting,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match (&mut self.mode, action) {
            (Mode::List, action) => self.act_on_list(action, ctx),
            (Mode::Reading(_) | Mode::Dropping | Mode::Noting(_), Action::Close) => self.close(),
            (Mode::Reading(scroll), action) => {
                scroll.act(action);
                Transition::stay()
            }
            (Mode::Dropping, Action::Confirm) => {
                let verb = self.chosen_step().map(|step| Verb::Drop(step.key()));
                self.mode = Mode::List;
                self.begin(verb, ctx)
            }
            (Mode::Noting(input), Action::Confirm) => match Note::new(input.value()) {
                Ok(note) => {
                    self.mode = Mode::List;
                    self.begin(Some(Verb::Note(note)), ctx)
                }
                Err(why) => Transition::notice(words::not_kept(&why)),
            },
            (Mode::Dropping | Mode::Noting(_), _) => Transition::stay(),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match (msg, &mut self.source) {
            (Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }), _) => self.claimed(*record, ctx),
            (Msg::Store(StoreReply::Claimed { result: Err(_), .. }), _) => {
                self.pending = None;
                self.back_if_passing()
            }
            (msg @ Msg::Read(ReadReply::Earlier { .. }), Source::One(results)) => results.respond(msg, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        Some(words::PLAN.to_owned())
    }

    fn aside(&self) -> String {
        words::progress(self.source.steps())
    }

    fn label(&self) -> String {
        match &self.source {
            Source::One(results) => results.label(),
            Source::Several(everyone) => everyone.label(),
            Source::All(_) => String::new(),
        }
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        matches!(self.mode, Mode::Reading(_)).then(|| self.detail(now))
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let (text, help, field) = match &self.mode {
            Mode::Dropping => {
                (words::drop(&self.chosen_step().map(actions::reads).unwrap_or_default()), words::DROP_HELP, None)
            }
            Mode::Noting(input) => (self.source.closing().to_owned(), words::NOTE_STAYS, Some(input)),
            Mode::List | Mode::Reading(_) => return None,
        };
        Some(Question { text, help: help.to_owned(), options: Vec::new(), chosen: None, field })
    }

    fn scroll(&self) -> Option<Scroll> {
        if let Mode::Reading(scroll) = &self.mode { Some(*scroll) } else { None }
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        if let Mode::Reading(scroll) = &mut self.mode { Some(scroll) } else { None }
    }

    fn field(&mut self) -> Option<&mut Input> {
        if let Mode::Noting(input) = &mut self.mode { Some(input) } else { None }
    }

    fn holds(&self, action: Action) -> bool {
        let rows = self.rows();
        let chosen = rows.get(self.cursor).copied();
        match action {
            Action::TakeOn | Action::Offers | Action::Note => {
                !matches!(chosen, Some(Row::Step(_))) && self.offers(action)
            }
            Action::Confirm => chosen.is_some(),
            Action::Toggle | Action::Edit | Action::Drop => chosen.is_some_and(|row| self.source.takes(row, action)),
            action => self.offers(action),
        }
    }

    fn record(&self) -> Option<&Record> {
        self.source.record()
    }

    fn target(&self) -> Option<Target> {
        match &self.source {
            Source::One(results) => results.target(),
            Source::Several(everyone) => everyone.target(),
            Source::All(_) => None,
        }
    }
}

impl Plan {
    /// Opens the plan on its first row.
    pub fn new(source: Source) -> Self {
        let mut plan = Self::at(source, 0);
        let is_to_do = |row: &Row| matches!(row, Row::Step(_) | Row::Cause(..));
        plan.cursor = plan.rows().iter().position(is_to_do).unwrap_or(0);
        plan
    }

    pub fn at(source: Source, cursor: usize) -> Self {
        let mut plan = Self { source, cursor, mode: Mode::List, more: false, pending: None, passing: false };
        plan.cursor = cursor.min(plan.rows().len().saturating_sub(1));
        plan
    }

    /// Does one thing with the step of a cause, or takes one on for it, and comes back to the screen before.
    pub(super) fn pass(source: Source, place: usize, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        let mut plan = Self { passing: true, ..Self::new(source) };
        let turn = if action == Action::TakeOn {
            plan.take_on(vec![place], ctx)
        } else {
            let Some(row) = plan.source.row_of(place) else { return Transition::notice(words::NO_STEP_HERE) };
            plan.cursor = row;
            plan.act_on_list(action, ctx)
        };
        if turn.go.is_some() || (turn.effect.is_none() && matches!(plan.mode, Mode::List)) {
            return turn;
        }
        let go = crate::app::screens::Screen::Plan(plan);
        Transition { go: Some(Box::new(go)), ..turn }
    }

    pub fn rows(&self) -> Vec<Row> {
        self.source.rows()
    }

    /// What is told of the chosen row in full.
    pub fn detail(&self, now: &Zoned) -> Vec<Block> {
        self.chosen().map_or_else(Vec::new, |row| of_row(&self.source, row, now))
    }

    pub fn chosen(&self) -> Option<Row> {
        self.rows().get(self.cursor).copied()
    }

    pub fn chosen_step(&self) -> Option<&action::Action> {
        match self.chosen()? {
            Row::Step(at) => self.source.steps().get(at),
            Row::Cause(..) | Row::Ground | Row::Note | Row::Mind => None,
        }
    }

    /// How many causes have their first step offered in the list: one to start with, two more behind a key.
    pub fn offered(&self) -> usize {
        let room = ACTIONS_MAX.saturating_sub(taken_on(self.source.steps()));
        match (room, self.more) {
            (room, true) => room,
            (ACTIONS_MAX, false) => 1,
            (_, false) => 0,
        }
    }

    /// Whether an action does something with some row.
    pub fn offers(&self, action: Action) -> bool {
        let any = |action| self.rows().into_iter().any(|row| self.source.takes(row, action));
        match action {
            Action::Toggle | Action::Edit | Action::Drop => any(action),
            Action::TakeOn => taken_on(self.source.steps()) < ACTIONS_MAX && any(action),
            Action::Offers => self.offered() < ACTIONS_MAX && any(Action::TakeOn) || self.more,
            Action::Note => matches!(self.source, Source::One(_)),
            _ => true,
        }
    }

    /// The rows that an action does something with.
    pub fn taking(&self, action: Action) -> Vec<usize> {
        let rows = self.rows();
        if action == Action::TakeOn && !self.offers(action) {
            return Vec::new();
        }
        (0..rows.len()).filter(|at| self.source.takes(rows[*at], action)).collect()
    }

    fn act_on_list(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        let step = self.chosen_step().map(action::Action::key);
        match (action, self.chosen(), step) {
            (Action::Close, ..) => return Transition::go(self.source.screen()),
            (Action::TakeOn, Some(Row::Cause(place, _)), _) => return self.take_on(vec![place], ctx),
            (Action::TakeOn, ..) => return self.take_on(self.source.causes(), ctx),
            (Action::Toggle, _, Some(key)) => return self.begin(Some(Verb::Toggle(key)), ctx),
            (Action::Edit, _, Some(key)) => return self.begin(Some(Verb::Rewrite(key)), ctx),
            (Action::Drop, Some(row), Some(_)) if self.source.takes(row, Action::Drop) => self.mode = Mode::Dropping,
            (Action::Toggle | Action::Edit | Action::Drop, ..) => return Transition::notice(words::CHOOSE_A_STEP),
            (Action::Confirm, Some(Row::Note), _) | (Action::Note, ..) => return self.write(),
            (Action::Confirm, Some(_), _) => self.mode = Mode::Reading(Scroll::default()),
            (Action::Offers, ..) => self.more = !self.more,
            _ => self.cursor = moved(Some(self.cursor), self.rows().len(), action).unwrap_or(0),
        }
        Transition::stay()
    }

    fn close(&mut self) -> Transition {
        self.mode = Mode::List;
        self.back_if_passing()
    }

    fn back_if_passing(&self) -> Transition {
        if self.passing { Transition::go(self.source.screen()) } else { Transition::stay() }
    }

    fn take_on(&mut self, causes: Vec<usize>, ctx: &mut Ctx<'_>) -> Transition {
        if taken_on(self.source.steps()) >= ACTIONS_MAX {
            return Transition::notice(words::enough());
        }
        if causes.is_empty() {
            let why = if self.source.raised().is_empty() { words::NOTHING_RAISED } else { words::ALL_HAVE_ONE };
            return Transition::notice(why);
        }
        self.begin(Some(Verb::TakeOn(causes)), ctx)
    }

    /// Opens the answer to the question at the end, as it was written.
    fn write(&mut self) -> Transition {
        if !self.offers(Action::Note) {
            return Transition::notice(words::NO_NOTE_OF_SEVERAL);
        }
        let note = self.source.record().and_then(Record::note).map_or("", Note::as_str);
        self.mode = Mode::Noting(Input::new(note.to_owned()));
        Transition::stay()
    }

    /// Changes the record, once it is ours.
    fn begin(&mut self, verb: Option<Verb>, ctx: &mut Ctx<'_>) -> Transition {
        self.pending = verb;
        if self.source.is_ours() {
            return self.carry_out(ctx);
        }
        let claim = self.source.claim().filter(|_| self.pending.is_some());
        Transition { effect: claim, ..Transition::stay() }
    }

    fn claimed(&mut self, record: Record, ctx: &mut Ctx<'_>) -> Transition {
        if !self.source.is_ours() {
            self.source.take_in(record, ctx);
        }
        self.carry_out(ctx)
    }

    fn carry_out(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        let today = ctx.at.now.date();
        let plan = (!self.passing).then_some(self.cursor);
        match self.pending.take() {
            None => Transition::stay(),
            Some(Verb::TakeOn(causes)) => to_taking_on(self.source.clone(), For::Causes(causes), plan, today),
            Some(Verb::Rewrite(key)) => to_taking_on(self.source.clone(), For::Anew(key), plan, today),
            Some(Verb::Toggle(key)) => self.toggle(&key, ctx),
            Some(Verb::Drop(key)) => self.follow_up(&key, ActionStatus::Dropped(ctx.at.now.timestamp()), ctx),
            Some(Verb::Note(note)) => {
                let said = if note.is_some() { words::NOTED } else { words::NOT_NOTED };
                let kept = self.source.change(|record| record.write_note(note), ctx);
                self.said(kept, said)
            }
        }
    }

    /// Ticks a step off, or takes that back, as it does with one that was dropped.
    fn toggle(&mut self, key: &action::Key, ctx: &mut Ctx<'_>) -> Transition {
        let is_open = self.source.place_of(key).is_some_and(|place| self.source.steps()[place].is_open());
        self.follow_up(key, ActionStatus::ticked(is_open, ctx.at.now.timestamp()), ctx)
    }

    fn follow_up(&mut self, key: &action::Key, became: ActionStatus, ctx: &mut Ctx<'_>) -> Transition {
        let Some(place) = self.source.place_of(key) else { return Transition::notice(words::GONE) };
        let change = |record: &mut Record| {
            record.follow_up(place, became);
            Ok(())
        };
        let kept = self.source.change(change, ctx);
        // The cursor stays on the step, wherever it stands now.
        self.cursor = self.rows().iter().position(|row| *row == Row::Step(place)).unwrap_or(self.cursor);
        self.said(kept, words::became(became))
    }

    fn said(&self, kept: Result<Option<Effect>, crate::domain::record::Invalid>, said: &'static str) -> Transition {
        match kept {
            Ok(effect) => Transition { effect, notice: Some(said.to_owned()), ..self.back_if_passing() },
            Err(why) => Transition { notice: Some(words::not_kept(&why)), ..self.back_if_passing() },
        }
    }
}

const READ: Binding = key(&[Key::Enter, Key::Right, Key::Char('l')], Action::Confirm, "read");
const TWO_MORE: Binding = key(&[Key::Char('m')], Action::Offers, "two more").meaning(says::TWO_MORE);
const NOTE: Binding = key(&[Key::Char('w')], Action::Note, "note").meaning(says::NOTE);
pub(super) const PLAN_KEYS: &[Binding] = &[
    STEP_DONE, TAKE_ON, STEP_EDIT, STEP_DROP, READ, TWO_MORE, NOTE, ONE_ABOVE, ONE_BELOW, PAGE_UP, PAGE_DOWN_ALONE,
    FIRST, LAST, SAVE_ELSEWHERE, CLOSE, MORE, HELP, LEAVE,
];
pub(super) const PLAN_PAGE_KEYS: &[Binding] =
    &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, CLOSE, MORE, HELP, LEAVE];
pub(super) const DROPPING_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "drop it"), key(NO, Action::Close, "keep it"), LEAVE_QUIETLY];
pub(super) const NOTING_KEYS: &[Binding] =
    &[key(&[Key::Enter], Action::Confirm, "keep it"), ESCAPE_BACK, LEAVE_QUIETLY];
