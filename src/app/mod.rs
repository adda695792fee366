//! The program as a state machine: messages in, effects out. It sees no file, clock or screen.
//!
//! ```text
//! keys            keys, what they may do, and what means the same in many places
//! message         what goes in and what comes out
//! assessment      one person's record in hand
//! save_tracker    whether it is saved yet
//! sight           what somebody can have seen, so that nothing is answered unseen
//! input           a cursor, a page and a text, as keys move them
//! known_names     names that records have already
//! modal           what lies over a screen: help, leaving, another file to save in
//! palette         everything that can be done on a screen, found by typing
//! pages, help     what pages are made of; the keys and words of a place
//! screens/        where the person is: state, keys, update and page of a screen in one file
//! ```
#![deny(clippy::disallowed_methods)]

mod assessment;
mod help;
mod input;
pub(crate) mod keys;
pub(crate) mod known_names;
mod message;
mod modal;
pub(crate) mod pages;
mod palette;
mod save_tracker;
pub(crate) mod screens;
mod sight;

pub use assessment::Assessment;
pub use input::Scroll;
pub use keys::Key;
pub use message::{Drawn, Effect, Moment, Msg};
pub use modal::Modal;
pub use palette::Palette;
pub use save_tracker::SaveState;
pub(crate) use screens::room as hosting;
pub use sight::{PAUSE, Subject};

use std::sync::Arc;

use jiff::Zoned;

use crate::domain::id::Token;
use crate::domain::questionnaire::{Questionnaire, Word};
use crate::domain::record::Record;
use crate::format::Format;
use crate::request::{NotWritten, ReadReply, StoreReply, StoreRequest, Unfinished};
use crate::wording::{restored, sentence};
use keys::{Action, Binding};
use save_tracker::SaveTracker;
use screens::contexts::{self, KeyContext};
use screens::home::Home;
use screens::join_form::JoinForm;
use screens::reporting::Reporting;
use screens::results::Results;
use screens::room::{HostView, Role, Room, Way};
use screens::seat::{Heard, Seat};
use screens::welcome::Welcome;
use screens::{Ctx, Screen, Transition};
use sight::Sight;

/// Said where stopping the program would stop a session.
const NOT_PAUSED: &str = "Not stopped: phones could save nothing while it stands still. q leaves.";

/// Said where somebody would take back what was not deleted.
const NOTHING_DELETED: &str = "Nothing was deleted since Undercurrent was opened.";

/// Said of an answer that comes before its statement can have been read.
const TOO_SOON: &str = "Not taken: this statement has only just come up.";

/// Said of a yes that comes before its question can have been read.
const TOO_SOON_TO_SAY_YES: &str = "Not taken: this question has only just come up.";

/// What is settled before the app begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    pub full: Arc<Questionnaire>,
    /// Its short form, where it has one.
    pub pulse: Option<Arc<Questionnaire>>,
    /// Where answers are kept.
    pub store: Store,
    /// When the program was opened: `today` and `yesterday` are told from here.
    pub opened: Zoned,
}

/// Where answers are kept.
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
    /// Settles the questionnaire and where answers are kept.
    pub fn new(full: Arc<Questionnaire>, store: Store, opened: Zoned) -> Self {
        let pulse = full.pulse().map(Arc::new);
        Self { full, pulse, store, opened }
    }
}

/// The whole state of the program.
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
        Self::on(Screen::Welcome(Welcome::new(unfinished, &setup)), setup)
    }

    /// Opens on the list of records, or on what was left unfinished if there is something.
    pub fn home(setup: Setup) -> Self {
        Self::on(Screen::Home(Home::first()), setup)
    }

    /// Opens on the results of one person's record.
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
    pub fn seat(setup: Setup, join_form: Arc<JoinForm>) -> Self {
        Self::on(Screen::Seat(Seat::new(join_form)), setup)
    }

    fn on(screen: Screen, setup: Setup) -> Self {
        let keeping = match &setup.store {
            Store::Folder(_) | Store::Session => SaveTracker::default(),
            Store::Nowhere(why) => SaveTracker::in_trouble(why.clone()),
        };
        Self { setup, keeping, screen, over: None, notice: None, sight: Sight::default(), deleted: Vec::new() }
    }

    /// What was settled before it began.
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Where the person is.
    pub const fn screen(&self) -> &Screen {
        &self.screen
    }

    /// What lies over the screen, if anything.
    pub const fn over(&self) -> Option<&Modal> {
        self.over.as_ref()
    }

    /// What the person should be told just now.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Whether the latest answers are on the disk.
    pub fn kept(&self) -> SaveState<'_> {
        self.keeping.state()
    }

    /// Why the live session cannot be reached just now, if it cannot; as a sentence without its full stop.
    pub fn lost(&self) -> Option<&str> {
        self.screen.seat()?.lost.as_deref()
    }

    /// The words that the questionnaire explains.
    pub fn words(&self) -> &[Word] {
        match &self.screen {
            Screen::Seat(seat) if seat.taken().is_none() => &seat.join_form.words,
            _ => &self.setup.full.head().words,
        }
    }

    /// The keys of a place that mean something here: the answers of a live session go to no other file, and only a
    /// laptop that is passed round is handed over.
    pub fn bindings(&self, place: KeyContext) -> impl Iterator<Item = &'static Binding> + use<> {
        let (in_session, can_undo) = (self.screen.seat().is_some(), self.can_undo());
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

    /// How far the page on the screen is scrolled, if there is one.
    pub fn scroll(&self) -> Option<Scroll> {
        match &self.over {
            Some(Modal::Help(scroll)) => Some(*scroll),
            Some(_) => None,
            None => self.screen.scroll(),
        }
    }

    /// The record in hand, if there is one.
    pub fn record(&self) -> Option<&Record> {
        self.screen.record()
    }

    /// Which keys hold now.
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

    /// Takes in what happened; gives what is to be done outside.
    pub fn update(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        let effect = self.take(msg, at);
        self.sight.turn_to(self.subject());
        effect
    }

    fn take(&mut self, msg: Msg, at: &Moment) -> Option<Effect> {
        match msg {
            Msg::Key(key) => return self.sight.lets_through(key).and_then(|key| self.press(key, at)),
            Msg::Pasted(_) if self.sight.is_hidden() => {}
            Msg::Pasted(text) => self.paste(&text),
            Msg::Drawn(Drawn { room, page, legible }) => {
                self.sight.drawn(legible);
                self.settle(room, page);
            }
            Msg::Displayed { asks } => self.sight.displayed(asks, at.since),
            Msg::Told => {}
            Msg::NotPaused => self.notice = Some(NOT_PAUSED.to_owned()),
            Msg::Seat(heard) if !matches!(heard, Heard::NotJoined(_)) => return self.heard(heard, at),
            msg => {
                self.note(&msg);
                if let Some(effect) = self.turn(at, |screen, ctx| screen.respond(msg, ctx)) {
                    return Some(effect);
                }
            }
        }
        self.go_on()
    }

    /// Goes on once something was taken in: leaves if that was waited for, else asks what the screen needs to know.
    fn go_on(&mut self) -> Option<Effect> {
        self.wait_over().or_else(|| self.screen.ask())
    }

    /// What the app itself makes of a message that is for the screen.
    fn note(&mut self, msg: &Msg) {
        match msg {
            Msg::Store(reply) => self.stored(reply),
            Msg::Read(reply) => self.read(reply),
            Msg::Command(Err(why)) => self.notice = Some(sentence(why)),
            Msg::Seat(Heard::NotJoined(why)) => self.notice = Some(format!("{why}.")),
            // What was refused because of it is not refused any more.
            Msg::Room(seen) if self.is_mended_by(seen) => self.notice = None,
            _ => {}
        }
    }

    /// Whether a live session that could not write something can write again.
    fn is_mended_by(&self, seen: &HostView) -> bool {
        let Screen::Room(room) = &self.screen else { return false };
        room.view().around.is_in_trouble() && !seen.view.around.is_in_trouble()
    }

    /// Takes in what became of records.
    fn stored(&mut self, reply: &StoreReply) {
        match reply {
            StoreReply::Saved { revision, result: Ok(_), .. } => self.keeping.saved(*revision),
            StoreReply::Saved { revision, result: Err(why), .. } => self.keeping.not_saved(*revision, why.clone()),
            StoreReply::Claimed { result: Ok(_), .. }
            | StoreReply::Renamed { result: Ok(()), .. }
            | StoreReply::Added { result: Ok(()), .. } => {}
            StoreReply::Discarded { id, result: Ok(()) } => self.gone(*id),
            StoreReply::TakenBack { id, result: Ok(()) } => self.back_again(*id),
            StoreReply::Claimed { result: Err(why), .. }
            | StoreReply::Discarded { result: Err(why), .. }
            | StoreReply::TakenBack { result: Err(why), .. }
            | StoreReply::Renamed { result: Err(why), .. }
            | StoreReply::Added { result: Err(why), .. } => self.notice = Some(format!("{why}.")),
            StoreReply::Settled(Ok(back)) => {
                self.notice = (back.records > 0).then(|| restored(back.records, &back.elsewhere));
            }
            StoreReply::Settled(Err(why)) => self.notice = Some(sentence(why)),
        }
    }

    /// Takes in what was read.
    fn read(&mut self, reply: &ReadReply) {
        match reply {
            ReadReply::Opened(Err(why))
            | ReadReply::Trend(Err(why))
            | ReadReply::Compared(Err(why))
            | ReadReply::Merged(Err(why))
            | ReadReply::Suggested(Err(why)) => self.notice = Some(format!("{why}.")),
            ReadReply::Written(Err(NotWritten::Refused(why))) => {
                self.notice = Some(format!("No report was written: {why}."));
            }
            ReadReply::LeftBehind(_)
            | ReadReply::Listed { .. }
            | ReadReply::Previewed { .. }
            | ReadReply::Merged(Ok(_))
            | ReadReply::Suggested(Ok(_))
            | ReadReply::Written(Ok(_) | Err(NotWritten::Taken))
            | ReadReply::Earlier { .. }
            | ReadReply::Steps { .. }
            | ReadReply::Opened(Ok(_))
            | ReadReply::Trend(Ok(_))
            | ReadReply::Compared(Ok(_)) => {}
        }
    }

    /// Takes in what a live session says. A question or a notice whose reason is gone goes with it.
    fn heard(&mut self, heard: Heard, at: &Moment) -> Option<Effect> {
        match &heard {
            Heard::Stands { view, .. } => self.setup.full = Arc::clone(&view.questionnaire),
            Heard::Refused(_) | Heard::Unknown { .. } => self.over = None,
            Heard::NotJoined(_) | Heard::Lost(_) | Heard::Back | Heard::Vacated => {}
        }
        let before = self.screen.place();
        let effect = self.turn(at, |screen, ctx| screen.respond(Msg::Seat(heard), ctx));
        if self.screen.place() != before && self.screen.seat().is_some_and(|seat| seat.taken().is_some()) {
            self.notice = None;
        }
        effect
    }

    fn press(&mut self, key: Key, at: &Moment) -> Option<Effect> {
        self.notice = None;
        let place = self.place();
        let Some(action) = contexts::action(place, key) else {
            if !self.sight.is_hidden() {
                self.type_in(key);
            }
            return None;
        };
        if Self::answers(place, key, action) && !self.sight.counts(at.since) {
            self.notice = Some(if place.is_question() { TOO_SOON_TO_SAY_YES } else { TOO_SOON }.to_owned());
            return None;
        }
        self.act(action, at)
    }

    /// Does what a key means, or what was chosen among all that can be done.
    fn act(&mut self, action: Action, at: &Moment) -> Option<Effect> {
        match action {
            Action::Leave if self.kiosk_seat().is_some() => self.leave_seat(at),
            Action::LeaveUnsaved if self.kiosk_seat().is_some() => self.leave_seat_all_the_same(),
            Action::Leave => self.leave(),
            Action::LeaveUnsaved => Some(Effect::Quit),
            Action::Help => {
                self.over = Some(Modal::Help(Scroll::default()));
                None
            }
            Action::Undo => self.undo(),
            Action::Elsewhere if self.screen.seat().is_some() => None,
            Action::Elsewhere => {
                self.ask_where();
                None
            }
            _ if self.over.is_some() => self.act_over(action, at),
            Action::Palette => {
                self.open_palette();
                None
            }
            Action::Export => self.report(None),
            Action::ExportAs(form) => self.report(Some(form)),
            Action::FindRecord => self.find_record(),
            _ => self.turn(at, |screen, ctx| screen.update(action, ctx)),
        }
    }

    /// The record that is in memory alone, if there is one: perhaps an earlier one, of which was told what became of
    /// its actions.
    pub fn unsaved(&self) -> Option<&Record> {
        self.keeping.unsaved(self.record())
    }

    /// Takes in that a record is deleted, and says how to take it back.
    fn gone(&mut self, id: Token) {
        if let Some(what) = self.screen.deleted(id, &self.setup.opened) {
            self.notice = Some(pages::deleted(&what));
            self.deleted.push((id, what));
        }
    }

    /// Takes back what was deleted last.
    fn undo(&mut self) -> Option<Effect> {
        let last = self.deleted.last().map(|(id, _)| Effect::Store(StoreRequest::TakeBack(*id)));
        if last.is_none() {
            self.notice = Some(NOTHING_DELETED.to_owned());
        }
        last
    }

    fn back_again(&mut self, id: Token) {
        if let Some(place) = self.deleted.iter().rposition(|(deleted, _)| *deleted == id) {
            let (_, what) = self.deleted.remove(place);
            self.notice = Some(format!("Back again: {what}."));
        }
    }

    /// Asks in which form it is to be written, unless that is said, and into which file.
    fn report(&mut self, form: Option<Format>) -> Option<Effect> {
        let what = self.screen.exported()?;
        let from = Box::new(std::mem::replace(&mut self.screen, Screen::empty()));
        let (reporting, effect) = match form {
            None => (Reporting::begin(what, from), None),
            Some(form) => {
                let (reporting, effect) = Reporting::begin_as(form, what, from);
                (reporting, Some(effect))
            }
        };
        self.screen = Screen::Reporting(reporting);
        effect
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

    /// To the list of records, where the name is typed.
    fn find_record(&mut self) -> Option<Effect> {
        if !self.may_go_to_list() {
            return None;
        }
        self.screen = Screen::Home(Home::finding());
        self.screen.ask()
    }

    /// Whether something was deleted that can be taken back.
    pub const fn can_undo(&self) -> bool {
        !self.deleted.is_empty()
    }

    fn turn(&mut self, at: &Moment, act: impl FnOnce(&mut Screen, &mut Ctx<'_>) -> Transition) -> Option<Effect> {
        let mut ctx = Ctx { setup: &self.setup, keeping: &mut self.keeping, at };
        let turn = act(&mut self.screen, &mut ctx);
        if let Some(mut screen) = turn.go {
            // Whoever comes back to the list finds the record there that was looked at.
            if let (Screen::Home(home), Some(left)) = (&mut *screen, self.screen.left()) {
                home.seek(left);
            }
            self.screen = *screen;
        }
        if turn.notice.is_some() {
            self.notice = turn.notice;
        }
        turn.effect
    }

    fn settle(&mut self, room: u16, page: u16) {
        if self.over.is_none() {
            self.screen.drawn(usize::from(page));
        }
        let scroll = match &mut self.over {
            Some(Modal::Help(scroll)) => Some(scroll),
            Some(_) => None,
            None => self.screen.scroll_mut(),
        };
        if let Some(scroll) = scroll {
            scroll.settle(room, page);
        }
    }
}
