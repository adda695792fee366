//! The one socket that phones reach.

use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpListener};

use anyhow::anyhow;

use crate::storage::wording::reason;

/// The port, unless another was asked for.
pub const PORT: u16 = 7777;
/// How many ports are tried from there on.
const TRIED: u16 = 20;
/// The port that goes without saying in `http://`.
const USUAL: u16 = 80;

/// A listener that is bound.
#[derive(Debug)]
pub struct Door {
    /// The listener.
    pub listener: TcpListener,
    /// Where it listens.
    pub address: SocketAddr,
    /// Whether the usual port was taken, so that it is another.
    pub moved: bool,
}

/// Listens on a port of an address: on the one that was asked for, else on the usual one or the next that is free.
///
/// # Errors
/// When the port cannot be had.
pub fn open(ip: IpAddr, port: Option<u16>) -> anyhow::Result<Door> {
    match port {
        Some(port) => Ok(bind(ip, port).map_err(|error| taken(ip, port, &error))?),
        None => next_free(ip),
    }
}

/// Listens where an interrupted session was reached.
///
/// # Errors
/// When the address is gone or taken.
pub fn open_again(address: SocketAddr) -> anyhow::Result<Door> {
    bind(address.ip(), address.port()).map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AddrNotAvailable => "this machine does not have that address at the moment".to_owned(),
            ErrorKind::AddrInUse => "another program has that port".to_owned(),
            _ => reason(&error),
        };
        anyhow!(
            "the session was at {address}, and {why}: mend that, so that phones come back by themselves; or give it \
             another place with --address or --port, and let everybody join anew"
        )
    })
}

fn next_free(ip: IpAddr) -> anyhow::Result<Door> {
    let mut last = None;
    for port in (PORT..).take(TRIED.into()) {
        match bind(ip, port) {
            Ok(door) => return Ok(Door { moved: port != PORT, ..door }),
            Err(error) if error.kind() == ErrorKind::AddrInUse => last = Some((port, error)),
            Err(error) => return Err(taken(ip, port, &error)),
        }
    }
    let (port, error) = last.unwrap_or((PORT, ErrorKind::AddrInUse.into()));
    Err(taken(ip, port, &error))
}

fn bind(ip: IpAddr, port: u16) -> io::Result<Door> {
    let listener = TcpListener::bind((ip, port))?;
    let address = listener.local_addr()?;
    Ok(Door { listener, address, moved: false })
}

fn taken(ip: IpAddr, port: u16, error: &io::Error) -> anyhow::Error {
    let at = SocketAddr::new(ip, port);
    match error.kind() {
        ErrorKind::AddrInUse => anyhow!("{at} cannot be used: another program has that port; give another with --port"),
        ErrorKind::PermissionDenied => {
            anyhow!("{at} cannot be used: the system keeps that port for itself; give one from 1024 on with --port")
        }
        _ => anyhow!("{at} cannot be used: {}", reason(error)),
    }
}

/// The authorities that browsers name when they ask for an address: the usual port goes without saying.
pub fn authorities(address: SocketAddr) -> Vec<String> {
    let mut named = vec![address.to_string()];
    if address.port() == USUAL {
        let whole = address.to_string();
        named.extend(whole.strip_suffix(&format!(":{USUAL}")).map(str::to_owned));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    #[test]
    fn a_port_that_is_taken_is_refused_where_it_was_asked_for() {
        let held = TcpListener::bind((HERE, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        let said = open(HERE, Some(port)).unwrap_err().to_string();
        assert!(said.contains("another program has that port") && said.contains("--port"), "{said}");
        let said = open_again(held.local_addr().unwrap()).unwrap_err().to_string();
        assert!(said.contains("another program has that port") && said.contains("join anew"), "{said}");
    }

    #[test]
    fn where_no_port_was_asked_for_the_next_free_one_is_taken() {
        // Somebody may have the usual port already; one of the two is then further on all the same.
        let (first, second) = (open(HERE, None).unwrap(), open(HERE, None).unwrap());
        assert!(second.address.port() > first.address.port() && second.moved);
        assert!(first.address.port() >= PORT);
    }

    #[test]
    fn an_address_that_is_gone_is_named() {
        let said = open_again("192.0.2.1:7777".parse().unwrap()).unwrap_err().to_string();
        assert!(said.contains("192.0.2.1:7777") && said.contains("does not have that address"), "{said}");
    }

    #[test]
    fn the_usual_port_goes_without_saying() {
        assert_eq!(authorities("10.0.0.2:80".parse().unwrap()), ["10.0.0.2:80", "10.0.0.2"]);
        assert_eq!(authorities("[fd12::1]:80".parse().unwrap()), ["[fd12::1]:80", "[fd12::1]"]);
        assert_eq!(authorities("10.0.0.2:7777".parse().unwrap()), ["10.0.0.2:7777"]);
    }
}
