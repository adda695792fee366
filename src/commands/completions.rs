//! `undercurrent completions SHELL`

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Ending, output};
use crate::cli::Cli;

/// Prints the completions for a shell.
///
/// # Errors
/// When standard output cannot be written.
pub fn run(shell: Shell) -> anyhow::Result<Ending> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "undercurrent", &mut script);
    output::print(&script)?;
    Ok(Ending::Done)
}
