//! What is written: data to standard output or into files that are named, messages to standard error.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, BufRead, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, anyhow, bail};
use clap::builder::{StyledStr, Styles};
use jiff::civil::Date;
use tempfile::NamedTempFile;

use super::environment::now;
use super::report::render;
use crate::cli::When;
use crate::definition::Problems;
use crate::document::file_names;
use crate::domain::record::Record;
use crate::domain::text::showable;
use crate::format::Format;
use crate::storage::atomic_write::{Disk, Overwrite, RealDisk, Step, WriteError, write_whole};
use crate::storage::format::to_text;
use crate::storage::location::{Destination, Refused, Wanted, check_folder, printed_into};
use crate::storage::locked_record::{LockError, LockedRecord};
use crate::storage::system::{Rights, keep_rights, persist, usual_rights};
use crate::storage::{reason, shown};
use crate::terminal::{self, colours_wanted, look_here};
use crate::ui::theme::ColourDepth;
use crate::wording::commands as words;

/// The reader of standard output went away: a quiet ending.
#[derive(Debug, thiserror::Error)]
#[error("{}", words::NOBODY_READS)]
pub struct Closed;

/// Prints data. Where nobody reads it, that is [`Closed`].
pub fn print(data: &[u8]) -> anyhow::Result<()> {
    match terminal::straight(data) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Closed.into()),
        Err(error) => bail!(words::not_printed(&reason(&error))),
        Ok(()) => Ok(()),
    }
}

/// Prints what was made of some files, unless it would go behind what stands in one of them.
pub fn print_of(files: &[PathBuf], data: &[u8]) -> anyhow::Result<()> {
    match printed_into(files) {
        Some(file) => bail!(words::printed_into_itself(&shown(file))),
        None => print(data),
    }
}

/// Problems as they are printed on standard output: in colour where it takes colours.
pub fn rendered(problems: &Problems) -> String {
    problems.render(has_colours(&io::stdout()))
}

/// Prints what is styled: in colour where standard output takes colours.
pub fn print_styled(text: &StyledStr) -> anyhow::Result<()> {
    print(styled(text, has_colours(&io::stdout())).as_bytes())
}

/// Says what is styled on standard error, likewise. Whoever made it has seen to it that nothing else in it acts on the
/// terminal.
pub fn note_styled(text: &StyledStr) {
    say(&styled(text, has_colours(&io::stderr())));
}

fn styled(text: &StyledStr, coloured: bool) -> String {
    if coloured { text.ansi().to_string() } else { text.to_string() }
}

pub fn complain_of(problems: &Problems) {
    say(&problems.render(has_colours(&io::stderr())));
}

/// Settles for the whole program whether colours are wanted, as the arguments say, else as the environment does.
pub fn settle_colours(when: When) {
    let choice = match when {
        When::Auto => colours_wanted(|name| env::var(name).ok()),
        When::Always => ColorChoice::Always,
        When::Never => ColorChoice::Never,
    };
    choice.write_global();
}

/// Whether a stream takes colours: where it is a terminal, as the terminal's name says too.
fn has_colours(stream: &impl IsTerminal) -> bool {
    (stream.is_terminal() || ColorChoice::global() != ColorChoice::Auto) && look_here().depth != ColourDepth::None
}

/// Says something on standard error, line by line; nothing in it acts on the terminal.
pub fn note(message: &str) {
    say(&message.lines().map(|line| showable(line) + "\n").collect::<String>());
}

/// Says on standard error what went wrong, in the colours that mistakes in the arguments are told in.
pub fn complain(error: &str) {
    let styles = Styles::styled();
    let style = styles.get_error();
    let head = if has_colours(&io::stderr()) { format!("{style}error:{style:#}") } else { "error:".to_owned() };
    say(&format!("{head} {}\n", showable(error)));
}

fn say(text: &str) {
    // With standard error gone there is nobody left to tell.
    let _ = AutoStream::always(io::stderr().lock()).write_all(text.as_bytes());
}

/// The most that is read as an answer to a question, in bytes.
const ANSWER_MAX: u64 = 1024;

/// What somebody types in answer to a question, with its end of line; nothing at the end of the input.
pub fn ask(question: &str) -> anyhow::Result<String> {
    write!(io::stderr(), "{question}").context(words::NOT_ASKED)?;
    let mut typed = String::new();
    io::stdin().lock().take(ANSWER_MAX).read_line(&mut typed).context(words::NOT_ANSWERED)?;
    Ok(typed)
}

const NAMES: usize = 1000;

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Whoever may read other files that this person writes.
    AsUsual,
    OnlyMe,
}

/// Where it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Went {
    File,
    /// Into a pipe or a device.
    Through,
    /// Whatever that was called.
    StandardOutput,
}

impl Went {
    /// Says on standard error where it went, where that is not seen anyway.
    pub fn say(self, what: &str, file: &Path) {
        match self {
            Self::File => note(&words::is_in(what, &shown(file))),
            Self::Through => note(&words::went_to(what, &shown(file))),
            Self::StandardOutput => {}
        }
    }
}

/// Writes the report of a record as a page into a folder, under a name of its own that nothing there has. Says where.
pub fn export(record: &Record, folder: &Path) -> anyhow::Result<PathBuf> {
    export_as(record, folder, |_| Ok(()))
}

/// The same; `choose` is told each name that nothing has, before anything is written under it.
pub fn export_as(
    record: &Record,
    folder: &Path,
    mut choose: impl FnMut(&Path) -> io::Result<()>,
) -> anyhow::Result<PathBuf> {
    let page = render(record, Format::Html)?;
    for name in file_names(record.head().label.as_str(), day_of(record), Format::Html.extension()).take(NAMES) {
        let path = folder.join(name);
        if path.symlink_metadata().is_ok() {
            continue;
        }
        // Where the choice cannot be noted, the report is worth more than the note.
        drop(choose(&path));
        match write_whole(&Shared, &path, &page, Overwrite::Nothing) {
            Err(error) if is_taken(&error) => {}
            Err(error) => return Err(error.into()),
            Ok(()) => return Ok(path),
        }
    }
    Err(full(folder))
}

pub fn day_of(record: &Record) -> Date {
    record.head().answered().to_zoned(now().time_zone().clone()).date()
}

/// A name for what is about this and of that day, in a folder where nothing has it; none where all are taken.
pub fn free_name(about: &str, day: Date, folder: &Path, extension: &str) -> Option<String> {
    let mut names = file_names(about, day, extension).take(NAMES);
    names.find(|name| folder.join(name).symlink_metadata().is_err())
}

pub fn full(folder: &Path) -> anyhow::Error {
    anyhow!(words::folder_full(&shown(folder)))
}

#[derive(Debug, Clone, Copy)]
pub struct Contents<'a> {
    pub bytes: &'a [u8],
    pub format: Format,
    pub readers: Readers,
}

/// What tells a spreadsheet that a file is UTF-8. A pipe's reader knows, and would take it for text.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Writes something that is no record. What is there is replaced only if that was asked for, and a record never is.
pub fn save(wanted: &Wanted<'_>, contents: &Contents<'_>) -> anyhow::Result<Went> {
    let disk: &dyn Disk = match contents.readers {
        Readers::AsUsual => &Shared,
        Readers::OnlyMe => &Sealed,
    };
    let mark = if contents.format == Format::Csv { BYTE_ORDER_MARK } else { b"" };
    write(wanted, (mark, contents.bytes), disk, Instead::Force)
}

/// Writes something that is no record, where there is no way to ask that what is there be replaced.
pub fn save_new(file: &Path, inputs: &[PathBuf], contents: &[u8]) -> anyhow::Result<Went> {
    write(&Wanted { path: file, inputs, force: false }, (b"", contents), &Shared, Instead::Name)
}

/// Looks whether something new can be written there, before anything else is refused; nothing is written or opened.
pub fn check_new(file: &Path, inputs: &[PathBuf]) -> anyhow::Result<()> {
    let is_plain = |found: fs::Metadata| found.is_file() || found.is_dir();
    if file.metadata().is_ok_and(is_plain) {
        return match Destination::of(&Wanted { path: file, inputs, force: false }) {
            Err(Refused::Taken(_)) => Err(Instead::Name.taken(file).into()),
            looked => Ok(looked.map(drop)?),
        };
    }
    Ok(check_folder(file)?)
}

/// `mark` stands before the contents in a file, and nowhere else.
fn write(
    wanted: &Wanted<'_>,
    (mark, contents): (&[u8], &[u8]),
    disk: &dyn Disk,
    instead: Instead,
) -> anyhow::Result<Went> {
    let taken = || instead.taken(wanted.path);
    let (to, over) = match Destination::of(wanted) {
        Ok(Destination::New(path)) => (path, Overwrite::Nothing),
        Ok(Destination::Instead(path)) => (path, Overwrite::Known),
        Ok(Destination::Through(stream)) => return through(stream, wanted.path, contents),
        Ok(Destination::StandardOutput) => return printed(wanted.inputs, contents),
        Err(Refused::Taken(_)) => return Err(taken().into()),
        Err(refused) => return Err(refused.into()),
    };
    match write_whole(disk, &to, &[mark, contents].concat(), over) {
        Err(error) if is_taken(&error) => Err(taken().into()),
        written => Ok(written.map(|()| Went::File)?),
    }
}

/// Writes a record. Another record is never replaced, and a file that is none only where that was asked for.
pub fn save_record(wanted: &Wanted<'_>, record: &Record, instead: Instead) -> anyhow::Result<Went> {
    let text = || to_text(record);
    match Destination::of(wanted) {
        Ok(Destination::Through(stream)) => through(stream, wanted.path, text()?.as_bytes()),
        Ok(Destination::StandardOutput) => printed(wanted.inputs, text()?.as_bytes()),
        // Locked, since its folder may be one of records, where another Undercurrent clears away what nobody holds.
        Ok(Destination::New(path)) => {
            begin(path)?.save(&RealDisk, record)?;
            Ok(Went::File)
        }
        Ok(Destination::Instead(path)) => {
            let held = begin(path)?;
            write_whole(&Sealed, held.path(), text()?.as_bytes(), Overwrite::Known)?;
            Ok(Went::File)
        }
        Err(Refused::Taken(path)) => Err(instead.taken(&path).into()),
        Err(refused) => Err(refused.into()),
    }
}

/// Takes hold of the file of a record that was named. A folder that takes no file is told as for any other file.
fn begin(path: PathBuf) -> anyhow::Result<LockedRecord> {
    LockedRecord::begin(path).map_err(|error| match error {
        LockError::Disk { record, why } => WriteError { path: record, step: Step::Create, why }.into(),
        other => other.into(),
    })
}

/// Something is there, and it was left as it is.
#[derive(Debug, thiserror::Error)]
#[error("{}", words::exists(&shown(file), *instead == Instead::Force))]
pub struct Exists {
    file: PathBuf,
    instead: Instead,
}

/// What can be done about a file that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// It can be replaced with `--force`.
    Force,
    Name,
}

impl Instead {
    fn taken(self, file: &Path) -> Exists {
        Exists { file: file.to_path_buf(), instead: self }
    }
}

fn printed(inputs: &[PathBuf], contents: &[u8]) -> anyhow::Result<Went> {
    print_of(inputs, contents)?;
    Ok(Went::StandardOutput)
}

fn through(mut stream: File, file: &Path, contents: &[u8]) -> anyhow::Result<Went> {
    match stream.write_all(contents).and_then(|()| stream.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Err(Closed.into()),
        Err(error) => bail!(words::not_written(&shown(file), &reason(&error))),
        Ok(()) => Ok(Went::Through),
    }
}

fn is_taken(error: &WriteError) -> bool {
    error.why.kind() == ErrorKind::AlreadyExists
}

/// A disk whose new files are for whoever may read other files that this person writes.
struct Shared;

impl Disk for Shared {
    fn create(&self, folder: &Path, prefix: &OsStr) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        usual_rights(builder.prefix(prefix).suffix(".tmp"));
        builder.tempfile_in(folder)
    }
}

/// A disk whose files are for nobody else, even where others could read the one that was there before.
struct Sealed;

impl Disk for Sealed {
    fn put(&self, temporary: NamedTempFile, to: &Path, over: Overwrite) -> io::Result<()> {
        if over == Overwrite::Nothing {
            return RealDisk.put(temporary, to, over);
        }
        keep_rights(temporary.as_file(), to, Rights::MineAlone)?;
        persist(temporary, to)
    }
}
