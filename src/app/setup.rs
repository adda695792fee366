//! What is settled before the app begins.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::Zoned;

use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::Record;

/// What is settled before the app begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// The questionnaire in full.
    pub full: Arc<Questionnaire>,
    /// Its short form, where it has one.
    pub pulse: Option<Arc<Questionnaire>>,
    /// Where answers are kept.
    pub store: Store,
    /// When the program was opened: `today` and `yesterday` are told from here.
    pub opened: Zoned,
}

/// Where answers are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Store {
    /// In this folder, as it is shown.
    Folder(String),
    /// Nowhere; why, as a sentence without its full stop.
    Nowhere(String),
    /// With the live session that the person takes part in.
    Session,
}

/// An assessment that was begun and not finished.
#[derive(Debug, Clone, PartialEq)]
pub struct Unfinished {
    /// The record as it was found.
    pub record: Record,
    /// Its file, where it is known: a record may have copies.
    pub file: Option<PathBuf>,
    /// Who else holds it, if anybody.
    pub holder: Option<String>,
}

impl Setup {
    /// Settles the questionnaire and where answers are kept.
    pub fn new(full: Arc<Questionnaire>, store: Store, opened: Zoned) -> Self {
        let pulse = full.pulse().map(Arc::new);
        Self { full, pulse, store, opened }
    }
}

/// How long so many items take, at ten seconds each: `a minute`, `6 minutes`.
pub fn time(items: usize) -> String {
    match (items * 10).div_ceil(60) {
        0 | 1 => "a minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    }
}
