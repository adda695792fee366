//! The options of the commands that list and show records, and of the manual.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{Folder, Lines};
use crate::format::Format;

/// How to list records.
#[derive(Debug, Args)]
pub struct List {
    /// Print ids alone, one a line; of a record that has copies the file
    #[arg(short, long, conflicts_with = "format")]
    pub quiet: bool,
    /// How to print them [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}

/// Which record to show, and how.
#[derive(Debug, Args)]
pub struct Results {
    /// A record's file, or the short id that list prints [default: the newest finished one]
    #[arg(value_hint = ValueHint::FilePath)]
    pub record: Option<OsString>,
    /// Print it in this form, in a terminal too
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
    /// How to talk.
    #[command(flatten)]
    pub lines: Lines,
}

/// Which page of the manual, and where to.
#[derive(Debug, Args)]
pub struct Manual {
    /// The page of this command [default: one page of everything]
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub command: Option<String>,
    /// Write all pages into this folder, which is there already: one of everything, and one for each command
    #[arg(short, long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub output: Option<PathBuf>,
    /// Replace the files that are there
    #[arg(short, long, requires = "output")]
    pub force: bool,
}

/// How something is printed that is either read or processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum DataFormat {
    /// Lines for people
    #[default]
    Text,
    /// Data for programs, with a schema version
    Json,
}
