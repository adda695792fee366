//! The screens, a file each: its state, its keys, its update and its page.

pub(crate) mod advice;
pub(crate) mod answering;
pub(crate) mod begin;
pub(crate) mod compare;
pub(crate) mod contexts;
pub(crate) mod everyone;
pub(crate) mod following_up;
pub(crate) mod home;
pub(crate) mod join_form;
pub(crate) mod results;
pub(crate) mod room;
pub(crate) mod seat;
pub(crate) mod taken;
pub(crate) mod taking_on;
pub(crate) mod trend;
pub(crate) mod welcome;

use std::sync::Arc;

use jiff::Zoned;

use super::Setup;
use super::input::Scroll;
use super::keys::Action;
use super::message::{Effect, Listed, Moment, Opened, Unfinished};
use super::pages::Question;
use super::save_tracker::SaveTracker;
use crate::domain::compare::Comparison;
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::wording;
use answering::{Answering, Asked};
use begin::Begin;
use compare::Compare;
use contexts::KeyContext;
use everyone::Everyone;
use following_up::FollowingUp;
use home::Home;
use results::Results;
use room::Room;
use seat::{Heard, Seat};
use taking_on::TakingOn;
use trend::Trend;
use welcome::Welcome;

/// Where the person is.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The list of records.
    Home(Home),
    /// What this is, and what was left unfinished.
    Welcome(Welcome),
    /// Side, label and length.
    Begin(Begin),
    /// What became of earlier actions.
    FollowingUp(FollowingUp),
    /// Item by item.
    Answering(Answering),
    /// The chart and what hangs on it.
    Results(Results),
    /// Taking on a first step.
    TakingOn(TakingOn),
    /// The chart of several people and what hangs on it.
    Everyone(Everyone),
    /// A few people's answers, side by side.
    Compare(Compare),
    /// Runs side by side.
    Trend(Trend),
    /// A live session, as the facilitator sees it.
    Room(Box<Room>),
    /// A participant's place in a live session.
    Seat(Seat),
}

impl Screen {
    /// Which keys hold here.
    pub fn place(&self) -> KeyContext {
        match self {
            Self::Home(home) => home.place(),
            Self::FollowingUp(_) => FollowingUp::place(),
            Self::TakingOn(taking) => taking.place(),
            Self::Welcome(welcome) => welcome.place(),
            Self::Begin(begin) => begin.place(),
            Self::Answering(answering) => answering.place(),
            Self::Results(results) => results.place(),
            Self::Everyone(everyone) => everyone.place(),
            Self::Compare(_) => KeyContext::Comparing,
            Self::Trend(_) => KeyContext::Trend,
            Self::Room(room) => room.place(),
            Self::Seat(seat) => seat.place(),
        }
    }

    /// Takes an action.
    pub fn act(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition {
        match self {
            Self::Home(home) => home.act(action),
            Self::FollowingUp(following) => following.act(action, ctx),
            Self::TakingOn(taking) => taking.act(action, ctx),
            Self::Welcome(welcome) => welcome.act(action, ctx),
            Self::Begin(begin) => begin.act(action, ctx),
            Self::Answering(answering) => answering.act(action, ctx),
            Self::Results(results) => results.act(action, ctx),
            Self::Everyone(everyone) => everyone.act(action),
            Self::Compare(compare) => compare.act(action),
            Self::Trend(trend) => trend.act(action),
            Self::Room(room) => room.act(action, ctx),
            Self::Seat(seat) => seat.act(action, ctx),
        }
    }

    /// How far the page is scrolled, if this is one.
    pub fn scroll(&self) -> Option<Scroll> {
        match self {
            Self::Welcome(welcome) => Some(welcome.scroll),
            Self::Results(results) => results.scroll(),
            Self::Everyone(everyone) => everyone.scroll(),
            Self::Compare(compare) => Some(compare.scroll),
            Self::Trend(trend) => Some(trend.scroll),
            Self::Room(room) => room.is_page().then_some(room.scroll()),
            Self::Seat(seat) => seat.scroll(),
            _ => None,
        }
    }

    /// The same, to be moved.
    pub fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        match self {
            Self::Welcome(welcome) => Some(&mut welcome.scroll),
            Self::Results(results) => results.scroll_mut(),
            Self::Everyone(everyone) => everyone.scroll_mut(),
            Self::Compare(compare) => Some(&mut compare.scroll),
            Self::Trend(trend) => Some(&mut trend.scroll),
            Self::Room(room) if room.is_page() => Some(&mut room.scroll),
            Self::Seat(seat) => seat.scroll_mut(),
            _ => None,
        }
    }

    /// The text field, if one is open.
    pub fn field(&mut self) -> Option<&mut tui_input::Input> {
        match self {
            Self::Home(home) => home.field(),
            Self::Begin(begin) => begin.field(),
            Self::TakingOn(taking) => taking.field(),
            Self::Room(room) => room.field(),
            Self::Seat(seat) => seat.field(),
            _ => None,
        }
    }

    /// Takes in a record that is ours to change now.
    pub fn claimed(&mut self, record: Record, ctx: &mut Ctx<'_>) -> Transition {
        match self {
            Self::Home(_) | Self::Welcome(_) => Welcome::resume(record, ctx),
            Self::FollowingUp(following) => following.claimed(record, ctx),
            Self::Results(results) => results.claimed(record),
            _ => Transition::stay(),
        }
    }

    /// Which record that is which was deleted on this screen; of copies, which one.
    pub fn told_of(&self, id: Token, now: &Zoned) -> Option<String> {
        let welcome = match self {
            Self::Home(home) => return home.deleted(id).map(home::named),
            Self::Welcome(welcome) => welcome,
            Self::Begin(begin) => &begin.from,
            _ => return None,
        };
        Some(wording::begun(&welcome.deleted(id)?.record, now))
    }

    /// Reads anew what is listed, after a record came back.
    pub fn anew(&self) -> Transition {
        match self {
            Self::Home(home) => home::anew(home.mode == home::Mode::Restore),
            Self::Welcome(_) => home::anew(true),
            _ => Transition::stay(),
        }
    }

    /// Takes in that a discarded record is gone.
    pub fn discarded(&mut self, gone: Token) {
        match self {
            Self::Home(home) => home.discarded(gone),
            Self::Welcome(welcome) => welcome.discarded(gone),
            Self::Begin(begin) => begin.from.discarded(gone),
            _ => {}
        }
    }

    /// The record in hand, if there is one, to be saved as it stands.
    pub const fn record(&self) -> Option<&Record> {
        match self {
            Self::Answering(answering) => Some(answering.assessment.record()),
            Self::Results(results) => Some(results.assessment.record()),
            Self::FollowingUp(following) => Some(following.next().record()),
            Self::TakingOn(taking) => Some(taking.from.assessment.record()),
            Self::Seat(seat) => seat.record(),
            _ => None,
        }
    }

    /// The statements that are being answered, alone or in a session.
    pub const fn answering(&self) -> Option<&Answering> {
        match self {
            Self::Answering(answering) => Some(answering),
            Self::Seat(seat) => seat.answering(),
            _ => None,
        }
    }

    /// The statement that is asked, wherever one is.
    pub const fn asked(&self) -> Option<Asked> {
        match (self, self.answering()) {
            (Self::Results(Results { view: results::View::Changing { asked, .. }, .. }), _)
            | (_, Some(Answering { view: answering::View::Item(asked), .. })) => Some(*asked),
            _ => None,
        }
    }

    /// The record that a question is about, where it is about one.
    pub fn in_question(&self) -> Option<Token> {
        match self {
            Self::Home(home) => home.chosen().map(|row| row.head.id),
            Self::Welcome(welcome) => welcome.chosen().map(|unfinished| unfinished.record.head().id),
            _ => None,
        }
    }

    /// The place in a live session, where this is one.
    pub const fn seat(&self) -> Option<&Seat> {
        match self {
            Self::Seat(seat) => Some(seat),
            _ => None,
        }
    }

    /// Takes in that what was asked for is refused.
    pub fn refused(&mut self) {
        match self {
            Self::Seat(seat) => seat.not_in(),
            Self::Home(home) => home.refused(),
            _ => {}
        }
    }

    /// Takes in what a live session says to a participant.
    pub fn heard(&mut self, heard: Heard, ctx: &mut Ctx<'_>) -> Transition {
        match self {
            Self::Seat(seat) => seat.heard(heard, ctx),
            _ => Transition::stay(),
        }
    }

    /// Takes in earlier records of the same label.
    pub fn found(&mut self, records: Vec<Record>, ctx: &mut Ctx<'_>) -> Transition {
        match self {
            Self::Begin(begin) => return begin.found(records, ctx),
            Self::Results(results) => results.found(records),
            Self::TakingOn(taking) => taking.from.found(records),
            _ => {}
        }
        Transition::stay()
    }

    /// Takes in the list of records.
    pub fn listed(&mut self, records: Vec<Listed>, unfinished: Vec<Unfinished>, unreadable: usize) -> Transition {
        match self {
            Self::Home(home) => home.listed(records, unfinished, unreadable),
            _ => Transition::stay(),
        }
    }

    /// Asks for what the screen needs to know, the first time.
    pub fn ask(&mut self) -> Option<Effect> {
        match self {
            Self::Home(home) => home.ask(),
            Self::Results(results) => results.ask_earlier(),
            _ => None,
        }
    }

    /// Takes in that the facilitator's last command was done.
    pub fn command_done(&mut self) -> Transition {
        match self {
            Self::Room(room) => room.done(),
            _ => Transition::stay(),
        }
    }

    /// Shows runs side by side that were asked for.
    pub fn followed(&self, runs: Arc<Runs>) -> Transition {
        match self {
            Self::Home(_) => Transition::go(Self::Trend(Trend::new(runs))),
            _ => Transition::stay(),
        }
    }

    /// Shows a few people's answers side by side that were asked for.
    pub fn compared(&self, comparison: Arc<Comparison>) -> Transition {
        match self {
            Self::Home(_) => Transition::go(Self::Compare(Compare::new(comparison))),
            _ => Transition::stay(),
        }
    }

    /// Shows a record that was asked for.
    pub fn opened(&self, opened: Opened) -> Transition {
        match self {
            Self::Home(_) => Home::opened(opened),
            _ => Transition::stay(),
        }
    }
}

/// Saves the record and stays on the screen.
fn saved(ctx: &mut Ctx<'_>, record: &Record) -> Effect {
    ctx.keeping.save(record)
}

/// What follows from an action.
#[derive(Debug, Default)]
pub struct Transition {
    /// The screen to go to.
    pub go: Option<Box<Screen>>,
    /// What to do outside the app.
    pub effect: Option<Effect>,
    /// What to tell the person, until the next key.
    pub notice: Option<String>,
}

impl Transition {
    /// Nothing beyond what the screen changed in itself.
    pub fn stay() -> Self {
        Self::default()
    }

    /// On to another screen.
    pub fn go(screen: Screen) -> Self {
        Self { go: Some(Box::new(screen)), ..Self::default() }
    }

    /// Do something outside the app.
    pub fn effect(effect: Effect) -> Self {
        Self { effect: Some(effect), ..Self::default() }
    }

    /// Tell the person something.
    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    /// The same, with an effect.
    pub fn with(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }
}

/// What a screen sees of the rest.
pub struct Ctx<'a> {
    /// What was settled before the app began.
    pub setup: &'a Setup,
    /// Where saving stands.
    pub keeping: &'a mut SaveTracker,
    /// When this happens.
    pub at: &'a Moment,
}

/// The question on the screen, if it is one that asks one.
pub fn question<'a>(screen: &'a Screen, setup: &Setup) -> Option<Question<'a>> {
    match screen {
        Screen::Begin(begin) => Some(begin::begun(begin)),
        Screen::FollowingUp(following) => following_up::following_up(following, setup),
        Screen::TakingOn(taking) => Some(taking_on::taking_on(taking)),
        Screen::Room(room) => match room.stage() {
            room::Stage::Acting(acting) => Some(taking_on::first_step(&acting.name, room.pinned(), &acting.step)),
            _ => None,
        },
        Screen::Seat(Seat { stage: seat::Stage::Entering(entering), .. }) if entering.step == join_form::Step::Code => {
            Some(join_form::code(entering))
        }
        _ => None,
    }
}
