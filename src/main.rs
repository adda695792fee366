//! The program.

use std::process::ExitCode;

fn main() -> ExitCode {
    // No shell of Windows writes out what `*.toml` stands for.
    undercurrent::run(wild::args_os()).into()
}
