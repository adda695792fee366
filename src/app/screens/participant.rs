//! A participant's place in a live session: coming in, answering as alone, and waiting for the others. At a laptop that
//! is passed round, a seat comes up in front of the facilitator's screen, and goes without a trace.

use std::sync::Arc;

use jiff::Zoned;
use tui_input::Input;

use crate::app::keys::Action;
use crate::app::pages::{Block, Question};
use crate::app::screens::answering::{Answering, AskedItem};
use crate::app::screens::contexts::KeyContext;
use crate::app::screens::join_form::{Entering, JoinForm, Step, code, join_form};
use crate::app::screens::joined::Joined;
use crate::app::screens::room::Room;
use crate::app::screens::{Ctx, Screen, ScreenState, Transition};
use crate::app::update::{Effect, Msg};
use crate::app::{Scroll, Setup};
use crate::domain::record::Record;
use crate::live::room::ParticipantView;
use crate::request::ParticipantRequest;
use crate::wording::participant::{self as words, Device};

/// What a participant's screen hears from the session.
#[derive(Debug, Clone, PartialEq)]
pub enum SessionEvent {
    /// The person stands like this now. Sent once they are in, and whenever something has changed.
    Stands {
        view: Arc<ParticipantView>,
        /// Whether their place is kept for them when they leave.
        returns: bool,
    },
    /// The session does not let the person in; why, as a sentence without its full stop.
    NotJoined(String),
    /// The session cannot be reached just now; why, as a sentence without its full stop. It is tried again.
    Lost(String),
    /// The session can be reached again.
    Back,
    /// The latest answers were refused for good; why, as a sentence without its full stop.
    Refused(String),
    /// The session does not know the person any more.
    Unknown {
        /// Whether answers that it has not taken are held until they have joined again.
        held: bool,
    },
    /// The seat was given up, and everything in it is with the session.
    Vacated,
}

#[derive(Debug, Clone)]
pub struct Participant {
    /// What they know of the session from outside.
    pub join_form: Arc<JoinForm>,
    pub stage: Stage,
    /// Why the session cannot be reached just now.
    pub lost: Option<String>,
    /// What is behind the seat where one laptop is passed round.
    pub kiosk: Option<Kiosk>,
}

#[derive(Debug, Clone)]
pub enum Stage {
    Entering(Entering),
    In(Box<Joined>),
}

impl ScreenState for Participant {
    fn place(&self) -> KeyContext {
        match &self.stage {
            Stage::Entering(entering) => entering.place(),
            Stage::In(taken) if self.kiosk.is_some() && taken.page.is_some() => KeyContext::HandedBack,
            Stage::In(taken) => taken.place(),
        }
    }

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        if let Some(turn) = self.act_at_kiosk(action) {
            return turn;
        }
        match &mut self.stage {
            Stage::Entering(entering) => entering.act(action, &self.join_form),
            Stage::In(taken) => taken.act(action, ctx),
        }
    }

    fn respond(&mut self, msg: Msg, ctx: &mut Ctx<'_>) -> Transition {
        match (msg, &mut self.kiosk) {
            (Msg::Participant(event), _) => self.receive(event, ctx),
            (msg @ (Msg::Room(_) | Msg::Command(Err(_)) | Msg::Wrote(_)), Some(kiosk)) => kiosk.room.respond(msg, ctx),
            _ => Transition::stay(),
        }
    }

    fn title(&self) -> Option<String> {
        let (title, rehearsal) = match (self.answering(), self.taken()) {
            (Some(answering), Some(taken)) if taken.view.rehearsal => {
                (answering.title().unwrap_or_else(|| words::LIVE.to_owned()), true)
            }
            (Some(answering), _) => return answering.title(),
            (None, Some(taken)) => (words::LIVE.to_owned(), taken.view.rehearsal),
            (None, None) => (words::JOIN.to_owned(), self.join_form.rehearsal),
        };
        Some(if rehearsal { format!("{title}: REHEARSAL") } else { title })
    }

    // At the door it stands in the title. What is announced stands in its place, as on phones.
    fn label(&self) -> String {
        let over = |taken: &Joined| taken.view.notice.clone().unwrap_or_else(|| taken.view.label.to_string());
        self.taken().map_or_else(String::new, over)
    }

    fn page(&self, now: &Zoned) -> Option<Vec<Block>> {
        Some(match &self.stage {
            Stage::Entering(_) => join_form(&self.join_form),
            Stage::In(taken) => match taken.guessing() {
                Some(guessing) => return guessing.page(now),
                None => taken.read(self.is_kiosk()),
            },
        })
    }

    fn question(&self, setup: &Setup) -> Option<Question<'_>> {
        match &self.stage {
            Stage::Entering(entering) if entering.step == Step::Code => Some(code(entering)),
            Stage::In(taken) => match taken.guessing() {
                Some(guessing) => guessing.question(setup),
                None => taken.other_side(),
            },
            Stage::Entering(_) => None,
        }
    }

    fn scroll(&self) -> Option<Scroll> {
        match &self.stage {
            Stage::Entering(entering) => entering.scroll(),
            Stage::In(taken) => taken.scroll(),
        }
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match &mut self.stage {
            Stage::Entering(entering) => entering.scroll_mut(),
            Stage::In(taken) => taken.scroll_mut(),
        }
    }

    fn field(&mut self) -> Option<&mut Input> {
        match &mut self.stage {
            Stage::Entering(entering) => entering.field(),
            Stage::In(_) => None,
        }
    }

    fn record(&self) -> Option<&Record> {
        self.taken()?.record()
    }

    fn answering(&self) -> Option<&Answering> {
        self.taken()?.shown()
    }

    fn asked(&self) -> Option<AskedItem> {
        match self.taken().and_then(Joined::guessing) {
            Some(guessing) => guessing.asked(),
            None => self.answering()?.asked(),
        }
    }

    fn participant(&self) -> Option<&Participant> {
        Some(self)
    }

    // A digit chooses a side and goes on by itself.
    fn holds(&self, action: Action) -> bool {
        !matches!(&self.stage, Stage::Entering(Entering { side: None, .. }) if action == Action::Confirm)
    }

    fn options(&self) -> usize {
        match self.taken().and_then(Joined::guessing) {
            Some(guessing) => guessing.options(),
            None => self.taken().map_or(self.join_form.sides.len(), Joined::sides),
        }
    }
}

impl Participant {
    /// In front of the session.
    pub fn new(join_form: Arc<JoinForm>) -> Self {
        let entering = Entering::new(&join_form);
        Self { join_form, stage: Stage::Entering(entering), lost: None, kiosk: None }
    }

    /// The place, once it is taken.
    pub const fn taken(&self) -> Option<&Joined> {
        match &self.stage {
            Stage::In(taken) => Some(taken),
            Stage::Entering(_) => None,
        }
    }

    /// Whether the person sits at the laptop that runs the session.
    pub const fn is_kiosk(&self) -> bool {
        self.kiosk.is_some()
    }

    /// Whether leaving now would cost the person their place, with the session still asking.
    pub fn is_for_good(&self) -> bool {
        self.taken().is_some_and(|taken| !taken.returns && taken.view.progress.phase.spec().lets_in)
    }

    /// Takes in what the session says.
    fn receive(&mut self, event: SessionEvent, ctx: &mut Ctx<'_>) -> Transition {
        match event {
            SessionEvent::Stands { view, returns } => self.stands(view, returns, ctx),
            SessionEvent::NotJoined(_) => {
                if let Stage::Entering(entering) = &mut self.stage {
                    entering.asked = false;
                }
            }
            SessionEvent::Vacated => {
                ctx.keeping.forget();
                return self.vacated();
            }
            SessionEvent::Lost(why) => self.lost = Some(why),
            SessionEvent::Back => {
                self.lost = None;
                return Transition::notice(words::BACK);
            }
            SessionEvent::Refused(why) => {
                ctx.keeping.forget();
                self.hold_answers(false);
                if let Stage::In(taken) = &mut self.stage {
                    taken.refused = Some(why.clone());
                }
                return Transition::notice(format!("Not taken: {why}."));
            }
            SessionEvent::Unknown { held } => {
                self.hold_answers(held);
                if !held {
                    ctx.keeping.forget();
                }
                self.stage = Stage::Entering(Entering::new(&self.join_form));
                return Transition::notice(words::UNKNOWN);
            }
        }
        Transition::stay()
    }

    /// Notes whether answers wait until the person has joined again.
    fn hold_answers(&mut self, held: bool) {
        Arc::make_mut(&mut self.join_form).holds = held;
    }

    fn stands(&mut self, view: Arc<ParticipantView>, returns: bool, ctx: &mut Ctx<'_>) {
        match &mut self.stage {
            Stage::In(taken) => taken.moved_on(view, ctx),
            // At a laptop that is passed round, this could be about nobody but who asked.
            Stage::Entering(entering) if self.kiosk.is_some() && !entering.asked => {}
            Stage::Entering(_) => {
                self.hold_answers(false);
                self.stage = Stage::In(Box::new(Joined::new(view, returns, self.join_form.device, ctx)));
            }
        }
    }
}

/// Who gets the laptop once a seat is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    Next,
    Facilitator,
}

/// What a laptop that is passed round keeps behind a seat.
#[derive(Debug, Clone)]
pub struct Kiosk {
    pub room: Box<Room>,
    /// Who is next, once it is known.
    then: Option<Then>,
}

impl Participant {
    /// A seat for the next person at the laptop that runs the session.
    pub(in crate::app) fn handed(room: Box<Room>) -> Self {
        let setup = &room.view().setup;
        let head = setup.questionnaire.head();
        let join_form = JoinForm {
            title: head.title.clone(),
            label: setup.label.to_string(),
            intro: head.intro.clone(),
            sides: head.sides.iter().map(|side| (side.id.clone(), side.name.clone())).collect(),
            words: head.words.clone(),
            least: room.view().progress.least_shown(&setup.questionnaire),
            rehearsal: setup.rehearsal,
            device: Device::Laptop,
            code: None,
            address: None,
            statements: room.view().progress.asked(&setup.questionnaire).count(),
            guesses: room.view().progress.guesses(&setup.questionnaire),
            shut: None,
            holds: false,
        };
        Self { kiosk: Some(Kiosk { room, then: None }), ..Self::new(Arc::new(join_form)) }
    }

    /// Gives the seat up: the answers that are on their way arrive first, unless it is to be all the same.
    pub(in crate::app) fn vacate(&mut self, then: Then, all_the_same: bool) -> Effect {
        if let Some(kiosk) = &mut self.kiosk {
            kiosk.then = Some(then);
        }
        Effect::Participant(ParticipantRequest::Vacate { all_the_same })
    }

    /// Clears the answers from the screen, for whoever gets the laptop next.
    pub(in crate::app) fn clear(&mut self) {
        if let Stage::In(taken) = &mut self.stage {
            taken.page = Some(Scroll::default());
        }
    }

    /// The facilitator's screen again, from in front of a seat that nobody took.
    pub(in crate::app) fn step_back(&self) -> Transition {
        match &self.kiosk {
            Some(kiosk) => Transition::go(Screen::Room(kiosk.room.clone())),
            None => Transition::stay(),
        }
    }

    /// What the keys do that only a laptop passed round has.
    fn act_at_kiosk(&mut self, action: Action) -> Option<Transition> {
        self.kiosk.as_ref()?;
        let then = match (&self.stage, action) {
            (Stage::Entering(entering), Action::Close) if !entering.asked => return Some(self.step_back()),
            (Stage::In(taken), Action::HandOver) if taken.page.is_some() => Then::Next,
            (Stage::In(taken), Action::Close) if taken.page.is_some() => Then::Facilitator,
            _ => return None,
        };
        Some(Transition::effect(self.vacate(then, false)))
    }

    /// The seat is free: nothing of it is left here.
    fn vacated(&mut self) -> Transition {
        let Some(Kiosk { room, then: Some(then) }) = self.kiosk.take_if(|kiosk| kiosk.then.is_some()) else {
            return Transition::stay();
        };
        let is_open = self.taken().is_some_and(|taken| taken.view.progress.is_answering());
        let goes_on = then == Then::Next && is_open && room.view().progress.is_answering();
        Transition::go(if goes_on { Screen::Participant(Self::handed(room)) } else { Screen::Room(room) })
    }
}
