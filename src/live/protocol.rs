//! What travels between devices and the server as JSON, each told once. What is in it are the room's own types, which are
//! valid or cannot be read. And everything that a participant can be refused, whatever they hold: one list, so that all of
//! them say the same. A program goes by the code; the sentence beside it is for people.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};

use super::room::{Mark, PersonView, Phase, Progress, Refusal, Setup, Shown};
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::domain::record::Record;
use crate::wording::{participant, refused as words, sentence};

/// What a person says in order to come in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    #[serde(default)]
    pub code: String,
    /// The end of the link, for those who came by it.
    pub link: Option<String>,
    #[serde(default)]
    pub side: String,
    /// How the pages of a phone turn: `hand`, or by themselves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub turn: String,
}

/// What anybody may know before coming in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// Names the session, as where a person stands does; empty from a host of an earlier version.
    #[serde(default)]
    pub session: String,
    pub title: String,
    pub label: String,
    pub intro: String,
    /// The sides to choose from: id and name.
    pub sides: Vec<(String, String)>,
    /// The fewest people of whom anything can be shown.
    pub min_people: usize,
    pub rehearsal: bool,
    #[serde(default)]
    pub words: Vec<(String, String)>,
    /// How many statements there are to answer; 0 from a host that does not say.
    #[serde(default)]
    pub statements: usize,
    /// How many guesses people of Sales and Marketing are asked for after them.
    #[serde(default)]
    pub guesses: usize,
    #[serde(default)]
    pub shut: Option<String>,
}

/// An answer, as a device sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The statement, by its place in the order of asking: `statement-7`. Of a guess, the cause, by its place among
    /// those guessed: `guess-3`.
    pub item: String,
    /// Of a guess, the side that is guessed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    pub round: u8,
    /// Counts that person's answers to that item, from 1.
    pub seq: u64,
    /// A value of the scale, or `na`.
    pub answer: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub round: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSide {
    #[serde(default)]
    pub side: String,
}

/// What stands over every page: the name of the session, or something else in its place for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    pub label: String,
    #[serde(default)]
    pub notice: Option<String>,
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Names the session, so that nobody's answers go from one into another; empty from a host of an earlier version.
    #[serde(default)]
    pub session: String,
    /// Changes whenever phones have something new to show.
    pub stamp: String,
    /// What stands over it; none from a host of an earlier version.
    #[serde(default)]
    pub headline: Option<Headline>,
    pub phase: Phase,
    pub round: u8,
    pub side: Id,
    /// What is asked in this round, in the order of asking, each statement by its place among all.
    pub items: Vec<Id>,
    pub finished: bool,
    /// The person's answers of this round, and what they guessed.
    pub answers: BTreeMap<Id, Mark>,
    /// How many responses are kept, by round, once the record is there.
    pub kept: BTreeMap<u8, usize>,
    pub pinned: Option<Id>,
    #[serde(default)]
    pub discussed: Option<Discussed>,
    /// The names of the causes that a second round asks once more.
    #[serde(default)]
    pub again: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Box<Shown>>,
    /// The fewest people of whom this round can show anything.
    pub min_people: usize,
}

/// What a participant is told of the cause that the room talks about. Its remedy is for the big screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussed {
    pub name: String,
    pub heading: String,
    pub situation: String,
    pub experience: Option<String>,
    pub experience_note: Option<String>,
    pub prompts: Vec<String>,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Not {
    /// The code, for programs; none from a host of an earlier version, or where this one does not know it.
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    pub why: String,
}

fn if_known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Code>, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(deserializer)?).ok())
}

impl From<&Refused> for Not {
    fn from(refused: &Refused) -> Self {
        Self { code: Some(refused.code()), why: refused.say() }
    }
}

impl Welcome {
    pub fn of(setup: &Setup, progress: &Progress) -> Self {
        let head = setup.questionnaire.head();
        Self {
            session: setup.id.short(),
            title: head.title.clone(),
            label: setup.label.as_str().to_owned(),
            intro: head.intro.clone(),
            sides: head.sides.iter().map(|side| (side.id.to_string(), side.name.clone())).collect(),
            min_people: progress.least_shown(&setup.questionnaire),
            rehearsal: setup.rehearsal,
            words: head.words.iter().map(|word| (word.term.clone(), word.text.clone())).collect(),
            statements: progress.asked(&setup.questionnaire).count(),
            guesses: progress.guesses(&setup.questionnaire),
            shut: progress.shut().map(|why| Refused::from(why).say()),
        }
    }
}

impl Headline {
    pub fn of(setup: &Setup, progress: &Progress) -> Self {
        let notice = progress.stops.map(|stops| participant::stops(stops.minutes));
        Self { label: setup.label.as_str().to_owned(), notice }
    }
}

impl Standing {
    pub fn of(view: &PersonView, shown: Option<&Shown>) -> Self {
        let Progress { phase, round, .. } = view.progress;
        let asked = &view.setup.questionnaire;
        let marks = view.person.marks.iter();
        Self {
            session: view.setup.id.short(),
            stamp: stamp(&view.progress, view.record.as_deref()),
            headline: Some(Headline::of(&view.setup, &view.progress)),
            phase,
            round,
            side: view.person.side.clone(),
            items: view.progress.asked(asked).filter_map(|item| asked.nameless(&item.id)).collect(),
            finished: view.person.finished,
            answers: marks.filter_map(|(item, mark)| Some((asked.nameless(item)?, *mark))).collect(),
            kept: view.kept.clone(),
            pinned: view.discussed().map(|cause| cause.id.clone()),
            discussed: view.discussed().map(Discussed::from),
            again: view.again().into_iter().map(str::to_owned).collect(),
            shown: shown.cloned().map(Box::new),
            min_people: view.progress.least_shown(asked),
        }
    }
}

impl From<&Cause> for Discussed {
    fn from(cause: &Cause) -> Self {
        let Cause { name, heading, situation, experience, experience_note, prompts, .. } = cause.clone();
        Self { name, heading, situation, experience, experience_note, prompts }
    }
}

/// Names how far the session is, as far as phones see it: a page with another stamp is out of date. While the figures
/// are shown, each step that is taken on makes it another.
pub fn stamp(progress: &Progress, record: Option<&Record>) -> String {
    let pinned = progress.discussed().map(|cause| format!(".{cause}")).unwrap_or_default();
    let steps = match record.map_or(0, |record| record.actions().len()) {
        steps if steps > 0 && progress.phase == Phase::Revealed => format!("+{steps}"),
        _ => String::new(),
    };
    format!("{}.{}{pinned}{steps}", progress.phase.spec().name, progress.round)
}

/// Why a participant did not get what they asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    Room(Refusal),
    /// What was sent is no answer to anything.
    NoAnswer,
    WrongCode,
    TooManyCodes,
    TooManyJoins,
    /// Nothing in the request can be made sense of.
    Senseless,
    TooLarge,
    TooSlow,
    NotHere,
    OtherSite,
    Nowhere,
    OtherMethod,
    NotHosted,
    Broken,
}

/// The same for programs, which find it as `too-many-codes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    Unknown,
    NoSide,
    Locked,
    Full,
    NotYet,
    Stopped,
    Closed,
    NoAnswer,
    /// The number of the answer is one that nobody counts to.
    Misnumbered,
    /// It cannot be stored, now or later.
    Unstorable,
    NotSaved,
    WrongCode,
    TooManyCodes,
    TooManyJoins,
    Senseless,
    TooLarge,
    TooSlow,
    NotHere,
    OtherSite,
    Nowhere,
    OtherMethod,
    NotHosted,
    Broken,
}

/// What is left to whoever was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// To join again: the session does not know them.
    JoinAgain,
    /// To send the same once more, a little later.
    TryAgain,
    /// Nothing: the same will be refused again.
    GiveUp,
}

impl Code {
    pub const fn then(self) -> Then {
        match self {
            Self::Unknown => Then::JoinAgain,
            Self::Stopped
            | Self::NotSaved
            | Self::TooManyCodes
            | Self::TooManyJoins
            | Self::TooSlow
            | Self::NotHosted
            | Self::Broken => Then::TryAgain,
            _ => Then::GiveUp,
        }
    }
}

impl Refused {
    pub const fn code(&self) -> Code {
        self.spec().0
    }

    pub fn say(&self) -> String {
        match (self, self.spec().1) {
            (Self::Room(refusal), None) => sentence(&refusal.to_string()),
            (_, said) => said.unwrap_or_default().to_owned(),
        }
    }

    /// The code, and what is said; nothing where the room's own words do.
    const fn spec(&self) -> (Code, Option<&'static str>) {
        match self {
            Self::Room(Refusal::Unknown) => (Code::Unknown, Some(words::UNKNOWN)),
            Self::Room(Refusal::NoSide) => (Code::NoSide, Some(participant::CHOOSE_SIDE)),
            Self::Room(Refusal::Locked) => (Code::Locked, None),
            Self::Room(Refusal::Full) => (Code::Full, None),
            Self::Room(Refusal::NotYet) => (Code::NotYet, None),
            Self::Room(Refusal::Stopped) => (Code::Stopped, None),
            Self::Room(Refusal::Closed) => (Code::Closed, None),
            Self::Room(Refusal::Misnumbered) => (Code::Misnumbered, None),
            Self::Room(Refusal::Unstorable) => (Code::Unstorable, None),
            Self::Room(Refusal::NotSaved(_)) => (Code::NotSaved, None),
            // What does not fit is not called by the name that its author gave it: that may tell its cause.
            Self::NoAnswer | Self::Room(Refusal::Misfit(_)) => (Code::NoAnswer, Some(words::NO_ANSWER)),
            Self::WrongCode => (Code::WrongCode, Some(words::WRONG_CODE)),
            Self::TooManyCodes => (Code::TooManyCodes, Some(words::TOO_MANY_CODES)),
            Self::TooManyJoins => (Code::TooManyJoins, Some(words::TOO_MANY_JOINS)),
            Self::Senseless => (Code::Senseless, Some(words::SENSELESS)),
            Self::TooLarge => (Code::TooLarge, Some(words::TOO_LARGE)),
            Self::TooSlow => (Code::TooSlow, Some(words::TOO_SLOW)),
            Self::NotHere => (Code::NotHere, Some(words::NOT_HERE)),
            Self::OtherSite => (Code::OtherSite, Some(words::OTHER_SITE)),
            Self::Nowhere => (Code::Nowhere, Some(words::NOWHERE)),
            Self::OtherMethod => (Code::OtherMethod, Some(words::OTHER_METHOD)),
            Self::NotHosted => (Code::NotHosted, Some(words::NOT_HOSTED)),
            Self::Broken => (Code::Broken, Some(words::BROKEN)),
        }
    }
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Room(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_name_of_its_own_and_is_known_by_it() {
        let names = [
            "unknown", "no-side", "locked", "full", "not-yet", "stopped", "closed", "no-answer", "misnumbered",
            "unstorable", "not-saved", "wrong-code", "too-many-codes", "too-many-joins", "senseless", "too-large",
            "too-slow", "not-here", "other-site", "nowhere", "other-method", "not-hosted", "broken",
        ];
        for (place, name) in names.into_iter().enumerate() {
            let code: Code = serde_json::from_value(name.into()).unwrap();
            assert_eq!((code as usize, serde_json::to_value(code).unwrap()), (place, name.into()));
        }
        assert_eq!(Code::Broken as usize + 1, names.len());
        assert!(serde_json::from_value::<Code>("something later".into()).is_err());
    }

    #[test]
    fn what_a_room_refuses_is_a_sentence() {
        assert_eq!(Refused::from(Refusal::Locked).say(), "Joining is locked; ask the facilitator.");
    }
}
