//! A session that is being hosted: its room, those who let people reach it, and how people are invited.

use std::path::Path;

use anyhow::Context;
use jiff::Timestamp;

use super::network::{self, Choice, Listener};
use super::opening::Opening;
use crate::app::hosting::{Invitation, Way};
use crate::commands::environment::chance;
use crate::commands::output;
use crate::definition;
use crate::domain::disclosure::show;
use crate::domain::id::Id;
use crate::domain::questionnaire::{MARKETING, Questionnaire, SALES};
use crate::live::console::ConsoleServer;
use crate::live::console::{Door, Hello};
use crate::live::host::{Handle, Host, World};
use crate::live::invite::{self, Qr};
use crate::live::ledger::Session;
use crate::live::rehearsal::Crowd;
use crate::live::room::{SEATS, Setup};
use crate::live::screen::Feed;
use crate::live::server::{Capacity, Server, Site, raise};
use crate::storage::format::to_text;

/// A session that is being hosted.
pub struct Live {
    host: Host,
    server: Option<Server>,
    console: Option<ConsoleServer>,
    crowd: Option<Crowd>,
}

impl Live {
    /// Begins to host: the room first, then those who let people reach it, and the big screen by `feed`. Says how people
    /// find it.
    pub fn start(opening: Opening, socket: Option<&Path>, feed: Feed) -> anyhow::Result<(Self, Way)> {
        let Opening { session, room, ledger, keeper, listener, notes, .. } = opening;
        let (setup, least) = (room.setup().clone(), room.progress().min_people);
        let world = World { keeper, chance: fresh()?, now: Timestamp::now };
        let host = Host::start(room, ledger, world).context("the session cannot be hosted")?;
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
        (found, mut notes): ((Listener, Choice), Vec<String>),
        feed: Feed,
    ) -> anyhow::Result<Way> {
        let capacity = raise();
        notes.extend(network_notes(session, &found, capacity));
        let (listener, _) = found;
        let way = Way::Network(invitation(session, notes));
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
        self.server = Some(Server::start(listener.socket, site, self.handle()).context("phones cannot be served")?);
        Ok(way)
    }

    /// Lets a second terminal of this machine in. Where that cannot be, the session goes on without, and says so.
    fn attend(&mut self, session: &Session, setup: &Setup, socket: Option<&Path>, mut way: Way) -> Way {
        let Some(socket) = socket else { return way };
        let hello = Hello::of(setup, &session.questionnaire, console_door(session, &way));
        match (ConsoleServer::start(socket, hello, self.handle(), |record| to_text(record).ok()), &mut way) {
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
fn console_door(session: &Session, way: &Way) -> Option<Door> {
    let Way::Network(Invitation { url, code, screen, notes, .. }) = way else { return None };
    let link = scanned_link(session);
    Some(Door { url: url.clone(), code: code.clone(), link, screen: screen.clone(), notes: notes.clone() })
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

/// What the facilitator should know about the address, the port and this machine's limits.
fn network_notes(session: &Session, (listener, choice): &(Listener, Choice), capacity: Capacity) -> Vec<String> {
    let mut notes: Vec<String> = network::caution(choice).into_iter().collect();
    notes.extend(session.public_url.as_ref().map(|_| inside(session)));
    notes.extend(listener.moved.then(|| moved(listener)));
    notes.extend(others(choice));
    notes.push(NOT_THROUGH.to_owned());
    notes.extend(few(capacity));
    notes
}

fn invitation(session: &Session, notes: Vec<String>) -> Invitation {
    let url = invite::url(&authority(session), session.public_url.as_deref());
    let screen = invite::screen_url(&authority(session), session.public_url.as_deref(), &session.screen);
    let qr = Qr::new(&scanned_link(session)).ok();
    Invitation { url, code: session.code.clone(), qr, screen: Some(screen), notes }
}

pub fn scanned_link(session: &Session) -> String {
    invite::link_url(&authority(session), session.public_url.as_deref(), &session.link)
}

/// The authority as it is typed: the usual port goes without saying.
fn authority(session: &Session) -> String {
    let address = session.address.parse();
    let shortest = address.ok().and_then(|address| network::authorities(address).pop());
    shortest.unwrap_or_else(|| session.address.clone())
}

/// Behind a proxy, the address for those who are in the room.
fn inside(session: &Session) -> String {
    let url = invite::url(&authority(session), None);
    format!("In this network the session is at {url} too; 'undercurrent join' needs that address.")
}

fn moved(listener: &Listener) -> String {
    format!("Port {} is taken by another program, so it is {}.", network::PORT, listener.address.port())
}

/// The other addresses of this machine, for phones in another network.
fn others(choice: &Choice) -> Option<String> {
    let each: Vec<String> = choice.others.iter().map(network::told).collect();
    (!each.is_empty())
        .then(|| format!("Phones in another network? --address takes another address: {}.", each.join(", ")))
}

fn few(capacity: Capacity) -> Option<String> {
    let phones = capacity.phones();
    (phones < SEATS).then(|| {
        format!(
            "This system lets Undercurrent hold {} connections, enough for {phones} phones. Its hard limit on open \
             files would have to be higher for more.",
            capacity.0
        )
    })
}

const NOT_THROUGH: &str = "No phone gets through? Guest Wi-Fi often keeps devices apart: use another network or a \
     hotspot. Turn mobile data off on the phones, and let a firewall that asks say yes.";

/// How many people make a room that has something to show: enough on each side for a gap, and more of one.
const SIDES: [(&str, usize); 2] = [(SALES, 13), (MARKETING, 11)];

/// Lets made-up people in.
fn start_crowd(handle: Handle, questionnaire: &Questionnaire, least: u32) -> anyhow::Result<Crowd> {
    let people = people(questionnaire, usize::try_from(least).unwrap_or(SEATS));
    let [seed, _] = chance()?;
    #[expect(clippy::cast_possible_truncation, reason = "any part of it is chance")]
    let seed = seed as u64;
    Crowd::start(handle, &people, seed).context("the room cannot be filled")
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
        && show(&all, least).withheld == 0
    {
        people.push((third.id.clone(), least));
    }
    people
}

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::live::address::{Address, Reach};

    fn session(address: &str, public_url: Option<&str>) -> Session {
        Session { address: address.to_owned(), public_url: public_url.map(str::to_owned), ..Session::sample() }
    }

    fn told(moved: bool, reach: Reach, capacity: usize) -> Vec<String> {
        let listener = Listener { moved, ..network::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), Some(0)).unwrap() };
        let other = Address { ip: "10.8.0.2".parse().unwrap(), interface: "tun0".to_owned(), reach: Reach::Vpn };
        let ip = "192.168.1.20".parse().unwrap();
        let choice = Choice { ip, reach: Some(reach), others: vec![other] };
        network_notes(&session("192.168.1.20:7777", None), &(listener, choice), Capacity(capacity))
    }

    #[test]
    fn on_a_good_network_the_other_addresses_and_the_way_out_are_told() {
        let told = told(false, Reach::Private, 8000);
        assert_eq!(told[0], "Phones in another network? --address takes another address: 10.8.0.2 (VPN, tun0).");
        assert!(told[1].contains("Guest Wi-Fi") && told[1].contains("mobile data"));
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn a_doubtful_address_a_taken_port_and_a_low_limit_are_told() {
        let told = told(true, Reach::Vpn, 300).join("\n");
        for part in ["belongs to a VPN", "Port 7777 is taken", "enough for 83 phones"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }

    #[test]
    fn what_is_typed_and_scanned_leaves_out_the_usual_port() {
        let told = invitation(&session("192.168.1.20:80", None), Vec::new());
        assert_eq!(told.url, "http://192.168.1.20");
        assert_eq!(scanned_link(&session("192.168.1.20:80", None)), "http://192.168.1.20/j/0123456789abcdef");
    }

    #[test]
    fn behind_a_proxy_its_address_is_told_and_that_of_the_room_as_well() {
        let session = session("192.168.1.20:7777", Some("https://pulse.example.com"));
        assert!(inside(&session).contains("at http://192.168.1.20:7777 too"));
        assert_eq!(invitation(&session, Vec::new()).url, "https://pulse.example.com");
        assert_eq!(scanned_link(&session), "https://pulse.example.com/j/0123456789abcdef");
    }

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
