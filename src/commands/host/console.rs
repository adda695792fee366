//! `undercurrent host --console`: the facilitator's own view of a session that another terminal hosts.

use std::fs;
use std::io;
use std::sync::{Arc, mpsc};
use std::thread;

use anyhow::{anyhow, bail};

use super::sessions::Sessions;
use super::watch::{Show, Stage, tell};
use crate::app::hosting::{HostView, Invitation, Way};
use crate::app::{App, Effect, Msg, Setup};
use crate::commands::environment::{Environment, now};
use crate::commands::run_app::Teller;
use crate::commands::{Ending, output};
use crate::definition;
use crate::live::console::{Console, ConsoleError, ConsoleSender, Heard};
use crate::live::host::Latest;
use crate::live::invite::Qr;
use crate::live::protocol::Door;
use crate::live::room::{self, Phase};

/// Opens the view, and shows it until the facilitator leaves or the session is no longer hosted.
///
/// # Errors
/// When no session is hosted on this machine, or it cannot be shown.
pub fn run(sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let mut console = connect(sessions)?;
    let read = definition::read("questions.toml", console.questionnaire().as_bytes());
    let questionnaire = Arc::new(read.map_err(|_| anyhow!(ConsoleError::Version))?.questionnaire);
    let setup = console.setup(Arc::clone(&questionnaire));
    let first = first(&mut console, &setup)?;
    let way = console.door().map_or(Way::Kiosk, |door| Way::Network(invitation(door)));
    let mut sender = console.sender()?;
    let stage = Stage::open(environment)?;
    let newest = Latest::new();
    let listening = listen(console, setup, stage.teller(), newest.clone())?;
    let app = App::console(Setup::new(questionnaire, environment.store(), now()), way, first);
    let how = stage.run(Show { app, newest, effects: &mut |effect| pass_on(effect, &mut sender) })?;
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

fn first(console: &mut Console, setup: &Arc<room::Setup>) -> anyhow::Result<Arc<HostView>> {
    match console.hear(setup)? {
        Heard::View(view) => Ok(Arc::new(HostView { view: *view, figures: None })),
        Heard::Done | Heard::Not(_) => bail!(ConsoleError::Version),
    }
}

fn invitation(door: &Door) -> Invitation {
    let Door { url, code, link, notes } = door.clone();
    Invitation { url, code, qr: Qr::new(&link).ok(), notes }
}

/// Why the host says nothing any more.
enum Lost {
    /// The session had ended.
    Over,
    /// The host is gone.
    Gone(ConsoleError),
}

/// Tells the app what the host says, in a thread of its own, and ends it when the host is gone.
fn listen(
    mut console: Console,
    setup: Arc<room::Setup>,
    teller: Teller,
    newest: Latest<Arc<HostView>>,
) -> io::Result<mpsc::Receiver<Lost>> {
    let (lost, why) = mpsc::channel();
    thread::Builder::new().name("console".to_owned()).spawn(move || {
        let mut phase = Phase::Lobby;
        let gone = loop {
            match console.hear(&setup) {
                Ok(Heard::View(view)) => {
                    phase = view.progress.phase;
                    tell(&teller, Arc::new(HostView { view: *view, figures: None }), &newest);
                }
                Ok(Heard::Done) => teller.tell(Msg::Command(Ok(()))),
                Ok(Heard::Not(why)) => teller.tell(Msg::Command(Err(why))),
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
