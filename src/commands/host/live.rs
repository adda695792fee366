//! A session that is being hosted: its room, and those who let people reach it.

use std::path::Path;

use anyhow::Context;
use jiff::Timestamp;

use super::super::environment::chance;
use super::super::output;
use super::opening::Opening;
use super::{address, crowd, door, invitation};
use crate::app::hosting::{Invitation, Way};
use crate::definition;
use crate::domain::questionnaire::Questionnaire;
use crate::live::console::{ConsoleServer, Door, Greeting};
use crate::live::host::{Handle, Host, World};
use crate::live::ledger::Session;
use crate::live::rehearsal::Crowd;
use crate::live::room::Setup;
use crate::live::server::{Server, Site, raise};

/// A session that is being hosted.
pub struct Live {
    host: Host,
    server: Option<Server>,
    console: Option<ConsoleServer>,
    crowd: Option<Crowd>,
}

impl Live {
    /// Begins to host: the room first, then those who let people reach it. Says how people find it.
    ///
    /// # Errors
    /// When a thread cannot be had.
    pub fn start(opening: Opening, socket: Option<&Path>) -> anyhow::Result<(Self, Way)> {
        let Opening { session, room, ledger, keeper, door, notes, .. } = opening;
        let (setup, least) = (room.setup().clone(), room.progress().min_people);
        let world = World { keeper, chance: fresh()?, now: Timestamp::now };
        let host = Host::start(room, ledger, world).context("the session cannot be hosted")?;
        let mut live = Self { host, server: None, console: None, crowd: None };
        let way = if let Some(found) = door {
            live.serve((&session, &setup.questionnaire), found, notes)?
        } else {
            // One laptop passed round has no lobby to read them in.
            output::note(&notes.join("\n"));
            Way::Kiosk
        };
        let way = live.attend(&session, &setup, socket, way);
        if session.rehearsal {
            live.crowd = Some(crowd::start(live.handle(), &setup.questionnaire, least)?);
        }
        Ok((live, way))
    }

    /// A way to ask the room.
    pub fn handle(&self) -> Handle {
        self.host.handle()
    }

    /// Stops hosting. What is stored stays.
    pub fn stop(self) {
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
        found: (door::Door, address::Choice),
        mut notes: Vec<String>,
    ) -> anyhow::Result<Way> {
        let capacity = raise();
        notes.extend(invitation::notes(session, &found, capacity));
        let (door, _) = found;
        let way = Way::Network(invitation::of(session, notes));
        let site = Site {
            authorities: door::authorities(door.address),
            public_url: session.public_url.clone(),
            code: session.code.clone(),
            link: session.link.clone(),
            questionnaire: definition::text_without_causes(questionnaire)?,
            own: address::own()?,
            capacity,
        };
        self.server = Some(Server::start(door.listener, site, self.handle()).context("phones cannot be served")?);
        Ok(way)
    }

    /// Lets a second terminal of this machine in. Where that cannot be, the session goes on without, and says so.
    fn attend(&mut self, session: &Session, setup: &Setup, socket: Option<&Path>, mut way: Way) -> Way {
        let Some(socket) = socket else { return way };
        let greeting = Greeting { setup, questionnaire: &session.questionnaire, door: told(session, &way) };
        match (ConsoleServer::start(socket, &greeting, self.handle()), &mut way) {
            (Ok(console), _) => self.console = Some(console),
            (Err(error), Way::Network(invitation)) => {
                invitation.notes.push(format!("No second terminal can open the facilitator's own view: {error}."));
            }
            (Err(_), Way::Kiosk) => {}
        }
        way
    }
}

/// How people find the session, as another terminal is told.
fn told(session: &Session, way: &Way) -> Option<Door> {
    let Way::Network(Invitation { url, code, notes, .. }) = way else { return None };
    let link = invitation::link(session);
    Some(Door { url: url.clone(), code: code.clone(), link, notes: notes.clone() })
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
