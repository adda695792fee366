//! The first screen: what this is, whose view it is, and what was left unfinished.

use std::path::PathBuf;

use jiff::Zoned;

use crate::app::Store;
use crate::app::input::KnownNames;
use crate::app::input::moved;
use crate::app::keys::{
    Action, Binding, GO_ON, HELP, Key, LEAVE, LEAVE_QUIETLY, NO, ONE_ABOVE, ONE_BELOW, PAGE_DOWN, PAGE_UP, TO_RECORDS,
    UNDO, digits, key,
};
use crate::app::record::Assessment;
use crate::app::record::copies;
use crate::app::screens::answering::Answering;
use crate::app::screens::{
    Block, Ctx, Effect, KeyContext, Msg, ScreenState, Scroll, Setup, Transition, to_begin, to_list, to_list_anew,
};
use crate::domain::id::Token;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::Record;
use crate::request::{StoreReply, StoreRequest, Target, Unfinished};
use crate::wording::{self, home as words, keys as says, window};

/// What was left unfinished, newest first, and which option is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Welcome {
    /// What may be resumed; the options after the last begin anew.
    pub unfinished: Vec<Unfinished>,
    /// How many forms there are to begin with, the full one first.
    pub forms: usize,
    pub cursor: usize,
    /// Whether it is being asked if the chosen one should be discarded.
    pub discarding: bool,
    pub(super) names: KnownNames,
    /// The file that is being discarded.
    gone: Option<PathBuf>,
    pub scroll: Scroll,
}

impl ScreenState for Welcome {
    fn place(&self) -> KeyContext {
        if self.discarding { KeyContext::Discarding } else { KeyContext::Welcome }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if self.discarding {
            return self.discard(action);
        }
        match action {
            Action::Up | Action::Down => {
                self.cursor = moved(Some(self.cursor), self.options(), action).unwrap_or(0);
                Transition::stay()
            }
            Action::Pick(at) if at < self.options() => {
                self.cursor = at;
                self.go_on(ctx)
            }
            Action::Pick(_) => Transition::notice(says::choose_to(self.options())),
            Action::Confirm => self.go_on(ctx),
            Action::Discard if self.chosen().is_some() => {
                self.discarding = true;
                Transition::stay()
            }
            Action::Close => to_list(),
            Action::Discard => Transition::notice(window::CHOOSE_TO_DISCARD),
            _ => {
                self.scroll.act(action);
                Transition::stay()
            }
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match msg {
            Msg::Store(StoreReply::Claimed { result: Ok((record, _)), .. }) => return Self::resume(*record, ctx),
            Msg::Store(StoreReply::TakenBack { result: Ok(()), .. } | StoreReply::Settled(_)) => {
                return to_list_anew(true);
            }
            Msg::Store(StoreReply::Discarded { id, result: Ok(()) }) => self.discarded(id),
            _ => {}
        }
        Transition::stay()
    }

    fn scroll(&self) -> Option<Scroll> {
        Some(self.scroll)
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        Some(&mut self.scroll)
    }

    fn in_question(&self) -> Option<Token> {
        self.chosen().map(|unfinished| unfinished.record.head().id)
    }

    fn holds(&self, action: Action) -> bool {
        match action {
            Action::Discard => self.chosen().is_some(),
            Action::Up | Action::Down => self.discarding || self.options() > 1,
            _ => true,
        }
    }

    fn options(&self) -> usize {
        self.unfinished.len() + self.forms
    }

    fn deleted(&self, id: Token, now: &Zoned) -> Option<String> {
        let gone = self.unfinished.iter().find(|one| (one.record.head().id, &one.file) == (id, &self.gone));
        gone.map(|one| wording::begun(&one.record, now))
    }
}

impl Welcome {
    /// Opens with the newest unfinished record chosen, or with beginning one.
    pub fn new(unfinished: Vec<Unfinished>, names: KnownNames, setup: &Setup) -> Self {
        let forms = 1 + usize::from(setup.pulse.is_some());
        Self { unfinished, forms, cursor: 0, discarding: false, names, gone: None, scroll: Scroll::default() }
    }

    /// Goes on with what is chosen, or begins in the chosen form.
    fn go_on(&self, ctx: &Ctx<'_>) -> Transition {
        match self.chosen() {
            Some(Unfinished { record, file, .. }) => {
                let target = Target::new(record.head().id, file.as_deref());
                Transition::effect(Effect::Store(StoreRequest::Claim(target)))
            }
            None => to_begin(self.clone(), self.cursor - self.unfinished.len(), ctx),
        }
    }

    /// The unfinished assessment that is chosen; none where a form is chosen to begin with.
    pub fn chosen(&self) -> Option<&Unfinished> {
        self.unfinished.get(self.cursor)
    }

    fn discard(&mut self, action: Action) -> Transition {
        self.discarding = false;
        let Some(unfinished) = self.chosen().filter(|_| action == Action::Confirm) else { return Transition::stay() };
        let target = Target::new(unfinished.record.head().id, unfinished.file.as_deref());
        self.gone.clone_from(&target.file);
        Transition::effect(Effect::Store(StoreRequest::Discard { target, finished_too: false }))
    }

    pub fn copies(&self) -> Vec<Option<String>> {
        copies(&self.unfinished.iter().map(|one| (one.record.head().id, one.file.as_deref())).collect::<Vec<_>>())
    }

    pub fn discarded(&mut self, gone: Token) {
        let file = self.gone.take();
        self.unfinished.retain(|one| (one.record.head().id, &one.file) != (gone, &file));
        self.cursor = self.cursor.min(self.options() - 1);
    }

    pub(super) fn resume(record: Record, ctx: &mut Ctx<'_>) -> Transition {
        match Assessment::new(record, true) {
            Some(assessment) => {
                ctx.keeping.found(assessment.record());
                Answering::resume(assessment, ctx)
            }
            None => Transition::notice(words::SEVERAL_NOT_RESUMED),
        }
    }
}

const CHOOSE: Binding = digits("choose");
const DISCARD: Binding = key(&[Key::Char('d')], Action::Discard, "discard");
pub(super) const WELCOME_KEYS: &[Binding] =
    &[CHOOSE, ONE_ABOVE, ONE_BELOW, GO_ON, DISCARD, UNDO, TO_RECORDS, PAGE_UP, PAGE_DOWN, HELP, LEAVE];
pub(super) const DISCARDING_KEYS: &[Binding] =
    &[key(&[Key::Char('y')], Action::Confirm, "discard it"), key(NO, Action::Close, "keep it"), LEAVE_QUIETLY];

/// What the first screen says above its options.
pub fn welcome(setup: &Setup) -> Vec<Block> {
    let head = setup.full.head();
    vec![Block::Title(head.title.clone()), Block::Text(head.intro.clone())]
}

pub fn keeping(store: &Store) -> String {
    match store {
        Store::Session => words::KEPT_WITH_SESSION.to_owned(),
        Store::Folder(folder) => words::kept_in(folder),
        Store::Nowhere(why) => words::kept_nowhere(why),
    }
}

pub fn forms(setup: &Setup) -> Vec<[String; 3]> {
    let size = |asked: &Questionnaire| (asked.len(), asked.guess_items().count());
    let pulse = setup.pulse.as_ref().map(|pulse| words::pulse_form(size(pulse)));
    std::iter::once(words::full_form(size(&setup.full))).chain(pulse).collect()
}

/// What may be gone on with, each with its file where another is a copy of it.
pub fn resumable(welcome: &Welcome, now: &Zoned) -> Vec<String> {
    let text = |(one, copy): (&Unfinished, Option<String>)| {
        let resume = wording::resume(&one.record, one.holder.as_deref(), now);
        copy.map_or_else(|| resume.clone(), |file| words::copy_in(&file, &resume))
    };
    welcome.unfinished.iter().zip(welcome.copies()).map(text).collect()
}

pub fn discard(record: &Record, now: &Zoned) -> String {
    window::discard(&wording::begun(record, now))
}
