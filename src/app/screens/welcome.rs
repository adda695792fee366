//! The first screen: what this is, whose view it is, and what was left unfinished.

use std::path::PathBuf;

use jiff::Zoned;

use crate::app::assessment::Assessment;
use crate::app::input::{Scroll, moved};
use crate::app::keys::{
    Action, Binding, GO_ON, HELP, Key, LEAVE, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, PAGE_DOWN, PAGE_UP, TO_RECORDS, UNDO,
    key,
};
use crate::app::message::{Effect, Unfinished, copies};
use crate::app::pages::time;
use crate::app::pages::{Block, UNTIL, entry};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::home::home;
use crate::app::screens::{Answering, Begin, Ctx, Screen, Transition};
use crate::app::{Setup, Store};
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::wording;

/// What was left unfinished, newest first, and which option is chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Welcome {
    /// What may be resumed; the option after the last is to start new.
    pub unfinished: Vec<Unfinished>,
    /// The chosen option.
    pub cursor: usize,
    /// Whether it is being asked if the chosen one should be discarded.
    pub discarding: bool,
    /// The file that is being discarded.
    gone: Option<PathBuf>,
    /// How far the text is scrolled.
    pub scroll: Scroll,
}

impl Welcome {
    /// Opens with the newest unfinished assessment chosen, or with starting new.
    pub fn new(unfinished: Vec<Unfinished>) -> Self {
        Self { unfinished, cursor: 0, discarding: false, gone: None, scroll: Scroll::default() }
    }

    /// The unfinished assessment that is chosen; none when it is to start new.
    pub fn chosen(&self) -> Option<&Unfinished> {
        self.unfinished.get(self.cursor)
    }

    pub(super) const fn place(&self) -> KeyContext {
        if self.discarding { KeyContext::Discarding } else { KeyContext::Welcome }
    }

    pub(super) fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Transition {
        if self.discarding {
            return self.discard(action);
        }
        match action {
            Action::Up | Action::Down => {
                self.cursor = moved(Some(self.cursor), self.unfinished.len() + 1, action).unwrap_or(0);
                Transition::stay()
            }
            Action::Confirm => self.chosen().map_or_else(
                || Transition::go(Screen::Begin(Begin::new(ctx.setup, self.clone()))),
                |unfinished| {
                    let claim = Effect::Claim(unfinished.record.head().id);
                    Transition::effect(claim.in_file(unfinished.file.as_deref()))
                },
            ),
            Action::Discard if self.chosen().is_some() => {
                self.discarding = true;
                Transition::stay()
            }
            Action::Close => home(),
            Action::Discard => Transition::notice("Choose an unfinished assessment to discard."),
            _ => {
                self.scroll.act(action);
                Transition::stay()
            }
        }
    }

    fn discard(&mut self, action: Action) -> Transition {
        self.discarding = false;
        let Some(unfinished) = self.chosen().filter(|_| action == Action::Confirm) else { return Transition::stay() };
        let (discard, file) = (Effect::Discard(unfinished.record.head().id), unfinished.file.clone());
        let turn = Transition::effect(discard.in_file(file.as_deref()));
        self.gone = file;
        turn
    }

    /// The name of each file, where another is a copy of the same record.
    pub fn copies(&self) -> Vec<Option<String>> {
        let place = |one: &'_ Unfinished| (one.record.head().id, one.file.clone());
        let places: Vec<_> = self.unfinished.iter().map(place).collect();
        copies(&places.iter().map(|(id, file)| (*id, file.as_deref())).collect::<Vec<_>>())
    }

    /// The record that is being discarded.
    pub(super) fn deleted(&self, id: Token) -> Option<&Unfinished> {
        self.unfinished.iter().find(|one| (one.record.head().id, &one.file) == (id, &self.gone))
    }

    /// Takes in that a discarded record is gone.
    pub fn discarded(&mut self, gone: Token) {
        let file = self.gone.take();
        self.unfinished.retain(|one| (one.record.head().id, &one.file) != (gone, &file));
        self.cursor = self.cursor.min(self.unfinished.len());
    }

    /// Goes on with a record that is ours now.
    pub(super) fn resume(record: Record, ctx: &mut Ctx<'_>) -> Transition {
        match Assessment::new(record, true) {
            Some(assessment) => {
                ctx.keeping.found(assessment.record());
                Answering::resume(assessment, ctx)
            }
            None => Transition::notice("That record holds several people and cannot be resumed."),
        }
    }
}

pub(super) const WELCOME_KEYS: &[Binding] = &[
    LINE_UP,
    LINE_DOWN,
    GO_ON,
    key(&[Key::Char('d')], Action::Discard, "discard"),
    UNDO,
    TO_RECORDS,
    PAGE_UP,
    PAGE_DOWN,
    HELP,
    LEAVE,
];
pub(super) const DISCARDING_KEYS: &[Binding] = &[
    key(&[Key::Char('y')], Action::Confirm, "discard it"),
    key(&[Key::Esc, Key::Char('n')], Action::Close, "keep it"),
    LEAVE_QUIETLY,
];

/// What the first screen says above its options.
pub fn welcome(setup: &Setup) -> Vec<Block> {
    let head = setup.full.head();
    let mut page = vec![Block::Title(head.title.clone()), Block::Text(head.intro.clone())];
    page.push(Block::Text(format!("{} {}", length(setup), keeping(&setup.store))));
    page.extend(head.words.iter().map(|word| entry(word.term.clone(), word.text.clone())));
    page.push(Block::Quiet("Answer with the digits. The foot of each screen names its keys; ? shows all.".to_owned()));
    page
}

/// What may be gone on with, each with its file where another is a copy of it.
pub fn resumable(welcome: &Welcome, now: &Zoned) -> Vec<String> {
    let told = |(one, copy): (&Unfinished, Option<String>)| {
        let resume = wording::resume(&one.record, one.holder.as_deref(), now);
        copy.map_or_else(|| resume.clone(), |name| format!("Copy in {name}: {resume}"))
    };
    welcome.unfinished.iter().zip(welcome.copies()).map(told).collect()
}

fn length(setup: &Setup) -> String {
    let full = format!("{} statements, about {}", setup.full.len(), time(setup.full.len()));
    match &setup.pulse {
        Some(pulse) => format!("{full}; or {}, about {}.", pulse.len(), time(pulse.len())),
        None => format!("{full}."),
    }
}

fn keeping(store: &Store) -> String {
    match store {
        Store::Session => "Answers are kept with the session.".to_owned(),
        Store::Folder(folder) => format!("Nothing leaves this machine: answers are kept in {folder}."),
        Store::Nowhere(why) => format!(
            "Nothing leaves this machine. Answers cannot be saved: {why}. You can answer all the same, and save them in \
             a file of your own with s."
        ),
    }
}

/// The question whether to discard an unfinished assessment.
pub fn discard(record: &Record, now: &Zoned) -> String {
    format!("Discard {}? {UNTIL}", wording::begun(record, now))
}
