//! Whether what was answered is on the disk yet.

use super::message::{Effect, Revision};
use crate::domain::record::Record;

/// What was handed over for saving, what is known to be saved, and what went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keeping {
    handed: Revision,
    saved: Revision,
    trouble: Option<String>,
}

/// How the latest state stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept<'a> {
    /// Nothing was to be saved yet.
    Nothing,
    /// It is on its way.
    Saving,
    /// It is synced to the disk.
    Saved,
    /// It is in memory alone; why, as a sentence without its full stop.
    NotSaved(&'a str),
}

impl Keeping {
    /// Starts in the knowledge that nothing can be saved.
    #[must_use]
    pub fn in_trouble(why: String) -> Self {
        Self { trouble: Some(why), ..Self::default() }
    }

    /// Hands the record over for saving.
    pub fn save(&mut self, record: &Record) -> Effect {
        Effect::Save { revision: self.next(), record: Box::new(record.clone()) }
    }

    /// Hands the record over for saving in another file.
    pub fn save_elsewhere(&mut self, record: &Record, path: String) -> Effect {
        self.trouble = None;
        Effect::SaveElsewhere { revision: self.next(), record: Box::new(record.clone()), path }
    }

    fn next(&mut self) -> Revision {
        self.handed = Revision(self.handed.0 + 1);
        self.handed
    }

    /// Takes in that a state, and all before it, is saved.
    pub fn saved(&mut self, revision: Revision) {
        self.saved = self.saved.max(revision);
        if self.saved == self.handed {
            self.trouble = None;
        }
    }

    /// Takes in that a state could not be saved.
    pub fn not_saved(&mut self, revision: Revision, why: String) {
        if revision > self.saved {
            self.trouble = Some(why);
        }
    }

    /// How the latest state stands.
    #[must_use]
    pub fn state(&self) -> Kept<'_> {
        match &self.trouble {
            Some(why) => Kept::NotSaved(why),
            None if self.handed == Revision(0) => Kept::Nothing,
            None if self.saved == self.handed => Kept::Saved,
            None => Kept::Saving,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn handed(times: u64) -> Keeping {
        Keeping { handed: Revision(times), ..Keeping::default() }
    }

    #[test]
    fn nothing_is_called_saved_before_the_latest_state_is() {
        let mut keeping = handed(2);
        keeping.saved(Revision(1));
        assert_eq!(keeping.state(), Kept::Saving);
        keeping.saved(Revision(2));
        assert_eq!(keeping.state(), Kept::Saved);
    }

    #[test]
    fn trouble_stays_until_the_latest_state_is_saved() {
        let mut keeping = handed(2);
        keeping.not_saved(Revision(1), "the disk is full".to_owned());
        assert_eq!(keeping.state(), Kept::NotSaved("the disk is full"));
        keeping.saved(Revision(1));
        assert_eq!(keeping.state(), Kept::NotSaved("the disk is full"));
        keeping.saved(Revision(2));
        assert_eq!(keeping.state(), Kept::Saved);
    }

    #[test]
    fn a_late_word_of_failure_does_not_undo_a_later_success() {
        let mut keeping = handed(2);
        keeping.saved(Revision(2));
        keeping.not_saved(Revision(1), "the disk was full".to_owned());
        assert_eq!(keeping.state(), Kept::Saved);
    }
}
