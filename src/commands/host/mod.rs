//! `undercurrent host`: a live session.
//!
//! ```text
//! opening, resumed                     a new session, and one that was interrupted
//! address, door, public, invitation    how people find it
//! sessions, result                     its files
//! live, crowd                          its room, and those who let people reach it
//! stage                                where it is shown
//! watch                                from the room to the screen, with figures
//! effects                              from the screen to the room
//! kiosk                                the seat of a laptop that is passed round
//! ended                                what is written at the end
//! farewell                             the last word
//! console                              the facilitator's own view, in another terminal
//! ```

mod address;
mod console;
mod crowd;
mod door;
mod effects;
mod ended;
mod farewell;
mod invitation;
mod kiosk;
mod live;
mod opening;
mod public;
mod result;
mod resumed;
mod sessions;
mod stage;
mod watch;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Context;

use super::environment::{Environment, now};
use super::seat::{Line, Messenger};
use super::sitting::Teller;
use super::{Ending, assess, output};
use crate::app::hosting::Way;
use crate::app::{App, Setup};
use crate::cli;
use crate::domain::wording::moment;
use crate::terminal;
use crate::workshop::host::Handle;
use effects::Hands;
use ended::Wrote;
use kiosk::Laptop;
use live::Live;
use opening::Opening;
use sessions::Sessions;
use stage::{Show, Stage};
use watch::{Last, Watch};

/// Said where there is no terminal.
const NO_TERMINAL: &str = "a session is run from a terminal, and standard input or output is none";

/// Hosts a session, goes on with one, or opens a second view of one.
///
/// # Errors
/// When there is no terminal, or the session cannot be hosted.
pub fn run(options: &cli::Host, environment: &Environment) -> anyhow::Result<Ending> {
    environment.need_terminal(NO_TERMINAL)?;
    let sessions = Sessions::of(environment)?;
    if options.console {
        return console::run(&sessions, environment);
    }
    let mut opening = match &options.resume {
        Some(wanted) => resumed::interrupted(wanted.as_deref(), options, &sessions)?,
        None => opening::new(options, &sessions)?,
    };
    opening.notes.extend(others(&opening, &sessions));
    let rehearsal = opening.session.rehearsal;
    let ending = host(opening, &sessions, environment);
    if rehearsal {
        sessions.tidy();
    }
    ending
}

fn host(opening: Opening, sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let socket = socket(&opening, sessions);
    let record = opening.record.clone();
    let (live, way) = Live::start(opening, socket.as_deref())?;
    let watch = Watch::start(&live.handle(), move |seen| {
        let wrote = ended::write(seen, &record);
        let told = wrote.told();
        (wrote, told)
    })?;
    let how = show(way, &live.handle(), &watch, environment);
    live.stop();
    let last = watch.finish();
    Ok(part(&how?, last.as_ref()))
}

/// The socket for a second terminal. Where there is no folder for it, a rehearsal goes on without.
fn socket(opening: &Opening, sessions: &Sessions) -> Option<PathBuf> {
    let socket = sessions.socket(opening.session.id);
    sessions.prepare_folder().is_ok().then_some(socket)
}

fn show(way: Way, handle: &Handle, watch: &Watch<Wrote>, environment: &Environment) -> anyhow::Result<terminal::Ended> {
    let stage = Stage::open(environment)?;
    let first = watch.first();
    let full = std::sync::Arc::clone(&first.view.setup.questionnaire);
    let seat = match way {
        Way::Kiosk => Some(sit(handle, stage.teller())?),
        Way::Network(_) => None,
    };
    let app = App::hosting(Setup::new(full, assess::store(environment), now()), way, first);
    let hands = Hands { handle: handle.clone(), teller: stage.teller(), seat };
    let newest = watch.tell(stage.teller());
    stage.run(Show { app, newest, effects: &mut |effect| hands.take(effect) })
}

/// Puts a seat in front of the laptop that runs the session.
fn sit(handle: &Handle, teller: Teller) -> anyhow::Result<Messenger> {
    let line = Line::new(Laptop::new(handle.clone()), false);
    Messenger::start(line, move |msg| teller.tell(msg)).context("nobody can sit down at this laptop")
}

/// What else was interrupted, and how to go on with it. No label: everybody in the room may read this.
fn others(opening: &Opening, sessions: &Sessions) -> Option<String> {
    let own = sessions.ledger(&opening.session);
    // That this session's own files are in order is known; what cannot be read here is in nobody's way.
    let found = sessions.interrupted(Some(&own)).unwrap_or_default();
    let session = &found.interrupted.first()?.stored.session;
    let (begun, id) = (moment(session.created, &now()), session.id.short());
    Some(format!("Another session, begun {begun}, was interrupted: 'undercurrent host --resume {id}' goes on with it."))
}

/// The last word: a short summary and the files, and what went wrong.
fn part(how: &terminal::Ended, last: Option<&Last<Wrote>>) -> Ending {
    if let Some(last) = last.filter(|_| how.listening) {
        // Where nobody reads it, what is saved is saved all the same.
        let _ = output::print(farewell::text(last).as_bytes());
    }
    let trouble = last.and_then(|last| last.ended.as_ref()?.trouble.clone());
    // A terminal that does not listen might hold up for ever whoever speaks to it.
    if how.listening || !io::stderr().is_terminal() {
        how.how.trouble().iter().chain(&trouble).for_each(|trouble| output::complain(trouble));
    }
    match Ending::of_code(how.how.exit_code()) {
        Ending::Done if trouble.is_some() => Ending::Failed,
        ending => ending,
    }
}
