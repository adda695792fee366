//! The options of importing.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::Folder;

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
    /// Where records are.
    #[command(flatten)]
    pub folder: Folder,
}
