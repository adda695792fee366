//! Coming in: what this is, the side, and the code where one is needed.

use tui_input::Input;

use crate::app::Scroll;
use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, CLOSE_LEVEL, FIRST, GO_ON, HELP, Key, LAST, LEAVE, LEAVE_QUIETLY, ONE_ABOVE, ONE_BELOW, PAGE_UP,
    TEXT_BACK, digits, key,
};
use crate::app::pages::{Block, Question, entry};
use crate::app::screens::Transition;
use crate::app::screens::contexts::KeyContext;
use crate::app::update::Effect;
use crate::domain::id::Id;
use crate::domain::questionnaire::Word;
use crate::request::ParticipantRequest;
use crate::wording::keys::choose_to;
use crate::wording::participant::{self as words, Device};

/// What anybody may know of a session before coming in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinForm {
    pub title: String,
    /// Which Sales and which Marketing; may be empty.
    pub label: String,
    /// Whose view it is.
    pub intro: String,
    /// The sides to choose from: id and name.
    pub sides: Vec<(Id, String)>,
    pub words: Vec<Word>,
    /// The fewest people of whom anything can be shown.
    pub least: usize,
    /// Whether the other people are made up.
    pub rehearsal: bool,
    pub device: Device,
    /// The code as far as it is known; none where none is asked for.
    pub code: Option<String>,
    /// Where to find the session again; none where it is on this machine.
    pub address: Option<String>,
    /// How many statements there are to answer; 0 where that is not known.
    pub statements: usize,
    /// How many guesses people of Sales and Marketing are asked for after them.
    pub guesses: usize,
    /// Why nobody comes in just now, as a sentence.
    pub shut: Option<String>,
    /// Whether answers are held which the session has not taken, as the place of before was given up.
    pub holds: bool,
}

/// What is being asked before coming in: the side that the person answers for, then the code on the big screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Side,
    Code,
}

/// Somebody who is coming in.
#[derive(Debug, Clone)]
pub struct Entering {
    pub step: Step,
    pub side: Option<usize>,
    pub code: Input,
    /// How far the text above the sides is scrolled.
    pub scroll: Scroll,
    /// Whether the session was asked and has not answered.
    pub asked: bool,
}

impl Entering {
    pub(super) fn new(join_form: &JoinForm) -> Self {
        let code = Input::new(join_form.code.clone().unwrap_or_default());
        Self { step: Step::Side, side: None, code, scroll: Scroll::default(), asked: false }
    }

    pub(super) const fn place(&self) -> KeyContext {
        match self.step {
            Step::Side => KeyContext::Entering,
            Step::Code => KeyContext::Code,
        }
    }

    pub(super) fn scroll(&self) -> Option<Scroll> {
        (self.step == Step::Side).then_some(self.scroll)
    }

    pub(super) fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        (self.step == Step::Side).then_some(&mut self.scroll)
    }

    pub(super) fn field(&mut self) -> Option<&mut Input> {
        (self.step == Step::Code).then_some(&mut self.code)
    }

    pub(super) fn act(&mut self, action: Action, join_form: &JoinForm) -> Transition {
        let sides = join_form.sides.len();
        match action {
            Action::Pick(at) if at < sides => {
                self.side = Some(at);
                return self.go_on(join_form);
            }
            Action::Pick(_) => return Transition::notice(choose_to(sides)),
            Action::Confirm => return self.go_on(join_form),
            Action::Close => self.step = Step::Side,
            Action::Up | Action::Down => self.side = moved(self.side, sides, action),
            _ => self.scroll.act(action),
        }
        Transition::stay()
    }

    fn go_on(&mut self, join_form: &JoinForm) -> Transition {
        let Some((side, _)) = self.side.and_then(|at| join_form.sides.get(at)) else {
            return Transition::notice(words::CHOOSE_SIDE);
        };
        let asks_for_code = join_form.code.is_some() && self.step == Step::Side;
        if asks_for_code {
            self.step = Step::Code;
        }
        let code = self.code.value().trim().to_owned();
        match join_form.code {
            Some(_) if code.is_empty() && asks_for_code => Transition::stay(),
            Some(_) if code.is_empty() => Transition::notice(words::TYPE_CODE),
            _ => {
                self.asked = true;
                Transition::notice("Joining…")
                    .with(Effect::Participant(ParticipantRequest::Join { side: side.clone(), code }))
            }
        }
    }
}

pub(super) const ENTERING_KEYS: &[Binding] = &[
    digits("choose"),
    ONE_ABOVE,
    ONE_BELOW,
    GO_ON,
    key(&[Key::PageDown, Key::Char(' ')], Action::PageDown, "read on"),
    PAGE_UP,
    FIRST,
    LAST,
    CLOSE_LEVEL,
    HELP,
    LEAVE,
];
pub(super) const CODE_KEYS: &[Binding] = &[key(&[Key::Enter], Action::Confirm, "join"), TEXT_BACK, LEAVE_QUIETLY];

/// What stands above the sides to choose from.
pub fn join_form(join_form: &JoinForm) -> Vec<Block> {
    let mut page = vec![Block::Title(title(join_form))];
    let length = || words::length(join_form.statements, join_form.guesses);
    page.extend((join_form.statements > 0).then(|| Block::Text(length())));
    page.extend(join_form.holds.then(|| Block::Warning(words::held(join_form.device))));
    page.extend(join_form.shut.clone().map(Block::Warning));
    page.extend(join_form.rehearsal.then(|| Block::Text(format!("REHEARSAL. {}", words::REHEARSAL))));
    page.push(Block::Text(join_form.intro.clone()));
    page.push(Block::Text(format!("{} {}", words::CONFIDENTIAL, words::stored(join_form.least))));
    page.push(Block::Title(words::WHAT_IS_STORED.to_owned()));
    page.extend(words::in_full(join_form.device).into_iter().map(Block::Text));
    if !join_form.words.is_empty() {
        page.push(Block::Title(words::WORDS.to_owned()));
        page.extend(join_form.words.iter().map(|word| entry(word.term.clone(), word.text.clone())));
    }
    page
}

fn title(join_form: &JoinForm) -> String {
    match join_form.label.as_str() {
        "" => join_form.title.clone(),
        label => format!("{} · {label}", join_form.title),
    }
}

pub fn code(entering: &Entering) -> Question<'_> {
    Question {
        text: words::WHICH_CODE.to_owned(),
        help: words::WHICH_CODE_HELP.to_owned(),
        options: Vec::new(),
        chosen: None,
        field: Some(&entering.code),
    }
}
