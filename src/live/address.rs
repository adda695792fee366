//! The addresses of this machine, those first that phones are likely to reach.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

/// What an address is good for, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A private network, such as Wi-Fi at home or in an office.
    Private,
    /// The open Internet; a firewall often stands before it.
    Public,
    /// An address that this machine gave itself, since nobody gave it one.
    LinkLocal,
    /// A network inside this machine, for virtual machines and containers.
    Virtual,
    /// A VPN; phones in the room are not in it.
    Vpn,
}

/// One address of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address.
    pub ip: IpAddr,
    /// The name of its interface, such as `en0`.
    pub interface: String,
    /// What it is good for.
    pub reach: Reach,
}

/// Beginnings of the names of interfaces that lead to virtual machines and containers.
const VIRTUAL: &[&str] =
    &["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni", "flannel", "vEthernet"];
/// Beginnings of the names of interfaces that lead into a VPN.
const VPN: &[&str] = &["utun", "tun", "tap", "wg", "tailscale", "zt", "ppp", "ipsec", "nordlynx", "proton"];

/// The addresses that this machine can be reached by, the likeliest first.
pub fn usable() -> io::Result<Vec<Address>> {
    let found = if_addrs::get_if_addrs()?;
    Ok(ranked(found.iter().filter(|each| each.is_oper_up() || !is_known_down(each)).map(|each| Address {
        ip: each.ip(),
        interface: each.name.clone(),
        reach: reach(each.ip(), &each.name, each.is_p2p()),
    })))
}

/// Every address of this machine, loopback included.
pub fn own() -> io::Result<Vec<IpAddr>> {
    Ok(if_addrs::get_if_addrs()?.iter().map(if_addrs::Interface::ip).collect())
}

fn is_known_down(interface: &if_addrs::Interface) -> bool {
    interface.oper_status == if_addrs::IfOperStatus::Down
}

/// Leaves out what no phone can type, and puts the likeliest first.
fn ranked(found: impl Iterator<Item = Address>) -> Vec<Address> {
    let mut addresses: Vec<Address> = found.filter(|address| can_be_typed(address.ip)).collect();
    addresses.sort_by_key(|address| (address.reach, address.ip.is_ipv6(), address.ip));
    addresses.dedup_by_key(|address| address.ip);
    addresses
}

/// Loopback reaches nobody else, and a browser takes no link-local address of IPv6, which would need a zone.
fn can_be_typed(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !ip.is_loopback() && !ip.is_unspecified(),
        IpAddr::V6(ip) => !ip.is_loopback() && !ip.is_unspecified() && !ip.is_unicast_link_local(),
    }
}

fn reach(ip: IpAddr, interface: &str, point_to_point: bool) -> Reach {
    let starts = |names: &[&str]| names.iter().any(|name| interface.starts_with(name));
    if point_to_point || starts(VPN) {
        Reach::Vpn
    } else if starts(VIRTUAL) {
        Reach::Virtual
    } else {
        match ip {
            IpAddr::V4(ip) if ip.is_link_local() => Reach::LinkLocal,
            IpAddr::V4(ip) if ip.is_private() || is_shared(ip) => Reach::Private,
            IpAddr::V6(ip) if ip.is_unique_local() => Reach::Private,
            _ => Reach::Public,
        }
    }
}

/// Addresses that a provider shares among its customers (RFC 6598), as some hotspots do.
const fn is_shared(ip: Ipv4Addr) -> bool {
    let [first, second, ..] = ip.octets();
    first == 100 && second >= 64 && second < 128
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("192.168.1.20", "wlp2s0", false, Reach::Private)]
    #[case("10.1.2.3", "en0", false, Reach::Private)]
    #[case("100.72.0.4", "wlan0", false, Reach::Private)]
    #[case("172.20.10.2", "bridge100", false, Reach::Private)]
    #[case("fd12::1", "en0", false, Reach::Private)]
    #[case("203.0.113.9", "eth0", false, Reach::Public)]
    #[case("169.254.3.4", "eth0", false, Reach::LinkLocal)]
    #[case("172.17.0.1", "docker0", false, Reach::Virtual)]
    #[case("192.168.122.1", "virbr0", false, Reach::Virtual)]
    #[case("100.100.1.2", "tailscale0", false, Reach::Vpn)]
    #[case("10.8.0.2", "tun0", false, Reach::Vpn)]
    #[case("10.64.1.1", "corp", true, Reach::Vpn)]
    fn an_address_is_known_by_its_range_and_its_interface(
        #[case] ip: &str,
        #[case] interface: &str,
        #[case] point_to_point: bool,
        #[case] expected: Reach,
    ) {
        assert_eq!(reach(ip.parse().unwrap(), interface, point_to_point), expected);
    }

    #[test]
    fn private_addresses_come_first_and_what_cannot_be_typed_is_left_out() {
        let all = ["fe80::1", "127.0.0.1", "169.254.1.1", "203.0.113.9", "fd12::1", "192.168.1.20", "::1"];
        let found = all.map(|ip| {
            let ip: IpAddr = ip.parse().unwrap();
            Address { ip, interface: "eth0".to_owned(), reach: reach(ip, "eth0", false) }
        });
        let ranked: Vec<String> = ranked(found.into_iter()).iter().map(|address| address.ip.to_string()).collect();
        assert_eq!(ranked, ["192.168.1.20", "fd12::1", "203.0.113.9", "169.254.1.1"]);
    }

    #[test]
    fn this_machine_tells_its_addresses() {
        assert!(usable().unwrap().iter().all(|address| !address.ip.is_loopback()));
        assert!(own().unwrap().iter().any(IpAddr::is_loopback));
    }
}
