//! Accepting connections, with the limits that belong below HTTP; putting off those who try too often, and counting those
//! who misbehave.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::StatusCode;
use hyper::body::Incoming;
use hyper::service::Service as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::shared::{Shared, lock};
use crate::live::host::Ask;
use crate::live::room::Rejections;
use crate::live::system::heed_silence;

/// How long the head of a request may take to arrive, and how long a connection may idle between two.
const HEAD_TIME: Duration = Duration::from_secs(15);
const HEAD_SIZE: usize = 16 * 1024;
const HEAD_LINES: usize = 64;
/// How long open requests may take to finish once the server stops.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long to wait when the system has no descriptor left.
const BREATH: Duration = Duration::from_millis(50);

/// How a greeting in TLS begins, as https has it. No request does.
const HANDSHAKE: u8 = 0x16;
/// The alert that ends such a greeting: no handshake can be had.
const NO_TLS: [u8; 7] = [0x15, 3, 1, 0, 2, 2, 40];

#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

#[derive(Default)]
struct Open {
    next: u64,
    by_address: HashMap<IpAddr, usize>,
    count: usize,
    /// Those that have not asked for anything yet, oldest first.
    silent: BTreeMap<u64, AbortHandle>,
}

type Table = Arc<Mutex<Open>>;

pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let router = super::router(&shared);
    let table = Table::default();
    let mut stopped = shared.stopped.clone();
    let reporting = tokio::spawn(report(Arc::clone(&shared)));
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => admit(stream, from.ip().to_canonical(), &table, &router, &shared),
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            () = stop(&mut stopped) => break,
        }
    }
    reporting.abort();
    drop(listener);
    farewell(&table).await;
}

pub async fn stop(stopped: &mut watch::Receiver<bool>) {
    // A sender that is gone means the same.
    drop(stopped.wait_for(|stopped| *stopped).await);
}

/// Waits a moment for open requests. Event streams end by themselves, and idle connections are not worth waiting for.
async fn farewell(table: &Table) {
    let step = Duration::from_millis(10);
    let mut left = FAREWELL;
    while lock(table).count > 0 && !left.is_zero() {
        tokio::time::sleep(step).await;
        left = left.saturating_sub(step);
    }
}

/// Takes a connection on, unless there are too many. A full table first loses its oldest connection that never asked
/// for anything; and no one address may take more than four of five places.
fn admit(stream: TcpStream, from: IpAddr, table: &Table, router: &Router, shared: &Arc<Shared>) {
    let most = shared.site.capacity.0;
    let mut open = lock(table);
    if open.count >= most && !open.drop_oldest_silent(&mut lock(&shared.counts)) {
        lock(&shared.counts).connections += 1;
        return;
    }
    if open.by_address.get(&network(from)).copied().unwrap_or(0) >= most - most / 5 {
        lock(&shared.counts).connections += 1;
        return;
    }
    let number = open.next;
    open.next += 1;
    open.count += 1;
    *open.by_address.entry(network(from)).or_default() += 1;
    let place = Slot { table: Arc::clone(table), number, from };
    let task = tokio::spawn(converse(stream, place, router.clone(), Arc::clone(shared)));
    open.silent.insert(number, task.abort_handle());
}

impl Open {
    fn drop_oldest_silent(&mut self, counts: &mut Rejections) -> bool {
        let Some((_, oldest)) = self.silent.pop_first() else { return false };
        oldest.abort();
        counts.connections += 1;
        true
    }
}

/// A place in the table, given back when the connection ends in whatever way.
struct Slot {
    table: Table,
    number: u64,
    from: IpAddr,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut open = lock(&self.table);
        open.count -= 1;
        open.silent.remove(&self.number);
        if let Some(count) = open.by_address.get_mut(&network(self.from)) {
            *count -= 1;
            if *count == 0 {
                open.by_address.remove(&network(self.from));
            }
        }
    }
}

/// Waits for the first byte: whether it may be the beginning of a request. A phone that tries https is told that it is
/// not spoken here, and so is the facilitator.
async fn speaks_plainly(stream: &TcpStream, from: IpAddr, shared: &Shared) -> bool {
    let mut first = [0];
    let mut stopped = shared.stopped.clone();
    let peeked = tokio::select! {
        peeked = tokio::time::timeout(HEAD_TIME, stream.peek(&mut first)) => peeked,
        () = stop(&mut stopped) => return false,
    };
    match peeked {
        Ok(Ok(read)) if read > 0 && first == [HANDSHAKE] => {
            shared.note_secure(from);
            drop(stream.try_write(&NO_TLS));
            false
        }
        Ok(Ok(read)) => read > 0,
        Ok(Err(_)) | Err(_) => {
            lock(&shared.counts).connections += 1;
            false
        }
    }
}

async fn converse(stream: TcpStream, place: Slot, router: Router, shared: Arc<Shared>) {
    // Small answers do not wait for more, and a phone that went away is noticed. Where the system refuses, both take longer.
    drop(stream.set_nodelay(true));
    heed_silence(&stream);
    if !speaks_plainly(&stream, place.from, &shared).await {
        return;
    }
    let peer = Peer(place.from);
    let service = hyper::service::service_fn(|request: hyper::Request<Incoming>| {
        lock(&place.table).silent.remove(&place.number);
        let mut request = request.map(axum::body::Body::new);
        request.extensions_mut().insert(peer);
        TowerToHyperService::new(router.clone()).call(request)
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_headers(HEAD_LINES)
        .max_buf_size(HEAD_SIZE)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = std::pin::pin!(connection);
    let mut stopped = shared.stopped.clone();
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop(&mut stopped) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if ended.is_err_and(|error| error.is_parse() || error.is_timeout()) {
        lock(&shared.counts).connections += 1;
    }
}

const ADDRESSES_MAX: usize = 10_000;

#[derive(Debug)]
pub struct Limits {
    /// Wrong codes: thirty in a row, then one every two seconds. With 480 million codes that is no way in, and who
    /// came by the link is not asked for a code.
    pub guesses: Bucket,
    /// Joining: a whole room at once behind one address, and a fifth of it a second time; then a room in a minute.
    pub joins: Bucket,
}

impl Default for Limits {
    fn default() -> Self {
        Self { guesses: Bucket::new(30.0, 0.5), joins: Bucket::new(2_400.0, 40.0) }
    }
}

/// What counts as one address: in IPv6 everybody has 2^64 of them, so there it is the network that was handed out.
pub fn network(from: IpAddr) -> IpAddr {
    match from.to_canonical() {
        IpAddr::V6(ip) => IpAddr::V6(std::net::Ipv6Addr::from_bits(ip.to_bits() & (u128::MAX << 64))),
        canonical @ IpAddr::V4(_) => canonical,
    }
}

/// Tries that are used up and come back with time, one store for each address.
#[derive(Debug)]
pub struct Bucket {
    most: f64,
    per_second: f64,
    left: HashMap<IpAddr, (f64, Instant)>,
}

impl Bucket {
    fn new(most: f64, per_second: f64) -> Self {
        Self { most, per_second, left: HashMap::new() }
    }

    pub fn has(&self, from: IpAddr, now: Instant) -> bool {
        let from = network(from);
        let (left, last) = self.left.get(&from).copied().unwrap_or((self.most, now));
        self.refilled(left, now.saturating_duration_since(last)) >= 1.0
    }

    /// Uses up one try of an address; says whether there was one.
    pub fn take(&mut self, from: IpAddr, now: Instant) -> bool {
        self.forget_full(now);
        let from = network(from);
        let (left, last) = self.left.get(&from).copied().unwrap_or((self.most, now));
        let left = self.refilled(left, now.saturating_duration_since(last));
        let granted = left >= 1.0;
        self.left.insert(from, (if granted { left - 1.0 } else { left }, now));
        granted
    }

    fn refilled(&self, left: f64, passed: Duration) -> f64 {
        passed.as_secs_f64().mul_add(self.per_second, left).min(self.most)
    }

    /// Keeps the store small: an address that has all its tries back need not be remembered.
    fn forget_full(&mut self, now: Instant) {
        if self.left.len() < ADDRESSES_MAX {
            return;
        }
        let (most, per_second) = (self.most, self.per_second);
        let still_short = |left: f64, last: Instant| {
            now.saturating_duration_since(last).as_secs_f64().mul_add(per_second, left) < most
        };
        self.left.retain(|_, (left, last)| still_short(*left, *last));
        if self.left.len() >= ADDRESSES_MAX {
            self.left.clear();
        }
    }
}

const REPORT_EVERY: Duration = Duration::from_millis(500);

/// Counts an answer that says that the request was no good.
pub fn note(counts: &mut Rejections, status: StatusCode) {
    match status {
        StatusCode::MISDIRECTED_REQUEST | StatusCode::FORBIDDEN => counts.strangers += 1,
        StatusCode::TOO_MANY_REQUESTS => counts.put_off += 1,
        StatusCode::BAD_REQUEST
        | StatusCode::METHOD_NOT_ALLOWED
        | StatusCode::REQUEST_TIMEOUT
        | StatusCode::PAYLOAD_TOO_LARGE
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => counts.requests += 1,
        _ => {}
    }
}

/// Tells the room whenever a count has changed, and how many look at the big screen from elsewhere.
pub async fn report(shared: Arc<Shared>) {
    let (mut sent, mut looked) = (Rejections::default(), 0);
    loop {
        tokio::time::sleep(REPORT_EVERY).await;
        let now = *lock(&shared.counts);
        if now != sent {
            shared.handle.send(Ask::Rejections(now));
            sent = now;
        }
        let look = lock(&shared.viewers).count(Instant::now());
        if look != looked {
            shared.handle.send(Ask::Watched(look));
            looked = look;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::room::SEATS;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 7));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 168, 1, 8));

    #[test]
    fn tries_run_out_and_come_back_with_time() {
        let (mut bucket, start) = (Bucket::new(3.0, 0.5), Instant::now());
        assert_eq!([(); 4].map(|()| bucket.take(HERE, start)), [true, true, true, false]);
        assert!(!bucket.take(HERE, start + Duration::from_secs(1)));
        assert!(bucket.take(HERE, start + Duration::from_secs(2)));
    }

    #[test]
    fn one_address_does_not_use_up_the_tries_of_another() {
        let (mut bucket, start) = (Bucket::new(1.0, 0.5), Instant::now());
        assert!(bucket.take(HERE, start));
        assert!(bucket.take(THERE, start));
    }

    #[test]
    fn all_addresses_of_one_network_of_ipv6_share_their_tries_and_mapped_ones_are_of_ipv4() {
        let (mut bucket, now) = (Bucket::new(2.0, 0.5), Instant::now());
        let mut take = |ip: &str| bucket.take(ip.parse().unwrap(), now);
        assert_eq!(["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:0:7::1"].map(&mut take), [true, true, false]);
        assert!(take("2001:db8:0:1::1"), "another network");
        assert_eq!(["192.168.1.7", "::ffff:192.168.1.7", "192.168.1.7"].map(&mut take), [true, true, false]);
        assert!(take("::ffff:192.168.1.8"));
    }

    #[test]
    fn a_whole_room_behind_one_address_may_join_at_once() {
        let (mut limits, now) = (Limits::default(), Instant::now());
        assert!((0..SEATS).all(|_| limits.joins.take(HERE, now)));
    }

    #[test]
    fn the_store_stays_small_however_many_addresses_there_are() {
        let (mut bucket, now) = (Bucket::new(3.0, 0.5), Instant::now());
        for n in 0..=u32::try_from(ADDRESSES_MAX).unwrap() {
            bucket.take(IpAddr::V4(n.into()), now);
        }
        assert!(bucket.left.len() <= ADDRESSES_MAX);
    }
}
