//! `undercurrent man`

use std::io::{self, Write};

use clap::{Arg, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::{Ending, output};
use crate::cli::{ANSWERS, Cli, ENVIRONMENT, EXAMPLES, EXIT_CODES};

/// Prints the manual page: one page with all the commands in it.
///
/// # Errors
/// When standard output cannot be written.
pub fn run() -> anyhow::Result<Ending> {
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
