//! `undercurrent trend RECORD...`

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::Arc;

use super::environment::{Environment, now};
use super::{Ending, assess, merge, output, sitting};
use crate::app::{App, Effect, Setup};
use crate::cli::TrendFormat;
use crate::document;
use crate::domain::compare::Named;
use crate::domain::runs::Runs;

/// Shows runs side by side on the screen, or prints them where there is no terminal or a form was asked for.
///
/// # Errors
/// When there is no such record, or the records are not runs of the same kind.
pub fn run(wanted: &[OsString], format: Option<TrendFormat>, environment: &Environment) -> anyhow::Result<Ending> {
    let from = merge::paths(wanted, environment)?;
    let files = merge::files(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    Runs::check(&named)?;
    match (format, files.last()) {
        (None, Some((_, last))) if environment.interactive => {
            let setup = Setup::new(Arc::clone(last.questionnaire()), assess::store(environment), now());
            sitting::run(App::opening(setup, Effect::Runs(files)), HashMap::new(), environment)
        }
        _ => {
            output::print_of(&from, document::trend::text(&Runs::of_files(&named)?, &now()).as_bytes())?;
            Ok(Ending::Done)
        }
    }
}
