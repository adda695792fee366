//! `undercurrent join`: takes part in a live session over the network, in a place that is kept.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::environment::{Environment, now};
use super::host::check_private;
use super::participant::{ParticipantThread, ParticipantWorker};
use super::{Ending, Misuse, output, run_app};
use crate::app::screens::join_form::JoinForm;
use crate::app::{App, Setup, Store};
use crate::domain::id::Id;
use crate::domain::questionnaire::{Questionnaire, Word};
use crate::domain::text::{Label, is_device_name, kept, showable};
use crate::live::client::{ClientError, ParticipantClient, SessionAddress};
use crate::live::protocol::Welcome;
use crate::live::room::{Given, Mark, ParticipantView, Phase};
use crate::live::sync::Session;
use crate::storage::atomic_write::{Disk, RealDisk};
use crate::storage::location::DataFolder;
use crate::storage::system::{private_file, sync};
use crate::wording::participant::{self as words, Device};
use crate::{cli, definition};

/// Takes part in a live session, from joining it to its end.
pub fn run(options: &cli::Join, environment: &Environment) -> anyhow::Result<Ending> {
    let door = SessionAddress::at(&options.url).map_err(|error| Misuse(error.to_string()))?;
    environment.need_terminal(words::NO_TERMINAL)?;
    output::note(&words::looking(door.base()));
    let welcome = door.welcome()?;
    let join_form = join_form(&door, &welcome, options.code.as_deref())?;
    let folder = environment.place.folder.as_ref().ok().map(DataFolder::sessions).filter(|folder| trusted(folder));
    let remote = Remote::new(door.clone(), &welcome, Pass::find(folder.as_deref(), (door.base(), &welcome.session)));
    let seated = remote.is_seated();
    // Until the person is in, only the keys can be explained; the session's own questionnaire comes then.
    let setup = Setup::new(Arc::new(definition::built_in()?), Store::Session, now());
    run_app::run_app_with(App::participant(setup, Arc::new(join_form)), environment, |msgs| {
        ParticipantThread::start(ParticipantWorker::new(remote, seated), move |msg| msgs.send(msg))
    })
}

/// Whether a pass is kept in a folder; says why it is not.
fn trusted(folder: &Path) -> bool {
    let checked = check_private(folder);
    checked.inspect_err(|error| output::note(&words::not_kept(error))).is_ok()
}

/// What stands at the door. Texts from the network act on no terminal: whatever draws them sees to that.
pub fn join_form(door: &SessionAddress, welcome: &Welcome, code: Option<&str>) -> Result<JoinForm, ClientError> {
    let side = |(id, name): &(String, String)| Some((id.parse().ok()?, name.clone()));
    let sides: Option<Vec<_>> = welcome.sides.iter().map(side).collect();
    let word = |(term, text): &(String, String)| Word { term: term.clone(), text: text.clone() };
    Ok(JoinForm {
        title: welcome.title.clone(),
        label: welcome.label.clone(),
        intro: welcome.intro.clone(),
        sides: sides.filter(|sides| !sides.is_empty()).ok_or(ClientError::NotASession)?,
        words: welcome.words.iter().map(word).collect(),
        least: welcome.min_people,
        rehearsal: welcome.rehearsal,
        device: Device::Terminal,
        code: (!door.has_link()).then(|| showable(code.unwrap_or_default())),
        address: Some(door.base().to_owned()),
        statements: welcome.statements,
        guesses: welcome.guesses,
        shut: welcome.shut.clone(),
        holds: false,
    })
}

#[derive(Debug)]
pub struct Remote {
    door: SessionAddress,
    label: Label,
    rehearsal: bool,
    pass: Pass,
    participant: Option<ParticipantClient>,
    questionnaire: Option<Arc<Questionnaire>>,
    /// The session that was found, or looked at last.
    session: Option<String>,
}

impl Remote {
    /// Stands in front of a session, or at the place that a pass stands for.
    pub fn new(door: SessionAddress, welcome: &Welcome, pass: Pass) -> Self {
        let participant = pass.known().map(|known| door.participant(known));
        // A label is shown and nothing else: one that could not be typed here is left away.
        let label = Label::new(&kept(&welcome.label)).unwrap_or_default();
        let session = Some(welcome.session.clone()).filter(|session| !session.is_empty());
        Self { door, label, rehearsal: welcome.rehearsal, pass, participant, questionnaire: None, session }
    }

    pub const fn is_seated(&self) -> bool {
        self.participant.is_some()
    }

    fn participant(&self) -> Result<&ParticipantClient, ClientError> {
        self.participant.as_ref().ok_or(ClientError::Unknown)
    }

    fn questionnaire(&mut self) -> Result<Arc<Questionnaire>, ClientError> {
        if let Some(known) = &self.questionnaire {
            return Ok(Arc::clone(known));
        }
        let text = self.participant()?.questionnaire()?;
        let read = definition::read("the session", text.as_bytes()).map_err(|_| ClientError::NotASession)?;
        let questionnaire = Arc::new(read.questionnaire);
        self.questionnaire = Some(Arc::clone(&questionnaire));
        Ok(questionnaire)
    }

    /// Tells a session that has forgotten the person from another one at its address.
    fn or_another<T>(&self, done: Result<T, ClientError>) -> Result<T, ClientError> {
        let is_another = |session: &String| {
            self.door.welcome().is_ok_and(|there| !there.session.is_empty() && &there.session != session)
        };
        match done {
            Err(ClientError::Unknown) if self.session.as_ref().is_some_and(is_another) => Err(ClientError::Another),
            done => done,
        }
    }

    fn view(&mut self) -> Result<ParticipantView, ClientError> {
        let questionnaire = self.questionnaire()?;
        let stands = self.participant()?.look()?;
        self.session = Some(stands.session.clone()).filter(|session| !session.is_empty());
        Ok(stands.seen(&questionnaire, (&self.label, self.rehearsal)))
    }
}

impl Session for Remote {
    fn join(&mut self, code: &str, side: &Id) -> Result<(), ClientError> {
        let participant = self.door.join(code, side)?;
        self.pass.keep(participant.pass());
        self.participant = Some(participant);
        self.questionnaire = None;
        Ok(())
    }

    /// A pass that opens nothing any more is thrown away.
    fn look(&mut self) -> Result<ParticipantView, ClientError> {
        let view = self.view();
        let looked = self.or_another(view);
        let is_over = match &looked {
            Ok(view) => view.progress.phase == Phase::Ended,
            Err(error) => *error == ClientError::Unknown,
        };
        if is_over {
            self.pass.forget();
        }
        looked
    }

    fn answer(&mut self, given: &Given) -> Result<Mark, ClientError> {
        self.or_another(self.participant()?.answer(given))
    }

    fn change_side(&mut self, side: &Id) -> Result<(), ClientError> {
        self.or_another(self.participant()?.change_side(side))
    }

    fn finish(&mut self, round: u8) -> Result<(), ClientError> {
        self.or_another(self.participant()?.finish(round))
    }

    fn returns(&self) -> bool {
        self.pass.is_kept()
    }

    fn which(&self) -> Option<String> {
        self.session.clone()
    }
}

/// How the names of these files end.
const ENDING: &str = "seat";
/// The longest pass that is read back, in bytes.
const LONGEST: u64 = 4096;

/// The pass to one session. While it is held, no other terminal takes the same place.
#[derive(Debug)]
pub struct Pass {
    /// Where it is kept; none where it cannot be, or where another terminal has taken that place.
    path: Option<PathBuf>,
    held: Option<File>,
}

impl Pass {
    /// Looks for the pass to a session at an address.
    pub fn find(folder: Option<&Path>, (address, session): (&str, &str)) -> Self {
        let path = folder.map(|folder| folder.join(name(address, session)));
        match path.as_deref().map(|path| OpenOptions::new().read(true).write(true).open(path)) {
            Some(Ok(file)) if file.try_lock().is_ok() => Self { path, held: Some(file) },
            Some(Err(error)) if error.kind() == io::ErrorKind::NotFound => Self { path, held: None },
            _ => Self { path: None, held: None },
        }
    }

    pub fn known(&self) -> Option<String> {
        let mut text = String::new();
        let mut file = self.held.as_ref()?;
        file.rewind().ok()?;
        file.take(LONGEST).read_to_string(&mut text).ok()?;
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        is_plain.then_some(text)
    }

    pub const fn is_kept(&self) -> bool {
        self.held.is_some()
    }

    /// Keeps a pass. Where that fails, the person is told before leaving that the place is not kept.
    pub fn keep(&mut self, pass: &str) {
        if self.write(pass).is_err() {
            self.forget();
        }
    }

    fn write(&mut self, pass: &str) -> io::Result<()> {
        let Some(path) = &self.path else { return Ok(()) };
        if let Some(folder) = path.parent() {
            RealDisk.make_folder(folder)?;
        }
        let mut file = private_file().read(true).write(true).create(true).truncate(false).open(path)?;
        drop(self.held.take());
        file.try_lock()?;
        file.set_len(0)?;
        file.write_all(pass.as_bytes())?;
        sync(&file)?;
        self.held = Some(file);
        Ok(())
    }

    pub fn forget(&mut self) {
        if let (Some(_), Some(path)) = (self.held.take(), &self.path) {
            // What stays opens nothing: the session no longer knows it.
            drop(fs::remove_file(path));
        }
    }
}

/// The most signs of a session that are in the name of a file.
const SESSION: usize = 16;

/// A session at `http://192.168.1.20:7777` as the name of a file: another one may be at that address meanwhile.
fn name(address: &str, session: &str) -> String {
    let safe = |text: &str| -> String {
        text.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
    };
    let (host, session) = (safe(address.trim_start_matches("http://")), safe(session));
    // Windows takes `con.seat` for its console, whatever the folder.
    let apart = if is_device_name(&host) { "-" } else { "" };
    let session: String = session.chars().take(SESSION).collect();
    let dot = if session.is_empty() { "" } else { "." };
    format!("{apart}{host}{dot}{session}.{ENDING}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: (&str, &str) = ("http://192.168.1.20:7777", "3f2a91c4");

    fn find(folder: &Path) -> Pass {
        Pass::find(Some(folder), HERE)
    }

    #[test]
    fn a_pass_that_was_kept_is_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let sessions = folder.path().join("sessions");
        let mut pass = find(&sessions);
        assert_eq!((pass.known(), pass.is_kept()), (None, false));
        pass.keep("name=0123");
        assert!(pass.is_kept());
        drop(pass);
        let mut pass = find(&sessions);
        assert_eq!(pass.known().as_deref(), Some("name=0123"));
        pass.forget();
        assert_eq!(find(&sessions).known(), None);
    }

    #[test]
    fn each_session_at_an_address_has_a_pass_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        find(folder.path()).keep("name=0123");
        assert_eq!(Pass::find(Some(folder.path()), (HERE.0, "../another")).known(), None);
        assert_eq!(find(folder.path()).known().as_deref(), Some("name=0123"));
    }

    #[test]
    fn a_second_terminal_gets_a_place_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = find(folder.path());
        first.keep("name=0123");
        let mut second = find(folder.path());
        assert_eq!(second.known(), None);
        second.keep("name=4567");
        assert!(!second.is_kept());
        assert_eq!(first.known().as_deref(), Some("name=0123"));
    }

    #[test]
    fn no_address_leads_to_another_folder_or_to_a_device() {
        for (address, session, file) in [
            (HERE.0, "../another", "192.168.1.20-7777...-another.seat"),
            ("http://con", "", "-con.seat"),
            ("http://NUL.example", "", "-NUL.example.seat"),
            ("http://console.example", "", "console.example.seat"),
        ] {
            assert_eq!(name(address, session), file);
        }
    }

    #[test]
    fn a_file_that_holds_no_pass_is_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name(HERE.0, HERE.1)), "a=b\r\nHost: elsewhere").unwrap();
        assert_eq!(find(folder.path()).known(), None);
    }

    #[test]
    fn where_nothing_can_be_kept_nothing_is() {
        let mut pass = Pass::find(None, HERE);
        pass.keep("name=0123");
        assert!(!pass.is_kept());
    }
}
