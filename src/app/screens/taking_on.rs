//! Taking on a first step: which cause, the step in one's own words, who does it, by when.

use jiff::civil::Date;
use tui_input::Input;

use crate::app::Setup;
use crate::app::input::moved;
use crate::app::keys::{Action, Binding, Key, LEAVE_QUIETLY, NO, key};
use crate::app::message::Msg;
use crate::app::pages::Question;
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::results::Results;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition};
use crate::domain::action;
use crate::domain::action::{ACTIONS_MAX, Intent};
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::domain::record::Record;
use crate::domain::text::narrowed;
use crate::request::ReadReply;
use crate::wording::actions;

/// Said once an action is taken on.
const TAKEN: &str = "Taken on, and listed under What to do.";

/// An action on its way.
#[derive(Debug, Clone)]
pub struct TakingOn {
    /// Whether the cause is still being chosen.
    pub choosing: bool,
    /// The causes to choose from, as places in the order of definition.
    pub causes: Vec<usize>,
    /// The chosen cause.
    pub cause: usize,
    /// What is typed.
    pub step: FirstStep,
    /// The results that this started from.
    pub from: Box<Results>,
}

impl ScreenState for TakingOn {
    fn place(&self) -> KeyContext {
        if self.choosing { KeyContext::Choosing } else { self.step.place() }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Close => self.go_back(),
            Action::Pick(at) if at < self.causes.len() => {
                self.cause = at;
                self.go_on(ctx)
            }
            Action::Pick(_) => Transition::notice(format!("Choose from 1 to {}.", self.causes.len())),
            Action::Confirm => self.go_on(ctx),
            _ => {
                self.cause = moved(Some(self.cause), self.causes.len(), action).unwrap_or(0);
                Transition::stay()
            }
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Read(ReadReply::Earlier { .. }) => self.from.respond(msg, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        Some("take on a first step".to_owned())
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        Some(taking_on(self))
    }

    fn field(&mut self) -> Option<&mut Input> {
        if self.choosing { None } else { self.step.field() }
    }

    fn record(&self) -> Option<&Record> {
        self.from.record()
    }

    fn options(&self) -> usize {
        self.causes.len()
    }
}

impl TakingOn {
    /// Begins with the chosen cause, or with choosing among those that are elevated or severe.
    pub(super) fn begin(from: Results, from_cause: bool) -> Transition {
        if from.assessment.record().actions().len() >= ACTIONS_MAX {
            return Transition::notice(format!(
                "{ACTIONS_MAX} actions are taken on already. More are seldom followed up."
            ));
        }
        let causes: Vec<usize> = if from_cause {
            from.chosen().map(|result| result.place).into_iter().collect()
        } else {
            from.assessment.analysis().raised().iter().map(|result| result.place).collect()
        };
        if causes.is_empty() {
            return Transition::notice(
                "No cause is elevated or severe. A cause's own page takes on its first step too.",
            );
        }
        let choosing = causes.len() > 1;
        let mut taking = Self { choosing, causes, cause: 0, step: FirstStep::default(), from: Box::new(from) };
        taking.prefill();
        Transition::go(Screen::TakingOn(taking))
    }

    /// The cause that it is about.
    pub fn about(&self) -> Option<&Cause> {
        let place = *self.causes.get(self.cause)?;
        self.from.assessment.questionnaire().causes().get(place)
    }

    fn prefill(&mut self) {
        self.step = FirstStep::of(self.about(), self.from.assessment.record().actions());
    }

    fn go_back(&mut self) -> Transition {
        if self.choosing {
            return self.done();
        }
        if !self.step.go_back() {
            if self.causes.len() < 2 {
                return self.done();
            }
            self.choosing = true;
        }
        Transition::stay()
    }

    fn done(&self) -> Transition {
        Transition::go(Screen::Results((*self.from).clone()))
    }

    fn go_on(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        if self.choosing {
            self.prefill();
            self.choosing = false;
            return Transition::stay();
        }
        match self.step.go_on(ctx.at.now.date()) {
            Next::Asked => Transition::stay(),
            Next::Not(why) => Transition::notice(why),
            Next::Done(due) => self.take_on(due, ctx),
        }
    }

    fn take_on(&mut self, due: Option<Date>, ctx: &mut Ctx<'_>) -> Transition {
        let Some(cause) = self.about().map(|cause| cause.id.clone()) else { return self.done() };
        let intent = Intent { cause, step: self.step.what.value(), owner: self.step.owner.value(), due };
        if let Err(error) = self.from.assessment.take_on(intent, ctx.at.now.timestamp()) {
            return Transition::notice(format!("That cannot be taken on: {error}."));
        }
        let done = Transition { notice: Some(TAKEN.to_owned()), ..self.done() };
        done.with(ctx.keeping.save(self.from.assessment.record()))
    }
}

/// Said of a step that still waits.
const TWICE: &str = "That step is taken on already, and still waits. Type another one.";

/// A first step on its way.
#[derive(Debug, Clone, Default)]
pub struct FirstStep {
    /// What is being asked.
    pub asked: Asked,
    /// The step, in the person's own words.
    pub what: Input,
    /// Who does it.
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
    /// What is taken on already and still waits.
    taken: Vec<action::Action>,
    /// The cause it is about.
    cause: Option<Id>,
}

/// What is being asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Asked {
    /// What to do first.
    #[default]
    What,
    /// Who does it.
    Owner,
    /// By when.
    Due,
    /// The day that was typed is past; whether it is meant all the same.
    Past(Date),
}

/// What follows from going on.
pub(super) enum Next {
    /// The next question is asked.
    Asked,
    /// What was typed will not do; why, as a sentence.
    Not(&'static str),
    /// All is typed; by when, if a day was named.
    Done(Option<Date>),
}

impl FirstStep {
    /// Begins with the step that is suggested for a cause, unless that is among those taken on already.
    pub(super) fn of(cause: Option<&Cause>, taken: &[action::Action]) -> Self {
        let taken = taken.to_vec();
        let mut step = Self { taken, cause: cause.map(|cause| cause.id.clone()), ..Self::default() };
        if let Some(cause) = cause.filter(|cause| !step.is_taken(&cause.first_step)) {
            step.what = Input::new(cause.first_step.clone());
        }
        step
    }

    /// Whether this step still waits, taken on for the same cause.
    fn is_taken(&self, what: &str) -> bool {
        let cause = self.cause.as_ref();
        cause.is_some_and(|cause| self.taken.iter().any(|action| action.is_already(cause, what)))
    }

    /// Whether the step that is suggested for the cause is taken on already.
    pub fn is_suggestion_taken(&self, cause: &Cause) -> bool {
        self.is_taken(&cause.first_step)
    }

    /// The text that is typed now, if one is.
    pub const fn typed(&self) -> Option<&Input> {
        match self.asked {
            Asked::What => Some(&self.what),
            Asked::Owner => Some(&self.owner),
            Asked::Due => Some(&self.due),
            Asked::Past(_) => None,
        }
    }

    pub(super) const fn field(&mut self) -> Option<&mut Input> {
        match self.asked {
            Asked::What => Some(&mut self.what),
            Asked::Owner => Some(&mut self.owner),
            Asked::Due => Some(&mut self.due),
            Asked::Past(_) => None,
        }
    }

    pub(super) const fn place(&self) -> KeyContext {
        if matches!(self.asked, Asked::Past(_)) { KeyContext::PastDay } else { KeyContext::Label }
    }

    /// Back to the question before; says whether there was one.
    pub(super) const fn go_back(&mut self) -> bool {
        self.asked = match self.asked {
            Asked::Past(_) => Asked::Due,
            Asked::Due => Asked::Owner,
            Asked::Owner => Asked::What,
            Asked::What => return false,
        };
        true
    }

    pub(super) fn go_on(&mut self, today: Date) -> Next {
        self.asked = match self.asked {
            Asked::What if self.what.value().trim().is_empty() => return Next::Not("Say what to do first."),
            Asked::What if self.is_taken(self.what.value()) => return Next::Not(TWICE),
            Asked::What => Asked::Owner,
            Asked::Owner => Asked::Due,
            Asked::Due => return self.date(today),
            Asked::Past(day) => return Next::Done(Some(day)),
        };
        Next::Asked
    }

    /// The date as typed; none where nothing was. One that is past is asked back.
    fn date(&mut self, today: Date) -> Next {
        let typed = narrowed(self.due.value().trim());
        if typed.is_empty() {
            return Next::Done(None);
        }
        match typed.parse() {
            Err(_) => {
                Next::Not("That is no date. Write it as year, month and day, such as 2026-12-15, or leave it empty.")
            }
            Ok(day) if day < today => {
                self.asked = Asked::Past(day);
                Next::Asked
            }
            Ok(day) => Next::Done(Some(day)),
        }
    }
}

pub(super) const PAST_DAY_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "keep it"), key(NO, Action::Close, "another day"), LEAVE_QUIETLY];

fn taking_on(taking: &TakingOn) -> Question<'_> {
    if !taking.choosing {
        let about = taking.about();
        return first_step(about.map(|cause| cause.name.as_str()).unwrap_or_default(), about, &taking.step);
    }
    let causes = taking.from.assessment.questionnaire().causes();
    Question {
        text: "Which cause do you want to act on?".to_owned(),
        help: "One first step at a time; at most three.".to_owned(),
        options: taking.causes.iter().filter_map(|&at| causes.get(at)).map(|cause| cause.name.clone()).collect(),
        chosen: Some(taking.cause),
        field: None,
    }
}

pub(super) fn first_step<'a>(name: &str, cause: Option<&Cause>, step: &'a FirstStep) -> Question<'a> {
    let (text, help) = match step.asked {
        Asked::What => (
            format!("{name}: what will you do first?"),
            if cause.is_some_and(|cause| step.is_suggestion_taken(cause)) {
                "The suggested step is taken on already, and still waits. Type another one."
            } else {
                "A suggestion stands here. Put it into your own words."
            },
        ),
        Asked::Owner => {
            ("Who takes it on?".to_owned(), "A name, or the names of both who do it together. It may stay empty.")
        }
        Asked::Due => ("By when?".to_owned(), "A date such as 2026-12-15. It may stay empty."),
        Asked::Past(day) => {
            (format!("{} is past. Keep it?", actions::day(day)), "A step whose day is past is overdue at once.")
        }
    };
    Question { text, help: help.to_owned(), options: Vec::new(), chosen: None, field: step.typed() }
}
