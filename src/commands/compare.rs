//! `undercurrent compare RECORD...` and `undercurrent trend RECORD...`: people, or records over time, side by side.

use std::collections::HashMap;
use std::sync::Arc;

use super::environment::{Environment, now, read_all};
use super::output::Readers;
use super::written::{self, Made};
use super::{Ending, run_app};
use crate::app::{App, Effect, Setup};
use crate::cli;
use crate::document::Subject;
use crate::domain::compare::{Comparison, Named};
use crate::domain::record::Record;
use crate::domain::runs::Runs;
use crate::format::{Export, Format};
use crate::request::ReadRequest;

/// Sets a few people's answers side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn compare(asked: &cli::Compare, environment: &Environment) -> anyhow::Result<Ending> {
    let format = written::form(&asked.to, Export::Comparison, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let newest = Comparison::check(&named)?;
    if environment.interactive && written::is_unasked(&asked.to) {
        return open(newest.record, ReadRequest::Compare(files.clone()), environment);
    }
    let comparison = Comparison::of(&named)?;
    let made = Made { subject: Subject::People(&comparison), from: &from, readers: Readers::AsUsual };
    written::write(&asked.to, format, &made)?;
    Ok(Ending::Done)
}

/// Sets records over time side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn trend(asked: &cli::Trend, environment: &Environment) -> anyhow::Result<Ending> {
    let format = written::form(&asked.to, Export::Trend, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    Runs::check(&named)?;
    match files.last() {
        Some((_, last)) if environment.interactive && written::is_unasked(&asked.to) => {
            open(last, ReadRequest::Runs(files.clone()), environment)
        }
        _ => {
            let runs = Runs::of_files(&named)?;
            let made = Made { subject: Subject::Runs(&runs), from: &from, readers: Readers::AsUsual };
            written::write(&asked.to, format, &made)?;
            Ok(Ending::Done)
        }
    }
}

fn open(record: &Record, request: ReadRequest, environment: &Environment) -> anyhow::Result<Ending> {
    let setup = Setup::new(Arc::clone(record.questionnaire()), environment.store(), now());
    run_app::run_app(App::opening(setup, Effect::Read(request)), HashMap::new(), environment)
}
