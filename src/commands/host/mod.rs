//! `undercurrent host`: a live session.
//!
//! ```text
//! opening    a new session, or one that was interrupted
//! network    the address, the socket and the proxy that phones reach, and how people are invited
//! sessions   the files of sessions, and which of them was interrupted
//! show       on the screen, in lines, and to people elsewhere
//! watch      from the room to the screen, and to the facilitator's own view in another terminal, with figures
//! result     the record and the report that come of it, and the last word
//! ```

mod network;
mod opening;
mod result;
mod sessions;
mod show;
mod watch;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use jiff::Timestamp;
use network::{Choice, Listener};
use opening::Opening;
use result::{Audience, Owed, exit_summary};
pub use sessions::check_private;
use sessions::{Sessions, Wanted, ask, unasked};
pub use show::picture as mirrored;
use show::{Show, Stage};
use watch::{FiguresWorker, Last};

use super::Misuse;
use super::environment::{Environment, chance, now};
use super::participant::{Laptop, ParticipantThread, ParticipantWorker};
use super::run_app::MsgSender;
use super::{Ending, output};
use crate::app::hosting::{Invitation, Way};
use crate::app::{App, Effect, Msg, Setup};
use crate::domain::disclosure::show as shown_of;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::live::console::{ConsoleServer, Hello, WayIn};
use crate::live::host::{Handle, Host, World};
use crate::live::ledger::Session;
use crate::live::rehearsal::Crowd;
use crate::live::room::{self, SEATS};
use crate::live::screen::{Feed, Mirror, mirror};
use crate::live::server::{Server, Site, raise};
use crate::storage::format::to_text;
use crate::wording::{hosting as words, moment};
use crate::{cli, definition, terminal};

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
        let interrupted = interrupted.map(|sentence| format!("; {sentence}")).unwrap_or_default();
        return Err(Misuse(format!("{}{interrupted}", words::NO_TERMINAL)).into());
    }
    if options.console {
        return watch::open(&sessions, environment);
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
    if let Ok(sessions) = Sessions::of(environment) {
        for sentence in result::settle_owed(&sessions, Audience::Person) {
            output::note(&sentence);
        }
    }
}

fn host(opening: Opening, sessions: &Sessions, environment: &Environment) -> anyhow::Result<Ending> {
    // Where there is no folder for a socket, a rehearsal goes on without a second terminal.
    let socket = sessions.prepare_folder().is_ok().then(|| sessions.socket(opening.session.id));
    let record = opening.record.clone();
    let owed = if opening.session.rehearsal { None } else { Owed::begin(sessions.note(&opening.session)) };
    let (mirror, feed) = mirror();
    let (live, way) = Live::start(opening, socket.as_deref(), feed)?;
    let watch = FiguresWorker::start(&live.handle(), move |seen| result::write_report(seen, &record, owed))?;
    let how = show((way, mirror), &live.handle(), &watch, environment);
    live.stop();
    let last = watch.finish();
    Ok(part(&how?, last.as_ref()))
}

fn show(
    (way, mirror): (Way, Mirror),
    handle: &Handle,
    watch: &FiguresWorker,
    environment: &Environment,
) -> anyhow::Result<terminal::Ended> {
    let stage = Stage::open(environment)?;
    let first = Arc::clone(&watch.first);
    let full = Arc::clone(&first.view.setup.questionnaire);
    let participant = match way {
        Way::Kiosk => Some(sit(handle, stage.msgs())?),
        Way::Network(_) => None,
    };
    let app = App::hosting(Setup::new(full, environment.store(), now()), way, first);
    let executor = Executor { handle: handle.clone(), msgs: stage.msgs(), participant };
    let newest = watch.subscribe(stage.msgs());
    stage.run(Show { app, newest, mirror: Some(mirror), effects: &mut |effect| executor.take(effect) })
}

/// Puts a seat in front of the laptop that runs the session.
fn sit(handle: &Handle, msgs: MsgSender) -> anyhow::Result<ParticipantThread> {
    let line = ParticipantWorker::new(Laptop::new(handle.clone()), false);
    ParticipantThread::start(line, move |msg| msgs.send(msg)).context(words::NO_SEAT)
}

/// What else was interrupted, and how to go on with it. No label: everybody in the room may read this.
fn others(opening: &Opening, sessions: &Sessions) -> Option<String> {
    let own = sessions.ledger(&opening.session);
    // That this session's own files are in order is known; what cannot be read here is in nobody's way.
    let found = sessions.interrupted(Some(&own)).unwrap_or_default();
    let session = &found.interrupted.first()?.stored.session;
    Some(words::another_interrupted(&moment(session.created, &now()), &session.id.short()))
}

/// The last word: a short summary and the files, and what went wrong.
fn part(how: &terminal::Ended, last: Option<&Last>) -> Ending {
    if let Some(last) = last.filter(|_| how.listening) {
        // Where nobody reads it, what is saved is saved all the same.
        let _ = output::print(exit_summary(last).as_bytes());
    }
    let trouble = last.and_then(|last| last.wrote.as_ref()?.trouble.clone());
    // A terminal that does not listen might hold up for ever whoever speaks to it.
    if how.listening || !io::stderr().is_terminal() {
        how.how.trouble().iter().chain(&trouble).for_each(|trouble| output::complain(trouble));
    }
    match Ending::of_code(how.how.exit_code()) {
        Ending::Done if trouble.is_some() => Ending::Failed,
        ending => ending,
    }
}

struct Executor {
    handle: Handle,
    /// Tells the app what came of it.
    msgs: MsgSender,
    /// Carries out what whoever sits at this laptop wants, where it is passed round.
    participant: Option<ParticipantThread>,
}

impl Executor {
    /// Does what the app asked for. Never waits for the disk.
    fn take(&self, effect: Effect) {
        match (effect, &self.participant) {
            (Effect::Command(command), _) => {
                let msgs = self.msgs.clone();
                self.handle.command(command, move |done| {
                    msgs.send(Msg::Command(done.map_err(|not_now| not_now.to_string())));
                });
            }
            (other, Some(participant)) => participant.take(other),
            (_, None) => {}
        }
    }
}

struct Live {
    host: Host,
    server: Option<Server>,
    console: Option<ConsoleServer>,
    crowd: Option<Crowd>,
}

impl Live {
    /// Begins to host: the room first, then those who let people reach it, and the big screen by `feed`. Says how people
    /// find it.
    fn start(opening: Opening, socket: Option<&Path>, feed: Feed) -> anyhow::Result<(Self, Way)> {
        let Opening { session, room, ledger, keeper, listener, notes, .. } = opening;
        let (setup, least) = (room.setup().clone(), room.progress().min_people);
        let world = World { keeper, chance: fresh()?, now: Timestamp::now };
        let host = Host::start(room, ledger, world).context(words::NOT_HOSTED)?;
        let mut live = Self { host, server: None, console: None, crowd: None };
        let way = if let Some(found) = listener {
            live.serve((&session, &setup.questionnaire), (found, notes), feed)?
        } else {
            // One laptop passed round has no lobby to read them in.
            output::note(&notes.join("\n"));
            Way::Kiosk
        };
        let way = live.attend(&session, &setup, socket, way);
        if session.rehearsal {
            live.crowd = Some(start_crowd(live.handle(), &setup.questionnaire, least)?);
        }
        Ok((live, way))
    }

    fn handle(&self) -> Handle {
        self.host.handle()
    }

    fn stop(self) {
        if let Some(crowd) = self.crowd {
            crowd.stop();
        }
        if let Some(console) = self.console {
            console.stop();
        }
        if let Some(server) = self.server {
            server.stop();
        }
        self.host.stop();
    }

    fn serve(
        &mut self,
        (session, questionnaire): (&Session, &Questionnaire),
        (found, mut notes): ((Listener, Choice), Vec<String>),
        feed: Feed,
    ) -> anyhow::Result<Way> {
        let capacity = raise();
        notes.extend(network::network_notes(session, &found, capacity));
        let (listener, _) = found;
        let way = Way::Network(network::invitation(session, notes));
        let site = Site {
            authorities: network::authorities(listener.address),
            public_url: session.public_url.clone(),
            code: session.code.clone(),
            link: session.link.clone(),
            screen: session.screen.clone(),
            feed,
            questionnaire: definition::text_without_causes(questionnaire)?,
            own: network::own()?,
            capacity,
        };
        self.server = Some(Server::start(listener.socket, site, self.handle()).context(words::NOT_SERVED)?);
        Ok(way)
    }

    /// Lets a second terminal of this machine in. Where that cannot be, the session goes on without, and says so.
    fn attend(&mut self, session: &Session, setup: &room::Setup, socket: Option<&Path>, mut way: Way) -> Way {
        let Some(socket) = socket else { return way };
        let hello = Hello::of(setup, &session.questionnaire, console_door(session, &way));
        match (ConsoleServer::start(socket, hello, self.handle(), |record| to_text(record).ok()), &mut way) {
            (Ok(console), _) => self.console = Some(console),
            (Err(error), Way::Network(invitation)) => invitation.notes.push(words::no_second_view(&error)),
            (Err(_), Way::Kiosk) => {}
        }
        way
    }
}

/// How people find the session, as another terminal is told.
fn console_door(session: &Session, way: &Way) -> Option<WayIn> {
    let Way::Network(Invitation { url, code, screen, notes, .. }) = way else { return None };
    let link = network::scanned_link(session);
    Some(WayIn { url: url.clone(), code: code.clone(), link, screen: screen.clone(), notes: notes.clone() })
}

/// Names that nobody else has.
fn fresh() -> anyhow::Result<Box<dyn FnMut() -> u128 + Send>> {
    let [mut spare, _] = chance()?;
    Ok(Box::new(move || {
        // A system that gave chance once goes on to. Were it to stop, a name must still never come twice.
        spare = spare.wrapping_add(1);
        chance().map_or(spare, |[name, _]| name)
    }))
}

/// How many people make a room that has something to show: enough on each side for a gap, and more of one.
const SIDES: [(&str, usize); 2] = [(SALES, 13), (MARKETING, 11)];

/// Lets made-up people in.
fn start_crowd(handle: Handle, questionnaire: &Questionnaire, least: u32) -> anyhow::Result<Crowd> {
    let people = people(questionnaire, usize::try_from(least).unwrap_or(SEATS));
    let [seed, _] = chance()?;
    #[expect(clippy::cast_possible_truncation, reason = "any part of it is chance")]
    let seed = seed as u64;
    Crowd::start(handle, &people, seed).context(words::NOT_FILLED)
}

/// Enough people of Sales and Marketing to be shown side by side, and of a third side where all would be shown.
fn people(questionnaire: &Questionnaire, least: usize) -> Vec<(Id, usize)> {
    let sides = &questionnaire.head().sides;
    let wanted = |id: &Id| SIDES.iter().find(|(side, _)| *side == id.as_str()).map(|(_, count)| *count.max(&least));
    let mut people: Vec<(Id, usize)> =
        sides.iter().filter_map(|side| Some((side.id.clone(), wanted(&side.id)?))).collect();
    let mut all: Vec<usize> = people.iter().map(|(_, count)| *count).collect();
    all.push(least);
    if let Some(third) = sides.iter().find(|side| wanted(&side.id).is_none())
        && all.iter().sum::<usize>() <= SEATS
        && shown_of(&all, least).withheld == 0
    {
        people.push((third.id.clone(), least));
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(least: usize) -> Vec<(String, usize)> {
        let questionnaire = definition::built_in().unwrap();
        people(&questionnaire, least).into_iter().map(|(side, count)| (side.to_string(), count)).collect()
    }

    #[test]
    fn every_side_has_enough_people_to_be_shown() {
        let expected = [("sales", 13), ("marketing", 11), ("other", 5)].map(|(side, count)| (side.to_owned(), count));
        assert_eq!(counts(5), expected);
    }

    #[test]
    fn where_many_must_answer_together_there_are_many_but_never_more_than_seats() {
        assert_eq!(counts(20).iter().map(|(_, count)| *count).collect::<Vec<_>>(), [20, 20, 20]);
        assert_eq!(counts(1000).iter().map(|(_, count)| *count).collect::<Vec<_>>(), [1000, 1000]);
    }
}
