//! What is said where the arguments do not fit: help and version where they were asked for, else what is wrong, and what
//! was probably meant.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};
use clap::{Command, Error};

use super::{Ending, output};
use crate::cli::{self, Cli};
use crate::definition::nearest;
use crate::domain::text::showable;

/// What people call a command elsewhere, and what does the same here.
const ELSEWHERE: [(&str, &str); 16] = [
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
pub fn usage(args: &[OsString], error: &Error) -> anyhow::Result<Ending> {
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
    Some(format!("did you mean 'undercurrent {here}'?"))
}

/// The one that begins like this.
fn begun<'a>(typed: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut all = known.iter().filter(|name| name.starts_with(typed));
    all.next().filter(|_| all.next().is_none()).copied()
}
