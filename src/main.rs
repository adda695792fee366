//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    undercurrent::run(std::env::args_os()).into()
}
