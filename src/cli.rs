//! Arguments and nothing else.

mod answers;
mod common;
mod host;
mod records;

use std::ffi::OsString;
use std::num::{IntErrorKind, ParseIntError};
use std::path::PathBuf;
use std::str::FromStr;

use clap::error::ErrorKind;
use clap::{Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

pub use answers::{Import, Score, TemplateForm};
pub use common::{Folder, Lines, Look, When};
pub use host::Host;
pub use records::{Actions, Compare, DataFormat, List, Manual, Merge, Report, Results, Share, Trend, Written};

use crate::domain::text::narrowed;
use crate::format::Format;

/// Said after the options in the help, and in the manual.
pub const EXAMPLES: &str = "  undercurrent                            answer, and see the chart
  undercurrent --plain                    the same as numbered lines
  undercurrent list                       what has been saved
  undercurrent results                    the chart of the newest finished record
  undercurrent results 3f2a91c4           another one, by its id in list
  undercurrent results --format json      the same as data
  undercurrent report 3f2a91c4 --output emea.html      a page to print or send
  undercurrent share 3f2a91c4             the copy to hand over, without note and steps
  undercurrent merge a b --output c.toml  put several people's records together
  undercurrent compare a b                two people's answers side by side
  undercurrent trend 3f2a91c4 77b0e2d1    two records side by side
  undercurrent actions                    the steps that wait: who, and by when
  undercurrent label 3f2a91c4 EMEA        give a record another name
  undercurrent host --label EMEA          a live session for a room of phones
  undercurrent host --rehearse            try one with made-up people
  undercurrent host --resume              go on with one that was interrupted
  undercurrent join 192.168.1.20:7777     take part in a live session
  undercurrent questions > ours.toml      begin a questionnaire of your own
  undercurrent check ours.toml            find its mistakes
  undercurrent --questions ours.toml      ask it
  undercurrent score --template > a.toml  a file of answers to fill in
  undercurrent score a.toml               score it; or many people's, or a table
  undercurrent import forms.csv -n        what would become of a form's export";

/// The environment variables that count, for the help and the manual.
pub const ENVIRONMENT: &str = "  UNDERCURRENT_DATA_DIR   the folder for records, unless --data-dir names one
  ACCESSIBLE=1            the same as --plain; so does TERM=dumb
  NO_COLOR=1              no colours; so does CLICOLOR=0
  CLICOLOR_FORCE=1        colours even into a file or a pipe";

/// The exit codes, for the help and the manual. They never change.
pub const EXIT_CODES: &str = "  0       done
  1       failed; a message on standard error says why
  2       wrong usage, or a terminal was needed and there is none
  128+N   stopped by signal N, with the answers saved: 130 after Ctrl-C;
          141 when the reader of a pipe went away";

/// Asks how strong the undercurrent between Sales and Marketing is, cause by cause, and what to do about it
///
/// Without a command it asks the questionnaire, shows how severe each cause is, and what its source
/// suggests. Every answer is saved at once in a file on this machine; nothing leaves it.
#[derive(Debug, Default, Parser)]
#[command(name = "undercurrent", version, max_term_width = 80, subcommand_value_name = "COMMAND", after_help = after_help())]
// Whatever its file is called: on Windows it has an ending.
#[command(bin_name = "undercurrent")]
pub struct Cli {
    #[command(flatten)]
    pub assess: Assess,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub lines: Lines,
    #[command(flatten)]
    pub look: Look,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options of answering, which needs no command.
#[derive(Debug, Default, Args)]
pub struct Assess {
    /// Ask this questionnaire instead of the built-in one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub questions: Option<PathBuf>,
    /// The same as score with this file; kept for those who are used to it
    #[arg(long, hide = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub answers: Option<PathBuf>,
    /// How to print what --answers gives
    #[arg(long, hide = true, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Also save the answers of --answers as a record in this new file
    #[arg(long, hide = true, value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
}

/// How to take part in a live session.
#[derive(Debug, Args)]
pub struct Join {
    /// The address on the big screen, such as 192.168.1.20:7777, or the whole link; never https
    #[arg(value_hint = ValueHint::Url)]
    pub url: String,
    /// The code on the big screen; asked for where it is needed
    pub code: Option<String>,
    #[command(flatten)]
    pub folder: Folder,
    #[command(flatten)]
    pub lines: Lines,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Print the built-in questionnaire, to begin one of your own
    Questions {
        /// Print the JSON Schema of the format instead
        #[arg(long)]
        schema: bool,
        /// How to print it: to be changed and asked, or as two sheets to tick on paper [default: toml]
        #[arg(long, value_name = "FORMAT", conflicts_with = "schema")]
        format: Option<QuestionsFormat>,
        /// A questionnaire of your own to print on sheets, in place of the built-in one
        #[arg(value_hint = ValueHint::FilePath, requires = "format")]
        file: Option<PathBuf>,
    },
    /// Check a questionnaire and name every mistake with its place
    Check {
        /// The questionnaire (- for standard input)
        #[arg(value_hint = ValueHint::FilePath)]
        file: PathBuf,
        /// How to print what is wrong [default: text]
        #[arg(long, value_name = "FORMAT")]
        format: Option<DataFormat>,
    },
    /// Score answers from files, and ask nothing
    #[command(after_help = answers::explained())]
    Score(Score),
    /// Make records of the table that a form tool exports
    Import(Import),
    /// List the records, the newest first
    #[command(alias = "ls")]
    List(List),
    /// Show a record, or go on with one that is not finished; print it where there is no terminal
    #[command(alias = "show")]
    Results(Results),
    /// Write a report of a record, to read, to print or to hand on
    Report(Report),
    /// Write the copy of a record that is handed over, without note and steps
    Share(Share),
    /// Put finished records of several people together into one
    Merge(Merge),
    /// Set the answers of two to six people side by side, who hand over their own records
    Compare(Compare),
    /// Set finished records side by side and say what differs
    Trend(Trend),
    /// Host a live session: people answer on their phones, and this terminal shows what they see differently
    Host(Host),
    /// Take part in a live session, with the same screens as alone
    Join(Join),
    /// List the steps that still wait, overdue first
    Actions(Actions),
    /// Give a record another name
    Label {
        /// A record's file, or the short id that list prints
        #[arg(value_hint = ValueHint::FilePath)]
        record: OsString,
        /// Which Sales and which Marketing it is about; "" for none
        text: String,
        #[command(flatten)]
        folder: Folder,
    },
    /// Delete records; asks first, and can be taken back
    #[command(alias = "rm", alias = "remove")]
    Delete {
        /// The records' files, or the short ids that list prints
        #[arg(required = true, value_name = "RECORD", value_hint = ValueHint::FilePath)]
        records: Vec<OsString>,
        /// Do not ask
        #[arg(short, long)]
        yes: bool,
        #[command(flatten)]
        folder: Folder,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual, or write its pages
    Man(Manual),
}

/// How a questionnaire is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum QuestionsFormat {
    /// As it is defined.
    Toml,
    /// Two sheets to tick on paper.
    Html,
}

/// The arguments as they are read, told in the help, completed and described in the manual.
pub fn command() -> Command {
    records::for_merge(records::offer(Cli::command()))
}

impl Cli {
    /// Reads the arguments, the program's own name first. The text of `--help` and `--version` is an error, too.
    pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let args: Vec<OsString> = args.into_iter().collect();
        // To put all commands together takes a tenth of the time to the first frame, and nothing is asked of them.
        if args.len() < 2 {
            return Ok(Self::default());
        }
        let mut command = command();
        let matches = command.try_get_matches_from_mut(args)?;
        let cli = Self::from_arg_matches(&matches).map_err(|error| error.format(&mut command))?;
        match cli.assess.given() {
            Some(option) if cli.verb.is_some() => Err(command.error(
                ErrorKind::ArgumentConflict,
                format!("the argument '{option}' cannot be used together with a command"),
            )),
            None if cli.assess.is_lost() => Err(command.error(ErrorKind::MissingRequiredArgument, BEHIND)),
            _ => Ok(cli),
        }
    }
}

/// Said where an option of several commands stands without any.
const BEHIND: &str = "--format and --output stand behind a command: 'undercurrent results --format json' prints a record, \
     'undercurrent report RECORD --output FILE' writes one, 'undercurrent score FILE' scores answers";

impl Assess {
    /// Whether there is nothing that its options would be about.
    const fn is_lost(&self) -> bool {
        self.answers.is_none() && (self.format.is_some() || self.output.is_some())
    }

    /// The first of these options that was given. clap can refuse such a pair only together with the global options.
    const fn given(&self) -> Option<&'static str> {
        match self {
            Self { questions: Some(_), .. } => Some("--questions"),
            Self { answers: Some(_), .. } => Some("--answers"),
            _ => None,
        }
    }
}

/// A number as typed, with digits of any width.
fn number<T: FromStr<Err = ParseIntError>>(typed: &str) -> Result<T, &'static str> {
    narrowed(typed.trim()).parse().map_err(|error: ParseIntError| match error.kind() {
        IntErrorKind::PosOverflow => "it is too large",
        _ => "it is no whole number",
    })
}

fn after_help() -> String {
    format!("Examples:\n{EXAMPLES}\n\nEnvironment:\n{ENVIRONMENT}\n\nExit codes:\n{EXIT_CODES}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use rstest::rstest;

    fn read(line: &str) -> Result<Cli, clap::Error> {
        Cli::read(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn the_arguments_contradict_each_other_nowhere() {
        command().debug_assert();
    }

    #[test]
    fn without_arguments_everything_is_as_the_parser_would_have_it() {
        let matches = command().try_get_matches_from(["undercurrent"]).unwrap();
        let parsed = Cli::from_arg_matches(&matches).unwrap();
        assert_eq!(format!("{:?}", read("undercurrent").unwrap()), format!("{parsed:?}"));
    }

    #[rstest]
    #[case("undercurrent --data-dir d list")]
    #[case("undercurrent list --data-dir d")]
    fn the_folder_may_stand_before_or_after_the_command(#[case] line: &str) {
        assert_eq!(read(line).unwrap().data_dir(), Some(Path::new("d")));
    }

    #[test]
    fn numbers_may_be_typed_in_full_width() {
        let cli = read("undercurrent host --min-people １２ --port ７７７８").unwrap();
        let Some(Verb::Host(host)) = cli.verb else { panic!("not host") };
        assert_eq!((host.min_people, host.port), (Some(12), Some(7778)));
        let cli = read("undercurrent report r.toml --round ２").unwrap();
        let Some(Verb::Report(report)) = cli.verb else { panic!("not report") };
        assert_eq!(report.round, Some(2));
    }

    #[rstest]
    #[case("undercurrent --questions q.toml list")]
    #[case("undercurrent --answers a.toml --format json results")]
    #[case("undercurrent --format json")]
    #[case("undercurrent --output r.toml")]
    #[case("undercurrent results --output r.toml")]
    #[case("undercurrent frobnicate")]
    #[case("undercurrent delete")]
    #[case("undercurrent --questions q.toml host")]
    #[case("undercurrent host --resume --label EMEA")]
    #[case("undercurrent host --resume --rehearse")]
    #[case("undercurrent host --resume --no-guess")]
    #[case("undercurrent host --kiosk --port 7777")]
    #[case("undercurrent host --console --resume")]
    #[case("undercurrent host --port 70000")]
    fn what_does_not_fit_is_refused(#[case] line: &str) {
        assert_eq!(read(line).unwrap_err().exit_code(), 2);
    }
}
