//! `undercurrent host`: a live session.
//!
//! ```text
//! opening    a new session, or one that was interrupted
//! network    the address, the socket and the proxy that phones reach
//! sessions   the files of sessions
//! live       the room, those who let people reach it, and how people are invited
//! watch      from the room to the screen, with figures
//! mirror     from the screen to people elsewhere
//! result     the record and the report that come of it
//! console    the facilitator's own view, in another terminal
//! ```

mod console;
mod live;
mod mirror;
mod network;
mod opening;
mod result;
mod sessions;
mod watch;

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use live::Live;
pub use mirror::picture as mirrored;
use opening::Opening;
use result::{Audience, Owed, Wrote};
pub use sessions::check_private;
use sessions::{Interrupted, Sessions};
use watch::{FiguresWorker, Last, Show, Stage};

use super::Misuse;
use super::environment::{Environment, now};
use super::participant::{Laptop, ParticipantThread, ParticipantWorker};
use super::run_app::Teller;
use super::{Ending, output};
use crate::app::hosting::{HostView, Way};
use crate::app::{App, Effect, Msg, Setup};
use crate::domain::text::folded;
use crate::live::host::Handle;
use crate::live::room::{Command, Phase, RoomView};
use crate::live::screen::{Mirror, mirror};
use crate::storage::shown;
use crate::wording::{count, moment, several};
use crate::{cli, terminal};

/// Said where there is no terminal.
const NO_TERMINAL: &str = "a session is run from a terminal, and standard input or output is none";

/// Hosts a session, goes on with one, or opens a second view of one.
pub fn run(options: &cli::Host, environment: &Environment) -> anyhow::Result<Ending> {
    let is_new = !options.console && !options.rehearse && options.resume.is_none();
    let plan = opening::plan(options)?;
    let sessions = Sessions::of(environment)?;
    if !options.rehearse {
        sessions.check()?;
    }
    if !environment.interactive {
        if let Some(wanted) = &options.resume {
            opening::check_interrupted(wanted.as_deref(), &sessions)?;
        }
        let interrupted = if is_new { unasked(&sessions) } else { None };
        let told = [Some(NO_TERMINAL.to_owned()), interrupted].into_iter().flatten().collect::<Vec<_>>().join("; ");
        return Err(Misuse(told).into());
    }
    if options.console {
        return console::run(&sessions, environment);
    }
    let owed = result::settle_owed(&sessions, Audience::Room);
    let wanted = if is_new { ask(&sessions)? } else { Wanted::Another };
    let mut opening = match (&options.resume, &wanted) {
        (_, Wanted::Nothing) => return Ok(Ending::Done),
        (_, Wanted::GoOn(id)) => opening::interrupted(Some(id), options, &sessions)?,
        (Some(id), Wanted::Another) => opening::interrupted(id.as_deref(), options, &sessions)?,
        (None, Wanted::Another) => opening::new(options, plan, &sessions)?,
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
    let owed =
        Sessions::of(environment).map(|sessions| result::settle_owed(&sessions, Audience::Person)).unwrap_or_default();
    for told in &owed {
        output::note(told);
    }
}

fn host(opening: Opening, sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    let socket = socket(&opening, sessions);
    let record = opening.record.clone();
    let owed = if opening.session.rehearsal { None } else { Owed::begin(sessions.note(&opening.session)) };
    let (mirror, feed) = mirror();
    let (live, way) = Live::start(opening, socket.as_deref(), feed)?;
    let watch = FiguresWorker::start(&live.handle(), move |seen| {
        let wrote = result::write_report(seen, &record, owed);
        let told = wrote.told();
        (wrote, told)
    })?;
    let how = show((way, mirror), &live.handle(), &watch, environment);
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
    (way, mirror): (Way, Mirror),
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
    let app = App::hosting(Setup::new(full, environment.store(), now()), way, first);
    let executor = Executor { handle: handle.clone(), teller: stage.teller(), seat };
    let newest = watch.tell(stage.teller());
    stage.run(Show { app, newest, mirror: Some(mirror), effects: &mut |effect| executor.take(effect) })
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
        let _ = output::print(exit_summary(last).as_bytes());
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

/// The widest line.
const WIDTH: usize = 80;

/// A short summary and the paths of what was written; or how to go on.
fn exit_summary(last: &Last<Wrote>) -> String {
    let view = &last.seen.view;
    let lines = match &last.ended {
        _ if view.setup.rehearsal => vec![REHEARSED.to_owned()],
        Some(wrote) => over(&last.seen, wrote),
        None if view.progress.phase == Phase::Ended => Vec::new(),
        None => vec![go_on(view)],
    };
    wrapped(&lines)
}

fn over(seen: &HostView, wrote: &Wrote) -> Vec<String> {
    let first = seen.figures.as_ref().and_then(|figures| figures.first.as_ref());
    let Some(first) = first else { return vec![NOBODY.to_owned()] };
    let label = seen.view.setup.label.as_str();
    let about = if label.is_empty() { String::new() } else { format!("{label}: ") };
    let mut lines = vec![format!("{about}{}.", several::heading(first))];
    // The terminal may still be on the wall.
    lines.extend((seen.view.progress.shown > 0).then(|| several::summary(first)));
    lines.extend(wrote.record.as_deref().map(|path| format!("Saved in {}", shown(path))));
    lines.extend(wrote.report.as_deref().map(|path| format!("The report is in {}", shown(path))));
    lines
}

/// How to go on with what is not over.
fn go_on(view: &RoomView) -> String {
    let id = view.setup.id.short();
    format!(
        "The session is not over. 'undercurrent host --resume {id}' goes on with it, with every answer that was given. \
         Phones that joined come back by themselves."
    )
}

/// Lines that fit; a path is never broken.
fn wrapped(lines: &[String]) -> String {
    let options = textwrap::Options::new(WIDTH).break_words(false);
    lines.iter().flat_map(|line| textwrap::wrap(line, &options)).fold(String::new(), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

const REHEARSED: &str = "That was a rehearsal. Nothing of it is saved.";
const NOBODY: &str = "The session is over. Nobody answered, so there is no record.";

/// How long a session that nobody joined is kept: somebody may have printed its code.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What to do about a session that was interrupted.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wanted {
    /// Go on with the one of this short id.
    GoOn(String),
    /// Begin another one.
    Another,
    /// Neither.
    Nothing,
}

/// Asks, where people were in a session that was interrupted.
fn ask(sessions: &Sessions) -> anyhow::Result<Wanted> {
    let Some((told, id)) = interrupted(sessions) else { return Ok(Wanted::Another) };
    output::note(&format!("{told}: go on, or begin another?\n  1  go on with it\n  2  begin another"));
    loop {
        let typed = output::ask("1 or 2, q to leave: ")?;
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
fn unasked(sessions: &Sessions) -> Option<String> {
    let (told, id) = interrupted(sessions)?;
    Some(format!("{told}: 'undercurrent host --resume {id}' in a terminal goes on with it"))
}

/// The session with people in it that was interrupted, the newest of several, and its short id. On the way, what nobody
/// joined and nobody came back to is cleared away.
fn interrupted(sessions: &Sessions) -> Option<(String, String)> {
    let mut first = None;
    // A folder that cannot be read is told by the opening of a new session, which needs it.
    for mut one in sessions.interrupted(None).unwrap_or_default().interrupted {
        if one.has_people() {
            first = first.or(Some((told(&one), one.stored.session.id.short())));
        } else if one.stored.session.created < Timestamp::now() - KEPT {
            // What cannot be deleted is in nobody's way.
            drop(one.ledger.delete());
        }
    }
    first
}

/// No label: everybody in the room may read this.
fn told(one: &Interrupted) -> String {
    let begun = moment(one.stored.session.created, &now());
    let people = one.stored.people.len();
    let people = if people == 0 { String::new() } else { format!(", {},", count(people, "person", "people")) };
    format!("Session of {begun}{people} was interrupted")
}

/// Carries out what the app of a session asks for.
struct Executor {
    /// Asks the room.
    handle: Handle,
    /// Tells the app what came of it.
    teller: Teller,
    /// Carries out what whoever sits at this laptop wants, where it is passed round.
    seat: Option<ParticipantThread>,
}

impl Executor {
    /// Does what the app asked for. Never waits for the disk.
    fn take(&self, effect: Effect) {
        match (effect, &self.seat) {
            (Effect::Command(command), _) => self.command(command),
            (other, Some(seat)) => seat.take(other),
            (_, None) => {}
        }
    }

    fn command(&self, command: Command) {
        let teller = self.teller.clone();
        self.handle.command(command, move |done| {
            teller.tell(Msg::Command(done.map_err(|not_now| not_now.to_string())));
        });
    }
}
