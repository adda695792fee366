//! The results: the chart, the page of a cause, what to do, and changing an answer.

use std::sync::Arc;

use jiff::Zoned;

use crate::app::input::moved;
use crate::app::keys::{
    ANSWER, ANSWER_ABOVE, ANSWER_BELOW, Action, Binding, CLOSE, COPY, EXPORT, FIRST, HELP, Key, LAST, LEAVE, LINE_DOWN,
    LINE_UP, MORE, NEXT, NOT_APPLY, ORDER_TOO, PAGE_DOWN_ALONE, PAGE_UP, PREVIOUS, SAVE_ELSEWHERE, STATEMENT_AFTER,
    STATEMENT_BEFORE, STEP_DONE, STEP_DROP_TOO, STEP_EDIT_TOO, TAKE_ANSWER, TAKE_ON, TO_RECORDS, WHAT_TO_DO,
    WHAT_TO_DO_TOO, WHY, key, more,
};
use crate::app::record::{Assessment, Earlier, Past};
use crate::app::screens::answering::AskedItem;
use crate::app::screens::{
    Ctx, Effect, KeyContext, Msg, Screen, ScreenState, Scroll, Transition, to_clipboard, to_compare,
    to_list_once_saved, to_plan, to_step, to_trend,
};
use crate::domain::analysis::{CauseResult, Order};
use crate::domain::record::Record;
use crate::domain::runs::{self, Runs};
use crate::request::{ReadReply, ReadRequest, StoreReply, StoreRequest, Target};
use crate::wording::{self, home, keys as says};

#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    pub assessment: Assessment,
    pub order: Order,
    /// The chosen row of the chart; the cause that the other views are about.
    pub row: usize,
    pub view: View,
    /// Earlier finished records of the same label, newest first.
    pub earlier: Earlier,
    /// The records of the same name and side over time, this one the last; none where it is the only one.
    pub over_time: Option<Arc<Runs>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Chart,
    Cause(Scroll),
    /// An answer to one item of the chosen cause is being changed.
    Changing {
        item: usize,
        asked: AskedItem,
    },
}

impl ScreenState for Results {
    fn place(&self) -> KeyContext {
        match self.view {
            View::Chart => KeyContext::Chart,
            View::Cause(_) => KeyContext::Cause,
            View::Changing { .. } => KeyContext::Changing,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self.view {
            View::Chart => self.act_on_chart(action, ctx),
            View::Cause(scroll) => self.act_on_cause(scroll, action, ctx),
            View::Changing { item, asked } => self.act_on_change(item, asked, action, ctx),
        }
    }

    fn respond(&mut self, msg: Msg, _: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => return self.claimed(*record),
            Msg::Read(ReadReply::Earlier { records, .. }) => self.found(records),
            Msg::Read(ReadReply::Compared(Ok(comparison))) => {
                return to_compare(comparison, Screen::Results(self.clone()));
            }
            Msg::Read(ReadReply::Trend(Ok(runs))) => return to_trend(runs, Screen::Results(self.clone())),
            _ => {}
        }
        Transition::stay()
    }

    fn ask(&mut self) -> Option<Effect> {
        let label = &self.assessment.record().head().label;
        if self.earlier != Earlier::Unasked || label.is_empty() {
            return None;
        }
        self.earlier = Earlier::Asked;
        Some(Effect::Read(ReadRequest::Earlier { label: label.clone(), awaited: false }))
    }

    fn title(&self) -> Option<String> {
        Some(match self.view {
            View::Changing { .. } => wording::changing(self.chosen().map_or("", |result| &result.cause.name)),
            _ => wording::seen_by(self.assessment.analysis()),
        })
    }

    fn when(&self, now: &Zoned) -> Option<String> {
        let answered = self.assessment.record().head().answered();
        (!matches!(self.view, View::Changing { .. })).then(|| wording::day(answered, now))
    }

    fn aside(&self) -> String {
        let (answered, of) = (self.assessment.answered(), self.assessment.questionnaire().len());
        format!("1 person, {answered} of {of}")
    }

    fn scroll(&self) -> Option<Scroll> {
        if let View::Cause(scroll) = self.view { Some(scroll) } else { None }
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        if let View::Cause(scroll) = &mut self.view { Some(scroll) } else { None }
    }

    fn record(&self) -> Option<&Record> {
        Some(self.assessment.record())
    }

    fn target(&self) -> Option<Target> {
        Some(self.own())
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Toggle | Action::Edit | Action::Drop => self.has_step(),
            _ => true,
        }
    }

    fn asked(&self) -> Option<AskedItem> {
        if let View::Changing { asked, .. } = self.view { Some(asked) } else { None }
    }
}

impl Results {
    /// Opens on the chart, most severe cause first.
    pub const fn new(assessment: Assessment) -> Self {
        Self {
            assessment,
            order: Order::Severity,
            row: 0,
            view: View::Chart,
            earlier: Earlier::Unasked,
            over_time: None,
        }
    }

    /// Takes in the records of the same label that were begun before this one.
    pub fn found(&mut self, mut records: Vec<Record>) {
        let created = self.assessment.record().head().created;
        records.retain(|record| record.head().created < created);
        self.earlier = Earlier::Found(records.into_iter().map(Past::from).collect());
        self.follow();
    }

    /// Sets this record as it stands beside the earlier ones that are like it.
    fn follow(&mut self) {
        let Earlier::Found(earlier) = &self.earlier else { return };
        let own = self.assessment.record();
        let alike = earlier.iter().map(|past| &past.record).filter(|past| runs::is_alike(past, own));
        let all: Vec<Record> = alike.chain([own]).cloned().collect();
        let is_last = |runs: &Runs| runs.columns.last().is_some_and(|column| column.head.id == own.head().id);
        self.over_time = Runs::of(&all).ok().filter(is_last).map(Arc::new);
    }

    pub fn causes(&self) -> Vec<CauseResult<'_>> {
        self.assessment.analysis().causes(self.order)
    }

    pub fn chosen(&self) -> Option<CauseResult<'_>> {
        self.causes().get(self.row).copied()
    }

    fn own(&self) -> Target {
        self.assessment.record().head().id.into()
    }

    fn act_on_chart(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Confirm => self.view = View::Cause(Scroll::default()),
            Action::Advice => return to_plan(self.clone()),
            Action::Order => self.turn_order(),
            Action::Close => return to_list_once_saved(ctx),
            Action::Copy => return self.copy(),
            Action::TakeOn => {
                return to_step(self.clone(), self.chosen().map_or(0, |result| result.place), action, ctx);
            }
            Action::Compare => return Transition::effect(Effect::Read(ReadRequest::Counterpart(self.own()))),
            Action::Trend => return Transition::effect(Effect::Read(ReadRequest::Trend(self.own()))),
            _ => self.row = moved(Some(self.row), self.causes().len(), action).unwrap_or(0),
        }
        Transition::stay()
    }

    /// Lists the causes the other way round, with the same cause chosen.
    fn turn_order(&mut self) {
        let chosen = self.chosen().map(|result| result.place);
        self.order = self.assessment.analysis().order_after(self.order);
        self.choose(chosen);
    }

    fn choose(&mut self, place: Option<usize>) {
        self.row = self.causes().iter().position(|result| Some(result.place) == place).unwrap_or(0);
    }

    fn act_on_cause(&mut self, mut scroll: Scroll, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match action {
            Action::Next => self.turn_page(Action::Down),
            Action::Previous => self.turn_page(Action::Up),
            Action::Change => return self.change(),
            Action::Toggle if !self.has_step() => {
                scroll.act(Action::PageDown);
                self.view = View::Cause(scroll);
            }
            Action::TakeOn | Action::Toggle | Action::Edit | Action::Drop => {
                let place = self.chosen().map_or(0, |result| result.place);
                return to_step(self.clone(), place, action, ctx);
            }
            Action::Advice => return to_plan(self.clone()),
            Action::Close => self.view = View::Chart,
            Action::Copy => return self.copy(),
            _ => {
                scroll.act(action);
                self.view = View::Cause(scroll);
            }
        }
        Transition::stay()
    }

    fn copy(&self) -> Transition {
        self.chosen().map_or_else(Transition::stay, |chosen| to_clipboard(chosen.cause))
    }

    fn turn_page(&mut self, action: Action) {
        let count = self.causes().len();
        let row = moved(Some(self.row), count, action).unwrap_or(0);
        self.row = if row == self.row && action == Action::Down { 0 } else { row };
        self.view = View::Cause(Scroll::default());
    }

    /// Whether a step was taken on for the chosen cause.
    fn has_step(&self) -> bool {
        let steps = self.assessment.record().actions();
        self.chosen().is_some_and(|result| steps.iter().any(|step| step.cause() == &result.cause.id))
    }

    /// Changes an answer, once the record is ours.
    fn change(&mut self) -> Transition {
        if !self.assessment.is_claimed() {
            return Transition::effect(Effect::Store(StoreRequest::Claim(self.own())));
        }
        self.open(self.first_open());
        Transition::stay()
    }

    /// Of a cause without a figure the first statement without an answer, else the first statement.
    fn first_open(&self) -> usize {
        let analysis = self.assessment.analysis();
        let is_open = |result: &CauseResult<'_>| result.cause.items.iter().position(|it| analysis.answer(it).is_none());
        let unknown = self.chosen().filter(|result| result.severity().is_none());
        unknown.as_ref().and_then(is_open).unwrap_or(0)
    }

    fn open(&mut self, item: usize) {
        let place =
            self.chosen().and_then(|result| result.cause.items.get(item)).map(|it| self.assessment.place_of(it));
        self.view = match place {
            Some(place) => View::Changing { item, asked: AskedItem::new(&self.assessment, place, false) },
            None => View::Cause(Scroll::default()),
        };
    }

    /// Goes on to what the record was claimed for. What was changed since the first time stays.
    fn claimed(&mut self, record: Record) -> Transition {
        if self.assessment.is_claimed() {
            return Transition::stay();
        }
        if !self.take_in(record) {
            return Transition::notice(home::SEVERAL_NOT_CHANGED);
        }
        if matches!(self.view, View::Cause(_)) { self.change() } else { Transition::stay() }
    }

    /// Takes in the record as it stands on the disk, ours to change now. Says whether it is one person's.
    pub(super) fn take_in(&mut self, record: Record) -> bool {
        let chosen = self.chosen().map(|result| result.place);
        let Some(assessment) = Assessment::new(record, true) else { return false };
        self.assessment = assessment;
        self.follow();
        self.choose(chosen);
        true
    }

    fn act_on_change(&mut self, item: usize, mut asked: AskedItem, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if let Some(answer) = asked.answer(&self.assessment, action) {
            let chosen = self.chosen().map(|result| result.place);
            self.assessment.answer(asked.place, answer, ctx.at.now.timestamp());
            self.follow();
            self.choose(chosen);
            self.open(item + 1);
            return Transition::effect(ctx.keeping.save(self.assessment.record()));
        }
        match action {
            Action::Pick(_) | Action::Confirm => return Transition::notice(asked.hint(&self.assessment)),
            Action::Back => self.open(item.saturating_sub(1)),
            Action::Skip => self.open(item + 1),
            Action::Close => self.view = View::Cause(Scroll::default()),
            _ => {
                asked.choose(&self.assessment, action);
                self.view = View::Changing { item, asked };
            }
        }
        Transition::stay()
    }
}

const COMPARE: Binding = key(&[Key::Char('c')], Action::Compare, "compare").meaning(says::COMPARE);
const TREND: Binding = more(&[Key::Char('t')], Action::Trend, "trend").meaning(says::TREND);
pub(super) const CHART_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, WHY, TAKE_ON, WHAT_TO_DO, COMPARE, EXPORT, TREND, COPY, ORDER_TOO, FIRST, LAST, SAVE_ELSEWHERE,
    TO_RECORDS, MORE, HELP, LEAVE,
];
const CHANGE: Binding = key(&[Key::Char('c')], Action::Change, "change");
pub(super) const CAUSE_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN_ALONE, FIRST, LAST, STEP_DONE, TAKE_ON, NEXT, PREVIOUS, CHANGE,
    STEP_EDIT_TOO, STEP_DROP_TOO, WHAT_TO_DO_TOO, COPY, SAVE_ELSEWHERE, CLOSE, MORE, HELP, LEAVE,
];
const BEFORE: Binding = key(STATEMENT_BEFORE, Action::Back, "before");
const AFTER: Binding = key(STATEMENT_AFTER, Action::Skip, "next");
const DONE: Binding = key(&[Key::Esc], Action::Close, "done");
pub(super) const CHANGING_KEYS: &[Binding] =
    &[ANSWER, ANSWER_ABOVE, ANSWER_BELOW, TAKE_ANSWER, NOT_APPLY, BEFORE, AFTER, SAVE_ELSEWHERE, DONE, HELP, LEAVE];
