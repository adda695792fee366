//! Answering, item by item, with the list of all items and the review at the end.

use crate::app::App;
use crate::app::input::moved;
use crate::app::keys::{
    ANSWER, ANSWER_ABOVE, ANSWER_BELOW, Action, Binding, CLOSE_LEVEL, FIRST, GO_ON, HELP, Key, LAST, LEAVE, LINE_DOWN,
    LINE_UP, NOT_APPLY, PAGE_DOWN, PAGE_UP, SAVE_ELSEWHERE, STATEMENT_BACK, STATEMENT_SKIP, TAKE_ANSWER, WRONG_SIDE,
    key,
};
use crate::app::record::Assessment;
use crate::app::screens::{Ctx, KeyContext, Screen, ScreenState, Transition, to_guesses};
use crate::domain::record::Record;
use crate::domain::response::Answer;
use crate::wording::{self, keys as says, participant};

#[derive(Debug, Clone, PartialEq)]
pub struct Answering {
    pub assessment: Assessment,
    pub view: View,
    /// The place of the statement that was answered last, since this was opened.
    pub last: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Item(AskedItem),
    /// All items, with the one to go back to.
    Items {
        cursor: usize,
        from: From,
    },
    /// The unanswered items; the row after the last finishes.
    Review {
        cursor: usize,
    },
}

/// Where the list of all items was opened from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    Item(AskedItem),
    Review,
}

/// The item being asked, by its place in the order of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedItem {
    pub place: usize,
    /// The chosen answer: a point of the scale, or the one after the last for "does not apply".
    pub cursor: Option<usize>,
    /// Whether to go to the next gap after this one, rather than to the next item.
    pub filling: bool,
}

impl AskedItem {
    /// Asks the item at a place, with the cursor on the answer it has.
    pub fn new(assessment: &Assessment, place: usize, filling: bool) -> Self {
        Self { place, cursor: cursor(assessment, place), filling }
    }

    pub fn answer(&self, assessment: &Assessment, action: Action) -> Option<Answer> {
        let points = &assessment.item(self.place)?.0.scale.points;
        let at = match action {
            Action::Pick(at) if at < points.len() => at,
            Action::NotApply => points.len(),
            Action::Confirm => self.cursor?,
            _ => return None,
        };
        Some(points.get(at).map_or(Answer::DoesNotApply, |point| Answer::Value(point.value)))
    }

    pub fn choose(&mut self, assessment: &Assessment, action: Action) {
        let answers = options(assessment, self.place);
        self.cursor = moved(self.cursor, answers, action);
    }

    pub fn hint(&self, assessment: &Assessment) -> String {
        says::choose_answer(options(assessment, self.place).saturating_sub(1))
    }
}

/// How many answers an item has, "does not apply" included.
fn options(assessment: &Assessment, place: usize) -> usize {
    assessment.item(place).map_or(0, |(item, _)| item.scale.points.len() + 1)
}

fn cursor(assessment: &Assessment, place: usize) -> Option<usize> {
    let (item, answer) = assessment.item(place)?;
    match answer? {
        Answer::DoesNotApply => Some(item.scale.points.len()),
        Answer::Value(value) => item.scale.points.iter().position(|point| point.value == value),
    }
}

/// What follows from an action.
pub(super) enum Next {
    Stay(Transition),
    /// The person has come to the end.
    Finish,
}

impl ScreenState for Answering {
    fn place(&self) -> KeyContext {
        match self.view {
            View::Item(_) => KeyContext::Asking,
            View::Items { .. } => KeyContext::Items,
            View::Review { .. } => KeyContext::Review,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self.step(action, ctx) {
            Next::Stay(turn) => turn,
            Next::Finish => to_guesses(self.assessment.clone(), ctx),
        }
    }

    fn title(&self) -> Option<String> {
        match self.view {
            View::Item(_) => None,
            View::Items { .. } => Some("all statements".to_owned()),
            View::Review { .. } => Some("review".to_owned()),
        }
    }

    fn record(&self) -> Option<&Record> {
        Some(self.assessment.record())
    }

    fn answering(&self) -> Option<&Answering> {
        Some(self)
    }

    fn asked(&self) -> Option<AskedItem> {
        if let View::Item(asked) = self.view { Some(asked) } else { None }
    }
}

impl Answering {
    pub fn new(assessment: Assessment) -> Self {
        Self::at(assessment, 0)
    }

    /// Asks the first item without an answer; the first of all where there is none.
    pub(super) fn at_the_first_gap(assessment: Assessment) -> Self {
        let place = assessment.unanswered().first().copied().unwrap_or(0);
        Self::at(assessment, place)
    }

    pub(super) fn at_the_last(assessment: Assessment) -> Self {
        let last = assessment.questionnaire().len() - 1;
        Self::at(assessment, last)
    }

    fn at(assessment: Assessment, place: usize) -> Self {
        let asked = AskedItem::new(&assessment, place, false);
        Self { assessment, view: View::Item(asked), last: None }
    }

    /// Goes on at the first gap; with none left, to the results.
    pub(super) fn resume(assessment: Assessment, ctx: &mut Ctx<'_>) -> Transition {
        if assessment.unanswered().is_empty() {
            return to_guesses(assessment, ctx);
        }
        Transition::go(Screen::Answering(Self::at_the_first_gap(assessment)))
    }

    /// Takes an action; what comes after the end is for others to say.
    pub(super) fn step(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Next {
        match self.view {
            View::Item(asked) => self.act_on_item(asked, action, ctx),
            View::Items { cursor, from } => Next::Stay(self.act_on_items(cursor, from, action)),
            View::Review { cursor } => self.act_on_review(cursor, action),
        }
    }

    fn act_on_item(&mut self, mut asked: AskedItem, action: Action, ctx: &mut Ctx<'_>) -> Next {
        if let Some(answer) = asked.answer(&self.assessment, action) {
            return self.take(asked, answer, ctx);
        }
        match action {
            Action::Pick(_) | Action::Confirm => return Next::Stay(Transition::notice(asked.hint(&self.assessment))),
            Action::Back => return Next::Stay(self.step_back(asked)),
            Action::Skip => return self.go_on(asked),
            Action::Items => self.view = View::Items { cursor: asked.place, from: From::Item(asked) },
            _ => {
                asked.choose(&self.assessment, action);
                self.view = View::Item(asked);
            }
        }
        Next::Stay(Transition::stay())
    }

    fn take(&mut self, asked: AskedItem, answer: Answer, ctx: &mut Ctx<'_>) -> Next {
        if !self.assessment.answer(asked.place, answer, ctx.at.now.timestamp()) {
            return Next::Stay(Transition::notice(asked.hint(&self.assessment)));
        }
        self.last = Some(asked.place);
        match self.go_on(asked) {
            Next::Stay(turn) => Next::Stay(turn.with(ctx.keeping.save(self.assessment.record()))),
            Next::Finish => Next::Finish,
        }
    }

    /// To the next item or gap; after the last, to the review, or to the end when nothing is left open.
    fn go_on(&mut self, asked: AskedItem) -> Next {
        let gaps = self.assessment.unanswered();
        let next = if asked.filling {
            gaps.iter().copied().find(|&gap| gap > asked.place)
        } else {
            Some(asked.place + 1).filter(|&next| next < self.assessment.questionnaire().len())
        };
        match next {
            Some(place) => self.ask(place, asked.filling),
            None if gaps.is_empty() => return Next::Finish,
            None => self.view = View::Review { cursor: 0 },
        }
        Next::Stay(Transition::stay())
    }

    fn ask(&mut self, place: usize, filling: bool) {
        self.view = View::Item(AskedItem::new(&self.assessment, place, filling));
    }

    fn step_back(&mut self, asked: AskedItem) -> Transition {
        match asked.place.checked_sub(1) {
            Some(place) => {
                self.ask(place, false);
                Transition::stay()
            }
            None => Transition::notice(says::FIRST_STATEMENT),
        }
    }

    fn act_on_items(&mut self, cursor: usize, from: From, action: Action) -> Transition {
        match action {
            Action::Confirm => self.ask(cursor, false),
            Action::Close => {
                self.view = match from {
                    From::Item(asked) => View::Item(asked),
                    From::Review => View::Review { cursor: 0 },
                }
            }
            _ => {
                let cursor = moved(Some(cursor), self.assessment.questionnaire().len(), action).unwrap_or(0);
                self.view = View::Items { cursor, from };
            }
        }
        Transition::stay()
    }

    fn act_on_review(&mut self, cursor: usize, action: Action) -> Next {
        let gaps = self.assessment.unanswered();
        match action {
            Action::Confirm => match gaps.get(cursor) {
                Some(&place) => self.ask(place, true),
                None => return Next::Finish,
            },
            Action::Items => self.view = View::Items { cursor: 0, from: From::Review },
            Action::Close => self.ask(self.assessment.questionnaire().len() - 1, false),
            _ => {
                let cursor = moved(Some(cursor), gaps.len() + 1, action).unwrap_or(0);
                self.view = View::Review { cursor };
            }
        }
        Next::Stay(Transition::stay())
    }
}

const ALL: Binding = key(&[Key::Char('/')], Action::Items, "all");
pub(super) const ASKING_KEYS: &[Binding] = &[
    ANSWER, ANSWER_ABOVE, ANSWER_BELOW, TAKE_ANSWER, NOT_APPLY, STATEMENT_BACK, STATEMENT_SKIP, ALL, SAVE_ELSEWHERE,
    HELP, CLOSE_LEVEL, LEAVE,
];
const OPEN: Binding = key(&[Key::Enter], Action::Confirm, "open");
const TO_ITEM: Binding = key(&[Key::Esc, Key::Left, Key::Char('/')], Action::Close, "back");
pub(super) const ITEMS_KEYS: &[Binding] =
    &[LINE_UP, LINE_DOWN, OPEN, PAGE_UP, PAGE_DOWN, FIRST, LAST, TO_ITEM, WRONG_SIDE, SAVE_ELSEWHERE, HELP, LEAVE];
const TO_LAST_ITEM: Binding =
    key(&[Key::Left, Key::Backspace, Key::Char('h'), Key::BackTab, Key::Esc], Action::Close, "back");
const ALL_STATEMENTS: Binding = key(&[Key::Char('/')], Action::Items, "all statements");
pub(super) const REVIEW_KEYS: &[Binding] = &[
    LINE_UP, LINE_DOWN, GO_ON, PAGE_UP, PAGE_DOWN, FIRST, LAST, TO_LAST_ITEM, ALL_STATEMENTS, SAVE_ELSEWHERE, HELP,
    LEAVE,
];

/// What finishing is called, and what it means with gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub open: String,
    pub meaning: String,
    pub finish: &'static str,
}

/// What is said above the unanswered statements. Alone the results come next; in a session the others do.
pub fn review(app: &App, answering: &Answering) -> Review {
    let open = wording::left_open(answering.assessment.unanswered().len());
    if app.screen().participant().is_none() {
        let meaning = wording::gaps(answering.assessment.analysis());
        return Review { open, meaning, finish: wording::FINISH };
    }
    Review { open, meaning: participant::STAYS_OPEN.to_owned(), finish: participant::FINISH }
}
