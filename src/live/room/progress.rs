//! How far a session has come: its phase, and everything else of it that changes, but for people and their answers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Refusal;
use crate::domain::disclosure::least_shown;
use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire, Side};

/// How many rounds of answering a session has at most.
pub const ROUNDS: u8 = 2;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Phase {
    /// People come in; nothing is asked yet.
    Lobby,
    /// People answer, each at their own pace.
    Answering,
    /// No answers are taken for now; the facilitator may let people go on.
    Stopped,
    /// Nothing more is accepted; the answers are on their way into the record, and nothing is shown then.
    Closing,
    /// The answers are in the record and nowhere else.
    Closed,
    /// Nothing more is accepted; the answers are on their way into the record, and the figures are shown then.
    Revealing,
    /// The figures are on the screen.
    Revealed,
    /// Nothing more is accepted; the answers are on their way into the record, and then it is over.
    Ending,
    /// It is over.
    Ended,
}

/// What holds in a phase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhaseSpec {
    /// Its name, in files and on the wire.
    pub name: &'static str,
    /// Whether people still come in, so that what may be shown still depends on how many do.
    pub lets_in: bool,
    /// Whether the figures may be seen.
    pub shows_figures: bool,
    /// What stands over what participants read while there is nothing to answer.
    pub heading: &'static str,
}

/// No phase has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the phase '{0}'")]
pub struct NoPhase(String);

impl Phase {
    /// All of them, in the order in which a session goes through them.
    pub(super) const ALL: [Self; 9] = [
        Self::Lobby,
        Self::Answering,
        Self::Stopped,
        Self::Closing,
        Self::Closed,
        Self::Revealing,
        Self::Revealed,
        Self::Ending,
        Self::Ended,
    ];

    /// What holds in it.
    pub const fn spec(self) -> PhaseSpec {
        let (name, lets_in, shows_figures, heading) = match self {
            Self::Lobby => ("lobby", true, false, "You are in"),
            Self::Answering => ("answering", true, false, "You are in"),
            Self::Stopped => ("stopped", true, false, "Answering has stopped"),
            Self::Closing => ("closing", false, false, "Answering is closed"),
            Self::Closed => ("closed", false, false, "Answering is closed"),
            Self::Revealing => ("revealing", false, false, "Answering is closed"),
            Self::Revealed => ("revealed", false, true, "Look at the big screen"),
            Self::Ending => ("ending", false, false, "Answering is closed"),
            Self::Ended => ("ended", false, true, "The session is over"),
        };
        PhaseSpec { name, lets_in, shows_figures, heading }
    }

    /// Where the answers' way into the record leads; none where they are not on it.
    pub const fn after_detach(self) -> Option<Self> {
        match self {
            Self::Closing => Some(Self::Closed),
            Self::Revealing => Some(Self::Revealed),
            Self::Ending => Some(Self::Ended),
            _ => None,
        }
    }
}

impl TryFrom<String> for Phase {
    type Error = NoPhase;

    fn try_from(name: String) -> Result<Self, NoPhase> {
        Self::ALL.into_iter().find(|phase| phase.spec().name == name).ok_or(NoPhase(name))
    }
}

impl From<Phase> for String {
    fn from(phase: Phase) -> Self {
        phase.spec().name.to_owned()
    }
}

/// Everything about a session that changes, but for people and their answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where it stands.
    pub phase: Phase,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// The causes asked in this round; all of them when empty.
    pub causes: Vec<Id>,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
    /// Whether nobody may join any more.
    pub locked: bool,
    pub pinned: Option<Id>,
    /// The causes that the room has talked about, in the order in which it did.
    #[serde(default)]
    pub discussed: Vec<Id>,
    /// Whether the big screen shows nothing for now.
    pub blank: bool,
    /// The last round whose figures were shown; 0 where none were.
    #[serde(default)]
    pub shown: u8,
    /// That answering stops soon, once the facilitator has announced it.
    #[serde(default)]
    pub stops: Option<Stops>,
}

/// That answering stops soon, as it was announced. Nothing stops by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stops {
    /// When.
    pub at: Timestamp,
    /// In how many minutes, as it was last looked; 0 once the time has come.
    pub minutes: i64,
}

impl Stops {
    /// How many minutes ahead it is announced.
    const AHEAD: i64 = 2;

    /// Announced at a time.
    pub fn announced(now: Timestamp) -> Self {
        Self::by(Timestamp::from_second(now.as_second() + Self::AHEAD * 60).unwrap_or(now))
    }

    /// Announced for a time.
    pub const fn by(at: Timestamp) -> Self {
        Self { at, minutes: Self::AHEAD }
    }

    /// The same as it stands now. A minute that has begun counts.
    pub(super) fn seen(self, now: Timestamp) -> Self {
        let left = (self.at.as_second() - now.as_second()).max(0);
        Self { minutes: (left + 59) / 60, ..self }
    }
}

impl Progress {
    /// The start: an open lobby.
    pub const fn new(min_people: u32) -> Self {
        Self {
            phase: Phase::Lobby,
            round: 1,
            causes: Vec::new(),
            min_people,
            locked: false,
            pinned: None,
            discussed: Vec::new(),
            blank: false,
            shown: 0,
            stops: None,
        }
    }

    /// Whether answers are taken.
    pub const fn is_answering(&self) -> bool {
        matches!(self.phase, Phase::Answering)
    }

    /// Whether a person may still answer for another side.
    pub const fn changes_sides(&self) -> bool {
        matches!(self.phase, Phase::Lobby | Phase::Answering)
    }

    /// Why nobody comes in at the moment, whatever they fill in.
    pub fn shut(&self) -> Option<Refusal> {
        if !self.phase.spec().lets_in {
            return Some(Refusal::Closed);
        }
        self.locked.then_some(Refusal::Locked)
    }

    /// The cause that the room talks about, while it does. No other cause is named to a participant.
    pub fn discussed(&self) -> Option<&Id> {
        self.pinned.as_ref().filter(|_| self.phase == Phase::Revealed)
    }

    /// The items of this round, in the order of asking.
    pub fn asked<'a>(&self, questionnaire: &'a Questionnaire) -> impl Iterator<Item = &'a Item> + Clone + use<'a> {
        let chosen: Vec<&Id> = questionnaire
            .causes()
            .iter()
            .filter(|cause| self.asks(&cause.id))
            .flat_map(|cause| cause.items.iter().map(|item| &item.id))
            .collect();
        questionnaire.asked().filter(move |item| chosen.contains(&&item.id))
    }

    /// Whether a cause is asked in this round.
    pub fn asks(&self, cause: &Id) -> bool {
        self.causes.is_empty() || self.causes.contains(cause)
    }

    /// The side that people of a side guess in this round; none in a second, which asks no guess.
    pub fn guessed<'a>(&self, questionnaire: &'a Questionnaire, side: &Id) -> Option<&'a Side> {
        questionnaire.guessed_by(side).filter(|_| self.round == 1)
    }

    /// How many guesses people of Sales and Marketing are asked for in this round.
    pub fn guesses(&self, questionnaire: &Questionnaire) -> usize {
        if self.round == 1 { questionnaire.guess_items().count() } else { 0 }
    }

    /// How many causes are asked in this round.
    pub fn causes_asked(&self, questionnaire: &Questionnaire) -> usize {
        if self.causes.is_empty() { questionnaire.causes().len() } else { self.causes.len() }
    }

    /// The fewest people of whom this round can show anything. Of three or four no cause is shown that is asked with a
    /// single statement.
    pub fn least_shown(&self, questionnaire: &Questionnaire) -> usize {
        let asked = questionnaire.causes().iter().filter(|cause| self.asks(&cause.id));
        least_shown(asked, usize::try_from(self.min_people).unwrap_or(usize::MAX))
    }
}
