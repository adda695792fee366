//! `undercurrent merge RECORD... --output FILE`

use anyhow::bail;

use super::environment::{Environment, chance, read_all};
use super::output::{Went, save_record};
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
    let exposing = exposed(&merged, &files, environment)?;
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

/// What would give people away beside records that are here already, in sentences.
fn exposed(merged: &Merged, inputs: &[(String, Record)], environment: &Environment) -> anyhow::Result<Vec<String>> {
    let kept = kept(inputs, environment)?;
    let kept: Vec<Named<'_>> = kept.iter().map(|(name, record)| Named { name, record }).collect();
    let more: Vec<Exposing> = exposing(&kept, &merged.record);
    let least = merged.record.head().min_people;
    Ok(merged.exposing.iter().chain(&more).map(|one| wording::compare::exposing(one, least)).collect())
}

/// The records of several people in the data folder that are not among the inputs.
fn kept(inputs: &[(String, Record)], environment: &Environment) -> anyhow::Result<Vec<(String, Record)>> {
    let Ok(folder) = environment.records() else { return Ok(Vec::new()) };
    let mut kept = Vec::new();
    for summary in list(&folder)?.iter().filter_map(Entry::readable).filter(|one| one.head.kind != Kind::Solo) {
        match read(&summary.path) {
            Ok(record) if inputs.iter().any(|(_, input)| *input == record) => {}
            Ok(record) => kept.push((shown(&summary.path), record)),
            // It may be damaged: others are merged all the same.
            Err(error) => output::note(&format!("{error}. Whether it holds the same people is not known.")),
        }
    }
    Ok(kept)
}
