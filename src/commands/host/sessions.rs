//! The files of live sessions: their ledgers, their sockets, and the records that come of them; and what is asked about
//! those that were interrupted.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::{anyhow, bail};
use jiff::{SignedDuration, Timestamp};

use crate::commands::environment::{Environment, now};
use crate::commands::output;
use crate::domain::id::Token;
use crate::domain::text::folded;
use crate::live::ledger::{Ledger, LedgerError, Session, Stored};
use crate::live::room::Phase;
use crate::storage::atomic_write::{Disk, RealDisk};
use crate::storage::location::{LEDGER, day_and_id};
use crate::storage::system::{Exposure, close_to_others, exposure};
use crate::storage::{reason, shown};
use crate::wording::{hosting as words, moment};

/// How the names of sockets end.
const SOCKET: &str = "console";
/// How the names of the notes end that a report is owed.
const NOTE: &str = "report";

/// The folder of the sessions, and that of their records.
#[derive(Debug, Clone)]
pub struct Sessions {
    folder: PathBuf,
    records: PathBuf,
}

#[derive(Debug)]
pub struct Interrupted {
    pub path: PathBuf,
    /// Opened: nobody else can go on with it.
    pub ledger: Ledger,
    pub stored: Stored,
}

impl Interrupted {
    /// Whether somebody joined: then somebody may be waiting for it.
    pub fn has_people(&self) -> bool {
        let progress = &self.stored.progress;
        let is_early =
            matches!(progress.phase, Phase::Lobby | Phase::Answering | Phase::Stopped) && progress.round == 1;
        !self.stored.people.is_empty() || !is_early
    }
}

/// What there is among the sessions: those with people first, and of these the newest.
#[derive(Debug, Default)]
pub struct Found {
    /// Those that can be gone on with.
    pub interrupted: Vec<Interrupted>,
    /// Why others cannot be.
    pub others: Vec<(PathBuf, LedgerError)>,
}

impl Sessions {
    /// The folders, whether they are there or not.
    pub fn of(environment: &Environment) -> anyhow::Result<Self> {
        let folder = environment.place.folder.clone()?;
        Ok(Self { folder: folder.sessions(), records: folder.records() })
    }

    /// Makes both folders, and sees that they take files: a session has to be able to keep answers.
    pub fn prepare(&self) -> anyhow::Result<()> {
        self.prepare_folder()?;
        usable(&self.records)
    }

    /// Makes the folder of the sessions alone, for this person alone.
    pub fn prepare_folder(&self) -> anyhow::Result<()> {
        self.check()?;
        usable(&self.folder)?;
        // A folder that was made by hand may be open to others. Where it cannot be closed, no socket is made in it.
        close_to_others(&self.folder);
        Ok(())
    }

    pub fn check(&self) -> anyhow::Result<()> {
        check_private(&self.folder)
    }

    /// Removes the folder of the sessions, if there is nothing in it.
    pub fn tidy(&self) {
        drop(fs::remove_dir(&self.folder));
    }

    pub fn ledger(&self, session: &Session) -> PathBuf {
        self.folder.join(format!("{}.{LEDGER}", day_and_id(session.created, session.id)))
    }

    /// The note that a session owes its report.
    pub fn note(&self, session: &Session) -> PathBuf {
        self.ledger(session).with_extension(NOTE)
    }

    pub fn notes(&self) -> Vec<PathBuf> {
        // A note tells where to write to: one that a stranger may have left is not followed.
        if self.check().is_err() {
            return Vec::new();
        }
        self.ending(NOTE).unwrap_or_default()
    }

    /// The socket of a session. Its name is short, since the system takes no long ones.
    pub fn socket(&self, id: Token) -> PathBuf {
        self.folder.join(format!("{}.{SOCKET}", id.short()))
    }

    pub fn record(&self, id: Token, created: Timestamp) -> PathBuf {
        self.records.join(format!("{}.toml", day_and_id(created, id)))
    }

    pub fn records(&self) -> &Path {
        &self.records
    }

    /// The sockets of sessions, some of which may be left over from a host that was killed.
    pub fn sockets(&self) -> Vec<PathBuf> {
        self.ending(SOCKET).unwrap_or_default()
    }

    /// Opens every session that was interrupted, but for `own`, and brings those to their end that had ended.
    pub fn interrupted(&self, own: Option<&Path>) -> anyhow::Result<Found> {
        self.check()?;
        let files = match self.ending(LEDGER) {
            Ok(files) => files.into_iter().filter(|file| Some(file.as_path()) != own),
            Err(error) => bail!(words::not_listed(&shown(&self.folder), &reason(&error))),
        };
        let mut found = Found::default();
        for path in files {
            match Ledger::open(&path) {
                Ok((mut ledger, stored)) if stored.progress.phase == Phase::Ended => drop(ledger.delete()),
                Ok((ledger, stored)) => found.interrupted.push(Interrupted { path, ledger, stored }),
                Err(error) => found.others.push((path, error)),
            }
        }
        found.interrupted.sort_by_key(|one| std::cmp::Reverse((one.has_people(), one.stored.session.created)));
        Ok(found)
    }

    fn ending(&self, wanted: &str) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == wanted));
        paths.sort();
        Ok(paths)
    }
}

fn usable(folder: &Path) -> anyhow::Result<()> {
    let made = RealDisk.make_folder(folder).and_then(|()| tempfile::tempfile_in(folder).map(drop));
    made.map_err(|error| anyhow!(words::takes_no_files(&shown(folder), &reason(&error))))
}

/// Refuses a folder that another user of this machine may write to. One that is not there yet is fine.
pub fn check_private(folder: &Path) -> anyhow::Result<()> {
    let Some(exposure) = exposure(folder) else { return Ok(()) };
    bail!(exposed(&shown(folder), &exposure))
}

fn exposed(name: &str, exposure: &Exposure) -> String {
    match exposure {
        Exposure::Link => words::is_link(name),
        Exposure::Foreign => words::is_foreign(name),
        Exposure::Writable => words::is_writable(name),
        Exposure::Above(above) => words::is_below_writable(&shown(above)),
    }
}

/// How long a session that nobody joined is kept: somebody may have printed its code.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What to do about a session that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Go on with the one of this short id.
    GoOn(String),
    Another,
    Nothing,
}

/// Asks, where people were in a session that was interrupted.
pub fn ask(sessions: &Sessions) -> anyhow::Result<Wanted> {
    let Some((sentence, id)) = interrupted(sessions) else { return Ok(Wanted::Another) };
    output::note(&words::go_on_or_begin(&sentence));
    loop {
        let typed = output::ask(words::ONE_OR_TWO)?;
        match folded(&typed).as_str() {
            "1" | "go on" => return Ok(Wanted::GoOn(id)),
            "2" | "begin another" | "another" => return Ok(Wanted::Another),
            "q" | "quit" => return Ok(Wanted::Nothing),
            _ if typed.is_empty() => return Ok(Wanted::Nothing),
            _ => {}
        }
    }
}

/// What is said of the interrupted session where nobody can be asked.
pub fn unasked(sessions: &Sessions) -> Option<String> {
    interrupted(sessions).map(|(sentence, id)| words::resume_in_terminal(&sentence, &id))
}

/// The session with people in it that was interrupted, the newest of several, and its short id. On the way, what nobody
/// joined and nobody came back to is cleared away.
fn interrupted(sessions: &Sessions) -> Option<(String, String)> {
    let mut first = None;
    // A folder that cannot be read is told by the opening of a new session, which needs it.
    for mut one in sessions.interrupted(None).unwrap_or_default().interrupted {
        if one.has_people() {
            let begun = moment(one.stored.session.created, &now());
            let sentence = words::interrupted(&begun, one.stored.people.len());
            first = first.or(Some((sentence, one.stored.session.id.short())));
        } else if one.stored.session.created < Timestamp::now() - KEPT {
            // What cannot be deleted is in nobody's way.
            drop(one.ledger.delete());
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Label;
    use crate::live::room::Progress;

    fn sessions(folder: &Path) -> Sessions {
        Sessions { folder: folder.join("sessions"), records: folder.join("records") }
    }

    fn session(number: u128, created: &str) -> Session {
        Session {
            id: Token::new(number << 96),
            created: created.parse().unwrap(),
            label: Label::new("EMEA").unwrap(),
            ..Session::sample()
        }
    }

    fn begin(sessions: &Sessions, session: &Session, phase: Phase) -> Ledger {
        let progress = Progress { phase, ..Progress::new(5) };
        Ledger::create(&sessions.ledger(session), session, &progress).unwrap()
    }

    #[test]
    fn a_folder_that_takes_no_files_is_named_with_the_way_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("records"), "in the way").unwrap();
        let said = sessions(folder.path()).prepare().unwrap_err().to_string();
        assert!(said.contains("records") && said.contains("--data-dir"), "{said}");
    }

    #[test]
    fn interrupted_sessions_are_found_newest_first_and_ended_ones_are_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        let sessions = sessions(folder.path());
        sessions.prepare().unwrap();
        let older = session(1, "2026-11-23T10:00:00Z");
        let newer = session(2, "2026-11-23T16:10:00Z");
        let over = session(3, "2026-11-23T12:00:00Z");
        drop(begin(&sessions, &older, Phase::Answering));
        drop(begin(&sessions, &newer, Phase::Lobby));
        drop(begin(&sessions, &over, Phase::Ended));
        let found = sessions.interrupted(None).unwrap();
        let ids: Vec<Token> = found.interrupted.iter().map(|one| one.stored.session.id).collect();
        assert_eq!((ids, found.others.len()), (vec![newer.id, older.id], 0));
        assert!(!sessions.ledger(&over).exists());
    }

    #[test]
    fn a_session_that_is_being_hosted_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let sessions = sessions(folder.path());
        sessions.prepare().unwrap();
        let held = begin(&sessions, &session(1, "2026-11-23T10:00:00Z"), Phase::Lobby);
        let found = sessions.interrupted(None).unwrap();
        assert!(found.interrupted.is_empty() && matches!(found.others[..], [(_, LedgerError::InUse)]));
        drop(held);
    }

    #[test]
    fn where_there_was_never_a_session_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let found = sessions(folder.path()).interrupted(None).unwrap();
        assert!(found.interrupted.is_empty() && found.others.is_empty());
    }

    #[test]
    fn a_folder_that_others_reach_is_refused_with_the_way_out() {
        let cases = [
            (Exposure::Link, "remove the link"),
            (Exposure::Foreign, "belongs to another user"),
            (Exposure::Writable, "chmod 700"),
            (Exposure::Above("/data".into()), "may write to /data"),
        ];
        for (exposure, said) in cases {
            let sentence = exposed("/data/sessions", &exposure);
            assert!(sentence.contains(said) && sentence.contains("--data-dir"), "{sentence}");
        }
    }
}
