//! A saved assessment, as a value.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::action::{self, ACTIONS_MAX, Action};
use super::disclosure::least_shown;
use super::id::{Id, Token};
use super::questionnaire::{Cause, MIN_PEOPLE_LEAST, Questionnaire};
use super::response::{Answer, Misfit, Response, Rounds, WasAsked, by_id, check_answer, check_guess};
use super::text::{Label, Note};

/// The most people that one record holds, each with one response a round.
pub const PEOPLE_MAX: usize = 5000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One person alone at a terminal.
    Solo,
    /// Finished records of several people, put together.
    Merged,
    Workshop,
}

/// A questionnaire as it was asked, and one or more responses. Build it with [`Record::new`] or [`Record::begin`].
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    head: Head,
    questionnaire: Arc<Questionnaire>,
    responses: Vec<Response>,
    rounds: Rounds,
    parts: Option<Vec<Part>>,
    note: Option<Note>,
    discussed: Vec<Id>,
    pub(super) actions: Vec<Action>,
}

/// Everything about a record that is neither questionnaire nor response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub id: Token,
    pub kind: Kind,
    pub created: Timestamp,
    /// When it was finished; none while it is being answered.
    pub finished: Option<Timestamp>,
    pub label: Label,
    pub changed: Option<Timestamp>,
    /// The fewest people whose figures are shown together; fixed when the first person joined.
    pub min_people: u32,
}

impl Head {
    /// Of a record that is begun at a time, without a name.
    pub fn begun(id: Token, kind: Kind, at: Timestamp, min_people: u32) -> Self {
        Self { id, kind, created: at, finished: None, label: Label::default(), changed: None, min_people }
    }

    /// The fewest people whose figures are shown together, as a count.
    pub fn least(&self) -> usize {
        usize::try_from(self.min_people).unwrap_or(usize::MAX)
    }

    /// When it was answered, as people are told: when it was finished, or begun where it is not.
    pub fn answered(&self) -> Timestamp {
        self.finished.unwrap_or(self.created)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    People(usize),
    NotSolo(usize),
    Twice(Token),
    Misfit(Misfit),
    MinPeople,
    NoCause(Id),
    Actions,
    Action(action::Invalid),
    Asked(u8, Id),
    AskedNothing(u8),
    NotAsked(u8, Id),
    Part(Token),
    NotMerged,
    NoteOfSeveral,
    NoRoom,
    DiscussedTwice(Id),
    Finished,
}

impl Record {
    pub fn new(head: Head, questionnaire: Arc<Questionnaire>, responses: Vec<Response>) -> Result<Self, Invalid> {
        check_number(&responses)?;
        if head.kind == Kind::Solo && responses.len() != 1 {
            return Err(Invalid::NotSolo(responses.len()));
        }
        if head.min_people < MIN_PEOPLE_LEAST {
            return Err(Invalid::MinPeople);
        }
        if head.finished.is_some_and(|finished| finished < head.created) {
            return Err(Invalid::Finished);
        }
        check_responses(&responses, &questionnaire)?;
        let rounds = Rounds::first(&questionnaire);
        let parts = Some(Vec::new());
        Ok(Self {
            head,
            questionnaire,
            responses,
            rounds,
            parts,
            note: None,
            discussed: Vec::new(),
            actions: Vec::new(),
        })
    }

    /// The fewest people of whom anything in it can be shown.
    pub fn least_shown(&self) -> usize {
        least_shown(self.questionnaire.causes().iter(), self.head.least())
    }

    /// The same, with what each round asked, where more is known than that the first asked everything.
    pub fn with_rounds(mut self, rounds: Rounds) -> Result<Self, Invalid> {
        rounds.check(&self.questionnaire, &self.responses)?;
        self.rounds = rounds;
        Ok(self)
    }

    /// The same, with the records of several people that it was put together from; none where that is not known.
    pub fn with_parts(mut self, parts: Option<Vec<Part>>) -> Result<Self, Invalid> {
        if self.head.kind != Kind::Merged && parts.as_ref().is_none_or(|parts| !parts.is_empty()) {
            return Err(Invalid::NotMerged);
        }
        check_parts(parts.as_deref().unwrap_or_default(), &self.responses)?;
        self.parts = parts;
        Ok(self)
    }

    pub fn with_note(mut self, note: Option<Note>) -> Result<Self, Invalid> {
        if note.is_some() && self.head.kind != Kind::Solo {
            return Err(Invalid::NoteOfSeveral);
        }
        self.note = note;
        Ok(self)
    }

    /// The same, with the causes that a room has talked about, in the order in which it did.
    pub fn with_discussed(mut self, discussed: Vec<Id>) -> Result<Self, Invalid> {
        if self.head.kind != Kind::Workshop && !discussed.is_empty() {
            return Err(Invalid::NoRoom);
        }
        self.check_causes(discussed.iter())?;
        if let Some((_, twice)) = discussed.iter().enumerate().find(|(at, cause)| discussed[..*at].contains(cause)) {
            return Err(Invalid::DiscussedTwice(twice.clone()));
        }
        self.discussed = discussed;
        Ok(self)
    }

    pub fn with_actions(mut self, actions: Vec<Action>) -> Result<Self, Invalid> {
        if actions.len() > ACTIONS_MAX {
            return Err(Invalid::Actions);
        }
        self.check_causes(actions.iter().map(Action::cause))?;
        self.actions = actions;
        Ok(self)
    }

    fn check_causes<'a>(&self, mut named: impl Iterator<Item = &'a Id>) -> Result<(), Invalid> {
        let has = |id: &Id| self.questionnaire.causes().iter().any(|cause| &cause.id == id);
        named.find(|id| !has(id)).map_or(Ok(()), |stray| Err(Invalid::NoCause(stray.clone())))
    }

    /// Begins the assessment of one person: nothing is answered yet.
    pub fn begin(new: Begin, questionnaire: Arc<Questionnaire>) -> Result<Self, Invalid> {
        let begun = Head::begun(new.id, Kind::Solo, new.at, questionnaire.head().min_people);
        let head = Head { label: new.label, ..begun };
        Self::new(head, questionnaire, vec![Response::new(new.response, new.side)])
    }

    pub const fn head(&self) -> &Head {
        &self.head
    }

    pub const fn questionnaire(&self) -> &Arc<Questionnaire> {
        &self.questionnaire
    }

    pub fn responses(&self) -> &[Response] {
        &self.responses
    }

    /// How many people answered: those of the first round, since nobody is followed from one to the next.
    pub fn people(&self) -> usize {
        self.responses.iter().filter(|response| response.round == 1 && !response.only_guessed()).count()
    }

    pub const fn rounds(&self) -> &Rounds {
        &self.rounds
    }

    pub fn asked(&self, round: u8, cause: &Cause) -> WasAsked {
        self.rounds.asked(round, cause, &self.responses)
    }

    /// The records of several people that it was put together from; none where a record of format 1 did not say.
    pub fn parts(&self) -> Option<&[Part]> {
        self.parts.as_deref()
    }

    pub const fn note(&self) -> Option<&Note> {
        self.note.as_ref()
    }

    /// The causes that a room has talked about, in the order in which it did.
    pub fn discussed(&self) -> &[Id] {
        &self.discussed
    }

    pub fn actions(&self) -> &[Action] {
        &self.actions
    }

    pub fn solo(&self) -> Option<&Response> {
        if self.head.kind == Kind::Solo { self.responses.first() } else { None }
    }

    pub const fn is_finished(&self) -> bool {
        self.head.finished.is_some()
    }

    /// When it was last changed, as far as it says so: begun, finished, an answer changed, an action taken on or settled.
    pub fn touched(&self) -> Timestamp {
        let Head { created, finished, changed, .. } = self.head;
        let actions = self.actions.iter().map(Action::touched);
        actions.chain(finished).chain(changed).fold(created, Timestamp::max)
    }

    /// How many items of a solo record have an answer, "does not apply" included.
    pub fn answered(&self) -> usize {
        self.solo().map_or(0, |response| response.answers.len())
    }

    /// The same with another questionnaire that it goes together with.
    pub fn under(&self, questionnaire: &Arc<Questionnaire>) -> Result<Self, Invalid> {
        Self::new(self.head.clone(), Arc::clone(questionnaire), self.responses.clone())?
            .with_rounds(self.rounds.clone())?
            .with_parts(self.parts.clone())?
            .with_note(self.note.clone())?
            .with_discussed(self.discussed.clone())?
            .with_actions(self.actions.clone())
    }

    pub fn relabel(&mut self, label: Label) {
        self.head.label = label;
    }

    /// Stores one answer of a solo record; a change after finishing is dated.
    pub fn answer(&mut self, item: &Id, answer: Answer, at: Timestamp) -> Result<(), Invalid> {
        check_answer(&self.questionnaire, item, answer).map_err(Invalid::Misfit)?;
        self.respond(at, |response| response.answers.insert(item.clone(), answer) != Some(answer))
    }

    /// Stores what the one person of a solo record guesses of a cause; a change after finishing is dated.
    pub fn guess(&mut self, cause: &Id, value: i32, at: Timestamp) -> Result<(), Invalid> {
        check_guess(&self.questionnaire, cause, value).map_err(Invalid::Misfit)?;
        self.respond(at, |response| response.guesses.insert(cause.clone(), value) != Some(value))
    }

    /// Puts something into the one response, which says whether that changed it.
    fn respond(&mut self, at: Timestamp, put: impl FnOnce(&mut Response) -> bool) -> Result<(), Invalid> {
        let count = self.responses.len();
        let [response] = self.responses.as_mut_slice() else { return Err(Invalid::NotSolo(count)) };
        if put(response) && self.head.finished.is_some() {
            self.head.changed = Some(at);
        }
        Ok(())
    }

    /// Finishes it; a second time changes nothing.
    pub fn finish(&mut self, at: Timestamp) {
        self.head.finished.get_or_insert(at.max(self.head.created));
    }
}

#[derive(Debug, Clone)]
pub struct Begin {
    pub id: Token,
    pub response: Token,
    pub at: Timestamp,
    pub label: Label,
    /// Whom the person answers for.
    pub side: Id,
}

/// At least one response, and no more in any round than a record holds people.
fn check_number(responses: &[Response]) -> Result<(), Invalid> {
    let mut rounds = [0_usize; 256];
    for response in responses {
        rounds[usize::from(response.round)] += 1;
    }
    let most = rounds.into_iter().max().unwrap_or_default();
    if most == 0 || most > PEOPLE_MAX { Err(Invalid::People(most)) } else { Ok(()) }
}

fn check_responses(responses: &[Response], questionnaire: &Questionnaire) -> Result<(), Invalid> {
    let mut ids: Vec<Token> = responses.iter().map(|response| response.id).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(Invalid::Twice(pair[0]));
    }
    let items = by_id(questionnaire);
    responses.iter().try_for_each(|response| response.check_among(questionnaire, &items)).map_err(Invalid::Misfit)
}

/// A record of several people whose responses are now in a larger one. Its figures may have been shown, so the larger
/// one must not let them be worked out further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub record: Token,
    /// The fewest people whose figures it showed together.
    pub min_people: u32,
    pub responses: BTreeSet<Token>,
}

impl Part {
    pub fn holds(&self, response: &Response) -> bool {
        self.responses.contains(&response.id)
    }
}

fn check_parts(parts: &[Part], responses: &[Response]) -> Result<(), Invalid> {
    let all: BTreeSet<Token> = responses.iter().map(|response| response.id).collect();
    let fits = |part: &Part| !part.responses.is_empty() && part.responses.is_subset(&all);
    parts.iter().find(|part| !fits(part)).map_or(Ok(()), |part| Err(Invalid::Part(part.record)))
}
