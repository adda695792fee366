//! How far a session has come.

use crate::domain::id::Id;
use crate::domain::questionnaire::{Item, Questionnaire};

/// How many rounds of answering a session has at most.
pub const ROUNDS: u8 = 2;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Phase {
    /// People come in; nothing is asked yet.
    Lobby,
    /// People answer, each at their own pace.
    Answering,
    /// Nothing more is accepted; the answers are on their way into the record.
    Closing,
    /// The answers are in the record and nowhere else.
    Closed,
    /// The figures are on the screen.
    Revealed,
    /// It is over.
    Ended,
}

/// Everything about a session that changes, but for people and their answers.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The cause that is being discussed.
    pub pinned: Option<Id>,
    /// Whether the big screen shows nothing for now.
    pub blank: bool,
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
            blank: false,
        }
    }

    /// Whether answers are taken.
    pub const fn is_answering(&self) -> bool {
        matches!(self.phase, Phase::Answering)
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
            .filter(|cause| self.causes.is_empty() || self.causes.contains(&cause.id))
            .flat_map(|cause| cause.items.iter().map(|item| &item.id))
            .collect();
        questionnaire.asked().filter(move |item| chosen.contains(&&item.id))
    }

    /// How many causes are asked in this round.
    pub fn causes_asked(&self, questionnaire: &Questionnaire) -> usize {
        if self.causes.is_empty() { questionnaire.causes().len() } else { self.causes.len() }
    }
}
