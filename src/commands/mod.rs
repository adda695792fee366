//! One file a verb. Here the effects are supplied: environment, clock, chance, files and threads.
//!
//! ```text
//! assess, answers, questions, check, list,         the verbs
//! results, report, merge, compare, trend, actions,
//! label, delete, completions, man
//! environment                                      folders, variables, terminal, clock, chance
//! input, find, output                              files and records that are named; what is printed
//! export                                           the one writer of files that are named
//! host/                                            hosting a live session
//! join, participant                                taking part in a live session
//! sitting, storage, reader, farewell               the app, opened; its wishes carried out; the last word
//! ending                                           exit codes
//! ```

mod actions;
mod answers;
mod assess;
mod check;
mod compare;
mod completions;
mod delete;
mod ending;
mod environment;
mod export;
mod farewell;
mod find;
mod host;
mod input;
mod join;
mod label;
mod list;
mod man;
mod merge;
mod output;
mod participant;
mod private;
mod questions;
mod reader;
mod report;
mod results;
mod sitting;
mod storage;
mod trend;

use std::ffi::OsString;
use std::panic::catch_unwind;

use crate::cli::{Cli, Verb};
use crate::domain::text::showable;

use environment::Environment;

pub use ending::Ending;
pub use export::export;
pub use join::{Pass, Remote, join_form};
pub use participant::ParticipantWorker;

/// Runs the program with its arguments, the program's own name first.
///
/// Data goes to standard output, messages to standard error; the error, if there is one, is told once.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Ending {
    let args: Vec<OsString> = args.into_iter().collect();
    // A panic has said what it is. It must not end with an exit code of its own.
    catch_unwind(|| attempt(&args)).unwrap_or(Ending::Failed)
}

fn attempt(args: &[OsString]) -> Ending {
    let outcome = match Cli::read(args.iter().cloned()) {
        Ok(cli) => dispatch(&cli),
        Err(error) => usage(args, error),
    };
    outcome.unwrap_or_else(|error| ending::tell(&error))
}

/// Prints the help or the version, where those were asked for; or says what is wrong with the arguments.
fn usage(args: &[OsString], error: clap::Error) -> anyhow::Result<Ending> {
    if !error.use_stderr() {
        output::check(error.print())?;
        return Ok(Ending::Done);
    }
    // clap drops the control characters of an argument from its message. Reading them by name keeps them in view.
    let named = args.iter().map(|arg| showable(&arg.to_string_lossy()).into());
    output::note(&Cli::read(named).err().unwrap_or(error).render().to_string());
    Ok(Ending::Misused)
}

fn dispatch(cli: &Cli) -> anyhow::Result<Ending> {
    let environment = Environment::of(&cli.common)?;
    match &cli.verb {
        None => assess::run(&cli.assess, &environment),
        Some(Verb::Questions { schema }) => questions::run(*schema),
        Some(Verb::Check { file }) => check::run(file),
        Some(Verb::List) => list::run(&environment),
        Some(Verb::Results { record, format }) => results::run(record.as_deref(), *format, &environment),
        Some(Verb::Report(asked)) => report::run(asked, &environment),
        Some(Verb::Merge(asked)) => merge::run(asked, &environment),
        Some(Verb::Compare(asked)) => compare::run(asked, &environment),
        Some(Verb::Trend { records, format }) => trend::run(records, *format, &environment),
        Some(Verb::Host(options)) => host::run(options, &environment),
        Some(Verb::Join(asked)) => join::run(asked, &environment),
        Some(Verb::Actions { format }) => actions::run(format.unwrap_or_default(), &environment),
        Some(Verb::Label { record, text }) => label::run(record, text, &environment),
        Some(Verb::Delete { record, yes }) => delete::run(record, *yes, &environment),
        Some(Verb::Completions { shell }) => completions::run(*shell),
        Some(Verb::Man) => man::run(),
    }
}
