//! Which of this machine's addresses phones are to reach.

use std::net::IpAddr;

use anyhow::{Context, bail};

use super::super::ending::Misuse;
use crate::domain::text::{narrowed, showable};
use crate::live::address::{self, Address, Reach};

/// The address that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The address.
    pub ip: IpAddr,
    /// What it is good for; none for one that phones cannot type.
    pub reach: Option<Reach>,
    /// The other addresses of this machine, the likeliest first.
    pub others: Vec<Address>,
}

/// Chooses the address that was asked for, else the likeliest.
///
/// # Errors
/// When this machine has no such address, or none at all; names those that it has.
pub fn choose(wanted: Option<&str>) -> anyhow::Result<Choice> {
    let usable = address::usable().context("the system does not tell the addresses of this machine")?;
    match wanted {
        Some(wanted) => named(wanted, usable, &own()?),
        None => likeliest(&usable),
    }
}

/// Every address of this machine, loopback included.
///
/// # Errors
/// When the system does not tell.
pub fn own() -> anyhow::Result<Vec<IpAddr>> {
    address::own().context("the system does not tell the addresses of this machine")
}

fn likeliest(usable: &[Address]) -> anyhow::Result<Choice> {
    let Some((first, others)) = usable.split_first() else { bail!(NO_NETWORK) };
    Ok(Choice { ip: first.ip, reach: Some(first.reach), others: others.to_vec() })
}

fn named(wanted: &str, usable: Vec<Address>, own: &[IpAddr]) -> anyhow::Result<Choice> {
    let told = listed(&usable);
    let shown = showable(wanted);
    let Ok(ip) = narrowed(wanted.trim()).parse::<IpAddr>() else {
        return Err(Misuse(format!("'{shown}' is no IP address: {told}")).into());
    };
    if !own.contains(&ip) || !can_be_asked_for(ip) {
        return Err(Misuse(format!("{ip} is no address that phones could reach this machine by: {told}")).into());
    }
    let (chosen, others): (Vec<_>, Vec<_>) = usable.into_iter().partition(|address| address.ip == ip);
    Ok(Choice { ip, reach: chosen.first().map(|address| address.reach), others })
}

/// A browser takes no link-local address of IPv6, which would need a zone.
const fn can_be_asked_for(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(_) => true,
        IpAddr::V6(ip) => !ip.is_unicast_link_local(),
    }
}

/// The addresses to choose from, in a sentence.
fn listed(usable: &[Address]) -> String {
    if usable.is_empty() {
        return "it has none at the moment".to_owned();
    }
    let each: Vec<String> = usable.iter().map(told).collect();
    format!("it has {}", each.join(", "))
}

/// An address with what it is good for: `192.168.1.20 (private network, en0)`.
pub fn told(address: &Address) -> String {
    format!("{} ({}, {})", address.ip, reach(address.reach), showable(&address.interface))
}

/// What an address is good for.
const fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Private => "private network",
        Reach::Public => "public",
        Reach::LinkLocal => "self-assigned",
        Reach::Virtual => "inside this machine",
        Reach::Vpn => "VPN",
    }
}

/// What is to be minded about the chosen address, if anything.
pub fn caution(choice: &Choice) -> Option<String> {
    let ip = choice.ip;
    match choice.reach {
        _ if ip.is_loopback() => Some(format!("{ip} reaches this machine alone: no phone gets here.")),
        Some(Reach::Private) | None => None,
        Some(Reach::Public) => Some(format!("{ip} is open to the Internet: anybody who has the code can join.")),
        Some(Reach::LinkLocal) => {
            Some(format!("{ip} is an address that this machine gave itself: phones reach it only on the same cable."))
        }
        Some(Reach::Virtual) => Some(format!("{ip} leads into this machine: phones may not reach it.")),
        Some(Reach::Vpn) => Some(format!("{ip} belongs to a VPN: phones in the room are not in it.")),
    }
}

const NO_NETWORK: &str = "this machine has no address that phones could reach: join a Wi-Fi or open a hotspot; \
     --kiosk passes this laptop round instead, and --address 127.0.0.1 tries a session on this machine alone";

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
        assert_eq!(told(&choice.others[0]), "10.8.0.2 (VPN, en0)");
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
}
