//! How people find a session, and what the facilitator should know about that.

use super::address::{self, Choice};
use super::door::{self, Door};
use crate::app::hosting::Invitation;
use crate::live::invite;
use crate::live::ledger::Session;
use crate::live::qr::Qr;
use crate::live::server::Capacity;

/// How many phones a session admits: fewer than that are told at the start.
const PHONES: usize = crate::live::room::SEATS;

/// What the facilitator should know about the address, the port and this machine's limits.
pub fn notes(session: &Session, (door, choice): &(Door, Choice), capacity: Capacity) -> Vec<String> {
    let mut notes: Vec<String> = address::caution(choice).into_iter().collect();
    notes.extend(session.public_url.as_ref().map(|_| inside(session)));
    notes.extend(door.moved.then(|| moved(door)));
    notes.extend(others(choice));
    notes.push(NOT_THROUGH.to_owned());
    notes.extend(few(capacity));
    notes
}

/// The invitation of a session.
pub fn of(session: &Session, notes: Vec<String>) -> Invitation {
    let url = invite::url(&authority(session), session.public_url.as_deref());
    Invitation { url, code: session.code.clone(), qr: Qr::new(&link(session)).ok(), notes }
}

/// The link that is scanned.
pub fn link(session: &Session) -> String {
    invite::link_url(&authority(session), session.public_url.as_deref(), &session.link)
}

/// The authority as it is typed: the usual port goes without saying.
fn authority(session: &Session) -> String {
    let address = session.address.parse();
    let shortest = address.ok().and_then(|address| door::authorities(address).pop());
    shortest.unwrap_or_else(|| session.address.clone())
}

/// Behind a proxy, the address for those who are in the room.
fn inside(session: &Session) -> String {
    let url = invite::url(&authority(session), None);
    format!("In this network the session is at {url} too; 'undercurrent join' needs that address.")
}

fn moved(door: &Door) -> String {
    format!("Port {} is taken by another program, so it is {}.", door::PORT, door.address.port())
}

/// The other addresses of this machine, for phones in another network.
fn others(choice: &Choice) -> Option<String> {
    let each: Vec<String> = choice.others.iter().map(address::told).collect();
    (!each.is_empty())
        .then(|| format!("Phones in another network? --address takes another address: {}.", each.join(", ")))
}

fn few(capacity: Capacity) -> Option<String> {
    let phones = capacity.phones();
    (phones < PHONES).then(|| {
        format!(
            "This system lets Undercurrent hold {} connections, enough for {phones} phones. Its hard limit on open \
             files would have to be higher for more.",
            capacity.0
        )
    })
}

const NOT_THROUGH: &str = "No phone gets through? Guest Wi-Fi often keeps devices apart: use another network or a \
     hotspot. Turn mobile data off on the phones, and let a firewall that asks say yes.";

#[cfg(test)]
mod tests {
    use std::net::{IpAddr, Ipv4Addr};

    use super::*;
    use crate::domain::id::Token;
    use crate::live::address::{Address, Reach};

    fn session(address: &str, public_url: Option<&str>) -> Session {
        Session {
            id: Token::new(1),
            created: "2026-11-23T16:10:00Z".parse().unwrap(),
            label: crate::domain::text::Label::default(),
            rehearsal: false,
            questionnaire: String::new(),
            code: "K7QM4F".to_owned(),
            link: "0123456789abcdef".to_owned(),
            address: address.to_owned(),
            public_url: public_url.map(str::to_owned),
        }
    }

    fn told(moved: bool, reach: Reach, capacity: usize) -> Vec<String> {
        let door = Door { moved, ..door::open(IpAddr::V4(Ipv4Addr::LOCALHOST), Some(0)).unwrap() };
        let other = Address { ip: "10.8.0.2".parse().unwrap(), interface: "tun0".to_owned(), reach: Reach::Vpn };
        let ip = "192.168.1.20".parse().unwrap();
        let choice = Choice { ip, reach: Some(reach), others: vec![other] };
        notes(&session("192.168.1.20:7777", None), &(door, choice), Capacity(capacity))
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
        for part in ["belongs to a VPN", "Port 7777 is taken", "enough for 100 phones"] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }

    #[test]
    fn what_is_typed_and_scanned_leaves_out_the_usual_port() {
        let told = of(&session("192.168.1.20:80", None), Vec::new());
        assert_eq!(told.url, "http://192.168.1.20");
        assert_eq!(link(&session("192.168.1.20:80", None)), "http://192.168.1.20/j/0123456789abcdef");
    }

    #[test]
    fn behind_a_proxy_its_address_is_told_and_that_of_the_room_as_well() {
        let session = session("192.168.1.20:7777", Some("https://pulse.example.com"));
        assert!(inside(&session).contains("at http://192.168.1.20:7777 too"));
        assert_eq!(of(&session, Vec::new()).url, "https://pulse.example.com");
        assert_eq!(link(&session), "https://pulse.example.com/j/0123456789abcdef");
    }
}
