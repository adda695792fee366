//! `undercurrent report RECORD` and `undercurrent results [RECORD]`: one result, written or shown. In which form anything is
//! written and where to: the same options, and the same refusals, for every verb.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::bail;
use clap::ValueEnum;

use super::environment::{Environment, now};
use super::output::{Contents, Readers};
use super::{Ending, Misuse, output, records, run_app};
use crate::app::{App, Effect, Setup};
use crate::cli::{self, Written};
use crate::document::{self, Report, Subject};
use crate::domain::record::Record;
use crate::format::{Export, Format};
use crate::request::{ReadRequest, StoreRequest};
use crate::storage::format::read;
use crate::storage::listing::{self, Entry, Summary, newest_finished};
use crate::storage::location::Wanted;
use crate::storage::shown;
use crate::wording::{commands as words, forms};

pub fn report(asked: &cli::Report, environment: &Environment) -> anyhow::Result<()> {
    let format = form_of_report(asked)?;
    let from = [environment.find(&asked.record)?];
    let record = read(&from[0])?;
    let report = match asked.round {
        None => Report::of(&record),
        Some(round) => of_round(&record, round)?,
    };
    let (report, readers) = if asked.raw {
        output::note(forms::RAW_REVEALS);
        (report.with_answers(&record), Readers::OnlyMe)
    } else {
        (report, Readers::AsUsual)
    };
    write(&asked.to, format, &Made { subject: Subject::Record(&report), from: &from, readers })
}

/// The report of a record in this form, as it reads now.
pub fn render(record: &Record, format: Format) -> anyhow::Result<Vec<u8>> {
    Ok(document::write(&Subject::Record(&Report::of(record)), format, &now())?)
}

fn of_round(record: &Record, round: u8) -> Result<Report<'_>, Misuse> {
    let last = record.responses().iter().map(|response| response.round).max().unwrap_or(1);
    if (1..=last).contains(&round) {
        return Ok(Report::of_round(record, round));
    }
    Err(Misuse(words::no_round(round, last)))
}

/// The form, which of every single answer is a table or a workbook.
fn form_of_report(asked: &cli::Report) -> Result<Format, Misuse> {
    let usual = if asked.raw { Format::Csv } else { Format::Text };
    let format = form(&asked.to, Export::Report, usual)?;
    if asked.raw && !matches!(format, Format::Csv | Format::Xlsx) {
        return Err(Misuse(forms::RAW_NOT_SO.to_owned()));
    }
    Ok(format)
}

/// Opens a result on the screen, or prints it where there is no terminal or a form was asked for. What is not finished
/// is gone on with: outside of the data folder nothing else would offer that.
pub fn results(wanted: Option<&OsStr>, format: Option<Format>, environment: &Environment) -> anyhow::Result<Ending> {
    let printed = printable(format)?;
    let path = match wanted {
        Some(wanted) => environment.find(wanted)?,
        None => newest(environment)?,
    };
    let record = read(&path)?;
    if format.is_none() && environment.interactive {
        return open(record, path, environment);
    }
    print(&[path], &record, printed)?;
    Ok(Ending::Done)
}

fn newest(environment: &Environment) -> anyhow::Result<PathBuf> {
    let folder = environment.records()?;
    let entries = listing::list(&folder)?;
    records::note_unreadable(&entries);
    match newest_finished(&entries) {
        Some(summary) => Ok(the_latest(summary, &entries).path.clone()),
        None if entries.iter().any(|entry| entry.readable().is_some()) => bail!(words::NONE_FINISHED),
        None => bail!(words::no_record(&shown(&folder))),
    }
}

/// Of several files of one record the one that was changed last; that there are several is said.
fn the_latest<'a>(newest: &'a Summary, entries: &'a [Entry]) -> &'a Summary {
    let mut files: Vec<&Summary> = listing::others(newest, entries).chain([newest]).collect();
    listing::first_the_latest(&mut files);
    match files.as_slice() {
        [first, others @ ..] if !others.is_empty() => {
            let others: Vec<String> = others.iter().map(|other| listing::named(&other.path)).collect();
            output::note(&words::copies(&listing::named(&first.path), &others));
            first
        }
        _ => newest,
    }
}

fn open(record: Record, path: PathBuf, environment: &Environment) -> anyhow::Result<Ending> {
    let files = HashMap::from([(record.head().id, path)]);
    let setup = Setup::new(Arc::clone(record.questionnaire()), environment.store(), now());
    let id = record.head().id;
    let app = if record.is_finished() {
        // The figures of several people take a while: never on the thread that draws.
        App::results(setup.clone(), record)
            .unwrap_or_else(|| App::opening(setup, Effect::Read(ReadRequest::Open(id.into()))))
    } else {
        App::opening(setup, Effect::Store(StoreRequest::Claim(id.into())))
    };
    run_app::run_app(app, files, environment)
}

pub fn print(from: &[PathBuf], record: &Record, format: Format) -> anyhow::Result<()> {
    output::print_of(from, &render(record, format)?)
}

/// The file that was named, unless that is standard output.
pub fn file(asked: &Written) -> Option<&Path> {
    asked.output.as_deref().filter(|path| path.as_os_str() != "-")
}

/// Whether nothing was said about form or file, so that a terminal may show it.
pub const fn is_unasked(asked: &Written) -> bool {
    asked.format.is_none() && asked.output.is_none()
}

/// The form that was asked for, else the one that the file's ending stands for, else `usual`.
pub fn form(asked: &Written, export: Export, usual: Format) -> Result<Format, Misuse> {
    let format = match (asked.format, file(asked)) {
        (Some(format), _) => format,
        (None, None) => return Ok(usual),
        (None, Some(file)) => file
            .extension()
            .and_then(OsStr::to_str)
            .and_then(Format::of_extension)
            .ok_or_else(|| unclear(file, export))?,
    };
    fits(format, export)
}

/// The form, where it is written in that one.
fn fits(format: Format, export: Export) -> Result<Format, Misuse> {
    if export.forms().contains(&format) {
        return Ok(format);
    }
    let names: Vec<String> = in_order(export).into_iter().map(name).collect();
    Err(Misuse(forms::not_so(forms::name(export), &name(format), &names)))
}

/// The form of a report that standard output takes: the one that was asked for, else sentences.
pub fn printable(asked: Option<Format>) -> Result<Format, Misuse> {
    let format = fits(asked.unwrap_or_default(), Export::Report)?;
    check_terminal(format)?;
    Ok(format)
}

fn unclear(file: &Path, export: Export) -> Misuse {
    let endings: Vec<String> = in_order(export).iter().map(|form| format!(".{}", form.extension())).collect();
    Misuse(forms::unclear(&shown(file), forms::name(export), &endings))
}

/// The forms in the order in which help lists them.
fn in_order(export: Export) -> Vec<Format> {
    let mut forms = export.forms().to_vec();
    forms.sort_unstable();
    forms
}

fn name(format: Format) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Something that is made of files, and who may read it.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    pub subject: Subject<'a>,
    pub from: &'a [PathBuf],
    pub readers: Readers,
}

/// Refuses what is no text where standard output is a terminal.
fn check_terminal(format: Format) -> Result<(), Misuse> {
    if format == Format::Xlsx && io::stdout().is_terminal() {
        return Err(Misuse(forms::NO_TEXT.to_owned()));
    }
    Ok(())
}

/// Writes it where it was asked to go, and says so.
pub fn write(asked: &Written, format: Format, made: &Made<'_>) -> anyhow::Result<()> {
    if file(asked).is_none() {
        check_terminal(format)?;
    }
    let bytes = document::write(&made.subject, format, &now())?;
    let wanted = Wanted { path: file(asked).unwrap_or(Path::new("-")), inputs: made.from, force: asked.force };
    let contents = Contents { bytes: &bytes, format, readers: made.readers };
    output::save(&wanted, &contents)?.say(&forms::start(made.subject.export()), wanted.path);
    Ok(())
}
