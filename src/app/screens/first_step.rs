//! A first step as it is typed: what to do, perhaps as "When ___, we ___.", who does it, by when.
//!
//! A form for the screen, and one question after another in lines: both are this one state.

use jiff::civil::Date;
use tui_input::Input;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, ESCAPE_BACK, GO_ON, Key, LEAVE_QUIETLY, NO, ONE_ABOVE, ONE_BELOW, TAKE_CHOSEN, digits, key, more,
};
use crate::app::pages::Question;
use crate::app::screens::contexts::KeyContext;
use crate::domain::action;
use crate::domain::action::{Intent, Plan};
use crate::domain::day::{Reading, read};
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::wording::{actions, keys as says, plan};

#[derive(Debug, Clone, Default)]
pub struct FirstStep {
    pub asked: StepField,
    /// The step, in the person's own words.
    pub what: Input,
    /// What it waits for; empty where it is no plan.
    pub when: Input,
    pub we: Input,
    pub owner: Input,
    /// By when, as typed.
    pub due: Input,
    /// The day on which it is typed, from which `tomorrow` counts; known from the first key on.
    pub today: Option<Date>,
    /// What is taken on already and still waits.
    taken: Vec<action::Action>,
    /// The step that is written anew, among those, and its day.
    anew: Option<(action::Key, Option<Date>)>,
    cause: Option<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StepField {
    #[default]
    What,
    When,
    We,
    Owner,
    Due,
    /// The day that was typed is past; whether it is meant all the same.
    Past(Date),
    /// What was typed may mean either of these days; which, and which one is chosen.
    Which([Date; 2], Option<usize>),
}

/// What follows from a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    Asked,
    /// What was typed will not do; why, as a sentence.
    Not(String),
    /// There is nothing to go back to any more.
    Left,
    /// All is typed; by when, if a day was named.
    Done(Option<Date>),
}

impl Next {
    fn not(why: &str) -> Self {
        Self::Not(why.to_owned())
    }
}

impl FirstStep {
    /// Begins with the step that is suggested for a cause, unless that is among those taken on already.
    pub(super) fn of(cause: Option<&Cause>, taken: &[action::Action]) -> Self {
        let (taken, cause_id) = (taken.to_vec(), cause.map(|cause| cause.id.clone()));
        let mut step = Self { taken, cause: cause_id, ..Self::default() };
        if let Some(cause) = cause.filter(|cause| !step.is_taken(&cause.first_step)) {
            step.what = Input::new(cause.first_step.clone());
        }
        step
    }

    /// Begins with a step as it was taken on, to write it anew.
    pub(super) fn again(action: &action::Action, taken: &[action::Action], today: Date) -> Self {
        let half = |half: fn(&Plan) -> &str| Input::new(action.plan().map_or("", half).to_owned());
        Self {
            what: Input::new(action.step().to_owned()),
            when: half(Plan::when),
            we: half(Plan::we),
            owner: Input::new(action.owner().to_owned()),
            due: Input::new(action.due().map(|due| due.to_string()).unwrap_or_default()),
            today: Some(today),
            taken: taken.to_vec(),
            anew: Some((action.key(), action.due())),
            cause: Some(action.cause().clone()),
            ..Self::default()
        }
    }

    pub const fn is_anew(&self) -> bool {
        self.anew.is_some()
    }

    pub(super) fn anew(&self) -> Option<&action::Key> {
        self.anew.as_ref().map(|(key, _)| key)
    }

    /// Whether this step still waits, taken on for the same cause.
    fn is_taken(&self, what: &str) -> bool {
        let Some(cause) = self.cause.as_ref() else { return false };
        let mut others = self.taken.iter().filter(|action| Some(&action.key()) != self.anew());
        others.any(|action| action.is_already(cause, what))
    }

    pub const LINES: [StepField; 5] =
        [StepField::What, StepField::When, StepField::We, StepField::Owner, StepField::Due];

    pub const fn text(&self, line: StepField) -> &Input {
        match line {
            StepField::What => &self.what,
            StepField::When => &self.when,
            StepField::We => &self.we,
            StepField::Owner => &self.owner,
            StepField::Due | StepField::Past(_) | StepField::Which(..) => &self.due,
        }
    }

    pub(super) const fn field(&mut self) -> Option<&mut Input> {
        match self.asked {
            StepField::What => Some(&mut self.what),
            StepField::When => Some(&mut self.when),
            StepField::We => Some(&mut self.we),
            StepField::Owner => Some(&mut self.owner),
            StepField::Due => Some(&mut self.due),
            StepField::Past(_) | StepField::Which(..) => None,
        }
    }

    pub(super) const fn place(&self) -> KeyContext {
        match self.asked {
            StepField::Past(_) => KeyContext::PastDay,
            StepField::Which(..) => KeyContext::WhichDay,
            _ => KeyContext::StepForm,
        }
    }

    pub fn reading(&self) -> Reading {
        self.today.map_or(Reading::Nothing, |today| read(self.due.value(), today))
    }

    /// The plan as typed, or none.
    fn plan(&self) -> Result<Option<Plan>, action::Invalid> {
        if self.has_plan() { Plan::new(self.when.value().trim(), self.we.value().trim()).map(Some) } else { Ok(None) }
    }

    /// Whether there is a plan on its way.
    fn has_plan(&self) -> bool {
        !(self.when.value().trim().is_empty() && self.we.value().trim().is_empty())
    }

    /// All that was typed, to be kept for a cause.
    pub(super) fn intent(&self, cause: Id, due: Option<Date>) -> (Intent<'_>, Option<Plan>) {
        let intent = Intent { cause, step: self.what.value(), owner: self.owner.value(), due };
        (intent, self.plan().unwrap_or_default())
    }

    pub(super) fn act(&mut self, action: Action, today: Date) -> Next {
        self.today = Some(today);
        match (self.asked, action) {
            (_, Action::Confirm) => return self.go_on(today),
            (_, Action::Close) => return if self.go_back() { Next::Asked } else { Next::Left },
            (StepField::Which(days, _), Action::Pick(at)) => return pick(days, at),
            (StepField::Which(days, chosen), action) => {
                self.asked = StepField::Which(days, moved(chosen, days.len(), action));
            }
            (_, Action::Skip) => self.turn(1),
            (_, Action::Back) => self.turn(Self::LINES.len() - 1),
            _ => {}
        }
        Next::Asked
    }

    /// To another line of the form, round and round.
    fn turn(&mut self, by: usize) {
        let lines = Self::LINES;
        let at = lines.iter().position(|line| *line == self.asked).unwrap_or(0);
        self.asked = lines[(at + by) % lines.len()];
    }

    /// Back to the question before; says whether there was one.
    fn go_back(&mut self) -> bool {
        self.asked = match self.asked {
            StepField::Past(_) | StepField::Which(..) => StepField::Due,
            StepField::Due => StepField::Owner,
            StepField::Owner if self.has_plan() => StepField::We,
            StepField::We => StepField::When,
            StepField::Owner | StepField::When => StepField::What,
            StepField::What => return false,
        };
        true
    }

    fn go_on(&mut self, today: Date) -> Next {
        let next = match self.asked {
            StepField::Past(day) => return Next::Done(Some(day)),
            StepField::Which(days, Some(at)) => return pick(days, at),
            StepField::Which(..) => return Next::not(plan::CHOOSE_A_DAY),
            StepField::What if self.has_plan() => StepField::When,
            StepField::When if self.has_plan() => StepField::We,
            StepField::What | StepField::When | StepField::We => StepField::Owner,
            StepField::Owner => StepField::Due,
            StepField::Due => return self.finish(today),
        };
        if let Some((_, why)) = self.amiss().filter(|(line, _)| *line == self.asked) {
            return Next::Not(why);
        }
        self.asked = next;
        Next::Asked
    }

    /// The first line that cannot be kept as it is, and why.
    fn amiss(&self) -> Option<(StepField, String)> {
        let what = self.what.value().trim();
        if what.is_empty() {
            return Some((StepField::What, plan::NO_STEP.to_owned()));
        }
        if self.is_taken(what) {
            return Some((StepField::What, plan::TWICE.to_owned()));
        }
        let half = if self.when.value().trim().is_empty() { StepField::When } else { StepField::We };
        match self.plan() {
            Ok(_) => None,
            Err(action::Invalid::HalfAPlan) => Some((half, plan::HALF_A_PLAN.to_owned())),
            Err(why) => Some((half, plan::not_kept(&why))),
        }
    }

    /// All is typed, unless a line will not do: then that one is asked.
    fn finish(&mut self, today: Date) -> Next {
        if let Some((line, why)) = self.amiss() {
            self.asked = line;
            return Next::Not(why);
        }
        match read(self.due.value(), today) {
            Reading::Nothing => return Next::Done(None),
            Reading::Day(day) => return Next::Done(Some(day)),
            // A day that is kept as it was is not asked about once more.
            Reading::Past(day) if self.anew.as_ref().is_some_and(|(_, due)| *due == Some(day)) => {
                return Next::Done(Some(day));
            }
            Reading::Past(day) => self.asked = StepField::Past(day),
            Reading::Either(days) => self.asked = StepField::Which(days, None),
            Reading::NoSuchDay => return Next::not(plan::NO_SUCH_DAY),
            Reading::Unknown => return Next::not(plan::NO_DAY),
        }
        Next::Asked
    }
}

fn pick(days: [Date; 2], at: usize) -> Next {
    match days.get(at) {
        Some(day) => Next::Done(Some(*day)),
        None => Next::not(plan::CHOOSE_A_DAY),
    }
}

pub(super) const PAST_DAY_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "keep it"), key(NO, Action::Close, "another day"), LEAVE_QUIETLY];
const THIS_DAY: Binding = digits("this day");
pub(super) const WHICH_DAY_KEYS: &[Binding] =
    &[THIS_DAY, ONE_ABOVE, ONE_BELOW, TAKE_CHOSEN, ESCAPE_BACK, LEAVE_QUIETLY];
const NEXT_LINE: Binding = key(&[Key::Tab, Key::Down], Action::Skip, "next line");
const LINE_BEFORE: Binding = more(&[Key::BackTab, Key::Up], Action::Back, says::LINE_BEFORE);
pub(super) const STEP_FORM_KEYS: &[Binding] = &[GO_ON, NEXT_LINE, LINE_BEFORE, ESCAPE_BACK, LEAVE_QUIETLY];

pub(super) fn first_step<'a>(name: &str, cause: Option<&Cause>, step: &'a FirstStep) -> Question<'a> {
    let suggested = cause.is_some_and(|cause| step.is_taken(&cause.first_step));
    let (text, help) = match step.asked {
        StepField::What => (format!("{name}: {}", plan::WHAT), plan::what_help(step.is_anew(), suggested)),
        StepField::When => (plan::WHEN.to_owned(), plan::WHEN_HELP),
        StepField::We => (plan::WE.to_owned(), plan::WE_HELP),
        StepField::Owner => (plan::WHO.to_owned(), plan::WHO_HELP),
        StepField::Due => (plan::BY.to_owned(), plan::BY_HELP),
        StepField::Past(day) => (plan::keep_past(day), plan::PAST_HELP),
        StepField::Which(..) => (plan::which_day(step.due.value()), plan::WHICH_HELP),
    };
    let (options, chosen, field) = match step.asked {
        StepField::Which(days, chosen) => {
            let today = step.today.unwrap_or(days[0]);
            (days.map(|day| actions::day_and_distance(day, today)).to_vec(), chosen, None)
        }
        StepField::Past(_) => (Vec::new(), None, None),
        line => (Vec::new(), None, Some(step.text(line))),
    };
    Question { text, help: help.to_owned(), options, chosen, field }
}
