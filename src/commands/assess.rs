//! `undercurrent`: asks the questionnaire.

use std::collections::HashMap;
use std::fs::ReadDir;
use std::path::Path;
use std::sync::Arc;

use super::environment::{Environment, now};
use super::{Ending, answers, host, input, sitting};
use crate::app::{App, Setup, Store};
use crate::cli::Assess;
use crate::domain::text::showable;
use crate::storage::deleted::left_behind;

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
    host::settle(environment);
    let setup = Setup::new(Arc::new(questionnaire), store(environment), now());
    let app = if has_records(environment) { App::home(setup) } else { App::new(setup, Vec::new()) };
    sitting::run(app, HashMap::new(), environment)
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

/// Whether there is any file among the records, or any that was deleted and may be wanted back. Of the records it goes
/// by their names alone, since nothing is drawn before this is known.
fn has_records(environment: &Environment) -> bool {
    let folder = environment.records().ok();
    let files = folder.as_ref().and_then(|folder| folder.read_dir().ok());
    let is_one = |mut files: ReadDir| {
        files.any(|file| file.is_ok_and(|file| file.path().extension().is_some_and(|kind| kind == "toml")))
    };
    files.is_some_and(is_one) || folder.is_some_and(|folder| !left_behind(&folder).is_empty())
}
