//! In which form something is written and where to: the same options, and the same refusals, for every verb.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use super::Misuse;
use super::environment::now;
use super::output::{self, Contents, Readers};
use crate::cli::{self, Written};
use crate::document::{self, Format, Subject};
use crate::domain::text::showable;
use crate::storage::location::Wanted;
use crate::wording::forms;

/// What is written, as it is called in messages.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// In the middle of a sentence: `report`.
    pub name: &'static str,
    /// At its start: `The report`.
    pub start: &'static str,
    /// The forms that it is written in.
    pub forms: &'static [Format],
}

/// The report of a record.
pub const REPORT: Kind = Kind { name: "report", start: "The report", forms: document::REPORT };
/// A few people, side by side.
pub const COMPARISON: Kind = Kind { name: "comparison", start: "The comparison", forms: document::COMPARISON };
/// Several records over time.
pub const TREND: Kind = Kind { name: "trend", start: "The trend", forms: document::TREND };
/// What still waits.
pub const STEPS: Kind = Kind { name: "list of steps", start: "The list", forms: document::STEPS };

/// The file that was named, unless that is standard output.
pub fn file(asked: &Written) -> Option<&Path> {
    asked.output.as_deref().filter(|path| path.as_os_str() != "-")
}

/// Whether nothing was said about form or file, so that a terminal may show it.
pub const fn is_unasked(asked: &Written) -> bool {
    asked.format.is_none() && asked.output.is_none()
}

/// The form that was asked for, else the one that the file's ending stands for, else `usual`.
///
/// # Errors
/// When the ending stands for none, or it is not written in that form.
pub fn form(asked: &Written, kind: Kind, usual: Format) -> Result<Format, Misuse> {
    let format = match (asked.format, file(asked)) {
        (Some(format), _) => format.into(),
        (None, None) => return Ok(usual),
        (None, Some(file)) => by_ending(file).ok_or_else(|| unclear(file, kind))?,
    };
    fits(format, kind)
}

/// The form, where it is written in that one.
///
/// # Errors
/// When it is not.
pub fn fits(format: Format, kind: Kind) -> Result<Format, Misuse> {
    if kind.forms.contains(&format) {
        return Ok(format);
    }
    Err(Misuse(forms::not_so(kind.name, name(format), &kind.forms.iter().copied().map(name).collect::<Vec<_>>())))
}

/// The form of a report that standard output takes: the one that was asked for, else sentences.
///
/// # Errors
/// When no report is written in it, or it is no text and standard output is a terminal.
pub fn printable(asked: Option<cli::Format>) -> Result<Format, Misuse> {
    let format = fits(asked.unwrap_or_default().into(), REPORT)?;
    check_terminal(format)?;
    Ok(format)
}

/// The form that a file's ending stands for.
pub fn by_ending(file: &Path) -> Option<Format> {
    Format::of_extension(file.extension()?.to_str()?)
}

fn unclear(file: &Path, kind: Kind) -> Misuse {
    let endings: Vec<String> = kind.forms.iter().map(|form| format!(".{}", form.extension())).collect();
    let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
    Misuse(forms::unclear(&showable(&file.display().to_string()), kind.name, &endings))
}

/// What a form is called among the options.
const fn name(format: Format) -> &'static str {
    match format {
        Format::Text => "text",
        Format::Markdown => "markdown",
        Format::Html => "html",
        Format::Csv => "csv",
        Format::Json => "json",
        Format::Svg => "svg",
        Format::Xlsx => "xlsx",
        Format::Ics => "ics",
    }
}

impl From<cli::Format> for Format {
    fn from(format: cli::Format) -> Self {
        match format {
            cli::Format::Text => Self::Text,
            cli::Format::Markdown => Self::Markdown,
            cli::Format::Html => Self::Html,
            cli::Format::Csv => Self::Csv,
            cli::Format::Json => Self::Json,
            cli::Format::Svg => Self::Svg,
            cli::Format::Xlsx => Self::Xlsx,
            cli::Format::Ics => Self::Ics,
        }
    }
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
///
/// # Errors
/// When something is there that must stay, or it cannot be written.
pub fn write(asked: &Written, kind: Kind, format: Format, made: &Made<'_>) -> anyhow::Result<()> {
    if file(asked).is_none() {
        check_terminal(format)?;
    }
    let bytes = document::write(&made.subject, format, &now())?;
    let wanted = Wanted { path: file(asked).unwrap_or(Path::new("-")), inputs: made.from, force: asked.force };
    let contents = Contents { bytes: &bytes, format, readers: made.readers };
    output::save(&wanted, &contents)?.say(kind.start, wanted.path);
    Ok(())
}
