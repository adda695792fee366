//! The results of several people: the chart, the page of a cause, what to do.

use std::sync::Arc;

use jiff::Zoned;

use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE, COPY, EXPORT, FIRST, HELP, LAST, LEAVE, LINE_DOWN, LINE_UP, MORE, NEXT, ORDER_TOO,
    PAGE_DOWN_ALONE, PAGE_UP, PREVIOUS, SAVE_ELSEWHERE, STEP_DONE, STEP_DROP_TOO, STEP_EDIT_TOO, TAKE_ON, TO_RECORDS,
    WHAT_TO_DO, WHAT_TO_DO_TOO, WHY,
};
use crate::app::screens::{
    Ctx, KeyContext, ScreenState, Scroll, Transition, to_clipboard, to_list_once_saved, to_plan_of_several,
    to_step_of_several,
};
use crate::domain::analysis::{EveryoneAnalysis, EveryoneCause, Order};
use crate::domain::record::{Invalid, Record};
use crate::request::Target;
use crate::wording::{self, several as words};

#[derive(Debug, Clone)]
pub struct Everyone {
    /// Everything that may be shown.
    pub analysis: Arc<EveryoneAnalysis>,
    pub order: Order,
    /// The chosen row of the chart; the cause that the other views are about.
    pub row: usize,
    pub view: View,
    held: Option<Box<Record>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Chart,
    Cause(Scroll),
}

impl ScreenState for Everyone {
    fn place(&self) -> KeyContext {
        match self.view {
            View::Chart => KeyContext::EveryoneChart,
            View::Cause(_) => KeyContext::EveryoneCause,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match (self.view, action) {
            (View::Chart, Action::Close) => return to_list_once_saved(ctx),
            (_, Action::Advice) => return to_plan_of_several(self.clone()),
            (_, Action::Copy) => return self.copy(),
            (_, Action::TakeOn | Action::Toggle | Action::Edit | Action::Drop)
                if action != Action::Toggle || self.has_step() =>
            {
                let place = self.chosen().map_or(0, |result| result.place);
                return to_step_of_several(self.clone(), place, action, ctx);
            }
            _ => {}
        }
        match self.view {
            View::Chart => self.act_on_chart(action),
            View::Cause(scroll) => self.act_on_cause(scroll, action),
        }
        Transition::stay()
    }

    fn title(&self) -> Option<String> {
        Some(words::round(&self.analysis))
    }

    fn when(&self, now: &Zoned) -> Option<String> {
        Some(wording::day(self.analysis.head().answered(), now))
    }

    fn label(&self) -> String {
        self.analysis.head().label.to_string()
    }

    fn target(&self) -> Option<Target> {
        Some(self.analysis.head().id.into())
    }

    fn record(&self) -> Option<&Record> {
        self.held.as_deref()
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Toggle | Action::Edit | Action::Drop => self.has_step(),
            _ => true,
        }
    }

    fn scroll(&self) -> Option<Scroll> {
        if let View::Cause(scroll) = self.view { Some(scroll) } else { None }
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        if let View::Cause(scroll) = &mut self.view { Some(scroll) } else { None }
    }
}

impl Everyone {
    /// Opens on the chart: widest gap first where gaps are shown, else most severe first.
    pub fn new(analysis: Arc<EveryoneAnalysis>) -> Self {
        let gaps = analysis.orders().contains(&Order::Gap);
        let order = if gaps { Order::Gap } else { Order::Severity };
        Self { analysis, order, row: 0, view: View::Chart, held: None }
    }

    /// Takes in the record as it stands on the disk, ours to change now. Says whether it is this one.
    pub(super) fn take_in(&mut self, record: Record) -> bool {
        let is_it = record.head().id == self.analysis.head().id;
        if is_it {
            Arc::make_mut(&mut self.analysis).follow(record.actions());
            self.held = Some(Box::new(record));
        }
        is_it
    }

    /// Changes the record in hand, apart from its answers.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Record) -> Result<(), Invalid>) -> Result<(), Invalid> {
        let Some(record) = self.held.as_deref_mut() else { return Ok(()) };
        change(record)?;
        Arc::make_mut(&mut self.analysis).follow(record.actions());
        Ok(())
    }

    pub fn causes(&self) -> Vec<EveryoneCause<'_>> {
        self.analysis.causes(self.order)
    }

    pub fn chosen(&self) -> Option<EveryoneCause<'_>> {
        self.causes().into_iter().nth(self.row)
    }

    fn act_on_chart(&mut self, action: Action) {
        match action {
            Action::Confirm => self.view = View::Cause(Scroll::default()),
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
            Action::Close => self.view = View::Chart,
            _ => {
                scroll.act(if action == Action::Toggle { Action::PageDown } else { action });
                self.view = View::Cause(scroll);
            }
        }
    }

    /// To the page so many causes on, round and round.
    fn turn_page(&mut self, by: usize) {
        self.row = (self.row + by) % self.causes().len().max(1);
        self.view = View::Cause(Scroll::default());
    }

    fn copy(&self) -> Transition {
        self.chosen().map_or_else(Transition::stay, |chosen| to_clipboard(chosen.cause))
    }

    /// Whether a step was taken on for the chosen cause.
    fn has_step(&self) -> bool {
        self.chosen().is_some_and(|result| self.analysis.actions().iter().any(|step| step.cause() == &result.cause.id))
    }
}

pub(super) const EVERYONE_CHART_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, WHY, TAKE_ON, WHAT_TO_DO, EXPORT, COPY, ORDER_TOO, FIRST, LAST, SAVE_ELSEWHERE, TO_RECORDS,
    MORE, HELP, LEAVE,
];
pub(super) const EVERYONE_CAUSE_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN_ALONE, FIRST, LAST, STEP_DONE, TAKE_ON, NEXT, PREVIOUS, STEP_EDIT_TOO,
    STEP_DROP_TOO, WHAT_TO_DO_TOO, COPY, SAVE_ELSEWHERE, CLOSE, MORE, HELP, LEAVE,
];
