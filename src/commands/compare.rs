//! Several records: people, or records over time, side by side with `undercurrent compare RECORD...` and `undercurrent trend
//! RECORD...`; what the app takes together; a record made of records with `undercurrent merge RECORD... --output FILE`, or
//! `undercurrent share RECORD`, the copy that is handed over.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::environment::{Environment, chance, now, read_all};
use super::output::{self, Instead, Readers, Went, day_of, free_name, save_record};
use super::report::{self, Made};
use super::{Ending, Misuse, run_app};
use crate::app::{App, Effect, Setup};
use crate::cli::{self, Written};
use crate::document::{Report, Subject};
use crate::domain::compare::{Comparison, Named};
use crate::domain::id::Token;
use crate::domain::merge::{Exposing, Merged, exposing, handed_over, merge};
use crate::domain::questionnaire::{MARKETING, SALES};
use crate::domain::record::{Kind, Record};
use crate::domain::runs::Runs;
use crate::domain::text::showable;
use crate::format::{Export, Format};
use crate::request::{Merging, ReadRequest};
use crate::storage::format::read;
use crate::storage::listing::{Entry, Summary, list};
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::{self, compare as words, forms};

/// Sets a few people's answers side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn compare(asked: &cli::Compare, environment: &Environment) -> anyhow::Result<Ending> {
    let format = report::form(&asked.to, Export::Comparison, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named = named(&files);
    let newest = Comparison::check(&named)?;
    if environment.interactive && report::is_unasked(&asked.to) {
        return open(newest.record, ReadRequest::Compare(files.clone()), environment);
    }
    let comparison = Comparison::of(&named)?;
    let made = Made { subject: Subject::People(&comparison), from: &from, readers: Readers::AsUsual };
    report::write(&asked.to, format, &made)?;
    Ok(Ending::Done)
}

/// Sets records over time side by side: on the screen, or written where there is no terminal or a form was asked for.
pub fn trend(asked: &cli::Trend, environment: &Environment) -> anyhow::Result<Ending> {
    let format = report::form(&asked.to, Export::Trend, Format::Text)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let named = named(&files);
    Runs::check(&named)?;
    if let Some((_, last)) = files.last()
        && environment.interactive
        && report::is_unasked(&asked.to)
    {
        return open(last, ReadRequest::Runs(files.clone()), environment);
    }
    let runs = Runs::of_files(&named)?;
    let made = Made { subject: Subject::Runs(&runs), from: &from, readers: Readers::AsUsual };
    report::write(&asked.to, format, &made)?;
    Ok(Ending::Done)
}

fn open(record: &Record, request: ReadRequest, environment: &Environment) -> anyhow::Result<Ending> {
    let setup = Setup::new(Arc::clone(record.questionnaire()), environment.store(), now());
    run_app::run_app(App::opening(setup, Effect::Read(request)), HashMap::new(), environment)
}

pub type Files = Vec<(String, Record)>;

pub fn named(files: &[(String, Record)]) -> Vec<Named<'_>> {
    files.iter().map(|(name, record)| Named { name, record }).collect()
}

/// A few people's answers side by side, or why not, as a sentence without its full stop.
pub fn beside(files: &[(String, Record)]) -> Result<Comparison, String> {
    Comparison::of(&named(files)).map_err(|why| clause(&why.to_string()))
}

pub fn over_time(files: &[(String, Record)]) -> Result<Runs, String> {
    Runs::of_files(&named(files)).map_err(|why| clause(&why.to_string()))
}

/// What records are together, with what is to be known before that is kept; or why they do not go together.
pub fn merged(files: &[(String, Record)], folder: Option<&Path>) -> Result<Merging, String> {
    let [id, _] = chance().map_err(|error| format!("{error:#}"))?;
    let merged = merge(&named(files), Token::new(id)).map_err(|why| clause(&why.to_string()))?;
    let (warnings, notes) = exposed(&merged, files, folder).map_err(|error| showable(&format!("{error:#}")))?;
    let (people, warnings) = (words::people(&merged.record), warnings.into_iter().chain(notes).collect());
    Ok(Merging { people, notes: words::merge_notes(&merged), record: merged.record, warnings })
}

/// A record and the newest one of the same name from the other side, each with its side as its name.
/// Where there is none, what to do.
pub fn with_counterpart(path: &Path, entries: &[Entry]) -> Result<Files, String> {
    let own = read(path).map_err(|error| error.to_string())?;
    let Some(side) = own.solo().map(|one| one.side.clone()) else {
        return Err(words::BOTH_SIDES.to_owned());
    };
    let other = match side.as_str() {
        SALES => MARKETING,
        MARKETING => SALES,
        _ => return Err(words::MARK_TWO.to_owned()),
    };
    let sides = &own.questionnaire().head().sides;
    let name = sides.iter().find(|side| side.id.as_str() == other).map_or(other, |side| side.name.as_str()).to_owned();
    let label = &own.head().label;
    if label.is_empty() {
        return Err(words::NO_NAME_TO_FIND_BY.to_owned());
    }
    let is_theirs = |one: &&Summary| {
        one.side().is_some_and(|side| side.as_str() == other)
            && one.head.finished.is_some()
            && one.head.label.matches(label)
    };
    let mut found: Vec<&Summary> = entries.iter().filter_map(Entry::readable).filter(is_theirs).collect();
    found.sort_by_key(|one| Reverse(one.head.finished));
    let is_short = own.questionnaire().is_pulse();
    let mut readable = found.into_iter().filter_map(|one| read(&one.path).ok());
    let theirs = readable.find(|record| record.questionnaire().is_pulse() == is_short);
    let Some(record) = theirs else { return Err(words::nobody(&name, label)) };
    Ok(vec![(words::OWN.to_owned(), own), (words::of_side(&name), record)])
}

/// A sentence without its full stop, with a capital.
fn clause(why: &str) -> String {
    showable(wording::sentence(why).trim_end_matches('.'))
}

/// Puts finished records together into a new one, and says what became of them.
pub fn merge_records(asked: &cli::Merge, environment: &Environment) -> anyhow::Result<()> {
    let format = form_of_merge(&asked.to)?;
    let from = environment.find_all(&asked.records)?;
    let files = read_all(&from)?;
    let [id, _] = chance()?;
    let merged = merge(&named(&files), Token::new(id))?;
    let folder = environment.records().ok();
    let (exposing, notes) = exposed(&merged, &files, folder.as_deref())?;
    for note in &notes {
        output::note(note);
    }
    if !exposing.is_empty() && !asked.to.force {
        bail!("{} {}", exposing.join(" "), words::NOT_MERGED);
    }
    let sentences = words::merged(&merged).into_iter().chain(exposing);
    match format {
        Some(format) => {
            let report = Report::of(&merged.record);
            let made = Made { subject: Subject::Record(&report), from: &from, readers: Readers::AsUsual };
            report::write(&asked.to, format, &made)?;
        }
        None => write_record(asked, (&merged.record, &from))?,
    }
    sentences.for_each(|sentence| output::note(&sentence));
    Ok(())
}

/// The form of report that is asked for; none where the record is.
fn form_of_merge(asked: &Written) -> Result<Option<Format>, Misuse> {
    let to = report::file(asked);
    if asked.format.is_none() && asked.output.is_none() {
        return Err(Misuse(words::MERGE_TO.to_owned()));
    }
    let is_for_record =
        |file: &Path| file.extension().is_none_or(|ending| ending.is_empty() || ending.eq_ignore_ascii_case("toml"));
    if asked.format.is_none() && to.is_none_or(is_for_record) {
        return Ok(None);
    }
    let form = report::form(asked, Export::Report, Format::Text);
    form.map(Some).map_err(|Misuse(why)| Misuse(if asked.format.is_none() { words::or_record(&why) } else { why }))
}

fn write_record(asked: &cli::Merge, (record, from): (&Record, &[PathBuf])) -> anyhow::Result<()> {
    let path = report::file(&asked.to).unwrap_or(Path::new("-"));
    let went = save_record(&Wanted { path, inputs: from, force: asked.to.force }, record, Instead::Force)?;
    if went == Went::File {
        output::note(&words::merged_into(&shown(path)));
    }
    Ok(())
}

/// What would give people away beside records that are here already, in sentences; and of which that is not known.
fn exposed(
    merged: &Merged,
    inputs: &[(String, Record)],
    folder: Option<&Path>,
) -> anyhow::Result<(Vec<String>, Vec<String>)> {
    let (kept, notes) = folder.map_or_else(|| Ok(Default::default()), |folder| kept(inputs, folder))?;
    let more: Vec<Exposing> = exposing(&named(&kept), &merged.record);
    let least = merged.record.head().min_people;
    let exposing = merged.exposing.iter().chain(&more).map(|one| words::exposing(one, least)).collect();
    Ok((exposing, notes))
}

/// The records of several people in the data folder that are not among the inputs.
fn kept(inputs: &[(String, Record)], folder: &Path) -> anyhow::Result<(Files, Vec<String>)> {
    let (mut kept, mut notes) = (Vec::new(), Vec::new());
    for summary in list(folder)?.iter().filter_map(Entry::readable).filter(|one| one.head.kind != Kind::Solo) {
        match read(&summary.path) {
            Ok(record) if inputs.iter().any(|(_, input)| *input == record) => {}
            Ok(record) => kept.push((shown(&summary.path), record)),
            // It may be damaged: others are merged all the same.
            Err(error) => notes.push(words::unknown_whether(&error.to_string())),
        }
    }
    Ok((kept, notes))
}

/// Writes the copy of a record that is handed over: without note and steps, which are nobody else's,
/// and without the guess unless it is asked for.
pub fn share(asked: &cli::Share, environment: &Environment) -> anyhow::Result<()> {
    let from = [environment.find(&asked.record)?];
    let record = read(&from[0])?;
    if !record.is_finished() {
        return Err(Misuse(words::not_finished(&shown(&from[0]))).into());
    }
    if record.head().kind != Kind::Solo {
        output::note(forms::HANDED_OVER);
    }
    let copy = handed_over(&record, asked.with_guess)?;
    let path = match &asked.output {
        Some(path) => path.clone(),
        None => PathBuf::from(
            free_name(record.head().label.as_str(), day_of(&record), Path::new("."), "toml")
                .context(words::FULL_OF_COPIES)?,
        ),
    };
    let wanted = Wanted { path: &path, inputs: &from, force: asked.force };
    if save_record(&wanted, &copy, Instead::Force)? == Went::File {
        output::note(&words::shared(&shown(&path)));
    }
    Ok(())
}
