//! The record of a session: a file like any other record's.

use std::path::{Path, PathBuf};

use crate::domain::id::Token;
use crate::domain::record::Record;
use crate::live::host::Keeper;
use crate::storage::disk::{Disk, RealDisk};
use crate::storage::locked_record::LockedRecord;
use crate::storage::lookup::find_id;
use crate::storage::wording::shown;

/// Keeps the result of a session among the records. The file is ours from the first time it is kept or read.
#[derive(Debug)]
pub struct ResultFile {
    id: Token,
    path: PathBuf,
    held: Option<LockedRecord>,
}

impl ResultFile {
    /// The file that the result will have; nothing is written yet.
    pub const fn new(id: Token, path: PathBuf) -> Self {
        Self { id, path, held: None }
    }

    /// The file of a session that was interrupted: where its record is now, else where it would be.
    ///
    /// # Errors
    /// When several files hold its record, or the one that does cannot be read.
    pub fn of_interrupted(records: &Path, id: Token, usual: PathBuf) -> anyhow::Result<Self> {
        Ok(Self::new(id, find_id(records, id)?.unwrap_or(usual)))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What went wrong, with the name of the file alone: the whole room may read it.
    fn told(&self, error: &impl std::fmt::Display) -> String {
        let folder = self.path.parent().map(shown).unwrap_or_default();
        error.to_string().replace(&format!("{folder}/"), "")
    }

    fn held(&mut self) -> Result<&mut LockedRecord, String> {
        let held = match self.held.take() {
            Some(held) => held,
            None if self.path.exists() => self.claim()?,
            None => self.begin()?,
        };
        Ok(self.held.insert(held))
    }

    fn begin(&self) -> Result<LockedRecord, String> {
        if let Some(folder) = self.path.parent() {
            RealDisk.make_folder(folder).map_err(|error| self.told(&error))?;
        }
        LockedRecord::begin(self.path.clone()).map_err(|error| self.told(&error))
    }

    /// Takes hold of what is there, which is never written over unless it is this session's.
    fn claim(&self) -> Result<LockedRecord, String> {
        let (held, record) = LockedRecord::claim(&self.path).map_err(|error| self.told(&error))?;
        if record.head().id == self.id {
            return Ok(held);
        }
        Err(self.told(&format!("{} holds another record; it was left as it is", shown(&self.path))))
    }
}

impl Keeper for ResultFile {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        let saved = self.held()?.save(&RealDisk, record);
        saved.map_err(|error| self.told(&error))
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        if !self.path.exists() {
            return Ok(None);
        }
        let read = self.held()?.reread();
        read.map(Some).map_err(|error| self.told(&error))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use super::*;
    use crate::definition;
    use crate::domain::record::{Head, Kind};
    use crate::domain::response::Response;
    use crate::domain::text::Label;

    fn record(label: &str) -> Record {
        let head = Head {
            id: Token::new(1 << 96),
            kind: Kind::Workshop,
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            finished: Some("2026-11-23T17:10:00Z".parse().unwrap()),
            label: Label::new(label).unwrap(),
            changed: None,
            min_people: 5,
        };
        let questionnaire = Arc::new(definition::built_in().unwrap());
        Record::new(head, questionnaire, vec![Response::new(Token::new(2), "sales".parse().unwrap())]).unwrap()
    }

    fn file(folder: &Path) -> ResultFile {
        ResultFile::new(Token::new(1 << 96), folder.join("records/2026-11-23-00000001.toml"))
    }

    #[test]
    fn nothing_is_there_until_it_is_kept_and_then_it_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(folder.path());
        assert_eq!(file.kept(), Ok(None));
        assert!(!folder.path().join("records").exists());
        file.keep(&record("EMEA")).unwrap();
        assert_eq!(file.kept(), Ok(Some(record("EMEA"))));
    }

    #[test]
    fn after_a_crash_it_is_taken_hold_of_again_and_saved_over() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let mut again = file(folder.path());
        assert_eq!(again.kept(), Ok(Some(record("EMEA"))));
        again.keep(&record("APAC")).unwrap();
        assert_eq!(again.kept(), Ok(Some(record("APAC"))));
    }

    #[test]
    fn a_record_that_was_renamed_meanwhile_is_found_by_its_id() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let records = folder.path().join("records");
        let usual = records.join("2026-11-23-00000001.toml");
        fs::rename(&usual, records.join("ours.toml")).unwrap();
        let mut found = ResultFile::of_interrupted(&records, Token::new(1 << 96), usual).unwrap();
        assert_eq!(found.kept(), Ok(Some(record("EMEA"))));
    }

    #[test]
    fn another_record_of_that_name_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        file(folder.path()).keep(&record("EMEA")).unwrap();
        let path = folder.path().join("records/2026-11-23-00000001.toml");
        let before = fs::read(&path).unwrap();
        let mut other = ResultFile::new(Token::new(9), path.clone());
        assert!(other.keep(&record("APAC")).unwrap_err().contains("holds another record"));
        assert_eq!(fs::read(path).unwrap(), before);
    }

    #[test]
    fn what_another_program_changed_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = file(folder.path());
        file.keep(&record("EMEA")).unwrap();
        let path = folder.path().join("records/2026-11-23-00000001.toml");
        fs::write(&path, "mine").unwrap();
        assert!(file.keep(&record("APAC")).unwrap_err().contains("another program changed"));
        assert_eq!(fs::read_to_string(path).unwrap(), "mine");
    }
}
