//! The options of scoring.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, ValueHint};

use super::Assess;
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
pub fn answers() -> String {
    format!("A file of answers:\n{ANSWERS}")
}

/// What to score, and what becomes of it.
#[derive(Debug, Clone, Default, Args)]
pub struct Score {
    /// Files of answers, of one or many people each: TOML, JSON, or a table (CSV) with a person in each row; - for
    /// standard input. Many people get the result that merge gives, which withholds what would give single ones away
    #[arg(required_unless_present = "template", value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files: Vec<PathBuf>,
    /// What was asked, instead of the built-in questionnaire
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub questions: Option<PathBuf>,
    /// How to print the result [default: text]
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
