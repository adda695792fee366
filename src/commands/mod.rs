//! A verb is a function here. The effects are supplied here too: environment, clock, chance, files and threads.
//!
//! ```text
//! answers/                   score, import: files of answers, and the table that a form tool exports
//! records                    list, label, delete, actions
//! report                     report, results; in which form something is written, and where to
//! compare                    compare, trend; merge, share
//! questions                  questions, check
//! man                        man, completions: what is made of the arguments
//! host/                      host: a live session
//! join                       join: taking part in one
//! environment                folders, variables, terminal, clock, chance, named files
//! output                     the one writer of what is printed and of files that are named
//! run_app                    the app, opened by no verb or by another, until the last word
//! storage, reader            what it wants done with records
//! participant                what it wants done in a live session
//! ```

mod answers;
mod compare;
mod environment;
mod host;
mod join;
mod man;
mod output;
mod participant;
pub(crate) mod questions;
mod reader;
pub(crate) mod records;
mod report;
mod run_app;
mod storage;

use std::ffi::OsString;
use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{Command, Error};

use crate::cli::{self, Cli, QuestionsFormat, Verb, When};
use crate::definition::nearest;
use crate::domain::text::showable;
use crate::wording::commands as words;
use environment::Environment;
pub use host::mirrored;
pub use join::{Pass, Remote, join_form};
pub use output::export;
pub use participant::ParticipantWorker;
pub use reader::preview;

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
        Ok(cli) => {
            output::settle_colours(cli.look.color);
            dispatch(&cli)
        }
        Err(error) => {
            output::settle_colours(When::among(args));
            usage(args, &error)
        }
    };
    outcome.unwrap_or_else(|error| complain(&error))
}

fn dispatch(cli: &Cli) -> anyhow::Result<Ending> {
    let environment = Environment::of(cli)?;
    let done = match &cli.verb {
        None => return run_app::assess(&cli.assess, &environment),
        Some(Verb::Check { file, format }) => return questions::check(file, format.unwrap_or_default()),
        Some(Verb::Results(asked)) => return report::results(asked.record.as_deref(), asked.format, &environment),
        Some(Verb::Compare(asked)) => return compare::compare(asked, &environment),
        Some(Verb::Trend(asked)) => return compare::trend(asked, &environment),
        Some(Verb::Host(options)) => return host::run(options, &environment),
        Some(Verb::Join(asked)) => return join::run(asked, &environment),
        Some(Verb::Questions { schema: true, .. }) => questions::print_schema(),
        Some(Verb::Questions { format, file, .. }) => {
            questions::questions(format.unwrap_or(QuestionsFormat::Toml), file.as_deref())
        }
        Some(Verb::Score(asked)) => answers::score(asked),
        Some(Verb::Import(asked)) => answers::import(asked, &environment),
        Some(Verb::List(asked)) => records::list(asked, &environment),
        Some(Verb::Report(asked)) => report::report(asked, &environment),
        Some(Verb::Merge(asked)) => compare::merge_records(asked, &environment),
        Some(Verb::Share(asked)) => compare::share(asked, &environment),
        Some(Verb::Actions(asked)) => records::actions(&asked.to, &environment),
        Some(Verb::Label { record, text, .. }) => records::label(record, text, &environment),
        Some(Verb::Delete { records, yes, .. }) => records::delete(records, *yes, &environment),
        Some(Verb::Completions { shell }) => man::completions(*shell),
        Some(Verb::Man(asked)) => man::man(asked),
    };
    done.map(|()| Ending::Done)
}

/// How a verb ended. The exit codes are in the help and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Done,
    /// It did not, and has said why.
    Failed,
    /// It was not asked for something it can do, and has said why.
    Misused,
    Signal(u8),
}

/// The signal that a program gets when the reader of its output goes away. Rust has it ignored.
const SIGPIPE: u8 = 13;

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> Self {
        Self::from(match ending {
            Ending::Done => 0,
            Ending::Failed => 1,
            Ending::Misused => 2,
            Ending::Signal(number) => number.saturating_add(128),
        })
    }
}

impl Ending {
    /// The ending with this exit code.
    pub const fn of_code(code: u8) -> Self {
        match code {
            0 => Self::Done,
            2 => Self::Misused,
            129.. => Self::Signal(code - 128),
            _ => Self::Failed,
        }
    }
}

/// The request does not fit: the exit code is 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misuse(pub String);

/// Says why a verb failed, and how the program therefore ends.
fn complain(error: &anyhow::Error) -> Ending {
    if error.is::<output::Closed>() {
        return Ending::Signal(SIGPIPE);
    }
    match error.downcast_ref() {
        Some(problems) => output::complain_of(problems),
        None => output::complain(&format!("{error:#}")),
    }
    if error.is::<Misuse>() { Ending::Misused } else { Ending::Failed }
}

/// What people call a command elsewhere, and what does the same here; nothing where no command does.
const ELSEWHERE: [(&str, &str); 19] = [
    ("start", ""),
    ("begin", ""),
    ("answer", ""),
    ("version", "--version"),
    ("help", "--help"),
    ("cat", "results"),
    ("open", "results"),
    ("view", "results"),
    ("export", "report"),
    ("print", "report"),
    ("diff", "compare"),
    ("serve", "host"),
    ("connect", "join"),
    ("rename", "label"),
    ("combine", "merge"),
    ("validate", "check"),
    ("lint", "check"),
    ("todo", "actions"),
    ("steps", "actions"),
];

/// Prints the help or the version, where those were asked for; or says what is wrong with the arguments.
fn usage(args: &[OsString], error: &Error) -> anyhow::Result<Ending> {
    if !error.use_stderr() {
        output::print_styled(&error.render())?;
        return Ok(Ending::Done);
    }
    // clap drops the control characters of an argument from its message. Reading them by name keeps them in view.
    let named = args.iter().map(|arg| showable(&arg.to_string_lossy()).into());
    match Cli::read(named) {
        Err(error) => output::note_styled(&with_a_hint(error).render()),
        Ok(_) => output::note(&error.render().to_string()),
    }
    Ok(Ending::Misused)
}

/// The same error; a command that there is not is told with the one that was probably meant, and with no other.
fn with_a_hint(mut error: Error) -> Error {
    if let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) {
        let meant = meant(typed);
        error.remove(ContextKind::SuggestedSubcommand);
        error.remove(ContextKind::Suggested);
        if let Some(meant) = meant {
            error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![meant.into()]));
        }
    }
    error
}

fn meant(typed: &str) -> Option<String> {
    let command = cli::command();
    let names = command.get_subcommands().flat_map(Command::get_name_and_visible_aliases);
    let known: Vec<&str> = names.chain(ELSEWHERE.iter().map(|(word, _)| *word)).collect();
    let near = nearest(typed, known.iter().copied()).or_else(|| begun(typed, &known))?;
    let here = ELSEWHERE.iter().find(|(word, _)| *word == near).map_or(near, |(_, here)| *here);
    Some(words::did_you_mean(format!("undercurrent {here}").trim_end()))
}

/// The one that begins like this.
fn begun<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut all = known.iter().filter(|name| name.starts_with(typed));
    all.next().filter(|_| all.next().is_none()).copied()
}
