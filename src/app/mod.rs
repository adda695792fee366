//! The program as a state machine: messages in, effects out. It sees no file, clock or screen.
//!
//! ```text
//! keys            keys, what they may do, and what means the same in many places
//! record          one person's record in hand, and whether it is saved yet
//! update          what goes in and what comes out; and what a message does
//! sight           what somebody can have seen, so that nothing is answered unseen
//! input           a cursor, a page, a text and a known name, as keys change them
//! modal           what lies over a screen: help, leaving, another file to save in
//! help            what can be done in a place: keys, words, and the palette
//! pages           what pages are made of, and the page of a cause
//! screens/        where the person is: state, keys, update and page of a screen in one file
//! ```
#![deny(clippy::disallowed_methods)]

mod help;
mod input;
pub(crate) mod keys;
mod modal;
pub(crate) mod pages;
mod record;
pub(crate) mod screens;
mod sight;
mod update;

pub use help::Palette;
pub use input::Scroll;
pub use keys::Key;
pub use modal::Modal;
pub use record::{Assessment, SaveState};
pub(crate) use screens::room as hosting;
pub use sight::{PAUSE, Subject};
pub use update::{Drawn, Effect, Moment, Msg};

use std::sync::Arc;

use jiff::Zoned;

use crate::domain::id::Token;
use crate::domain::questionnaire::{Questionnaire, Word};
use crate::domain::record::Record;
use crate::request::Unfinished;
use input::KnownNames;
use keys::{Action, Binding};
use record::SaveTracker;
use screens::Screen;
use screens::contexts::{self, KeyContext};
use screens::home::Home;
use screens::join_form::JoinForm;
use screens::participant::Participant;
use screens::results::Results;
use screens::room::{HostView, Role, Room, Way};
use screens::welcome::Welcome;
use sight::Sight;

/// What is settled before the app begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    pub full: Arc<Questionnaire>,
    pub pulse: Option<Arc<Questionnaire>>,
    pub store: Store,
    /// When the program was opened: `today` and `yesterday` are told from here.
    pub opened: Zoned,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// In this folder, as it is shown.
    Folder(String),
    /// Nowhere; why, as a sentence without its full stop.
    Nowhere(String),
    /// With the live session that the person takes part in.
    Session,
}

impl Setup {
    pub fn new(full: Arc<Questionnaire>, store: Store, opened: Zoned) -> Self {
        let pulse = full.pulse().map(Arc::new);
        Self { full, pulse, store, opened }
    }
}

#[derive(Debug, Clone)]
pub struct App {
    setup: Setup,
    keeping: SaveTracker,
    screen: Screen,
    over: Option<Modal>,
    notice: Option<String>,
    sight: Sight,
    /// What was deleted since the program was opened and can be taken back, with what it is.
    deleted: Vec<(Token, String)>,
}

impl App {
    /// Opens on the first screen, with what was left unfinished, newest first.
    pub fn new(setup: Setup, unfinished: Vec<Unfinished>) -> Self {
        let names = KnownNames::new(unfinished.iter().map(|one| &one.record.head().label));
        Self::on(Screen::Welcome(Welcome::new(unfinished, names, &setup)), setup)
    }

    /// Opens on the list of records, or on what was left unfinished if there is something.
    pub fn home(setup: Setup) -> Self {
        Self::on(Screen::Home(Home::first()), setup)
    }

    pub fn results(setup: Setup, record: Record) -> Option<Self> {
        let assessment = Assessment::new(record, false)?;
        Some(Self::on(Screen::Results(Results::new(assessment)), setup))
    }

    /// Opens on what answers this effect: it is read, and its figures computed, while the screen is there already.
    pub fn opening(setup: Setup, effect: Effect) -> Self {
        Self::on(Screen::Home(Home::opening(effect)), setup)
    }

    /// Opens on a live session, as it is shown to everybody in the room.
    pub fn hosting(setup: Setup, way: Way, seen: Arc<HostView>) -> Self {
        Self::on(Screen::Room(Box::new(Room::new(way, Role::Projector, seen))), setup)
    }

    /// Opens on a live session, as the facilitator alone sees it.
    pub fn console(setup: Setup, way: Way, seen: Arc<HostView>) -> Self {
        Self::on(Screen::Room(Box::new(Room::new(way, Role::Console, seen))), setup)
    }

    /// Opens in front of a live session, or at the place that the person has in it already.
    pub fn participant(setup: Setup, join_form: Arc<JoinForm>) -> Self {
        Self::on(Screen::Participant(Participant::new(join_form)), setup)
    }

    fn on(screen: Screen, setup: Setup) -> Self {
        let keeping = match &setup.store {
            Store::Folder(_) | Store::Session => SaveTracker::default(),
            Store::Nowhere(why) => SaveTracker::in_trouble(why.clone()),
        };
        Self { setup, keeping, screen, over: None, notice: None, sight: Sight::default(), deleted: Vec::new() }
    }

    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    pub const fn over(&self) -> Option<&Modal> {
        self.over.as_ref()
    }

    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether the latest answers are on the disk.
    pub fn kept(&self) -> SaveState<'_> {
        self.keeping.state()
    }

    /// Why the live session cannot be reached just now, if it cannot; as a sentence without its full stop.
    pub fn lost(&self) -> Option<&str> {
        self.screen.participant()?.lost.as_deref()
    }

    pub fn words(&self) -> &[Word] {
        match &self.screen {
            Screen::Participant(participant) if participant.taken().is_none() => &participant.join_form.words,
            _ => &self.setup.full.head().words,
        }
    }

    /// The keys of a place that mean something here: the answers of a live session go to no other file, and only a
    /// laptop that is passed round is handed over.
    pub fn bindings(&self, place: KeyContext) -> impl Iterator<Item = &'static Binding> + use<> {
        let (in_session, can_undo) = (self.screen.participant().is_some(), !self.deleted.is_empty());
        let passes_on = match &self.screen {
            Screen::Room(room) => room.is_passed_round(),
            _ => in_session,
        };
        contexts::table(place).iter().filter(move |binding| match binding.action {
            Action::Elsewhere => !in_session,
            Action::WrongSide => in_session,
            Action::HandOver => passes_on,
            Action::Undo => can_undo,
            _ => true,
        })
    }

    /// Whether the program may be stopped for a while: not while phones depend on it.
    pub fn may_pause(&self) -> bool {
        match &self.screen {
            Screen::Room(room) => !room.is_depended_on(),
            _ => true,
        }
    }

    pub fn scroll(&self) -> Option<Scroll> {
        match &self.over {
            Some(Modal::Help(scroll)) => Some(*scroll),
            Some(_) => None,
            None => self.screen.scroll(),
        }
    }

    pub fn record(&self) -> Option<&Record> {
        self.screen.record()
    }

    pub fn place(&self) -> KeyContext {
        match &self.over {
            None => self.screen.place(),
            Some(Modal::Help(_)) => KeyContext::Help,
            Some(Modal::Leaving) => KeyContext::Leaving,
            Some(Modal::Waiting) => KeyContext::Waiting,
            Some(Modal::Elsewhere(_)) => KeyContext::Elsewhere,
            Some(Modal::Parting) => KeyContext::Parting,
            Some(Modal::Palette(_)) => KeyContext::Palette,
        }
    }

    /// The record that is in memory alone, if there is one: perhaps an earlier one, of which was told what became of
    /// its actions.
    pub fn unsaved(&self) -> Option<&Record> {
        self.keeping.unsaved(self.record())
    }

    /// Whether the list of records may be gone to: nothing is answered or hosted, and nothing is in memory alone.
    fn may_go_to_list(&self) -> bool {
        let is_reading = matches!(
            self.screen,
            Screen::Home(_)
                | Screen::Results(_)
                | Screen::Everyone(_)
                | Screen::Plan(_)
                | Screen::Steps(_)
                | Screen::Reading(_)
        );
        is_reading && matches!(self.kept(), SaveState::Saved | SaveState::Nothing)
    }
}
