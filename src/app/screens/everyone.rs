//! The results of several people: the chart, the page of a cause, what to do.

use std::sync::Arc;

use super::home::home;
use crate::app::choice::moved;
use crate::app::keys::{Action, KeyContext};
use crate::app::message::Effect;
use crate::app::scroll::Scroll;
use crate::app::transition::Transition;
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};

/// The results of several people.
#[derive(Debug, Clone)]
pub struct Everyone {
    /// Everything that may be shown.
    pub analysis: Arc<EveryoneAnalysis>,
    /// Which way round the causes are listed.
    pub order: Order,
    /// The chosen row of the chart; the cause that the other views are about.
    pub row: usize,
    /// What of it is shown.
    pub view: View,
}

/// What is shown of the results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// All causes.
    Chart,
    /// The chosen cause.
    Cause(Scroll),
    /// What to do.
    Advice(Scroll),
}

impl Everyone {
    /// Opens on the chart: widest gap first where gaps are shown, else most severe first.
    pub fn new(analysis: Arc<EveryoneAnalysis>) -> Self {
        let gaps = analysis.orders().contains(&Order::Gap);
        let order = if gaps { Order::Gap } else { Order::Severity };
        Self { analysis, order, row: 0, view: View::Chart }
    }

    /// The causes as they are listed.
    pub fn causes(&self) -> Vec<EveryoneCause<'_>> {
        self.analysis.causes(self.order)
    }

    /// The chosen cause.
    pub fn chosen(&self) -> Option<EveryoneCause<'_>> {
        self.causes().into_iter().nth(self.row)
    }

    pub(super) const fn place(&self) -> KeyContext {
        match self.view {
            View::Chart => KeyContext::EveryoneChart,
            View::Cause(_) => KeyContext::EveryoneCause,
            View::Advice(_) => KeyContext::EveryoneAdvice,
        }
    }

    pub(super) const fn scroll(&self) -> Option<Scroll> {
        match self.view {
            View::Cause(scroll) | View::Advice(scroll) => Some(scroll),
            View::Chart => None,
        }
    }

    pub(super) const fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match &mut self.view {
            View::Cause(scroll) | View::Advice(scroll) => Some(scroll),
            View::Chart => None,
        }
    }

    pub(super) fn act(&mut self, action: Action) -> Transition {
        match (self.view, action) {
            (View::Chart, Action::Close) => return home(),
            (View::Chart, Action::Export) => return Transition::effect(Effect::Export(self.analysis.head().id)),
            _ => {}
        }
        match self.view {
            View::Chart => self.act_on_chart(action),
            View::Cause(scroll) => self.act_on_cause(scroll, action),
            View::Advice(scroll) => self.act_on_advice(scroll, action),
        }
        Transition::stay()
    }

    fn act_on_chart(&mut self, action: Action) {
        match action {
            Action::Confirm => self.view = View::Cause(Scroll::default()),
            Action::Advice => self.view = View::Advice(Scroll::default()),
            _ => self.choose(action),
        }
    }

    /// To another row, or another order.
    pub(super) fn choose(&mut self, action: Action) {
        match action {
            Action::Order => self.turn_order(),
            _ => self.row = moved(Some(self.row), self.causes().len(), action).unwrap_or(0),
        }
    }

    /// On to the next order that there are figures for, with the same cause chosen.
    fn turn_order(&mut self) {
        let chosen = self.chosen().map(|result| result.place);
        self.order = self.analysis.order_after(self.order);
        self.row = self.causes().iter().position(|result| Some(result.place) == chosen).unwrap_or(0);
    }

    fn act_on_cause(&mut self, mut scroll: Scroll, action: Action) {
        match action {
            Action::Next => self.turn_page(1),
            Action::Previous => self.turn_page(self.causes().len().saturating_sub(1)),
            Action::Advice => self.view = View::Advice(Scroll::default()),
            Action::Close => self.view = View::Chart,
            _ => {
                scroll.act(action);
                self.view = View::Cause(scroll);
            }
        }
    }

    /// To the page so many causes on, round and round.
    fn turn_page(&mut self, by: usize) {
        self.row = (self.row + by) % self.causes().len().max(1);
        self.view = View::Cause(Scroll::default());
    }

    fn act_on_advice(&mut self, mut scroll: Scroll, action: Action) {
        if action == Action::Close {
            self.view = View::Chart;
        } else {
            scroll.act(action);
            self.view = View::Advice(scroll);
        }
    }
}
