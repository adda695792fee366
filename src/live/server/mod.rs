//! What phones and terminals reach over the network: one listener, for taking part and nothing else.
//!
//! The facilitator's commands are no route at all. The listener and the signal to stop are passed in.
//!
//! ```text
//! connections   accepting, with limits below HTTP: header time and size, how many, how long
//! guard         who may ask at all: the addresses served, other sites, headers of every answer
//! routes        which path leads where
//! join, leave, pages, api, events   the handlers
//! refusing      saying no, in words and codes of our own
//! pending       people whose cookie has not come back: they are not in yet
//! limits, rude  putting off those who try too often, and counting those who misbehave
//! ```

mod api;
mod capacity;
mod connections;
mod events;
mod guard;
mod join;
mod leave;
mod limits;
mod pages;
mod pending;
mod person;
mod refusing;
mod routes;
mod rude;
mod shared;

use std::io;
use std::net::{IpAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::runtime::Runtime;
use tokio::sync::watch;

pub use capacity::{Capacity, raise};
pub use routes::ROUTES;

use super::host::Handle;
use shared::Shared;

/// How long to wait before serving anew after a panic, so that one that comes again does not keep the machine busy.
const AFTER_PANIC: Duration = Duration::from_millis(100);

/// What the server needs to know about the place it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The authorities it answers to, such as `192.168.1.20:7777`. A request for any other is refused.
    pub authorities: Vec<String>,
    /// The address of a reverse proxy in front of it, such as `https://pulse.example.com`.
    pub public_url: Option<String>,
    /// What people type to get in.
    pub code: String,
    /// What the link in the QR code ends with.
    pub link: String,
    /// What is asked, as text and without its causes, for terminals.
    pub questionnaire: String,
    /// The addresses of this machine: a request from any other shows that phones get through.
    pub own: Vec<IpAddr>,
    /// How many connections may be open at once.
    pub capacity: Capacity,
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    stop: watch::Sender<bool>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves on a listener that is bound already, in a thread of its own.
    ///
    /// # Errors
    /// When the listener or a thread cannot be had.
    pub fn start(listener: TcpListener, site: Site, handle: Handle) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
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

/// Serves until told to stop, or until no listener can be had any more.
fn serve(runtime: &Runtime, listener: &TcpListener, shared: &Arc<Shared>) {
    if let Ok(listener) = listener.try_clone() {
        runtime.block_on(connections::serve(listener, Arc::clone(shared)));
    }
}
