//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    undercurrent::commands::run(std::env::args_os()).into()
}
