//! The verbs that print what is built in or named: `questions`, `check`, `completions`, `man`.

use std::io::{self, Write};
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::{Ending, data, environment, output};
use crate::cli::{ANSWERS, Cli, DataFormat, ENVIRONMENT, EXAMPLES, EXIT_CODES};
use crate::definition;
use crate::domain::text::showable;
use crate::wording::count;

/// Prints the built-in questionnaire, or the schema of the format.
///
/// # Errors
/// When standard output cannot be written.
pub fn questions(schema: bool) -> anyhow::Result<Ending> {
    if schema {
        output::print(definition::schema().as_bytes())?;
    } else {
        output::print(definition::BUILT_IN.as_bytes())?;
    }
    Ok(Ending::Done)
}

/// Prints every problem of a questionnaire, and what else its author may want to know.
///
/// # Errors
/// When the file cannot be read, or standard output cannot be written.
pub fn check(file: &Path, format: DataFormat) -> anyhow::Result<Ending> {
    let (name, bytes) = environment::read_file(file)?;
    let read = definition::read(&name, &bytes);
    if format == DataFormat::Json {
        let problems = read.as_ref().map_or_else(|problems| problems, |read| &read.notes);
        output::print(data::check::json(&name, problems)?.as_bytes())?;
        return Ok(if read.is_ok() { Ending::Done } else { Ending::Failed });
    }
    match read {
        Ok(read) => {
            let (causes, items) = (read.questionnaire.causes().len(), read.questionnaire.len());
            let size = format!("{}, {}", count(causes, "cause", "causes"), count(items, "item", "items"));
            let told = format!("{}{} can be asked: {size}.\n", output::rendered(&read.notes), showable(&name));
            output::print(told.as_bytes())?;
            Ok(Ending::Done)
        }
        Err(problems) => {
            output::print(output::rendered(&problems).as_bytes())?;
            Ok(Ending::Failed)
        }
    }
}

/// Prints the completions for a shell.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(shell: Shell) -> anyhow::Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "undercurrent", &mut script);
    output::print(&script)?;
    Ok(Ending::Done)
}

/// Prints the manual page: one page with all the commands in it.
///
/// # Errors
/// When standard output cannot be written.
pub fn man() -> anyhow::Result<Ending> {
    let mut page = Vec::new();
    write(&mut page)?;
    output::print(&page)?;
    Ok(Ending::Done)
}

fn write(page: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(Cli::command());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    commands().to_writer(page)?;
    let sections = [
        ("EXAMPLES", EXAMPLES),
        ("A FILE OF ANSWERS", ANSWERS),
        ("ENVIRONMENT", ENVIRONMENT),
        ("EXIT STATUS", EXIT_CODES),
    ];
    for (heading, lines) in sections {
        verbatim(heading, lines).to_writer(page)?;
    }
    page.flush()
}

fn commands() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for verb in Cli::command().get_subcommands() {
        command(&mut roff, verb);
    }
    roff
}

fn command(roff: &mut Roff, verb: &Command) {
    let values = verb.get_positionals().map(value_name).fold(String::new(), |all, name| format!("{all} {name}"));
    roff.control("SS", [format!("{}{values}", verb.get_name()).as_str()]);
    roff.text([roman(verb.get_about().map(ToString::to_string).unwrap_or_default())]);
    for argument in verb.get_arguments().filter(|argument| !argument.is_global_set()) {
        roff.control("TP", []);
        roff.text([match argument.get_long() {
            Some(long) => bold(format!("--{long}")),
            None => italic(value_name(argument)),
        }]);
        roff.text([roman(argument.get_help().map(ToString::to_string).unwrap_or_default())]);
    }
}

fn value_name(argument: &Arg) -> String {
    argument.get_id().as_str().to_uppercase()
}

fn verbatim(heading: &str, lines: &str) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [heading]);
    roff.control("nf", []);
    for line in lines.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
    roff
}
