//! A session in a window of its own, and people who take part in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use rustix::process::Signal;
use undercurrent::testing::definition;
use undercurrent::testing::domain::Answer;
use undercurrent::testing::live::{Console, ConsoleDoor as Door, Given, Mark, ParticipantClient, SessionAddress};

use crate::home::Home;
use crate::window::{Window, wait_until};

/// What every host here is told: only this machine itself, on whatever port is free.
pub const HERE: [&str; 4] = ["--address", "127.0.0.1", "--port", "0"];

impl Home {
    /// Hosts a session for this machine alone.
    pub fn host(&self, args: &[&str]) -> Hosted {
        let args: Vec<&str> = ["host"].into_iter().chain(HERE).chain(args.iter().copied()).collect();
        self.open(&args)
    }

    /// Hosts a session from a folder of its own.
    pub fn host_from(&self, folder: &Path) -> Hosted {
        let mut command = self.in_terminal(&["host", "--address", "127.0.0.1", "--port", "0"]);
        command.cwd(folder);
        self.hosted(Window::open(command))
    }

    /// Hosts a session on one laptop passed round.
    pub fn kiosk(&self, args: &[&str]) -> Hosted {
        let args: Vec<&str> = ["host", "--kiosk"].into_iter().chain(args.iter().copied()).collect();
        self.open(&args)
    }

    /// Goes on with the session that was interrupted.
    pub fn resume(&self) -> Hosted {
        self.open(&["host", "--resume"])
    }

    /// Opens a window with the program in it, whatever comes of it.
    pub fn window(&self, args: &[&str]) -> Window {
        Window::open(self.in_terminal(args))
    }

    fn open(&self, args: &[&str]) -> Hosted {
        self.hosted(self.window(args))
    }

    /// The session that the program in a window hosts.
    pub fn hosted(&self, window: Window) -> Hosted {
        // A host that was killed leaves its socket; the one that hosts now answers on it.
        let door = std::cell::OnceCell::new();
        wait_until("the session is hosted", || {
            let mut doors = self.sockets().into_iter().filter_map(|socket| Console::connect(&socket).ok());
            doors.next().is_some_and(|console| door.set(console.door().cloned()).is_ok())
        });
        Hosted { window, door: door.into_inner().unwrap() }
    }

    pub fn sockets(&self) -> Vec<PathBuf> {
        files(&self.path().join("sessions"), "console")
    }

    pub fn ledgers(&self) -> Vec<PathBuf> {
        files(&self.path().join("sessions"), "ledger")
    }

    /// The records that are written by now.
    pub fn kept(&self) -> Vec<PathBuf> {
        files(&self.records(), "toml")
    }

    pub fn reports(&self) -> Vec<PathBuf> {
        files(self.path(), "html")
    }

    /// Every file under the folder, but for the folders themselves.
    pub fn everything(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.path().to_path_buf()];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if entry.is_dir() { folders.push(entry) } else { found.push(entry) }
            }
        }
        found
    }
}

/// The files of a folder that end so.
pub fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.extension() == Some(OsStr::new(ending))).collect()
}

/// What the questions say that are asked once.
pub const FINAL: &str = "This is final";

/// A session that is being hosted.
pub struct Hosted {
    pub window: Window,
    /// How people find it; none where one laptop is passed round.
    pub door: Option<Door>,
}

impl Hosted {
    pub fn door(&self) -> &Door {
        self.door.as_ref().unwrap()
    }

    /// Somebody who takes part, having come by the link.
    pub fn somebody(&self, side: &str) -> ParticipantClient {
        SessionAddress::at(&self.door().link).unwrap().join("", &side.parse().unwrap()).unwrap()
    }

    /// Presses keys, once the screen says something.
    pub fn press(&mut self, once: &str, keys: &str) {
        self.window.wait_for(once);
        self.window.send(keys);
    }

    /// Presses a key that asks something final, once the screen says something, and says yes.
    pub fn confirm(&mut self, once: &str, key: &str) {
        self.window.wait_for(once);
        self.window.confirm(key, FINAL);
    }

    /// Lets people answer.
    pub fn start(&mut self) {
        self.press("start", "\r");
        self.window.wait_for("stop answering");
    }

    /// Stops answering and reveals the figures.
    pub fn reveal(&mut self) {
        self.press("stop answering", "c");
        self.press("reveal", "\r");
    }

    /// Ends the session, once the screen says something, and leaves when its report is written.
    pub fn end(&mut self, once: &str) {
        self.confirm(once, "E");
        self.window.wait_for("The report");
        self.window.send("q");
        assert_eq!(self.window.exit().code, Some(0));
    }

    /// Kills the program.
    pub fn kill(&mut self) {
        self.window.signal(Signal::KILL);
        self.window.exit();
    }

    /// So many people of both sides, who all answer everything.
    pub fn everybody_answers(&self, people: usize) -> Vec<ParticipantClient> {
        let side = |at: usize| if at.is_multiple_of(2) { "sales" } else { "marketing" };
        let participants: Vec<ParticipantClient> = (0..people).map(|at| self.somebody(side(at))).collect();
        for (at, participant) in participants.iter().enumerate() {
            for item in items() {
                let mark = answer(participant, item, 1, i32::try_from(at % 5).unwrap() + 1);
                assert_eq!(mark.seq, 1);
            }
        }
        participants
    }
}

/// The items of the built-in questionnaire, in the order of asking.
pub fn items() -> &'static [String] {
    static ITEMS: LazyLock<Vec<String>> =
        LazyLock::new(|| definition::built_in().unwrap().asked().map(|item| item.id.to_string()).collect());
    &ITEMS
}

/// Answers an item, by its own id or as terminals are told, and waits until that is acknowledged.
pub fn answer(participant: &ParticipantClient, item: &str, seq: u64, value: i32) -> Mark {
    let place = items().iter().position(|other| other == item);
    let alias = place.map_or_else(|| item.to_owned(), |at| format!("statement-{}", at + 1));
    participant.answer(&Given::new(1, alias.parse().unwrap(), seq, Answer::Value(value))).unwrap()
}
