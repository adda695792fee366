//! `undercurrent compare RECORD...`

use std::collections::HashMap;
use std::ffi::OsString;
use std::sync::Arc;

use super::environment::{Environment, now};
use super::{Ending, assess, merge, output, sitting};
use crate::app::{App, Setup};
use crate::domain::compare::Comparison;
use crate::domain::together::Named;
use crate::report;

/// Sets a few people's answers side by side: on the screen, or printed where there is no terminal.
///
/// # Errors
/// When the records do not belong together, or one cannot be read or shown.
pub fn run(records: &[OsString], environment: &Environment) -> anyhow::Result<Ending> {
    let files = merge::files(records, environment)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let comparison = Comparison::of(&named)?;
    if environment.interactive {
        let setup = Setup::new(Arc::clone(comparison.questionnaire()), assess::store(environment), now());
        return sitting::run(App::comparison(setup, Arc::new(comparison)), HashMap::new(), environment);
    }
    output::print(report::comparison(&comparison, &now()).as_bytes())?;
    Ok(Ending::Done)
}
