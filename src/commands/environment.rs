//! What surrounds the program: folders, variables, the terminal, the clock and chance.

use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs};

use anyhow::Context;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::ending::Misuse;
use crate::app::Moment;
use crate::cli::Common;
use crate::storage::location::{DataFolder, NoFolder, platform};
use crate::storage::saver::Place;
use crate::terminal;

/// What surrounds the program.
#[derive(Debug, Clone)]
pub struct Environment {
    /// Where records are kept.
    pub place: Place,
    /// Whether to ask and answer in lines.
    pub plain: bool,
    /// Whether somebody sits at a terminal: both what is read and what is written are one.
    pub interactive: bool,
}

impl Environment {
    /// Looks around.
    ///
    /// # Errors
    /// When `--data-dir` names nothing.
    pub fn of(common: &Common) -> anyhow::Result<Self> {
        let variable = env::var_os("UNDERCURRENT_DATA_DIR");
        let folder = DataFolder::choose(common.data_dir.as_deref(), variable.as_deref(), platform());
        if folder == Err(NoFolder::Empty) {
            return Err(Misuse(NoFolder::Empty.to_string()).into());
        }
        let place = Place { folder, home: env::home_dir() };
        let plain = common.plain || is_accessible() || env::var_os("TERM").is_some_and(|term| term == "dumb");
        Ok(Self { place, plain, interactive: terminal::is_interactive() })
    }

    /// The folder of the records.
    ///
    /// # Errors
    /// When there is no data folder.
    pub fn records(&self) -> Result<PathBuf, NoFolder> {
        self.place.folder.as_ref().map(DataFolder::records).map_err(Clone::clone)
    }

    /// Insists on a terminal; `instead` says what to use without one.
    ///
    /// # Errors
    /// When there is none.
    pub fn need_terminal(&self, instead: &str) -> Result<(), Misuse> {
        if self.interactive { Ok(()) } else { Err(Misuse(instead.to_owned())) }
    }
}

fn is_accessible() -> bool {
    env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
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
///
/// # Errors
/// When the system gives none.
pub fn chance() -> anyhow::Result<[u128; 2]> {
    let mut bytes = [[0; 16]; 2];
    for part in &mut bytes {
        getrandom::fill(part).context("the system gives no random numbers, which name new records")?;
    }
    Ok(bytes.map(u128::from_le_bytes))
}

/// Says when it is, with fresh chance each time.
///
/// # Errors
/// When the system gives no chance.
pub fn clock() -> anyhow::Result<impl Fn() -> Moment> {
    let first = chance()?;
    // A system that gave chance once goes on to. Were it to stop, a name would come twice, which saving refuses.
    Ok(move || Moment { now: now(), chance: chance().unwrap_or(first), since: terminal::since() })
}
