//! `undercurrent host`: a live session.
//!
//! ```text
//! opening, resumed, asking             a new session, one that was interrupted, and which of the two
//! address, door, public, invitation    how people find it
//! sessions, result                     its files
//! live, crowd                          its room, and those who let people reach it
//! stage                                where it is shown
//! watch                                from the room to the screen, with figures
//! effects                              from the screen to the room
//! kiosk                                the seat of a laptop that is passed round
//! ended, owed                          what is written at the end, and what was not written then
//! farewell                             the last word
//! console                              the facilitator's own view, in another terminal
//! ```

mod address;
mod asking;
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
mod owed;
mod public;
mod result;
mod resumed;
mod sessions;
mod stage;
mod watch;

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Context;

use super::ending::Misuse;
use super::environment::{Environment, now};
use super::participant::{ParticipantThread, ParticipantWorker};
use super::sitting::Teller;
use super::{Ending, assess, output};
use crate::app::hosting::Way;
use crate::app::{App, Setup};
use crate::cli;
use crate::live::host::Handle;
use crate::terminal;
use crate::wording::moment;
use asking::Wanted;
use effects::Hands;
use ended::Wrote;
use kiosk::Laptop;
use live::Live;
use opening::Opening;
use owed::{Owed, Reader};
use sessions::Sessions;
use stage::{Show, Stage};
use watch::{FiguresWorker, Last};

/// Said where there is no terminal.
const NO_TERMINAL: &str = "a session is run from a terminal, and standard input or output is none";

/// Hosts a session, goes on with one, or opens a second view of one.
///
/// # Errors
/// When there is no terminal, or the session cannot be hosted.
pub fn run(options: &cli::Host, environment: &Environment) -> anyhow::Result<Ending> {
    let is_new = !options.console && !options.rehearse && options.resume.is_none();
    if !environment.interactive {
        let found = Sessions::of(environment).ok().filter(|_| is_new);
        let interrupted = found.and_then(|sessions| asking::unasked(&sessions));
        return Err(Misuse(
            [Some(NO_TERMINAL.to_owned()), interrupted].into_iter().flatten().collect::<Vec<_>>().join("; "),
        )
        .into());
    }
    let sessions = Sessions::of(environment)?;
    if !options.rehearse {
        sessions.check()?;
    }
    if options.console {
        return console::run(&sessions, environment);
    }
    let owed = owed::settle(&sessions, Reader::Room);
    let wanted = if is_new { asking::ask(&sessions)? } else { Wanted::Another };
    let mut opening = match (&options.resume, &wanted) {
        (_, Wanted::Nothing) => return Ok(Ending::Done),
        (_, Wanted::GoOn(id)) => resumed::interrupted(Some(id), options, &sessions)?,
        (Some(id), Wanted::Another) => resumed::interrupted(id.as_deref(), options, &sessions)?,
        (None, Wanted::Another) => opening::new(options, &sessions)?,
    };
    opening.notes.extend(owed);
    opening.notes.extend(others(&opening, &sessions));
    let rehearsal = opening.session.rehearsal;
    let ending = host(opening, &sessions, environment);
    if rehearsal {
        sessions.tidy();
    }
    ending
}

/// Writes the reports of sessions that ended without one, and says so.
pub fn settle(environment: &Environment) {
    let owed = Sessions::of(environment).map(|sessions| owed::settle(&sessions, Reader::Person)).unwrap_or_default();
    for told in &owed {
        output::note(told);
    }
}

fn host(opening: Opening, sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let socket = socket(&opening, sessions);
    let record = opening.record.clone();
    let owed = if opening.session.rehearsal { None } else { Owed::begin(sessions.note(&opening.session)) };
    let (live, way) = Live::start(opening, socket.as_deref())?;
    let watch = FiguresWorker::start(&live.handle(), move |seen| {
        let wrote = ended::write(seen, &record, owed);
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

fn show(
    way: Way,
    handle: &Handle,
    watch: &FiguresWorker<Wrote>,
    environment: &Environment,
) -> anyhow::Result<terminal::Ended> {
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
fn sit(handle: &Handle, teller: Teller) -> anyhow::Result<ParticipantThread> {
    let line = ParticipantWorker::new(Laptop::new(handle.clone()), false);
    ParticipantThread::start(line, move |msg| teller.tell(msg)).context("nobody can sit down at this laptop")
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
