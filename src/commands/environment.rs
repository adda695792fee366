//! What surrounds the program: folders, variables, the terminal, the clock, chance, and files that are named.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, anyhow, bail};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::Misuse;
use crate::app::{Moment, Store};
use crate::cli::Cli;
use crate::definition::nearest;
use crate::domain::questionnaire::Questionnaire;
use crate::domain::record::Record;
use crate::domain::text::{alike, folded, showable};
use crate::storage::format::read;
use crate::storage::listing::{Entry, FindError, Summary, find, list};
use crate::storage::location::{DataFolder, NoFolder, platform};
use crate::storage::saver::RecordsPlace;
use crate::storage::{reason, shown};
use crate::wording::commands as words;
use crate::{definition, terminal};

#[derive(Debug, Clone)]
pub struct Environment {
    pub place: RecordsPlace,
    /// Whether to ask and answer in lines.
    pub plain: bool,
    /// Whether somebody sits at a terminal: both what is read and what is written are one.
    pub interactive: bool,
}

impl Environment {
    pub fn of(cli: &Cli) -> anyhow::Result<Self> {
        let variable = env::var_os("UNDERCURRENT_DATA_DIR");
        let folder = DataFolder::choose(cli.data_dir(), variable.as_deref(), platform()).and_then(DataFolder::passable);
        if let Err(error) = &folder
            && cli.minds_folder()
            && cli.data_dir().is_some()
        {
            return Err(Misuse(error.to_string()).into());
        }
        let place = RecordsPlace { folder, home: env::home_dir() };
        let is_accessible = env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0");
        let plain = cli.is_plain() || is_accessible || env::var_os("TERM").is_some_and(|term| term == "dumb");
        Ok(Self { place, plain, interactive: terminal::is_interactive() })
    }

    pub fn records(&self) -> Result<PathBuf, NoFolder> {
        self.place.folder.as_ref().map(DataFolder::records).map_err(Clone::clone)
    }

    /// Insists on a terminal; `instead` says what to use without one.
    pub fn need_terminal(&self, instead: &str) -> Result<(), Misuse> {
        if self.interactive { Ok(()) } else { Err(Misuse(instead.to_owned())) }
    }

    /// The file of a record: `wanted` is a path, or the start of an id that `list` prints.
    pub fn find(&self, wanted: &OsStr) -> anyhow::Result<PathBuf> {
        match (wanted.to_str(), self.records()) {
            (Some(text), Ok(folder)) => match find(&folder, text) {
                Err(FindError::Nothing(wanted)) => Err(unknown(&folder, wanted)),
                found => Ok(found?),
            },
            (_, Err(error)) if !Path::new(wanted).exists() => Err(error.into()),
            _ => Ok(PathBuf::from(wanted)),
        }
    }

    /// The files of several records, likewise.
    pub fn find_all(&self, records: &[OsString]) -> anyhow::Result<Vec<PathBuf>> {
        records.iter().map(|wanted| self.find(wanted)).collect()
    }

    pub fn store(&self) -> Store {
        match self.records() {
            Ok(folder) => Store::Folder(short(&folder, self.place.home.as_deref())),
            Err(error) => Store::Nowhere(error.to_string()),
        }
    }
}

/// What is said where no record is called so: with the records whose name or id comes near.
fn unknown(folder: &Path, wanted: String) -> anyhow::Error {
    let entries = list(folder).unwrap_or_default();
    let records: Vec<&Summary> = entries.iter().filter_map(Entry::readable).collect();
    let ids: Vec<String> = records.iter().map(|one| one.head.id.short()).collect();
    let named = |one: &&&Summary| alike(one.head.label.as_str(), &wanted);
    let of_name: Vec<String> = records.iter().filter(named).map(|one| one.head.id.short()).collect();
    let labels = records.iter().map(|one| folded(one.head.label.as_str())).filter(|label| !label.is_empty());
    let known: Vec<String> = ids.into_iter().chain(labels).collect();
    let meant = nearest(&folded(&wanted), known.iter().map(String::as_str)).map(showable);
    let hint = words::instead_of_record(&of_name, meant.as_deref());
    anyhow!("{}{hint}", FindError::Nothing(wanted))
}

/// A path as people write it, with `~` for their home.
fn short(path: &Path, home: Option<&Path>) -> String {
    let rest = home.and_then(|home| path.strip_prefix(home).ok());
    rest.map_or_else(|| shown(path), |rest| shown(&Path::new("~").join(rest)))
}

/// The time now, in the person's own time zone.
pub fn now() -> Zoned {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(zone);
    Timestamp::now().to_zoned(ZONE.clone())
}

/// Where the system names a zone itself, its file is read directly. To look it up by name would first list every zone
/// there is, which takes as long as half of starting.
fn zone() -> TimeZone {
    let named = env::var_os("TZ").is_some();
    let local = if named { None } else { fs::read("/etc/localtime").ok() };
    local.and_then(|file| TimeZone::tzif("Local", &file).ok()).unwrap_or_else(TimeZone::system)
}

/// 256 bits that nobody else has.
pub fn chance() -> anyhow::Result<[u128; 2]> {
    let mut bytes = [[0; 16]; 2];
    getrandom::fill(bytes.as_flattened_mut()).context(words::NO_CHANCE)?;
    Ok(bytes.map(u128::from_le_bytes))
}

/// Says when it is, with fresh chance each time.
pub fn clock() -> anyhow::Result<impl Fn() -> Moment> {
    let first = chance()?;
    // A system that gave chance once goes on to. Were it to stop, a name would come twice, which saving refuses.
    Ok(move || Moment { now: now(), chance: chance().unwrap_or(first), since: terminal::since() })
}

/// The most that is read of a file, in bytes. No good one comes near it.
const MOST: u64 = 64 << 20;

/// The contents of a file, or of standard input for `-`, with what it is called in messages.
pub fn read_file(path: &Path) -> anyhow::Result<(String, Vec<u8>)> {
    let (name, bytes) = if path.as_os_str() == "-" {
        ("standard input".to_owned(), all(io::stdin().lock()))
    } else {
        (path.display().to_string(), File::open(path).and_then(all))
    };
    match bytes {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => bail!(words::not_read(&showable(&name), &reason(&error))),
    }
}

fn all(input: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub fn questionnaire(path: Option<&Path>) -> anyhow::Result<Questionnaire> {
    let Some(path) = path else { return Ok(definition::built_in()?) };
    let (name, bytes) = read_file(path)?;
    Ok(definition::read(&name, &bytes)?.questionnaire)
}

/// The records in some files, each with its file as it is shown.
pub fn read_all(paths: &[PathBuf]) -> anyhow::Result<Vec<(String, Record)>> {
    paths.iter().map(|path| Ok((shown(path), read(path)?))).collect()
}
