//! What travels between devices and the server as JSON, each told once. What is in it are the room's own types, which are
//! valid or cannot be read.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::refused::{Code, Refused};
use super::room::{Mark, Person, PersonView, Phase, Progress, SeatView, Setup, Shown};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Cause, Questionnaire};
use crate::domain::record::Record;
use crate::domain::text::{Label, kept};
use crate::wording::seat as told;

/// What a person says in order to come in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The code, as typed.
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
    /// The title of what is asked.
    pub title: String,
    /// Which Sales and which Marketing; may be empty.
    pub label: String,
    /// Whose view it is.
    pub intro: String,
    /// The sides to choose from: id and name.
    pub sides: Vec<(String, String)>,
    /// The fewest people of whom anything can be shown.
    pub min_people: usize,
    /// Whether the other people are made up.
    pub rehearsal: bool,
    /// Words with what they mean.
    #[serde(default)]
    pub words: Vec<(String, String)>,
    /// How many statements there are to answer; 0 from a host that does not say.
    #[serde(default)]
    pub statements: usize,
    /// How many guesses people of Sales and Marketing are asked for after them.
    #[serde(default)]
    pub guesses: usize,
    /// Why nobody comes in just now, as a sentence.
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

/// Whom a person answers for after all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherSide {
    #[serde(default)]
    pub side: String,
}

/// What stands over every page: the name of the session, or something else in its place for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Headline {
    /// The name; may be empty.
    pub label: String,
    /// What stands in its place.
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
    /// Where the session stands.
    pub phase: Phase,
    /// Which pass of answering, from 1.
    pub round: u8,
    /// Whom the person answers for.
    pub side: Id,
    /// What is asked in this round, in the order of asking, each statement by its place among all.
    pub items: Vec<Id>,
    /// Whether the person said that they have finished.
    pub finished: bool,
    /// The person's answers of this round, and what they guessed.
    pub answers: BTreeMap<Id, Mark>,
    /// How many responses are kept, by round, once the record is there.
    pub kept: BTreeMap<u8, usize>,
    /// The cause that the room talks about.
    pub pinned: Option<Id>,
    /// What a participant is told of it.
    #[serde(default)]
    pub discussed: Option<Discussed>,
    /// The names of the causes that a second round asks once more.
    #[serde(default)]
    pub again: Vec<String>,
    /// What the room was shown, from the reveal on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<Box<Shown>>,
    /// The fewest people of whom this round can show anything.
    pub min_people: usize,
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
    /// The code, for programs; none from a host of an earlier version, or where this one does not know it.
    #[serde(default, deserialize_with = "if_known", skip_serializing_if = "Option::is_none")]
    pub code: Option<Code>,
    /// A sentence.
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
    /// What anybody may know of a session.
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
    /// What stands over the pages of a session that stands like this.
    pub fn of(setup: &Setup, progress: &Progress) -> Self {
        let notice = progress.stops.map(|stops| told::stops(stops.minutes));
        Self { label: setup.label.as_str().to_owned(), notice }
    }
}

impl Standing {
    /// Where a person stands, with what the room was shown.
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

    /// The name that the session has by now. It is shown and nothing else: one that could not be typed here is left away.
    fn label(&self) -> Option<Label> {
        let headline = self.headline.as_ref()?;
        Some(Label::new(&kept(&headline.label)).unwrap_or_default())
    }

    /// The same as every participant's screen draws from, with the statements of this round and whom they are about.
    pub fn seen(&self, all: &Arc<Questionnaire>, (label, rehearsal): (&Label, bool)) -> SeatView {
        let some = (self.items.len() < all.len()).then(|| all.of_items(&self.items)).flatten();
        let discussed = self.pinned.as_ref().zip(self.discussed.as_ref());
        let discussed = discussed.map(|(id, discussed)| Arc::new(discussed.cause(id.clone())));
        let progress = Progress {
            phase: self.phase,
            round: self.round,
            pinned: discussed.as_ref().map(|cause| cause.id.clone()),
            ..Progress::new(u32::try_from(self.min_people).unwrap_or(u32::MAX))
        };
        let person = Person { side: self.side.clone(), marks: self.answers.clone(), finished: self.finished };
        SeatView {
            questionnaire: some.map_or_else(|| Arc::clone(all), Arc::new),
            label: self.label().unwrap_or_else(|| label.clone()),
            notice: self.headline.as_ref().and_then(|head| head.notice.clone()),
            rehearsal,
            progress,
            person: Arc::new(person),
            kept: self.kept.clone(),
            discussed,
            again: self.again.clone(),
            shown: self.shown.as_deref().cloned().map(Arc::new),
            least: self.min_people,
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
