//! What may lie over a screen: help, leaving, another file to save in.

use tui_input::Input;

use crate::app::App;
use crate::app::help::Palette;
use crate::app::input::Scroll;
use crate::app::keys::{Action, Binding, ESCAPE_BACK, Key, LEAVE_QUIETLY, LINE_DOWN, LINE_UP, PAGE_DOWN, PAGE_UP, key};
use crate::app::record::SaveState;
use crate::app::screens::Transition;
use crate::app::screens::participant::{Participant, Then};
use crate::app::screens::{Screen, participant};
use crate::app::update::{Effect, Moment};
use crate::domain::record::Record;
use crate::wording::{keys as says, window};

/// What lies over the screen.
#[derive(Debug, Clone)]
pub enum Modal {
    Help(Scroll),
    /// Answers could not be saved; leave all the same?
    Leaving,
    /// The last answers are on their way to the disk.
    Waiting,
    Elsewhere(Input),
    /// A place in a live session would be given up; leave all the same?
    Parting,
    Palette(Palette),
}

const CLOSE: Binding = key(&[Key::Esc, Key::Char('?'), Key::Enter, Key::Char('q')], Action::Close, "close");
pub(super) const HELP_OPEN_KEYS: &[Binding] = &[LINE_UP, LINE_DOWN, PAGE_UP, PAGE_DOWN, CLOSE, LEAVE_QUIETLY];
pub(super) const LEAVING_KEYS: &[Binding] = &[
    key(&[Key::Char('s')], Action::Elsewhere, "save elsewhere"),
    key(&[Key::Char('q'), Key::Ctrl('c')], Action::LeaveUnsaved, "leave"),
    ESCAPE_BACK,
];
pub(super) const WAITING_KEYS: &[Binding] =
    &[key(&[Key::Ctrl('c')], Action::LeaveUnsaved, says::LEAVE_AT_ONCE), ESCAPE_BACK];
pub(super) const ELSEWHERE_KEYS: &[Binding] =
    &[key(&[Key::Enter], Action::Confirm, "save there"), ESCAPE_BACK, LEAVE_QUIETLY];
pub(super) const PARTING_KEYS: &[Binding] =
    &[key(&[Key::Char('y'), Key::Ctrl('c')], Action::LeaveUnsaved, "leave"), ESCAPE_BACK];

impl App {
    /// While somebody would leave: leaves once all is saved after all, asks once it cannot be.
    pub(super) fn wait_over(&mut self) -> Option<Effect> {
        match (&self.over, self.keeping.state()) {
            (Some(Modal::Leaving), SaveState::Saved | SaveState::Nothing)
                if self.screen.participant().is_some_and(Participant::is_kiosk) =>
            {
                self.over = None;
            }
            (Some(Modal::Waiting | Modal::Leaving), SaveState::Saved | SaveState::Nothing) => {
                return Some(Effect::Quit);
            }
            (Some(Modal::Waiting), SaveState::NotSaved(_)) => self.over = Some(Modal::Leaving),
            _ => {}
        }
        None
    }

    pub(super) fn leave(&mut self) -> Option<Effect> {
        if let Screen::Room(room) = &mut self.screen {
            self.over = None;
            return room.leave();
        }
        let unsaved = self.unsaved().is_some();
        match self.keeping.state() {
            _ if self.screen.participant().is_some_and(Participant::is_for_good) => self.over = Some(Modal::Parting),
            SaveState::NotSaved(_) if unsaved => self.over = Some(Modal::Leaving),
            SaveState::Saving => self.over = Some(Modal::Waiting),
            SaveState::NotSaved(_) | SaveState::Saved | SaveState::Nothing => return Some(Effect::Quit),
        }
        None
    }

    pub(super) fn ask_where(&mut self) {
        let answered = self.record().map_or(0, Record::answered);
        let why_not = match self.keeping.state() {
            SaveState::NotSaved(_) if self.unsaved().is_some() => {
                self.over = Some(Modal::Elsewhere(Input::default()));
                return;
            }
            SaveState::Saving => window::STILL_SAVING,
            SaveState::NotSaved(_) | SaveState::Nothing if answered == 0 => window::NOTHING_TO_SAVE,
            SaveState::NotSaved(_) | SaveState::Nothing | SaveState::Saved => window::ALL_SAVED,
        };
        self.notice = Some(why_not.to_owned());
    }

    pub(super) fn act_over(&mut self, action: Action, at: &Moment) -> Option<Effect> {
        match (self.over.take(), action) {
            (Some(Modal::Palette(palette)), action) => self.act_in_palette(palette, action, at),
            (Some(Modal::Elsewhere(path)), Action::Confirm) => self.save_in(path),
            (Some(Modal::Help(mut scroll)), action) if action != Action::Close => {
                scroll.act(action);
                self.over = Some(Modal::Help(scroll));
                None
            }
            _ => None,
        }
    }

    fn save_in(&mut self, path: Input) -> Option<Effect> {
        if path.value().trim().is_empty() {
            self.notice = Some(window::name_a_new_file());
            self.over = Some(Modal::Elsewhere(path));
            return None;
        }
        let Some(record) = self.unsaved().cloned() else {
            self.notice = Some(window::ALL_SAVED.to_owned());
            return None;
        };
        Some(self.keeping.save_elsewhere(&record, path.value().trim().to_owned()))
    }

    /// The seat at a laptop that is passed round, if somebody sits in it.
    pub(super) fn kiosk_seat(&mut self) -> Option<&mut Participant> {
        match &mut self.screen {
            Screen::Participant(participant) if participant.kiosk.is_some() => Some(participant),
            _ => None,
        }
    }

    /// Asks before a seat is given up that was taken; from one that was not, it is a step back.
    pub(super) fn leave_seat(&mut self, at: &Moment) -> Option<Effect> {
        let unsaved = matches!(self.keeping.state(), SaveState::NotSaved(_));
        self.over = None;
        let Screen::Participant(participant) = &mut self.screen else { return None };
        let question = match &participant.stage {
            participant::Stage::Entering(entering) if entering.asked => return None,
            participant::Stage::Entering(_) => {
                return self.turn(at, |screen, _| match screen {
                    Screen::Participant(participant) => participant.step_back(),
                    _ => Transition::stay(),
                });
            }
            participant::Stage::In(_) if unsaved => Modal::Leaving,
            participant::Stage::In(taken) if taken.page.is_none() => Modal::Parting,
            participant::Stage::In(_) => return Some(participant.vacate(Then::Facilitator, false)),
        };
        self.over = Some(question);
        None
    }

    /// The person leaves all the same: the screen is cleared, and what cannot be saved is given up.
    pub(super) fn leave_seat_all_the_same(&mut self) -> Option<Effect> {
        let unsaved = matches!(self.over, Some(Modal::Leaving));
        self.over = None;
        let participant = self.kiosk_seat()?;
        participant.clear();
        unsaved.then(|| participant.vacate(Then::Facilitator, true))
    }
}

/// The question, and what hangs on it.
pub fn over(app: &App, over: &Modal) -> (String, String) {
    let why = match app.kept() {
        SaveState::NotSaved(why) => Some(why),
        _ => None,
    };
    let participant = app.screen().participant();
    match over {
        Modal::Help(_) => Default::default(),
        Modal::Palette(_) => (window::WHAT_TO_DO.to_owned(), String::new()),
        Modal::Leaving => (window::UNSAVED.to_owned(), window::would_be_lost(why)),
        Modal::Waiting if participant.is_some() => window::SENDING.map(str::to_owned).into(),
        Modal::Waiting => window::SAVING.map(str::to_owned).into(),
        Modal::Parting if participant.is_some_and(Participant::is_kiosk) => window::HAND_BACK.map(str::to_owned).into(),
        Modal::Parting => window::FOR_GOOD.map(str::to_owned).into(),
        Modal::Elsewhere(_) if is_earlier(app) => {
            (window::WHERE_EARLIER.to_owned(), window::earlier_in_memory_only(why))
        }
        Modal::Elsewhere(_) => (window::WHERE.to_owned(), window::in_memory_only(why)),
    }
}

/// Whether the record to be saved is not the one in hand.
fn is_earlier(app: &App) -> bool {
    let id = |record: &Record| record.head().id;
    app.unsaved().map(id).is_some_and(|unsaved| app.record().map(id) != Some(unsaved))
}
