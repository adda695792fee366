//! In the session: answering as alone, and what there is to read before and after.

use std::sync::Arc;

use crate::app::assessment::Assessment;
use crate::app::keys::{Action, KeyContext};
use crate::app::message::Effect;
use crate::app::screens::answering::{Answering, From, Next, View};
use crate::app::screens::saved;
use crate::app::scroll::Scroll;
use crate::app::transition::{Ctx, Transition};
use crate::domain::id::Token;
use crate::domain::record::{Head, Kind, Record};
use crate::domain::response::Response;
use crate::live::room::SeatView;

/// A place that is taken.
#[derive(Debug, Clone)]
pub struct Taken {
    /// How the person stands.
    pub view: Arc<SeatView>,
    /// Whether the place is kept when the person leaves.
    pub returns: bool,
    /// The statements of the round that is open.
    answering: Option<Answering>,
    /// How far the page is scrolled, where one is shown instead of the statements.
    pub page: Option<Scroll>,
    /// Why the latest answers were refused, if they were.
    pub refused: Option<String>,
}

impl Taken {
    pub(super) fn new(view: Arc<SeatView>, returns: bool, ctx: &mut Ctx<'_>) -> Self {
        let mut taken =
            Self { view: Arc::clone(&view), returns, answering: None, page: Some(Scroll::default()), refused: None };
        taken.turn_to(view, ctx);
        taken
    }

    /// The statements, while they are what is shown.
    pub(super) const fn shown(&self) -> Option<&Answering> {
        if self.page.is_some() { None } else { self.answering.as_ref() }
    }

    /// Whether the answers can still be changed.
    pub const fn is_open(&self) -> bool {
        self.answering.is_some()
    }

    /// How many statements have an answer, and how many there are, while they can be changed.
    pub fn progress(&self) -> Option<(usize, usize)> {
        let assessment = &self.answering.as_ref()?.assessment;
        Some((assessment.answered(), assessment.questionnaire().len()))
    }

    pub(super) const fn record(&self) -> Option<&Record> {
        match &self.answering {
            Some(answering) => Some(answering.assessment.record()),
            None => None,
        }
    }

    pub(super) const fn place(&self) -> KeyContext {
        match (self.shown(), &self.answering) {
            (Some(answering), _) => answering.place(),
            (None, Some(_)) => KeyContext::Handed,
            (None, None) => KeyContext::Seated,
        }
    }

    pub(super) fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match (&mut self.page, &mut self.answering) {
            (Some(_), Some(answering)) if matches!(action, Action::Back | Action::Items) => {
                if action == Action::Items {
                    answering.view = View::Items { cursor: 0, from: From::Review };
                }
                self.page = None;
                Transition::stay()
            }
            (Some(page), _) => {
                page.act(action);
                Transition::stay()
            }
            (None, Some(answering)) => match answering.step(action, ctx) {
                Next::Stay(turn) => turn,
                Next::Finish => self.finish(ctx),
            },
            (None, None) => Transition::stay(),
        }
    }

    /// Waits for the others. What is left open is left open.
    fn finish(&mut self, ctx: &mut Ctx<'_>) -> Transition {
        self.page = Some(Scroll::default());
        match &self.answering {
            Some(answering) if answering.assessment.unanswered().is_empty() => {
                Transition::effect(saved(ctx, answering.assessment.record()))
            }
            _ => Transition::effect(Effect::Finish),
        }
    }

    /// Clears the statements from the screen. At a laptop that is passed round, there is no way back to them.
    pub(super) fn hand_back(&mut self) {
        self.page = Some(Scroll::default());
    }

    /// Takes in how the person stands now. Whoever is answering is not disturbed.
    pub(super) fn moved_on(&mut self, view: Arc<SeatView>, ctx: &mut Ctx<'_>) {
        let of = |view: &SeatView| (view.progress.phase, view.progress.round, view.progress.pinned.clone());
        if of(&self.view) == of(&view) {
            self.view = view;
        } else {
            self.turn_to(view, ctx);
        }
    }

    fn turn_to(&mut self, view: Arc<SeatView>, ctx: &mut Ctx<'_>) {
        self.answering = if view.progress.is_answering() { begin(&view, ctx) } else { None };
        self.page = (self.answering.is_none() || view.is_finished()).then(Scroll::default);
        if self.answering.is_some() {
            self.refused = None;
        }
        self.view = view;
    }
}

/// The statements of this round, with what the session holds of the person's answers.
fn begin(view: &SeatView, ctx: &mut Ctx<'_>) -> Option<Answering> {
    let [record, response] = ctx.at.chance;
    let questionnaire = match view.progress.causes.as_slice() {
        [] => Arc::clone(&view.questionnaire),
        causes => Arc::new(view.questionnaire.of_causes(causes)?),
    };
    let head = Head {
        id: Token::new(record),
        kind: Kind::Solo,
        created: ctx.at.now.timestamp(),
        finished: None,
        label: view.label.clone(),
        changed: None,
        min_people: questionnaire.head().min_people,
    };
    let answers = view.person.marks.iter().map(|(item, mark)| (item.clone(), mark.answer)).collect();
    let new = Response::new(Token::new(response), view.person.side.clone());
    let response = Response { round: view.progress.round, answers, ..new };
    let assessment = Assessment::new(Record::new(head, questionnaire, vec![response]).ok()?, true)?;
    if assessment.answered() > 0 {
        ctx.keeping.found(assessment.record());
    }
    Some(Answering::at_the_first_gap(assessment))
}
