//! What is written when a session ends.

use std::env;
use std::path::{Path, PathBuf};

use super::super::export::export;
use super::owed::Owed;
use crate::app::Msg;
use crate::app::hosting::HostView;
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::storage::wording::{reason, shown};

/// What was written when a session ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrote {
    /// The record.
    pub record: Option<PathBuf>,
    /// The report.
    pub report: Option<PathBuf>,
    /// Why there is no report although there is a record, as a sentence without its full stop.
    pub trouble: Option<String>,
}

/// Writes the report of a session that has ended into the current folder. The record is on the disk already: a close
/// is not over before it is. Of a rehearsal nothing is written, nor where nobody answered.
pub fn write(seen: &HostView, file: &Path, owed: Option<Owed>) -> Wrote {
    match &seen.view.record {
        Some(record) if !seen.view.setup.rehearsal => match report(record, owed) {
            Ok(report) => Wrote { record: Some(file.to_path_buf()), report: Some(report), trouble: None },
            Err(why) => Wrote { record: Some(file.to_path_buf()), report: None, trouble: Some(why) },
        },
        _ => {
            if let Some(owed) = owed {
                owed.settle();
            }
            Wrote::default()
        }
    }
}

fn report(record: &Record, owed: Option<Owed>) -> Result<PathBuf, String> {
    let written = match (env::current_dir(), owed) {
        (Err(error), owed) => {
            if let Some(owed) = owed {
                owed.settle();
            }
            return Err(format!("no report was written, since there is no current folder: {}", reason(&error)));
        }
        (Ok(_), Some(owed)) => owed.pay(record),
        (Ok(folder), None) => export(record, &folder),
    };
    written.map_err(|error| showable(&format!("no report was written: {error:#}")))
}

impl Wrote {
    /// The same for the app.
    pub fn told(&self) -> Msg {
        let path = |path: &Option<PathBuf>| path.as_deref().map(shown);
        Msg::Wrote { record: path(&self.record), report: path(&self.report), trouble: self.trouble.clone() }
    }
}
