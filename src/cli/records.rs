//! The options of the commands that list records, show them and write something of them, and of the manual. Each that writes
//! offers the forms that it writes, and no others: in its help, its completions and its page of the manual.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Args, Command, ValueEnum, ValueHint};

use super::{Folder, Lines, number};
use crate::format::{Export, Format};

/// How to list records.
#[derive(Debug, Args)]
pub struct List {
    /// Print ids alone, one a line; of a record that has copies the file
    #[arg(short, long, conflicts_with = "format")]
    pub quiet: bool,
    /// How to print them [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<DataFormat>,
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
    #[command(flatten)]
    pub folder: Folder,
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
    #[command(flatten)]
    pub to: Written,
    /// Of a session of several rounds, report this one [default: the first]
    #[arg(long, value_name = "NUMBER", value_parser = number::<u8>, conflicts_with = "raw")]
    pub round: Option<u8>,
    /// Write every single answer, withholding nothing: a table instead of the report, or a sheet of the workbook more;
    /// says what that reveals
    #[arg(long)]
    pub raw: bool,
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
    #[command(flatten)]
    pub folder: Folder,
}

/// What `merge` puts together.
#[derive(Debug, Args)]
pub struct Merge {
    /// Two or more records: their files, or the short ids that list prints
    #[arg(required = true, num_args = 2.., value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<OsString>,
    #[command(flatten)]
    pub to: Written,
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
    #[command(flatten)]
    pub to: Written,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub lines: Lines,
}

/// Which records to set side by side, and how.
#[derive(Debug, Args)]
pub struct Trend {
    /// The records' files, or the short ids that list prints
    #[arg(required = true, num_args = 2.., value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub records: Vec<OsString>,
    #[command(flatten)]
    pub to: Written,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub lines: Lines,
}

/// What waits, and how to print it.
#[derive(Debug, Args)]
pub struct Actions {
    #[command(flatten)]
    pub to: Written,
    #[command(flatten)]
    pub folder: Folder,
}

/// What each command that has forms writes.
const WRITTEN: [(&str, Export); 7] = [
    ("score", Export::Report),
    ("results", Export::Report),
    ("report", Export::Report),
    ("merge", Export::Report),
    ("compare", Export::Comparison),
    ("trend", Export::Trend),
    ("actions", Export::Steps),
];

/// Lets each command offer its own forms.
pub fn offer(command: Command) -> Command {
    WRITTEN.into_iter().fold(command, |command, (verb, written)| {
        command.mut_subcommand(verb, |verb| verb.mut_arg("format", |arg| arg.value_parser(Forms(written.forms()))))
    })
}

/// Reads any form, so that whoever writes can say which it has instead; offers these alone.
#[derive(Debug, Clone, Copy)]
struct Forms(&'static [Format]);

impl Forms {
    /// In the order in which all forms are told.
    fn offered(self) -> impl Iterator<Item = PossibleValue> {
        Format::value_variants().iter().filter(move |form| self.0.contains(form)).filter_map(Format::to_possible_value)
    }
}

impl TypedValueParser for Forms {
    type Value = Format;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Format, clap::Error> {
        if let Some(Ok(form)) = value.to_str().map(|name| Format::from_str(name, false)) {
            return Ok(form);
        }
        // The library says which forms there are.
        let refused = PossibleValuesParser::new(self.offered()).parse_ref(command, arg, value).err();
        Err(refused.unwrap_or_else(|| command.clone().error(ErrorKind::InvalidValue, "there is no such form")))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.offered()))
    }
}
