//! What phones and terminals reach over the network: one listener, for taking part and nothing else; and the addresses of
//! this machine, those first that phones are likely to reach.
//!
//! The facilitator's commands are no route at all. The listener and the signal to stop are passed in.
//!
//! ```text
//! connections   accepting, with limits below HTTP: header time and size, how many, how long; putting off those who try
//!               too often, and counting those who misbehave
//! join          coming in and leaving, and the cookie that tells people apart
//! pages, api    the handlers of everything else: pages for people; JSON and events for programs, and the big screen for
//!               people elsewhere
//! refusing      who may ask at all, the headers of every answer, and saying no
//! ```

mod api;
mod connections;
mod join;
mod pages;
mod refusing;
mod shared;

use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use if_addrs::IfOperStatus;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use super::host::Handle;
use super::page::{SCREEN_SCRIPT, SCREEN_STYLE, STYLE, script};
use super::screen::Feed;
use super::system;
use shared::Shared;

/// How long to wait before serving anew after a panic, so that one that comes again does not keep the machine busy.
const AFTER_PANIC: Duration = Duration::from_millis(100);

/// What the server needs to know about the place it serves.
#[derive(Debug, Clone)]
pub struct Site {
    /// The authorities it answers to, such as `192.168.1.20:7777`. A request for any other is refused.
    pub authorities: Vec<String>,
    /// The address of a reverse proxy in front of it, such as `https://pulse.example.com`.
    pub public_url: Option<String>,
    pub code: String,
    /// What the link in the QR code ends with.
    pub link: String,
    /// What the link to the big screen ends with, for people elsewhere.
    pub screen: String,
    pub feed: Feed,
    /// What is asked, as text and without its causes, for terminals.
    pub questionnaire: String,
    /// The addresses of this machine: a request from any other shows that phones get through.
    pub own: Vec<IpAddr>,
    /// How many connections may be open at once.
    pub capacity: Capacity,
}

#[derive(Debug)]
pub struct Server {
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves on a listener that is bound already, in a thread of its own.
    pub fn start(listener: TcpListener, site: Site, handle: Handle) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        system::widen(&listener);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = watch::channel(false);
        let shared = Shared::new(site, handle, stopped).map_err(io::Error::other)?;
        let thread = thread::Builder::new().name("server".to_owned()).spawn(move || {
            // A request that panics is answered with an error, and the session goes on. So it does after a panic
            // anywhere else in here: nothing but the stop ends it.
            while let Err(panic) = catch_unwind(AssertUnwindSafe(|| serve(&runtime, &listener, &shared))) {
                drop(panic);
                thread::sleep(AFTER_PANIC);
            }
            runtime.shutdown_background();
        })?;
        Ok(Self { stop, thread })
    }

    /// Ends event streams, lets open requests finish for a moment, and stops.
    pub fn stop(self) {
        self.stop.send_replace(true);
        // A thread that panicked has stopped as well.
        drop(self.thread.join());
    }
}

fn serve(runtime: &Runtime, listener: &TcpListener, shared: &Arc<Shared>) {
    if let Ok(listener) = listener.try_clone() {
        runtime.block_on(connections::serve(listener, Arc::clone(shared)));
    }
}

const BODY_SIZE: usize = 8 * 1024;
const REQUEST_TIME: Duration = Duration::from_secs(10);

type Route = (&'static str, &'static [&'static str], fn() -> MethodRouter<Arc<Shared>>);

/// Every path with its methods, and what they do. `{…}` stands for one segment.
pub const ROUTES: [Route; 26] = [
    ("/", &["GET"], || get(pages::home)),
    ("/j/{link}", &["GET"], || get(join::by_link)),
    ("/join", &["POST"], || post(join::by_form)),
    ("/in", &["GET"], || get(join::arrived)),
    ("/item/{number}", &["GET", "POST"], || get(pages::item).post(pages::answer)),
    ("/guess", &["GET"], || get(pages::guessing)),
    ("/guess/{number}", &["GET", "POST"], || get(pages::guess).post(pages::give_guess)),
    ("/all", &["GET"], || get(pages::all)),
    ("/finish", &["POST"], || post(pages::finish)),
    ("/side", &["GET", "POST"], || get(pages::side).post(pages::change_side)),
    ("/leave", &["GET", "POST"], || get(join::ask_to_leave).post(join::leave)),
    ("/left", &["GET"], || get(join::left)),
    ("/events", &["GET"], || get(api::stream)),
    ("/screen/{link}", &["GET"], || get(api::screen)),
    ("/screen/{link}/events", &["GET"], || get(api::screen_stream)),
    ("/page.css", &["GET"], || get(async || fixed(CSS, STYLE))),
    ("/page.js", &["GET"], || get(async || fixed(JAVASCRIPT, script()))),
    ("/screen.css", &["GET"], || get(async || fixed(CSS, SCREEN_STYLE))),
    ("/screen.js", &["GET"], || get(async || fixed(JAVASCRIPT, SCREEN_SCRIPT))),
    ("/api/welcome", &["GET"], || get(api::welcome)),
    ("/api/join", &["POST"], || post(api::join)),
    ("/api/state", &["GET"], || get(api::state)),
    ("/api/answer", &["POST"], || post(api::answer)),
    ("/api/finish", &["POST"], || post(api::finish)),
    ("/api/side", &["POST"], || post(api::side)),
    ("/api/questionnaire", &["GET"], || get(api::questionnaire)),
];

pub fn router(shared: &Arc<Shared>) -> Router {
    let csrf = match shared.site.public_origin() {
        // An origin that cannot be read is not trusted, and the proxy's pages are then refused loudly.
        Some(origin) => CsrfLayer::new().add_trusted_origin(origin).unwrap_or_default(),
        None => CsrfLayer::new(),
    };
    let routes = ROUTES.iter().fold(Router::new(), |router, (path, _, handler)| router.route(path, handler()));
    routes
        .fallback(nowhere)
        .with_state(Arc::clone(shared))
        // Together, the first outermost: one by one, each would be a box more around every request.
        .layer((
            from_fn_with_state(Arc::clone(shared), refusing::guard),
            csrf,
            CatchPanicLayer::new(),
            TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, REQUEST_TIME),
            RequestBodyLimitLayer::new(BODY_SIZE),
        ))
}

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

fn fixed(kind: &'static str, text: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-cache")], text.into()).into_response()
}

async fn nowhere(State(shared): State<Arc<Shared>>) -> Response {
    shared.nowhere().await
}

/// How many connections may be open at once, at best: a full room with an event stream and two more each, or 10,000
/// streams beside a full room that answers, and a quarter to spare.
const WANTED: u64 = 16_000;
/// File descriptors left for everything else.
const SPARE: u64 = 64;

/// How many connections may be open at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Capacity(pub usize);

impl Capacity {
    /// How many phones that is sure to be enough for: each may hold one event stream and two more connections, and
    /// those who look at the big screen from elsewhere one each.
    pub const fn phones(self) -> usize {
        self.0.saturating_sub(api::VIEWERS) / 3
    }
}

/// Raises the limit on open files as far as this process may, and says how many connections that leaves.
pub fn raise() -> Capacity {
    let granted = system::descriptors(WANTED + SPARE);
    Capacity(usize::try_from(granted.saturating_sub(SPARE).min(WANTED)).unwrap_or(usize::MAX))
}

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub ip: IpAddr,
    /// The name of its interface, such as `en0`.
    pub interface: String,
    pub reach: Reach,
}

/// Beginnings of the names of interfaces that lead to virtual machines and containers.
const VIRTUAL: &[&str] =
    &["docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni", "flannel", "vEthernet"];
/// Beginnings of the names of interfaces that lead into a VPN.
const VPN: &[&str] = &["utun", "tun", "tap", "wg", "tailscale", "zt", "ppp", "ipsec", "nordlynx", "proton"];

/// The addresses that this machine can be reached by, the likeliest first.
pub fn usable_addresses() -> io::Result<Vec<Address>> {
    let found = if_addrs::get_if_addrs()?;
    Ok(ranked(found.iter().filter(|each| each.is_oper_up() || each.oper_status != IfOperStatus::Down).map(|each| {
        Address { ip: each.ip(), interface: each.name.clone(), reach: reach(each.ip(), &each.name, each.is_p2p()) }
    })))
}

pub fn own_addresses() -> io::Result<Vec<IpAddr>> {
    Ok(if_addrs::get_if_addrs()?.iter().map(if_addrs::Interface::ip).collect())
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
        assert!(usable_addresses().unwrap().iter().all(|address| !address.ip.is_loopback()));
        assert!(own_addresses().unwrap().iter().any(IpAddr::is_loopback));
    }
}
