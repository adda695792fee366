//! `undercurrent`: asks the questionnaire.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::environment::{Environment, now};
use super::{Ending, answers, input, output, sitting};
use crate::app::{App, Setup, Store, Unfinished};
use crate::cli::Assess;
use crate::domain::id::Token;
use crate::domain::text::showable;
use crate::record::listing::{Entry, list, unfinished};
use crate::record::locking::Hold;

/// Said where there is no terminal.
const NO_TERMINAL: &str = "answering needs a terminal, and standard input or output is none: use --answers FILE to score \
     answers from a file, 'undercurrent results' to print a result, or 'undercurrent list' to see what is saved";

/// Asks the questionnaire in a terminal, or scores a file of answers.
///
/// # Errors
/// When there is no terminal, or the questionnaire cannot be used.
pub fn run(options: &Assess, environment: &Environment) -> anyhow::Result<Ending> {
    if let Some(file) = &options.answers {
        return answers::run(file, options);
    }
    environment.need_terminal(NO_TERMINAL)?;
    let questionnaire = input::questionnaire(options.questions.as_deref())?;
    let (offers, files) = begun(environment);
    let setup = Setup::new(Arc::new(questionnaire), store(environment), now());
    sitting::run(App::new(setup, offers), files, environment)
}

/// Where answers are kept, as the app tells it.
pub fn store(environment: &Environment) -> Store {
    match environment.records() {
        Ok(folder) => Store::Folder(short(&folder, environment.place.home.as_deref())),
        Err(error) => Store::Nowhere(error.to_string()),
    }
}

/// A path as people write it, with `~` for their home.
fn short(path: &Path, home: Option<&Path>) -> String {
    let told = match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => Path::new("~").join(rest).display().to_string(),
        None => path.display().to_string(),
    };
    showable(&told)
}

/// What was begun and not finished, and in which files. What cannot be read is named and left.
fn begun(environment: &Environment) -> (Vec<Unfinished>, HashMap<Token, PathBuf>) {
    let Ok(folder) = environment.records() else { return Default::default() };
    let entries = list(&folder).unwrap_or_else(|error| {
        output::note(&format!("note: {error}"));
        Vec::new()
    });
    let (found, unreadable) = unfinished(&entries);
    let heads = entries.iter().filter_map(|entry| match entry {
        Entry::Unreadable(error) => Some(error),
        Entry::Readable(_) => None,
    });
    for error in heads.chain(&unreadable) {
        output::note(&format!("note: {error}"));
    }
    let files = found.iter().map(|one| (one.record.head().id, one.path.clone())).collect();
    let offers = found.into_iter().map(|one| Unfinished { record: one.record, holder: holder(&one.hold) });
    (offers.collect(), files)
}

fn holder(hold: &Hold) -> Option<String> {
    match hold {
        Hold::Free => None,
        Hold::Held(None) => Some("another Undercurrent".to_owned()),
        Hold::Held(Some(holder)) => Some(format!("another Undercurrent, process {}", holder.pid)),
    }
}
