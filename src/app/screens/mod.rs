//! The screens, a file each: its state, its keys, its update and its page. [`Screen`] lists them, [`ScreenState`] is what
//! the program asks of each.

pub(crate) mod answering;
pub(crate) mod begin;
pub(crate) mod contexts;
pub(crate) mod everyone;
pub(crate) mod first_step;
pub(crate) mod guessing;
pub(crate) mod home;
mod home_keys;
pub(crate) mod home_rows;
pub(crate) mod join_form;
pub(crate) mod joined;
pub(crate) mod naming;
pub(crate) mod participant;
pub(crate) mod plan;
pub(crate) mod plan_rows;
pub(crate) mod reading;
pub(crate) mod results;
pub(crate) mod room;
pub(crate) mod steps;
pub(crate) mod taking_on;
mod ways;
pub(crate) mod welcome;

use std::ops::{Deref, DerefMut};

use jiff::Zoned;
use tui_input::Input;

use super::Setup;
use super::input::Scroll;
use super::keys::Action;
use super::pages::{Block, Question};
use super::record::SaveTracker;
use super::update::{Effect, Moment, Msg};
use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::request::{Exported, Target};
use answering::{Answering, AskedItem};
use begin::{Begin, FollowingUp};
use contexts::KeyContext;
use everyone::Everyone;
use guessing::Guessing;
use home::Home;
use naming::{Naming, Reporting};
use participant::Participant;
use plan::Plan;
use reading::Reading;
use results::Results;
use room::Room;
use steps::Steps;
use taking_on::TakingOn;
use ways::{
    back, back_to_plan, back_to_statements, to_begin, to_change, to_clipboard, to_compare, to_guesses, to_list,
    to_list_anew, to_list_at, to_list_once_saved, to_plan, to_plan_at, to_plan_of_several, to_results, to_seat,
    to_step, to_step_of_several, to_steps, to_taking_on, to_trend,
};
use welcome::Welcome;

/// Lists the screens. What is asked of a [`Screen`] is answered by the one that is shown.
macro_rules! screens {
    ($($(#[$doc:meta])* $name:ident($state:ty),)*) => {
        #[derive(Debug, Clone)]
        pub enum Screen {
            $($(#[$doc])* $name($state),)*
        }

        impl Deref for Screen {
            type Target = dyn ScreenState;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(Self::$name(screen) => screen.as_state(),)*
                }
            }
        }

        impl DerefMut for Screen {
            fn deref_mut(&mut self) -> &mut Self::Target {
                match self {
                    $(Self::$name(screen) => screen.as_state_mut(),)*
                }
            }
        }
    };
}

screens! {
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
    /// What the other side sees, guessed cause by cause.
    Guessing(Guessing),
    /// The chart and what hangs on it.
    Results(Results),
    /// The plan of a record.
    Plan(Plan),
    /// Taking on a first step, or writing one anew.
    TakingOn(Box<TakingOn>),
    /// The steps of all records.
    Steps(Steps),
    /// The chart of several people and what hangs on it.
    Everyone(Everyone),
    /// Answers side by side, or records over time.
    Reading(Reading),
    /// A name for a record.
    Naming(Naming),
    /// A report on its way.
    Reporting(Reporting),
    /// A live session, as the facilitator sees it.
    Room(Box<Room>),
    /// A participant's place in a live session.
    Participant(Participant),
}

/// A screen, whichever it is, boxed or not.
trait AsState: ScreenState + Sized + 'static {
    fn as_state(&self) -> &(dyn ScreenState + 'static) {
        self
    }

    fn as_state_mut(&mut self) -> &mut (dyn ScreenState + 'static) {
        self
    }
}

impl<T: ScreenState + 'static> AsState for T {}

/// What the program asks of a screen. Whatever a screen has nothing to say to stays as it is here.
pub trait ScreenState {
    fn place(&self) -> KeyContext;

    fn update(&mut self, action: Action, ctx: &mut Ctx<'_>) -> Transition;

    fn respond(&mut self, _msg: Msg, _ctx: &mut Ctx<'_>) -> Transition {
        Transition::stay()
    }

    /// Asks for what the screen needs to know, the first time.
    fn ask(&mut self) -> Option<Effect> {
        None
    }

    /// When what is shown was answered, for the header.
    fn when(&self, _now: &Zoned) -> Option<String> {
        None
    }

    /// What that rests on, for the header.
    fn aside(&self) -> String {
        String::new()
    }

    fn title(&self) -> Option<String> {
        None
    }

    /// Which Sales and which Marketing it is about, for the header.
    fn label(&self) -> String {
        self.record().map_or_else(String::new, |record| record.head().label.to_string())
    }

    fn page(&self, _now: &Zoned) -> Option<Vec<Block>> {
        None
    }

    fn question(&self, _setup: &Setup) -> Option<Question<'_>> {
        None
    }

    fn scroll(&self) -> Option<Scroll> {
        None
    }

    fn scroll_mut(&mut self) -> Option<&mut Scroll> {
        None
    }

    /// Takes in that the text in the field is another.
    fn typed(&mut self) {}

    /// Takes in how many lines, or rows of a list, are in sight.
    fn drawn(&mut self, _page: usize) {}

    /// What the screen shows that needs a word of explanation, for help.
    fn explained(&self) -> Option<&'static str> {
        None
    }

    /// The record that a report would be of, where one can be written.
    fn target(&self) -> Option<Target> {
        None
    }

    fn exported(&self) -> Option<Exported> {
        self.target().map(Exported::Record)
    }

    /// The record that was looked at, for whoever comes back to the list.
    fn left(&self) -> Option<Token> {
        self.target().map(|target| target.id)
    }

    fn field(&mut self) -> Option<&mut Input> {
        None
    }

    /// Whether an action does something just now: there may be nothing to discard, or nothing to choose from.
    fn holds(&self, _action: Action) -> bool {
        true
    }

    /// How many options the digits choose from, apart from the answers to a statement.
    fn options(&self) -> usize {
        9
    }

    /// The record in hand, if there is one, to be saved as it stands.
    fn record(&self) -> Option<&Record> {
        None
    }

    /// The statements that are being answered, alone or in a session.
    fn answering(&self) -> Option<&Answering> {
        None
    }

    fn asked(&self) -> Option<AskedItem> {
        None
    }

    /// The record that a question is about, where it is about one.
    fn in_question(&self) -> Option<Token> {
        None
    }

    /// Which record that is which was deleted on this screen; of copies, which one.
    fn deleted(&self, _id: Token, _now: &Zoned) -> Option<String> {
        None
    }

    fn participant(&self) -> Option<&Participant> {
        None
    }
}

/// Nothing yet, while a screen stands behind another.
impl Default for Screen {
    fn default() -> Self {
        Self::Home(Home::default())
    }
}

#[derive(Debug, Default)]
pub struct Transition {
    pub go: Option<Box<Screen>>,
    pub effect: Option<Effect>,
    /// What to tell the person, until the next key.
    pub notice: Option<String>,
}

impl Transition {
    /// Nothing beyond what the screen changed in itself.
    pub fn stay() -> Self {
        Self::default()
    }

    pub fn go(screen: Screen) -> Self {
        Self { go: Some(Box::new(screen)), ..Self::default() }
    }

    pub fn effect(effect: Effect) -> Self {
        Self { effect: Some(effect), ..Self::default() }
    }

    pub fn notice(text: impl Into<String>) -> Self {
        Self { notice: Some(text.into()), ..Self::default() }
    }

    pub fn with(mut self, effect: Effect) -> Self {
        self.effect = Some(effect);
        self
    }
}

/// What a screen sees of the rest.
pub struct Ctx<'a> {
    pub setup: &'a Setup,
    pub keeping: &'a mut SaveTracker,
    pub at: &'a Moment,
}
