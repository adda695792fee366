//! What stands in the lines.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::id::Id;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::text::{Label, kept};
use crate::live::room::{
    Command, DisclosurePreview, HostStatus, Progress, Rejections, RoomView, Setup, SideCount, Trouble,
};
use crate::live::wire::{phase_name, phase_named};

/// A line from the host.
#[derive(Debug, Serialize, Deserialize)]
pub enum FromHost {
    /// The first line: what the session started from.
    Hello(Hello),
    /// How the room stands.
    View(Box<View>),
    /// The last command was done.
    Done,
    /// The last command was not done, and why.
    Not(String),
}

/// What a console is told first.
#[derive(Debug, Clone)]
pub struct Greeting<'a> {
    /// What the session started from.
    pub setup: &'a Setup,
    /// Its questionnaire as text.
    pub questionnaire: &'a str,
    /// How people find it; none where one laptop is passed round.
    pub door: Option<Door>,
}

/// How people find a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The address to type.
    pub url: String,
    /// The join code.
    pub code: String,
    /// The link to scan.
    pub link: String,
    /// What else is to be known, as sentences.
    pub notes: Vec<String>,
}

/// What the session started from.
#[derive(Debug, Serialize, Deserialize)]
pub struct Hello {
    pub id: String,
    pub created: String,
    pub label: String,
    pub rehearsal: bool,
    pub questionnaire: String,
    pub door: Option<Door>,
}

/// How the room stands, without figures.
#[derive(Debug, Serialize, Deserialize)]
pub struct View {
    phase: String,
    round: u8,
    causes: Vec<String>,
    min_people: u32,
    locked: bool,
    pinned: Option<String>,
    blank: bool,
    sides: Vec<Side>,
    prospects: Vec<Said>,
    kept: BTreeMap<u8, usize>,
    reached: bool,
    rude: [u64; 6],
    not_saving: Option<String>,
    not_kept: Option<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Side {
    id: String,
    joined: usize,
    begun: usize,
    finished: usize,
    away: usize,
}

/// A prospect.
#[derive(Debug, Serialize, Deserialize)]
enum Said {
    Nothing(usize),
    Everyone,
    SideTooSmall(String, usize),
    Sides,
    NoClearGap(usize, usize),
    Withheld(usize),
    NoSpread(usize),
}

/// A line from the console: a command.
#[derive(Debug, Serialize, Deserialize)]
pub enum FromConsole {
    Start,
    Lock(bool),
    MinPeople(u32),
    Close,
    Reveal,
    Pin(Option<String>),
    Blank(bool),
    SecondRound(Vec<String>),
    TakeOn { cause: String, step: String, owner: String, due: Option<String> },
    End,
}

impl Hello {
    pub fn of(greeting: &Greeting<'_>) -> Self {
        let setup = greeting.setup;
        Self {
            id: setup.id.to_string(),
            created: setup.created.to_string(),
            label: setup.label.as_str().to_owned(),
            rehearsal: setup.rehearsal,
            questionnaire: greeting.questionnaire.to_owned(),
            door: greeting.door.clone(),
        }
    }

    /// The setup, with its questionnaire as read from the text.
    pub fn setup(&self, questionnaire: Arc<Questionnaire>) -> Option<Setup> {
        Some(Setup {
            id: self.id.parse().ok()?,
            created: self.created.parse().ok()?,
            label: Label::new(&kept(&self.label)).ok()?,
            questionnaire,
            rehearsal: self.rehearsal,
            passed_round: self.door.is_none(),
        })
    }
}

impl View {
    pub fn of(view: &RoomView) -> Self {
        let Progress { phase, round, causes, min_people, locked, pinned, blank } = &view.progress;
        let Rejections { connections, requests, strangers, wrong_codes, put_off, secure } = view.around.rude;
        let (not_saving, not_kept) = match view.around.trouble.clone() {
            Some(Trouble::NotSaving(why)) => (Some(why), None),
            Some(Trouble::NotKept(why)) => (None, Some(why)),
            None => (None, None),
        };
        Self {
            phase: phase_name(*phase).to_owned(),
            round: *round,
            causes: causes.iter().map(Id::to_string).collect(),
            min_people: *min_people,
            locked: *locked,
            pinned: pinned.as_ref().map(Id::to_string),
            blank: *blank,
            sides: view.sides.iter().map(Side::of).collect(),
            prospects: view.prospects.iter().map(Said::of).collect(),
            kept: view.kept.clone(),
            reached: view.around.reached,
            rude: [connections, requests, strangers, wrong_codes, put_off, secure],
            not_saving,
            not_kept,
        }
    }

    /// The view, without a record.
    pub fn read(self, setup: &Arc<Setup>) -> Option<RoomView> {
        let id = |text: &String| text.parse::<Id>().ok();
        let [connections, requests, strangers, wrong_codes, put_off, secure] = self.rude;
        let trouble = self.not_saving.map(Trouble::NotSaving).or(self.not_kept.map(Trouble::NotKept));
        Some(RoomView {
            setup: Arc::clone(setup),
            progress: Progress {
                phase: phase_named(&self.phase)?,
                round: self.round,
                causes: self.causes.iter().map(id).collect::<Option<_>>()?,
                min_people: self.min_people,
                locked: self.locked,
                pinned: self.pinned.as_ref().and_then(id),
                blank: self.blank,
            },
            sides: self.sides.into_iter().map(Side::read).collect::<Option<_>>()?,
            prospects: self.prospects.into_iter().map(Said::read).collect::<Option<_>>()?,
            record: None,
            kept: self.kept,
            around: HostStatus {
                reached: self.reached,
                rude: Rejections { connections, requests, strangers, wrong_codes, put_off, secure },
                trouble,
            },
        })
    }
}

impl Side {
    fn of(count: &SideCount) -> Self {
        let SideCount { side, joined, begun, finished, away } = count.clone();
        Self { id: side.to_string(), joined, begun, finished, away }
    }

    fn read(self) -> Option<SideCount> {
        let Self { id, joined, begun, finished, away } = self;
        Some(SideCount { side: id.parse().ok()?, joined, begun, finished, away })
    }
}

impl Said {
    fn of(prospect: &DisclosurePreview) -> Self {
        match prospect.clone() {
            DisclosurePreview::Nothing { missing } => Self::Nothing(missing),
            DisclosurePreview::Everyone => Self::Everyone,
            DisclosurePreview::SideTooSmall { side, missing } => Self::SideTooSmall(side.to_string(), missing),
            DisclosurePreview::Sides => Self::Sides,
            DisclosurePreview::NoClearGap { sales, marketing } => Self::NoClearGap(sales, marketing),
            DisclosurePreview::Withheld { people } => Self::Withheld(people),
            DisclosurePreview::NoSpread { missing } => Self::NoSpread(missing),
        }
    }

    fn read(self) -> Option<DisclosurePreview> {
        Some(match self {
            Self::Nothing(missing) => DisclosurePreview::Nothing { missing },
            Self::Everyone => DisclosurePreview::Everyone,
            Self::SideTooSmall(side, missing) => DisclosurePreview::SideTooSmall { side: side.parse().ok()?, missing },
            Self::Sides => DisclosurePreview::Sides,
            Self::NoClearGap(sales, marketing) => DisclosurePreview::NoClearGap { sales, marketing },
            Self::Withheld(people) => DisclosurePreview::Withheld { people },
            Self::NoSpread(missing) => DisclosurePreview::NoSpread { missing },
        })
    }
}

impl FromConsole {
    pub fn of(command: &Command) -> Self {
        match command.clone() {
            Command::Start => Self::Start,
            Command::Lock(locked) => Self::Lock(locked),
            Command::MinPeople(fewest) => Self::MinPeople(fewest),
            Command::Close => Self::Close,
            Command::Reveal => Self::Reveal,
            Command::Pin(cause) => Self::Pin(cause.map(|id| id.to_string())),
            Command::Blank(blank) => Self::Blank(blank),
            Command::SecondRound(causes) => Self::SecondRound(causes.iter().map(Id::to_string).collect()),
            Command::TakeOn { cause, step, owner, due } => {
                Self::TakeOn { cause: cause.to_string(), step, owner, due: due.map(|due| due.to_string()) }
            }
            Command::End => Self::End,
        }
    }

    pub fn command(self) -> Option<Command> {
        Some(match self {
            Self::Start => Command::Start,
            Self::Lock(locked) => Command::Lock(locked),
            Self::MinPeople(fewest) => Command::MinPeople(fewest),
            Self::Close => Command::Close,
            Self::Reveal => Command::Reveal,
            Self::Pin(None) => Command::Pin(None),
            Self::Pin(Some(cause)) => Command::Pin(Some(cause.parse().ok()?)),
            Self::Blank(blank) => Command::Blank(blank),
            Self::SecondRound(causes) => {
                Command::SecondRound(causes.iter().map(|id| id.parse().ok()).collect::<Option<_>>()?)
            }
            Self::TakeOn { cause, step, owner, due } => {
                let due = due.map(|due| due.parse()).transpose().ok()?;
                Command::TakeOn { cause: cause.parse().ok()?, step, owner, due }
            }
            Self::End => Command::End,
        })
    }
}
