//! The verbs that make a record of records: `undercurrent merge RECORD... --output FILE`, and `undercurrent share RECORD`,
//! the copy that is handed over.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::compare::Files;
use super::environment::{Environment, chance, read_all};
use super::output::{self, Instead, Readers, Went, day_of, free_name, save_record};
use super::written::{self, Made};
use super::{Ending, Misuse};
use crate::cli::{self, Written};
use crate::document::{Report, Subject};
use crate::domain::compare::Named;
use crate::domain::id::Token;
use crate::domain::merge::{Exposing, Merged, exposing, handed_over, merge};
use crate::domain::record::{Kind, Record};
use crate::format::{Export, Format};
use crate::storage::format::read;
use crate::storage::listing::{Entry, list};
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::{compare, forms};

/// Puts finished records together into a new one, and says what became of them.
pub fn merge_records(asked: &cli::Merge, environment: &Environment) -> anyhow::Result<Ending> {
    let format = form(&asked.to)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let [id, _] = chance()?;
    let merged = merge(&named, Token::new(id))?;
    let folder = environment.records().ok();
    let (exposing, notes) = exposed(&merged, &files, folder.as_deref())?;
    for note in &notes {
        output::note(note);
    }
    if !exposing.is_empty() && !asked.to.force {
        bail!("{} {}", exposing.join(" "), compare::NOT_MERGED);
    }
    let told = compare::merged(&merged).into_iter().chain(exposing);
    match format {
        Some(format) => report(asked, format, (&merged.record, &from))?,
        None => record(asked, (&merged.record, &from))?,
    }
    told.for_each(|sentence| output::note(&sentence));
    Ok(Ending::Done)
}

/// The form of report that is asked for; none where the record is.
fn form(asked: &Written) -> Result<Option<Format>, Misuse> {
    let to = written::file(asked);
    if asked.format.is_none() && asked.output.is_none() {
        return Err(Misuse(compare::MERGE_TO.to_owned()));
    }
    let is_for_record =
        |file: &Path| file.extension().is_none_or(|ending| ending.is_empty() || ending.eq_ignore_ascii_case("toml"));
    if asked.format.is_none() && to.is_none_or(is_for_record) {
        return Ok(None);
    }
    let form = written::form(asked, Export::Report, Format::Text);
    form.map(Some).map_err(|Misuse(why)| Misuse(if asked.format.is_none() { compare::or_record(&why) } else { why }))
}

/// Writes the new record.
fn record(asked: &cli::Merge, (record, from): (&Record, &[PathBuf])) -> anyhow::Result<()> {
    let path = written::file(&asked.to).unwrap_or(Path::new("-"));
    let went = save_record(&Wanted { path, inputs: from, force: asked.to.force }, record, Instead::Force)?;
    if went == Went::File {
        output::note(&compare::merged_into(&shown(path)));
    }
    Ok(())
}

/// Writes its report, and no record.
fn report(asked: &cli::Merge, format: Format, (record, from): (&Record, &[PathBuf])) -> anyhow::Result<()> {
    let report = Report::of(record);
    let made = Made { subject: Subject::Record(&report), from, readers: Readers::AsUsual };
    written::write(&asked.to, format, &made)
}

/// What would give people away beside records that are here already, in sentences; and of which that is not known.
pub fn exposed(
    merged: &Merged,
    inputs: &[(String, Record)],
    folder: Option<&Path>,
) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let (kept, notes) = folder.map_or_else(|| Ok(Default::default()), |folder| kept(inputs, folder))?;
    let kept: Vec<Named<'_>> = kept.iter().map(|(name, record)| Named { name, record }).collect();
    let more: Vec<Exposing> = exposing(&kept, &merged.record);
    let least = merged.record.head().min_people;
    let told = merged.exposing.iter().chain(&more).map(|one| compare::exposing(one, least)).collect();
    Ok((told, notes))
}

/// The records of several people in the data folder that are not among the inputs.
fn kept(inputs: &[(String, Record)], folder: &Path) -> anyhow::Result<(Files, Vec<String>)> {
    let (mut kept, mut notes) = (Vec::new(), Vec::new());
    for summary in list(folder)?.iter().filter_map(Entry::readable).filter(|one| one.head.kind != Kind::Solo) {
        match read(&summary.path) {
            Ok(record) if inputs.iter().any(|(_, input)| *input == record) => {}
            Ok(record) => kept.push((shown(&summary.path), record)),
            // It may be damaged: others are merged all the same.
            Err(error) => notes.push(format!("{error}. Whether it holds the same people is not known.")),
        }
    }
    Ok((kept, notes))
}

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
