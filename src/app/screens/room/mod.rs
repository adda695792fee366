//! A live session, as the facilitator sees and drives it.
//!
//! ```text
//! drive      the keys and what they do: commands, questions, choosing, taking on
//! stage      what the screen is about, and what stands over it
//! phases     what is said phase by phase, what is asked once, and what the facilitator alone is told
//! causes     the causes: choosing, discussing, what a second round changed
//! ```

mod causes;
pub(in crate::app) mod drive;
mod phases;
mod stage;

pub use causes::{Causes, columns, taken_line, to_choose};
pub use drive::Choosing;
pub use phases::{asked, trouble_elsewhere as trouble};
pub use stage::{Stage, join};

use std::sync::Arc;

use tui_input::Input;

use crate::app::input::Scroll;
use crate::app::keys::Action;
use crate::app::pages::Question;
use crate::app::screens::Transition;
use crate::app::screens::everyone::Everyone;
use crate::app::update::Effect;
use crate::domain::action;
use crate::domain::analysis::EveryoneAnalysis;
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::text::Label;
use crate::domain::trend::TeamTrend;
use crate::live::invite::Qr;
use crate::live::room::{Command, Phase, RoomView, Showing};
use crate::wording::keys::unusable_name;
use crate::wording::room::{NAME, NAME_HELP, NAMED};
use drive::Acting;

/// A live session on the screen.
#[derive(Debug, Clone)]
pub struct Room {
    pub way: Arc<Way>,
    pub role: Role,
    pub seen: Arc<HostView>,
    pub causes: Causes,
    /// What is on the screen once the figures are there: the session's, or ahead of it by the keys just pressed.
    pub showing: Showing,
    /// How many of those keys the session has not answered yet.
    ahead: usize,
    pub wrote: Option<Wrote>,
    pub scroll: Scroll,
    opened: Option<Opened>,
}

/// What was written at the end of a session: paths as they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrote {
    pub record: Option<String>,
    pub report: Option<String>,
    /// What could not be written, as a sentence without its full stop.
    pub trouble: Option<String>,
}

/// What the facilitator opened over the phase.
#[derive(Debug, Clone)]
enum Opened {
    Scan,
    Confirming(Confirmation),
    Choosing(Choosing),
    Acting(Box<Acting>),
    Naming(Naming),
}

impl Room {
    pub fn new(way: Way, role: Role, seen: Arc<HostView>) -> Self {
        let mut causes = Causes::of(&seen);
        causes.follow(&seen.view.showing, &seen);
        Self {
            way: Arc::new(way),
            role,
            causes,
            showing: seen.view.showing.clone(),
            ahead: 0,
            wrote: None,
            scroll: Scroll::default(),
            opened: None,
            seen,
        }
    }

    pub fn view(&self) -> &RoomView {
        &self.seen.view
    }

    /// Whether it may be shown how everyone answered to the cause that is discussed.
    fn has_answers(&self) -> bool {
        let chosen = self.causes.everyone.as_ref().and_then(Everyone::chosen);
        self.role == Role::Projector && chosen.is_some_and(|result| result.figures.spread().is_some())
    }

    /// Whether a second round can be taken back: nobody has answered anything in it.
    fn takes_round_back(&self) -> bool {
        let view = self.view();
        view.progress.round > 1
            && view.progress.phase == Phase::Answering
            && view.sides.iter().all(|side| side.begun == 0 && side.finished == 0)
    }

    fn steps(&self) -> &[action::Action] {
        self.view().record.as_ref().map_or(&[], |record| record.actions())
    }

    /// Whether the room has talked about a cause. Of a session that an earlier version began a step may say so.
    fn has_discussed(&self, cause: &Id) -> bool {
        self.view().progress.discussed.contains(cause) || self.steps().iter().any(|step| step.cause() == cause)
    }

    pub fn pinned(&self) -> Option<&Cause> {
        let pinned = self.view().progress.pinned.as_ref()?;
        self.view().setup.questionnaire.causes().iter().find(|cause| &cause.id == pinned)
    }

    /// Takes in how the session stands now.
    fn see(&mut self, seen: Arc<HostView>) {
        let (before, now) = (self.seen.view.progress.clone(), seen.view.progress.clone());
        self.causes.take(&seen);
        self.seen = seen;
        if (before.phase, before.round) != (now.phase, now.round) {
            // What was open over the phase before is of no more use, but for leaving.
            self.scroll = Scroll::default();
            self.ahead = 0;
            self.opened.take_if(|opened| !matches!(opened, Opened::Confirming(Confirmation::Leave)));
        }
        if before.pinned != now.pinned {
            self.scroll = Scroll::default();
            self.showing =
                Showing { question: 0, article: false, remedy: false, answers: false, ..self.showing.clone() };
            self.showing.cursor = now.pinned.or_else(|| self.showing.cursor.take());
        }
        if self.ahead == 0 && self.showing != self.seen.view.showing {
            self.showing = self.seen.view.showing.clone();
            self.scroll = Scroll::default();
        }
        self.causes.follow(&self.showing, &self.seen);
    }

    /// Shows something else, here at once and then wherever the session is shown.
    fn show(&mut self, showing: Showing) -> Transition {
        if showing == self.showing {
            return Transition::stay();
        }
        self.ahead += 1;
        self.scroll = Scroll::default();
        self.showing = showing.clone();
        self.causes.follow(&self.showing, &self.seen);
        command(Command::Show(showing))
    }

    fn done(&mut self) -> Transition {
        self.ahead = self.ahead.saturating_sub(1);
        let notice = match &self.opened {
            Some(Opened::Acting(acting)) if acting.sent => "Taken on.",
            Some(Opened::Naming(naming)) if naming.sent => NAMED,
            _ => return Transition::stay(),
        };
        self.opened = None;
        Transition::notice(notice)
    }

    /// Takes in that the last command was not done; what was typed stays.
    fn not_done(&mut self) {
        self.ahead = self.ahead.saturating_sub(1);
        match &mut self.opened {
            Some(Opened::Acting(acting)) => acting.sent = false,
            Some(Opened::Naming(naming)) => naming.sent = false,
            _ => {}
        }
    }

    /// Asks before leaving, and leaves at once where there is nothing to ask.
    pub(in crate::app) fn leave(&mut self) -> Option<Effect> {
        let is_written = self.wrote.is_some() || !phases::has_answers(self.view());
        let is_over = self.view().progress.phase == Phase::Ended && (is_written || self.role == Role::Console);
        let asked = matches!(self.opened, Some(Opened::Confirming(Confirmation::Leave)));
        if is_over || asked {
            return Some(Effect::Quit);
        }
        self.opened = Some(Opened::Confirming(Confirmation::Leave));
        None
    }

    /// Whether people take part with devices of their own.
    pub fn is_reached_by_phones(&self) -> bool {
        matches!(*self.way, Way::Network(_))
    }

    /// Whether phones depend on this program: it is their session that it runs.
    pub(in crate::app) fn is_depended_on(&self) -> bool {
        self.is_reached_by_phones() && self.role == Role::Projector && self.view().progress.phase != Phase::Ended
    }

    /// Whether this laptop is passed round.
    pub fn is_passed_round(&self) -> bool {
        matches!(*self.way, Way::Kiosk) && self.role == Role::Projector
    }
}

fn command(command: Command) -> Transition {
    Transition::effect(Effect::Command(command))
}

/// How a session stands and what its figures say. The figures are computed off the drawing thread.
#[derive(Debug, Clone, PartialEq)]
pub struct HostView {
    pub view: RoomView,
    /// What the record says, from the reveal on; none before.
    pub figures: Option<Arc<Figures>>,
}

/// What a session's record says.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The first round; none when nobody answered it.
    pub first: Option<Arc<EveryoneAnalysis>>,
    /// The second round, once it is revealed and somebody answered it.
    pub second: Option<Second>,
}

/// What the second round says, and what changed from the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Second {
    pub several: Arc<EveryoneAnalysis>,
    pub change: Arc<TeamTrend>,
}

/// How people come into a session.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    Network(Invitation),
    /// At this laptop, which is passed round; no socket is open.
    Kiosk,
}

/// How phones and terminals find a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The address to type, such as `http://192.168.1.20:7777`.
    pub url: String,
    pub code: String,
    /// The link to scan; none when it is too long for a code.
    pub qr: Option<Qr>,
    /// The link to the big screen for people elsewhere. It is for the facilitator's eyes: no screen that the room sees
    /// ever shows it.
    pub screen: Option<String>,
    /// What else to know in the lobby, as sentences: other addresses, how many phones, what to do when none gets through.
    pub notes: Vec<String>,
}

/// What a screen of the session is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The host's terminal: everybody in the room may see it.
    Projector,
    /// The facilitator's own view, at a second terminal.
    Console,
}

/// What is asked about: ending the session, or leaving the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmation {
    End,
    Leave,
}

fn questionnaire(view: &RoomView) -> &Questionnaire {
    &view.setup.questionnaire
}

fn side<'a>(view: &'a RoomView, id: &'a Id) -> &'a str {
    questionnaire(view).side(id).map_or(id.as_str(), |side| side.name.as_str())
}

/// Another name for the session, on its way.
#[derive(Debug, Clone)]
pub struct Naming {
    name: Input,
    /// Whether it was handed over, and what comes of it is not known yet.
    sent: bool,
}

impl Naming {
    fn asked(&self) -> Question<'_> {
        Question {
            text: NAME.to_owned(),
            help: NAME_HELP.to_owned(),
            options: Vec::new(),
            chosen: None,
            field: Some(&self.name),
        }
    }
}

impl Room {
    /// Begins with the name that the session has.
    fn begin_naming(&mut self) -> Transition {
        let name = Input::new(self.view().setup.label.to_string());
        self.open(Opened::Naming(Naming { name, sent: false }))
    }

    /// On or back in what is typed; it stays open until it is known to be kept.
    fn type_name(&mut self, mut naming: Naming, action: Action) -> Transition {
        let turn = match action {
            Action::Close => return Transition::stay(),
            Action::Confirm if !naming.sent => match Label::new(naming.name.value()) {
                Ok(label) => {
                    naming.sent = true;
                    command(Command::Name(label))
                }
                Err(error) => Transition::notice(unusable_name(&error)),
            },
            _ => Transition::stay(),
        };
        self.opened = Some(Opened::Naming(naming));
        turn
    }
}
