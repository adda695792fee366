//! Accepting connections, with the limits that belong below HTTP.

use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::service::Service as _;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::AbortHandle;

use super::limits::{self, Counts, network};
use super::shared::Shared;
use crate::live::system::heed_silence;

/// How long the head of a request may take to arrive, and how long a connection may idle between two.
const HEAD_TIME: Duration = Duration::from_secs(15);
/// The most bytes of the head of a request.
const HEAD_SIZE: usize = 16 * 1024;
/// The most lines in the head of a request.
const HEAD_LINES: usize = 64;
/// How long open requests may take to finish once the server stops.
const FAREWELL: Duration = Duration::from_secs(1);
/// How long to wait when the system has no descriptor left.
const BREATH: Duration = Duration::from_millis(50);

/// How a greeting in TLS begins, as https has it. No request does.
const HANDSHAKE: u8 = 0x16;
/// The alert that ends such a greeting: no handshake can be had.
const NO_TLS: [u8; 7] = [0x15, 3, 1, 0, 2, 2, 40];

/// The address that a request came from.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// The connections that are open.
#[derive(Default)]
struct Open {
    next: u64,
    by_address: HashMap<IpAddr, usize>,
    count: usize,
    /// Those that have not asked for anything yet, oldest first.
    silent: BTreeMap<u64, AbortHandle>,
}

type Table = Arc<Mutex<Open>>;

/// Serves until told to stop.
pub async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
    let router = super::router(&shared);
    let table = Table::default();
    let mut stopped = shared.stopped.clone();
    let report = tokio::spawn(limits::report(Arc::clone(&shared)));
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, from)) => admit(stream, from.ip().to_canonical(), &table, &router, &shared),
                Err(_) => tokio::time::sleep(BREATH).await,
            },
            () = stop(&mut stopped) => break,
        }
    }
    report.abort();
    drop(listener);
    farewell(&table).await;
}

/// Waits until the server is told to stop.
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

fn lock(table: &Table) -> MutexGuard<'_, Open> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes a connection on, unless there are too many. A full table first loses its oldest connection that never asked
/// for anything; and no one address may take more than four of five places.
fn admit(stream: TcpStream, from: IpAddr, table: &Table, router: &Router, shared: &Arc<Shared>) {
    let most = shared.site.capacity.0;
    let mut open = lock(table);
    if open.count >= most && !open.drop_oldest_silent(&shared.counts) {
        Counts::add(&shared.counts.connections);
        return;
    }
    if open.by_address.get(&network(from)).copied().unwrap_or(0) >= most - most / 5 {
        Counts::add(&shared.counts.connections);
        return;
    }
    let number = open.next;
    open.next += 1;
    open.count += 1;
    *open.by_address.entry(network(from)).or_default() += 1;
    let place = Place { table: Arc::clone(table), number, from };
    let task = tokio::spawn(converse(stream, place, router.clone(), Arc::clone(shared)));
    open.silent.insert(number, task.abort_handle());
}

impl Open {
    fn drop_oldest_silent(&mut self, counts: &Counts) -> bool {
        let Some((_, oldest)) = self.silent.pop_first() else { return false };
        oldest.abort();
        Counts::add(&counts.connections);
        true
    }
}

/// A place in the table, given back when the connection ends in whatever way.
struct Place {
    table: Table,
    number: u64,
    from: IpAddr,
}

impl Place {
    fn spoke(&self) {
        lock(&self.table).silent.remove(&self.number);
    }
}

impl Drop for Place {
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

/// Small answers do not wait for more, and a phone that went away is noticed. Where the system refuses, both take
/// longer.
fn prepare(stream: &TcpStream) {
    drop(stream.set_nodelay(true));
    heed_silence(stream);
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
            Counts::add(&shared.counts.connections);
            false
        }
    }
}

async fn converse(stream: TcpStream, place: Place, router: Router, shared: Arc<Shared>) {
    prepare(&stream);
    if !speaks_plainly(&stream, place.from, &shared).await {
        return;
    }
    let peer = Peer(place.from);
    let service = hyper::service::service_fn(|request: hyper::Request<Incoming>| {
        place.spoke();
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
        Counts::add(&shared.counts.connections);
    }
}
