//! Before the first statement: side and name, and what became of the actions of an earlier run with the same name.

use std::sync::Arc;

use jiff::Zoned;
use tui_input::Input;

use crate::app::Store;
use crate::app::input::{KnownNames, moved};
use crate::app::keys::{
    ANSWER, Action, Binding, CLOSE, GO_ON, HELP, Key, LEAVE, LEAVE_QUIETLY, ONE_ABOVE, ONE_BELOW, SAVE_ELSEWHERE, SKIP,
    TAKE_CHOSEN, TEXT_BACK, digits, key,
};
use crate::app::record::Assessment;
use crate::app::screens::answering::Answering;
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{Ctx, Effect, KeyContext, Msg, Question, Screen, ScreenState, Setup, Transition};
use crate::domain::action::{self, ActionStatus};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Begin as Beginning, Record};
use crate::domain::text::Label;
use crate::request::{ReadReply, ReadRequest, StoreReply, StoreRequest};
use crate::wording::{self, actions, home as words, keys as says, participant};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Side,
    Label,
}

#[derive(Debug, Clone)]
pub struct Begin {
    pub step: Step,
    pub sides: Vec<(Id, String)>,
    pub side: Option<usize>,
    pub label: Input,
    pub names: KnownNames,
    form: Arc<Questionnaire>,
    pub(super) from: Welcome,
    /// Everything is chosen; only earlier records of the label are awaited.
    starting: bool,
}

impl ScreenState for Begin {
    fn place(&self) -> KeyContext {
        match self.step {
            Step::Side => KeyContext::Choosing,
            Step::Label => KeyContext::FirstLabel,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Pick(at) if at < self.options() => {
                self.side = Some(at);
                self.go_on(ctx)
            }
            Action::Pick(_) => Transition::notice(says::choose_to(self.options())),
            Action::Confirm => self.go_on(ctx),
            Action::Close => self.go_back(),
            Action::Complete => {
                self.names.complete(&mut self.label);
                Transition::stay()
            }
            _ => {
                if self.step == Step::Side {
                    self.side = moved(self.side, self.sides.len(), action);
                }
                Transition::stay()
            }
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Read(ReadReply::Earlier { records, .. }) if self.starting => return self.start(records, ctx),
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) }) => self.from.discarded(id),
            _ => {}
        }
        Transition::stay()
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let ([text, help], options) = match self.step {
            Step::Side => (words::SIDE, self.sides.iter().map(|(_, name)| name.clone()).collect()),
            Step::Label => (words::NEW_NAME, Vec::new()),
        };
        let is_side = self.step == Step::Side;
        let (chosen, field) = (self.side.filter(|_| is_side), (!is_side).then_some(&self.label));
        Some(Question { text: text.to_owned(), help: help.to_owned(), options, chosen, field })
    }

    fn field(&mut self) -> Option<&mut Input> {
        (self.step == Step::Label).then_some(&mut self.label)
    }

    fn typed(&mut self) {
        self.names.typed();
    }

    /// A digit chooses a side and goes on by itself; a name is completed where one begins as typed.
    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Confirm => self.step != Step::Side || self.side.is_some(),
            Action::Complete => !self.names.offered(self.label.value()).is_empty(),
            _ => true,
        }
    }

    fn options(&self) -> usize {
        if self.step == Step::Side { self.sides.len() } else { 0 }
    }

    fn deleted(&self, id: Token, now: &Zoned) -> Option<String> {
        self.from.deleted(id, now)
    }
}

impl Begin {
    pub(super) fn new(setup: &Setup, from: Welcome, form: usize) -> Self {
        let sides = setup.full.head().sides.iter().map(|side| (side.id.clone(), side.name.clone())).collect();
        let form = setup.pulse.as_ref().filter(|_| form > 0).unwrap_or(&setup.full);
        Self {
            step: Step::Side,
            sides,
            side: None,
            label: Input::default(),
            names: from.names.clone(),
            form: Arc::clone(form),
            from,
            starting: false,
        }
    }

    fn go_on(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        match self.step {
            Step::Side if self.side.is_none() => Transition::notice(participant::CHOOSE_SIDE),
            Step::Side => {
                self.step = Step::Label;
                Transition::stay()
            }
            Step::Label => match Label::new(self.label.value()) {
                Err(error) => Transition::notice(says::unusable_name(&error)),
                Ok(label) => self.look_up(label, ctx),
            },
        }
    }

    /// Looks for earlier records of the label before it starts; an empty one matches nothing.
    fn look_up(&mut self, label: Label, ctx: &Ctx<'_>) -> Transition {
        self.starting = true;
        if label.is_empty() || matches!(ctx.setup.store, Store::Nowhere(_)) {
            return self.start(Vec::new(), ctx);
        }
        Transition::effect(Effect::Read(ReadRequest::Earlier { label, awaited: true }))
    }

    fn go_back(&mut self) -> Transition {
        if self.step == Step::Side {
            return Transition::go(Screen::Welcome(self.from.clone()));
        }
        self.step = Step::Side;
        Transition::stay()
    }

    /// Starts, first with what became of earlier actions.
    fn start(&self, earlier: Vec<Record>, ctx: &Ctx<'_>) -> Transition {
        let begun = self.beginning(ctx).and_then(|new| Record::begin(new, Arc::clone(&self.form)).ok());
        match begun.and_then(|record| Assessment::new(record, true)) {
            Some(assessment) => FollowingUp::begin(earlier, assessment),
            None => Transition::notice(participant::CHOOSE_SIDE),
        }
    }

    fn beginning(&self, ctx: &Ctx<'_>) -> Option<Beginning> {
        let [record, response] = ctx.at.chance;
        Some(Beginning {
            id: Token::new(record),
            response: Token::new(response),
            at: ctx.at.now.timestamp(),
            label: Label::new(self.label.value()).ok()?,
            side: self.side.and_then(|side| self.sides.get(side))?.0.clone(),
        })
    }
}

pub(super) const CHOOSING_KEYS: &[Binding] = &[digits("choose"), ONE_ABOVE, ONE_BELOW, GO_ON, CLOSE, HELP, LEAVE];
pub(super) const LABEL_KEYS: &[Binding] = &[GO_ON, TEXT_BACK, LEAVE_QUIETLY];
pub(super) const FIRST_LABEL_KEYS: &[Binding] =
    &[GO_ON, key(&[Key::Tab], Action::Complete, "complete"), TEXT_BACK, LEAVE_QUIETLY];

/// How many things may have become of an action: done, still going, dropped.
const WAYS: usize = 3;

/// The open actions of earlier records, asked about one by one.
#[derive(Debug, Clone)]
pub struct FollowingUp {
    records: Vec<Record>,
    /// Record and action, as places, of each that is asked about.
    queue: Vec<(usize, usize)>,
    at: usize,
    pub cursor: Option<usize>,
    /// What is to be written once the record is ours.
    pending: Option<ActionStatus>,
    pub next: Assessment,
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
            None => Transition::notice(says::choose_to(WAYS)),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => self.claimed(*record, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        Some(words::BEFORE.to_owned())
    }

    fn question(&self, setup: &Setup) -> Option<Question<'_>> {
        let (_, action) = self.asked()?;
        let day = wording::day(action.taken(), &setup.opened);
        Some(Question {
            text: action.step().to_owned(),
            // No cause is named before the last answer is given.
            help: words::what_became(&day, &actions::whose(action), (self.at + 1, self.queue.len())),
            options: words::BECAME.map(str::to_owned).to_vec(),
            chosen: self.cursor,
            field: None,
        })
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
    fn asked(&self) -> Option<(&Record, &action::Action)> {
        let &(record, action) = self.queue.get(self.at)?;
        let record = self.records.get(record)?;
        Some((record, record.actions().get(action)?))
    }

    /// Takes hold of the earlier record first: somebody else may have changed it since.
    fn write(&mut self, became: ActionStatus) -> Transition {
        let Some((record, _)) = self.asked() else { return self.go_on() };
        let claim = Effect::Store(StoreRequest::Claim(record.head().id.into()));
        self.pending = Some(became);
        Transition::effect(claim)
    }

    /// Writes what became of the action into the earlier record, as it stands now.
    fn claimed(&mut self, record: Record, ctx: &mut Ctx<'_>) -> Transition {
        let mut record = ctx.keeping.latest_of(record);
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
            None => Transition::notice(words::THE_FIRST),
        }
    }
}

fn became(at: usize, ctx: &Ctx<'_>) -> Option<ActionStatus> {
    let now = ctx.at.now.timestamp();
    [ActionStatus::Done(now), ActionStatus::Going(now), ActionStatus::Dropped(now)].get(at).copied()
}

const LATER: Binding = key(SKIP, Action::Skip, "later");
pub(super) const FOLLOWING_UP_KEYS: &[Binding] =
    &[ANSWER, ONE_ABOVE, ONE_BELOW, TAKE_CHOSEN, LATER, CLOSE, SAVE_ELSEWHERE, HELP, LEAVE];
