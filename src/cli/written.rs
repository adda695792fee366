//! The commands that write something, and what all of them know.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Command, ValueHint};

use super::{Folder, Lines, number};
use crate::format::Format;

/// In which form something is written, and where to.
#[derive(Debug, Args)]
pub struct Written {
    /// In which form [default: what the ending of --output stands for, else text]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Write it into this file (- for standard output)
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Replace the file if there is one; a record never is
    #[arg(short, long, requires = "output")]
    pub force: bool,
}

/// Options of a report.
#[derive(Debug, Args)]
pub struct Report {
    /// A record's file, or the short id that list prints
    #[arg(value_hint = ValueHint::FilePath)]
    pub record: OsString,
    /// In which form, and where to.
    #[command(flatten)]
    pub to: Written,
    /// Of a session of several rounds, report this one [default: the first]
    #[arg(long, value_name = "NUMBER", value_parser = number::<u8>, conflicts_with = "raw")]
    pub round: Option<u8>,
    /// Write every single answer, withholding nothing: a table instead of the report, or a sheet of the workbook more;
    /// says what that reveals
    #[arg(long)]
    pub raw: bool,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}

/// What `share` writes.
#[derive(Debug, Args)]
pub struct Share {
    /// A record's file, or the short id that list prints
    #[arg(value_hint = ValueHint::FilePath)]
    pub record: OsString,
    /// Write the copy into this file [default: a new one here, named after the record]
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Replace the file if there is one; a record never is
    #[arg(short, long, requires = "output")]
    pub force: bool,
    /// Hand over what you guessed of the other side, too
    #[arg(long)]
    pub with_guess: bool,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}

/// What `merge` puts together.
#[derive(Debug, Args)]
pub struct Merge {
    /// Two or more records: their files, or the short ids that list prints
    #[arg(required = true, num_args = 2.., value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<OsString>,
    /// In which form, and where to.
    #[command(flatten)]
    pub to: Written,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}

/// What the options of `merge` mean beyond those of its like: it makes a record, unless a report is asked for.
pub fn for_merge(command: Command) -> Command {
    let format = "Write the report of all of them in this form, and no record [default: what the ending of --output stands \
                  for, else the record]";
    let force = "Replace the file if there is one; a record never is. Merge them even where single answers could be worked \
                 out beside the figures of a record that is here already";
    command.mut_subcommand("merge", |merge| {
        merge.mut_arg("format", |arg| arg.help(format)).mut_arg("force", |arg| arg.help(force))
    })
}

/// What `compare` sets side by side.
#[derive(Debug, Args)]
pub struct Compare {
    /// Two to six finished records of one person each: their files, or the short ids that list prints
    #[arg(required = true, num_args = 2..=6, value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<OsString>,
    /// In which form, and where to.
    #[command(flatten)]
    pub to: Written,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
    /// How to talk.
    #[command(flatten)]
    pub lines: Lines,
}

/// Which runs to set side by side, and how.
#[derive(Debug, Args)]
pub struct Trend {
    /// The records' files, or the short ids that list prints
    #[arg(required = true, num_args = 2.., value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<OsString>,
    /// In which form, and where to.
    #[command(flatten)]
    pub to: Written,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
    /// How to talk.
    #[command(flatten)]
    pub lines: Lines,
}

/// What waits, and how to print it.
#[derive(Debug, Args)]
pub struct Actions {
    /// In which form, and where to.
    #[command(flatten)]
    pub to: Written,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}
