//! The options of what reads answers from files: scoring and importing.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::{Assess, Folder};
use crate::format::Format;

/// What a file of answers looks like, for the help and the manual.
const ANSWERS: &str = "  side = \"sales\"
  label = \"EMEA\"
  [answers]
  lead-fits = 4
  lead-blame = \"na\"

Of several people, in TOML (JSON alike):
  label = \"EMEA\"
  [[people]]
  side = \"sales\"
  [people.answers]
  lead-fits = 4

As a table, with empty cells for what was skipped:
  side,label,lead-fits,lead-blame
  sales,EMEA,4,na
  marketing,EMEA,2,5";

/// The same under a heading.
pub fn explained() -> String {
    format!("A file of answers:\n{ANSWERS}")
}

/// What to score, and what becomes of it.
#[derive(Debug, Clone, Default, Args)]
pub struct Score {
    /// Files of answers, of one or many people each: TOML, JSON, or a table (CSV) with a person in each row; - for
    /// standard input. Many people get the figures that merge gives, which withholds what would give single ones away
    #[arg(required_unless_present = "template", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What was asked, instead of the built-in questionnaire
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub questions: Option<PathBuf>,
    /// How to print the figures [default: text]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<Format>,
    /// Also save the answers as a record in this new file
    #[arg(short, long, value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Print a file to fill in instead, with every statement and its id [default: toml]
    #[arg(long, value_name = "FORM", num_args = 0..=1, default_missing_value = "toml")]
    #[arg(conflicts_with_all = ["files", "format", "output"])]
    pub template: Option<TemplateForm>,
}

/// The form of a file to fill in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TemplateForm {
    /// One person, with the statements
    Toml,
    /// Many people: the names of the columns
    Csv,
}

impl Score {
    /// The same as options without a command ask for.
    pub fn of_answers(file: &Path, options: &Assess) -> Self {
        Self {
            files: vec![file.to_path_buf()],
            questions: options.questions.clone(),
            format: options.format,
            output: options.output.clone(),
            template: None,
        }
    }
}

/// What to import, and what becomes of it.
#[derive(Debug, Args)]
pub struct Import {
    /// The table that the form tool exports (CSV), with a person in each row and a statement in each column, named by
    /// its text or its id (- for standard input)
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Everybody in it answers for this side [default: what the column says]
    #[arg(long, value_name = "SIDE")]
    pub side: Option<String>,
    /// The column that says which side a person answers for [default: the one that is called side]
    #[arg(long, value_name = "HEAD", conflicts_with = "side")]
    pub side_column: Option<String>,
    /// Which Sales and which Marketing it is about
    #[arg(long, value_name = "TEXT")]
    pub label: Option<String>,
    /// What was asked, instead of the built-in questionnaire
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub questions: Option<PathBuf>,
    /// Make a record of each person, instead of one of all of them
    #[arg(long, conflicts_with = "output")]
    pub each: bool,
    /// Say what was matched and what not, and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Write the record into this file [default: among the other records]
    #[arg(short, long, value_name = "RECORD", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Import these people even where a record holds them already; replace the file, unless it is a record
    #[arg(short, long)]
    pub force: bool,
    #[command(flatten)]
    pub folder: Folder,
}
