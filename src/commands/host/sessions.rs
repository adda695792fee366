//! The files of live sessions: their ledgers, their sockets, and the records that come of them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::bail;
use jiff::Timestamp;

use crate::commands::environment::Environment;
use crate::domain::id::Token;
use crate::live::ledger::{Ledger, LedgerError, Session, Stored};
use crate::live::room::Phase;
use crate::storage::atomic_write::{Disk, RealDisk};
use crate::storage::location::{LEDGER, day_and_id};
use crate::storage::{reason, shown};

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

/// A session that was interrupted.
#[derive(Debug)]
pub struct Interrupted {
    /// Its file.
    pub path: PathBuf,
    /// The file, opened: nobody else can go on with it.
    pub ledger: Ledger,
    /// What it holds.
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
    ///
    /// # Errors
    /// When there is no data folder.
    pub fn of(environment: &Environment) -> anyhow::Result<Self> {
        let folder = environment.place.folder.clone()?;
        Ok(Self { folder: folder.sessions(), records: folder.records() })
    }

    /// Makes both folders, and sees that they take files: a session has to be able to keep answers.
    ///
    /// # Errors
    /// When they do not.
    pub fn prepare(&self) -> anyhow::Result<()> {
        self.prepare_folder()?;
        usable(&self.records)
    }

    /// Makes the folder of the sessions alone, for this person alone.
    ///
    /// # Errors
    /// When it takes no files.
    pub fn prepare_folder(&self) -> anyhow::Result<()> {
        self.check()?;
        usable(&self.folder)?;
        // A folder that was made by hand may be open to others. Where it cannot be closed, no socket is made in it.
        #[cfg(unix)]
        drop(fs::set_permissions(&self.folder, std::os::unix::fs::PermissionsExt::from_mode(0o700)));
        Ok(())
    }

    /// Refuses a folder that another user of this machine may write to.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self) -> anyhow::Result<()> {
        check_private(&self.folder)
    }

    /// Removes the folder of the sessions, if there is nothing in it.
    pub fn tidy(&self) {
        drop(fs::remove_dir(&self.folder));
    }

    /// The ledger of a session.
    pub fn ledger(&self, session: &Session) -> PathBuf {
        self.folder.join(format!("{}.{LEDGER}", day_and_id(session.created, session.id)))
    }

    /// The note that a session owes its report.
    pub fn note(&self, session: &Session) -> PathBuf {
        self.ledger(session).with_extension(NOTE)
    }

    /// All such notes.
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

    /// The folder of the records, and the record of a session in it.
    pub fn record(&self, id: Token, created: Timestamp) -> PathBuf {
        self.records.join(format!("{}.toml", day_and_id(created, id)))
    }

    /// The folder of the records.
    pub fn records(&self) -> &Path {
        &self.records
    }

    /// The sockets of sessions, some of which may be left over from a host that was killed.
    pub fn sockets(&self) -> Vec<PathBuf> {
        self.ending(SOCKET).unwrap_or_default()
    }

    /// Opens every session that was interrupted, but for `own`, and brings those to their end that had ended.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn interrupted(&self, own: Option<&Path>) -> anyhow::Result<Found> {
        self.check()?;
        let files = match self.ending(LEDGER) {
            Ok(files) => files.into_iter().filter(|file| Some(file.as_path()) != own),
            Err(error) => bail!("the folder {} cannot be read: {}", shown(&self.folder), reason(&error)),
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
    if let Err(error) = made {
        bail!(
            "a session keeps its answers in {}, which takes no files: {}; name another folder with --data-dir",
            shown(folder),
            reason(&error)
        );
    }
    Ok(())
}

/// Refuses a folder that another user of this machine may write to. One that is not there yet is fine.
///
/// # Errors
/// What is wrong with it, and how to mend that.
#[cfg(unix)]
pub fn check_private(folder: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::MetadataExt;
    let Ok(found) = folder.symlink_metadata() else { return Ok(()) };
    let (name, why) = (shown(folder), "others could read answers there or change them");
    if found.is_symlink() {
        bail!("{name} is a link to another place, and {why}: remove the link, or name another folder with --data-dir");
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        bail!("{name} belongs to another user, and {why}: name a folder of your own with --data-dir");
    }
    if found.mode() & 0o022 != 0 {
        bail!(
            "other users may write to {name}, and {why}: look whether everything in it is yours, then close it with \
             'chmod 700', or name another folder with --data-dir"
        );
    }
    let above = folder.parent().and_then(|above| above.metadata().ok().map(|found| (above, found)));
    match above {
        Some((above, found)) if found.mode() & 0o1002 == 0o002 => bail!(
            "everybody on this machine may write to {}, and {why}: close it with 'chmod 755', or name another folder \
             with --data-dir",
            shown(above)
        ),
        _ => Ok(()),
    }
}

/// Where folders are not closed in this way, there is nothing to check.
#[cfg(not(unix))]
pub fn check_private(_folder: &Path) -> anyhow::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

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
    fn the_folder_is_for_its_owner_alone_even_if_it_was_open_before() {
        let folder = tempfile::tempdir().unwrap();
        let sessions = sessions(folder.path());
        fs::create_dir(&sessions.folder).unwrap();
        fs::set_permissions(&sessions.folder, PermissionsExt::from_mode(0o755)).unwrap();
        sessions.prepare().unwrap();
        assert_eq!(fs::metadata(&sessions.folder).unwrap().permissions().mode() & 0o777, 0o700);
        assert!(sessions.records.is_dir());
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

    fn of_mode(mode: u32, above: u32) -> Result<(), String> {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("sessions");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(mode)).unwrap();
        fs::set_permissions(home.path(), Permissions::from_mode(above)).unwrap();
        check_private(&folder).map_err(|error| error.to_string())
    }

    #[test]
    fn what_others_may_write_to_is_refused_with_the_way_out() {
        for mode in [0o777, 0o770, 0o1777, 0o720, 0o702] {
            let said = of_mode(mode, 0o700).unwrap_err();
            assert!(said.contains("chmod 700") && said.contains("sessions") && said.contains("--data-dir"), "{said}");
        }
        assert!(of_mode(0o700, 0o777).unwrap_err().contains("chmod 755"));
        for (mode, above) in [(0o700, 0o700), (0o755, 0o755), (0o700, 0o1777)] {
            assert_eq!(of_mode(mode, above), Ok(()), "{mode:o} {above:o}");
        }
    }

    #[test]
    fn a_link_to_another_place_is_refused_and_what_is_not_there_yet_is_fine() {
        let home = tempfile::tempdir().unwrap();
        let (link, elsewhere) = (home.path().join("sessions"), home.path().join("elsewhere"));
        assert!(check_private(&link).is_ok());
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, &link).unwrap();
        assert!(check_private(&link).unwrap_err().to_string().contains("remove the link"));
    }

    #[test]
    fn what_belongs_to_another_user_is_refused() {
        // The root of the file system belongs to another user, unless the test itself is run by root.
        let said = check_private(Path::new("/")).map_err(|error| error.to_string());
        let is_root = rustix::process::geteuid().is_root();
        assert_eq!(said.is_err_and(|said| said.contains("belongs to another user")), !is_root);
    }
}
