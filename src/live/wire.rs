//! What travels between a device and the server as JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::refused::Refused;
use super::room::{Mark, PersonView, Phase, Progress, SEQ_MAX, Setup};
use crate::domain::id::Id;
use crate::domain::questionnaire::Cause;
use crate::domain::response::Answer;

/// What a person says in order to come in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The code, as typed.
    #[serde(default)]
    pub code: String,
    /// The end of the link, for those who came by it.
    pub link: Option<String>,
    /// The side.
    #[serde(default)]
    pub side: String,
}

/// What anybody may know before coming in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The title of what is asked.
    pub title: String,
    /// Which Sales and which Marketing; may be empty.
    pub label: String,
    /// Whose view it is.
    pub intro: String,
    /// The sides to choose from: id and name.
    pub sides: Vec<(String, String)>,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
    /// Whether the other people are made up.
    pub rehearsal: bool,
    /// Words with what they mean.
    #[serde(default)]
    pub words: Vec<(String, String)>,
}

/// An answer, as a device sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The statement, by its place in the order of asking: `statement-7`.
    pub item: String,
    /// The round it is meant for.
    pub round: u8,
    /// Counts that person's answers to that item, from 1.
    pub seq: u64,
    /// A value of the scale, or `na`.
    pub answer: String,
}

/// That a person leaves the rest open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The round it is meant for.
    pub round: u8,
}

/// The answer that stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stands {
    /// Its sequence number.
    pub seq: u64,
    /// A value of the scale, or `na`.
    pub answer: String,
}

/// Where a person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Changes whenever phones have something new to show.
    pub stamp: String,
    /// Where the session stands.
    pub phase: String,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// Whom the person answers for.
    pub side: String,
    /// What is asked in this round, in the order of asking, each statement by its place among all.
    pub items: Vec<String>,
    /// Whether the person said that they have finished.
    pub finished: bool,
    /// The person's answers of this round.
    pub answers: BTreeMap<String, Stands>,
    /// How many responses are kept, by round, from the close on.
    pub kept: BTreeMap<u8, usize>,
    /// The cause that the room talks about.
    pub pinned: Option<String>,
    /// What a participant is told of it.
    #[serde(default)]
    pub discussed: Option<Discussed>,
    /// The fewest people whose figures are shown together.
    pub min_people: u32,
}

/// What a participant is told of the cause that the room talks about. Its remedy is for the big screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussed {
    /// The short name.
    pub name: String,
    /// The source's own heading.
    pub heading: String,
    /// What the source says happens.
    pub situation: String,
    /// What the source says it is like for Sales.
    pub experience: Option<String>,
    /// A note on the experience, where the source has none.
    pub experience_note: Option<String>,
    /// Questions for a talk between both sides.
    pub prompts: Vec<String>,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Not {
    /// The code, for programs; empty from a host of an earlier version.
    #[serde(default)]
    pub code: String,
    /// A sentence.
    pub why: String,
}

impl From<&Refused> for Not {
    fn from(refused: &Refused) -> Self {
        Self { code: refused.code().name().to_owned(), why: refused.say() }
    }
}

impl Welcome {
    /// What anybody may know of a session.
    pub fn of(setup: &Setup, progress: &Progress) -> Self {
        let head = setup.questionnaire.head();
        Self {
            title: head.title.clone(),
            label: setup.label.as_str().to_owned(),
            intro: head.intro.clone(),
            sides: head.sides.iter().map(|side| (side.id.to_string(), side.name.clone())).collect(),
            min_people: progress.min_people,
            rehearsal: setup.rehearsal,
            words: head.words.iter().map(|word| (word.term.clone(), word.text.clone())).collect(),
        }
    }
}

impl Standing {
    /// Where a person stands.
    pub fn of(view: &PersonView) -> Self {
        let Progress { phase, round, min_people, .. } = view.progress;
        let asked = &view.setup.questionnaire;
        let name = |item: &Id| asked.nameless(item).map(|name| name.to_string());
        let marks = view.person.marks.iter();
        Self {
            stamp: stamp(&view.progress),
            phase: phase_name(phase).to_owned(),
            round,
            side: view.person.side.to_string(),
            items: view.progress.asked(asked).filter_map(|item| name(&item.id)).collect(),
            finished: view.person.finished,
            answers: marks.filter_map(|(item, mark)| Some((name(item)?, Stands::from(*mark)))).collect(),
            kept: view.kept.clone(),
            pinned: view.discussed().map(|cause| cause.id.to_string()),
            discussed: view.discussed().map(Discussed::from),
            min_people,
        }
    }
}

impl From<&Cause> for Discussed {
    fn from(cause: &Cause) -> Self {
        Self {
            name: cause.name.clone(),
            heading: cause.heading.clone(),
            situation: cause.situation.clone(),
            experience: cause.experience.clone(),
            experience_note: cause.experience_note.clone(),
            prompts: cause.prompts.clone(),
        }
    }
}

impl Discussed {
    /// The same as a cause of this id, with nothing where participants are told nothing.
    pub fn cause(&self, id: Id) -> Cause {
        let Self { name, heading, situation, experience, experience_note, prompts } = self.clone();
        Cause { heading, situation, experience, experience_note, prompts, ..Cause::untold(id, name) }
    }
}

impl From<Mark> for Stands {
    fn from(mark: Mark) -> Self {
        Self { seq: mark.seq, answer: write_answer(mark.answer) }
    }
}

impl Stands {
    /// The answer that stands; none where it makes no sense.
    pub fn mark(&self) -> Option<Mark> {
        (self.seq <= SEQ_MAX).then_some(())?;
        Some(Mark { seq: self.seq, answer: read_answer(&self.answer)? })
    }
}

/// Names how far the session is, as far as phones see it: a page with another stamp is out of date.
pub fn stamp(progress: &Progress) -> String {
    let pinned = progress.discussed().map(|cause| format!(".{cause}")).unwrap_or_default();
    format!("{}.{}{pinned}", phase_name(progress.phase), progress.round)
}

/// An answer from its text: a value of the scale, or `na`.
pub fn read_answer(text: &str) -> Option<Answer> {
    if text == "na" { Some(Answer::DoesNotApply) } else { text.parse().ok().map(Answer::Value) }
}

/// An answer as text.
pub fn write_answer(answer: Answer) -> String {
    match answer {
        Answer::Value(value) => value.to_string(),
        Answer::DoesNotApply => "na".to_owned(),
    }
}

const PHASES: [(Phase, &str); 6] = [
    (Phase::Lobby, "lobby"),
    (Phase::Answering, "answering"),
    (Phase::Closing, "closing"),
    (Phase::Closed, "closed"),
    (Phase::Revealed, "revealed"),
    (Phase::Ended, "ended"),
];

/// The name of a phase, in files and on the wire.
pub fn phase_name(phase: Phase) -> &'static str {
    PHASES.iter().find(|(other, _)| *other == phase).map_or("", |(_, name)| name)
}

/// The phase of this name.
pub fn phase_named(name: &str) -> Option<Phase> {
    PHASES.iter().find(|(_, other)| *other == name).map(|(phase, _)| *phase)
}
