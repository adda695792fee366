//! `undercurrent share RECORD`: the copy of a record that is handed over.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::environment::Environment;
use super::output::{self, Instead, Went, day_of, free_name, save_record};
use super::{Ending, Misuse};
use crate::cli;
use crate::domain::merge::handed_over;
use crate::domain::record::Kind;
use crate::storage::format::read;
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::{compare, forms};

/// Writes the copy of a record that is handed over: without note and steps, which are nobody else's,
/// and without the guess unless it is asked for.
pub fn share(asked: &cli::Share, environment: &Environment) -> anyhow::Result<Ending> {
    let from = [environment.find(&asked.record)?];
    let record = read(&from[0])?;
    if !record.is_finished() {
        return Err(Misuse(compare::not_finished(&shown(&from[0]))).into());
    }
    if record.head().kind != Kind::Solo {
        output::note(forms::HANDED_OVER);
    }
    let copy = handed_over(&record, asked.with_guess)?;
    let path = match &asked.output {
        Some(path) => path.clone(),
        None => PathBuf::from(
            free_name(record.head().label.as_str(), day_of(&record), Path::new("."), "toml")
                .context("this folder is full of copies: name another with --output")?,
        ),
    };
    let wanted = Wanted { path: &path, inputs: &from, force: asked.force };
    if save_record(&wanted, &copy, Instead::Force)? == Went::File {
        output::note(&compare::shared(&shown(&path)));
    }
    Ok(Ending::Done)
}
