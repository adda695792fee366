//! Before the first statement: side and name, and what became of the actions of an earlier run with the same name.

use std::sync::Arc;

use jiff::Zoned;
use tui_input::Input;

use crate::app::input::{KnownNames, moved};
use crate::app::keys::{
    Action, Binding, CLOSE, GO_ON, HELP, Key, LEAVE, LEAVE_QUIETLY, ONE_ABOVE, ONE_BELOW, SAVE_ELSEWHERE, SKIP,
    TEXT_BACK, digits, key, more,
};
use crate::app::pages::Question;
use crate::app::record::Assessment;
use crate::app::screens::answering::Answering;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::welcome::Welcome;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition};
use crate::app::update::{Effect, Msg};
use crate::app::{Setup, Store};
use crate::domain::action::{self, ActionStatus};
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::{Begin as Beginning, Record};
use crate::domain::text::Label;
use crate::request::{ReadReply, ReadRequest, StoreReply, StoreRequest};
use crate::wording::{self, actions, home as words, keys as says};

/// What is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Which side the person answers for.
    Side,
    /// Which Sales and which Marketing.
    Label,
}

/// What was chosen so far.
#[derive(Debug, Clone)]
pub struct Begin {
    /// What is being asked.
    pub step: Step,
    /// The sides to choose from: id and name.
    pub sides: Vec<(Id, String)>,
    /// The chosen side.
    pub side: Option<usize>,
    /// The label as typed so far.
    pub label: Input,
    /// The names that records have already.
    pub names: KnownNames,
    /// What will be asked.
    form: Arc<Questionnaire>,
    /// The first screen, to go back to.
    pub(super) from: Welcome,
    /// Earlier records of the label; none until they were looked up.
    earlier: Option<Vec<Record>>,
    /// Everything is chosen; only the earlier records are awaited.
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
            Action::Pick(at) if at < self.choices().0 => {
                self.choose(Some(at));
                self.go_on(ctx)
            }
            Action::Pick(_) => Transition::notice(says::choose_to(self.choices().0)),
            Action::Confirm => self.go_on(ctx),
            Action::Close => self.go_back(),
            Action::Complete => {
                self.names.complete(&mut self.label);
                Transition::stay()
            }
            _ => {
                let (count, cursor) = self.choices();
                self.choose(moved(cursor, count, action));
                Transition::stay()
            }
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Read(ReadReply::Earlier { records, .. }) => return self.found(records, ctx),
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) }) => self.from.discarded(id),
            _ => {}
        }
        Transition::stay()
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        Some(begun(self))
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
        self.choices().0
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
            earlier: None,
            starting: false,
        }
    }

    /// How many options there are to choose from, and which is chosen.
    pub fn choices(&self) -> (usize, Option<usize>) {
        match self.step {
            Step::Side => (self.sides.len(), self.side),
            Step::Label => (0, None),
        }
    }

    fn choose(&mut self, cursor: Option<usize>) {
        match self.step {
            Step::Side => self.side = cursor,
            Step::Label => {}
        }
    }

    fn go_on(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        match self.step {
            Step::Side if self.side.is_none() => Transition::notice(words::CHOOSE_SIDE),
            Step::Side => {
                self.step = Step::Label;
                Transition::stay()
            }
            Step::Label => match Label::new(self.label.value()) {
                Err(error) => Transition::notice(says::unusable_name(&error)),
                Ok(label) => match self.look_up(label, ctx) {
                    Some(effect) => Transition::effect(effect),
                    None => self.start(ctx),
                },
            },
        }
    }

    /// Looks for earlier records of the label; an empty one matches nothing.
    fn look_up(&mut self, label: Label, ctx: &Ctx<'_>) -> Option<Effect> {
        (self.earlier, self.starting) = (None, true);
        if label.is_empty() || matches!(ctx.setup.store, Store::Nowhere(_)) {
            self.earlier = Some(Vec::new());
            return None;
        }
        Some(Effect::Read(ReadRequest::Earlier { label, awaited: true }))
    }

    /// Takes in earlier records of the label, and starts if only they were awaited.
    fn found(&mut self, records: Vec<Record>, ctx: &mut Ctx<'_>) -> Transition {
        self.earlier = Some(records);
        if self.starting { self.start(ctx) } else { Transition::stay() }
    }

    fn go_back(&mut self) -> Transition {
        match self.step {
            Step::Side => return Transition::go(Screen::Welcome(self.from.clone())),
            Step::Label => self.step = Step::Side,
        }
        Transition::stay()
    }

    /// Starts, first with what became of earlier actions.
    fn start(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        let Some(earlier) = self.earlier.clone() else {
            self.starting = true;
            return Transition::stay();
        };
        let assessment = self
            .beginning(ctx)
            .and_then(|(new, form)| Record::begin(new, form).ok().and_then(|record| Assessment::new(record, true)));
        match assessment {
            Some(assessment) => FollowingUp::begin(earlier, assessment),
            None => Transition::notice(words::CHOOSE_SIDE),
        }
    }

    fn beginning(&self, ctx: &Ctx<'_>) -> Option<(Beginning, Arc<Questionnaire>)> {
        let [record, response] = ctx.at.chance;
        let new = Beginning {
            id: Token::new(record),
            response: Token::new(response),
            at: ctx.at.now.timestamp(),
            label: Label::new(self.label.value()).ok()?,
            side: self.side.and_then(|side| self.sides.get(side))?.0.clone(),
        };
        Some((new, Arc::clone(&self.form)))
    }
}

pub(super) const CHOOSING_KEYS: &[Binding] = &[digits("choose"), ONE_ABOVE, ONE_BELOW, GO_ON, CLOSE, HELP, LEAVE];
pub(super) const LABEL_KEYS: &[Binding] = &[GO_ON, TEXT_BACK, LEAVE_QUIETLY];
pub(super) const FIRST_LABEL_KEYS: &[Binding] =
    &[GO_ON, key(&[Key::Tab], Action::Complete, "complete"), TEXT_BACK, LEAVE_QUIETLY];

fn begun(begin: &Begin) -> Question<'_> {
    let ([text, help], options) = match begin.step {
        Step::Side => (words::SIDE, begin.sides.iter().map(|(_, name)| name.clone()).collect()),
        Step::Label => (words::NEW_NAME, Vec::new()),
    };
    let field = (begin.step == Step::Label).then_some(&begin.label);
    Question { text: text.to_owned(), help: help.to_owned(), options, chosen: begin.choices().1, field }
}

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
            None => Transition::notice(words::THE_FIRST),
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
    more(&[Key::Enter], Action::Confirm, says::TAKE_CHOSEN),
    key(SKIP, Action::Skip, "later"),
    CLOSE,
    SAVE_ELSEWHERE,
    HELP,
    LEAVE,
];

fn following_up<'a>(following: &FollowingUp, setup: &Setup) -> Option<Question<'a>> {
    let (_, action) = following.asked()?;
    // No cause is named before the last answer is given.
    Some(Question {
        text: action.step().to_owned(),
        help: words::what_became(
            &wording::day(action.taken(), &setup.opened),
            &actions::whose(action),
            following.progress(),
        ),
        options: words::BECAME.map(str::to_owned).to_vec(),
        chosen: following.cursor,
        field: None,
    })
}
