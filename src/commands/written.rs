//! In which form something is written and where to: the same options, and the same refusals, for every verb.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::Misuse;
use super::environment::now;
use super::output::{self, Contents, Readers};
use crate::cli::Written;
use crate::document::{self, Subject};
use crate::domain::text::showable;
use crate::format::{Export, Format};
use crate::storage::location::Wanted;
use crate::wording::forms;

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
        (None, Some(file)) => by_ending(file).ok_or_else(|| unclear(file, export))?,
    };
    fits(format, export)
}

/// The form, where it is written in that one.
pub fn fits(format: Format, export: Export) -> Result<Format, Misuse> {
    if export.forms().contains(&format) {
        return Ok(format);
    }
    let names: Vec<String> = in_order(export).into_iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    Err(Misuse(forms::not_so(forms::name(export), &name(format), &names)))
}

/// The form of a report that standard output takes: the one that was asked for, else sentences.
pub fn printable(asked: Option<Format>) -> Result<Format, Misuse> {
    let format = fits(asked.unwrap_or_default(), Export::Report)?;
    check_terminal(format)?;
    Ok(format)
}

/// The form that a file's ending stands for.
pub fn by_ending(file: &Path) -> Option<Format> {
    Format::of_extension(file.extension()?.to_str()?)
}

fn unclear(file: &Path, export: Export) -> Misuse {
    let endings: Vec<String> = in_order(export).iter().map(|form| format!(".{}", form.extension())).collect();
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    Misuse(forms::unclear(&showable(&file.display().to_string()), forms::name(export), &endings))
}

/// The forms in the order in which help lists them.
fn in_order(export: Export) -> Vec<Format> {
    let mut forms = export.forms().to_vec();
    forms.sort_unstable();
    forms
}

/// What a form is called among the options.
fn name(format: Format) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// Something that is made of files, and whose readers are these.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// What it is.
    pub subject: Subject<'a>,
    /// The files that were read for it.
    pub from: &'a [PathBuf],
    /// Who may read it.
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
