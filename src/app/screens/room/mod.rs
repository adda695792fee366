//! A live session, as the facilitator sees and drives it.
//!
//! ```text
//! stage      what the screen is about: the phase, or what the facilitator opened over it
//! asked      the questions that are asked once
//! causes     the causes to choose from, with figures where there are any
//! choosing   which causes to ask once more
//! acting     taking on the first step of the cause being discussed
//! ```

mod acting;
mod asked;
mod causes;
mod choosing;
mod stage;

pub use asked::Asked;
pub use causes::Causes;
pub use choosing::Choosing;
pub use stage::Stage;

use std::sync::Arc;

use acting::Acting;

use crate::app::hosting::{Role, Seen, Way};
use crate::app::keys::Action;
use crate::app::message::Effect;
use crate::app::scroll::Scroll;
use crate::app::turn::{Around, Turn};
use crate::domain::questionnaire::Cause;
use crate::workshop::room::{Command, Phase, RoomView};

/// A live session on the screen.
#[derive(Debug, Clone)]
pub struct Room {
    /// How people come in.
    pub way: Arc<Way>,
    /// What this screen is for.
    pub role: Role,
    /// How the session stands.
    pub seen: Arc<Seen>,
    /// The causes to choose from.
    pub causes: Causes,
    /// Whether the change from the first round is shown in place of the first round.
    pub changes: bool,
    /// Whether the article's remedy of the pinned cause was asked for.
    pub remedy: bool,
    /// What was written at the end.
    pub wrote: Option<Wrote>,
    pub(super) scroll: Scroll,
    opened: Option<Opened>,
}

/// What was written at the end of a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrote {
    /// The record, as it is shown.
    pub record: Option<String>,
    /// The report, as it is shown.
    pub report: Option<String>,
    /// What could not be written, as a sentence without its full stop.
    pub trouble: Option<String>,
}

/// What the facilitator opened over the phase.
#[derive(Debug, Clone)]
enum Opened {
    Scan,
    Asked(Asked),
    Choosing(Choosing),
    Acting(Box<Acting>),
}

impl Room {
    /// A session as it stands.
    #[must_use]
    pub fn new(way: Way, role: Role, seen: Arc<Seen>) -> Self {
        let mut causes = Causes::of(&seen);
        let progress = &seen.view.progress;
        causes.choose(progress.pinned.clone(), &seen);
        Self {
            way: Arc::new(way),
            role,
            causes,
            changes: progress.round > 1,
            remedy: false,
            wrote: None,
            scroll: Scroll::default(),
            opened: None,
            seen,
        }
    }

    /// How the room stands.
    #[must_use]
    pub fn view(&self) -> &RoomView {
        &self.seen.view
    }

    /// The cause that is being discussed.
    #[must_use]
    pub fn pinned(&self) -> Option<&Cause> {
        let pinned = self.view().progress.pinned.as_ref()?;
        self.view().setup.questionnaire.causes().iter().find(|cause| &cause.id == pinned)
    }

    /// Takes in how the session stands now.
    pub(in crate::app) fn see(&mut self, seen: Arc<Seen>) {
        let (before, now) = (self.seen.view.progress.clone(), seen.view.progress.clone());
        self.causes.take(&seen);
        self.seen = seen;
        if (before.phase, before.round) != (now.phase, now.round) {
            self.move_on();
        }
        if before.pinned != now.pinned {
            self.scroll = Scroll::default();
            self.remedy = false;
            self.causes.choose(now.pinned, &self.seen);
        }
    }

    /// The session moved on: what was open over the phase before is of no more use.
    fn move_on(&mut self) {
        self.scroll = Scroll::default();
        self.changes = self.view().progress.round > 1;
        let is_leaving = matches!(self.opened, Some(Opened::Asked(Asked::Leave)));
        if !is_leaving {
            self.opened = None;
        }
    }

    /// Takes in that the last command was done.
    pub(in crate::app) fn done(&mut self) -> Turn {
        match &self.opened {
            Some(Opened::Acting(acting)) if acting.sent => {
                self.opened = None;
                Turn::notice("Taken on.")
            }
            _ => Turn::stay(),
        }
    }

    /// Takes in that the last command was not done; what was typed stays.
    pub(in crate::app) fn not_done(&mut self) {
        if let Some(Opened::Acting(acting)) = &mut self.opened {
            acting.sent = false;
        }
    }

    /// Asks before leaving, and leaves at once where there is nothing to ask.
    pub(in crate::app) fn leave(&mut self) -> Option<Effect> {
        let is_over =
            self.view().progress.phase == Phase::Ended && (self.wrote.is_some() || self.role == Role::Console);
        let asked = matches!(self.opened, Some(Opened::Asked(Asked::Leave)));
        if is_over || asked {
            return Some(Effect::Quit);
        }
        self.opened = Some(Opened::Asked(Asked::Leave));
        None
    }

    /// How far the page is scrolled.
    #[must_use]
    pub const fn scroll(&self) -> Scroll {
        self.scroll
    }

    /// The text field, if one is open.
    pub(super) fn field(&mut self) -> Option<&mut tui_input::Input> {
        match &mut self.opened {
            Some(Opened::Acting(acting)) => Some(acting.step.field()),
            _ => None,
        }
    }

    pub(super) fn act(&mut self, action: Action, around: &Around<'_>) -> Turn {
        match self.opened.take() {
            Some(Opened::Scan) => Turn::stay(),
            Some(Opened::Asked(asked)) => Self::answer(asked, action),
            Some(Opened::Choosing(choosing)) => self.choose(choosing, action),
            Some(Opened::Acting(acting)) => self.type_on(acting, action),
            None => self.drive(action, around),
        }
    }

    /// An answer to a question that is asked once.
    fn answer(asked: Asked, action: Action) -> Turn {
        match (asked, action) {
            (Asked::Close, Action::Confirm) => command(Command::Close),
            (Asked::End, Action::Confirm) => command(Command::End),
            (Asked::Leave, Action::Confirm) => Turn::effect(Effect::Quit),
            _ => Turn::stay(),
        }
    }

    /// The keys of the phase itself.
    fn drive(&mut self, action: Action, _: &Around<'_>) -> Turn {
        match (self.stage_of_phase(), action) {
            (Stage::Blank, _) => command(Command::Blank(false)),
            (_, Action::Blank) => command(Command::Blank(!self.view().progress.blank)),
            (_, Action::Lock) => command(Command::Lock(!self.view().progress.locked)),
            (_, Action::Scan) => self.scan(),
            (_, Action::EndSession) => self.ask(Asked::End),
            (_, Action::CloseRound) => self.ask(Asked::Close),
            (Stage::Lobby, Action::Confirm) => command(Command::Start),
            (Stage::Closed, Action::Confirm) => command(Command::Reveal),
            (_, Action::SecondRound) => self.second_round(),
            (_, Action::Changes) | (Stage::Change, Action::Close) => self.turn_to_changes(),
            (Stage::Cause(_), action) => self.discuss(action),
            (Stage::Chart, action) if self.lists_causes() => self.act_on_chart(action),
            (_, action) => self.read(action),
        }
    }

    fn read(&mut self, action: Action) -> Turn {
        self.scroll.act(action);
        Turn::stay()
    }

    fn ask(&mut self, asked: Asked) -> Turn {
        self.opened = Some(Opened::Asked(asked));
        Turn::stay()
    }

    fn scan(&mut self) -> Turn {
        match &*self.way {
            Way::Network(_) => self.opened = Some(Opened::Scan),
            Way::Kiosk => return Turn::notice("There is no code to scan: everybody answers at this laptop."),
        }
        Turn::stay()
    }

    fn act_on_chart(&mut self, action: Action) -> Turn {
        if action == Action::Confirm {
            let chosen = self.causes.chosen(&self.seen).map(|cause| cause.id.clone());
            return chosen.map_or_else(Turn::stay, |cause| command(Command::Pin(Some(cause))));
        }
        self.causes.act(action, &self.seen);
        Turn::stay()
    }

    fn discuss(&mut self, action: Action) -> Turn {
        match action {
            Action::Close => command(Command::Pin(None)),
            Action::Remedy => {
                self.remedy = !self.remedy;
                self.scroll = Scroll::default();
                Turn::stay()
            }
            Action::TakeOn => self.take_on(),
            _ => self.read(action),
        }
    }

    /// From the first round to the change since, and back.
    fn turn_to_changes(&mut self) -> Turn {
        if self.view().progress.round == 1 {
            return Turn::notice("There is a change to show once a second round is revealed.");
        }
        self.scroll = Scroll::default();
        self.changes = !self.changes;
        Turn::stay()
    }
}

/// Has a command carried out.
fn command(command: Command) -> Turn {
    Turn::effect(Effect::Command(command))
}
