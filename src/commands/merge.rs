//! `undercurrent merge RECORD... --output FILE`

use std::path::Path;

use anyhow::bail;

use super::environment::{Environment, chance, read_all};
use super::output::{Went, save_record};
use super::together::Files;
use super::{Ending, output};
use crate::cli;
use crate::domain::compare::Named;
use crate::domain::id::Token;
use crate::domain::merge::{Exposing, Merged, exposing, merge};
use crate::domain::record::{Kind, Record};
use crate::storage::format::read;
use crate::storage::listing::{Entry, list};
use crate::storage::shown;
use crate::wording;

/// Puts finished records together into a new one, and says what became of them.
///
/// # Errors
/// When the records do not belong together, one cannot be read, or the new one cannot be written.
pub fn merge_records(asked: &cli::Merge, environment: &Environment) -> anyhow::Result<Ending> {
    let (records, to) = (&asked.records, &asked.output);
    let from = environment.find_all(records)?;
    let files = read_all(&from)?;
    let named: Vec<Named<'_>> = files.iter().map(|(name, record)| Named { name, record }).collect();
    let [id, _] = chance()?;
    let merged = merge(&named, Token::new(id))?;
    let folder = environment.records().ok();
    let (exposing, notes) = exposed(&merged, &files, folder.as_deref())?;
    for note in &notes {
        output::note(note);
    }
    if !exposing.is_empty() && !asked.force {
        bail!("{} Nothing was written. Give --force to merge them all the same.", exposing.join(" "));
    }
    let went = save_record(to, &from, &merged.record)?;
    for sentence in wording::compare::merged(&merged).into_iter().chain(exposing) {
        output::note(&sentence);
    }
    if went == Went::File {
        output::note(&format!("They are in {}. 'undercurrent results' with that file shows them.", shown(to)));
    }
    Ok(Ending::Done)
}

/// What would give people away beside records that are here already, in sentences; and of which that is not known.
///
/// # Errors
/// When the folder of records cannot be read.
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
