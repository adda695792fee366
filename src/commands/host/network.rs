//! How phones reach this machine: the address to choose, the socket to listen on, a reverse proxy in front of it, and
//! what people are told to find it.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};

use anyhow::{Context, anyhow, bail};
use axum::http::Uri;

use crate::app::hosting::Invitation;
use crate::commands::Misuse;
use crate::domain::text::{narrowed, showable};
use crate::live::invite::{self, Qr};
use crate::live::ledger::Session;
use crate::live::room::SEATS;
use crate::live::server::{self, Address, Capacity, Reach};
use crate::storage::reason;
use crate::wording::hosting as words;

/// The address that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub ip: IpAddr,
    /// None for one that phones cannot type.
    pub reach: Option<Reach>,
    /// The other addresses of this machine, the likeliest first.
    pub others: Vec<Address>,
}

/// Chooses the address that was asked for, else the likeliest.
///
/// # Errors
/// When this machine has no such address, or none at all; names those that it has.
pub fn choose(wanted: Option<&str>) -> anyhow::Result<Choice> {
    let usable = server::usable_addresses().context(words::NO_ADDRESSES)?;
    match wanted {
        Some(wanted) => named(wanted, usable, &own()?),
        None => likeliest(&usable),
    }
}

/// Every address of this machine, loopback included.
pub fn own() -> anyhow::Result<Vec<IpAddr>> {
    server::own_addresses().context(words::NO_ADDRESSES)
}

fn likeliest(usable: &[Address]) -> anyhow::Result<Choice> {
    let Some((first, others)) = usable.split_first() else { bail!(words::NO_NETWORK) };
    Ok(Choice { ip: first.ip, reach: Some(first.reach), others: others.to_vec() })
}

fn named(wanted: &str, usable: Vec<Address>, own: &[IpAddr]) -> anyhow::Result<Choice> {
    let there = words::it_has(&usable.iter().map(description).collect::<Vec<_>>());
    let Ok(ip) = narrowed(wanted.trim()).parse::<IpAddr>() else {
        return Err(Misuse(words::no_address(&showable(wanted), &there)).into());
    };
    // A browser takes no link-local address of IPv6, which would need a zone.
    let needs_zone = matches!(ip, IpAddr::V6(ip) if ip.is_unicast_link_local());
    if !own.contains(&ip) || needs_zone {
        return Err(Misuse(words::not_of_this_machine(&ip, &there)).into());
    }
    let (chosen, others): (Vec<_>, Vec<_>) = usable.into_iter().partition(|address| address.ip == ip);
    Ok(Choice { ip, reach: chosen.first().map(|address| address.reach), others })
}

/// An address with what it is good for: `192.168.1.20 (private network, en0)`.
fn description(address: &Address) -> String {
    let reach = match address.reach {
        Reach::Private => "private network",
        Reach::Public => "public",
        Reach::LinkLocal => "self-assigned",
        Reach::Virtual => words::INSIDE,
        Reach::Vpn => "VPN",
    };
    format!("{} ({reach}, {})", address.ip, showable(&address.interface))
}

/// What is to be minded about the chosen address, if anything.
fn caution(choice: &Choice) -> Option<String> {
    let warning = match choice.reach {
        _ if choice.ip.is_loopback() => words::REACHES_ITSELF,
        Some(Reach::Private) | None => return None,
        Some(Reach::Public) => words::IS_PUBLIC,
        Some(Reach::LinkLocal) => words::IS_SELF_ASSIGNED,
        Some(Reach::Virtual) => words::LEADS_INSIDE,
        Some(Reach::Vpn) => words::IS_OF_VPN,
    };
    Some(format!("{} {warning}", choice.ip))
}

/// The port, unless another was asked for.
pub const PORT: u16 = 7777;
/// How many ports are tried from there on.
const TRIED: u16 = 20;
/// The port that goes without saying in `http://`.
const USUAL: u16 = 80;

/// A listener that is bound.
#[derive(Debug)]
pub struct Listener {
    pub socket: TcpListener,
    pub address: SocketAddr,
    /// Whether the usual port was taken, so that it is another.
    pub moved: bool,
}

/// Listens on a port of an address: on the one that was asked for, else on the usual one or the next that is free.
pub fn listen(ip: IpAddr, port: Option<u16>) -> anyhow::Result<Listener> {
    match port {
        Some(port) => bind(ip, port).map_err(|error| taken(ip, port, &error)),
        None => next_free(ip),
    }
}

/// Listens where an interrupted session was reached.
pub fn listen_again(address: SocketAddr) -> anyhow::Result<Listener> {
    bind(address.ip(), address.port()).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AddrNotAvailable => words::ADDRESS_GONE.to_owned(),
            ErrorKind::AddrInUse => words::PORT_TAKEN.to_owned(),
            _ => reason(&error),
        };
        anyhow!(words::not_bound_again(address, &why))
    })
}

fn next_free(ip: IpAddr) -> anyhow::Result<Listener> {
    let mut last = None;
    for port in (PORT..).take(TRIED.into()) {
        match bind(ip, port) {
            Ok(listener) => return Ok(Listener { moved: port != PORT, ..listener }),
            Err(error) if error.kind() == ErrorKind::AddrInUse => last = Some((port, error)),
            Err(error) => return Err(taken(ip, port, &error)),
        }
    }
    let (port, error) = last.unwrap_or((PORT, ErrorKind::AddrInUse.into()));
    Err(taken(ip, port, &error))
}

fn bind(ip: IpAddr, port: u16) -> io::Result<Listener> {
    let socket = TcpListener::bind((ip, port))?;
    let address = socket.local_addr()?;
    Ok(Listener { socket, address, moved: false })
}

fn taken(ip: IpAddr, port: u16, error: &io::Error) -> anyhow::Error {
    let why = match error.kind() {
        ErrorKind::AddrInUse => words::TAKE_ANOTHER_PORT.to_owned(),
        ErrorKind::PermissionDenied => words::PORT_RESERVED.to_owned(),
        _ => reason(error),
    };
    anyhow!(words::not_bound(SocketAddr::new(ip, port), &why))
}

/// The authorities that browsers name when they ask for an address: the usual port goes without saying.
pub fn authorities(address: SocketAddr) -> Vec<String> {
    let whole = address.to_string();
    let short = whole.strip_suffix(&format!(":{USUAL}")).map(str::to_owned);
    [Some(whole), short].into_iter().flatten().collect()
}

/// The URL as the session keeps it: scheme and host, without the port that goes without saying.
pub fn public_url(typed: &str) -> Result<String, Misuse> {
    let refused = |why: &str| Misuse(format!("--public-url {}: {why}", showable(typed)));
    let uri: Uri = typed.trim().parse().map_err(|_| refused(words::NO_URL))?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(refused(words::NO_URL));
    };
    let usual = match scheme {
        "https" => 443,
        "http" => 80,
        _ => return Err(refused(words::NO_URL)),
    };
    if authority.host().is_empty() || authority.as_str().contains('@') {
        return Err(refused(words::NO_URL));
    }
    if uri.path() != "/" || uri.query().is_some() || typed.contains('#') {
        return Err(refused(words::URL_WITH_PATH));
    }
    let host = authority.host().to_lowercase();
    match authority.as_str().get(host.len()..).unwrap_or_default().strip_prefix(':').map(str::parse::<u16>) {
        None => Ok(format!("{scheme}://{host}")),
        Some(Ok(port)) if port == usual => Ok(format!("{scheme}://{host}")),
        Some(Ok(port @ 1..)) => Ok(format!("{scheme}://{host}:{port}")),
        Some(_) => Err(refused(words::NO_URL)),
    }
}

/// What the facilitator should know about the address, the port and this machine's limits.
pub fn network_notes(session: &Session, (listener, choice): &(Listener, Choice), capacity: Capacity) -> Vec<String> {
    let others: Vec<String> = choice.others.iter().map(description).collect();
    let few = || words::few_connections(capacity.0, capacity.phones());
    let notes = [
        caution(choice),
        session.public_url.as_ref().map(|_| words::in_this_network(&invite::url(&authority(session), None))),
        listener.moved.then(|| words::port_moved(PORT, listener.address.port())),
        words::other_addresses(&others),
        Some(words::NOT_THROUGH.to_owned()),
        (capacity.phones() < SEATS).then(few),
    ];
    notes.into_iter().flatten().collect()
}

pub fn invitation(session: &Session, notes: Vec<String>) -> Invitation {
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
    let shortest = address.ok().and_then(|address| authorities(address).pop());
    shortest.unwrap_or_else(|| session.address.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(ip: &str, reach: Reach) -> Address {
        Address { ip: ip.parse().unwrap(), interface: "en0".to_owned(), reach }
    }

    fn usable() -> Vec<Address> {
        vec![address("192.168.1.20", Reach::Private), address("10.8.0.2", Reach::Vpn)]
    }

    fn own() -> Vec<IpAddr> {
        ["192.168.1.20", "10.8.0.2", "127.0.0.1", "fe80::1"].map(|ip| ip.parse().unwrap()).to_vec()
    }

    #[test]
    fn the_likeliest_address_is_proposed_and_the_others_are_named() {
        let choice = likeliest(&usable()).unwrap();
        assert_eq!(choice.ip.to_string(), "192.168.1.20");
        assert_eq!(description(&choice.others[0]), "10.8.0.2 (VPN, en0)");
        assert_eq!(caution(&choice), None);
    }

    #[test]
    fn another_address_of_this_machine_can_be_asked_for_and_says_what_it_is() {
        let choice = named("10.8.0.2", usable(), &own()).unwrap();
        assert_eq!((choice.reach, choice.others.len()), (Some(Reach::Vpn), 1));
        assert!(caution(&choice).unwrap().contains("VPN"));
        let choice = named("127.0.0.1", usable(), &own()).unwrap();
        assert!(caution(&choice).unwrap().contains("this machine alone"));
    }

    #[test]
    fn an_address_that_is_not_of_this_machine_is_refused_and_those_it_has_are_listed() {
        for wanted in ["192.168.1.21", "0.0.0.0", "fe80::1", "laptop.local", "a\u{1b}[2Jb"] {
            let error = named(wanted, usable(), &own()).unwrap_err();
            assert!(error.is::<Misuse>(), "{wanted}");
            let said = error.to_string();
            assert!(said.ends_with("it has 192.168.1.20 (private network, en0), 10.8.0.2 (VPN, en0)"), "{said}");
            assert!(!said.contains('\u{1b}'));
        }
    }

    #[test]
    fn without_a_network_it_says_what_else_there_is() {
        let said = likeliest(&[]).unwrap_err().to_string();
        assert!(said.contains("--kiosk") && said.contains("hotspot"), "{said}");
    }

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_port_that_is_taken_is_refused_where_it_was_asked_for() {
        let held = TcpListener::bind((HERE, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        let said = listen(HERE, Some(port)).unwrap_err().to_string();
        assert!(said.contains("another program has that port") && said.contains("--port"), "{said}");
        let said = listen_again(held.local_addr().unwrap()).unwrap_err().to_string();
        assert!(said.contains("another program has that port") && said.contains("join anew"), "{said}");
    }

    #[test]
    fn where_no_port_was_asked_for_the_next_free_one_is_taken() {
        // Somebody may have the usual port already; one of the two is then further on all the same.
        let (first, second) = (listen(HERE, None).unwrap(), listen(HERE, None).unwrap());
        assert!(second.address.port() > first.address.port() && second.moved);
        assert!(first.address.port() >= PORT);
    }

    #[test]
    fn an_address_that_is_gone_is_named() {
        let said = listen_again("192.0.2.1:7777".parse().unwrap()).unwrap_err().to_string();
        assert!(said.contains("192.0.2.1:7777") && said.contains("does not have that address"), "{said}");
    }

    #[test]
    fn the_usual_port_goes_without_saying() {
        assert_eq!(authorities("10.0.0.2:80".parse().unwrap()), ["10.0.0.2:80", "10.0.0.2"]);
        assert_eq!(authorities("[fd12::1]:80".parse().unwrap()), ["[fd12::1]:80", "[fd12::1]"]);
        assert_eq!(authorities("10.0.0.2:7777".parse().unwrap()), ["10.0.0.2:7777"]);
    }

    #[test]
    fn the_address_of_a_proxy_is_taken_as_browsers_name_it_and_anything_else_is_refused() {
        for (typed, kept) in [
            ("https://pulse.example.com", "https://pulse.example.com"),
            ("https://Pulse.Example.com/", "https://pulse.example.com"),
            ("https://pulse.example.com:443", "https://pulse.example.com"),
            ("http://10.0.0.2:8080/", "http://10.0.0.2:8080"),
            ("https://[fd12::1]:8443", "https://[fd12::1]:8443"),
        ] {
            assert_eq!(public_url(typed).unwrap(), kept);
        }
        for typed in [
            "pulse.example.com",
            "ftp://pulse.example.com",
            "https://",
            "https://:443",
            "https://user@pulse.example.com",
            "https://pulse.example.com:0",
            "https://pulse.example.com:99999",
            "https://pulse.example.com/session",
            "https://pulse.example.com/?a=b",
            "https://pulse.example.com/#top",
            "https://pulse example.com",
            "javascript:alert(1)",
            "",
        ] {
            assert!(public_url(typed).unwrap_err().to_string().starts_with("--public-url"), "{typed}");
        }
    }

    fn session(address: &str, public_url: Option<&str>) -> Session {
        Session { address: address.to_owned(), public_url: public_url.map(str::to_owned), ..Session::sample() }
    }

    fn notes(session: &Session, moved: bool, reach: Reach, capacity: usize) -> Vec<String> {
        let listener = Listener { moved, ..listen(HERE, Some(0)).unwrap() };
        let ip = "192.168.1.20".parse().unwrap();
        let choice = Choice { ip, reach: Some(reach), others: vec![address("10.8.0.2", Reach::Vpn)] };
        network_notes(session, &(listener, choice), Capacity(capacity))
    }

    #[test]
    fn on_a_good_network_the_other_addresses_and_the_way_out_are_told() {
        let notes = notes(&session("192.168.1.20:7777", None), false, Reach::Private, 8000);
        assert_eq!(notes[0], "Phones in another network? --address takes another address: 10.8.0.2 (VPN, en0).");
        assert!(notes[1].contains("Guest Wi-Fi") && notes[1].contains("mobile data"));
        assert_eq!(notes.len(), 2);
    }

    #[test]
    fn a_doubtful_address_a_taken_port_and_a_low_limit_are_told() {
        let notes = notes(&session("192.168.1.20:7777", None), true, Reach::Vpn, 300).join("\n");
        for part in ["belongs to a VPN", "Port 7777 is taken", "enough for 83 phones"] {
            assert!(notes.contains(part), "{part} in {notes}");
        }
    }

    #[test]
    fn what_is_typed_and_scanned_leaves_out_the_usual_port() {
        let invitation = invitation(&session("192.168.1.20:80", None), Vec::new());
        assert_eq!(invitation.url, "http://192.168.1.20");
        assert_eq!(scanned_link(&session("192.168.1.20:80", None)), "http://192.168.1.20/j/0123456789abcdef");
    }

    #[test]
    fn behind_a_proxy_its_address_is_told_and_that_of_the_room_as_well() {
        let session = session("192.168.1.20:7777", Some("https://pulse.example.com"));
        let notes = notes(&session, false, Reach::Private, 8000).join("\n");
        assert!(notes.contains("at http://192.168.1.20:7777 too"));
        assert_eq!(invitation(&session, Vec::new()).url, "https://pulse.example.com");
        assert_eq!(scanned_link(&session), "https://pulse.example.com/j/0123456789abcdef");
    }
}
