//! Where the result of a session goes.

use crate::domain::record::Record;

/// Where the result of a session goes.
pub trait Keeper: Send {
    /// Saves the record in place of its earlier state, and returns once it is on the disk.
    ///
    /// # Errors
    /// Why it could not be saved, as a sentence without its full stop; the earlier state is then still there.
    fn keep(&mut self, record: &Record) -> Result<(), String>;

    /// The record as it was last saved, if it ever was.
    ///
    /// # Errors
    /// Why it could not be read, as a sentence without its full stop.
    fn kept(&mut self) -> Result<Option<Record>, String>;
}

/// Keeps the result in memory only: a rehearsal is never saved.
#[derive(Debug, Default)]
pub struct Nowhere(Option<Record>);

impl Keeper for Nowhere {
    fn keep(&mut self, record: &Record) -> Result<(), String> {
        self.0 = Some(record.clone());
        Ok(())
    }

    fn kept(&mut self) -> Result<Option<Record>, String> {
        Ok(self.0.clone())
    }
}
