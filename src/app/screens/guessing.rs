//! After the own answers: guessing what the other side sees, cause by cause. Every guess may be left out.

use crate::app::input::moved;
use crate::app::keys::{
    ANSWER_ABOVE, ANSWER_BELOW, Action, Binding, CLOSE_LEVEL, HELP, Key, LEAVE, PAGE_DOWN, PAGE_UP, SAVE_ELSEWHERE,
    STATEMENT_AFTER, STATEMENT_BACK, STATEMENT_SKIP, TAKE_ANSWER, digits, key,
};
use crate::app::record::Assessment;
use crate::app::screens::answering::AskedItem;
use crate::app::screens::{
    Block, Ctx, Effect, KeyContext, Question, ScreenState, Scroll, Setup, Transition, back_to_statements, to_results,
};
use crate::domain::guess::GuessItem;
use crate::domain::record::Record;
use crate::wording::{guess as words, keys as says};

#[derive(Debug, Clone, PartialEq)]
pub struct Guessing {
    pub assessment: Assessment,
    ahead: [String; 2],
    pub view: View,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Announced(Scroll),
    Guess {
        at: usize,
        /// The chosen point of the scale.
        cursor: Option<usize>,
    },
}

pub(super) enum Next {
    Stay(Transition),
    Back,
    /// The person has come to the end, with this to be done.
    Finish(Option<Effect>),
}

impl ScreenState for Guessing {
    fn place(&self) -> KeyContext {
        match self.view {
            View::Announced(_) => KeyContext::GuessAhead,
            View::Guess { .. } => KeyContext::Guessing,
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self.step(action, ctx) {
            Next::Stay(turn) => turn,
            Next::Back => back_to_statements(self.assessment.clone()),
            // The results are saved with what was guessed last.
            Next::Finish(_) => to_results(self.assessment.clone(), ctx),
        }
    }

    fn title(&self) -> Option<String> {
        Some(words::GUESSING.to_owned())
    }

    fn page(&self, _: &jiff::Zoned) -> Option<Vec<Block>> {
        let View::Announced(_) = self.view else { return None };
        let ahead = self.ahead.clone().map(Block::Text);
        Some([Block::Title(words::ONE_MORE_MINUTE.to_owned())].into_iter().chain(ahead).collect())
    }

    fn question(&self, _: &Setup) -> Option<Question<'_>> {
        let View::Guess { at, cursor } = self.view else { return None };
        let item = self.item(at)?;
        Some(Question {
            text: words::question(&self.stem(), item.text),
            help: words::place(at + 1, self.assessment.guess_items().count()),
            options: item.scale.points.iter().map(|point| point.label.clone()).collect(),
            chosen: cursor,
            field: None,
        })
    }

    fn scroll(&self) -> Option<Scroll> {
        if let View::Announced(scroll) = self.view { Some(scroll) } else { None }
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        if let View::Announced(scroll) = &mut self.view { Some(scroll) } else { None }
    }

    fn options(&self) -> usize {
        let View::Guess { at, .. } = self.view else { return 0 };
        self.item(at).map_or(0, |item| item.scale.points.len())
    }

    fn record(&self) -> Option<&Record> {
        Some(self.assessment.record())
    }

    fn asked(&self) -> Option<AskedItem> {
        let View::Guess { at, cursor } = self.view else { return None };
        // A guess has a place of its own behind the statements, so that a key meant for one never answers another.
        Some(AskedItem { place: self.assessment.questionnaire().len() + at, cursor, filling: false })
    }
}

impl Guessing {
    /// Announces to a lead what is to come.
    pub(super) fn new(assessment: Assessment) -> Self {
        let ahead = words::ahead(assessment.guess_items().count());
        Self::announced(assessment, ahead)
    }

    pub(super) fn announced(assessment: Assessment, ahead: [String; 2]) -> Self {
        Self { assessment, ahead, view: View::Announced(Scroll::default()) }
    }

    /// Goes on after the last guess that was made; none where that was the last of all.
    pub(super) fn after_the_last(mut self) -> Option<Self> {
        let made = |item: GuessItem<'_>| self.assessment.guess(&item.cause.id).is_some();
        let places: Vec<bool> = self.assessment.guess_items().map(made).collect();
        if let Some(last) = places.iter().rposition(|made| *made) {
            self.view = self.guess_at(last + 1);
            return (last + 1 < places.len()).then_some(self);
        }
        Some(self)
    }

    /// Takes an action; what comes before and after is for others to say.
    pub(super) fn step(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Next {
        match self.view {
            View::Announced(scroll) => self.act_on_announced(scroll, action),
            View::Guess { at, cursor } => self.act_on_guess(at, cursor, action, ctx),
        }
    }

    pub fn item(&self, at: usize) -> Option<GuessItem<'_>> {
        self.assessment.guess_items().nth(at)
    }

    /// The question before every guess.
    pub fn stem(&self) -> String {
        let side = self.assessment.record().solo().map(|response| &response.side);
        side.and_then(|side| self.assessment.questionnaire().guess_question(side)).unwrap_or_default()
    }

    fn act_on_announced(&mut self, scroll: Scroll, action: Action) -> Next {
        match action {
            Action::Confirm => self.view = self.guess_at(0),
            Action::Skip => return Next::Finish(None),
            Action::Back | Action::Close => return Next::Back,
            _ => {
                let mut scroll = scroll;
                scroll.act(action);
                self.view = View::Announced(scroll);
            }
        }
        Next::Stay(Transition::stay())
    }

    fn act_on_guess(&mut self, at: usize, cursor: Option<usize>, action: Action, ctx: &mut Ctx<'_>) -> Next {
        let points = self.options();
        let announced = View::Announced(Scroll::default());
        match action {
            Action::Pick(picked) if picked < points => return self.take(at, picked, ctx),
            Action::Confirm if cursor.is_some() => return self.take(at, cursor.unwrap_or_default(), ctx),
            Action::Pick(_) | Action::Confirm => {
                return Next::Stay(Transition::notice(says::choose_to(points)));
            }
            Action::Skip => return self.go_on(at, None),
            Action::Back => self.view = at.checked_sub(1).map_or(announced, |before| self.guess_at(before)),
            Action::Close => self.view = announced,
            _ => self.view = View::Guess { at, cursor: moved(cursor, points, action) },
        }
        Next::Stay(Transition::stay())
    }

    fn take(&mut self, at: usize, picked: usize, ctx: &mut Ctx<'_>) -> Next {
        let given = self.item(at).and_then(|item| Some((item.cause.id.clone(), item.scale.points.get(picked)?.value)));
        let Some((cause, value)) = given else { return Next::Stay(Transition::stay()) };
        let now = ctx.at.now.timestamp();
        if self.assessment.change(|record| record.guess(&cause, value, now)).is_err() {
            return Next::Stay(Transition::stay());
        }
        let save = ctx.keeping.save(self.assessment.record());
        self.go_on(at, Some(save))
    }

    /// To the next guess; after the last, to the end.
    fn go_on(&mut self, at: usize, save: Option<Effect>) -> Next {
        if self.item(at + 1).is_none() {
            return Next::Finish(save);
        }
        self.view = self.guess_at(at + 1);
        Next::Stay(save.map_or_else(Transition::stay, Transition::effect))
    }

    /// The guess at a place, with the cursor on the one that stands.
    fn guess_at(&self, at: usize) -> View {
        let given = self.item(at).and_then(|item| {
            let value = self.assessment.guess(&item.cause.id)?;
            item.scale.points.iter().position(|point| point.value == value)
        });
        View::Guess { at, cursor: given }
    }
}

const BEGIN: Binding = key(&[Key::Enter], Action::Confirm, "guess");
const SKIP_ALL: Binding = key(STATEMENT_AFTER, Action::Skip, says::SKIP_GUESSES);
pub(super) const GUESS_AHEAD_KEYS: &[Binding] =
    &[BEGIN, SKIP_ALL, STATEMENT_BACK, PAGE_UP, PAGE_DOWN, SAVE_ELSEWHERE, HELP, CLOSE_LEVEL, LEAVE];
const GUESS: Binding = digits("guess");
pub(super) const GUESSING_KEYS: &[Binding] = &[
    GUESS, ANSWER_ABOVE, ANSWER_BELOW, TAKE_ANSWER, STATEMENT_BACK, STATEMENT_SKIP, SAVE_ELSEWHERE, HELP, CLOSE_LEVEL,
    LEAVE,
];
