//! `undercurrent merge RECORD... --output FILE`

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::environment::{Environment, chance, read_all};
use super::output::{Instead, Readers, Went, save_record};
use super::together::Files;
use super::written::{self, Made};
use super::{Ending, Misuse, output};
use crate::cli::{self, Written};
use crate::document::{Report, Subject};
use crate::domain::compare::Named;
use crate::domain::id::Token;
use crate::domain::merge::{Exposing, Merged, exposing, merge};
use crate::domain::record::{Kind, Record};
use crate::format::{Export, Format};
use crate::storage::format::read;
use crate::storage::listing::{Entry, list};
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording;

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
        bail!("{} {}", exposing.join(" "), wording::compare::NOT_MERGED);
    }
    let told = wording::compare::merged(&merged).into_iter().chain(exposing);
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
        return Err(Misuse(wording::compare::MERGE_TO.to_owned()));
    }
    if asked.format.is_none() && to.is_none_or(|file| written::by_ending(file).is_none()) {
        return Ok(None);
    }
    written::form(asked, Export::Report, Format::Text).map(Some)
}

/// Writes the new record.
fn record(asked: &cli::Merge, (record, from): (&Record, &[PathBuf])) -> anyhow::Result<()> {
    let path = written::file(&asked.to).unwrap_or(Path::new("-"));
    let went = save_record(&Wanted { path, inputs: from, force: asked.to.force }, record, Instead::Force)?;
    if went == Went::File {
        output::note(&wording::compare::merged_into(&shown(path)));
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
    let told = merged.exposing.iter().chain(&more).map(|one| wording::compare::exposing(one, least)).collect();
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
