//! `undercurrent`: asks the questionnaire.

use std::collections::HashMap;
use std::fs::ReadDir;
use std::sync::Arc;

use super::environment::{self, Environment, now};
use super::{Ending, host, run_app, score};
use crate::app::{App, Setup};
use crate::cli::{Assess, Score};
use crate::storage::deleted::left_behind;

/// Said where there is no terminal.
const NO_TERMINAL: &str = "answering needs a terminal, and standard input or output is none: 'undercurrent score FILE' scores \
     answers from a file, 'undercurrent results' prints a result, and 'undercurrent list' shows what is saved";

/// Asks the questionnaire in a terminal, or scores a file of answers.
pub fn assess(options: &Assess, environment: &Environment) -> anyhow::Result<Ending> {
    if let Some(file) = &options.answers {
        return score::score(&Score::of_answers(file, options));
    }
    let questionnaire = environment::questionnaire(options.questions.as_deref())?;
    environment.need_terminal(NO_TERMINAL)?;
    host::settle(environment);
    let setup = Setup::new(Arc::new(questionnaire), environment.store(), now());
    let app = if has_records(environment) { App::home(setup) } else { App::new(setup, Vec::new()) };
    run_app::run_app(app, HashMap::new(), environment)
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
