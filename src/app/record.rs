//! The record in hand: one person's, with its analysis kept up to date; whether the latest state of every record is on the
//! disk; and earlier records of the same name.
//!
//! The figures of one person are computed here, with each answer: they take a few microseconds (`cargo bench --bench
//! scoring`), less than the screen that shows them. Those of several people come in as messages.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::update::Effect;
use crate::domain::analysis::Analysis;
use crate::domain::guess::GuessItem;
use crate::domain::id::{Id, Token};
use crate::domain::questionnaire::{Item, Questionnaire};
use crate::domain::record::{Invalid, Record};
use crate::domain::response::Answer;
use crate::domain::text::showable;
use crate::request::{Revision, StoreRequest};

/// A record of one person, its analysis, and whether it is ours to change.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    record: Record,
    analysis: Analysis,
    claimed: bool,
}

impl Assessment {
    /// Wraps a record of one person; none for a record of several.
    pub fn new(record: Record, claimed: bool) -> Option<Self> {
        let analysis = Analysis::of(&record)?;
        Some(Self { record, analysis, claimed })
    }

    pub const fn record(&self) -> &Record {
        &self.record
    }

    pub const fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    pub const fn is_claimed(&self) -> bool {
        self.claimed
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        self.record.questionnaire()
    }

    pub fn answered(&self) -> usize {
        self.record.answered()
    }

    /// The item asked at a place, counted from 0, with its answer.
    pub fn item(&self, place: usize) -> Option<(&Item, Option<Answer>)> {
        let item = self.questionnaire().asked_at(place)?;
        Some((item, self.analysis.answer(item)))
    }

    pub fn place_of(&self, item: &Item) -> usize {
        self.questionnaire().asked().position(|asked| asked.id == item.id).unwrap_or(0)
    }

    pub fn unanswered(&self) -> Vec<usize> {
        let items = self.questionnaire().asked().enumerate();
        items.filter(|(_, item)| self.analysis.answer(item).is_none()).map(|(place, _)| place).collect()
    }

    /// What the person guesses of the other side, in the order of asking; nothing where they guess nothing.
    pub fn guess_items(&self) -> impl Iterator<Item = GuessItem<'_>> {
        let side = self.record.solo().map(|response| &response.side);
        let is_guessing = side.is_some_and(|side| self.questionnaire().guessed_by(side).is_some());
        self.questionnaire().guess_items().filter(move |_| is_guessing)
    }

    pub fn guess(&self, cause: &Id) -> Option<i32> {
        self.record.solo()?.guesses.get(cause).copied()
    }

    /// Stores an answer to the item at a place; says whether it belonged there.
    pub fn answer(&mut self, place: usize, answer: Answer, at: Timestamp) -> bool {
        let Some(id) = self.questionnaire().asked_at(place).map(|item| item.id.clone()) else { return false };
        let stored = self.record.answer(&id, answer, at).is_ok();
        self.refresh();
        stored
    }

    /// Changes the record, apart from its answers.
    pub fn change(&mut self, change: impl FnOnce(&mut Record) -> Result<(), Invalid>) -> Result<(), Invalid> {
        change(&mut self.record)?;
        self.refresh();
        Ok(())
    }

    pub fn finish(&mut self, at: Timestamp) {
        self.record.finish(at);
        self.refresh();
    }

    fn refresh(&mut self) {
        if let Some(analysis) = Analysis::of(&self.record) {
            self.analysis = analysis;
        }
    }
}

/// What is known of earlier records of the same label.
#[derive(Debug, Clone, PartialEq)]
pub enum Earlier {
    Unasked,
    Asked,
    Found(Vec<Past>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    pub record: Record,
    /// Its analysis, where one person answered.
    pub analysis: Option<Analysis>,
}

impl From<Record> for Past {
    fn from(record: Record) -> Self {
        Self { analysis: Analysis::of(&record), record }
    }
}

/// What was handed over for saving, record by record, what is known to be saved, and what went wrong.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SaveTracker {
    latest: Revision,
    records: BTreeMap<Token, Standing>,
    /// Why nothing can be saved at all, as far as is known before the first try.
    nowhere: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Standing {
    handed: Vec<Revision>,
    /// The record as it was handed over last.
    latest: Option<Arc<Record>>,
    trouble: Option<String>,
}

/// How the latest state of every record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState<'a> {
    Nothing,
    Saving,
    /// It is synced to the disk.
    Saved,
    /// It is in memory alone; why, as a sentence without its full stop.
    NotSaved(&'a str),
}

impl SaveTracker {
    pub fn in_trouble(why: String) -> Self {
        Self { nowhere: Some(why), ..Self::default() }
    }

    pub fn save(&mut self, record: &Record) -> Effect {
        let record = Arc::new(record.clone());
        Effect::Store(StoreRequest::Save { revision: self.hand_over(&record), record })
    }

    /// Hands the record over for saving in another file.
    pub fn save_elsewhere(&mut self, record: &Record, path: String) -> Effect {
        self.nowhere = None;
        let record = Arc::new(record.clone());
        let revision = self.hand_over(&record);
        if let Some(standing) = self.records.get_mut(&record.head().id) {
            standing.trouble = None;
        }
        Effect::Store(StoreRequest::SaveElsewhere { revision, record, path })
    }

    fn hand_over(&mut self, record: &Arc<Record>) -> Revision {
        self.latest = Revision(self.latest.0 + 1);
        let standing = self.records.entry(record.head().id).or_default();
        standing.handed.push(self.latest);
        standing.latest = Some(Arc::clone(record));
        self.latest
    }

    /// The record that is in memory alone: the one in hand if it is, else another one.
    pub fn unsaved<'a>(&'a self, in_hand: Option<&'a Record>) -> Option<&'a Record> {
        let is_lost = |record: &Record| self.nowhere.is_some() && record.answered() > 0;
        let own = in_hand.filter(|record| is_lost(record) || self.in_trouble_with(record.head().id).is_some());
        own.or_else(|| self.records.keys().find_map(|&id| self.in_trouble_with(id)))
    }

    /// A record as it stands on the disk, unless a later state could not be written there: that is not lost over it.
    pub fn latest_of(&self, record: Record) -> Record {
        self.in_trouble_with(record.head().id).cloned().unwrap_or(record)
    }

    /// The latest state of a record, if it could not be saved.
    fn in_trouble_with(&self, id: Token) -> Option<&Record> {
        let standing = self.records.get(&id).filter(|standing| standing.trouble.is_some())?;
        standing.latest.as_deref()
    }

    /// Takes in that a record was found on the disk as it is.
    pub fn found(&mut self, record: &Record) {
        self.records.entry(record.head().id).or_default();
    }

    /// Takes in that a state of a record, and all its earlier ones, is saved.
    pub fn saved(&mut self, revision: Revision) {
        if let Some(standing) = self.of(revision) {
            standing.handed.retain(|&handed| handed > revision);
            if standing.handed.is_empty() {
                standing.trouble = None;
            }
            self.nowhere = None;
        }
    }

    /// Takes in that a state could not be saved; a state that is saved already stays so.
    pub fn not_saved(&mut self, revision: Revision, why: String) {
        if let Some(standing) = self.of(revision) {
            standing.trouble = Some(why);
        }
    }

    pub fn forget(&mut self) {
        *self = Self { latest: self.latest, ..Self::default() };
    }

    /// The record that still waits for word on this state.
    fn of(&mut self, revision: Revision) -> Option<&mut Standing> {
        self.records.values_mut().find(|standing| standing.handed.contains(&revision))
    }

    /// How the latest state of every record stands; trouble with one is told before all else.
    pub fn state(&self) -> SaveState<'_> {
        let trouble = self.records.values().find_map(|standing| standing.trouble.as_ref());
        match trouble.or(self.nowhere.as_ref()) {
            Some(why) => SaveState::NotSaved(why),
            None if self.records.is_empty() => SaveState::Nothing,
            None if self.records.values().all(|standing| standing.handed.is_empty()) => SaveState::Saved,
            None => SaveState::Saving,
        }
    }
}

pub type RecordFile<'a> = (Token, Option<&'a Path>);

/// For each place the name of its file, where another place is a copy of its record.
pub fn copies(places: &[RecordFile<'_>]) -> Vec<Option<String>> {
    let has_copy = |one: &RecordFile<'_>| places.iter().filter(|other| other.0 == one.0).count() > 1;
    places.iter().map(|one| has_copy(one).then(|| one.1.map(name)).flatten()).collect()
}

fn name(file: &Path) -> String {
    showable(&Path::new(file.file_name().unwrap_or_default()).display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many states handed over for each of these records.
    fn handed(times: &[u64]) -> SaveTracker {
        let mut keeping = SaveTracker::default();
        for (record, &times) in times.iter().enumerate() {
            for _ in 0..times {
                keeping.latest = Revision(keeping.latest.0 + 1);
                let token = Token::new(record as u128);
                keeping.records.entry(token).or_default().handed.push(keeping.latest);
            }
        }
        keeping
    }

    #[test]
    fn nothing_is_called_saved_before_the_latest_state_is() {
        let mut keeping = handed(&[2]);
        keeping.saved(Revision(1));
        assert_eq!(keeping.state(), SaveState::Saving);
        keeping.saved(Revision(2));
        assert_eq!(keeping.state(), SaveState::Saved);
    }

    #[test]
    fn trouble_stays_until_the_latest_state_is_saved() {
        let mut keeping = handed(&[3]);
        keeping.not_saved(Revision(1), "the disk is full".to_owned());
        assert_eq!(keeping.state(), SaveState::NotSaved("the disk is full"));
        keeping.saved(Revision(2));
        assert_eq!(keeping.state(), SaveState::NotSaved("the disk is full"));
        keeping.saved(Revision(3));
        assert_eq!(keeping.state(), SaveState::Saved);
    }

    #[test]
    fn a_late_word_of_failure_does_not_undo_a_later_success() {
        let mut keeping = handed(&[2]);
        keeping.saved(Revision(2));
        keeping.not_saved(Revision(1), "the disk was full".to_owned());
        assert_eq!(keeping.state(), SaveState::Saved);
    }

    #[test]
    fn one_record_that_is_saved_does_not_speak_for_another() {
        let mut keeping = handed(&[1, 1]);
        keeping.not_saved(Revision(1), "the folder is gone".to_owned());
        keeping.saved(Revision(2));
        assert_eq!(keeping.state(), SaveState::NotSaved("the folder is gone"));
    }

    #[test]
    fn a_file_is_named_only_where_another_has_the_same_record() {
        let [one, other] = [Token::new(1), Token::new(2)];
        let (a, b, c) = (Path::new("records/a.toml"), Path::new("records/a (2).toml"), Path::new("records/c.toml"));
        let named = copies(&[(one, Some(a)), (other, Some(c)), (one, Some(b)), (Token::new(3), None)]);
        assert_eq!(named, [Some("a.toml".to_owned()), None, Some("a (2).toml".to_owned()), None]);
    }
}
