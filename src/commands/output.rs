//! Standard output for data, standard error for messages.

use std::env;
use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::os::fd::AsFd;
use std::path::PathBuf;

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use anyhow::bail;

use crate::definition::Problems;
use crate::domain::text::showable;
use crate::storage::destination::printed_into;
use crate::storage::wording::{reason, shown};
use crate::terminal::look;
use crate::ui::theme::ColourDepth;

/// The reader of standard output went away: a quiet ending.
#[derive(Debug, thiserror::Error)]
#[error("nobody reads standard output any more")]
pub struct Closed;

/// Prints data.
///
/// # Errors
/// [`Closed`], or what standard output said.
pub fn print(data: &[u8]) -> anyhow::Result<()> {
    check(straight(data))
}

/// Prints what was made of some files, unless it would go behind what stands in one of them.
///
/// # Errors
/// When standard output is one of the files; [`Closed`], or what standard output said.
pub fn print_of(files: &[PathBuf], data: &[u8]) -> anyhow::Result<()> {
    match printed_into(files) {
        Some(file) => bail!("standard output is {}, which was read; it was left as it is", shown(file)),
        None => print(data),
    }
}

/// Past the standard library's own stream, which takes one that nothing can be written to for one that took it all.
fn straight(data: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.flush()?;
    File::from(out.as_fd().try_clone_to_owned()?).write_all(data)
}

/// Says what became of writing to standard output.
///
/// # Errors
/// [`Closed`], or what standard output said.
pub fn check(written: io::Result<()>) -> anyhow::Result<()> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Closed.into()),
        Err(error) => bail!("could not write to standard output: {}", reason(&error)),
        Ok(()) => Ok(()),
    }
}

/// Problems as they are printed on standard output: in colour where it takes colours.
pub fn rendered(problems: &Problems) -> String {
    problems.render(has_colours(&io::stdout()))
}

/// Says problems on standard error.
pub fn complain_of(problems: &Problems) {
    say(&problems.render(has_colours(&io::stderr())));
}

/// Whether a stream takes colours: where it is a terminal, as the terminal's name says too.
fn has_colours(stream: &impl RawStream) -> bool {
    let has = || look(|name| env::var(name).ok()).depth != ColourDepth::None;
    AutoStream::choice(stream) != ColorChoice::Never && (!stream.is_terminal() || has())
}

/// Says something on standard error, line by line; nothing in it acts on the terminal.
pub fn note(message: &str) {
    say(&message.lines().map(|line| showable(line) + "\n").collect::<String>());
}

/// Says on standard error what went wrong.
pub fn complain(error: &str) {
    note(&format!("error: {}", showable(error)));
}

fn say(text: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
