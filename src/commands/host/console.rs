//! `undercurrent host --console`: the facilitator's own view of a session that another terminal hosts.

use std::fs;
use std::io;
use std::sync::{Arc, mpsc};
use std::thread;

use anyhow::{anyhow, bail};

use super::sessions::Sessions;
use super::watch::{Figurer, Show, Stage, tell};
use crate::app::hosting::{HostView, Invitation, Way};
use crate::app::{App, Effect, Msg, Setup};
use crate::commands::environment::{Environment, now};
use crate::commands::run_app::Teller;
use crate::commands::{Ending, output};
use crate::definition;
use crate::domain::record::Record;
use crate::live::console::Door;
use crate::live::console::{Console, ConsoleError, ConsoleSender, Heard};
use crate::live::host::Latest;
use crate::live::invite::Qr;
use crate::live::room::{self, Phase, RoomView};
use crate::storage::format::from_text;

/// Opens the view, and shows it until the facilitator leaves or the session is no longer hosted.
pub fn run(sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let console = connect(sessions)?;
    let read = definition::read("questions.toml", console.questionnaire().as_bytes());
    let questionnaire = Arc::new(read.map_err(|_| anyhow!(ConsoleError::Version))?.questionnaire);
    let setup = console.setup(Arc::clone(&questionnaire));
    let way = console.door().map_or(Way::Kiosk, |door| Way::Network(invitation(door)));
    let mut sender = console.sender()?;
    let mut desk = Desk { console, setup, record: None, figures: Figurer::default() };
    let first = first(&mut desk)?;
    let stage = Stage::open(environment)?;
    let newest = Latest::new();
    let listening = listen(desk, stage.teller(), newest.clone())?;
    let app = App::console(Setup::new(questionnaire, environment.store(), now()), way, first);
    let how = stage.run(Show { app, newest, mirror: None, effects: &mut |effect| pass_on(effect, &mut sender) })?;
    let lost = listening.try_recv().ok();
    how.how.trouble().iter().for_each(|trouble| output::complain(trouble));
    Ok(match lost {
        Some(Lost::Over) => told("The session is over."),
        Some(Lost::Gone(why)) => {
            output::complain(&why.to_string());
            Ending::Failed
        }
        None => Ending::of_code(how.how.exit_code()),
    })
}

fn told(sentence: &str) -> Ending {
    output::note(sentence);
    Ending::Done
}

/// Connects to the session that is being hosted; of several, to the one that was begun last.
fn connect(sessions: &Sessions) -> anyhow::Result<Console> {
    let mut consoles = Vec::new();
    for socket in sessions.sockets() {
        match Console::connect(&socket) {
            Ok(console) => consoles.push(console),
            // Left over from a host that was killed.
            Err(ConsoleError::NoHost(error)) if error.kind() == io::ErrorKind::ConnectionRefused => {
                drop(fs::remove_file(&socket));
            }
            Err(error) => return Err(error.into()),
        }
    }
    if consoles.len() > 1 {
        output::note("Several sessions are hosted on this machine; this is the one that was begun last.");
    }
    let newest = consoles.into_iter().max_by(|one, other| one.created().cmp(other.created()));
    newest.ok_or_else(|| anyhow!("no session is being hosted on this machine: 'undercurrent host' begins one"))
}

/// A connection to the host, and what it was told so far.
struct Desk {
    console: Console,
    setup: Arc<room::Setup>,
    record: Option<Arc<Record>>,
    figures: Figurer,
}

/// What is told to the app.
enum Told {
    View(Arc<HostView>),
    Command(Result<(), String>),
}

impl Desk {
    /// Waits for what the host says next. The figures are worked out here, from the same record.
    fn hear(&mut self) -> Result<Told, ConsoleError> {
        loop {
            return Ok(match self.console.hear(&self.setup)? {
                Heard::Record(text) => {
                    let read = text.map(|text| from_text(&text).map_err(|_| ConsoleError::Version));
                    self.record = read.transpose()?.map(Arc::new);
                    continue;
                }
                Heard::View(view) => {
                    let view = RoomView { record: self.record.clone(), ..*view };
                    Told::View(Arc::new(self.figures.see(&view)))
                }
                Heard::Done => Told::Command(Ok(())),
                Heard::Not(why) => Told::Command(Err(why)),
            });
        }
    }
}

fn first(desk: &mut Desk) -> anyhow::Result<Arc<HostView>> {
    match desk.hear()? {
        Told::View(seen) => Ok(seen),
        Told::Command(_) => bail!(ConsoleError::Version),
    }
}

fn invitation(door: &Door) -> Invitation {
    let Door { url, code, link, screen, notes } = door.clone();
    Invitation { url, code, qr: Qr::new(&link).ok(), screen, notes }
}

/// Why the host says nothing any more.
enum Lost {
    /// The session had ended.
    Over,
    /// The host is gone.
    Gone(ConsoleError),
}

/// Tells the app what the host says, in a thread of its own, and ends it when the host is gone.
fn listen(mut desk: Desk, teller: Teller, newest: Latest<Arc<HostView>>) -> io::Result<mpsc::Receiver<Lost>> {
    let (lost, why) = mpsc::channel();
    thread::Builder::new().name("console".to_owned()).spawn(move || {
        let mut phase = Phase::Lobby;
        let gone = loop {
            match desk.hear() {
                Ok(Told::View(seen)) => {
                    phase = seen.view.progress.phase;
                    tell(&teller, seen, &newest);
                }
                Ok(Told::Command(done)) => teller.tell(Msg::Command(done)),
                Err(error) => break error,
            }
        };
        drop(lost.send(if phase == Phase::Ended { Lost::Over } else { Lost::Gone(gone) }));
        teller.end();
    })?;
    Ok(why)
}

fn pass_on(effect: Effect, sender: &mut ConsoleSender) {
    if let Effect::Command(command) = effect {
        // A host that is gone is heard of by the thread that listens.
        drop(sender.send(&command));
    }
}
