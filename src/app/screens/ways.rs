//! The ways back and round: built here, so that no two screens need each other's files.

use std::sync::Arc;

use jiff::civil::Date;

use super::answering::Answering;
use super::begin::Begin;
use super::everyone::Everyone;
use super::guessing::Guessing;
use super::home::Home;
use super::participant::Participant;
use super::plan::Plan;
use super::plan_rows::Row;
use super::reading::{Reading, Subject};
use super::results::Results;
use super::room::Room;
use super::steps::Steps;
use super::taking_on::Source;
use super::taking_on::{For, TakingOn};
use super::welcome::Welcome;
use super::{Ctx, Screen, Transition};
use crate::app::Assessment;
use crate::app::keys::Action;
use crate::app::record::SaveState;
use crate::app::update::Effect;
use crate::domain::action::{self, Key};
use crate::domain::compare::Comparison;
use crate::domain::id::Token;
use crate::domain::questionnaire::Cause;
use crate::domain::runs::Runs;
use crate::request::{Opened, ReadRequest};
use crate::wording::plan as words;

pub(super) fn to_list() -> Transition {
    to_list_anew(false)
}

/// Back to the list of records, read anew, with the cursor on this one.
pub(super) fn to_list_at(id: Token) -> Transition {
    let mut home = Home::reading(false);
    home.seek(id);
    Transition::go(Screen::Home(home)).with(Effect::Read(ReadRequest::List))
}

/// The list read anew, or the first screen that comes of it.
pub(super) fn to_list_anew(first: bool) -> Transition {
    Transition::go(Screen::Home(Home::reading(first))).with(Effect::Read(ReadRequest::List))
}

pub(super) fn to_begin(from: Welcome, form: usize, ctx: &Ctx<'_>) -> Transition {
    Transition::go(Screen::Begin(Begin::new(ctx.setup, from, form)))
}

/// From the last statement to what is guessed of the other side; where nothing is, and once finished, to the results.
pub(super) fn to_guesses(assessment: Assessment, ctx: &mut Ctx<'_>) -> Transition {
    if assessment.record().is_finished() || assessment.guess_items().next().is_none() {
        return to_results(assessment, ctx);
    }
    let save = ctx.keeping.save(assessment.record());
    Transition::go(Screen::Guessing(Guessing::new(assessment))).with(save)
}

pub(super) fn back_to_statements(assessment: Assessment) -> Transition {
    Transition::go(Screen::Answering(Answering::at_the_last(assessment)))
}

/// Finishes the record, saves it and lands on the results.
pub(super) fn to_results(mut assessment: Assessment, ctx: &mut Ctx<'_>) -> Transition {
    assessment.finish(ctx.at.now.timestamp());
    let save = ctx.keeping.save(assessment.record());
    Transition::go(Screen::Results(Results::new(assessment))).with(save)
}

/// Back to where the person came from: the list is read anew.
pub(super) fn back(from: &mut Box<Screen>) -> Transition {
    match std::mem::take(&mut **from) {
        Screen::Home(_) => to_list(),
        other => Transition::go(other),
    }
}

pub(super) fn to_compare(comparison: Arc<Comparison>, from: Screen) -> Transition {
    Transition::go(Screen::Reading(Reading::new(Subject::People(comparison), from)))
}

pub(super) fn to_trend(runs: Arc<Runs>, from: Screen) -> Transition {
    Transition::go(Screen::Reading(Reading::new(Subject::Runs(runs), from)))
}

pub(super) fn to_plan(from: Results) -> Transition {
    Transition::go(Screen::Plan(Plan::new(Source::One(Box::new(from)))))
}

pub(super) fn to_plan_of_several(from: Everyone) -> Transition {
    Transition::go(Screen::Plan(Plan::new(Source::Several(Box::new(from)))))
}

/// From the page of a cause: its step is ticked off, changed or dropped, or one is taken on; then the page comes back.
pub(super) fn to_step(from: Results, place: usize, action: Action, ctx: &mut Ctx<'_>) -> Transition {
    Plan::pass(Source::One(Box::new(from)), place, action, ctx)
}

pub(super) fn to_step_of_several(from: Everyone, place: usize, action: Action, ctx: &mut Ctx<'_>) -> Transition {
    Plan::pass(Source::Several(Box::new(from)), place, action, ctx)
}

/// From a record that was opened to its plan, on the row of a step.
pub(super) fn to_plan_at(opened: Opened, step: Option<&Key>) -> Transition {
    let source = match opened {
        Opened::Several(analysis) => Source::Several(Box::new(Everyone::new(analysis))),
        Opened::One(record) => match Assessment::new(*record, false) {
            Some(assessment) => Source::One(Box::new(Results::new(assessment))),
            None => return Transition::stay(),
        },
    };
    let plan = Plan::new(source);
    let is_it = |row: &Row| match row {
        Row::Step(at) => plan.source.steps().get(*at).map(action::Action::key).as_ref() == step,
        _ => false,
    };
    let row = plan.rows().iter().position(is_it).unwrap_or(0);
    back_to_plan(plan.source, row)
}

pub(super) fn back_to_plan(source: Source, row: usize) -> Transition {
    Transition::go(Screen::Plan(Plan::at(source, row)))
}

/// To a step that is typed; with the row of the plan, if it goes back there.
pub(super) fn to_taking_on(source: Source, wanted: For, plan: Option<usize>, today: Date) -> Transition {
    match TakingOn::begin(source, wanted, plan, today) {
        Some(taking) => Transition::go(Screen::TakingOn(Box::new(taking))),
        None => Transition::notice(words::GONE),
    }
}

pub(super) fn to_change(from: Steps, step: Key, today: Date) -> Transition {
    to_taking_on(Source::All(Box::new(from)), For::Anew(step), None, today)
}

pub(super) fn to_steps() -> Transition {
    Transition::go(Screen::Steps(Steps::default())).with(Effect::Read(ReadRequest::Steps))
}

/// Back to the list of records, once nothing is in memory alone.
pub(super) fn to_list_once_saved(ctx: &Ctx<'_>) -> Transition {
    match ctx.keeping.state() {
        SaveState::Saved | SaveState::Nothing => to_list(),
        SaveState::Saving => Transition::notice(words::STILL_SAVING),
        SaveState::NotSaved(_) => Transition::notice(words::WOULD_BE_LOST),
    }
}

/// The first step of a cause goes to the clipboard. Whether the terminal takes it, no terminal says.
pub(super) fn to_clipboard(cause: &Cause) -> Transition {
    let copied = Transition::notice(words::COPIED);
    copied.with(Effect::Copy(cause.first_step.clone()))
}

pub(super) fn to_seat(room: Box<Room>) -> Transition {
    Transition::go(Screen::Participant(Participant::handed(room)))
}
